"""People who press all the time: each presses again as soon as the last press is answered."""

import asyncio
import itertools
import json
import time
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass

ANSWERS = 2
"""What a press is owed: its callback answered and its message edited."""

MOST_AT_ONCE = 100
"""How many updates one getUpdates hands out at most."""

TEXT = (
    "Анкета наставляемого (педагог)\nВопрос 5 из 15  ▰▰▰▱▱▱▱▱▱▱\n\nВ чём Вам нужна помощь?\n"
    "Отметьте от одного до пяти направлений\n\nОтмечено: Общение с родителями; Классное руководство"
)
LABELS = (
    "☐ Подготовка и ведение урока",
    "☐ ФГОС и рабочие программы",
    "☐ Оценивание, работа с журналом",
    "☐ Дисциплина и мотивация класса",
    "☑ Общение с родителями",
    "☑ Классное руководство",
    "☐ Дети с особыми потребностями",
    "☐ Одарённые дети, олимпиады",
    "Дальше ›",
    "Готово",
    "Назад",
)

_numbers = itertools.count(1_000_000)
"""Of updates and of presses, one counter for all crowds: aiogram remembers things by the hash of an update's id."""


@dataclass(frozen=True, slots=True)
class Presser:
    """Somebody and the presses they go through again and again."""

    id: int
    message_id: int
    presses: tuple[str, ...]


class Crowd:
    """``at_once`` people press at a time; the others wait for their turn."""

    def __init__(self, people: list[Presser], at_once: int) -> None:
        # Written once: while it is measured, an update costs no more than two numbers put into a text.
        self._written: dict[int, Iterator[str]] = {
            person.id: itertools.cycle([_press(person, data) for data in person.presses]) for person in people
        }
        self._waiting = deque(person.id for person in people)
        self._at_once = at_once
        self._ready: deque[str] = deque()
        self._arrived = asyncio.Event()
        self._finished = asyncio.Event()
        self._left = 0
        self._presser: dict[str, int] = {}
        self._owed: dict[int, int] = {}
        self._since: dict[int, float] = {}
        self._seconds: list[float] = []

    async def press(self, count: int) -> list[float]:
        """Press ``count`` times in all; return how many seconds each press waited for its last answer."""
        self._seconds = []
        self._left = count
        self._finished.clear()
        for _ in range(min(self._at_once, count)):
            self._press_next()
        await self._finished.wait()
        return self._seconds

    async def updates(self) -> str:
        """What getUpdates answers, as raw JSON; waits for the first update."""
        while not self._ready:
            self._arrived.clear()
            await self._arrived.wait()
        taken = [self._ready.popleft() for _ in range(min(MOST_AT_ONCE, len(self._ready)))]
        return f"[{','.join(taken)}]"

    def query_answered(self, query_id: str) -> None:
        self._answered(self._presser.pop(query_id))

    def edited(self, chat_id: int) -> None:
        self._answered(chat_id)

    def _answered(self, person: int) -> None:
        self._owed[person] -= 1
        if self._owed[person]:
            return
        self._seconds.append(time.perf_counter() - self._since.pop(person))
        self._waiting.append(person)
        if self._left:
            self._press_next()
        elif not self._since:
            self._finished.set()

    def _press_next(self) -> None:
        self._left -= 1
        person, number = self._waiting.popleft(), next(_numbers)
        self._presser[str(number)] = person
        self._owed[person] = ANSWERS
        self._since[person] = time.perf_counter()
        rest = next(self._written[person])
        self._ready.append(f'{{"update_id":{number},"callback_query":{{"id":"{number}",{rest}}}}}')
        self._arrived.set()


def _press(person: Presser, data: str) -> str:
    """A callback query without its id, as the Bot API describes it."""
    keyboard = {"inline_keyboard": [[{"text": label, "callback_data": data}] for label in LABELS]}
    message = described(person.id, person.message_id, written(TEXT), written(keyboard))
    sender = {"id": person.id, "is_bot": False, "first_name": "Анна", "language_code": "ru"}
    chat_instance = written(str(person.id * 31))
    return f'"from":{written(sender)},"message":{message},"chat_instance":{chat_instance},"data":{written(data)}'


def described(chat_id: int, message_id: int, text: str, markup: str | None) -> str:
    """A message of the bot as the Bot API describes it; ``text`` and ``markup`` are JSON already."""
    keyboard = "" if markup is None else f',"reply_markup":{markup}'
    return (
        f'{{"message_id":{message_id},"from":{{"id":4242,"is_bot":true,"first_name":"Наставник",'
        f'"username":"nastavnik_bot"}},"chat":{{"id":{chat_id},"first_name":"Анна","type":"private"}},'
        f'"date":1788764400,"edit_date":1788764460,"text":{text},"entities":[{{"offset":0,"length":30,'
        f'"type":"italic"}},{{"offset":60,"length":23,"type":"bold"}}]{keyboard}}}'
    )


def written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
