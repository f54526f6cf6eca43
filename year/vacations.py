"""The school's vacations: those of autumn are entered by the curator in the chat, the others by the command line."""

import datetime

from year.record import Vacation
from year.staff import Staff
from year.stage import Stage

AUTUMN: Vacation = (datetime.date(2026, 10, 26), datetime.date(2026, 11, 3))
OTHERS: tuple[Vacation, ...] = (
    (datetime.date(2026, 12, 31), datetime.date(2027, 1, 10)),
    (datetime.date(2027, 3, 27), datetime.date(2027, 4, 4)),
    (datetime.date(2027, 5, 29), datetime.date(2027, 8, 31)),
)
ENTERED = datetime.date(2026, 10, 12)
"""When the curator thinks of those of autumn."""


async def told(stage: Stage, org: int) -> None:
    for first, last in OTHERS:
        days = ("--from", first.isoformat(), "--to", last.isoformat())
        await stage.command("org", "vacation", "add", "--org", str(org), *days)


async def entered(curator: Staff) -> None:
    """From one month into the next."""
    hand, (first, last) = curator.hand, AUTUMN
    await hand.types("/org")
    await hand.presses("Каникулы")
    await hand.presses("Добавить")
    await hand.presses(str(first.day))
    await hand.presses("Ноябрь ›")
    await hand.presses(str(last.day))
