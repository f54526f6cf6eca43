"""Letters about reports, read again before they go: sent already, called back, decided otherwise, of another role?"""

from collections.abc import Awaitable, Callable

from mentoring.ids import OrganisationId, ReportRoundId, SentReportId
from mentoring.letters import LetterKind
from mentoring.notices import ReportAsked, ReportDecided, ReportsSent
from mentoring.organisations import Organisation
from mentoring.report_letters import collectors, senders
from mentoring.report_rounds import ReportRound, RoundKind
from mentoring.roles import Role
from mentoring.sent_reports import WAITED_FOR, ReportState
from storage import people
from storage import sent_reports as kept
from storage.database import Transaction
from storage.letters import Claimed
from usecases import road
from usecases.holding import Held, NotTrueAnyMore
from usecases.sent_reports import asks
from usecases.unit import House


async def _open(transaction: Transaction, house: House, found: ReportRoundId) -> tuple[ReportRound, RoundKind]:
    round_ = await kept.one_round(transaction, found)
    kind = None if round_ is None else house.content.report_rounds.get(round_.kind)
    if round_ is None or kind is None or not round_.open:
        raise NotTrueAnyMore("round_is_over")
    return round_, kind


async def _demand_reader(
    transaction: Transaction, letter: Claimed, place: Organisation, roles: tuple[Role, ...]
) -> None:
    if not roles or letter.person not in await people.holders(transaction, place.id, roles):
        raise NotTrueAnyMore("reader_left_the_role")


async def _waited_for(transaction: Transaction, house: House, letter: Claimed) -> Held:
    round_, kind = await _open(transaction, house, ReportRoundId(letter.facts["round"]))
    place = await road.organisation(transaction, OrganisationId(letter.facts["organisation"]))
    await _demand_reader(transaction, letter, place, senders(place.level))
    if not asks(house, round_, place):
        raise NotTrueAnyMore("asked_of_others")
    report = await kept.of_organisation(transaction, round_.id, place.id)
    state = ReportState.NOT_SENT if report is None else report.state
    if state not in WAITED_FOR:
        raise NotTrueAnyMore("sent_already")
    today = house.local_time(place).date()
    returned = state is ReportState.RETURNED
    notice = ReportAsked(
        letter.kind, round_.id, place.id, place.name, kind.name, round_.year, round_.due, today, returned
    )
    return Held(notice, place)


async def _sent(transaction: Transaction, house: House, letter: Claimed) -> Held:
    round_, kind = await _open(transaction, house, ReportRoundId(letter.facts["round"]))
    above = await road.organisation(transaction, round_.organisation)
    await _demand_reader(transaction, letter, above, collectors(above.level))
    places = [place for place, _ in await kept.below(transaction, above.id, kind.sender)]
    states = await kept.states(transaction, round_.id)
    each = [states.get(place, ReportState.NOT_SENT) for place in places]
    waiting, accepted = each.count(ReportState.SENT), each.count(ReportState.ACCEPTED)
    if not waiting:
        raise NotTrueAnyMore("nothing_waits")
    notice = ReportsSent(round_.id, above.name, kind.name, round_.year, waiting, waiting + accepted, len(places))
    return Held(notice, above)


async def _decided(transaction: Transaction, house: House, letter: Claimed) -> Held:
    found = await kept.one(transaction, SentReportId(letter.facts["report"]))
    round_ = None if found is None else await kept.one_round(transaction, found[0])
    kind = None if round_ is None else house.content.report_rounds.get(round_.kind)
    if found is None or round_ is None or kind is None:
        raise NotTrueAnyMore("round_is_over")
    report = found[1]
    place = await road.organisation(transaction, report.organisation)
    await _demand_reader(transaction, letter, place, senders(place.level))
    if report.state is not TELLS[letter.kind]:
        raise NotTrueAnyMore("decided_otherwise")
    comment = report.comment if report.state is ReportState.RETURNED else None
    notice = ReportDecided(letter.kind, round_.id, place.id, place.name, kind.name, round_.year, comment)
    return Held(notice, place)


TELLS = {
    LetterKind.REPORT_ACCEPTED: ReportState.ACCEPTED,
    LetterKind.REPORT_RETURNED: ReportState.RETURNED,
}

HOLDS: dict[LetterKind, Callable[[Transaction, House, Claimed], Awaitable[Held]]] = {
    LetterKind.REPORT_ASKED: _waited_for,
    LetterKind.REPORT_WAITS: _waited_for,
    LetterKind.REPORT_URGED: _waited_for,
    LetterKind.REPORT_SENT: _sent,
    LetterKind.REPORT_ACCEPTED: _decided,
    LetterKind.REPORT_RETURNED: _decided,
}
