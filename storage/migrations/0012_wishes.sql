-- When people want to be written to, and about what not at all.

CREATE TABLE wishes (
    person_id BIGINT PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
    hour TEXT,
    quiet_until TEXT
);

CREATE TABLE muted_topics (
    person_id BIGINT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    topic TEXT NOT NULL,
    PRIMARY KEY (person_id, topic)
);

-- News of one pair are merged.

ALTER TABLE letters ADD COLUMN pair_id BIGINT;
CREATE INDEX letters_news ON letters (person_id, pair_id, sent_at) WHERE pair_id IS NOT NULL;
