"""When the year is over: every button of every letter is pressed once, and everything is gathered for the checker."""

import asyncio
import json
from collections.abc import Iterable, Sequence

from sandbox.chats import Message
from year import vacations
from year.characters import ANSWERING
from year.log import Message as Logged
from year.participants import Participant
from year.record import Probe, Record, Row, Who
from year.school import School
from year.staff import Staff
from year.stage import Hand, NoAnswer, Stage

AT_ONCE = 4
"""So many people press side by side."""

TROUBLE = ("error", "critical", "exception")

Member = Participant | Staff


async def recorded(stage: Stage, school: School) -> Record:
    tables = {name: (await stage.command("export", name, "--org", str(school.org)))["rows"] for name in TABLES}
    # Whoever stands above the school gets letters about it too.
    above = (await stage.command("export", "letters", "--org", str(school.district)))["rows"]
    tables["letters"] += [row for row in above if row["id"] not in {one["id"] for one in tables["letters"]}]
    messages, acts = tuple(stage.log.messages), tuple(stage.log.acts_done)
    people = _people(school, tables["letters"], messages)
    probes = await _pressed(school, messages, tables["letters"])
    return Record(
        stage.now,
        people,
        messages,
        acts,
        tuple(tables["pairs"]),
        tuple(tables["meetings"]),
        tuple(tables["letters"]),
        tuple(probes),
        tuple(_refused(stage)),
        tuple(_faults(stage.bot_log)),
        (vacations.AUTUMN, *vacations.OTHERS),
    )


TABLES = ("pairs", "meetings", "letters")


def _people(school: School, letters: Iterable[Row], messages: Iterable[Logged]) -> tuple[Who, ...]:
    """Numbers of the exports are known from the letters that people have got."""
    chats = {message.id: message.person for message in messages}
    persons = {chats[row["message_id"]]: row["person_id"] for row in letters if row["message_id"] in chats}
    everybody: list[Member] = [*school.staff, *school.participants]
    return tuple(
        Who(
            one.hand.person.id,
            one.name,
            one.role,
            persons.get(one.hand.person.id, school.numbers.get(one.name)),
            answers=isinstance(one, Participant) and one.was in ANSWERING,
            pupil=isinstance(one, Participant) and not one.adult,
        )
        for one in everybody
    )


def _refused(stage: Stage) -> list[str]:
    return [f"{call.method}: {call.error}" for call in stage.telegram.calls if call.error is not None]


def _faults(log: Iterable[str]) -> list[str]:
    found = []
    for line in log:
        try:
            said = json.loads(line)
        except ValueError:
            found.append(line)
            continue
        if said.get("level") in TROUBLE:
            found.append(f"{said.get('event')}: {said.get('exception', '')[-200:]}")
    return found


async def _pressed(school: School, messages: Sequence[Logged], letters: Iterable[Row]) -> list[Probe]:
    ids = {row["message_id"] for row in letters if row["fate"] == "sent"}
    gate = asyncio.Semaphore(AT_ONCE)

    async def of(one: Member) -> list[Probe]:
        async with gate:
            return await _presses(one.hand, [m for m in messages if m.id in ids and m.person == one.hand.person.id])

    everybody: list[Member] = [*school.staff, *school.participants]
    found = await asyncio.gather(*(of(one) for one in everybody if not one.hand.person.has_blocked))
    return [probe for probes in found for probe in probes]


async def _presses(hand: Hand, letters: Iterable[Logged]) -> list[Probe]:
    """The same address under the same words is pressed once, on the newest letter that has it."""
    buttons = {(label, data): letter for letter in letters if not letter.edit for label, data in letter.buttons if data}
    found = []
    for (label, data), letter in buttons.items():
        found.append(await _press(hand, label, data, hand.person.chat.messages[letter.id]))
    return found


async def _press(hand: Hand, label: str, data: str, on: Message) -> Probe:
    try:
        query = await hand.presses_data(data, on)
    except NoAnswer:
        return Probe(hand.person.id, label, answered=False, said="")
    return Probe(hand.person.id, label, query.is_answered, f"{hand.person.toast or ''} {hand.screen}".strip())
