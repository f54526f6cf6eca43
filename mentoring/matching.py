"""Which mentors suit a mentee, and why (domain report, 2.6). The curator decides; here is only what speaks for whom.

Reasons are values, their words are chosen elsewhere. What a mentee wrote about colleagues plays no part: only people
read it.
"""

import datetime
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from mentoring import names, questionnaire
from mentoring.bank import Filled
from mentoring.ids import MembershipId, PersonId


@dataclass(frozen=True, slots=True)
class Wish:
    """What a mentee asks for, in the codes of the questionnaires.

    ``excluded`` are mentors with whom a trial has failed this year, or whom the curator keeps away; ``superiors`` are
    those whom the curator has marked as such. ``grade`` is a pupil's, ``returned`` is whoever has lost a mentor and
    comes first. ``unanswered`` are mentors with whom an offer has lapsed lately, with the day. «any» among forms and
    kinds fits nothing and so speaks for nobody.
    """

    membership: MembershipId
    person: PersonId
    requests: frozenset[str] = frozenset()
    subjects: str | None = None
    forms: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    slots: frozenset[str] = frozenset()
    meeting_format: str | None = None
    grade: int | None = None
    pupil: bool = False
    excluded: frozenset[MembershipId] = frozenset()
    not_superior: bool = False
    superiors: frozenset[MembershipId] = frozenset()
    same_subject: bool = False
    returned: bool = False
    unanswered: Mapping[MembershipId, datetime.date] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Offer:
    """What a mentor gives. ``places`` are the free ones; ``helps`` is whom a pupil would rather help.

    ``unreached``: letters do not come through.
    """

    membership: MembershipId
    person: PersonId
    competences: frozenset[str] = frozenset()
    subjects: str | None = None
    forms: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    slots: frozenset[str] = frozenset()
    meeting_format: str | None = None
    places: int = 1
    pupil: bool = False
    grade: int | None = None
    superior: bool = False
    helps: str | None = None
    unreached: bool = False


# -- reasons -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SharedRequests:
    """«3 из 4 запросов»; which ones is told by :func:`shared_requests`."""

    matched: int
    asked: int


@dataclass(frozen=True, slots=True)
class SameSubject:
    pass


@dataclass(frozen=True, slots=True)
class CommonTimes:
    count: int


@dataclass(frozen=True, slots=True)
class SameFormat:
    pass


@dataclass(frozen=True, slots=True)
class FitsAge:
    """A pupil of the grade that suits both, «ученик постарше или ровесник»."""


@dataclass(frozen=True, slots=True)
class FitsForm:
    pass


@dataclass(frozen=True, slots=True)
class FitsKind:
    pass


@dataclass(frozen=True, slots=True)
class FreePlaces:
    count: int


@dataclass(frozen=True, slots=True)
class Superior:
    """Speaks neither for nor against: the mentee has not asked to be spared their superior, the curator knows."""


@dataclass(frozen=True, slots=True)
class Unanswered:
    """These two were offered to each other lately, and one of them did not answer: others come first."""

    on: datetime.date


@dataclass(frozen=True, slots=True)
class Unreached:
    """Letters do not reach the mentor, so an offer would wait for a call: everybody else comes first."""


Reason = (
    SharedRequests
    | SameSubject
    | CommonTimes
    | SameFormat
    | FitsAge
    | FitsForm
    | FitsKind
    | FreePlaces
    | Superior
    | Unanswered
    | Unreached
)

OF_THE_MENTOR = (FreePlaces, Unreached)
"""What is the same for all mentees, and so tells none of them from the others."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A mentor who may lead the mentee. ``suitable``: helps with something that was asked, see :func:`suggest`."""

    mentor: MembershipId
    score: int
    reasons: tuple[Reason, ...]
    suitable: bool


@dataclass(frozen=True, slots=True)
class Weights:
    """Points of each reason (domain report, 2.6), 100 at most.

    Half of all is the help itself. A pair that never finds time fails whatever it is about, so times weigh as much as
    a subject that was asked for; one that was not asked for still helps a little. Pupils are not asked about the
    format of meetings, and adults not about the age: the same ten points.
    """

    requests: int = 50
    wanted_subject: int = 15
    subject: int = 5
    times: int = 15
    format: int = 10
    age: int = 10
    form: int = 5
    kind: int = 5


WEIGHTS = Weights()


def explained(wish: Wish, offer: Offer) -> Suggestion:
    """What speaks for this mentor."""
    return _suggestion(wish, offer, subject_stems(wish.subjects))


def suggest(wish: Wish, offers: Iterable[Offer]) -> tuple[Suggestion, ...]:
    """Everybody who may lead the mentee, best first; whoever helps with nothing that was asked stands behind, and
    before them those with whom an offer was left unanswered. Whom letters do not reach stands at the very end.

    Equals are ordered by more free places, then by the lower id, so the order of the offers does not matter.
    """
    asked = subject_stems(wish.subjects)
    found = [(_suggestion(wish, offer, asked), offer) for offer in offers if may_lead(wish, offer)]
    found.sort(
        key=lambda item: (
            item[1].unreached,
            not item[0].suitable,
            item[0].mentor in wish.unanswered,
            -item[0].score,
            -item[1].places,
            item[0].mentor,
        )
    )
    return tuple(suggestion for suggestion, _ in found)


