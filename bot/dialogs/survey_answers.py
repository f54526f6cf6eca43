"""Answers to surveys of pairs, as those who look after the pairs may read them."""

import datetime
from dataclasses import dataclass

from bot.dialogs.answers import told_words, withheld_note
from bot.dialogs.menu import Open
from bot.dialogs.pair_addresses import Card, Pairs, PairSurveys
from bot.dialogs.statistics_addresses import Within
from bot.leaves import leaves
from bot.screens import (
    Address,
    Button,
    Html,
    Screen,
    address,
    bold,
    column,
    grid,
    lines,
    markup,
    paged,
    turning,
)
from bot.texts import pairs as words_of
from bot.texts import people, words
from mentoring.ids import OrganisationId, SurveyId
from mentoring.statistics import Period
from mentoring.survey_answers import AskedOfPair, AskedSurvey, ReadSurvey, SurveyedPair, SurveyedPairs

ON_A_PAGE = 8


@address("sh")
@dataclass(frozen=True, slots=True)
class Read(Address):
    """The answers to one survey."""

    survey: SurveyId
    leaf: int = 0


@address("sl")
@dataclass(frozen=True, slots=True)
class AskedPairs(Address):
    """«Опросы пар»: which pairs were asked, and how many have answered."""

    organisation: OrganisationId
    page: int = 0


MENU = Button("Меню", Open("menu"))


def asked_pairs(found: SurveyedPairs) -> Screen:
    """The last asked on top."""
    part = paged(len(found.pairs), found.page)
    here = found.pairs[part.first : part.last]
    body = [_pair_line(one) for one in here] or [
        Html("Опросов ещё не было: первый бот пришлёт сам, когда обе стороны согласны. Открывать его не нужно.")
    ]
    return Screen(
        lines(bold("Опросы пар"), found.organisation.name, "", *body),
        (
            *column([Button(_pair_label(one), PairSurveys(one.pair.id)) for one in here]),
            *turning(part, lambda to: AskedPairs(found.organisation.id, to)),
            (
                Button("Все пары", Pairs(found.organisation.id)),
                Button("Статистика", Within(found.organisation.id, Period.TODAY)),
                MENU,
            ),
        ),
    )


def _pair_line(one: SurveyedPair) -> Html:
    return markup(
        "{who}: ответов {answered} из {asked}", who=bold(_pair_label(one)), answered=one.answered, asked=one.asked
    )


def _pair_label(one: SurveyedPair) -> str:
    return words_of.label(one.pair, one.mentor, one.mentees)


def asked_of_pair(found: AskedOfPair) -> Screen:
    """Which surveys, of whom, and whether there is an answer; what may be read has a button."""
    part = paged(len(found.surveys), found.page, ON_A_PAGE)
    numbered = list(enumerate(found.surveys, 1))[part.first : part.last]
    buttons = [Button(_label(number, one), Read(one.id)) for number, one in numbered if one.readable]
    text = [_line(number, one) for number, one in numbered] or [Html("Опросов об этой паре ещё не было.")]
    sealed = any(one.answered and not one.readable for _, one in numbered)
    note = "Где кнопки нет, ответы обещаны другому читателю." if sealed else None
    return Screen(
        lines(
            bold(f"{words_of.title(found.pair)}: опросы"),
            found.organisation.name,
            "",
            *text,
            "" if note else None,
            note,
        ),
        (
            *grid(buttons, 2),
            *turning(part, lambda to: PairSurveys(found.pair.id, to)),
            (Button("Карточка пары", Card(found.pair.id)), MENU),
        ),
    )


def _line(number: int, one: AskedSurvey) -> Html:
    return markup(
        "{number}. {who}: «{title}», спросили {day}, {answer}",
        number=number,
        who=_who(one),
        title=_title(one),
        day=words.short_day(one.asked),
        answer=_answer(one.answered, open_=one.open),
    )


def _title(one: AskedSurvey) -> str:
    """Without the side it is for: that is said already."""
    return one.title.partition(":")[0]


def _answer(answered: datetime.date | None, *, open_: bool) -> str:
    if answered is not None:
        return f"ответили {words.short_day(answered)}"
    return "ждём ответа" if open_ else "ответа нет"


def _who(one: AskedSurvey) -> str:
    return f"{'наставник' if one.mentor else 'наставляемый'} {words_of.called(one.who)}"


def _label(number: int, one: AskedSurvey) -> str:
    return people.fitting(f"{number}. {words_of.surname(one.who)}", 20)


def answers(read: ReadSurvey, leaf: int = 0) -> Screen:
    """Only what this reader may read; a question for other readers is not even mentioned."""
    survey = read.survey
    told = [told_words(one) for one in read.answers]
    told += [markup("{answer} <i>(из карточки пары)</i>", answer=told_words(one)) for one in read.known]
    cut = leaves(told)
    part = paged(len(cut), leaf, 1)
    body: list[Html | str] = [line for block in cut[part.page] for line in ("", block)]
    on = words.day_and_year(survey.answered) if survey.answered else None
    return Screen(
        lines(
            bold(survey.title),
            f"{words_of.title(read.pair)}, {_who(survey)}{f', {on}' if on else ''}",
            *body,
            *withheld_note((*read.answers, *read.known)),
        ),
        (
            *turning(part, lambda to: Read(survey.id, to)),
            (Button("Назад", PairSurveys(read.pair.id)), MENU),
        ),
    )
