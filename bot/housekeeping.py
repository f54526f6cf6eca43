"""The daily round: what is to be swept, and when."""

import datetime
from collections.abc import Awaitable, Callable, Sequence

import structlog

from usecases.counting import Counting
from usecases.housekeeping import Housekeeping
from usecases.proving import Proving

log = structlog.get_logger()

DAILY_AT = datetime.time(0, 30, tzinfo=datetime.UTC)
"""In the depth of the night from Kaliningrad to the Urals, and before the working day further east."""

Sweep = Callable[[], Awaitable[object]]


def next_round(after: datetime.datetime) -> datetime.datetime:
    """The first daily round that is later than the moment."""
    today = datetime.datetime.combine(after.astimezone(datetime.UTC).date(), DAILY_AT)
    return today if today > after else today + datetime.timedelta(days=1)


class DailyRound:
    def __init__(self, sweeps: Sequence[Sweep]) -> None:
        self._sweeps = sweeps

    async def __call__(self) -> None:
        """One sweep that fails keeps none of the others from being done; it is tried again the next day."""
        for sweep in self._sweeps:
            try:
                await sweep()
            except Exception:
                log.exception("sweep_failed", sweep=getattr(sweep, "__name__", repr(sweep)))


def daily_round(housekeeping: Housekeeping, counting: Counting, proving: Proving) -> DailyRound:
    return DailyRound(
        (
            counting.close_counted,
            housekeeping.prune_inbox,
            housekeeping.forget_wrong_codes,
            housekeeping.forget_searches,
            housekeeping.forget_strangers,
            housekeeping.forget_idle_joinings,
            housekeeping.forget_links,
            proving.forget_taken_back,
            housekeeping.ask_curators,
            housekeeping.remind_of_reports,
            housekeeping.rewrite_file,
            # The last: it takes along what the others have deleted.
            housekeeping.tidy_file,
        )
    )
