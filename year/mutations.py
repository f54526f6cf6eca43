"""Faults put into a good log on purpose: a checker that finds nothing in them would be worth nothing."""

import datetime
from collections.abc import Callable
from dataclasses import replace

from year.calendar import DAY
from year.log import Act, Message
from year.record import CLOSED, Record, Sent, moment, sent

Mutation = Callable[[Record], Record]


class NothingToSpoil(Exception):
    """The log has no letter of the kind that is needed."""


def _first(record: Record, *, of: str | None = None, kind: str | None = None) -> Sent:
    for one in sent(record):
        if (of is None or one.row["class"] == of) and (kind is None or one.row["kind"] == kind):
            return one
    raise NothingToSpoil(of or kind)


def _moved(record: Record, one: Sent, at: datetime.datetime) -> Record:
    """The letter comes at another time, by the log and by the export."""
    row = {**one.row, "sent_at": at.isoformat()}
    letters = tuple(row if old["id"] == row["id"] else old for old in record.letters)
    messages = tuple(replace(old, at=at) if _is(old, one) else old for old in record.messages)
    return record.with_(letters=letters, messages=messages)


def _is(message: Message, one: Sent) -> bool:
    return message.id == one.message.id and not message.edit


def late_at_night(record: Record) -> Record:
    one = _first(record, of="news")
    return _moved(record, one, one.at.replace(hour=23, minute=0))


def digest_on_sunday(record: Record) -> Record:
    one = _first(record, of="digest")
    return _moved(record, one, one.at + (7 - one.at.isoweekday()) * DAY)


def digest_on_leave(record: Record) -> Record:
    one = _first(record, of="digest")
    return _moved(record, one, one.at.replace(month=7, day=7))


def doubled(record: Record) -> Record:
    """The outbox has let the same letter through twice."""
    one, number = _first(record, of="news"), max(message.id for message in record.messages) + 1
    again = replace(one.message, id=number)
    row = {**one.row, "id": max(row["id"] for row in record.letters) + 1, "message_id": number}
    return record.with_(messages=(*record.messages, again), letters=(*record.letters, row))


def _without(record: Record, one: Sent) -> Record:
    return record.with_(
        letters=tuple(row for row in record.letters if row["id"] != one.row["id"]),
        messages=tuple(message for message in record.messages if message.id != one.message.id),
    )


def without_the_hour_before(record: Record) -> Record:
    """One that a meeting which took place had a right to."""
    held = {moment(row["at"]) for row in record.meetings if row["state"] == "held" and row["at"]}
    for one in sent(record):
        if one.row["kind"] == "meeting_soon" and one.at + datetime.timedelta(hours=1) in held:
            return _without(record, one)
    raise NothingToSpoil("meeting_soon")


def without_the_late_word(record: Record) -> Record:
    """No curator ever hears of anything late."""
    rows = tuple(row for row in record.letters if row["kind"] != "pair_late")
    if len(rows) == len(record.letters):
        raise NothingToSpoil("pair_late")
    gone = {row["message_id"] for row in record.letters if row["kind"] == "pair_late"} - {
        row["message_id"] for row in rows
    }
    return record.with_(letters=rows, messages=tuple(message for message in record.messages if message.id not in gone))


def without_the_reminders(record: Record) -> Record:
    rows = tuple(row for row in record.letters if row["kind"] != "pair_waits")
    if len(rows) == len(record.letters):
        raise NothingToSpoil("pair_waits")
    return record.with_(letters=rows)


def to_one_who_left(record: Record) -> Record:
    left = next((act for act in record.acts if act.what == "withdraws"), None)
    if left is None:
        raise NothingToSpoil("withdraws")
    number = max(message.id for message in record.messages) + 1
    morning = (left.at + 2 * DAY).replace(hour=10)
    message = Message(morning, left.person, number, "Пара ждёт", (), asked=False)
    return record.with_(messages=(*record.messages, message))


def after_the_end(record: Record) -> Record:
    """A participant hears of a pair that is over."""
    late = record.ends.replace(hour=12) - DAY
    busy = {
        person
        for pair in record.pairs
        for person in (pair["mentor_id"], *pair["members"])
        if pair["state"] not in CLOSED or moment(pair["history"][-1]["at"]) > late - 3 * DAY
    }
    left = {act.person for act in record.acts if act.what in {"withdraws", "blocks"}}
    of_pairs = [one for one in sent(record) if one.row["kind"].startswith(("pair_", "meeting_", "plan_"))]
    for one in reversed(of_pairs):
        reader = record.who(one.message.person)
        if reader.role == "mentee" and reader.person not in busy and reader.chat not in left:
            return _moved(record, one, late)
    raise NothingToSpoil("closed")


def on_a_pause(record: Record) -> Record:
    """The pair of somebody's reminder turns out to have been paused."""
    one = _first(record, of="digest", kind="pair_waits")
    pair = next(p for p in record.pairs if one.row["person_id"] in {p["mentor_id"], *p["members"]})
    pauses = {"at": (one.at - DAY).isoformat(), "from": "trial", "to": "paused", "event": "pause"}
    resumes = {"at": (one.at + DAY).isoformat(), "from": "paused", "to": "trial", "event": "resume"}
    spoiled = {**pair, "history": [*pair["history"], pauses, resumes]}
    others = tuple(p for p in record.pairs if one.row["person_id"] not in {p["mentor_id"], *p["members"]})
    return record.with_(pairs=(*others, spoiled))


def unheard(record: Record) -> Record:
    """A child has called and nobody has got the alarm."""
    call = next((act for act in record.acts if act.what == "calls"), None)
    if call is None:
        pupil = record.of_role("mentee")[0]
        return record.with_(acts=(*record.acts, Act(record.ends - DAY, pupil.chat, "calls")))
    return record.with_(letters=tuple(row for row in record.letters if row["class"] != "alarm"))


def dead_button(record: Record) -> Record:
    if not record.probes:
        raise NothingToSpoil("probes")
    return record.with_(probes=(replace(record.probes[0], answered=False), *record.probes[1:]))


MUTATIONS: dict[str, tuple[Mutation, str]] = {
    "письмо в 23:00": (late_at_night, "час и день по классу"),
    "напоминание в воскресенье": (digest_on_sunday, "час и день по классу"),
    "напоминание в отпуск": (digest_on_leave, "час и день по классу"),
    "письмо дважды": (doubled, "ничего дважды"),
    "нет письма за час": (without_the_hour_before, "встречи: накануне и за час"),
    "куратор не узнал о просрочке": (without_the_late_word, "просрочка дошла"),
    "нет напоминаний о сроке": (without_the_reminders, "напоминания о сроке"),
    "письмо ушедшему": (to_one_who_left, "ничего ушедшим и завершившим"),
    "письмо о закрытой паре": (after_the_end, "ничего ушедшим и завершившим"),
    "напоминание на паузе": (on_a_pause, "на паузе тихо"),
    "зова не слышали": (unheard, "зов о помощи услышан"),
    "кнопка молчит": (dead_button, "кнопки писем отвечают"),
}
"""Each with the check that has to find it."""
