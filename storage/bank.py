"""The banks: finished questionnaires of those whose consent holds, and the searches in them."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mentoring.consent import ConsentKind
from mentoring.ids import AccountId, AttemptId, MembershipId, OrganisationId, SearchId
from mentoring.people import Membership, Person
from mentoring.questionnaire import Value
from mentoring.reminding import Stopped
from mentoring.roles import MembershipState, Role
from mentoring.wishes import Topic, Wishes
from storage.attempts import unpacked
from storage.database import Row, Transaction
from storage.people import as_membership, as_name, as_person
from storage.times import aware

KEPT_FOR = 7 * 24 * 3600
"""A search is forgotten after a week, in seconds: the words may be a surname."""

# A pupil whose parent's paper was taken back, or a person whose consent ended, is not shown to anybody. $6 is the
# moment since which consents hold (`House.consents_since`): what was given in an earlier school year is over.
_STANDING = (
    "FROM memberships m JOIN people p ON p.id = m.person_id "
    "WHERE m.organisation_id = $1 AND m.ended_at IS NULL AND m.state = $2 "
    "AND EXISTS (SELECT 1 FROM consents c WHERE c.person_id = p.id AND c.organisation_id = m.organisation_id "
    "AND c.withdrawn_at IS NULL AND c.given_at >= $6 AND c.kind IN ($3, $4)) "
    "AND (coalesce(p.adult, 1) = 1 OR EXISTS (SELECT 1 FROM consents c WHERE c.person_id = p.id "
    "AND c.organisation_id = m.organisation_id AND c.withdrawn_at IS NULL AND c.given_at >= $6 AND c.kind = $5)) "
)
_STANDING_VALUES = (
    MembershipState.IN_BANK.value,
    ConsentKind.ADULT.value,
    ConsentKind.PUPIL.value,
    ConsentKind.PARENT.value,
)


@dataclass(frozen=True, slots=True)
class Standing:
    """A place in the bank and the finished attempt behind it; ``finished_at`` in seconds, UTC."""

    membership: Membership
    person: Person
    attempt: AttemptId
    form: tuple[str, int]
    finished_at: int


def _as_standing(row: Row) -> Standing:
    person = as_person(row)
    return Standing(
        Membership(
            MembershipId(row["membership_id"]),
            person.id,
            OrganisationId(row["organisation_id"]),
            Role(row["role"]),
            MembershipState(row["state"]),
            row["code"],
        ),
        person,
        AttemptId(row["attempt_id"]),
        (row["questionnaire_id"], row["version"]),
        row["finished_at"],
    )


async def standing(
    transaction: Transaction,
    organisation: OrganisationId,
    role: Role,
    forms: Sequence[str],
    since: int,
    only: Sequence[MembershipId] | None = None,
) -> list[Standing]:
    """Everybody in one bank, or ``only`` these of them, the longest waiting first.

    ``forms`` are those that lead into the bank. Consents given before ``since`` are over.
    """
    narrowed = "" if only is None else f"AND m.id IN ({_marks(8 + len(forms), only)}) "
    rows = await transaction.rows(
        f"{_select_standing(forms)}AND m.role = $7 {narrowed}ORDER BY t.finished_at, m.id",
        organisation,
        *_STANDING_VALUES,
        since,
        role.value,
        *forms,
        *(only or ()),
    )
    return [_as_standing(row) for row in rows]


async def standing_after(
    transaction: Transaction,
    organisation: OrganisationId,
    role: Role,
    forms: Sequence[str],
    since: int,
    after: MembershipId,
    most: int,
) -> list[Standing]:
    """The next of them in the order in which they came in; see :func:`standing`."""
    last = 8 + len(forms)
    rows = await transaction.rows(
        f"{_select_standing(forms)}AND m.role = $7 AND m.id > ${last} ORDER BY m.id LIMIT ${last + 1}",
        organisation,
        *_STANDING_VALUES,
        since,
        role.value,
        *forms,
        after,
        most,
    )
    return [_as_standing(row) for row in rows]


def _select_standing(forms: Sequence[str]) -> str:
    """$1 to $7 as in :data:`_STANDING`, then the forms."""
    return (
        "SELECT m.id AS membership_id, m.organisation_id, m.role, m.state, m.code, "
        "p.id, p.surname, p.name, p.patronymic, p.gender, p.adult, p.position, p.school_class, p.name_confirmed, "
        "t.id AS attempt_id, t.questionnaire_id, t.version, t.finished_at "
        + _STANDING.replace(
            "WHERE",
            "JOIN attempts t ON t.id = (SELECT max(a.id) FROM attempts a WHERE a.membership_id = m.id "
            f"AND a.finished_at IS NOT NULL AND a.questionnaire_id IN ({_marks(8, forms)})) WHERE",
            1,
        )
    )


async def counts(transaction: Transaction, organisation: OrganisationId, since: int) -> dict[Role, int]:
    rows = await transaction.rows(
        f"SELECT m.role, count(*) AS people {_STANDING}GROUP BY m.role", organisation, *_STANDING_VALUES, since
    )
    return {Role(row["role"]): row["people"] for row in rows}


async def stopped(transaction: Transaction, organisation: OrganisationId, since: int) -> list[Stopped]:
    """Everybody on the way into a bank with a questionnaire begun and not sent, the longest untouched first.

    Consents given before ``since`` are over; answers to surveys of pairs are another matter.
    """
    rows = await transaction.rows(
        "SELECT m.id, m.person_id, m.organisation_id, m.role, m.state, m.code, p.surname, p.name, p.patronymic, "
        "t.id AS attempt_id, t.questionnaire_id, t.version, "
        "coalesce((SELECT max(s.at) FROM answers s WHERE s.attempt_id = t.id), t.started_at) AS touched_at, "
        "EXISTS (SELECT 1 FROM accounts a WHERE a.person_id = p.id AND a.unreachable_since IS NULL) AS reached, "
        "EXISTS (SELECT 1 FROM muted_topics u WHERE u.person_id = p.id AND u.topic = $7) AS muted, "
        "(SELECT w.quiet_until FROM wishes w WHERE w.person_id = p.id) AS quiet_until "
        + _STANDING.replace(
            "WHERE",
            "JOIN attempts t ON t.id = (SELECT max(a.id) FROM attempts a WHERE a.membership_id = m.id "
            "AND a.of_survey = 0) WHERE",
            1,
        )
        + "AND t.finished_at IS NULL ORDER BY touched_at, m.id",
        organisation,
        MembershipState.CONSENTED.value,
        *_STANDING_VALUES[1:],
        since,
        Topic.QUESTIONNAIRE.value,
    )
    return [_as_stopped(row) for row in rows]


def _as_stopped(row: Row) -> Stopped:
    quiet = row["quiet_until"]
    return Stopped(
        as_membership(row),
        as_name(row),
        AttemptId(row["attempt_id"]),
        (row["questionnaire_id"], row["version"]),
        aware(row["touched_at"]),
        bool(row["reached"]),
        Wishes(
            quiet_until=datetime.date.fromisoformat(quiet) if quiet else None,
            muted=frozenset({Topic.QUESTIONNAIRE}) if row["muted"] else frozenset(),
        ),
    )


async def unpaired(transaction: Transaction, organisation: OrganisationId, forms: Sequence[str], since: int) -> int:
    """How many mentees of the bank are in no open pair and have not said that they need none; see :func:`standing`."""
    return int(
        await transaction.value(
            f"SELECT count(*) {_STANDING}AND m.role = $7 "
            "AND EXISTS (SELECT 1 FROM attempts a WHERE a.membership_id = m.id AND a.finished_at IS NOT NULL "
            f"AND a.questionnaire_id IN ({_marks(8, forms)})) "
            "AND NOT EXISTS (SELECT 1 FROM pair_sides s JOIN pairs p ON p.id = s.pair_id "
            "WHERE s.membership_id = m.id AND s.mentor = 0 AND p.organisation_id = $1 "
            "AND (s.occupied = 1 OR s.another = 0))",
            organisation,
            *_STANDING_VALUES,
            since,
            Role.MENTEE.value,
            *forms,
        )
    )


async def answers(
    transaction: Transaction,
    organisation: OrganisationId,
    role: Role,
    questions: Iterable[str],
    only: Sequence[MembershipId] | None = None,
) -> Mapping[AttemptId, dict[str, Value]]:
    """The answers to these questions in all finished attempts of one bank, or of ``only`` these people."""
    wanted = sorted(questions)
    if not wanted:
        return {}
    narrowed = "" if only is None else f" AND m.id IN ({_marks(3 + len(wanted), only)})"
    rows = await transaction.rows(
        "SELECT s.attempt_id, s.question_id, s.value FROM answers s JOIN attempts t ON t.id = s.attempt_id "
        "JOIN memberships m ON m.id = t.membership_id WHERE m.organisation_id = $1 AND m.role = $2 "
        f"AND t.finished_at IS NOT NULL AND s.value IS NOT NULL AND s.question_id IN ({_marks(3, wanted)})" + narrowed,
        organisation,
        role.value,
        *wanted,
        *(only or ()),
    )
    found: dict[AttemptId, dict[str, Value]] = {}
    for row in rows:
        found.setdefault(AttemptId(row["attempt_id"]), {})[row["question_id"]] = unpacked(row["value"])
    return found


def _marks(first: int, values: Sequence[object]) -> str:
    return ", ".join(f"${number}" for number in range(first, first + len(values)))


async def keep_search(transaction: Transaction, account: AccountId, words: str, now: int) -> SearchId:
    await transaction.run("DELETE FROM searches WHERE account_id = $1 AND at < $2", account, now - KEPT_FOR)
    return SearchId(
        await transaction.value(
            "INSERT INTO searches (account_id, words, at) VALUES ($1, $2, $3) RETURNING id", account, words, now
        )
    )


async def forget_searches(transaction: Transaction, now: int) -> None:
    """Also those of people who never search again."""
    await transaction.run("DELETE FROM searches WHERE at < $1", now - KEPT_FOR)


async def search(transaction: Transaction, account: AccountId, search_id: SearchId) -> str | None:
    """The words of one's own search; None when it is another's or forgotten."""
    found = await transaction.value("SELECT words FROM searches WHERE id = $1 AND account_id = $2", search_id, account)
    return None if found is None else str(found)
