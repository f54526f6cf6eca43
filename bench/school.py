"""An invented school whose teachers are all in the middle of their questionnaire."""

import asyncio
import datetime
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from pydantic import SecretStr

from bench.crowd import Presser
from bot.clock import ManualClock
from bot.content import load_content
from bot.dialogs.questionnaire import Choose, Confirm, Mark
from bot.screens import packed
from config import settings
from config.settings import Settings
from mentoring.ids import AttemptId, OrganisationId
from mentoring.names import Gender
from mentoring.organisations import Privacy
from mentoring.roles import Level, Role
from mentoring.standing import ConsentAsked, FormOffered, QuestionAsked
from storage import invitations, organisations, people, schema
from storage.database import Database, Transaction
from usecases.joining import Joining, new_code
from usecases.questionnaires import Questionnaires
from usecases.unit import House

TOKEN = "4242:TOKEN-OF-THE-BENCHMARK"
START = datetime.datetime(2026, 9, 7, 10, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=3)))
FIRST_PERSON = 7_000_000_001


def settings_in(folder: Path, api: str = "http://127.0.0.1:1") -> Settings:
    """Nothing of the surroundings decides."""
    return settings.load(
        bot_token=SecretStr(TOKEN),
        telegram_api_url=api,
        database_url=f"sqlite+aiosqlite:///{folder / 'school.db'}",
        data_dir=folder,
        clock=f"manual:{START.isoformat()}",
    )


async def founded(folder: Path, size: int) -> list[Presser]:
    """A school of so many teachers in a new database; each has come in by the door and opened the form."""
    async with housed(folder) as house:
        code = await house.database.write(lambda tx: _opened(tx, house))
        return list(await asyncio.gather(*(_joined(house, code, FIRST_PERSON + number) for number in range(size))))


@asynccontextmanager
async def housed(folder: Path) -> AsyncIterator[House]:
    chosen = settings_in(folder)
    database = Database(chosen.database_path)
    await database.open()
    try:
        await schema.migrate(database)
        content = load_content(chosen)
        await content.pin(database)
        yield House(database, ManualClock(START), content)
    finally:
        await database.close()


async def _opened(transaction: Transaction, house: House) -> str:
    """A school that has told everything about itself; the code of an invitation into it."""
    school = await organisations.add(transaction, "Школа № 20", Level.ORGANISATION, None, "Europe/Moscow", house.now)
    details: dict[str, object] = {
        "inn": "1234567894",
        "address": "г. Примерск, ул. Школьная, д. 1",
        "contact": "privacy@school.example",
        "state_owned": 0,
        "minors": 1,
        "privacy": Privacy.NAMES.value,
    }
    for column, value in details.items():
        await organisations.change(transaction, school, column, value)
    return await _invitation(transaction, school, house.now)


async def _invitation(transaction: Transaction, school: OrganisationId, now: int) -> str:
    code = new_code()
    await invitations.add(
        transaction,
        code,
        school,
        Role.MENTEE,
        personal=False,
        uses=1_000_000,
        expires_at=now + 30 * 24 * 3600,
        created_by="bench",
        now=now,
    )
    return code


async def _joined(house: House, code: str, person: int) -> Presser:
    joining, questionnaires = Joining(house), Questionnaires(house)
    await joining.open_invitation(person, code)
    asked = await joining.tell_age(person, adult=True)
    assert isinstance(asked, ConsentAsked)
    await joining.agree(person, asked.shown, message_id=person)
    await joining.give_name(person, "Смирнова Ольга Павловна")
    offered = await joining.confirm_name(person, Gender.FEMALE)
    assert isinstance(offered, FormOffered)
    first = await questionnaires.begin(person, offered.membership.id)
    assert isinstance(first, QuestionAsked)
    message_id = person - FIRST_PERSON + 1
    await house.database.write(lambda tx: people.set_screen(tx, person, message_id))
    return Presser(person, message_id, tuple(_presses(first.attempt)))


def _presses(attempt: AttemptId) -> list[str]:
    """Once through all that is pressed in ``mentee_teacher``; every press changes something."""
    walk = [
        *_chosen(attempt, "mt01", "teacher"),
        *_chosen(attempt, "mt04", "young"),
        *_marked(attempt, "mt05", "lesson", "parents"),
        *_chosen(attempt, "mt08", "7"),
        *_chosen(attempt, "mt09", "any"),
        *_marked(attempt, "mt10", "classic", "group"),
        *_marked(attempt, "mt11", "subject", "age"),
        *_marked(attempt, "mt13", "before", "gap"),
        *_chosen(attempt, "mt14", "offline"),
        *_chosen(attempt, "mt15", "yes"),
    ]
    return [packed(to) for to in walk]


def _chosen(attempt: AttemptId, question: str, code: str) -> list[Choose | Mark | Confirm]:
    return [Choose(attempt, question, code)]


def _marked(attempt: AttemptId, question: str, one: str, other: str) -> list[Choose | Mark | Confirm]:
    """Two ticks, «Готово», and both taken away again, so that the next round finds the same."""
    return [
        Mark(attempt, question, one, on=True),
        Mark(attempt, question, other, on=True),
        Confirm(attempt, question),
        Mark(attempt, question, one, on=False),
        Mark(attempt, question, other, on=False),
    ]
