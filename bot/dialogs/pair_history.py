"""«История» of a pair."""

from dataclasses import dataclass

from bot.dialogs.menu import Open
from bot.dialogs.pair_addresses import More
from bot.screens import Address, Button, Html, Screen, address, bold, lines, markup, paged, turning
from bot.texts import pairs as words_of
from bot.texts import people, roles, words
from mentoring.ids import PairId
from mentoring.pair_history import Actor, Happening, PairHistory


@address("zh")
@dataclass(frozen=True, slots=True)
class History(Address):
    pair: PairId
    page: int = 0


def history(found: PairHistory) -> Screen:
    """When, what, by whom, why."""
    pair = found.card.pair
    part = paged(len(found.happenings), found.page, 8)
    here = found.happenings[part.first : part.last]
    return Screen(
        lines(bold(f"{words_of.title(pair)}: история"), "", *(_line(one) for one in here)),
        (
            *turning(part, lambda to: History(pair.id, to)),
            (Button("Назад", More(pair.id)), Button("Меню", Open("menu"))),
        ),
    )


def _line(one: Happening) -> Html:
    what = words_of.HAPPENED.get(one.event, one.event)
    who = f", {_who(one.actor)}" if one.actor else ""
    why = f" ({words_of.REASONS[one.reason].lower()})" if one.reason else ""
    return markup(
        "{at}: {what}{who}{why}", at=bold(f"{words.short_day(one.at)} {one.at:%H:%M}"), what=what, who=who, why=why
    )


def _who(actor: Actor) -> str:
    if actor.role is None or actor.code is None:
        return "участник, которого уже нет"
    return f"{roles.NAMES[actor.role]} {people.called(actor.code, actor.name)}"
