"""A pair and a group of one year, written down by hand as the simulated year writes them: all is well in them."""

import datetime

from year.log import Act, Message
from year.record import Probe, Record, Row, Who

MOSCOW = datetime.timezone(datetime.timedelta(hours=3))

CURATOR = Who(1, "Дубова Вера Павловна", "curator", 11)
DEPUTY = Who(2, "Травин Олег Павлович", "deputy_head", 12)
MENTOR = Who(3, "Галкова Мария Павловна", "mentor", 13)
MENTEE = Who(4, "Рощов Илья Павлович", "mentee", 14)
LEFT = Who(5, "Орехова Анна Павловна", "mentee", 15)
DISTRICT = Who(6, "Волнова Алла Павловна", "municipal_coordinator", 16)
LEAD = Who(7, "Сосновский Глеб Павлович", "mentor", 17, answers=True)
MEMBER = Who(8, "Ландышева Юлия Павловна", "mentee", 18, answers=True)
NEWCOMER = Who(9, "Клёнов Роман Павлович", "mentee", 19, answers=True)
GONE = Who(10, "Тихонова Зоя Павловна", "mentee", 20)
PUPIL = Who(11, "Белкина Нина Павловна", "mentee", 21, pupil=True)

MEETING = "пн, 14\N{NO-BREAK SPACE}сентября, 15:00"


def at(month: int, day: int, hour: int = 12, minute: int = 0) -> datetime.datetime:
    year = 2026 if month >= 9 else 2027
    return datetime.datetime(year, month, day, hour, minute, tzinfo=MOSCOW)


