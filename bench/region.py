"""An invented region: so many pairs in the middle of their work, thirty in a school, written straight into tables."""

import datetime
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from bench import school
from mentoring import letters
from mentoring.consent import ConsentKind
from mentoring.ids import OrganisationId, PersonId
from mentoring.letters import CLASS_OF, Letter, LetterKind
from mentoring.meetings import MeetingState
from mentoring.pairs import PairState
from mentoring.roles import Level, MembershipState, Role
from storage import organisations
from usecases.unit import House

IN_A_SCHOOL = 30
HISTORY, SENT, AHEAD = 4, 10, 3
"""Lines of each pair's history, letters each pair has had, and letters that wait for their day."""

DAY = 24 * 3600
ANSWERS = {
    Role.MENTOR: {"mr01": '"teacher"', "mr02": '"Физика, 7–9 классы"', "mr05": '["lesson", "parents"]', "mr11": "2"},
    Role.MENTEE: {"mt01": '"teacher"', "mt02": '"Физика, 7–9 классы"', "mt05": '["lesson", "manage"]', "mt09": '"any"'},
}
FORMS = {Role.MENTOR: "mentor_teacher", Role.MENTEE: "mentee_teacher"}

Rows = Sequence[Sequence[object]]


async def founded(house: House, folder: Path, pairs: int, in_a_school: int = IN_A_SCHOOL) -> None:
    """Schools with their curators and pairs, in a database that has been migrated and holds nothing else."""
    now = house.now
    level, zone = Level.ORGANISATION, "Europe/Moscow"
    schools = [
        await house.database.write(lambda tx: organisations.add(tx, "Школа", level, None, zone, now))
        for _ in range(-(-pairs // in_a_school))
    ]
    forms = {role: (FORMS[role], house.content.forms[FORMS[role]].questionnaire.version) for role in FORMS}
    with closing(sqlite3.connect(school.settings_in(folder).database_path)) as connection, connection:
        connection.execute("UPDATE organisations SET privacy = 'names', minors = 0, state_owned = 0")
        for sql, rows in _written(schools, pairs, in_a_school, forms, now):
            connection.executemany(sql, rows)


def _written(
    schools: Sequence[OrganisationId], pairs: int, in_a_school: int, forms: dict[Role, tuple[str, int]], now: int
) -> Iterator[tuple[str, Rows]]:
    """Pair n has the mentor 2n - 1 and the mentee 2n; ids of persons, memberships and attempts are alike."""
    by_turns = (Role.MENTEE, Role.MENTOR)
    sides = [(n, by_turns[n % 2], schools[(n - 1) // 2 // in_a_school]) for n in _to(2 * pairs)]
    curators = [(2 * pairs + n, Role.CURATOR, place) for n, place in enumerate(schools, 1)]
    everybody = [*sides, *curators]
    yield (
        "INSERT INTO people (id, surname, name, patronymic, gender, adult, name_confirmed, created_at) "
        "VALUES (?, 'Смирнова', 'Ольга', 'Павловна', 'female', 1, 1, ?)",
        [(n, now) for n, _, _ in everybody],
    )
    yield (
        "INSERT INTO accounts (messenger, external_id, person_id, created_at) VALUES ('telegram', ?, ?, ?)",
        [(school.FIRST_PERSON + n, n, now) for n, _, _ in everybody],
    )
    yield (
        "INSERT INTO memberships (id, person_id, organisation_id, role, state, code, since) "
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(n, n, place, role.value, MembershipState.IN_BANK.value, f"{place}-{n}", now) for n, role, place in everybody],
    )
    yield (
        "INSERT INTO consents (person_id, organisation_id, kind, version, sha256, locale, given_at, zone, channel) "
        "VALUES (?, ?, ?, 1, '', 'ru', ?, 'Europe/Moscow', 'telegram')",
        [(n, place, ConsentKind.ADULT.value, now) for n, _, place in everybody],
    )
    yield (
        "INSERT INTO attempts (id, membership_id, questionnaire_id, version, started_at, finished_at) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        [(n, n, *forms[role], now, now) for n, role, _ in sides],
    )
    yield (
        "INSERT INTO answers (attempt_id, question_id, value, at) VALUES (?, ?, ?, ?)",
        [(n, question, value, now) for n, role, _ in sides for question, value in ANSWERS[role].items()],
    )
    yield from _pairs(schools, pairs, in_a_school, now)
    yield from _letters(pairs, now)


def _pairs(schools: Sequence[OrganisationId], pairs: int, in_a_school: int, now: int) -> Iterator[tuple[str, Rows]]:
    yield (
        "INSERT INTO pairs (id, organisation_id, kind, state, since, since_day, waits_since, number, order_number, "
        "order_date, held, events, period_end, act_at, created_at) "
        "VALUES (?, ?, 'traditional', ?, ?, '2026-09-01', '2026-09-01', ?, '12', '2026-09-01', 0, 4, '2027-05-14', "
        "?, ?)",
        [
            (n, schools[(n - 1) // in_a_school], PairState.WORKING.value, now, n, now + 200 * DAY + n, now)
            for n in _to(pairs)
        ],
    )
    yield (
        "INSERT INTO pair_sides (pair_id, membership_id, mentor, accepted, agreed) VALUES (?, ?, ?, 1, 1)",
        [((n + 1) // 2, n, n % 2) for n in _to(2 * pairs)],
    )
    yield (
        "INSERT INTO pair_history (pair_id, at, event, to_state, actor) VALUES (?, ?, 'hold', 'working', 'clock')",
        [(n, now) for n in _to(pairs) for _ in range(HISTORY)],
    )
    yield (
        "INSERT INTO meetings (pair_id, kind, state, offered_by, place, at, act_at, created_at) "
        "VALUES (?, 'event', ?, ?, 'school', ?, ?, ?)",
        [(n, MeetingState.AGREED.value, 2 * n, now + 7 * DAY + n, now + 9 * DAY + n, now) for n in _to(pairs)],
    )


def _letters(pairs: int, now: int) -> Iterator[tuple[str, Rows]]:
    sql = (
        "INSERT INTO letters (person_id, kind, class, facts, dedupe_key, due_at, try_at, fate, sent_at) "
        "VALUES (?, ?, ?, '{}', ?, ?, ?, ?, ?)"
    )
    kind = LetterKind.PAIR_WAITS
    yield (
        sql,
        [
            (2 * n, kind.value, CLASS_OF[kind].value, f"{n}:{k}", now - k * DAY, now - k * DAY, "sent", now - k * DAY)
            for n in _to(pairs)
            for k in _to(SENT)
        ],
    )
    yield (
        sql,
        [
            (2 * n, kind.value, CLASS_OF[kind].value, f"{n}:-{k}", now + k * DAY, now + k * DAY, "queued", None)
            for n in _to(pairs)
            for k in _to(AHEAD)
        ],
    )


def _to(number: int) -> range:
    return range(1, number + 1)


def let_lapse(folder: Path, pairs: range, now: int) -> None:
    """Offers to these pairs whose term is over."""
    with closing(sqlite3.connect(school.settings_in(folder).database_path)) as connection, connection:
        connection.execute(
            "UPDATE pairs SET state = ?, act_at = ?, number = NULL, events = NULL, period_end = NULL "
            "WHERE id BETWEEN ? AND ?",
            (PairState.AWAITING_ACCEPTANCE.value, now - DAY, pairs[0], pairs[-1]),
        )


def assigned(pair: int, local: datetime.datetime, turn: int) -> list[Letter]:
    """News of a pair to its two sides, due now; each ``turn`` brings them anew."""
    return [
        letters.news(
            PersonId(side),
            LetterKind.PAIR_ASSIGNED,
            f"{pair}:{turn}",
            local,
            pair=pair,
            side=side,
        )
        for side in (2 * pair - 1, 2 * pair)
    ]
