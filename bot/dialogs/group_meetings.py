"""A group's meeting by buttons: which times suit, one is fixed, who was there."""

from dataclasses import dataclass

from bot.dialogs.menu import Open
from bot.dialogs.pair_addresses import Card
from bot.screens import Address, Button, Screen, address, bold, lines
from bot.texts import meetings as words_of
from bot.texts import pairs as pair_words
from bot.texts import people, words
from mentoring.group_meetings import Attendance, has_told_all, heard
from mentoring.ids import MeetingId, MembershipId, SlotId
from mentoring.meetings import Meeting, Slot
from mentoring.pair_cards import PairCard, Partner, Reader


@address("gs")
@dataclass(frozen=True, slots=True)
class Suits(Address):
    """What a member says of one time."""

    meeting: MeetingId
    slot: SlotId
    fits: bool


@address("gt")
@dataclass(frozen=True, slots=True)
class Answered(Address):
    """All that suits is marked."""

    meeting: MeetingId


@address("gu")
@dataclass(frozen=True, slots=True)
class Fix(Address):
    """The mentor fixes this time."""

    meeting: MeetingId
    slot: SlotId


@address("gw")
@dataclass(frozen=True, slots=True)
class WhoWas(Address):
    """«Кто был на встрече?»"""

    meeting: MeetingId


@address("gx")
@dataclass(frozen=True, slots=True)
class Note(Address):
    meeting: MeetingId
    member: MembershipId
    present: bool


# -- the part of the card --------------------------------------------------------------------------------------------


def told(shown: PairCard, meeting: Meeting) -> str:
    """How it stands with the times on offer."""
    if shown.reader is not Reader.MENTEE:
        have = sum(heard(meeting, side.membership) for side in shown.pair.members)
        return f"ждём ответов, есть {have} из {len(shown.pair.members)}. Время можно выбрать и сейчас."
    if _has_told_all(shown, meeting):
        return "ответ записан, ждём остальных."
    if shown.side is not None and heard(meeting, shown.side):
        more = "отметь" if shown.pupil else "отметьте"
        return f"ответ записан, наставник его видит. Подходит ещё что-то — {more}, если нет — «Готово»."
    return "отметь, какое время подходит." if shown.pupil else "отметьте, какое время подходит."


def buttons(shown: PairCard, meeting: Meeting) -> list[Button]:
    """A member marks, the mentor fixes; each press says what will be."""
    ahead = [slot for slot in meeting.slots if shown.now is None or slot.at > shown.now]
    if shown.reader is Reader.MENTEE:
        return _marks(shown, meeting, ahead)
    return [Button(_with_count(shown, meeting, slot), Fix(meeting.id, slot.id)) for slot in ahead]


def _marks(shown: PairCard, meeting: Meeting, ahead: list[Slot]) -> list[Button]:
    mine = {slot.id for slot in ahead if shown.side in meeting.fits.get(slot.id, frozenset())}
    marks = [
        Button(
            f"{'✓ ' if slot.id in mine else ''}{words_of.own_time(shown, slot.at)}",
            Suits(meeting.id, slot.id, slot.id not in mine),
        )
        for slot in ahead
    ]
    if not ahead or _has_told_all(shown, meeting):
        return marks
    return [*marks, Button("Готово" if mine else "Ни одно не подходит", Answered(meeting.id))]


def _has_told_all(shown: PairCard, meeting: Meeting) -> bool:
    return shown.side is not None and shown.now is not None and has_told_all(meeting, shown.side, shown.now)


def _with_count(shown: PairCard, meeting: Meeting, slot: Slot) -> str:
    return f"{words_of.own_time(shown, slot.at)} · подходит {len(meeting.fits.get(slot.id, ()))}"


# -- who was there ---------------------------------------------------------------------------------------------------

PRESENT, ABSENT = "на встрече", "не на встрече"


def who_was(shown: PairCard, sheet: Attendance) -> Screen:
    """Each member by one press; it may be corrected as long as the group is open."""
    known = {one.membership: one for one in shown.mentees}
    listed = [(member, known[member], was) for member, was in sheet.present.items() if member in known]
    rows = [_presence(sheet.meeting, member, partner, was) for member, partner, was in listed]
    return Screen(
        lines(
            bold("Кто был на встрече?"),
            f"{words_of.KINDS[sheet.kind].capitalize()}, {words.inside(pair_words.title(shown.pair))}",
            "",
            *(_line(partner, was) for _, partner, was in listed),
        ),
        (*rows, (Button("Готово", Card(shown.pair.id)), Button("Меню", Open("menu")))),
    )


def _line(partner: Partner, was: bool | None) -> str:
    said = "не отмечено" if was is None else PRESENT if was else ABSENT
    return f"{pair_words.called(partner)}: {said}"


def _presence(meeting: MeetingId, member: MembershipId, partner: Partner, was: bool | None) -> tuple[Button, Button]:
    name = people.fitting(pair_words.surname(partner), 14)
    return (
        Button(f"{'✓ ' if was is True else ''}{name}: {PRESENT}", Note(meeting, member, present=True)),
        Button(f"{'✓ ' if was is False else ''}{ABSENT}", Note(meeting, member, present=False)),
    )


def door(shown: PairCard) -> list[Button]:
    """On the card, while somebody of the last meeting is not noted."""
    return [] if shown.unnoted is None else [Button("Кто был на встрече?", WhoWas(shown.unnoted))]


NOBODY_THERE = "На состоявшейся встрече кто-то был. Если никого — она не состоялась, скажите об этом куратору."
