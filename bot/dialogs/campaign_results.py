"""What came back from a survey: sums and words without names, readable on a phone."""

from collections.abc import Iterator

from bot.dialogs import self_check
from bot.dialogs.campaign_addresses import CampaignCard, CampaignResults
from bot.dialogs.menu import Open
from bot.leaves import leaves
from bot.screens import Button, Html, Screen, bold, italic, lines, markup, paged, turning
from bot.texts import report, words
from mentoring.campaign_results import Counted, PlaceCounted, Results, Why
from mentoring.campaigns import FEWEST_ANSWERS
from mentoring.own_surveys import FIELD
from mentoring.questionnaire import Kind
from mentoring.report import Share
from mentoring.roles import Level
from mentoring.self_check import Score

BAR = 8
"""Steps of the longest bar: more would break the line on a narrow phone."""

LEAF = 1400
"""Short lines stand below each other: so many characters are two heights of a phone."""

MENU = Button("Меню", Open("menu"))


def results(found: Results) -> Screen:
    """How many have answered stands on every leaf: a sum tells nothing without it."""
    cut = leaves(list(_blocks(found)), LEAF)
    part = paged(len(cut), found.page, 1)
    body = [line for block in cut[part.page] for line in ("", block)]
    return Screen(
        lines(bold(found.title), found.organisation.name, f"Ответили: {report.share(found.response)}", *body),
        (
            *turning(part, lambda to: CampaignResults(found.campaign.id, to)),
            (Button("Назад", CampaignCard(found.campaign.id)), MENU),
        ),
    )


def _blocks(found: Results) -> Iterator[Html]:
    if found.why is not None:
        yield _why(found)
        return
    if found.score is not None:
        yield from _scored(found, found.score)
        return
    if found.index is not None and found.index.value is not None:
        yield lines(
            markup("Средняя оценка: <b>{value}</b> из 10", value=report.decimal(found.index.value)),
            f"С оценкой от 7, среди ответивших: {report.share(found.index.content_share)}",
        )
    for number, question in enumerate(found.questions, 1):
        yield from _question(number, question, found)
    if found.places:
        by_municipality = found.organisation.level is Level.REGION
        yield bold("По муниципалитетам" if by_municipality else "По организациям")
        yield from (_place(place) for place in found.places)


def _scored(found: Results, score: Score) -> Iterator[Html]:
    if not score.answered:
        yield _none(found)
        return
    if found.own is None or score.answered > 1:
        yield self_check.summed(score)
    if found.own is not None:
        yield lines(*self_check.own(found.own))


def _none(found: Results) -> Html:
    return Html("Ответов пока нет." if found.open else "Ответов нет.")


def _why(found: Results) -> Html:
    if found.why is Why.OPEN:
        return lines(
            "Опрос анонимный, поэтому результаты откроются, когда он закроется.",
            "Иначе по двум взглядам подряд можно было бы узнать один ответ.",
        )
    if not found.senders.total:
        return _none(found)
    number = found.senders.total
    shown = f"Ответов пока {number}: результаты видны с пяти." if found.open else f"Ответов {number}, это меньше пяти."
    return lines(shown, "Когда ответов мало, по ним можно узнать человека.")


def _question(number: int, counted: Counted, found: Results) -> Iterator[Html]:
    question = counted.question
    # Nobody has made up a short name for a question of one's own.
    head = bold(f"{number}. {question.text if question.field.startswith(FIELD) else question.short}")
    if not counted.told:
        yield lines(head, italic(report.FEW))
        return
    if question.kind in {Kind.TEXT, Kind.DATE}:
        yield lines(head, _typed(counted, found))
    else:
        yield lines(head, *_numbers(counted), *_options(counted), *_own_head(counted, found))
    if found.says_words:
        yield from (markup("— {text}", text=text) for text in counted.words)


def _typed(counted: Counted, found: Results) -> str:
    if not counted.typed:
        return "Никто ничего не написал."
    number = words.counted(counted.typed, "ответ", "ответа", "ответов")
    return f"{number} по алфавиту:" if found.says_words else f"{number} своими словами. {NOT_HERE}"


NOT_HERE = "Через мессенджер они не передаются, прочесть их можно в организации: команда export surveys."


def _own_head(counted: Counted, found: Results) -> list[str]:
    if not counted.typed:
        return []
    return ["Другое:"] if found.says_words else [f"Другое: {counted.typed} своими словами. {NOT_HERE}"]


def _numbers(counted: Counted) -> list[str]:
    if not counted.numbers:
        return []
    told = [f"Средняя {report.decimal(counted.mean)}, ответов {counted.answered}"]
    if counted.question.csi:
        told.append(f"7 и выше: {report.share(counted.content)}")
    if counted.question.nps:
        told.append(f"Готовы советовать (NPS): {counted.nps:+d}".replace("-", "−"))
    if counted.question.choices is None:
        return told
    most = max(counted.numbers.values())
    bars = sorted(counted.numbers.items(), reverse=True)
    return [*told, *(f"{number:{FIGURE_SPACE}>2} {_bar(times, most)} {times}" for number, times in bars)]


FIGURE_SPACE = "\N{FIGURE SPACE}"
"""As wide as a digit, so that bars begin below each other."""


def _options(counted: Counted) -> list[str]:
    """In the order of the form: nothing is ranked."""
    most = max([1, *counted.options.values()])
    return [
        f"{_label(counted, code)}: {times} ({_part(times, counted)}) {_bar(times, most)}".rstrip()
        for code, times in counted.options.items()
    ]


def _part(times: int, counted: Counted) -> str:
    """«42,9 %», as every share of the page."""
    return f"{report.decimal(Share(times, counted.answered).value)}{words.NBSP}%"


def _label(counted: Counted, code: str) -> str:
    option = counted.question.option(code)
    return option.label if option else {"yes": "Да", "no": "Нет"}.get(code, code)


def _bar(times: int, most: int) -> str:
    return "▰" * (max(1, round(BAR * times / most)) if times else 0)


def _place(place: PlaceCounted) -> Html:
    if not place.told:
        few = place.answered < FEWEST_ANSWERS
        return lines(place.name, italic(report.FEW if few else "только в сумме"))
    index = place.index.value if place.index else None
    mark = f", средняя {report.decimal(index)}" if index is not None else ""
    return lines(place.name, f"ответили {report.share(place.response)}{mark}")
