"""Faults put into a good log on purpose: a checker that finds nothing in them would be worth nothing."""

import datetime
from collections.abc import Callable
from dataclasses import replace

from year.calendar import DAY
from year.items import OF_LEADERS
from year.log import Act, Message
from year.record import CLOSED, Record, Sent, is_group, moment, sent
from year.terms import arranged

Mutation = Callable[[Record], Record]


class NothingToSpoil(Exception):
    """The log has no letter of the kind that is needed."""


def _first(
    record: Record, *, of: str | None = None, kind: str | None = None, but: frozenset[str] = frozenset()
) -> Sent:
    for one in sent(record):
        fits = (of is None or one.row["class"] == of) and (kind is None or one.row["kind"] == kind)
        if fits and one.row["kind"] not in but:
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
    one = _first(record, of="digest", but=OF_LEADERS)
    return _moved(record, one, one.at.replace(month=7, day=7))


def no_step(record: Record) -> Record:
    """The item's last day is over already when its letter comes."""
    one = _first(record, kind="item_due")
    kind, task, last, step, person = one.row["dedupe_key"].split(":")
    row = {**one.row, "dedupe_key": f"{kind}:{task}:{int(last) - 60}:{step}:{person}"}
    return record.with_(letters=tuple(row if old["id"] == row["id"] else old for old in record.letters))


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
    for meeting in arranged(record):
        for one in sent(record) if meeting.soon is not None else ():
            mine = one.message.person == meeting.readers[0].chat and meeting.label in one.message.text
            if mine and one.row["kind"] == "meeting_soon":
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


def without_the_second_word(record: Record) -> Record:
    """Whoever looks after the pairs hears of each mentor's once and not again."""
    known: set[tuple[int, str]] = set()
    before = len(record.letters)
    for one in sent(record):
        if one.row["kind"] != "pair_late":
            continue
        named = {
            (one.message.person, who.surname) for who in record.of_role("mentor") if who.surname in one.message.text
        }
        if named & known:
            record = _without(record, one)
        known |= named
    if len(record.letters) == before:
        raise NothingToSpoil("pair_late")
    return record


def without_the_municipality(record: Record) -> Record:
    stuck = [one for one in sent(record) if one.row["kind"] == "pair_stuck"]
    if not stuck:
        raise NothingToSpoil("pair_stuck")
    return _without(record, stuck[0])


def late_word_of_what_is_done(record: Record) -> Record:
    """The curator hears that a pair is late when nobody waits for it any more."""
    for one in sent(record):
        if one.row["kind"] == "pair_late":
            ended = _over_for_good(record, one.message.text)
            if one.at < ended < record.ends - DAY:
                return _moved(record, one, ended + datetime.timedelta(hours=2))
    raise NothingToSpoil("pair_late")


def _over_for_good(record: Record, text: str) -> datetime.datetime:
    """When nobody that is named there leads anybody any more."""
    named = {one.person for one in record.of_role("mentor") if one.surname in text}
    ends = [
        moment(pair["history"][-1]["at"]) if pair["state"] in CLOSED else record.ends
        for pair in record.pairs
        if pair["mentor_id"] in named
    ]
    return max(ends, default=record.ends)


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


def _told(record: Record, words: str) -> Message:
    """What somebody has been promised, or told."""
    for message in record.messages:
        if words in message.text and message.asked:
            return message
    raise NothingToSpoil(words)


def not_in_the_morning(record: Record) -> Record:
    """Whoever has asked for mornings is written to in the afternoon."""
    asked = {act.person: act.at for act in record.acts if act.what == "Утром"}
    for one in sent(record):
        chat = one.message.person
        if one.row["class"] == "digest" and chat in asked and one.at.date() > asked[chat].date():
            return _moved(record, one, one.at.replace(hour=15))
    raise NothingToSpoil("Утром")


def muted_after_all(record: Record) -> Record:
    """A topic that was switched off comes."""
    one = _first(record, kind="pair_waits")
    muted = Act(one.at - DAY, one.message.person, "Напоминания о сроках пары")
    return record.with_(acts=(*record.acts, muted))


def in_the_quiet_time(record: Record) -> Record:
    """Whoever has asked not to be disturbed gets a reminder all the same."""
    promise = _told(record, "Тихое время до")
    for one in sent(record):
        if one.message.person == promise.person and one.row["class"] in {"digest", "news"}:
            return _moved(record, one, promise.at + datetime.timedelta(hours=1))
    raise NothingToSpoil("Тихое время")


def in_vacations(record: Record) -> Record:
    """A pupil gets a reminder in vacations that the school has just put in."""
    for one in sent(record):
        if one.row["class"] == "digest" and record.who(one.message.person).pupil:
            day = one.at.date()
            return record.with_(vacations=(*record.vacations, (day, day)))
    raise NothingToSpoil("pupil")


def unfinished(record: Record) -> Record:
    """A group whose people have answered all the year has not come to its end."""
    for pair in record.pairs:
        if is_group(pair) and pair["state"] == "completed":
            others = tuple(one for one in record.pairs if one is not pair)
            return record.with_(pairs=(*others, {**pair, "state": "working"}))
    raise NothingToSpoil("completed")


def nobody_counted(record: Record) -> Record:
    """Who was at the last meeting of a group has not been noted."""
    groups = {pair["id"] for pair in record.pairs if is_group(pair)}
    for row in record.meetings:
        if row["pair_id"] in groups and row["state"] == "held" and row["attendance"]:
            others = tuple(one for one in record.meetings if one is not row)
            return record.with_(meetings=(*others, {**row, "attendance": row["attendance"][1:]}))
    raise NothingToSpoil("attendance")


def without_the_offers(record: Record) -> Record:
    """Times are offered and nobody hears of them."""
    offers = [one for one in sent(record) if one.row["kind"] == "meeting_offered"]
    if not offers:
        raise NothingToSpoil("meeting_offered")
    gone = {one.row["id"] for one in offers}
    return record.with_(letters=tuple(row for row in record.letters if row["id"] not in gone))


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
    "пункт не в свой день": (no_step, "пункты дорожной карты"),
    "письмо дважды": (doubled, "ничего дважды"),
    "нет письма за час": (without_the_hour_before, "встречи: накануне и за час"),
    "куратор не узнал о просрочке": (without_the_late_word, "просрочка дошла"),
    "куратор узнал только раз": (without_the_second_word, "просрочка дошла"),
    "муниципалитет не узнал": (without_the_municipality, "просрочка дошла"),
    "просрочка после дела": (late_word_of_what_is_done, "о сделанном не напоминают"),
    "напоминание не утром": (not_in_the_morning, "пожелания о письмах"),
    "отключённое письмо": (muted_after_all, "пожелания о письмах"),
    "письмо в тихое время": (in_the_quiet_time, "пожелания о письмах"),
    "ученику на каникулах": (in_vacations, "каникулы"),
    "группа не дошла до конца": (unfinished, "кто отвечает, доходит до конца"),
    "группу не сосчитали": (nobody_counted, "группы: кто был на встречах"),
    "о времени не узнали": (without_the_offers, "новости доходят до остальных"),
    "нет напоминаний о сроке": (without_the_reminders, "напоминания о сроке"),
    "письмо ушедшему": (to_one_who_left, "ничего ушедшим и завершившим"),
    "письмо о закрытой паре": (after_the_end, "ничего ушедшим и завершившим"),
    "напоминание на паузе": (on_a_pause, "на паузе тихо"),
    "зова не слышали": (unheard, "зов о помощи услышан"),
    "кнопка молчит": (dead_button, "кнопки писем отвечают"),
}
"""Each with the check that has to find it."""
