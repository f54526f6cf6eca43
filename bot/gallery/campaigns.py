"""«Опросы», as those who lead them see them, and the letters of surveys."""

import datetime
from dataclasses import replace

from bot.dialogs import campaign_drafts as drafts
from bot.dialogs import campaigns as dialog
from bot.dialogs import letters
from bot.gallery import Example
from bot.gallery.bank import NAMED
from bot.gallery.pairs import MARIA, OLGA, card_of
from bot.gallery.road_maps import CITY
from config import campaigns as file
from config import questionnaires
from mentoring.campaign_leading import (
    CampaignLine,
    CampaignsHere,
    CampaignShown,
    DraftShown,
    FormHere,
    GroupHere,
    GroupOffered,
    Offered,
    PairChoice,
    PairsToAsk,
    firsts,
    group_of,
)
from mentoring.campaign_letters import AskedOf, CampaignsAsked, CampaignsClosed, Ended
from mentoring.campaigns import Audience, BuiltIn, Campaign, CampaignState, Progress, Secrecy, occasion
from mentoring.ids import CampaignId, OrganisationId
from mentoring.pair_cards import Stage
from mentoring.pairs import PairState
from mentoring.roles import Level, Role

_BUILT_INS = file.load({name: one.value() for name, one in questionnaires.load().items()})
_SATISFACTION = group_of(_BUILT_INS, "satisfaction_mentee")
_MENTEES, _MENTORS, _GROUP = _SATISFACTION
_SELFCHECK = _BUILT_INS["curator_selfcheck"]

_TODAY = datetime.date(2027, 5, 11)
_LAST = datetime.date(2027, 5, 25)
_REMINDERS = (datetime.date(2027, 5, 14), datetime.date(2027, 5, 20))


def _campaign(number: int, built_in: BuiltIn | None, state: CampaignState) -> Campaign:
    """``built_in``: None for one of one's own."""
    own = built_in is None
    return Campaign(
        CampaignId(number),
        NAMED.id,
        None if built_in is None else occasion(built_in.key, 2026),
        "Как прошёл семинар «Первый урок»" if built_in is None else built_in.title,
        None,
        Secrecy.ANONYMOUS if built_in is None else built_in.secrecy,
        Audience(frozenset({Role.MENTOR, Role.CURATOR}) if built_in is None else built_in.roles),
        state,
        0,
        None if state is CampaignState.DRAFT else 0,
        None,
        None,
        0 if own else 1,
    )


def _line(number: int, built_in: BuiltIn | None, state: CampaignState, *numbers: int) -> CampaignLine:
    last = None if state is CampaignState.DRAFT else _LAST
    return CampaignLine(_campaign(number, built_in, state), Progress(*numbers), built_in, last)


_open = _line(4, _MENTEES, CampaignState.OPEN, 12, 3, 1)
_list = CampaignsHere(
    NAMED,
    (
        _line(5, None, CampaignState.DRAFT, 0, 0, 0),
        _open,
        _line(3, _MENTORS, CampaignState.OPEN, 7, 5, 0),
        _line(2, _GROUP, CampaignState.CLOSED, 6, 6, 0),
        _line(1, _BUILT_INS["before_mentor"], CampaignState.CLOSED, 21, 19, 0),
    ),
    (),
    offers=True,
)
_due = datetime.datetime(2027, 5, 13, 15, 0, tzinfo=datetime.UTC)
_card = CampaignShown(NAMED, _open, datetime.date(2027, 5, 13), _LAST, to_remind=9, due=_due, planned=_REMINDERS)
_anonymous = replace(_card, line=_line(3, _GROUP, CampaignState.OPEN, 6, 4, 1), to_remind=2)
_over = replace(_card, line=_line(2, _GROUP, CampaignState.CLOSED, 6, 6, 0), to_remind=0, today=_LAST, planned=())

_group = GroupHere(
    NAMED,
    _TODAY,
    _LAST,
    _REMINDERS,
    (FormHere(_MENTEES, None, 12), FormHere(_MENTORS, None, 7), FormHere(_GROUP, None, 3)),
)
_partly = replace(
    _group,
    forms=(
        FormHere(_MENTEES, _open.campaign, 0),
        FormHere(
            _MENTORS,
            replace(
                _campaign(6, _MENTORS, CampaignState.DRAFT),
                audience=Audience(_MENTORS.roles, stages=frozenset({Stage.WORK})),
            ),
            5,
        ),
        FormHere(_GROUP, None, 0, asked=2),
    ),
)
_self = GroupHere(NAMED, _TODAY, _LAST, _REMINDERS, (FormHere(_SELFCHECK, None, 1),))
_nothing = replace(_group, forms=tuple(replace(form, people=0) for form in _group.forms))

