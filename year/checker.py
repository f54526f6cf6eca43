"""Reads the log of a year and says what should not have been: by the words of the design, not by the rules' code."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator

from year.calendar import DAY, Days
from year.items import OF_LEADERS, stepped
from year.ladder import climbed, untimely
from year.news import unheard
from year.record import Record, Row, Sent, Stay, Who, described, is_group, moment, sent, stays
from year.terms import arranged, reminded
from year.wishes import vacant, wished

Problems = Iterator[str]
Check = Callable[[Record], Problems]

WINDOWS: dict[str, tuple[datetime.time, datetime.time]] = {
    "news": (datetime.time(8), datetime.time(21)),
    "meeting": (datetime.time(7), datetime.time(21)),
    "digest": (datetime.time(8, 30), datetime.time(19)),
}
"""Local hours by class (design, 4); an alarm comes at any."""

CLASSES: dict[str, str] = {
    "pair_waits": "digest",
    "pair_late": "digest",
    "bank_grew": "digest",
    "people_lost": "digest",
    "questionnaire_reminded": "news",
    "questionnaire_unfinished": "digest",
    "still_searching": "digest",
    "mentor_appeared": "digest",
    "pair_offered": "news",
    "pair_assigned": "news",
    "meeting_offered": "news",
    "meeting_agreed": "news",
    "meeting_link": "news",
    "meeting_tomorrow": "meeting",
    "meeting_soon": "meeting",
}
"""What these letters have to be, whatever the export says."""

APART = frozenset(
    {
        *("paper_received", "questionnaire_unfinished", "paper_awaited"),
        *("still_searching", "talk_asked", "mentor_appeared", "registry_approved", "event_asked"),
        *("group_invited", "invitation_off", "invitation_over", "group_waits"),
        *("call_seen", "help_answered"),
    }
)
"""Letters to participants that are about no pair."""

AFTERWARDS = datetime.timedelta(days=30)
"""How long whoever was in a pair may still be asked how it was."""

ALL_DONE = datetime.date(2000, 6, 25)
"""The school year's work is over by then; the year is put in."""

AGAIN = datetime.timedelta(hours=2)
"""A plan may come back and be handed in anew on one day, but not at once."""

FAULTY = ("сломалось у нас", "ошибк")
HARMLESS = (
    "message is not modified",
    "message to edit not found",
    "message can't be edited",
    "query is too old",
    "bot was blocked by the user",
)
DAYS = Days.load()


def hours(record: Record) -> Problems:
    """No letter at a wrong hour or day for its class."""
    for one in sent(record):
        kind = one.row["class"]
        expected = CLASSES.get(one.row["kind"], kind)
        if kind != expected:
            yield f"{described(record, one)}: класс {kind}, а должен быть {expected}"
        if expected in WINDOWS and not WINDOWS[expected][0] <= one.at.time() < WINDOWS[expected][1]:
            yield f"{described(record, one)}: не в свой час"
        rests = DAYS.on_leave(one.at.date()) and one.row["kind"] not in OF_LEADERS
        if expected == "digest" and (not DAYS.works(one.at.date()) or rests):
            yield f"{described(record, one)}: не в свой день"


def one_digest(record: Record) -> Problems:
    """At most one digest a day for each person."""
    days = defaultdict(set)
    for one in sent(record):
        if one.row["class"] == "digest":
            days[one.message.person, one.at.date()].add(one.message.id)
    for (chat, day), messages in days.items():
        if len(messages) > 1:
            yield f"{record.who(chat).name}, {day}: напоминаний {len(messages)}"


def seen(record: Record) -> Problems:
    """What the bot says it has sent is what people have got, and they got nothing else."""
    found = sent(record)
    known = {one.message.id for one in found}
    for one in found:
        reader = record.of_person(one.row["person_id"])
        if reader is None or reader.chat != one.message.person:
            yield f"{described(record, one)}: пришло не тому"
        if abs(moment(one.row["sent_at"]) - one.at) > datetime.timedelta(minutes=1):
            yield f"{described(record, one)}: в таблице другое время, {one.row['sent_at']}"
    for row in record.letters:
        if row["fate"] == "sent" and row["message_id"] not in known:
            yield f"письмо {row['id']} ({row['kind']}): отправлено, но его никто не видел"
    for message in record.messages:
        if not message.asked and not message.edit and message.id not in known:
            yield f"{record.who(message.person).name}, {message.at:%d.%m %H:%M}: сообщение не из очереди писем"


def twice(record: Record) -> Problems:
    """Nothing twice: neither by its key, nor the same words with the same buttons one after the other."""
    for key, number in Counter(row["dedupe_key"] for row in record.letters).items():
        if number > 1:
            yield f"{key}: {number} раза"
    before: dict[tuple[object, ...], datetime.datetime] = {}
    for message in sorted((m for m in record.messages if not m.asked and not m.edit), key=lambda m: m.at):
        same = message.person, message.text, message.buttons
        if same in before and message.at - before[same] < AGAIN:
            yield f"{record.who(message.person).name}, {message.at:%d.%m %H:%M}: «{message.text[:40]}» ещё раз"
        before[same] = message.at


