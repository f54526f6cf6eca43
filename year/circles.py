"""Groups: who leads one, who is in it from the beginning, who comes later, and how the curator gathers them."""

from dataclasses import dataclass

from year.participants import Participant
from year.staff import Staff

PAGES = 9


@dataclass
class Circle:
    """A group in the making; ``newcomer`` is asked to come in when there is such a person."""

    lead: Participant
    members: list[Participant]
    newcomer: Participant | None = None
    gathered: bool = False
    invited: bool = False

    @property
    def everybody(self) -> list[Participant]:
        return [*self.members, *([self.newcomer] if self.newcomer else [])]


async def tended(curator: Staff, circles: list[Circle]) -> bool:
    """The curator's weekly round of the groups; whether there was anything to do."""
    busy = False
    for circle in circles:
        if not circle.gathered:
            await _gathers(curator, circle)
            busy = circle.gathered = True
        elif circle.newcomer is not None and circle.newcomer.hand.page is not None and not circle.invited:
            await _invites(curator, circle, circle.newcomer)
            busy = circle.invited = True
    return busy


async def _gathers(curator: Staff, circle: Circle) -> None:
    hand = curator.hand
    await hand.types("/pairs")
    await hand.presses("Собрать группу")
    await _presses_one_of(curator, circle.lead)
    for member in circle.members:
        await _presses_one_of(curator, member)
    await hand.presses("Готово")
    await hand.presses("Отправить предложение")


async def _invites(curator: Staff, circle: Circle, newcomer: Participant) -> None:
    await curator.opens(circle.lead.surname)
    await curator.hand.presses("Другие действия")
    await curator.hand.presses("Добавить участника")
    await _presses_one_of(curator, newcomer)


async def _presses_one_of(curator: Staff, person: Participant) -> None:
    """Whoever stands on one of the pages, looked through from the first."""
    while "Раньше" in curator.labels:
        await curator.hand.presses("Раньше")
    surname = person.surname
    for _ in range(PAGES):
        label = next((one for one in curator.labels if surname in one.split()), None)
        if label is not None:
            await curator.hand.presses(label)
            return
        await curator.hand.presses("Дальше ›")
    raise AssertionError(f"nobody called {surname} on {curator.screen}")