_draft = DraftShown(
    NAMED,
    _campaign(6, _MENTEES, CampaignState.DRAFT),
    _MENTEES,
    12,
    _TODAY,
    _LAST,
    _REMINDERS,
    {},
    pairs=True,
    asked=3,
)
_choice = PairChoice(replace(card_of(PairState.WORKING).pair, number=12), MARIA, (OLGA,))
_stages = replace(
    _draft, campaign=replace(_draft.campaign, audience=Audience(_MENTEES.roles, stages=frozenset({Stage.WORK})))
)
_one_pair = replace(
    _draft,
    people=1,
    campaign=replace(_draft.campaign, audience=Audience(_MENTEES.roles, pair=_choice.pair.id)),
    pair=_choice,
)
_schools = {OrganisationId(number): f"МБОУ «Средняя общеобразовательная школа № {number}»" for number in range(11, 23)}
_town = DraftShown(
    CITY,
    replace(
        _campaign(7, None, CampaignState.DRAFT),
        organisation=CITY.id,
        audience=Audience(frozenset({Role.CURATOR, Role.MENTOR}), frozenset({OrganisationId(12)})),
    ),
    None,
    9,
    _TODAY,
    _LAST,
    _REMINDERS,
    _schools,
)

_letter = CampaignsAsked(NAMED.name, (AskedOf(CampaignId(4), _MENTORS.title, _LAST, again=False),), pupil=False)
_again = replace(_letter, surveys=(replace(_letter.surveys[0], again=True),))
_several = replace(_again, surveys=(*_again.surveys, AskedOf(CampaignId(5), "Как прошёл семинар", _LAST, again=False)))
_ended = Ended(CampaignId(4), _MENTORS.title, _MENTORS, 7, 5)

EXAMPLES = [
    Example("Опросы: в каком месте", dialog.places([NAMED, CITY]), dialog.places),
    Example("Опросы: список", dialog.here(_list), dialog.here),
    Example("Опросы: дальше", dialog.here(_list, 1), dialog.here),
    Example("Опросы: ещё не было, пора", dialog.here(replace(_list, lines=(), usual=(_MENTEES,))), dialog.here),
    Example(
        "Опросы: пора два",
        dialog.here(replace(_list, usual=(_BUILT_INS["after_mentee"], _SELFCHECK))),
        dialog.here,
    ),
    Example("Опрос идёт", dialog.card(_card), dialog.card),
    Example("Опрос идёт: анонимный", dialog.card(_anonymous), dialog.card),
    Example(
        "Опрос идёт: сегодня уже напомнили, последний день",
        dialog.card(replace(_card, today=_LAST, to_remind=0, reminded=True, planned=())),
        dialog.card,
    ),
    Example("Опрос завершён", dialog.card(_over), dialog.card),
    Example("Продлить опрос", dialog.later(_card), dialog.later),
    Example("Закрыть опрос раньше", dialog.sure_to_close(_card), dialog.sure_to_close),
    Example(
        "Новый опрос",
        drafts.offered(
            Offered(
                NAMED,
                tuple(
                    GroupOffered(first, len(group_of(_BUILT_INS, first.key)), min(number, 1))
                    for number, first in enumerate(firsts(_BUILT_INS, Level.ORGANISATION))
                ),
            )
        ),
        drafts.offered,
    ),
    Example("Три анкеты вместе", drafts.group(_group), drafts.group),
    Example("Три анкеты: одна открыта, одна сужена", drafts.group(_partly), drafts.group),
    Example("Самопроверка куратора", drafts.group(_self), drafts.group),
    Example("Спросить некого", drafts.group(_nothing), drafts.group),
    Example("Последний день для группы опросов", drafts.group_days(_group), drafts.group_days),
    Example("Открыть три опроса?", drafts.sure_of_group(_group), drafts.sure_of_group),
    Example("Черновик опроса", drafts.draft(_draft), drafts.draft),
    Example("Черновик опроса: одна пара", drafts.draft(_one_pair), drafts.draft),
    Example("Последний день черновика", drafts.draft_days(_draft, 2027 * 12 + 5), drafts.draft_days),
    Example("Открыть опрос?", drafts.sure_of_draft(_draft), drafts.sure_of_draft),
    Example("Кого спросить", drafts.whom(_stages), drafts.whom),
    Example("Кого спросить: муниципалитет", drafts.whom(_town), drafts.whom),
    Example("На каком этапе пара", drafts.stages(_stages), drafts.stages),
    Example("В каких организациях", drafts.places(_town), drafts.places),
    Example("Какую пару спросить", drafts.pairs(PairsToAsk(_draft, (_choice,))), drafts.pairs),
    Example("Какую пару спросить: пар нет", drafts.pairs(PairsToAsk(_draft, ())), drafts.pairs),
    Example("Письмо: опрос", letters.letter([_letter]), letters.letter),
    Example("Письмо: опрос, ученику", letters.letter([replace(_letter, pupil=True)]), letters.letter),
    Example(
        "Письмо: напоминание об опросе, последнее",
        letters.letter([replace(_again, surveys=(replace(_again.surveys[0], last=True),))]),
        letters.letter,
    ),
    Example("Письмо: два опроса", letters.letter([_several]), letters.letter),
    Example(
        "Письмо: опрос закончился", letters.letter([CampaignsClosed(NAMED.id, NAMED.name, (_ended,))]), letters.letter
    ),
    Example(
        "Письмо: опросы закончились",
        letters.letter(
            [CampaignsClosed(NAMED.id, NAMED.name, (_ended, Ended(CampaignId(3), _GROUP.title, _GROUP, 6, 6)))]
        ),
        letters.letter,
    ),
]
