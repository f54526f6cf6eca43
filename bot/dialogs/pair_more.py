"""«Другие действия»: what is rarely done with a pair, on a page of its own, so that the card shows what comes next.

Every row says when it fits its reader; whoever adds an act adds a row.
"""

from collections.abc import Callable, Sequence

from bot.dialogs.asking import Wish
from bot.dialogs.groups import Members
from bot.dialogs.help_addresses import Ask, Danger
from bot.dialogs.menu import Open
from bot.dialogs.pair_addresses import Card, End, More, PairSurveys
from bot.dialogs.pair_changes import CorrectOrder, Extend, Pause, Quit
from bot.dialogs.pair_history import History
from bot.dialogs.plan_changes import Versions
from bot.dialogs.plans import Begin
from bot.dialogs.replacing import Replace
from bot.dialogs.wishes import MyZone
from bot.screens import Button, Rows, Screen, bold, column, lines
from bot.texts import pairs as words_of
from mentoring.help_requests import Topic
from mentoring.pair_cards import PairCard, Reader
from mentoring.pair_moves import Event
from mentoring.pairs import UNDER_WAY, MentoringKind, PairState

Row = tuple[Callable[[PairCard], bool], Callable[[PairCard], Button]]


def _open_to(event: Event) -> Callable[[PairCard], bool]:
    return lambda shown: event in shown.open_to


def _staff(event: Event) -> Callable[[PairCard], bool]:
    return lambda shown: shown.reader is Reader.CURATOR and event in shown.open_to


def _looks_after(shown: PairCard) -> bool:
    return shown.reader is Reader.CURATOR


def _was_asked(shown: PairCard) -> bool:
    """Before both have agreed nothing is asked."""
    offered = {PairState.PROPOSED, PairState.AWAITING_ACCEPTANCE, PairState.DECLINED}
    return _looks_after(shown) and shown.pair.state not in offered


def _side(shown: PairCard) -> bool:
    return shown.reader is not Reader.CURATOR and not shown.pair.closed


def _side_under_way(shown: PairCard) -> bool:
    return _side(shown) and shown.pair.state in UNDER_WAY


def _side_at_work(shown: PairCard) -> bool:
    return _side(shown) and shown.pair.state in {PairState.WORKING, PairState.FINAL_MEETING}


def _meets_afar(shown: PairCard) -> bool:
    """Whoever lives by another clock in a pair of another kind finds the page under «Когда писать»."""
    return _side(shown) and (shown.pair.kind is MentoringKind.REMOTE or shown.zones.own is not None)


def _plan_may_change(shown: PairCard) -> bool:
    return shown.reader is Reader.MENTOR and Event.PROPOSE_CHANGE in shown.open_to and shown.change is None


def _several_versions(shown: PairCard) -> bool:
    return shown.plan is not None and shown.plan.version > 1


def _side_goes(shown: PairCard) -> bool:
    going = {Event.GIVE_NOTICE, Event.LEAVE, Event.END}
    return shown.reader is not Reader.CURATOR and bool(going & shown.open_to) and shown.pair.ends_on is None


def _pause(shown: PairCard) -> Button:
    return Button("Пауза" if shown.reader is Reader.CURATOR else "Приостановить", Pause(shown.pair.id))


def _may_invite(shown: PairCard) -> bool:
    return shown.reader is Reader.CURATOR and bool({Event.INVITE, Event.RECALL_INVITATION} & shown.open_to)


ROWS: Sequence[Row] = (
    (_may_invite, lambda shown: Button("Добавить участника", Members(shown.pair.id))),
    (_open_to(Event.PAUSE), _pause),
    (_staff(Event.EXTEND), lambda shown: Button("Продлить работу", Extend(shown.pair.id))),
    (_staff(Event.REPLACE_MENTOR), lambda shown: Button("Другой наставник", Replace(shown.pair.id))),
    (_plan_may_change, lambda shown: Button("Изменить план", Begin(shown.pair.id))),
    (_several_versions, lambda shown: Button("Версии плана", Versions(shown.pair.id))),
    (_staff(Event.CORRECT_ORDER), lambda shown: Button("Исправить приказ", CorrectOrder(shown.pair.id))),
    (_looks_after, lambda shown: Button("История", History(shown.pair.id))),
    (_was_asked, lambda shown: Button("Опросы", PairSurveys(shown.pair.id))),
    (_staff(Event.END), lambda shown: Button(words_of.of_group(shown.pair, "Завершить пару"), End(shown.pair.id))),
    (_side, lambda shown: Button("Вопрос куратору", Ask(shown.pair.id))),
    (_side_at_work, lambda shown: Button("Нужно больше времени", Wish(shown.pair.id, Topic.EXTEND))),
    (_side_under_way, lambda shown: Button("Нужна замена", Wish(shown.pair.id, Topic.MENTOR))),
    (_meets_afar, lambda shown: Button("Мой часовой пояс", MyZone(shown.pair.id))),
    (lambda shown: _side(shown) and shown.pupil, lambda _: Button("🆘 Нужна помощь", Danger())),
    (_side_goes, lambda shown: Button("Завершить участие", Quit(shown.pair.id))),
)


def rows(shown: PairCard) -> list[Button]:
    """The rare acts that are open to this reader now."""
    return [button(shown) for fits, button in ROWS if fits(shown)]


def door(shown: PairCard) -> Rows:
    """The button on the card; none where it would lead to an empty page."""
    return ((Button("Другие действия", More(shown.pair.id)),),) if rows(shown) else ()


def more(shown: PairCard) -> Screen:
    """The rare acts."""
    text = lines(bold(f"{words_of.title(shown.pair)}: другие действия"))
    back = (Button("Назад", Card(shown.pair.id)), Button("Меню", Open("menu")))
    return Screen(text, (*column(rows(shown)), back))
