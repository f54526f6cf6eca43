"""The plan-order of courses."""

from bot.dialogs import register_addresses as to
from bot.dialogs.menu import Open
from bot.screens import Button, Html, Rows, Screen, bold, lines, markup
from bot.texts import labels, words
from bot.texts import registers as said
from mentoring.courses import Course, CourseLine, CourseOrder
from mentoring.roles import Level

MENU = Button("Меню", Open("menu"))

MOST_NAMES = 15
"""So many are named in the chat; the table names all."""


def courses(order: CourseOrder) -> Screen:
    here = order.place
    school = here.level is Level.ORGANISATION
    file: Rows = ((Button("Таблица XLSX", to.Courses(here.id, file=True)),),) if order.lines else ()
    told = _by_name(order) if school else _in_numbers(order)
    return Screen(
        lines(
            bold("Заявки на курсы" if school else "План-заказ курсов"),
            here.name,
            "",
            "По анкетам наставников: нужны ли курсы и было ли обучение.",
            *(told or ["", "Заявок пока нет."]),
        ),
        (*file, (Button("Назад", to.Registers(here.id)), MENU)),
    )


def _by_name(order: CourseOrder) -> list[Html | str]:
    return [part for line in order.lines for part in ("", _head(line.course, line.number), _who(line))]


def _head(course: Course, number: int) -> Html:
    return markup("<b>{course}</b> — {people}", course=said.COURSES[course], people=said.people(number))


def _who(line: CourseLine) -> str:
    rest = len(line.who) - MOST_NAMES
    told = [labels.shortened(one, 60) for one in line.who[:MOST_NAMES]]
    return "; ".join(told) + (f" и ещё {rest}" if rest > 0 else "")


def _in_numbers(order: CourseOrder) -> list[Html | str]:
    told: list[Html | str] = []
    for course, number in order.totals.items():
        schools = order.schools(course)
        where = words.counted(schools, "школе", "школах", "школах")
        told += ["", _head(course, number), f"в {where}"]
    return told
