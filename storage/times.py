"""Times are stored as whole seconds since 1970 in UTC and come back aware."""

import datetime


def stored(moment: datetime.datetime) -> int:
    """Raises ValueError for a moment without a zone."""
    if moment.tzinfo is None:
        raise ValueError("a naive time has no place in the database")
    return int(moment.timestamp())


def aware(seconds: int) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(seconds, datetime.UTC)
