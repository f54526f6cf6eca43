"""Charts of /stats: which there are, the picture with its numbers in words, and why there is none."""

from bot.dialogs.chart_addresses import Charts, Draw, Drawing
from bot.dialogs.menu import Open
from bot.dialogs.statistics import Numbers
from bot.screens import TEXT_LIMIT, Button, Picture, Rows, Screen, bold, column, lines
from bot.texts.charts import SUM, as_text
from mentoring.charts import Chart
from mentoring.ids import OrganisationId
from mentoring.organisations import Organisation
from mentoring.roles import Level

LABELS: dict[Drawing, str] = {
    Drawing.JOINED: "Воронка приглашений",
    Drawing.PAIRS: "Пары по месяцам",
    Drawing.MENTEES: "Оценки наставляемых",
    Drawing.MENTORS: "Оценки наставников",
    Drawing.INDICATORS: "Показатели и цели",
    Drawing.MENTEES_CHANGED: "До и после: наставляемые",
    Drawing.MENTORS_CHANGED: "До и после: наставники",
}

MENU = Button("Меню", Open("menu"))

LEFT_OUT = "и ещё строк: {number}"


def charts(here: Organisation) -> Screen:
    below = None if here.level is Level.ORGANISATION else f"{SUM[:1].upper()}{SUM[1:]}, только числа."
    return Screen(
        lines(bold("Графики"), here.name, below, "", "Под картинкой придут те же числа словами."),
        (
            *column([Button(LABELS[what], Draw(here.id, what)) for what in Drawing]),
            (Button("Назад", Numbers(here.id)), MENU),
        ),
    )


def chart(here: OrganisationId, drawn: Chart, picture: bytes | None) -> Screen:
    """Without a ``picture`` the words alone: it took too long to draw."""
    head = drawn.head
    above = [bold(head.title), *head.under, ""]
    below = ["", head.note] if head.note else []
    said = _fitting(as_text(drawn), TEXT_LIMIT - len(lines(*above, *below, LEFT_OUT)))
    late = None if picture else "Картинка сейчас не рисуется, попробуйте позже. Вот её числа:"
    return Screen(
        lines(late, *above, *said, *below),
        _around(here),
        Picture(f"{head.title}.png", picture, head.title) if picture else None,
    )


def _fitting(said: tuple[str, ...], room: int) -> list[str]:
    """As many lines as there is room for, and how many are left out."""
    kept: list[str] = []
    for number, line in enumerate(said):
        room -= len(lines(line)) + 1
        if room < 0:
            return [*kept, LEFT_OUT.format(number=len(said) - number)]
        kept.append(line)
    return kept


def nothing_to_draw(here: OrganisationId, drawn: Chart, why: str) -> Screen:
    return Screen(lines(bold(drawn.head.title), *drawn.head.under[:1], "", why), _around(here))


def _around(here: OrganisationId) -> Rows:
    return ((Button("Другие графики", Charts(here)), MENU),)
