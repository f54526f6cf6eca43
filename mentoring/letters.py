"""Which letters follow from what happened, and when each may come (classes of design §4)."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from mentoring import calendar
from mentoring.calendar import Calendar
from mentoring.ids import PersonId


class LetterClass(StrEnum):
    NEWS = "news"
    MEETING = "meeting"
    DIGEST = "digest"
    ALARM = "alarm"


class LetterKind(StrEnum):
    PAPER_AWAITED = "paper_awaited"
    PAPER_RECEIVED = "paper_received"
    QUESTIONNAIRE_UNFINISHED = "questionnaire_unfinished"
    QUESTIONNAIRE_REMINDED = "questionnaire_reminded"
    BANK_GREW = "bank_grew"
    PEOPLE_LOST = "people_lost"
    CONSENT_WITHDRAWN = "consent_withdrawn"
    WELLBEING_LOW = "wellbeing_low"
    UNWILLING = "unwilling"
    PAIR_OFFERED = "pair_offered"
    PAIR_WAITS = "pair_waits"
    PAIR_AGREED = "pair_agreed"
    PAIR_ASSIGNED = "pair_assigned"
    PAIR_OFF = "pair_off"
    PAIR_ENDED = "pair_ended"
    PAIR_COMPLETED = "pair_completed"
    PAIR_DECLINED = "pair_declined"
    PAIR_LAPSED = "pair_lapsed"
    PAIR_LATE = "pair_late"
    PAIR_STUCK = "pair_stuck"
    PAIR_CHECK = "pair_check"
    PAIR_QUIET = "pair_quiet"
    PAIR_BROKEN = "pair_broken"
    ORDER_AWAITED = "order_awaited"
    VERDICT_ASKED = "verdict_asked"
    TRIAL_AGAIN = "trial_again"
    PAIR_SUITS = "pair_suits"
    PLAN_SUBMITTED = "plan_submitted"
    PLAN_TO_APPROVE = "plan_to_approve"
    PLAN_RETURNED = "plan_returned"
    PLAN_APPROVED = "plan_approved"
    WORK_DONE = "work_done"
    STILL_SEARCHING = "still_searching"
    TALK_ASKED = "talk_asked"
    MENTOR_APPEARED = "mentor_appeared"
    MENTOR_VOLUNTEERS = "mentor_volunteers"
    REGISTRY_AWAITED = "registry_awaited"
    REGISTRY_APPROVED = "registry_approved"
    MEETING_OFFERED = "meeting_offered"
    MEETING_AGREED = "meeting_agreed"
    MEETING_LAPSED = "meeting_lapsed"
    MEETING_LINK = "meeting_link"
    MEETING_OFF = "meeting_off"
    MEETING_TOMORROW = "meeting_tomorrow"
    MEETING_SOON = "meeting_soon"
    MEETING_ASKED = "meeting_asked"
    MEETING_DISPUTED = "meeting_disputed"
    MEETING_UNSETTLED = "meeting_unsettled"
    MEETING_MOVED_OFTEN = "meeting_moved_often"
    EVENT_ASKED = "event_asked"
    PAIR_PAUSED = "pair_paused"
    PAIR_RESUMED = "pair_resumed"
    PAIR_EXTENDED = "pair_extended"
    NOTICE_GIVEN = "notice_given"
    NOTICE_TAKEN_BACK = "notice_taken_back"
    PAIR_LEFT = "pair_left"
    MENTOR_REPLACED = "mentor_replaced"
    LOOKING_AGAIN = "looking_again"
    NOT_LOOKING = "not_looking"
    CHANGE_PROPOSED = "change_proposed"
    CHANGE_TO_APPROVE = "change_to_approve"
    CHANGE_WAITS = "change_waits"
    CHANGE_LATE = "change_late"
    EVENT_WAITS = "event_waits"
    EVENT_LATE = "event_late"
    CHANGE_DONE = "change_done"
    CHANGE_OFF = "change_off"
    HELP_ASKED = "help_asked"
    HELP_WAITS = "help_waits"
    HELP_UNANSWERED = "help_unanswered"
    HELP_ANSWERED = "help_answered"
    CALL_FOR_HELP = "call_for_help"
    CALL_UNSEEN = "call_unseen"
    CALL_SEEN = "call_seen"
    DANGER_HEARD = "danger_heard"
    DANGER_UNSEEN = "danger_unseen"
    SURVEY_ASKED = "survey_asked"
    SURVEY_WAITS = "survey_waits"
    GROUP_INVITED = "group_invited"
    GROUP_WAITS = "group_waits"
    INVITATION_OFF = "invitation_off"
    INVITATION_OVER = "invitation_over"
    MEMBER_JOINED = "member_joined"
    MEMBER_OUT = "member_out"
    GROUP_CHANGED = "group_changed"
    ITEM_DUE = "item_due"
    ITEM_LATE = "item_late"
    ITEM_UNDATED = "item_undated"
    ITEM_ASKED = "item_asked"
    ITEMS_LATE_BELOW = "items_late_below"
    ACTS_MISSING = "acts_missing"
    CURATOR_ASKED = "curator_asked"
    ROAD_MAP_URGED = "road_map_urged"
    CAMPAIGN_ASKED = "campaign_asked"
    CAMPAIGN_WAITS = "campaign_waits"
    CAMPAIGN_CLOSED = "campaign_closed"
    DANGER_UNNAMED = "danger_unnamed"
    REPORT_ASKED = "report_asked"
    REPORT_WAITS = "report_waits"
    REPORT_URGED = "report_urged"
    REPORT_SENT = "report_sent"
    REPORT_ACCEPTED = "report_accepted"
    REPORT_RETURNED = "report_returned"


class Fate(StrEnum):
    QUEUED = "queued"
    SENT = "sent"
    RETRY = "retry"
    DROPPED = "dropped"
    UNREACHABLE = "unreachable"


CLASS_OF = {
    LetterKind.PAPER_AWAITED: LetterClass.NEWS,
    LetterKind.PAPER_RECEIVED: LetterClass.NEWS,
    LetterKind.QUESTIONNAIRE_UNFINISHED: LetterClass.DIGEST,
    LetterKind.QUESTIONNAIRE_REMINDED: LetterClass.NEWS,
    LetterKind.BANK_GREW: LetterClass.DIGEST,
    LetterKind.PEOPLE_LOST: LetterClass.DIGEST,
    LetterKind.CONSENT_WITHDRAWN: LetterClass.NEWS,
    LetterKind.WELLBEING_LOW: LetterClass.NEWS,
    LetterKind.UNWILLING: LetterClass.NEWS,
    LetterKind.PAIR_OFFERED: LetterClass.NEWS,
    LetterKind.PAIR_WAITS: LetterClass.DIGEST,
    LetterKind.PAIR_AGREED: LetterClass.NEWS,
    LetterKind.PAIR_ASSIGNED: LetterClass.NEWS,
    LetterKind.PAIR_OFF: LetterClass.NEWS,
    LetterKind.PAIR_ENDED: LetterClass.NEWS,
    LetterKind.PAIR_COMPLETED: LetterClass.NEWS,
    LetterKind.PAIR_DECLINED: LetterClass.NEWS,
    LetterKind.PAIR_LAPSED: LetterClass.NEWS,
    LetterKind.PAIR_LATE: LetterClass.DIGEST,
    LetterKind.PAIR_STUCK: LetterClass.DIGEST,
    LetterKind.PAIR_CHECK: LetterClass.DIGEST,
    LetterKind.PAIR_QUIET: LetterClass.DIGEST,
    LetterKind.PAIR_BROKEN: LetterClass.NEWS,
    LetterKind.ORDER_AWAITED: LetterClass.NEWS,
    LetterKind.VERDICT_ASKED: LetterClass.NEWS,
    LetterKind.TRIAL_AGAIN: LetterClass.NEWS,
    LetterKind.PAIR_SUITS: LetterClass.NEWS,
    LetterKind.PLAN_SUBMITTED: LetterClass.NEWS,
    LetterKind.PLAN_TO_APPROVE: LetterClass.NEWS,
    LetterKind.PLAN_RETURNED: LetterClass.NEWS,
    LetterKind.PLAN_APPROVED: LetterClass.NEWS,
    LetterKind.WORK_DONE: LetterClass.NEWS,
    LetterKind.STILL_SEARCHING: LetterClass.DIGEST,
    LetterKind.TALK_ASKED: LetterClass.NEWS,
    LetterKind.MENTOR_APPEARED: LetterClass.DIGEST,
    LetterKind.MENTOR_VOLUNTEERS: LetterClass.NEWS,
    LetterKind.REGISTRY_AWAITED: LetterClass.DIGEST,
    LetterKind.REGISTRY_APPROVED: LetterClass.NEWS,
    LetterKind.MEETING_OFFERED: LetterClass.NEWS,
    LetterKind.MEETING_AGREED: LetterClass.NEWS,
    LetterKind.MEETING_LAPSED: LetterClass.NEWS,
    LetterKind.MEETING_LINK: LetterClass.NEWS,
    LetterKind.MEETING_OFF: LetterClass.NEWS,
    LetterKind.MEETING_TOMORROW: LetterClass.MEETING,
    LetterKind.MEETING_SOON: LetterClass.MEETING,
    LetterKind.MEETING_ASKED: LetterClass.NEWS,
    LetterKind.MEETING_DISPUTED: LetterClass.NEWS,
    LetterKind.MEETING_UNSETTLED: LetterClass.DIGEST,
    LetterKind.MEETING_MOVED_OFTEN: LetterClass.NEWS,
    LetterKind.EVENT_ASKED: LetterClass.NEWS,
    LetterKind.PAIR_PAUSED: LetterClass.NEWS,
    LetterKind.PAIR_RESUMED: LetterClass.NEWS,
    LetterKind.PAIR_EXTENDED: LetterClass.NEWS,
    LetterKind.NOTICE_GIVEN: LetterClass.NEWS,
    LetterKind.NOTICE_TAKEN_BACK: LetterClass.NEWS,
    LetterKind.PAIR_LEFT: LetterClass.NEWS,
    LetterKind.MENTOR_REPLACED: LetterClass.NEWS,
    LetterKind.LOOKING_AGAIN: LetterClass.NEWS,
    LetterKind.NOT_LOOKING: LetterClass.NEWS,
    LetterKind.CHANGE_PROPOSED: LetterClass.NEWS,
    LetterKind.CHANGE_TO_APPROVE: LetterClass.NEWS,
    LetterKind.CHANGE_WAITS: LetterClass.DIGEST,
    LetterKind.CHANGE_LATE: LetterClass.DIGEST,
    LetterKind.EVENT_WAITS: LetterClass.DIGEST,
    LetterKind.EVENT_LATE: LetterClass.DIGEST,
    LetterKind.CHANGE_DONE: LetterClass.NEWS,
    LetterKind.CHANGE_OFF: LetterClass.NEWS,
    LetterKind.HELP_ASKED: LetterClass.NEWS,
    LetterKind.HELP_WAITS: LetterClass.DIGEST,
    LetterKind.HELP_UNANSWERED: LetterClass.DIGEST,
    LetterKind.HELP_ANSWERED: LetterClass.NEWS,
    LetterKind.CALL_FOR_HELP: LetterClass.ALARM,
    LetterKind.CALL_UNSEEN: LetterClass.ALARM,
    LetterKind.CALL_SEEN: LetterClass.ALARM,
    LetterKind.DANGER_HEARD: LetterClass.ALARM,
    LetterKind.DANGER_UNSEEN: LetterClass.ALARM,
    LetterKind.SURVEY_ASKED: LetterClass.DIGEST,
    LetterKind.SURVEY_WAITS: LetterClass.DIGEST,
    LetterKind.GROUP_INVITED: LetterClass.NEWS,
    LetterKind.GROUP_WAITS: LetterClass.DIGEST,
    LetterKind.INVITATION_OFF: LetterClass.NEWS,
    LetterKind.INVITATION_OVER: LetterClass.NEWS,
    LetterKind.MEMBER_JOINED: LetterClass.NEWS,
    LetterKind.MEMBER_OUT: LetterClass.NEWS,
    LetterKind.GROUP_CHANGED: LetterClass.NEWS,
    LetterKind.ITEM_DUE: LetterClass.DIGEST,
    LetterKind.ITEM_LATE: LetterClass.DIGEST,
    LetterKind.ITEM_UNDATED: LetterClass.DIGEST,
    LetterKind.ITEM_ASKED: LetterClass.DIGEST,
    LetterKind.ITEMS_LATE_BELOW: LetterClass.DIGEST,
    LetterKind.ACTS_MISSING: LetterClass.NEWS,
    LetterKind.CURATOR_ASKED: LetterClass.DIGEST,
    LetterKind.ROAD_MAP_URGED: LetterClass.NEWS,
    LetterKind.CAMPAIGN_ASKED: LetterClass.DIGEST,
    LetterKind.CAMPAIGN_WAITS: LetterClass.DIGEST,
    LetterKind.CAMPAIGN_CLOSED: LetterClass.DIGEST,
    LetterKind.DANGER_UNNAMED: LetterClass.ALARM,
    LetterKind.REPORT_ASKED: LetterClass.NEWS,
    LetterKind.REPORT_WAITS: LetterClass.DIGEST,
    LetterKind.REPORT_URGED: LetterClass.NEWS,
    LetterKind.REPORT_SENT: LetterClass.DIGEST,
    LetterKind.REPORT_ACCEPTED: LetterClass.NEWS,
    LetterKind.REPORT_RETURNED: LetterClass.NEWS,
}

OF_LEADERS = frozenset(
    {
        LetterKind.ITEM_DUE,
        LetterKind.ITEM_LATE,
        LetterKind.ITEM_UNDATED,
        LetterKind.ITEM_ASKED,
        LetterKind.ITEMS_LATE_BELOW,
        LetterKind.REPORT_WAITS,
        LetterKind.REPORT_SENT,
    }
)
"""Deadlines of leading roles go on in the long leave (design §4)."""

UNFINISHED_AFTER = (2, 7)
"""Working days after the start on which an unfinished questionnaire is recalled; then it is left in peace."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter to be written into the outbox; ``facts`` are ids, never names or words of people.

    ``happened``: of news, the moment they are about; a reader in another zone has other quiet hours.
    """

    person: PersonId
    kind: LetterKind
    dedupe_key: str
    due: datetime.datetime
    facts: Mapping[str, int] = field(default_factory=dict)
    happened: datetime.datetime | None = None


def news(person: PersonId, kind: LetterKind, key: str, now: datetime.datetime, **facts: int) -> Letter:
    """``now`` is the organisation's local time, aware."""
    return Letter(person, kind, f"{kind}:{key}:{person}", calendar.news_time(now), facts, now)


