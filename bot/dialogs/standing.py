"""Where a person stands → the screen for it."""

from collections.abc import Callable
from typing import Any

from bot.dialogs import about, campaign_answers, joining, menu, questionnaire, surveys
from bot.screens import Screen
from mentoring.standing import (
    AgeAsked,
    AtHome,
    CampaignAnswered,
    CampaignOffered,
    CampaignOver,
    ConsentAsked,
    DetailsMissing,
    FormOffered,
    JoinedBank,
    MinorsRefused,
    NameAsked,
    NameShown,
    PaperAwaited,
    QuestionAsked,
    ReviewShown,
    Standing,
    Stranger,
    SurveyAnswered,
    SurveyOffered,
    WillRespected,
)


def standing(at: Standing) -> Screen:
    """One lookup by the kind of place."""
    return _SCREENS[type(at)](at)


_SCREENS: dict[type[Any], Callable[[Any], Screen]] = {
    Stranger: lambda _: about.about(),
    AgeAsked: joining.age_asked,
    MinorsRefused: joining.minors_refused,
    DetailsMissing: joining.details_missing,
    PaperAwaited: joining.paper_awaited,
    ConsentAsked: joining.consent_asked,
    NameAsked: joining.name_asked,
    NameShown: joining.name_shown,
    FormOffered: joining.form_offered,
    QuestionAsked: questionnaire.question_asked,
    ReviewShown: questionnaire.review,
    AtHome: menu.menu,
    JoinedBank: joining.joined_bank,
    WillRespected: lambda _: joining.will_respected(),
    SurveyOffered: surveys.offered,
    SurveyAnswered: surveys.answered,
    CampaignOffered: campaign_answers.offered,
    CampaignOver: campaign_answers.over,
    CampaignAnswered: campaign_answers.answered,
}
