"""Drafts of orders, orders that were entered after the first one, corrected forms of names."""

import datetime
from collections.abc import Mapping

from mentoring.ids import OrderDraftId, OrganisationId, PairId, PersonId
from mentoring.name_forms import Case
from mentoring.orders import OrderKind
from mentoring.pairs import Order
from storage.database import Transaction

Covered = Mapping[PairId, int]
"""By pair: how many lines of its history an order knows of."""


async def keep_draft(
    transaction: Transaction, organisation: OrganisationId, kind: OrderKind, covered: Covered, now: int
) -> OrderDraftId:
    """The newest draft if it names the same pairs as they stand now, else a new one."""
    newest = await transaction.value(
        "SELECT max(id) FROM order_drafts WHERE organisation_id = $1 AND kind = $2", organisation, kind.value
    )
    if newest is not None and await covered_by(transaction, OrderDraftId(newest)) == covered:
        return OrderDraftId(newest)
    draft = OrderDraftId(
        await transaction.value(
            "INSERT INTO order_drafts (organisation_id, kind, created_at) VALUES ($1, $2, $3) RETURNING id",
            organisation,
            kind.value,
            now,
        )
    )
    for pair, steps in covered.items():
        await transaction.run(
            "INSERT INTO order_draft_pairs (draft_id, pair_id, steps) VALUES ($1, $2, $3)", draft, pair, steps
        )
    return draft


async def draft_of(transaction: Transaction, draft: OrderDraftId) -> tuple[OrganisationId, OrderKind] | None:
    row = await transaction.row("SELECT organisation_id, kind FROM order_drafts WHERE id = $1", draft)
    return None if row is None else (OrganisationId(row["organisation_id"]), OrderKind(row["kind"]))


async def covered_by(transaction: Transaction, draft: OrderDraftId) -> dict[PairId, int]:
    rows = await transaction.rows("SELECT pair_id, steps FROM order_draft_pairs WHERE draft_id = $1", draft)
    return {PairId(row["pair_id"]): row["steps"] for row in rows}


async def enter(transaction: Transaction, pair: PairId, kind: OrderKind, steps: int, order: Order, now: int) -> bool:
    """False when somebody else has entered it already."""
    return bool(
        await transaction.run(
            "INSERT INTO later_orders (pair_id, kind, steps, number, date, entered_at) VALUES ($1, $2, $3, $4, $5, $6) "
            "ON CONFLICT DO NOTHING",
            pair,
            kind.value,
            steps,
            order.number,
            order.date.isoformat(),
            now,
        )
    )


async def entered(transaction: Transaction, organisation: OrganisationId) -> dict[tuple[PairId, OrderKind], int]:
    """By pair and kind: how many lines of the history the last such order knows of."""
    rows = await transaction.rows(
        "SELECT o.pair_id, o.kind, max(o.steps) AS steps FROM later_orders o JOIN pairs p ON p.id = o.pair_id "
        "WHERE p.organisation_id = $1 GROUP BY o.pair_id, o.kind",
        organisation,
    )
    return {(PairId(row["pair_id"]), OrderKind(row["kind"])): row["steps"] for row in rows}


async def later(transaction: Transaction, pair: PairId) -> list[tuple[OrderKind, Order]]:
    """Orders on changes and on completion, as they were entered."""
    rows = await transaction.rows("SELECT * FROM later_orders WHERE pair_id = $1 ORDER BY entered_at, kind", pair)
    return [(OrderKind(row["kind"]), Order(row["number"], datetime.date.fromisoformat(row["date"]))) for row in rows]


async def former_mentors(transaction: Transaction, pair: PairId) -> list[int]:
    """Memberships of those who were its mentor before."""
    rows = await transaction.rows(
        "SELECT membership_id FROM pair_sides WHERE pair_id = $1 AND mentor = 1 AND gone = 1 ORDER BY membership_id",
        pair,
    )
    return [row["membership_id"] for row in rows]


# -- forms of names ----------------------------------------------------------------------------------------------------


async def corrections(transaction: Transaction, person: PersonId) -> dict[tuple[PersonId, Case], str]:
    rows = await transaction.rows("SELECT name_case, form FROM name_overrides WHERE person_id = $1", person)
    return {(person, Case(row["name_case"])): row["form"] for row in rows}


async def correct(transaction: Transaction, person: PersonId, case: Case, form: str) -> None:
    await transaction.run(
        "INSERT INTO name_overrides (person_id, name_case, form) VALUES ($1, $2, $3) "
        "ON CONFLICT (person_id, name_case) DO UPDATE SET form = $3",
        person,
        case.value,
        form,
    )
