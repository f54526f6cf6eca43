"""Surveys as those who lead them see them: numbers only, nobody who is silent is named."""

import datetime
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mentoring.campaigns import Audience, BuiltIn, BuiltIns, Campaign, CampaignState, LeftOut, Progress, key_of
from mentoring.ids import OrganisationId, PairId
from mentoring.organisations import Organisation
from mentoring.pair_cards import Partner
from mentoring.pairs import Pair
from mentoring.roles import PARTICIPANTS, ROLES_OF_LEVEL, Level, Role

USUAL_DAYS = 10
"""Working days that a survey of one's own stays open where nothing else is chosen."""


@dataclass(frozen=True, slots=True)
class CampaignLine:
    """One survey in a list; ``built_in`` is None for one of one's own, ``last_day`` for a draft."""

    campaign: Campaign
    progress: Progress
    built_in: BuiltIn | None
    last_day: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class CampaignsHere:
    """The surveys of a place. ``usual``: groups that are usual this month and not opened yet, by their first form.

    ``offers``: there are built-in ones for places of this level.
    """

    organisation: Organisation
    lines: tuple[CampaignLine, ...]
    usual: tuple[BuiltIn, ...]
    offers: bool


@dataclass(frozen=True, slots=True)
class GroupOffered:
    """``first`` form of a group, how many it has, and how many of them were opened this school year."""

    first: BuiltIn
    forms: int
    opened: int


@dataclass(frozen=True, slots=True)
class Offered:
    """What may be asked in a place."""

    organisation: Organisation
    groups: tuple[GroupOffered, ...]


@dataclass(frozen=True, slots=True)
class FormHere:
    """One built-in survey this school year: the campaign, if there is one, and how many it would ask now.

    ``asked``: how many are left out because the same is asked about their pair.
    """

    built_in: BuiltIn
    campaign: Campaign | None
    people: int
    asked: int = 0

    @property
    def opened(self) -> bool:
        return self.campaign is not None and self.campaign.state is not CampaignState.DRAFT

    @property
    def may_open(self) -> bool:
        return not self.opened and self.people > 0

    @property
    def narrowed(self) -> bool:
        return self.campaign is not None and narrowed(self.campaign.audience)


@dataclass(frozen=True, slots=True)
class GroupHere:
    """Built-in surveys that are opened together; ``until`` is the last day of those that would be opened now, the
    silent hear of it again on the days of ``reminders``."""

    organisation: Organisation
    today: datetime.date
    until: datetime.date
    reminders: tuple[datetime.date, ...]
    forms: tuple[FormHere, ...]

    @property
    def first(self) -> BuiltIn:
        return self.forms[0].built_in

    @property
    def to_open(self) -> tuple[FormHere, ...]:
        return tuple(form for form in self.forms if form.may_open)

    @property
    def people(self) -> int:
        return sum(form.people for form in self.to_open)

    @property
    def asked(self) -> int:
        """About their pair, so that this group leaves them out."""
        return sum(form.asked for form in self.forms if not form.opened)


@dataclass(frozen=True, slots=True)
class PairChoice:
    """A pair that a survey may be narrowed to."""

    pair: Pair
    mentor: Partner
    mentees: tuple[Partner, ...]


@dataclass(frozen=True, slots=True)
class DraftShown:
    """A survey before it is sent. ``places`` are those below that it may be narrowed to, by id, ``pair`` the chosen
    one; ``pairs``: whether the reader may narrow it to one; ``asked``: how many are left out because the same is asked
    about their pair."""

    organisation: Organisation
    campaign: Campaign
    built_in: BuiltIn | None
    people: int
    today: datetime.date
    until: datetime.date
    reminders: tuple[datetime.date, ...]
    places: Mapping[OrganisationId, str]
    pairs: bool = False
    pair: PairChoice | None = None
    asked: int = 0

    @property
    def fitting(self) -> tuple[Role, ...]:
        return fitting(self.built_in, self.organisation.level)

    @property
    def of_pairs(self) -> bool:
        """Whether stages and pairs tell anything about those who are asked."""
        return bool(self.campaign.audience.roles) and self.campaign.audience.roles <= PARTICIPANTS


