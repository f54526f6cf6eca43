"""Rows about pairs, meetings and letters for the operator's tables: ids and states, never what was said in trust."""

import datetime
import zoneinfo
from collections.abc import Mapping

from documents.tables import Cell, Column, Steps
from mentoring.ids import MeetingId, MembershipId
from mentoring.organisations import Organisation
from mentoring.pair_moves import Event
from mentoring.roles import Role
from storage import exports, meetings, pairs
from storage.database import Transaction
from storage.pairs import Entry, Kept

PAIRS = (
    Column("id", "№ записи"),
    Column("number", "№ пары"),
    Column("org_id", "№ организации"),
    Column("mentor_id", "Наставник, № человека"),
    Column("members", "Наставляемые, № людей"),
    Column("state", "Состояние"),
    Column("since", "С какого времени"),
    Column("order_number", "№ приказа"),
    Column("order_date", "Дата приказа"),
    Column("history", "История"),
    Column("sides", "Все, кто был в паре"),
)

MEETINGS = (
    Column("id", "№ встречи"),
    Column("pair_id", "№ записи пары"),
    Column("number", "№ пары"),
    Column("kind", "Вид"),
    Column("state", "Состояние"),
    Column("at", "Когда"),
    Column("place", "Где"),
    Column("attendance", "Кто был"),
)

LETTERS = (
    Column("id", "№ письма"),
    Column("person_id", "№ человека"),
    Column("kind", "Вид"),
    Column("class", "Класс"),
    Column("dedupe_key", "Ключ"),
    Column("due_at", "К какому времени"),
    Column("sent_at", "Отправлено"),
    Column("fate", "Судьба"),
    Column("reason", "Причина"),
    Column("attempts", "Попыток"),
    Column("message_id", "№ сообщения"),
)


async def pair_rows(transaction: Transaction, organisation: Organisation) -> list[tuple[Cell, ...]]:
    """``members`` are those who are still in it, or were when it was closed."""
    zone = zoneinfo.ZoneInfo(organisation.tz)
    people = await exports.people_of_memberships(transaction, organisation.id)
    histories = await pairs.histories(transaction, organisation.id)
    kept = sorted(await pairs.of_organisation(transaction, organisation.id), key=lambda one: one.pair.id)
    sides: dict[int, dict[MembershipId, Mapping[str, Cell]]] = {}
    for row in await exports.sides(transaction, organisation.id):
        role = Role.MENTOR if row["mentor"] else Role.MENTEE
        side = {"person_id": row["person_id"], "role": role.value, "gone": bool(row["gone"])}
        sides.setdefault(row["pair_id"], {})[MembershipId(row["membership_id"])] = side
    return [_pair(one, people, histories.get(one.pair.id, []), zone, sides.get(one.pair.id, {})) for one in kept]


def _pair(
    kept: Kept,
    people: Mapping[MembershipId, int],
    history: list[Entry],
    zone: datetime.tzinfo,
    sides: Mapping[MembershipId, Mapping[str, Cell]],
) -> tuple[Cell, ...]:
    """``sides``: everybody who was ever asked, those who have gone or were replaced too."""
    pair = kept.pair
    return (
        pair.id,
        pair.number,
        pair.organisation,
        people[pair.mentor.membership],
        tuple(people[side.membership] for side in pair.members or pair.mentees),
        pair.state.value,
        _local(kept.since, zone),
        pair.order.number if pair.order else None,
        pair.order.date if pair.order else None,
        Steps(tuple(_step(entry, zone, sides) for entry in history)),
        Steps(tuple(sides.values())),
    )


def _step(entry: Entry, zone: datetime.tzinfo, sides: Mapping[MembershipId, Mapping[str, Cell]]) -> Mapping[str, Cell]:
    """Why somebody refused is for the curator's card alone. ``side``: as whose part in the pair it was done."""
    # Who has said what after a trial is nobody's business but the curator's.
    secret = entry.event == Event.GIVE_VERDICT
    side = None if secret or entry.membership is None else sides.get(entry.membership)
    return {
        "at": _local(entry.at, zone),
        "from": entry.before.value if entry.before else None,
        "event": entry.event,
        "to": entry.after.value,
        "by": "side" if secret else entry.actor,
        "side": None if side is None else side["role"],
    }


async def meeting_rows(transaction: Transaction, organisation: Organisation) -> list[tuple[Cell, ...]]:
    zone = zoneinfo.ZoneInfo(organisation.tz)
    people = await exports.people_of_memberships(transaction, organisation.id)
    noted = await meetings.attendances(transaction, organisation.id)
    return [
        (
            row["id"],
            row["pair_id"],
            row["pair_number"],
            row["kind"],
            row["state"],
            None if row["at"] is None else _local(row["at"], zone),
            row["place"],
            Steps(
                tuple(
                    {"person_id": people[member], "present": present}
                    for member, present in noted.get(MeetingId(row["id"]), {}).items()
                )
            ),
        )
        for row in await meetings.of_organisation(transaction, organisation.id)
    ]


async def letter_rows(transaction: Transaction, organisation: Organisation) -> list[tuple[Cell, ...]]:
    """Letters to everybody who has or had a place in the organisation."""
    zone = zoneinfo.ZoneInfo(organisation.tz)
    return [
        (
            row["id"],
            row["person_id"],
            row["kind"],
            row["class"],
            row["dedupe_key"],
            _local(row["due_at"], zone),
            None if row["sent_at"] is None else _local(row["sent_at"], zone),
            row["fate"],
            row["reason"],
            row["attempts"],
            row["message_id"],
        )
        for row in await exports.letters(transaction, organisation.id)
    ]


def _local(seconds: int, zone: datetime.tzinfo) -> datetime.datetime:
    return datetime.datetime.fromtimestamp(seconds, zone)
