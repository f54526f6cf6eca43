"""Answers to surveys, given as a campaign would ask them, for tests of what is counted afterwards."""

from mentoring.campaigns import Audience, Campaign, Secrecy
from mentoring.ids import MembershipId, OrganisationId
from mentoring.questionnaire import Kind, Question, Questionnaire, Value
from mentoring.roles import Role
from storage import attempts, campaigns
from storage.database import Transaction
from usecases.unit import House

MONTH = 30 * 24 * 3600


def first_fit(question: Question) -> Value:
    if question.options:
        code = question.options[0].code
        return (code,) if question.kind is Kind.MULTI else code
    if question.kind is Kind.YES_NO:
        return True
    return "Всё идёт по плану" if question.kind is Kind.TEXT else 5


async def campaign(
    tx: Transaction, house: House, place: OrganisationId, form: Questionnaire, secrecy: Secrecy = Secrecy.CONFIDENTIAL
) -> Campaign:
    """One open campaign of this form at this place, another for each round: ``now`` tells them apart."""
    occasion = f"{form.id}:{house.now}"
    known = {one.occasion: one for one in await campaigns.of_organisation(tx, place)}
    if occasion in known:
        return known[occasion]
    audience = Audience(frozenset({Role.MENTEE, Role.MENTOR}))
    added = await campaigns.add(tx, place, form.title, secrecy, audience, now=house.now, actor="cli", occasion=occasion)
    drafted = await campaigns.one(tx, added)
    assert drafted is not None
    closes = house.now + MONTH
    await campaigns.mark_open(tx, drafted, (form.id, form.version), now=house.now, closes_at=closes)
    opened = await campaigns.one(tx, added)
    assert opened is not None
    return opened


async def answers(
    house: House, place: OrganisationId, membership: MembershipId, form_id: str, values: dict[str, Value] | None = None
) -> None:
    """Confidential answers to every question: what is given, else the first thing that fits."""
    form = house.content.forms[form_id].questionnaire

    async def unit(tx: Transaction) -> None:
        asked = await campaign(tx, house, place, form)
        await _invite(tx, asked, membership)
        invited = await campaigns.invitee(tx, asked.id, membership)
        assert invited is not None
        attempt = await attempts.start(tx, membership, (form.id, form.version), house.now, of_survey=True)
        for question in form.questions:
            value = (values or {}).get(question.id, first_fit(question))
            await attempts.save(tx, attempt, question.id, value, house.now)
        await campaigns.begin(tx, invited, attempt)
        kept = await attempts.one(tx, attempt)
        assert kept is not None
        await attempts.finish(tx, kept, {question.id for question in form.questions}, house.now)
        await campaigns.answer(tx, invited, house.now)

    await house.database.write(unit)


async def sheets(
    house: House, place: OrganisationId, form_id: str, given: list[dict[str, Value]], *, closed: bool = True
) -> None:
    """Anonymous answers to one campaign; whoever gave them is nowhere."""
    form = house.content.forms[form_id].questionnaire

    async def unit(tx: Transaction) -> None:
        asked = await campaign(tx, house, place, form, Secrecy.ANONYMOUS)
        for number, values in enumerate(given):
            filled = {q.id: values.get(q.id, first_fit(q)) for q in form.questions}
            await campaigns.keep_sheet(tx, asked.id, f"{number:08x}", filled, pupils=False)
        if closed:
            await campaigns.mark_closed(tx, asked, now=house.now)

    await house.database.write(unit)


async def _invite(tx: Transaction, asked: Campaign, membership: MembershipId) -> None:
    await tx.run(
        "INSERT INTO campaign_invitees (campaign_id, membership_id) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        asked.id,
        membership,
    )
