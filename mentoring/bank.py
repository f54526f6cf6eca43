"""The banks of mentees and mentors: who waits, with what, and what each reader may see of it."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from mentoring import names, questionnaire
from mentoring.access import Action, Grant, may
from mentoring.ids import MembershipId, OrganisationId, SearchId
from mentoring.names import FullName
from mentoring.organisations import Organisation
from mentoring.people import Membership, Person
from mentoring.questionnaire import Answers, Kind, Question, Questionnaire, Value
from mentoring.roles import Role

GROUP_SIZE = 5
"""How many a mentor takes who is ready for a group (domain report, 2.4)."""

SHORTEST_SEARCH, LONGEST_SEARCH = 2, 60


class Side(StrEnum):
    """Which of the two banks; as short as a button wants it."""

    MENTEES = "e"
    MENTORS = "r"

    @property
    def role(self) -> Role:
        return Role.MENTEE if self is Side.MENTEES else Role.MENTOR

    @property
    def opposite(self) -> "Side":
        return Side.MENTORS if self is Side.MENTEES else Side.MENTEES


@dataclass(frozen=True, slots=True)
class View:
    """What of a bank is looked at. ``topic`` is a question and its option, «mt05_manage»; see :class:`Topic`."""

    side: Side
    page: int = 0
    topic: str | None = None
    places: bool = False
    search: SearchId | None = None


class SearchRefused(Exception):
    """Fewer than two letters, or too many, tell nothing."""


def search_words(typed: str) -> str:
    """What is looked for: lower case, «ё» as «е», single spaces. Raises SearchRefused."""
    words = " ".join(names.search_key(typed).split())
    if not SHORTEST_SEARCH <= len(words) <= LONGEST_SEARCH:
        raise SearchRefused
    return words


# -- who reads which answer --------------------------------------------------------------------------------------

READING: dict[Role, Action] = {
    Role.CURATOR: Action.SEE_CURATOR_ANSWERS,
    Role.COORDINATOR: Action.SEE_COORDINATOR_ANSWERS,
    Role.DEPUTY_HEAD: Action.SEE_DEPUTY_HEAD_ANSWERS,
}


def reading_as(grants: Iterable[Grant], path: tuple[OrganisationId, ...]) -> frozenset[Role]:
    """As which readers a person may read answers that are not for everybody who sees the bank."""
    held = tuple(grants)
    return frozenset(role for role, action in READING.items() if may(held, action, path))


def of_a_pupil(form: Questionnaire, adult: bool | None) -> bool:
    """Whether the answers are a pupil's words; ``adult`` is what is known of the person today.

    The form tells as whom they were given: growing up, or a slip put right, opens nothing that was promised.
    """
    return form.for_pupils or adult is False


def promised_to(question: Question, *, pupil: bool) -> frozenset[Role]:
    """Whom alone the answer was promised to; nobody in particular for an ordinary one.

    What a pupil types, and how a pupil is, is the psychologist's, unless the question itself names its readers.
    """
    if question.readers:
        return question.readers
    guarded = question.wellbeing or question.kind is Kind.TEXT
    return frozenset({Role.COORDINATOR}) if pupil and guarded else frozenset()


def reads(question: Question, readers: frozenset[Role], *, pupil: bool = False) -> bool:
    """Whether the answer is open to these readers; a private answer without readers is open to nobody."""
    promised = promised_to(question, pupil=pupil)
    return bool(promised & readers) if promised else not question.private


def without_own_words(question: Question, value: Value) -> Value:
    """«Другое» without what was typed for it: how a pupil's answer looks to everybody but the psychologist."""
    if not question.options:
        return value
    if isinstance(value, tuple):
        return tuple(questionnaire.code_and_words(item)[0] for item in value)
    return questionnaire.code_and_words(value)[0] if isinstance(value, str) else value


