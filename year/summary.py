"""The summary of a simulated year, for the one who has run it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from year.characters import WISH_WORDS, WORDS
from year.checker import CHECKS
from year.mutations import MUTATIONS, NothingToSpoil
from year.record import Record, Row, is_group
from year.school import School

CHANGES = {"join": "пришло", "leave": "ушло", "hold": "встреч"}
SHOWN = 12
"""Problems of one check that are printed in full."""


def told(record: Record, school: School, found: Mapping[str, Sequence[str]], fingerprint: str, seconds: float) -> str:
    """Everything printed is simulated, and says so."""
    parts = [
        "МОДЕЛЬНЫЕ ДАННЫЕ: школа, люди и ответы выдуманы, бот и его база настоящие.",
        f"Год до {record.ends:%d.%m.%Y}, на это ушло {seconds:.0f} с. Отпечаток журнала: {fingerprint[:16]}",
        _table("Люди", _tempers(school)),
        _table("Пожелания о письмах", _wishes(school)),
        _table("Пары в конце года", Counter(pair["state"] for pair in record.pairs if not is_group(pair))),
        _table("Группы в конце года", Counter(_group(pair) for pair in record.pairs if is_group(pair))),
        _table("Встречи", Counter(row["state"] for row in record.meetings)),
        _table("Письма", Counter(f"{row['class']}, {row['fate']}" for row in record.letters)),
        _table("Письма по видам", Counter(row["kind"] for row in record.letters if row["fate"] == "sent")),
        f"Нажатий и сообщений людей: {len(record.acts)}. Кнопок в письмах нажато в конце года: {len(record.probes)}.",
        _table("Проверки: сколько нарушений", {name: len(found[name]) for name in CHECKS}),
    ]
    for name, problems in found.items():
        if problems:
            more = len(problems) - SHOWN
            parts.append("\n".join([f"{name}:", *(f"  {one}" for one in problems[:SHOWN])]))
            parts += [f"  и ещё {more}"] if more > 0 else []
    return "\n\n".join(parts) + "\n"


def _tempers(school: School) -> Counter[str]:
    found: Counter[str] = Counter({"сотрудники: куратор, замдиректора, психолог, муниципалитет": len(school.staff)})
    found.update(f"{WORDS[one.was]}" for one in school.participants)
    return found


def _wishes(school: School) -> Counter[str]:
    return Counter(WISH_WORDS[one.wished] for one in school.participants if one.wished)


def _group(pair: Row) -> str:
    """«completed: вначале 3, пришло 1, встреч 9»."""
    events = Counter(step["event"] for step in pair["history"])
    began = 1 + events["add_mentee"] - events["drop_mentee"]
    words = [f"вначале {began}", *(f"{word} {events[event]}" for event, word in CHANGES.items() if events[event])]
    return f"{pair['state']}: {', '.join(words)}"


def _table(title: str, rows: Mapping[str, int]) -> str:
    lines = [f"  {number:>6}  {name}" for name, number in sorted(rows.items(), key=lambda row: (-row[1], row[0]))]
    return "\n".join([f"{title}: {sum(rows.values())}", *lines])


def self_check(record: Record) -> Iterable[str]:
    """Faults put into this very log that the checker has overlooked."""
    for name, (spoil, by) in MUTATIONS.items():
        try:
            spoiled = spoil(record)
        except NothingToSpoil:
            continue
        before, after = len(list(CHECKS[by](record))), len(list(CHECKS[by](spoiled)))
        if after <= before:
            yield f"проверка «{by}» не заметила: {name}"
