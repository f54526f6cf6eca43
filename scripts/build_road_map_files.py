"""Build the five road maps as the files their authors keep: DOCX and XLSX, each in the layout of its own plan.

    python scripts/build_road_map_files.py FOLDER

Sections stand across the table, numbers occur twice, one row is broken over a page: what an import has to understand.
"""

import sys
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bot.texts.road_map_tables import Place, plan_table  # noqa: E402
from config import road_maps  # noqa: E402
from documents.road_map_files import PlanRow, PlanTable, as_docx, as_xlsx  # noqa: E402
from mentoring.road_map_headings import Column  # noqa: E402
from mentoring.road_maps import Template  # noqa: E402

LAYOUTS = {
    "neftekumsk": (
        Place(Column.NUMBER, "№ п/п", 5),
        Place(Column.ITEM, "Наименование мероприятия", 36),
        Place(Column.DEADLINE, "Срок", 16),
        Place(Column.RESPONSIBLE, "Ответственный", 20),
        Place(Column.RESULT, "Планируемый результат, вид документа", 23),
    ),
    "usolye7": (
        Place(Column.NUMBER, "№", 5),
        Place(Column.ITEM, "Мероприятия", 36),
        Place(Column.DEADLINE, "Сроки реализации", 16),
        Place(Column.RESULT, "Результат", 23),
        Place(Column.RESPONSIBLE, "Исполнитель", 20),
    ),
    "perm": (
        Place(Column.NUMBER, "№ п/п", 5),
        Place(Column.ITEM, "Мероприятие", 36),
        Place(Column.RESPONSIBLE, "Ответственный исполнитель", 20),
        Place(Column.DEADLINE, "Срок исполнения", 14),
        Place(Column.RESULT, "Ожидаемый результат", 25),
    ),
    "tsvpvm": (
        Place(Column.NUMBER, "№", 6),
        Place(Column.STAGE, "Наименование этапа", 30),
        Place(Column.ITEM, "Содержание деятельности", 64),
    ),
    "belgorod": (
        Place(Column.NUMBER, "№ п/п", 5),
        Place(Column.ITEM, "Содержание деятельности", 36),
        Place(Column.DEADLINE, "Сроки проведения", 15),
        Place(Column.RESPONSIBLE, "Ответственные", 20),
        Place(Column.RESULT, "Планируемый результат", 24),
    ),
}
"""Columns and their order as each of the five plans has them."""

BROKEN = ("1.6", "наставничества")
"""The row of the first plan that a page has torn apart, and the word that stands on the next page."""


def built(template: Template) -> PlanTable:
    layout = LAYOUTS[template.id]
    table = plan_table(template.title, template.items, layout, lambda _: "")
    if template.id != "neftekumsk":
        return table
    rows = [part for row in table.rows for part in _broken(row)]
    return replace(table, rows=tuple(rows))


def _broken(row: PlanRow) -> tuple[PlanRow, ...]:
    """Responsible is empty in that row: who it was remains to be guessed."""
    number, word = BROKEN
    if not isinstance(row, tuple) or row[0] != number:
        return (row,)
    text, deadline, result = row[1], row[2], row[4]
    at = text.index(word)
    return (number, text[:at].strip(), deadline, "", ""), ("", text[at:], "", "", result)


def main() -> None:
    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    for template in road_maps.load().values():
        if template.id in LAYOUTS:
            table = built(template)
            (folder / f"{template.id}.docx").write_bytes(as_docx(table))
            (folder / f"{template.id}.xlsx").write_bytes(as_xlsx(table))


if __name__ == "__main__":
    main()