@dataclass(frozen=True, slots=True)
class Told:
    """One answer as it may pass through the messenger; ``withheld`` counts the typed characters that may not."""

    question: Question
    value: Value
    withheld: int = 0


def told(question: Question, value: Value, *, words: bool) -> Told:
    """``words``: whether what was typed may be sent (it may not in ``minimal``)."""
    if words:
        return Told(question, value)
    if question.kind is Kind.TEXT:
        return Told(question, None, len(str(value or "")))
    items = value if isinstance(value, tuple) else (value,) if isinstance(value, str) else ()
    typed = sum(len(questionnaire.code_and_words(item)[1] or "") for item in items)
    if not typed:
        return Told(question, value)
    codes = tuple(questionnaire.code_and_words(item)[0] for item in items)
    return Told(question, codes if isinstance(value, tuple) else codes[0], typed)


# -- a person of the bank ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Filled:
    """A person with the questionnaire that brought them into the bank, limited to what the reader may read."""

    membership: Membership
    person: Person
    form: Questionnaire
    answers: Answers
    finished: datetime.date

    def questions(self, field: str) -> tuple[Question, ...]:
        """The answered questions behind a field, whatever the form: «requests», «slots»."""
        return tuple(q for q in self.form.questions if self.answers.get(q.id) is not None and field_of(q) == field)

    def labels(self, *fields: str, words: bool) -> tuple[str, ...]:
        """``words``: whether what was typed may stand among them."""
        return tuple(
            label
            for field in fields
            for question in self.questions(field)
            for label in labels(question, told(question, self.answers[question.id], words=words).value)
        )

    @property
    def places(self) -> int | None:
        """How many mentees the mentor is ready to take; None for a mentee."""
        for question in self.questions("capacity"):
            return capacity(self.answers[question.id])
        return None

    @property
    def topics(self) -> tuple["Topic", ...]:
        """Requests of a mentee, competences of a mentor."""
        return tuple(
            Topic(f"{question.id}_{code}", label)
            for field in TOPIC_FIELDS
            for question in self.questions(field)
            for code, label in _codes_and_labels(question, self.answers[question.id])
        )


TOPIC_FIELDS = ("requests", "competences")
LISTED_FIELDS = frozenset({*TOPIC_FIELDS, "capacity", "position", "grade", "subjects"})
"""Which answers the list and its search need."""


@dataclass(frozen=True, slots=True)
class Topic:
    key: str
    label: str


def field_of(question: Question) -> str:
    return question.field.rpartition(".")[2]


def labels(question: Question, value: Value) -> tuple[str, ...]:
    """The short labels behind a value; words typed for «Другое» stand for themselves."""
    return tuple(label for _, label in _codes_and_labels(question, value))


def _codes_and_labels(question: Question, value: Value) -> tuple[tuple[str, str], ...]:
    if value is None or isinstance(value, bool):
        return ()
    items = value if isinstance(value, tuple) else (str(value),)
    found = []
    for item in items:
        code, words = questionnaire.code_and_words(item) if question.options else (item, None)
        option = question.option(code)
        found.append((code, words or (option.label if option else item)))
    return tuple(found)


def capacity(value: Value) -> int:
    written = str(value)
    return int(written) if written.isdecimal() else GROUP_SIZE


@dataclass(frozen=True, slots=True)
class Post:
    """Position of an adult, number of the class of a pupil."""

    position: str | None = None
    grade: str | None = None


def post(filled: Filled, *, words: bool) -> Post:
    """In ``minimal`` only what an option says: a position in a person's own words does not travel."""
    if words and (filled.person.position or filled.person.school_class):
        return Post(filled.person.position, filled.person.school_class)
    position, grade = (next(iter(filled.labels(field, words=words)), None) for field in ("position", "grade"))
    return Post(position, grade)


