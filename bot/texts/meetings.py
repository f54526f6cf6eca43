"""Words about meetings."""

import datetime

from bot.texts import words
from mentoring.meetings import Meeting, MeetingState, Outcome, Where
from mentoring.pair_cards import PairCard, Reader
from mentoring.pairs import MeetingKind, Verdict
from mentoring.zones import LocalTimes, by_clock, local_times

KINDS: dict[MeetingKind, str] = {
    MeetingKind.ACQUAINTANCE: "встреча-знакомство",
    MeetingKind.TRIAL: "пробная встреча",
    MeetingKind.PLANNING: "встреча-планирование",
    MeetingKind.EVENT: "мероприятие плана",
    MeetingKind.FINAL: "итоговая встреча",
}

WHERE: dict[Where, str] = {Where.SCHOOL: "В школе", Where.ONLINE: "Онлайн", Where.ELSEWHERE: "Договоримся"}

OUTCOMES: dict[Outcome, str] = {
    Outcome.HELD: "Состоялась",
    Outcome.MOVED: "Перенесли",
    Outcome.NOT_HELD: "Не состоялась",
}

VERDICTS: dict[Verdict, str] = {
    Verdict.YES: "Подходит",
    Verdict.AGAIN: "Ещё одна проба",
    Verdict.NO: "Не подходит",
}


STATES: dict[MeetingState, str] = {
    MeetingState.OFFERED: "предложено время",
    MeetingState.AGREED: "назначена",
    MeetingState.DISPUTED: "ответы разошлись",
    MeetingState.HELD: "состоялась",
    MeetingState.MOVED: "перенесена",
    MeetingState.CANCELLED: "не состоялась",
    MeetingState.REPLACED: "заменена другой",
}


def name_and_place(meeting: Meeting) -> str:
    """«Встреча-знакомство, онлайн», while there is no time yet."""
    name = KINDS[meeting.kind].capitalize()
    return name if meeting.where is Where.ELSEWHERE else f"{name}, {WHERE[meeting.where].lower()}"


def time_and_place(shown: PairCard, meeting: Meeting) -> str:
    """«сб, 21 ноября, 15:00, в школе»."""
    when = both_times(shown, meeting.at) if meeting.at else ""
    return when if meeting.where is Where.ELSEWHERE else f"{when}, {WHERE[meeting.where].lower()}"


def own_time(shown: PairCard, moment: datetime.datetime) -> str:
    """«сб, 21 ноября, 15:00» by the reader's clock: for buttons, which have no room for more."""
    return words.day_and_time(by_clock(moment, shown.zones.own))


def both_times(shown: PairCard, moment: datetime.datetime) -> str:
    """«сб, 21 ноября, 15:00 у Вас, 13:00 у наставника»; one time where all clocks show the same."""
    times = local_times(moment, shown.zones)
    told = words.day_and_time(times.own)
    return f"{told} {_whose(shown)}, {_of_others(shown, times)}" if times.differ else told


def _whose(shown: PairCard) -> str:
    if shown.reader is Reader.CURATOR:
        return "по времени организации"
    return "у тебя" if shown.pupil else "у Вас"


def _of_others(shown: PairCard, times: LocalTimes) -> str:
    mentees = "у наставляемых" if shown.pair.is_group else "у наставляемого"
    told = ((times.mentor, "у наставника"), (times.mentees, mentees))
    return ", ".join(f"{words.listed(_hour(at, times.own) for at in found)} {whose}" for found, whose in told if found)


def _hour(moment: datetime.datetime, beside: datetime.datetime) -> str:
    """«13:00», and «01:00 5 декабря» where it is another day there."""
    hour = f"{moment:%H:%M}"
    return hour if moment.date() == beside.date() else f"{hour} {words.day(moment)}"


def hours(shown: PairCard, moment: datetime.datetime) -> str:
    """«15:00 · 13:00» on a button: one's own and the other side's."""
    times = local_times(moment, shown.zones)
    others = "/".join(f"{at:%H:%M}" for at in (*times.mentor, *times.mentees))
    return f"{times.own:%H:%M} · {others}" if others else f"{times.own:%H:%M}"


def slots(shown: PairCard, meeting: Meeting) -> list[str]:
    """The times on offer by all clocks, a line each; nothing where the buttons say enough."""
    ahead = [slot.at for slot in meeting.slots if shown.now is None or slot.at > shown.now]
    differ = any(local_times(at, shown.zones).differ for at in ahead)
    return [f"• {both_times(shown, at)}" for at in ahead] if differ else []
