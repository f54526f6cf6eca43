"""Rounds of reports and what was sent in them, with its history."""

import datetime
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from mentoring import report_bodies
from mentoring.ids import OrganisationId, ReportRoundId, SentReportId
from mentoring.report_bodies import Body
from mentoring.report_rounds import ReportRound
from mentoring.roles import Level, MembershipState, Role
from mentoring.sent_reports import ReportAct, ReportState, SentReport
from storage.database import Row, Transaction
from storage.people import Moved

# -- rounds ------------------------------------------------------------------------------------------------------


def _round(row: Row) -> ReportRound:
    return ReportRound(
        ReportRoundId(row["id"]),
        OrganisationId(row["organisation_id"]),
        row["kind"],
        row["year"],
        datetime.date.fromisoformat(row["due_day"]),
        row["opened_at"],
        row["closed_at"],
    )


async def open_round(
    transaction: Transaction,
    organisation: OrganisationId,
    kind: str,
    year: int,
    due: datetime.date,
    *,
    now: int,
    by: str,
) -> ReportRoundId | None:
    """None when it was opened before."""
    found = await transaction.value(
        "INSERT INTO report_rounds (organisation_id, kind, year, due_day, opened_at, actor) "
        "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (organisation_id, kind, year) DO NOTHING RETURNING id",
        organisation,
        kind,
        year,
        due.isoformat(),
        now,
        by,
    )
    return None if found is None else ReportRoundId(found)


async def one_round(transaction: Transaction, round_id: ReportRoundId) -> ReportRound | None:
    row = await transaction.row("SELECT * FROM report_rounds WHERE id = $1", round_id)
    return None if row is None else _round(row)


async def round_of(transaction: Transaction, organisation: OrganisationId, kind: str, year: int) -> ReportRound | None:
    row = await transaction.row(
        "SELECT * FROM report_rounds WHERE organisation_id = $1 AND kind = $2 AND year = $3", organisation, kind, year
    )
    return None if row is None else _round(row)


async def rounds(transaction: Transaction, organisation: OrganisationId) -> list[ReportRound]:
    """Those it collects, the newest first."""
    rows = await transaction.rows(
        "SELECT * FROM report_rounds WHERE organisation_id = $1 ORDER BY due_day DESC, id DESC", organisation
    )
    return [_round(row) for row in rows]


async def open_rounds(transaction: Transaction, since: datetime.date) -> list[ReportRound]:
    """Everywhere, whose last day is not before that one."""
    rows = await transaction.rows(
        "SELECT * FROM report_rounds WHERE closed_at IS NULL AND due_day >= $1 ORDER BY id", since.isoformat()
    )
    return [_round(row) for row in rows]


async def set_closed(transaction: Transaction, round_id: ReportRoundId, at: int | None) -> None:
    await transaction.run("UPDATE report_rounds SET closed_at = $2 WHERE id = $1", round_id, at)


async def below(transaction: Transaction, place: OrganisationId, level: Level) -> list[tuple[OrganisationId, str]]:
    """The places of that level right below one, by name."""
    rows = await transaction.rows(
        "SELECT id, name FROM organisations WHERE parent_id = $1 AND level = $2 ORDER BY name, id", place, level.value
    )
    return [(OrganisationId(row["id"]), row["name"]) for row in rows]


async def led(transaction: Transaction, place: OrganisationId, roles: Iterable[Role]) -> frozenset[OrganisationId]:
    """Those right below a place in which somebody holds one of these roles."""
    held = list(roles)
    marks = ", ".join(f"${number}" for number in range(4, 4 + len(held)))
    rows = await transaction.rows(
        "SELECT DISTINCT m.organisation_id FROM memberships m JOIN organisations o ON o.id = m.organisation_id "
        f"WHERE o.parent_id = $1 AND m.ended_at IS NULL AND m.state IN ($2, $3) AND m.role IN ({marks})",
        place,
        MembershipState.CONSENTED.value,
        MembershipState.IN_BANK.value,
        *(role.value for role in held),
    )
    return frozenset(OrganisationId(row["organisation_id"]) for row in rows)


# -- reports -----------------------------------------------------------------------------------------------------


def _report(row: Row) -> SentReport:
    return SentReport(
        SentReportId(row["id"]),
        OrganisationId(row["organisation_id"]),
        ReportState(row["state"]),
        row["note"],
        _body(row["body"]),
        row["sent_at"],
        row["decided_at"],
        row["comment"],
        row["changes"],
    )


def _body(text: str | None) -> Body | None:
    return None if text is None else report_bodies.read(json.loads(text))


def _written(body: Body | None) -> str | None:
    return None if body is None else json.dumps(report_bodies.written(body), ensure_ascii=False)


