"""What is behind an attempt that leads into no bank: a survey about a pair, or one that was sent to many."""

from collections.abc import Mapping

from mentoring.people import Caller
from mentoring.questionnaire import Questionnaire, Value
from mentoring.standing import CampaignAnswered, SurveyAnswered
from storage.attempts import Attempt
from storage.database import Transaction
from usecases import campaign_answering, surveying
from usecases.campaign_answering import AskedInCampaign
from usecases.surveying import AskedAboutPair
from usecases.unit import House

Asked = AskedAboutPair | AskedInCampaign
"""A survey that still counts; ``form`` is what its person is asked."""


async def asked_in(transaction: Transaction, house: House, attempt: Attempt, form: Questionnaire) -> Asked | None:
    """None for a form of the bank. Raises StaleButton when the survey is over."""
    about_pair = await surveying.asked_in(transaction, house, attempt, form)
    return about_pair or await campaign_answering.asked_in(transaction, house, attempt, form)


async def finish(
    transaction: Transaction, house: House, caller: Caller, asked: Asked, attempt: Attempt, kept: Mapping[str, Value]
) -> SurveyAnswered | CampaignAnswered:
    """The answers are sent. Raises Moved, StaleButton."""
    if isinstance(asked, AskedInCampaign):
        return await campaign_answering.finish(transaction, house, caller, asked, attempt, kept)
    answered = await surveying.finish(transaction, house, caller, asked, attempt, set(kept))
    await campaign_answering.let_off(transaction, house, asked.survey.membership, asked.survey.form)
    return answered
