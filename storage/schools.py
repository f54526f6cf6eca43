"""The schools of a place, whatever stands between."""

from storage.statement_parts import below

SCHOOLS = (
    f"{below(1)}SELECT o.id, o.name, "
    "(SELECT u.name FROM organisations u WHERE u.id = o.parent_id AND u.level = 'municipality') AS municipality "
    "FROM organisations o JOIN below ON below.id = o.id WHERE o.level = 'organisation' "
    "ORDER BY municipality, o.name, o.id"
)
"""``id``, ``name`` and, where there is one, ``municipality``; $1 is the place, which may be a school itself."""
