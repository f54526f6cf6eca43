"""A school at the end of its year: people who have answered both stages, and the words they have left."""

from mentoring.ids import MembershipId, OrganisationId
from mentoring.roles import Role
from storage import people
from storage.database import Transaction
from tests.usecases.answered import answers, sheets
from tests.world import World

WORDS = ("Открытые уроки вдвоём", "Поддержка наставника", "Разбор уроков", "Свой план", "Терпение и внимание")
NAMES = ("Анна", "Вера", "Мария", "Юлия", "Нина")
RISKS = (("time",), ("time", "docs"), ("time",), ("none",), ("docs",))


async def place_of(world: World, who: int) -> MembershipId:
    async def unit(tx: Transaction) -> MembershipId:
        caller = await people.caller(tx, who)
        assert caller is not None
        return caller.memberships[-1].id

    return await world.house.database.read(unit)


async def answered_year(world: World, school: OrganisationId, mentees: int = 5) -> None:
    """Everybody answers before and after; one point of confidence more, words about the best. The working group too."""
    members = [await place_of(world, (await world.member(school, Role.MENTEE, name)).id) for name in NAMES[:mentees]]
    for number, membership in enumerate(members):
        await answers(world.house, school, membership, "monitor_before_mentee", {"bm07": 4 + number % 3})
    for number, membership in enumerate(members):
        said = {"am05": 6 + number % 3, "am09": WORDS[number % len(WORDS)], "am10": None}
        await answers(world.house, school, membership, "monitor_after_mentee", said)  # type: ignore[arg-type]
    await sheets(world.house, school, "satisfaction_wg", [{"sw07": risks, "sw01": 9} for risks in RISKS])