class Writer:
    """Keeps the numbers."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.letters: list[Row] = []

    def letter(
        self, when: datetime.datetime, reader: Who, kind: str, of: str, text: str, key: str | None = None
    ) -> None:
        number = len(self.messages) + 100
        buttons = (("Открыть карточку пары", "pc.1"),)
        self.messages.append(Message(when, reader.chat, number, text, buttons, asked=False))
        self.letters.append(
            {
                "id": number,
                "person_id": reader.person,
                "kind": kind,
                "class": of,
                "dedupe_key": key or f"{kind}:{number}",
                "sent_at": when.isoformat(),
                "fate": "sent",
                "message_id": number,
            }
        )


def short_year() -> Record:
    """A pair that is late, a group in which one leaves and one comes, and some wishes."""
    writer = Writer()
    _letters_of_the_pair(writer)
    _letters_of_the_group(writer)
    writer.letter(at(9, 10, 15), PUPIL, "questionnaire_unfinished", "digest", "Анкета ждёт продолжения")
    writer.letter(at(11, 10, 8, 30), MEMBER, "pair_check", "digest", "Как дела?")
    _letters_of_the_road_map(writer)
    writer.letter(at(2, 1), NEWCOMER, "survey_asked", "news", "Несколько вопросов")
    promised = Message(at(1, 11, 19), NEWCOMER.chat, 50, "Тихое время до 20\N{NO-BREAK SPACE}января.", (), asked=True)
    acts = (
        Act(at(9, 9, 12, 30), MENTOR.chat, "Предложить"),
        Act(at(9, 9, 13), MENTEE.chat, MEETING),
        Act(at(9, 15, 19), MEMBER.chat, "Утром"),
        Act(at(9, 20), LEFT.chat, "withdraws"),
    )
    readers = {message.person for message in writer.messages}
    return Record(
        at(7, 5),
        (CURATOR, DEPUTY, MENTOR, MENTEE, LEFT, DISTRICT, LEAD, MEMBER, NEWCOMER, GONE, PUPIL),
        (*writer.messages, promised),
        acts,
        (_pair(), _group()),
        (
            {"pair_id": 1, "state": "held", "at": at(9, 14, 15).isoformat(), "attendance": []},
            _counted(at(10, 5), MEMBER, GONE),
            _counted(at(10, 26), MEMBER, NEWCOMER),
        ),
        tuple(writer.letters),
        tuple(Probe(chat, "Открыть карточку пары", answered=True, said="Пара № 1") for chat in readers),
        vacations=((datetime.date(2026, 10, 26), datetime.date(2026, 11, 3)),),
    )


def _letters_of_the_pair(writer: Writer) -> None:
    """Offered on 7 September, met on the 14th, left alone with the trial until it was late, ended on 30 October."""
    both = (MENTOR, MENTEE)
    for reader in both:
        writer.letter(at(9, 7), reader, "pair_offered", "news", "Вам предложена пара")
    writer.letter(at(9, 8, 13), CURATOR, "order_awaited", "news", "Пара ждёт приказа")
    writer.letter(at(9, 9, 12, 30), MENTEE, "meeting_offered", "news", "Предложено время")
    for reader in both:
        writer.letter(at(9, 9), reader, "pair_assigned", "news", "Пара закреплена приказом")
        writer.letter(at(9, 11, 15), reader, "meeting_tomorrow", "meeting", f"Завтра встреча {MEETING}")
        writer.letter(at(9, 14, 14), reader, "meeting_soon", "meeting", f"Встреча через час {MEETING}")
        # The trial has ten working days from 14 September.
        writer.letter(at(9, 25, 15), reader, "pair_waits", "digest", "Пара ждёт")
        writer.letter(at(9, 29, 15), reader, "pair_waits", "digest", "Пара ждёт")
        writer.letter(at(10, 30, 16), reader, "pair_ended", "news", "Пара завершена")
    for day in (at(9, 29, 15), at(10, 1, 15)):
        writer.letter(day, CURATOR, "pair_late", "digest", "Пара задержалась: Галкова М. П. → Рощов И. П.")
    writer.letter(at(10, 7, 15), DISTRICT, "pair_stuck", "digest", "Школе нужна помощь")


def _letters_of_the_group(writer: Writer) -> None:
    for reader in (LEAD, MEMBER, GONE):
        writer.letter(at(9, 7), reader, "pair_offered", "news", "Вам предложена группа")
        writer.letter(at(9, 9), reader, "pair_assigned", "news", "Группа закреплена приказом")
        writer.letter(at(9, 16), reader, "plan_approved", "news", "План утверждён")


def _letters_of_the_road_map(writer: Writer) -> None:
    """An item that was due on Sunday 13 September, done the Wednesday after."""
    last = datetime.date(2026, 9, 13).toordinal()
    for day, kind in ((10, "item_due"), (11, "item_due"), (14, "item_late")):
        writer.letter(at(9, day, 15), DEPUTY, kind, "digest", "Дорожная карта", f"{kind}:1:{last}:202609{day}:2")


def _pair() -> Row:
    steps = (
        ("proposed", "awaiting_acceptance", "send", at(9, 7)),
        ("awaiting_acceptance", "accepted", "accept", at(9, 8)),
        ("accepted", "assigned", "enter_order", at(9, 9)),
        ("assigned", "trial", "hold", at(9, 14, 19)),
        ("trial", "terminated", "end", at(10, 30, 15)),
    )
    return _row(1, MENTOR, (MENTEE,), [_step(*step) for step in steps])


def _group() -> Row:
    steps = (
        ("proposed", "proposed", "add_mentee", at(9, 7, 11)),
        ("proposed", "awaiting_acceptance", "send", at(9, 7)),
        ("awaiting_acceptance", "accepted", "accept", at(9, 8)),
        ("accepted", "assigned", "enter_order", at(9, 9)),
        ("assigned", "trial", "hold", at(9, 10)),
        ("trial", "trial", "hold", at(9, 11)),
        ("trial", "planning", "give_verdict", at(9, 11, 13)),
        ("planning", "plan_approval", "agree_plan", at(9, 15)),
        ("plan_approval", "working", "approve_plan", at(9, 16)),
        ("working", "working", "leave", at(10, 12), GONE),
        ("working", "working", "join", at(10, 19), NEWCOMER),
        ("working", "final_meeting", "finish_work", at(5, 10)),
        ("final_meeting", "surveys", "hold", at(5, 12)),
        ("surveys", "completed", "close_surveys", at(5, 25)),
    )
    return _row(2, LEAD, (MEMBER, NEWCOMER), [_step(*step) for step in steps])


def _step(before: str, after: str, event: str, when: datetime.datetime, by: Who = CURATOR) -> Row:
    return {"at": when.isoformat(), "from": before, "to": after, "event": event, "by": f"person:{by.person}"}


def _row(number: int, mentor: Who, members: tuple[Who, ...], history: list[Row]) -> Row:
    return {
        "id": number,
        "number": number,
        "mentor_id": mentor.person,
        "members": [one.person for one in members],
        "state": history[-1]["to"],
        "history": history,
    }


def _counted(when: datetime.datetime, *there: Who) -> Row:
    """A meeting of the group and who was at it."""
    attendance = [{"person_id": one.person, "present": True} for one in there]
    return {"pair_id": 2, "state": "held", "at": when.isoformat(), "attendance": attendance}
