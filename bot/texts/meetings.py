"""Words about meetings."""

from bot.texts import words
from mentoring.meetings import Meeting, MeetingState, Outcome, Where
from mentoring.pairs import MeetingKind, Verdict

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


def time_and_place(meeting: Meeting) -> str:
    """«сб, 21 ноября, 15:00, в школе»."""
    when = words.day_and_time(meeting.at) if meeting.at else ""
    return when if meeting.where is Where.ELSEWHERE else f"{when}, {WHERE[meeting.where].lower()}"
