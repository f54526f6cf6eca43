"""What is said when a plan comes in as a file, and what its files are called."""

from dataclasses import replace

from bot.texts import labels, words
from bot.texts.road_map_problems import problem
from bot.texts.road_maps import items, title
from mentoring.road_map_settling import ITEMS_LIMIT, OF_THE_DEADLINE, OF_THE_OWNER, KeptFinding

UNTITLED = "Дорожная карта"

VALUE = 160
"""Letters of a cell that is quoted: several of them stand on a screen."""

ASKED = "Пришлите план файлом: таблица Word (DOCX), Excel (XLSX) или CSV, до 10 МБ."
COLUMNS = (
    "Нужны столбцы «Мероприятие» и «Срок», лучше ещё «№», «Ответственный» и «Результат». Порядок любой, "
    "названия могут немного отличаться."
)
NOT_A_FILE = "Здесь нужен файл с планом."
LOST = "Файл не дошёл. Пришлите его ещё раз."
TOO_LARGE = "Файл слишком велик: оставьте в нём только таблицу плана, до 10 МБ."
TO_SETTLE_FIRST = "Сначала решите то, что осталось."


def refused(sentence: str) -> str:
    """«файл пуст: …» → «Файл пуст: …. »: a reason of the command line, said in the chat."""
    return f"{sentence[:1].upper()}{sentence[1:]}."


def too_many(number: int) -> str:
    found = words.counted(number, "пункт", "пункта", "пунктов")
    return f"В файле {found}, а в дорожной карте их может быть до {ITEMS_LIMIT}. Разделите план на части."


def draft_there(name: str) -> str:
    return f"уже есть черновик «{name}»: начните его в боте или повторите с ключом --replace"


def read(number: int) -> str:
    return f"Прочитано: {items(number)}."


def row(found: KeptFinding) -> str:
    """«Строка 8, № п/п», where the person finds it in the file."""
    column = f", «{labels.shortened(found.problem.column, 60)}»" if found.problem.column else ""
    return f"Строка {found.problem.row}{column}"


def told(found: KeptFinding) -> str:
    said = problem(replace(found.problem, value=labels.shortened(found.problem.value, VALUE)))
    return f"{said[:1].upper()}{said[1:]}."


def label(found: KeptFinding, limit: int) -> str:
    kind = found.problem.finding
    what = "Срок" if kind in OF_THE_DEADLINE else "Роль" if kind in OF_THE_OWNER else str(found.problem.row)
    head = f"{what}: "
    return head + ("без пункта" if found.item is None else title(found.item.item, limit - len(head)))
