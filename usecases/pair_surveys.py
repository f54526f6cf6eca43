"""Surveys of pairs: opened by the act that gives the reason, read again whenever somebody comes to answer."""

import datetime
from typing import Any

from mentoring import consent, pair_surveys, survey_letters
from mentoring.calendar import DAY
from mentoring.ids import MembershipId
from mentoring.organisations import Organisation
from mentoring.pair_deadlines import deadline
from mentoring.pair_letters import Happened, Readers
from mentoring.pair_moves import Event
from mentoring.pair_surveys import Moment, Survey
from mentoring.pairs import Pair
from mentoring.people import Person
from mentoring.questionnaire import Questionnaire
from storage import consents, pairs, surveys
from storage import letters as outbox
from storage.database import Transaction
from storage.pairs import Kept
from storage.times import aware
from usecases import road
from usecases.looking import midnight_after
from usecases.unit import House


async def follow(transaction: Transaction, house: House, what: Happened, act: Any, readers: Readers) -> None:
    """Open what the act gives reason to ask, with its letters; after a pause the terms go on."""
    organisation = await road.organisation(transaction, what.after.organisation)
    days, rules = house.content.calendars(organisation), house.content.pair_surveys
    today = what.now.date()
    for opening in pair_surveys.openings(what.before, what.after, what.event, act, today, rules):
        person, rule = readers.people.get(opening.membership), rules[opening.moment]
        if person is None:
            continue
        closes = (
            None if rule.closes_after is None else midnight_after(days.after(today, rule.closes_after), organisation)
        )
        added = await surveys.add(transaction, what.after.id, opening, now=house.now, closes_at=closes)
        if added is not None:
            for letter in survey_letters.asked(added, person, what.now, rule.remind_after, days):
                await outbox.add(transaction, letter)
    if what.event is Event.RESUME:
        await _resume(transaction, house, what, readers)


async def _resume(transaction: Transaction, house: House, what: Happened, readers: Readers) -> None:
    pause = what.now.date() - what.before.since
    await surveys.shift(transaction, what.after.id, int(pause.total_seconds()), but=Moment.LEFT_GROUP)
    organisation = await road.organisation(transaction, what.after.organisation)
    days = house.content.calendars(organisation)
    for survey in await surveys.of_pair(transaction, what.after.id):
        person = readers.people.get(survey.membership)
        asked_by_itself = survey.moment is not Moment.LEFT_GROUP
        if person is not None and asked_by_itself and survey.is_open(what.after, house.now):
            await outbox.add(transaction, survey_letters.resumed(survey.id, person, what.now, days))


async def open_of(transaction: Transaction, house: House, pair: Pair, membership: MembershipId) -> list[Survey]:
    """What this side has still to answer, the most awaited first."""
    found = await surveys.of_pair(transaction, pair.id)
    own = (one for one in found if one.membership == membership and one.is_open(pair, house.now))
    return sorted(own, key=pair_surveys.urgency)


async def waiting(transaction: Transaction, house: House, pair: Pair, side: MembershipId | None) -> int:
    return 0 if side is None else len(await open_of(transaction, house, pair, side))


async def responses(transaction: Transaction, pair: Pair) -> tuple[int, int] | None:
    """How many surveys about the end were answered, and of how many; None before they are asked."""
    found = [one for one in await surveys.of_pair(transaction, pair.id) if one.moment is Moment.FINAL]
    return (sum(one.answered_at is not None for one in found), len(found)) if found else None


def form_of(house: House, pair: Pair, survey: Survey, form: Questionnaire) -> Questionnaire:
    """The form as this side of the pair is asked it."""
    mentor = pair.mentor.membership == survey.membership
    return pair_surveys.asked_of(house.content.pair_surveys, survey, form, mentor=mentor)


def last_day(house: House, organisation: Organisation, pair: Pair, survey: Survey) -> datetime.date | None:
    """The local day on which an answer still counts."""
    if survey.closes_at is None:
        programme = house.content.programme(organisation.id)
        return deadline(pair, programme, house.content.calendars(organisation))
    return aware(survey.closes_at).astimezone(house.local_time(organisation).tzinfo).date() - DAY


async def pair_of(transaction: Transaction, survey: Survey) -> Kept:
    kept = await pairs.one(transaction, survey.pair)
    assert kept is not None  # noqa: S101 - a foreign key leads to it
    return kept


async def may_be_asked(transaction: Transaction, house: House, person: Person, organisation: Organisation) -> bool:
    """Whether the consent to it holds."""
    adult = person.adult is not False
    given = await consents.of(transaction, person.id, organisation.id)
    current = house.content.consents[consent.own_kind(adult)].version
    return consent.next_step(adult, given, current, house.consents_since(organisation)) is consent.Step.NONE