@dataclass(frozen=True, slots=True)
class PairsToAsk:
    draft: DraftShown
    pairs: tuple[PairChoice, ...]


@dataclass(frozen=True, slots=True)
class CampaignShown:
    """A survey that was sent. ``to_remind``: how many would get a letter now; ``reminded``: today somebody did."""

    organisation: Organisation
    line: CampaignLine
    today: datetime.date
    last_day: datetime.date
    to_remind: int = 0
    reminded: bool = False
    due: datetime.datetime | None = None
    """When letters of now would come."""
    planned: tuple[datetime.date, ...] = ()
    """The days on which the bot reminds of itself."""
    coming: datetime.datetime | None = None
    """When the letters of the opening or of a reminder by hand come; None once they have gone."""
    answers_too: bool = False
    """The reader is one of those asked, and has not answered."""

    @property
    def open(self) -> bool:
        return self.line.campaign.state is CampaignState.OPEN and self.today <= self.last_day


def narrowed(audience: Audience) -> bool:
    return bool(audience.places or audience.stages or audience.pair is not None)


def fitting(built_in: BuiltIn | None, level: Level) -> tuple[Role, ...]:
    """The roles that may be asked from a place of this level."""
    if built_in is not None:
        return tuple(role for role in ROLES_OF_LEVEL[built_in.level] if role in built_in.roles)
    levels = [Level.ORGANISATION, Level.MUNICIPALITY, Level.REGION]
    return tuple(role for below in levels[: levels.index(level) + 1] for role in ROLES_OF_LEVEL[below])


def group_of(built_ins: BuiltIns, key: str) -> tuple[BuiltIn, ...]:
    """Those that are opened together with this one, itself too; nothing for a key that is none."""
    one = built_ins.get(key)
    return () if one is None else tuple(other for other in built_ins.values() if other.group == one.group)


def firsts(built_ins: BuiltIns, level: Level) -> tuple[BuiltIn, ...]:
    """The first form of each group for places of this level."""
    found: dict[str, BuiltIn] = {}
    for one in built_ins.values():
        if one.level is level:
            found.setdefault(one.group, one)
    return tuple(found.values())


def usual(built_ins: BuiltIns, level: Level, month: int, opened: Iterable[Campaign]) -> tuple[BuiltIn, ...]:
    """Groups of this month of which nothing was ``opened`` this school year, by their first form."""
    keys = {key_of(one.occasion) for one in opened}
    groups = {one.group for one in built_ins.values() if one.key in keys}
    return tuple(one for one in firsts(built_ins, level) if one.month == month and one.group not in groups)


def of_year(campaigns: Sequence[Campaign], year: int) -> list[Campaign]:
    """The built-in ones of a school year that were opened."""
    return [
        one
        for one in campaigns
        if one.state is not CampaignState.DRAFT and one.occasion is not None and one.occasion.split(":")[1] == str(year)
    ]


def is_silent(line: CampaignLine, opened: datetime.date, today: datetime.date) -> bool:
    """Open, half of its days are over, and fewer than half have answered."""
    if line.campaign.state is not CampaignState.OPEN or line.last_day is None or today > line.last_day:
        return False
    half = (today - opened) * 2 >= line.last_day - opened
    return half and line.progress.answered * 2 < line.progress.asked


def with_role(audience: Audience, role: Role, *, on: bool) -> Audience:
    """Who is in no pair cannot be asked by its stage."""
    roles = audience.roles | {role} if on else audience.roles - {role}
    if roles <= PARTICIPANTS:
        return Audience(roles, audience.places, audience.stages, audience.pair)
    return Audience(roles, audience.places)


def of_pair(audience: Audience, pair: PairId | None) -> Audience:
    """One pair stands at one stage only."""
    return Audience(audience.roles, audience.places, frozenset(), pair)


def left_out(built_in: BuiltIn, campaign: Campaign, now: int) -> LeftOut:
    """Whoever has answered this year is asked only when it is asked once more on purpose, nobody twice at once."""
    again = campaign.occasion is None or campaign.occasion.count(":") > 1
    answered = built_in.form if built_in.skips_answered and not again else None
    return LeftOut(built_in.pairs_only, answered, built_in.form, now)
