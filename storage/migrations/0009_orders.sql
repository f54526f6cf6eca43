-- Orders on pairs: which pairs a draft names, numbers of orders that came later, corrected forms of names.

CREATE TABLE order_drafts (
    id {id},
    organisation_id BIGINT NOT NULL REFERENCES organisations (id),
    kind TEXT NOT NULL,
    created_at BIGINT NOT NULL
);

-- «steps» is how many lines the history of the pair had: what happened later is not in this order.
CREATE TABLE order_draft_pairs (
    draft_id BIGINT NOT NULL REFERENCES order_drafts (id) ON DELETE CASCADE,
    pair_id BIGINT NOT NULL REFERENCES pairs (id),
    steps INTEGER NOT NULL,
    PRIMARY KEY (draft_id, pair_id)
);

CREATE TABLE later_orders (
    pair_id BIGINT NOT NULL REFERENCES pairs (id),
    kind TEXT NOT NULL,
    steps INTEGER NOT NULL,
    number TEXT NOT NULL,
    date TEXT NOT NULL,
    entered_at BIGINT NOT NULL,
    PRIMARY KEY (pair_id, kind, steps)
);

CREATE TABLE name_overrides (
    person_id BIGINT NOT NULL REFERENCES people (id) ON DELETE CASCADE,
    name_case TEXT NOT NULL,
    form TEXT NOT NULL,
    PRIMARY KEY (person_id, name_case)
);
