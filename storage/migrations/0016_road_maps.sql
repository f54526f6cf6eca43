-- Road maps, their items, who has to do which of them by when, what proves it, and the history of all that.
-- Days are text «YYYY-MM-DD», local to whoever has to do it; a deadline ends at the end of its day there.

CREATE TABLE road_maps (
    id {id},
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    title TEXT NOT NULL,
    template TEXT,
    first_day TEXT NOT NULL,
    last_day TEXT,
    state TEXT NOT NULL,
    planned_until TEXT,
    passport TEXT,
    changes INTEGER NOT NULL DEFAULT 0,
    created_by TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    started_at BIGINT,
    act_at BIGINT
);
CREATE INDEX road_maps_organisation ON road_maps (organisation_id, state);
-- One draft at a time: whoever starts a second one has forgotten the first.
CREATE UNIQUE INDEX road_maps_draft ON road_maps (organisation_id) WHERE state = 'draft';
-- When time itself does something with it: another year is planned, or it closes.
CREATE INDEX road_maps_act ON road_maps (act_at) WHERE act_at IS NOT NULL;

CREATE TABLE road_map_items (
    id {id},
    road_map_id BIGINT NOT NULL REFERENCES road_maps (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    uid TEXT NOT NULL,
    number TEXT NOT NULL,
    section TEXT NOT NULL,
    text TEXT NOT NULL,
    deadline_raw TEXT NOT NULL,
    deadline TEXT NOT NULL,
    owner TEXT NOT NULL,
    evidence TEXT NOT NULL,
    responsible TEXT NOT NULL,
    result TEXT NOT NULL,
    stage TEXT NOT NULL,
    note TEXT NOT NULL,
    counter TEXT,
    checklist TEXT NOT NULL,
    waived TEXT,
    removed INTEGER NOT NULL DEFAULT 0,
    changes INTEGER NOT NULL DEFAULT 0,
    UNIQUE (road_map_id, uid)
);

-- What was not understood or was assumed when a plan was read from a file, until somebody says what is right.
CREATE TABLE road_map_findings (
    id {id},
    road_map_id BIGINT NOT NULL REFERENCES road_maps (id) ON DELETE CASCADE,
    item_id BIGINT REFERENCES road_map_items (id) ON DELETE CASCADE,
    line INTEGER NOT NULL,
    heading TEXT NOT NULL,
    sheet TEXT NOT NULL,
    finding TEXT NOT NULL,
    value TEXT NOT NULL,
    why TEXT NOT NULL,
    role TEXT,
    settled_by TEXT,
    settled_at BIGINT
);
CREATE INDEX road_map_findings_map ON road_map_findings (road_map_id);

CREATE TABLE road_map_leavers (
    road_map_id BIGINT NOT NULL REFERENCES road_maps (id) ON DELETE CASCADE,
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (road_map_id, organisation_id)
);

CREATE TABLE road_map_tasks (
    id {id},
    item_id BIGINT NOT NULL REFERENCES road_map_items (id) ON DELETE CASCADE,
    road_map_id BIGINT NOT NULL REFERENCES road_maps (id) ON DELETE CASCADE,
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    number INTEGER NOT NULL,
    kind TEXT NOT NULL,
    starts_on TEXT NOT NULL,
    due_on TEXT,
    limit_on TEXT,
    state TEXT NOT NULL,
    reason TEXT,
    closed_on TEXT,
    closed_by TEXT,
    changes INTEGER NOT NULL DEFAULT 0,
    ladder_at BIGINT,
    UNIQUE (item_id, organisation_id, number)
);
CREATE INDEX road_map_tasks_organisation ON road_map_tasks (organisation_id, state);
CREATE INDEX road_map_tasks_map ON road_map_tasks (road_map_id, organisation_id, state);
CREATE INDEX road_map_tasks_ladder ON road_map_tasks (ladder_at, organisation_id) WHERE ladder_at IS NOT NULL;

CREATE TABLE kept_files (
    id {id},
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    name TEXT NOT NULL,
    media_type TEXT NOT NULL,
    size BIGINT NOT NULL,
    sha256 TEXT NOT NULL,
    kept_by TEXT NOT NULL,
    kept_at BIGINT NOT NULL,
    gone_at BIGINT
);

CREATE TABLE evidence (
    id {id},
    task_id BIGINT NOT NULL REFERENCES road_map_tasks (id) ON DELETE CASCADE,
    label TEXT,
    number TEXT,
    day TEXT,
    link TEXT,
    file_id BIGINT REFERENCES kept_files (id),
    people INTEGER,
    words TEXT,
    numbers TEXT NOT NULL DEFAULT '{}',
    given_by TEXT NOT NULL,
    given_at BIGINT NOT NULL,
    withdrawn_by TEXT,
    withdrawn_at BIGINT
);
CREATE INDEX evidence_task ON evidence (task_id);

CREATE TABLE road_map_history (
    id {id},
    road_map_id BIGINT NOT NULL REFERENCES road_maps (id) ON DELETE CASCADE,
    item_id BIGINT,
    task_id BIGINT,
    organisation_id BIGINT,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    act TEXT NOT NULL,
    details TEXT NOT NULL DEFAULT '{}'
);
CREATE INDEX road_map_history_map ON road_map_history (road_map_id, id);

-- Counts over everything below a place begin with its children.
CREATE INDEX organisations_parent ON organisations (parent_id);
