"""What came back from surveys sent to many."""

from collections.abc import Iterator
from dataclasses import replace

from bot.dialogs import campaign_results as dialog
from bot.gallery import Example
from bot.gallery.campaign_answers import ANONYMOUS, CAMPAIGN, CHECKED, SELF_CHECK
from bot.gallery.joining import SCHOOL
from config import questionnaires
from mentoring.campaign_results import Index, PlaceCounted, Results, Senders, Tally, Why, counted
from mentoring.campaigns import Progress
from mentoring.ids import OrganisationId
from mentoring.questionnaire import Kind, Question, Value
from mentoring.roles import Role

_FORM = questionnaires.load()["satisfaction_mentee"].value()
_WORDS = ("Больше открытых уроков", "Всё хорошо", "Назначать встречи заранее", "Не хватает времени на разбор")


def _values(question: Question) -> Iterator[tuple[Value, int]]:
    if question.kind is Kind.TEXT:
        yield from ((words, 1) for words in _WORDS)
    elif question.kind is Kind.YES_NO:
        yield from ((True, 11), (False, 1))
    elif question.kind is Kind.SINGLE:
        yield from ((option.code, 7 - 3 * number) for number, option in enumerate(question.options[:3]))
    elif question.kind is Kind.MULTI:
        yield tuple(option.code for option in question.options[:2]), 7
        yield tuple(option.code for option in question.options[1:4]), 5
    else:
        yield from ((10, 3), (9, 4), (7, 3), (5, 2))


_tallies = [
    Tally(question.id, pupil=False, value=value, number=number)
    for question in _FORM.questions
    for value, number in _values(question)
]
_SENDERS = Senders(adults=12)
_told = Results(
    CAMPAIGN,
    SCHOOL,
    CAMPAIGN.title,
    Progress(15, 12, 1),
    _SENDERS,
    True,
    None,
    Index(12, 99.0, 10),
    counted(_FORM, _tallies, frozenset({Role.CURATOR}), _SENDERS),
    (),
    says_words=True,
    page=0,
)
_few = replace(_told, progress=Progress(15, 3, 1), senders=Senders(3), why=Why.FEW, questions=(), index=None)
_places = (
    PlaceCounted(OrganisationId(4), "МБОУ «Гимназия № 3»", 14, 12, told=True, index=Index(12, 99.0, 10)),
    PlaceCounted(OrganisationId(5), "МБОУ «Школа № 17»", 9, 6, told=False, index=Index(6, 40.0, 3)),
    PlaceCounted(OrganisationId(6), "МБОУ «Школа № 20»", 8, 2, told=False, index=Index(2, 15.0, 1)),
)

_check = replace(
    _few,
    campaign=SELF_CHECK,
    title=SELF_CHECK.title,
    progress=Progress(1, 1, 0),
    senders=Senders(1),
    why=None,
    score=CHECKED.score,
)
_checks = replace(
    _check, progress=Progress(3, 2, 0), senders=Senders(2), score=replace(CHECKED.score, answered=2, total=27)
)


def _example(title: str, found: Results) -> Example:
    return Example(title, dialog.results(found), dialog.results)


EXAMPLES: list[Example] = [
    *(_example(f"Результаты, страница {page + 1}", replace(_told, page=page)) for page in range(2)),
    _example("Результаты в minimal", replace(_told, says_words=False, questions=_told.questions[-3:])),
    _example("Результаты муниципалитета", replace(_told, questions=_told.questions[:1], places=_places)),
    _example("Ответов мало", _few),
    _example("Самопроверка: общий балл", _check),
    _example("Самопроверка: общий балл и свой", replace(_checks, own=CHECKED)),
    _example("Ответов мало, опрос закрыт", replace(_few, open=False)),
    _example("Ответов нет", replace(_few, progress=Progress(15, 0, 0), senders=Senders())),
    _example("Анонимный опрос ещё открыт", replace(_few, campaign=ANONYMOUS, why=Why.OPEN, title=ANONYMOUS.title)),
]
