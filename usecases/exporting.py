"""Tables for the operator of the machine: people, answers and proofs of consent of one organisation."""

import datetime
import zoneinfo
from collections.abc import Awaitable, Callable, Iterable
from enum import StrEnum

from documents.tables import HIDDEN, Cell, Column, Table
from mentoring import bank, questionnaire
from mentoring.access import Action
from mentoring.ids import OrganisationId
from mentoring.organisations import Organisation
from mentoring.questionnaire import Answers, Question, Questionnaire, Value
from storage import attempts, audit, exports
from storage.database import Row, Transaction
from usecases import (
    exporting_indicators,
    exporting_pairs,
    exporting_registry,
    exporting_road_maps,
    exporting_surveys,
)
from usecases.unit import House, Operator, allowed


class Subject(StrEnum):
    PEOPLE = "people"
    ANSWERS = "answers"
    CONSENTS = "consents"
    PAIRS = "pairs"
    MEETINGS = "meetings"
    LETTERS = "letters"
    REGISTRY = "registry"
    ROAD_MAP = "roadmap"
    SURVEYS = "surveys"
    ASKED = "asked"
    NUMBERS = "numbers"


COLUMNS: dict[Subject, tuple[Column, ...]] = {
    Subject.PEOPLE: (
        Column("person_id", "№ человека"),
        Column("code", "Код"),
        Column("org_id", "№ организации"),
        Column("role", "Роль"),
        Column("state", "Состояние"),
        Column("surname", "Фамилия"),
        Column("name", "Имя"),
        Column("patronymic", "Отчество"),
        Column("gender", "Пол"),
        Column("adult", "Есть 18 лет"),
        Column("position", "Должность"),
        Column("school_class", "Класс"),
        Column("since", "С какого времени"),
        Column("external_id", "№ в другом региональном банке"),
    ),
    Subject.ANSWERS: (
        Column("attempt_id", "№ анкеты"),
        Column("code", "Код"),
        Column("role", "Роль"),
        Column("form", "Форма"),
        Column("version", "Версия"),
        Column("finished_at", "Завершена"),
        Column("question", "Вопрос"),
        Column("field", "Показатель"),
        Column("short", "Кратко"),
        Column("value", "Значение"),
        Column("label", "Ответ"),
    ),
    Subject.CONSENTS: (
        Column("consent_id", "№ согласия"),
        Column("person_id", "№ человека"),
        Column("code", "Код"),
        Column("org_id", "№ организации"),
        Column("kind", "Вид"),
        Column("version", "Версия текста"),
        Column("sha256", "SHA-256 текста"),
        Column("locale", "Язык"),
        Column("given_at", "Дано"),
        Column("zone", "Часовой пояс"),
        Column("channel", "Как дано"),
        Column("message_id", "№ сообщения"),
        Column("marked_by", "Отметил, № человека"),
        Column("representative", "Представитель"),
        Column("paper_number", "№ бумаги"),
        Column("paper_date", "Дата бумаги"),
        Column("withdrawn_at", "Отозвано"),
        Column("withdrawn_channel", "Как отозвано"),
        Column("withdrawn_reason", "Причина отзыва"),
    ),
    Subject.PAIRS: exporting_pairs.PAIRS,
    Subject.MEETINGS: exporting_pairs.MEETINGS,
    Subject.LETTERS: exporting_pairs.LETTERS,
    Subject.REGISTRY: exporting_registry.REGISTRY,
    Subject.ROAD_MAP: exporting_road_maps.ROAD_MAP,
    Subject.SURVEYS: exporting_surveys.SURVEYS,
    Subject.ASKED: exporting_indicators.ASKED,
    Subject.NUMBERS: exporting_indicators.NUMBERS,
}

TITLES = {
    Subject.PEOPLE: "Участники",
    Subject.ANSWERS: "Ответы",
    Subject.CONSENTS: "Согласия",
    Subject.PAIRS: "Пары",
    Subject.MEETINGS: "Встречи",
    Subject.LETTERS: "Письма",
    Subject.REGISTRY: "Реестр наставников",
    Subject.ROAD_MAP: "Дорожные карты",
    Subject.SURVEYS: "Результаты опросов",
    Subject.ASKED: "Кого спрашивали",
    Subject.NUMBERS: "Числа показателей",
}

Rows = Iterable[tuple[Cell, ...]]