# -- who may at all ----------------------------------------------------------------------------------------------

_FOR_PUPILS = frozenset({"teacher_pupil", "student_pupil", "pupil_pupil", "employer_pupil"})
_FOR_ADULTS = frozenset({"teacher_teacher", "head_teacher", "univ_young", "social"})
"""Forms by who is led. A form that stands in neither keeps nobody out."""


def may_lead(wish: Wish, offer: Offer) -> bool:
    """Whether nothing forbids this pair; consents are checked before anybody gets here."""
    return not (refuses(offer, pupils=wish.pupil) or are_kept_apart(wish, offer))


def _ready_only_for(others: frozenset[str], offer: Offer) -> bool:
    """A teacher who marked only «педагог — педагог» has not agreed to work with pupils."""
    return bool(offer.forms) and offer.forms <= others


def refuses(offer: Offer, *, pupils: bool) -> bool:
    """Whether this mentor leads nobody of that age, or nobody at all now."""
    others = _FOR_ADULTS if pupils else _FOR_PUPILS
    return offer.places < 1 or (offer.pupil and not pupils) or _ready_only_for(others, offer)


def are_kept_apart(wish: Wish, offer: Offer) -> bool:
    """Whether these two may not be a pair, whatever each may do with others."""
    return (
        offer.person == wish.person
        or offer.membership in wish.excluded
        or (wish.not_superior and (offer.superior or offer.membership in wish.superiors))
    )


# -- how well ----------------------------------------------------------------------------------------------------

OTHER = "other"
_ANSWERED_BY: Mapping[str, frozenset[str]] = {
    "study": frozenset({"exams"}),
    "olymp": frozenset({"gifted"}),
    "creative": frozenset({"extra"}),
}
"""Pupils ask and teachers offer in different codes; these mean the same to a pupil."""


def shared_requests(wish: Wish, offer: Offer) -> frozenset[str]:
    """The requests that the mentor can help with. Own words behind «Другое» are compared by people only."""
    return wish.requests & answered_by(offer, pupil=wish.pupil)


def answered_by(offer: Offer, *, pupil: bool) -> frozenset[str]:
    """The codes of requests of such a mentee that the mentor can help with."""
    found = offer.competences - {OTHER}
    if not pupil or offer.pupil:
        return found
    return found | {code for code, answers in _ANSWERED_BY.items() if answers & offer.competences}


def _suggestion(wish: Wish, offer: Offer, asked: frozenset[str]) -> Suggestion:
    found = tuple(_speaking_for(wish, offer, asked))
    # Nothing can be told from codes where the two sides use different ones, or where the mentee used own words only.
    comparable = wish.pupil == offer.pupil and bool(wish.requests - {OTHER})
    return Suggestion(
        offer.membership,
        sum(points for _, points in found),
        tuple(reason for reason, _ in found),
        suitable=not comparable or any(isinstance(reason, SharedRequests | SameSubject) for reason, _ in found),
    )


def _speaking_for(wish: Wish, offer: Offer, asked: frozenset[str]) -> Iterator[tuple[Reason, int]]:
    """Reasons with their points; ``asked`` are the stems of the mentee's subjects."""
    if shared := len(shared_requests(wish, offer)):
        yield SharedRequests(shared, len(wish.requests)), WEIGHTS.requests * shared // len(wish.requests)
    if asked and not asked.isdisjoint(subject_stems(offer.subjects)):
        yield SameSubject(), WEIGHTS.wanted_subject if wish.same_subject else WEIGHTS.subject
    if times := len(wish.slots & offer.slots):
        yield CommonTimes(times), WEIGHTS.times
    if _same_format(wish.meeting_format, offer.meeting_format):
        yield SameFormat(), WEIGHTS.format
    if fits_age(wish, offer):
        yield FitsAge(), WEIGHTS.age
    if not wish.forms.isdisjoint(offer.forms):
        yield FitsForm(), WEIGHTS.form
    if not wish.kinds.isdisjoint(offer.kinds):
        yield FitsKind(), WEIGHTS.kind
    yield FreePlaces(offer.places), 0
    yield from ((reason, 0) for reason in _to_be_known(wish, offer))


def _to_be_known(wish: Wish, offer: Offer) -> Iterator[Reason]:
    """What speaks for nobody, but the curator should hear it before the choice."""
    if offer.membership in wish.superiors:
        yield Superior()
    if offer.membership in wish.unanswered:
        yield Unanswered(wish.unanswered[offer.membership])
    if offer.unreached:
        yield Unreached()


def _same_format(asked: str | None, offered: str | None) -> bool:
    return asked is not None and offered is not None and (asked == offered or "mixed" in {asked, offered})