def alarm(person: PersonId, kind: LetterKind, key: str, due: datetime.datetime, **facts: int) -> Letter:
    """Safety: at any hour of any day."""
    return Letter(person, kind, f"{kind}:{key}:{person}", due, facts)


def digests(
    kind: LetterKind, readers: Iterable[PersonId], organisation: int, now: datetime.datetime, days: Calendar
) -> list[Letter]:
    """One line in the day's digest, however often it was given reason to; ``now`` is local time, aware."""
    due = calendar.digest_time(now, days)
    key = f"{kind}:{organisation}:{due:%Y-%m-%d}"
    return [Letter(person, kind, f"{key}:{person}", due, {"organisation": organisation}) for person in readers]


def bank_grew(person: PersonId, organisation: int, now: datetime.datetime, days: Calendar) -> Letter:
    """One letter a day however many questionnaires came; how many is counted when it is sent."""
    due = calendar.digest_time(now, days)
    key = f"{LetterKind.BANK_GREW}:{organisation}:{due:%Y-%m-%d}:{person}"
    return Letter(person, LetterKind.BANK_GREW, key, due, {"organisation": organisation, "since": int(now.timestamp())})


def questionnaire_unfinished(
    person: PersonId, attempt: int, started: datetime.datetime, days: Calendar
) -> list[Letter]:
    letters = []
    for number, working_days in enumerate(UNFINISHED_AFTER, 1):
        day = days.after(started.date(), working_days)
        morning = started.replace(year=day.year, month=day.month, day=day.day, hour=0, minute=0)
        due = calendar.digest_time(morning, days)
        key = f"{LetterKind.QUESTIONNAIRE_UNFINISHED}:{attempt}:{number}"
        letters.append(Letter(person, LetterKind.QUESTIONNAIRE_UNFINISHED, key, due, {"attempt": attempt}))
    return letters


def questionnaire_reminded(person: PersonId, organisation: int, attempt: int, now: datetime.datetime) -> Letter:
    """The curator's own reminder: one on the day it comes, however many curators ask; ``now`` is local time, aware."""
    kind, due = LetterKind.QUESTIONNAIRE_REMINDED, calendar.news_time(now)
    return Letter(person, kind, f"{kind}:{organisation}:{due:%Y-%m-%d}:{person}", due, {"attempt": attempt})