class Exporting:
    """``by`` is the operator alone: in ``minimal`` no table with names leaves through the messenger."""

    def __init__(self, house: House) -> None:
        self._house = house

    async def table(
        self, by: Operator, organisation_id: OrganisationId, subject: Subject, *, private: bool = False
    ) -> Table:
        """Times are local ones of the organisation. Raises Forbidden when there is no such organisation.

        Answers promised to one reader only («увидит только психолог») are hidden unless ``private`` is asked for.
        """

        async def unit(transaction: Transaction) -> Table:
            permit = await allowed(transaction, by, Action.SEE_ORGANISATION, organisation_id)
            details = "purpose: cli, private answers" if private else "purpose: cli"
            action = f"exported_{subject.value}"
            await audit.note(transaction, self._house.now, permit.actor, action, organisation_id, details=details)
            rows = await self._rows(subject, private)(transaction, permit.organisation)
            return Table(TITLES[subject], COLUMNS[subject], tuple(rows))

        return await self._house.database.write(unit)

    def _rows(self, subject: Subject, private: bool) -> Callable[[Transaction, Organisation], Awaitable[Rows]]:
        if subject is Subject.ROAD_MAP:
            return lambda transaction, organisation: exporting_road_maps.rows(transaction, self._house, organisation)
        if subject is Subject.SURVEYS:
            return lambda transaction, organisation: exporting_surveys.rows(
                transaction, self._house, organisation, private=private
            )
        if subject in PLAIN:
            return PLAIN[subject]
        return lambda transaction, organisation: self._answers(transaction, organisation, private)

    async def _answers(self, transaction: Transaction, organisation: Organisation, private: bool) -> Rows:
        zone = zoneinfo.ZoneInfo(organisation.tz)
        given: dict[int, dict[str, Value]] = {}
        for row in await exports.answers(transaction, organisation.id):
            given.setdefault(row["attempt_id"], {})[row["question_id"]] = attempts.unpacked(row["value"])
        found: list[tuple[Cell, ...]] = []
        written = await exports.attempts(transaction, organisation.id)
        forms = {
            attempt["id"]: await self._house.content.form(
                transaction, (attempt["questionnaire_id"], attempt["version"])
            )
            for attempt in written
        }
        # Surveys have one form for everybody: as whom somebody came in tells the form of the bank.
        came_as_pupils = {attempt["code"] for attempt in written if forms[attempt["id"]].for_pupils}
        for attempt in written:
            form = forms[attempt["id"]]
            head = (
                attempt["id"],
                attempt["code"],
                attempt["role"],
                form.id,
                form.version,
                _local(attempt["finished_at"], zone),
            )
            answers = given.get(attempt["id"], {})
            pupil = attempt["code"] in came_as_pupils or attempt["adult"] == 0
            found += [(*head, *cells) for cells in _answer_cells(form, answers, private, pupil)]
        return found


def _answer_cells(form: Questionnaire, answers: Answers, private: bool, pupil: bool) -> Rows:
    kept = questionnaire.kept(form, answers)
    for question in form.questions:
        if question.id not in kept:
            continue
        head = (question.id, question.field, question.short)
        value = kept[question.id] if private or not pupil else bank.without_own_words(question, kept[question.id])
        if not private and (question.private or bank.promised_to(question, pupil=pupil)):
            yield (*head, None, HIDDEN)
        else:
            yield (*head, value, _label(question, value, pupil))


def _label(question: Question, value: Value, pupil: bool) -> str | None:
    """What the person saw when answering."""
    if value is None:
        return None
    if isinstance(value, bool):
        return "Да" if value else "Нет"
    if isinstance(value, tuple):
        return "; ".join(_option(question, item, pupil) for item in value)
    return _option(question, value, pupil) if isinstance(value, str) and question.options else str(value)


def _option(question: Question, item: str, pupil: bool) -> str:
    code, words = questionnaire.code_and_words(item)
    option = question.option(code)
    if words is not None:
        return words
    if option is None:
        return code
    return option.label_pupil if pupil and option.label_pupil is not None else option.label


async def _people(transaction: Transaction, organisation: Organisation) -> Rows:
    zone = zoneinfo.ZoneInfo(organisation.tz)
    return [
        (
            row["person_id"],
            row["code"],
            row["organisation_id"],
            row["role"],
            row["state"],
            row["surname"],
            row["name"],
            row["patronymic"],
            row["gender"],
            None if row["adult"] is None else bool(row["adult"]),
            row["position"],
            row["school_class"],
            _local(row["since"], zone),
            row["external_id"],
        )
        for row in await exports.people(transaction, organisation.id)
    ]


async def _consents(transaction: Transaction, organisation: Organisation) -> Rows:
    zone = zoneinfo.ZoneInfo(organisation.tz)
    return [_consent(row, zone) for row in await exports.consents(transaction, organisation.id)]


def _consent(row: Row, zone: datetime.tzinfo) -> tuple[Cell, ...]:
    return (
        row["id"],
        row["person_id"],
        row["code"],
        row["organisation_id"],
        row["kind"],
        row["version"],
        row["sha256"],
        row["locale"],
        _local(row["given_at"], zone),
        row["zone"],
        row["channel"],
        row["message_id"],
        row["marked_by"],
        row["representative"],
        row["paper_number"],
        row["paper_date"],
        _local(row["withdrawn_at"], zone),
        row["withdrawn_channel"],
        row["withdrawn_reason"],
    )


PLAIN: dict[Subject, Callable[[Transaction, Organisation], Awaitable[Rows]]] = {
    Subject.PEOPLE: _people,
    Subject.CONSENTS: _consents,
    Subject.PAIRS: exporting_pairs.pair_rows,
    Subject.MEETINGS: exporting_pairs.meeting_rows,
    Subject.LETTERS: exporting_pairs.letter_rows,
    Subject.REGISTRY: exporting_registry.rows,
    Subject.ASKED: exporting_indicators.asked_rows,
    Subject.NUMBERS: exporting_indicators.number_rows,
}
"""Tables that are the same whoever reads them."""


def _local(seconds: int | None, zone: datetime.tzinfo) -> datetime.datetime | None:
    return None if seconds is None else datetime.datetime.fromtimestamp(seconds, zone)
