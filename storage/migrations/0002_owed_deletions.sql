-- A person's message that has to go and has not gone yet: a search in `minimal` may hold a surname.

CREATE TABLE owed_deletions (
    chat_id BIGINT NOT NULL,
    message_id BIGINT NOT NULL,
    since BIGINT NOT NULL,
    PRIMARY KEY (chat_id, message_id)
);