def gone(record: Record) -> Problems:
    """Nothing to one who withdrew or blocked the bot, nothing about a pair that is over."""
    left = {act.person: act.at for act in record.acts if act.what in {"withdraws", "blocks"}}
    for message in record.messages:
        if not message.asked and not message.edit and message.at > left.get(message.person, record.ends):
            yield f"{record.who(message.person).name}, {message.at:%d.%m %H:%M}: после ухода «{message.text[:40]}»"
    spans = _spans(record)
    for one in sent(record):
        reader = record.who(one.message.person)
        if reader.role not in {"mentor", "mentee"} or one.row["kind"] in APART or reader.person is None:
            continue
        grace = AFTERWARDS if one.row["kind"].startswith("survey_") else datetime.timedelta(0)
        if not any(begins <= one.at <= ends + grace for begins, ends in spans[reader.person]):
            yield f"{described(record, one)}: пары уже нет или ещё нет"
    yield from _found_already(record)


def _found_already(record: Record) -> Problems:
    """Nobody is told of a search for a mentor while a pair of theirs is offered or at work."""
    known: dict[int, list[Stay]] = defaultdict(list)
    for pair in record.pairs:
        offered = next((moment(step["at"]) for step in pair["history"] if step["event"] == "send"), None)
        for person, (comes, goes) in stays(pair, record.ends).items():
            if offered is not None and person != pair["mentor_id"]:
                known[person].append((max(offered, comes), goes))
    for one in sent(record):
        reader = record.who(one.message.person)
        if one.row["kind"] != "still_searching" or reader.person is None:
            continue
        if any(begins < one.at < ends for begins, ends in known[reader.person]):
            yield f"{described(record, one)}: пара уже есть"


def _spans(record: Record) -> dict[int, list[Stay]]:
    """When each person has had a pair; the news of its end may wait for the morning."""
    found: dict[int, list[Stay]] = defaultdict(list)
    for pair in record.pairs:
        for person, (comes, goes) in stays(pair, record.ends).items():
            found[person].append((comes, goes + DAY))
    return found


def meetings(record: Record) -> Problems:
    """A word the day before and an hour before each meeting that took place, to both, unless it was agreed too late."""
    for meeting in arranged(record):
        for reader in meeting.readers:
            texts = [m for m in record.messages if m.person == reader.chat and not m.asked and meeting.label in m.text]
            if meeting.eve is not None and not any(
                any(f"{when} встреча" in m.text for when in ("Завтра", "Скоро")) and m.at.date() == meeting.eve
                for m in texts
            ):
                yield f"{reader.name}: накануне не напомнили о встрече {meeting.label}"
            if meeting.soon is not None and not any(
                "Встреча через час" in m.text and abs(m.at - meeting.soon) <= datetime.timedelta(minutes=5)
                for m in texts
            ):
                yield f"{reader.name}: за час не напомнили о встрече {meeting.label}"


def waits(record: Record) -> Problems:
    """Each state that waited to its term has its reminder to those who are asked."""
    found = sent(record)
    for wait in reminded(record):
        for reader in wait.readers:
            if not _told(found, reader, "pair_waits", wait.first, wait.last):
                yield f"{wait.title}, {wait.state} до {wait.deadline:%d.%m}: без напоминания — {reader.name}"


def overdue(record: Record) -> Problems:
    """Every overdue thing has reached whoever looks after it, and later the municipality."""
    found = sent(record)
    for wait in climbed(record):
        for reader in wait.readers:
            if not _told(found, reader, wait.kind, wait.first, wait.last, wait.surname):
                yield f"{wait.title}, {wait.state} до {wait.deadline:%d.%m}: не узнал {reader.name}"


def _told(
    found: list[Sent], reader: Who, kind: str, first: datetime.date, last: datetime.date, surname: str = ""
) -> bool:
    return any(
        one.message.person == reader.chat
        and one.row["kind"] == kind
        and first <= one.at.date() <= last
        and surname in one.message.text
        for one in found
    )


def finished(record: Record) -> Problems:
    """Where everybody does what they are asked for, the year ends with the certificate, in a group as in a pair."""
    for pair in record.pairs:
        people = [record.of_person(person) for person in (pair["mentor_id"], *pair["members"])]
        answering = all(one is not None and one.answers for one in people)
        overtime = record.ends.date() >= ALL_DONE.replace(year=moment(pair["history"][0]["at"]).year + 1)
        if answering and overtime and pair["number"] is not None and pair["state"] != "completed":
            yield f"{'группа' if is_group(pair) else 'пара'} № {pair['number']}: все отвечали, а она {pair['state']}"


def attendance(record: Record) -> Problems:
    """Of every meeting of a group it is known of each member whether they were there, and of nobody else."""
    groups = {pair["id"]: pair for pair in record.pairs if is_group(pair)}
    for row in record.meetings:
        pair = groups.get(row["pair_id"])
        if pair is None or row["state"] != "held" or moment(row["at"]) > record.ends - 3 * DAY:
            continue
        at, people = moment(row["at"]), stays(pair, record.ends)
        there = {p for p, (comes, goes) in people.items() if comes <= at and at + 2 * DAY <= goes}
        noted, title = {one["person_id"] for one in row["attendance"]}, f"группа № {pair['number']}, {at:%d.%m}"
        if missing := there - {pair["mentor_id"]} - noted:
            yield f"{title}: не отмечено, кто был: {_names(record, missing)}"
        if strange := {person for person in noted if person not in people or people[person][0] > at}:
            yield f"{title}: отмечены чужие: {_names(record, strange)}"


