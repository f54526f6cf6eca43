-- Organisations, people, roles, invitations, consents, questionnaires, inbox, outbox, audit.
-- {id} becomes each database's own growing key. Times are seconds since 1970 in UTC, JSON is text.

CREATE TABLE organisations (
    id {id},
    parent_id BIGINT REFERENCES organisations (id),
    level TEXT NOT NULL,
    name TEXT NOT NULL,
    inn TEXT,
    address TEXT,
    contact TEXT,
    tz TEXT NOT NULL,
    week INTEGER NOT NULL,
    state_owned INTEGER,
    privacy TEXT NOT NULL,
    minors INTEGER,
    last_number BIGINT NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL
);

CREATE TABLE state_warnings (
    organisation_id BIGINT PRIMARY KEY REFERENCES organisations (id),
    acknowledged_by TEXT NOT NULL,
    acknowledged_at BIGINT NOT NULL
);

CREATE TABLE people (
    id {id},
    surname TEXT,
    name TEXT,
    patronymic TEXT,
    gender TEXT,
    adult INTEGER,
    position TEXT,
    school_class TEXT,
    search TEXT NOT NULL DEFAULT '',
    name_confirmed INTEGER NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL
);

CREATE TABLE accounts (
    id {id},
    messenger TEXT NOT NULL,
    external_id BIGINT NOT NULL,
    person_id BIGINT REFERENCES people (id),
    awaited TEXT,
    screen_message_id BIGINT,
    unreachable_since BIGINT,
    created_at BIGINT NOT NULL,
    UNIQUE (messenger, external_id)
);
CREATE INDEX accounts_person ON accounts (person_id);

CREATE TABLE administrators (
    person_id BIGINT PRIMARY KEY REFERENCES people (id),
    since BIGINT NOT NULL
);

CREATE TABLE memberships (
    id {id},
    person_id BIGINT NOT NULL REFERENCES people (id),
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    role TEXT NOT NULL,
    state TEXT NOT NULL,
    code TEXT NOT NULL UNIQUE,
    since BIGINT NOT NULL,
    ended_at BIGINT,
    UNIQUE (person_id, organisation_id, role)
);
CREATE INDEX memberships_organisation ON memberships (organisation_id, role, state);

CREATE TABLE invitations (
    id {id},
    code TEXT NOT NULL UNIQUE,
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    role TEXT NOT NULL,
    personal INTEGER NOT NULL,
    membership_id BIGINT REFERENCES memberships (id),
    uses_left INTEGER NOT NULL,
    uses INTEGER NOT NULL DEFAULT 0,
    expires_at BIGINT NOT NULL,
    revoked_at BIGINT,
    created_by TEXT NOT NULL,
    created_at BIGINT NOT NULL
);
CREATE INDEX invitations_organisation ON invitations (organisation_id);

CREATE TABLE wrong_codes (
    messenger TEXT NOT NULL,
    external_id BIGINT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX wrong_codes_account ON wrong_codes (messenger, external_id, at);

CREATE TABLE joinings (
    account_id BIGINT PRIMARY KEY REFERENCES accounts (id) ON DELETE CASCADE,
    invitation_id BIGINT NOT NULL REFERENCES invitations (id),
    code TEXT NOT NULL,
    adult INTEGER,
    since BIGINT NOT NULL
);
CREATE INDEX joinings_invitation ON joinings (invitation_id);

CREATE TABLE refusals (
    id {id},
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    role TEXT NOT NULL,
    invitation_id BIGINT REFERENCES invitations (id),
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    at BIGINT NOT NULL
);

CREATE TABLE consent_texts (
    sha256 TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    body TEXT NOT NULL
);

CREATE TABLE consents (
    id {id},
    person_id BIGINT NOT NULL,
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    kind TEXT NOT NULL,
    version INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    locale TEXT NOT NULL,
    given_at BIGINT NOT NULL,
    zone TEXT NOT NULL,
    channel TEXT NOT NULL,
    message_id BIGINT,
    marked_by BIGINT,
    representative TEXT,
    paper_number TEXT,
    paper_date TEXT,
    withdrawn_at BIGINT,
    withdrawn_channel TEXT,
    withdrawn_reason TEXT
);
CREATE INDEX consents_person ON consents (person_id, organisation_id, kind);

CREATE TABLE questionnaires (
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    body TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    PRIMARY KEY (id, version)
);

CREATE TABLE attempts (
    id {id},
    membership_id BIGINT NOT NULL REFERENCES memberships (id),
    questionnaire_id TEXT NOT NULL,
    version INTEGER NOT NULL,
    started_at BIGINT NOT NULL,
    finished_at BIGINT,
    changes INTEGER NOT NULL DEFAULT 0,
    FOREIGN KEY (questionnaire_id, version) REFERENCES questionnaires (id, version)
);
CREATE INDEX attempts_membership ON attempts (membership_id);

CREATE TABLE answers (
    attempt_id BIGINT NOT NULL REFERENCES attempts (id) ON DELETE CASCADE,
    question_id TEXT NOT NULL,
    value TEXT,
    draft TEXT,
    at BIGINT NOT NULL,
    PRIMARY KEY (attempt_id, question_id)
);

CREATE TABLE searches (
    id {id},
    account_id BIGINT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    words TEXT NOT NULL,
    at BIGINT NOT NULL
);

CREATE TABLE inbox (
    update_id BIGINT PRIMARY KEY,
    body TEXT,
    chat_id BIGINT,
    page TEXT,
    received_at BIGINT NOT NULL
);
CREATE INDEX inbox_waiting ON inbox (update_id) WHERE body IS NOT NULL OR page IS NOT NULL;

CREATE TABLE letters (
    id {id},
    person_id BIGINT NOT NULL REFERENCES people (id),
    kind TEXT NOT NULL,
    class TEXT NOT NULL,
    facts TEXT NOT NULL,
    dedupe_key TEXT NOT NULL UNIQUE,
    due_at BIGINT NOT NULL,
    try_at BIGINT NOT NULL,
    tried_since BIGINT,
    lease_until BIGINT,
    attempts INTEGER NOT NULL DEFAULT 0,
    fate TEXT NOT NULL,
    reason TEXT,
    sent_at BIGINT,
    message_id BIGINT
);
CREATE INDEX letters_due ON letters (try_at) WHERE fate IN ('queued', 'retry');
CREATE INDEX letters_person ON letters (person_id);

CREATE TABLE audit (
    id {id},
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    organisation_id BIGINT,
    subject TEXT,
    details TEXT
);

CREATE TABLE facts (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
);
