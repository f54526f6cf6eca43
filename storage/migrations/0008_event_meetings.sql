-- Which event of the plan a meeting was: NULL until the mentor has said it, 0 for a meeting outside of the plan.

ALTER TABLE meetings ADD COLUMN plan_event_id BIGINT;
