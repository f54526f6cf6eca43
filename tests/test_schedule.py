"""The jobs that run by themselves: none of them is skipped silently for being a little late."""

from bot.housekeeping import DailyRound
from bot.schedule import scheduled
from tests.outbox import post
from tests.world import World


async def test_late_jobs_are_run_once_instead_of_being_skipped(world: World) -> None:
    jobs = {job.id: job for job in scheduled(post(world), DailyRound(()), world.app.tidy).get_jobs()}

    assert {"post", "daily"} <= jobs.keys()
    for job in jobs.values():
        assert job.coalesce
        assert job.max_instances == 1
        assert job.misfire_grace_time >= 60


async def test_under_a_manual_clock_days_pass_only_at_the_control_address(world: World) -> None:
    jobs = scheduled(post(world), None, world.app.tidy).get_jobs()

    assert "daily" not in {job.id for job in jobs}