def matches(filled: Filled, words: str) -> bool:
    """Whether every word is found in the name, the code, the position or the subjects.

    A name matches in ``minimal`` too: there the answer shows codes only.
    """
    name = filled.person.name
    person = post(filled, words=True)
    text = names.search_key(
        str(name) if name else None,
        filled.membership.code,
        person.position,
        f"{person.grade} класс" if person.grade else None,
        *filled.labels("subjects", words=True),
    )
    return all(word in text for word in words.split())


def chosen(people: Iterable[Filled], view: View, words: str | None) -> tuple[Filled, ...]:
    """Those whom the view lets through, in the order they came."""
    return tuple(
        filled
        for filled in people
        if (view.topic is None or view.topic in {topic.key for topic in filled.topics})
        and (not view.places or (filled.places or 0) > 0)
        and (words is None or matches(filled, words))
    )


def topics_of(people: Iterable[Filled]) -> tuple[tuple[Topic, int], ...]:
    """What is asked or offered in this bank and by how many, the most frequent first."""
    counts: dict[str, int] = {}
    known: dict[str, Topic] = {}
    for filled in people:
        options = {f"{q.id}_{o.code}": o.label for q in filled.form.questions for o in q.options}
        for topic in filled.topics:
            counts[topic.key] = counts.get(topic.key, 0) + 1
            known[topic.key] = Topic(topic.key, options.get(topic.key, topic.label))
    return tuple((known[key], count) for key, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])))


# -- what is shown -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list; ``name`` is None where names may not pass."""

    membership: MembershipId
    code: str
    name: FullName | None
    post: Post
    topics: tuple[str, ...]
    places: int | None
    days: int


@dataclass(frozen=True, slots=True)
class Overview:
    """``unreached``: so many people no letter reaches; ``stopped``: so many may be reminded of their questionnaire."""

    organisation: Organisation
    counts: Mapping[Side, int]
    unreached: int = 0
    stopped: int = 0


@dataclass(frozen=True, slots=True)
class Listing:
    """``total`` counts the whole bank; ``words`` is what was searched for, None in ``minimal``.

    ``listening``: the next typed words are looked for as well.
    """

    organisation: Organisation
    view: View
    entries: tuple[Entry, ...]
    total: int
    topic: str | None = None
    words: str | None = None
    listening: bool = False


@dataclass(frozen=True, slots=True)
class TopicChoice:
    organisation: Organisation
    view: View
    topics: tuple[tuple[Topic, int], ...]


@dataclass(frozen=True, slots=True)
class GivenConsent:
    """Which text the person agreed to themselves, and when."""

    version: int
    date: datetime.date


@dataclass(frozen=True, slots=True)
class Card:
    """A person of the bank for one reader. ``external_id``: known under it in another regional bank."""

    organisation: Organisation
    view: View
    entry: Entry
    pupil: bool
    slots: tuple[str, ...]
    forms: tuple[str, ...]
    kinds: tuple[str, ...]
    meeting: tuple[str, ...]
    finished: datetime.date
    consent: GivenConsent | None
    answers: tuple[Told, ...]
    external_id: str | None = None


def entry(filled: Filled, organisation: Organisation, today: datetime.date) -> Entry:
    says_names = organisation.says_names
    return Entry(
        filled.membership.id,
        filled.membership.code,
        filled.person.name if says_names else None,
        post(filled, words=says_names),
        filled.labels(*TOPIC_FIELDS, words=says_names),
        filled.places,
        max(0, (today - filled.finished).days),
    )


def card(
    filled: Filled, organisation: Organisation, view: View, today: datetime.date, consent: GivenConsent | None
) -> Card:
    words = organisation.says_names
    return Card(
        organisation,
        view,
        entry(filled, organisation, today),
        filled.person.adult is False,
        filled.labels("slots", words=words),
        filled.labels("form", "forms", words=words),
        filled.labels("kinds", words=words),
        filled.labels("meeting_format", words=words),
        filled.finished,
        consent,
        tuple(
            told(question, filled.answers[question.id], words=words)
            for question in filled.form.questions
            if question.id in filled.answers
        ),
    )