def fits_age(wish: Wish, offer: Offer) -> bool:
    """Whether a pupil's grade suits another's, as the mentor would rather have it."""
    if wish.grade is None or offer.grade is None:
        return False
    older = offer.grade - wish.grade
    match offer.helps:
        case "younger":
            return older > 0
        case "peer":
            return abs(older) <= 1
        case _:
            return older >= 0


# -- subjects in own words ---------------------------------------------------------------------------------------

_WORD = re.compile(r"[^\W\d_]+")
_SHORT_SUBJECTS = frozenset({"изо", "обж", "мхк"})


def _stem(word: str) -> str:
    """«физика» and «физики», «химия» and «химии» begin alike."""
    return word[: min(5, len(word) - 1)]


_GENERIC = frozenset(
    _stem(word)
    for word in [
        "класс",
        "классы",
        "предмет",
        "предметы",
        "урок",
        "уроки",
        "язык",
        "языки",
        "школа",
        "учитель",
        "педагог",
        "преподаю",
        "преподаватель",
        "воспитатель",
        "веду",
        "параллель",
        "занятия",
        "направление",
        "деятельность",
        "работа",
        "образование",
        "дополнительное",
        "старшие",
        "средние",
        "младшие",
        "углубленный",
        "профильный",
        "культура",
        "основы",
        "также",
        "другие",
    ]
)
"""Words that stand beside any subject: two languages, or two lists of classes, are not the same subject."""

_KIN = {"алгеб": "матем", "геоме": "матем", "физку": "физич"}
"""Parts of one school subject."""


def subject_stems(text: str | None) -> frozenset[str]:
    """«Алгебра, 7–9 классы» → {«матем»}: what two people's own words about their subjects are compared by."""
    words = _WORD.findall(names.search_key(text))
    stems = (_stem(word) if len(word) >= 4 else word for word in words if len(word) >= 4 or word in _SHORT_SUBJECTS)
    return frozenset(_KIN.get(stem, stem) for stem in stems if stem not in _GENERIC)


# -- from the questionnaires -------------------------------------------------------------------------------------


def wish_of(
    mentee: Filled,
    excluded: Iterable[MembershipId] = (),
    superiors: Iterable[MembershipId] = (),
    unanswered: Mapping[MembershipId, datetime.date] | None = None,
    *,
    returned: bool = False,
) -> Wish:
    """Only what the reader of ``mentee`` may read is known here, so it is all that can speak for a mentor."""
    wishes = _codes(mentee, "mentor_wishes")
    pupil = _is_pupil(mentee)
    return Wish(
        mentee.membership.id,
        mentee.person.id,
        requests=_codes(mentee, "requests"),
        subjects=_text(mentee, "subjects"),
        forms=_codes(mentee, "form"),
        kinds=_codes(mentee, "kinds"),
        slots=_codes(mentee, "slots"),
        meeting_format=_code(mentee, "meeting_format"),
        grade=_grade(mentee) if pupil else None,
        pupil=pupil,
        excluded=frozenset(excluded),
        not_superior="nosuper" in wishes,
        superiors=frozenset(superiors),
        # A pupil is asked for a subject only where it is what the help is about.
        same_subject=pupil or "subject" in wishes,
        returned=returned,
        unanswered=unanswered or {},
    )


def offer_of(mentor: Filled, taken: int = 0, *, unreached: bool = False) -> Offer:
    """``taken``: how many mentees the mentor leads, or has been offered, already."""
    pupil = _is_pupil(mentor)
    return Offer(
        mentor.membership.id,
        mentor.person.id,
        competences=_codes(mentor, "competences"),
        subjects=_text(mentor, "subjects"),
        # Pupils are not asked: there is one form in which they lead.
        forms=_codes(mentor, "forms") or (frozenset({"pupil_pupil"}) if pupil else frozenset()),
        kinds=_codes(mentor, "kinds"),
        slots=_codes(mentor, "slots"),
        meeting_format=_code(mentor, "meeting_format"),
        places=max(0, (mentor.places or 0) - taken),
        pupil=pupil,
        grade=_grade(mentor) if pupil else None,
        superior=_code(mentor, "position") == "head",
        helps=_code(mentor, "mentee_wishes"),
        unreached=unreached,
    )


def _is_pupil(filled: Filled) -> bool:
    return filled.person.adult is False


def _codes(filled: Filled, field: str) -> frozenset[str]:
    """What was marked; words typed for «Другое» stay behind."""
    found: set[str] = set()
    for question in filled.questions(field):
        value = filled.answers[question.id]
        marked = value if isinstance(value, tuple) else (str(value),)
        found.update(questionnaire.code_and_words(item)[0] for item in marked)
    return frozenset(found)


def _code(filled: Filled, field: str) -> str | None:
    return next(iter(_codes(filled, field)), None)


def _text(filled: Filled, field: str) -> str | None:
    return " ".join(str(filled.answers[question.id]) for question in filled.questions(field)) or None


def _grade(filled: Filled) -> int | None:
    """As answered, otherwise as in the staff list («9Б»)."""
    written = re.match(r"\d+", _code(filled, "grade") or filled.person.school_class or "")
    return int(written[0]) if written else None
