-- Where an online meeting takes place; kept only until the meeting is over.

ALTER TABLE meetings ADD COLUMN link TEXT;
