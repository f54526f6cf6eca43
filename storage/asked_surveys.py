"""Who was asked which survey, by a pair or by a campaign, of some organisations alone."""


def asked_of(places: str) -> str:
    """The table ``asked`` for the organisations of the table ``places (id)``, each of which stands there once.

    It is the view ``asked_surveys`` of these alone: the view as a whole would be laid out for the smallest school too.
    «CROSS JOIN» keeps the order of the tables.
    """
    return (
        "asked (organisation_id, membership_id, form, opened_at, attempt_id, answered_at, answered) AS ("
        "SELECT p.organisation_id, s.membership_id, s.form, s.opened_at, s.attempt_id, s.answered_at, "
        f"CASE WHEN s.answered_at IS NULL THEN 0 ELSE 1 END FROM {places} CROSS JOIN pairs p "
        f"CROSS JOIN pair_surveys s WHERE p.organisation_id = {places}.id AND s.pair_id = p.id "
        "UNION ALL SELECT m.organisation_id, i.membership_id, c.form, c.opened_at, i.attempt_id, i.answered_at, "
        f"i.answered FROM {places} CROSS JOIN memberships m CROSS JOIN campaign_invitees i "
        f"JOIN campaigns c ON c.id = i.campaign_id WHERE m.organisation_id = {places}.id "
        "AND i.membership_id = m.id)"
    )
