"""The few jobs that run by themselves. They live in memory: the work itself lies in tables."""

from collections.abc import Awaitable, Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from bot.housekeeping import DAILY_AT, DailyRound
from bot.post import Post

TICK_SECONDS = 2
TIDY_SECONDS = 30
LATE_TICK = 60
LATE_ROUND = 12 * 3600
"""Seconds by which a job may be late and still run: APScheduler's own single second would skip it silently."""


def scheduled(post: Post, daily: DailyRound | None, tidy: Callable[[], Awaitable[None]]) -> AsyncIOScheduler:
    """A scheduler to be started. ``daily`` is None under a manual clock: there the control address walks the days.

    ``tidy`` writes what waits for a companion and takes up what was left unshown.
    """
    scheduler = AsyncIOScheduler(timezone="UTC")
    scheduler.add_job(
        post.tick,
        IntervalTrigger(seconds=TICK_SECONDS),
        id="post",
        coalesce=True,
        max_instances=1,
        misfire_grace_time=LATE_TICK,
    )
    scheduler.add_job(
        tidy,
        IntervalTrigger(seconds=TIDY_SECONDS),
        id="tidy",
        coalesce=True,
        max_instances=1,
        misfire_grace_time=LATE_TICK,
    )
    if daily is not None:
        scheduler.add_job(
            daily,
            CronTrigger(hour=DAILY_AT.hour, minute=DAILY_AT.minute, timezone="UTC"),
            id="daily",
            coalesce=True,
            max_instances=1,
            misfire_grace_time=LATE_ROUND,
        )
    return scheduler