async def reports(transaction: Transaction, round_id: ReportRoundId) -> Mapping[OrganisationId, SentReport]:
    rows = await transaction.rows("SELECT * FROM sent_reports WHERE round_id = $1", round_id)
    return {found.organisation: found for found in map(_report, rows)}


async def states(transaction: Transaction, round_id: ReportRoundId) -> Mapping[OrganisationId, ReportState]:
    """Without what was sent."""
    rows = await transaction.rows("SELECT organisation_id, state FROM sent_reports WHERE round_id = $1", round_id)
    return {OrganisationId(row["organisation_id"]): ReportState(row["state"]) for row in rows}


async def of_organisation(
    transaction: Transaction, round_id: ReportRoundId, organisation: OrganisationId
) -> SentReport | None:
    row = await transaction.row(
        "SELECT * FROM sent_reports WHERE round_id = $1 AND organisation_id = $2", round_id, organisation
    )
    return None if row is None else _report(row)


async def one(transaction: Transaction, report: SentReportId) -> tuple[ReportRoundId, SentReport] | None:
    row = await transaction.row("SELECT * FROM sent_reports WHERE id = $1", report)
    return None if row is None else (ReportRoundId(row["round_id"]), _report(row))


async def begin(transaction: Transaction, round_id: ReportRoundId, organisation: OrganisationId) -> None:
    """A row for whatever comes first, the note or the sending; one that is there stays."""
    await transaction.run(
        "INSERT INTO sent_reports (round_id, organisation_id, state) VALUES ($1, $2, $3) "
        "ON CONFLICT (round_id, organisation_id) DO NOTHING",
        round_id,
        organisation,
        ReportState.NOT_SENT.value,
    )


async def set_note(transaction: Transaction, report: SentReport, note: str | None) -> None:
    """Raises Moved."""
    await _changed(transaction, "note = $3", report, note)


async def set_comment(transaction: Transaction, report: SentReport, comment: str) -> None:
    """What a coordinator is about to say. Raises Moved."""
    await _changed(transaction, "comment = $3", report, comment)


async def send(transaction: Transaction, report: SentReport, body: Body, *, now: int, by: str) -> None:
    """Raises Moved."""
    await _changed(
        transaction,
        "state = $3, body = $4, sent_at = $5, sent_by = $6, decided_at = NULL, decided_by = NULL, comment = NULL",
        report,
        ReportState.SENT.value,
        _written(body),
        now,
        by,
    )
    await _note(transaction, report.id, ReportAct.SEND, body=body, now=now, by=by)


async def call_back(transaction: Transaction, report: SentReport, *, now: int, by: str) -> None:
    """Raises Moved."""
    await _changed(transaction, "state = $3, comment = NULL", report, ReportState.NOT_SENT.value)
    await _note(transaction, report.id, ReportAct.CALL_BACK, now=now, by=by)


async def decide(
    transaction: Transaction, report: SentReport, act: ReportAct, state: ReportState, *, now: int, by: str
) -> None:
    """With the comment that was typed, where it is returned. Raises Moved."""
    comment = report.comment if act is ReportAct.RETURN else None
    await _changed(
        transaction,
        "state = $3, decided_at = $4, decided_by = $5, comment = $6",
        report,
        state.value,
        now,
        by,
        comment,
    )
    await _note(transaction, report.id, act, comment=comment, now=now, by=by)


async def _changed(transaction: Transaction, assignments: str, report: SentReport, *values: Any) -> None:
    """Raises Moved when somebody was quicker."""
    changed = await transaction.run(
        f"UPDATE sent_reports SET {assignments}, changes = changes + 1 WHERE id = $1 AND changes = $2",
        report.id,
        report.changes,
        *values,
    )
    if not changed:
        raise Moved


# -- history -----------------------------------------------------------------------------------------------------


async def _note(
    transaction: Transaction,
    report: SentReportId,
    act: ReportAct,
    *,
    now: int,
    by: str,
    body: Body | None = None,
    comment: str | None = None,
) -> None:
    await transaction.run(
        "INSERT INTO sent_report_history (report_id, event, body, comment, at, actor) VALUES ($1, $2, $3, $4, $5, $6)",
        report,
        act.value,
        _written(body),
        comment,
        now,
        by,
    )


async def history(transaction: Transaction, report: SentReportId) -> Sequence[tuple[ReportAct, int, str | None]]:
    """What happened at which moment, with the comment; the latest last."""
    rows = await transaction.rows(
        "SELECT event, at, comment FROM sent_report_history WHERE report_id = $1 ORDER BY id", report
    )
    return [(ReportAct(row["event"]), row["at"], row["comment"]) for row in rows]
