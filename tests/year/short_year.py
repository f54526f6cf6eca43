"""A few weeks of one pair, written down by hand as the simulated year writes them: all is well in them."""

import datetime

from year.log import Act, Message
from year.record import Probe, Record, Row, Who

MOSCOW = datetime.timezone(datetime.timedelta(hours=3))

CURATOR = Who(1, "Дубова Вера Павловна", "curator", 11)
DEPUTY = Who(2, "Травин Олег Павлович", "deputy_head", 12)
MENTOR = Who(3, "Галкова Мария Павловна", "mentor", 13)
MENTEE = Who(4, "Рощов Илья Павлович", "mentee", 14)
LEFT = Who(5, "Орехова Анна Павловна", "mentee", 15)

MEETING = "пн, 14\N{NO-BREAK SPACE}сентября, 15:00"


def at(month: int, day: int, hour: int = 12, minute: int = 0) -> datetime.datetime:
    return datetime.datetime(2026, month, day, hour, minute, tzinfo=MOSCOW)


class Writer:
    """Keeps the numbers."""

    def __init__(self) -> None:
        self.messages: list[Message] = []
        self.letters: list[Row] = []

    def letter(self, when: datetime.datetime, reader: Who, kind: str, of: str, text: str) -> None:
        number = len(self.messages) + 100
        buttons = (("Открыть карточку пары", "pc.1"),)
        self.messages.append(Message(when, reader.chat, number, text, buttons, asked=False))
        self.letters.append(
            {
                "id": number,
                "person_id": reader.person,
                "kind": kind,
                "class": of,
                "dedupe_key": f"{kind}:{number}",
                "sent_at": when.isoformat(),
                "fate": "sent",
                "message_id": number,
            }
        )


def short_year() -> Record:
    """Offered on 7 September, met on the 14th, left alone with the trial until it was late, ended on 30 October."""
    writer = Writer()
    both = (MENTOR, MENTEE)
    for reader in both:
        writer.letter(at(9, 7), reader, "pair_offered", "news", "Вам предложена пара")
    writer.letter(at(9, 8, 13), CURATOR, "order_awaited", "news", "Пара ждёт приказа")
    for reader in both:
        writer.letter(at(9, 9), reader, "pair_assigned", "news", "Пара закреплена приказом")
        writer.letter(at(9, 11, 15), reader, "meeting_tomorrow", "meeting", f"Скоро встреча {MEETING}")
        writer.letter(at(9, 14, 14), reader, "meeting_soon", "meeting", f"Встреча через час {MEETING}")
        # The trial has ten working days from 14 September.
        writer.letter(at(9, 25, 15), reader, "pair_waits", "digest", "Пара ждёт")
        writer.letter(at(10, 30, 16), reader, "pair_ended", "news", "Пара завершена")
    writer.letter(at(9, 29, 15), CURATOR, "pair_late", "digest", "Пара задержалась: Галкова М. П. → Рощов И. П.")
    steps = (
        ("proposed", "awaiting_acceptance", "send", at(9, 7)),
        ("awaiting_acceptance", "accepted", "accept", at(9, 8)),
        ("accepted", "assigned", "enter_order", at(9, 9)),
        ("assigned", "trial", "hold", at(9, 14, 19)),
        ("trial", "terminated", "end", at(10, 30, 15)),
    )
    history = [{"at": when.isoformat(), "from": one, "to": to, "event": event} for one, to, event, when in steps]
    ended: Row = {
        "id": 1,
        "number": 1,
        "mentor_id": MENTOR.person,
        "members": [MENTEE.person],
        "state": "terminated",
        "history": history,
    }
    meeting: Row = {"pair_id": 1, "state": "held", "at": at(9, 14, 15).isoformat()}
    return Record(
        at(12, 31),
        (CURATOR, DEPUTY, MENTOR, MENTEE, LEFT),
        tuple(writer.messages),
        (Act(at(9, 9, 13), MENTEE.chat, MEETING), Act(at(9, 20), LEFT.chat, "withdraws")),
        (ended,),
        (meeting,),
        tuple(writer.letters),
        tuple(Probe(one.chat, "Открыть карточку пары", answered=True, said="Пара № 1") for one in (CURATOR, *both)),
    )
