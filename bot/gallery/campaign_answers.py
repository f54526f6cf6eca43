"""Surveys sent to many, for whoever answers them."""

import datetime
from dataclasses import replace

from bot.dialogs import campaign_answers as dialog
from bot.dialogs import letters, menu, questionnaire
from bot.gallery import Example
from bot.gallery.joining import SCHOOL
from bot.gallery.menu import home
from bot.gallery.questionnaire import ATTEMPT, answers_to
from config import questionnaires
from config import self_check as rules_of_self_check
from mentoring import self_check
from mentoring.campaign_results import readers_at
from mentoring.campaigns import Audience, Campaign, CampaignState, Secrecy
from mentoring.ids import CampaignId, OrganisationId
from mentoring.notices import UnnamedDanger
from mentoring.roles import Level, Role
from mentoring.standing import CampaignAnswered, CampaignOffered, CampaignOver, ReviewShown

_FORM = questionnaires.load()["satisfaction_mentee"].value()
_UNTIL = datetime.date(2027, 5, 28)

CAMPAIGN = Campaign(
    CampaignId(8),
    SCHOOL.id,
    "satisfaction_mentee:2026",
    "Опрос об участии: наставляемый",
    ("satisfaction_mentee", 1),
    Secrecy.CONFIDENTIAL,
    Audience(frozenset({Role.MENTEE})),
    CampaignState.OPEN,
    1_800_000_000,
    1_800_000_000,
    1_801_000_000,
    None,
    1,
)
ANONYMOUS = replace(CAMPAIGN, title="Как живётся в нашей школе", occasion=None, secrecy=Secrecy.ANONYMOUS)


def _offered(campaign: Campaign, level: Level, *, pupil: bool, begun: bool = False) -> CampaignOffered:
    readers = readers_at(level)
    return CampaignOffered(
        campaign, SCHOOL, len(_FORM.questions), _UNTIL, readers, Role.COORDINATOR in readers, begun, pupil
    )


def _examples_of(campaign: Campaign, word: str) -> list[Example]:
    return [
        Example(
            f"{word}: {'школа' if level is Level.ORGANISATION else 'муниципалитет'}, {who}",
            dialog.offered(_offered(campaign, level, pupil=pupil)),
            dialog.offered,
        )
        for level in (Level.ORGANISATION, Level.MUNICIPALITY)
        for pupil, who in ((False, "взрослый"), (True, "ученик"))
    ]


_waiting = ((CAMPAIGN.id, CAMPAIGN.title), (CampaignId(9), ANONYMOUS.title))
_review = ReviewShown(ATTEMPT, _FORM, answers_to(_FORM), pupil=False, echo=True, anonymous=True)

_RULES = rules_of_self_check.load({name: one.value() for name, one in questionnaires.load().items()})
_CHECK_FORM = questionnaires.load()["curator_selfcheck"].value()
_POINTS = ("2", "2", "1", "2", "1", "0", "0", "2", "1")
_ANSWERS = {question.id: points for question, points in zip(_CHECK_FORM.questions, _POINTS, strict=True)}
CHECKED = self_check.checked(_CHECK_FORM, _ANSWERS, _RULES)
STRONG = self_check.checked(_CHECK_FORM, dict.fromkeys(_ANSWERS, "2"), _RULES)
SELF_CHECK = replace(
    CAMPAIGN,
    title=_CHECK_FORM.title,
    occasion="curator_selfcheck:2026",
    form=("curator_selfcheck", 1),
    audience=Audience(frozenset({Role.CURATOR})),
)

EXAMPLES: list[Example] = [
    *_examples_of(CAMPAIGN, "Опрос без имён в отчёте"),
    *_examples_of(ANONYMOUS, "Анонимный опрос"),
    Example(
        "Опрос начат раньше",
        dialog.offered(_offered(CAMPAIGN, Level.ORGANISATION, pupil=False, begun=True)),
        dialog.offered,
    ),
    Example("Меню: ждут два опроса", menu.menu(replace(home(Role.MENTEE), surveys=_waiting)), menu.menu),
    Example("Анонимный опрос: проверка", questionnaire.review(_review), questionnaire.review),
    Example(
        "Анонимный опрос: проверка, ученик",
        questionnaire.review(replace(_review, pupil=True)),
        questionnaire.review,
    ),
    Example("Опрос закрыт", dialog.over(CampaignOver(CAMPAIGN.title, answered=False, pupil=False)), dialog.over),
    Example("Ответ уже есть", dialog.over(CampaignOver(CAMPAIGN.title, answered=True, pupil=True)), dialog.over),
    Example("Анонимные ответы: «Отправить» второй раз", dialog.sent_before(), dialog.sent_before),
    Example("Спасибо", dialog.answered(CampaignAnswered(anonymous=False, pupil=False)), dialog.answered),
    Example(
        "Самопроверка: кто увидит ответы",
        dialog.offered(
            replace(_offered(SELF_CHECK, Level.ORGANISATION, pupil=False), questions=len(_CHECK_FORM.questions))
        ),
        dialog.offered,
    ),
    Example(
        "Самопроверка: балл",
        dialog.answered(CampaignAnswered(anonymous=False, pupil=False, check=CHECKED)),
        dialog.answered,
    ),
    Example(
        "Самопроверка: всё в полной мере",
        dialog.answered(CampaignAnswered(anonymous=False, pupil=False, check=STRONG)),
        dialog.answered,
    ),
    Example(
        "Самопроверка: ответы уже есть",
        dialog.over(CampaignOver(SELF_CHECK.title, answered=True, pupil=False, check=CHECKED)),
        dialog.over,
    ),
    Example("Спасибо, анонимно", dialog.answered(CampaignAnswered(anonymous=True, pupil=False)), dialog.answered),
    Example(
        "Спасибо ученику, которому плохо",
        dialog.answered(CampaignAnswered(anonymous=True, pupil=True, lonely=True)),
        dialog.answered,
    ),
    Example(
        "Письмо: психологу — тревожные слова в анонимном опросе",
        letters.letter([UnnamedDanger(OrganisationId(3), SCHOOL.name, ANONYMOUS.title)]),
        letters.letter,
    ),
]
