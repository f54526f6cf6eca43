-- The order in which letters are claimed, those in somebody's hands, and the last digest of a person, each by an index.

DROP INDEX letters_due;
CREATE INDEX letters_due ON letters (try_at, person_id) WHERE fate IN ('queued', 'retry');
CREATE INDEX letters_leased ON letters (lease_until) WHERE lease_until IS NOT NULL;
CREATE INDEX letters_digest ON letters (person_id, sent_at) WHERE class = 'digest' AND fate = 'sent';