def _names(record: Record, people: Iterable[int]) -> str:
    return ", ".join(one.name if (one := record.of_person(person)) else str(person) for person in sorted(people))


def paused(record: Record) -> Problems:
    """While a pair is paused its sides hear of no terms and no meetings."""
    rests = defaultdict(list)
    for pair in record.pairs:
        for person in stays(pair, record.ends):
            rests[person].append(_rests(pair, record.ends))
    for one in sent(record):
        if one.row["class"] not in {"digest", "meeting"} or one.row["kind"] in APART:
            continue
        of_reader = rests.get(one.row["person_id"], [])
        if len(of_reader) == 1 and any(begins < one.at < ends for begins, ends in of_reader[0]):
            yield f"{described(record, one)}: пара на паузе"


def _rests(pair: Row, ends: datetime.datetime) -> list[tuple[datetime.datetime, datetime.datetime]]:
    found, since = [], None
    for step in pair["history"]:
        if since is not None and step["to"] != "paused":
            found.append((since, moment(step["at"])))
            since = None
        elif since is None and step["to"] == "paused":
            since = moment(step["at"])
    return found if since is None else [*found, (since, ends)]


def alarms(record: Record) -> Problems:
    """A child's call reaches the psychologist at once and, if nobody takes it, the deputy head after 15 minutes."""
    letters = [one for one in sent(record) if one.row["class"] == "alarm"]
    for call in (act for act in record.acts if act.what == "calls"):
        name = record.who(call.person).name
        shown = [m.text for m in record.messages if m.person == call.person and m.asked and m.at == call.at]
        if not any("8‑800‑2000‑122" in text for text in shown):
            yield f"{name}: телефона доверия на экране нет"
        if not _rung(record, letters, call.at, "coordinator", datetime.timedelta(0), datetime.timedelta(minutes=1)):
            yield f"{name}: психолог не узнал"
        quarter = datetime.timedelta(minutes=15)
        taken = [a.at for a in record.acts if a.what == "Вижу, занимаюсь" and call.at <= a.at <= call.at + quarter]
        if not taken and not _rung(record, letters, call.at, "deputy_head", quarter, 2 * quarter):
            yield f"{name}: через 15 минут заместитель директора не узнал"


def _rung(
    record: Record,
    letters: list[Sent],
    called: datetime.datetime,
    role: str,
    earliest: datetime.timedelta,
    latest: datetime.timedelta,
) -> bool:
    readers = {one.chat for one in record.of_role(role)}
    return any(one.message.person in readers and earliest <= one.at - called <= latest for one in letters)


def limits(record: Record) -> Problems:
    """The messenger has refused nothing: no flood, no text too long, no broken button."""
    for refusal in record.refused:
        if not any(words in refusal for words in HARMLESS):
            yield refusal


def buttons(record: Record) -> Problems:
    """Every button of every letter still answers when the year is over, politely."""
    for probe in record.probes:
        if not probe.answered:
            yield f"{record.who(probe.chat).name}: «{probe.label}» молчит"
        elif any(word in probe.said.lower() for word in FAULTY):
            yield f"{record.who(probe.chat).name}: «{probe.label}» отвечает «{probe.said[:60]}»"
    pressed = {(probe.chat, probe.label) for probe in record.probes}
    if not record.probes:
        return
    unreachable = {act.person for act in record.acts if act.what == "blocks"}
    for one in sent(record):
        for label, _ in one.message.buttons:
            if (one.message.person, label) not in pressed and one.message.person not in unreachable:
                yield f"{described(record, one)}: «{label}» никто не нажимал"


def health(record: Record) -> Problems:
    """The bot's own log complains of nothing."""
    yield from record.faults


CHECKS: dict[str, Check] = {
    "час и день по классу": hours,
    "одно напоминание в день": one_digest,
    "отправлено — значит увидено": seen,
    "ничего дважды": twice,
    "ничего ушедшим и завершившим": gone,
    "встречи: накануне и за час": meetings,
    "новости доходят до остальных": unheard,
    "напоминания о сроке": waits,
    "просрочка дошла": overdue,
    "о сделанном не напоминают": untimely,
    "пожелания о письмах": wished,
    "каникулы": vacant,
    "на паузе тихо": paused,
    "кто отвечает, доходит до конца": finished,
    "группы: кто был на встречах": attendance,
    "зов о помощи услышан": alarms,
    "пункты дорожной карты": stepped,
    "лимиты мессенджера": limits,
    "кнопки писем отвечают": buttons,
    "журнал бота чист": health,
}


def problems(record: Record) -> dict[str, list[str]]:
    """By check, in order; empty lists where all is well."""
    return {name: list(check(record)) for name, check in CHECKS.items()}
