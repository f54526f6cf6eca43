"""Letters to those who wait for a mentor, to those who look for one, and about the registry."""

from bot.dialogs.menu import Open
from bot.dialogs.pair_addresses import Suggest, Unpaired
from bot.dialogs.registry_addresses import Shelved
from bot.dialogs.support import AskTalk
from bot.screens import Button, Html, bold, lines, markup
from bot.texts import people
from bot.texts.words import counted, numeric
from mentoring.notices import MentorAppeared, RegistryApproved, RegistryAwaited, SearchNotice, StillSearching
from mentoring.registry import Shelf


def part(notice: SearchNotice) -> tuple[Html, Button]:
    """The words and where they lead."""
    match notice:
        case StillSearching():
            return _still_searching(notice), Button("Поговорить с психологом", AskTalk(notice.membership))
        case MentorAppeared():
            return _mentor_appeared(notice), _choose(notice)
        case RegistryAwaited():
            where = Shelved(notice.organisation, Shelf.NOMINATED)
            return _registry_awaited(notice), Button("Посмотреть и утвердить", where)
        case RegistryApproved():
            return _registry_approved(notice), Button("Когда мне писать", Open("when"))


def _where(name: str) -> Html:
    return markup("<i>{name}</i>", name=name)


def _still_searching(notice: StillSearching) -> Html:
    waited = people.days(notice.days)
    told = f"Ищем пару для Вас уже {waited}. С каждым новым наставником подбор повторяется, Вы в списке."
    if notice.pupil:
        told = f"Ищем пару для тебя уже {waited}. С каждым новым наставником подбор повторяется, ты в списке."
    return lines(
        bold("🔎 Поиск наставника продолжается"),
        _where(notice.organisation_name),
        "",
        told,
        "",
        "Что можно сделать уже сейчас:",
        *(f"• {line}" for line in notice.meanwhile),
    )


def _mentor_appeared(notice: MentorAppeared) -> Html:
    waiting = counted(notice.waiting, "ждущего наставляемого", "ждущих наставляемых", "ждущих наставляемых")
    return lines(
        bold("🔎 Есть кого предложить"),
        _where(notice.organisation_name),
        "",
        f"Появился подходящий свободный наставник для {waiting}.",
    )


def _choose(notice: MentorAppeared) -> Button:
    if notice.only is not None:
        return Button("Посмотреть, кто подходит", Suggest(notice.organisation, notice.only))
    return Button("Подобрать пару", Unpaired(notice.organisation))


def _registry_awaited(notice: RegistryAwaited) -> Html:
    number = counted(notice.nominated, "наставник", "наставника", "наставников")
    return lines(
        bold("📋 Реестр наставников"),
        _where(notice.organisation_name),
        "",
        f"Ждут утверждения: {number}. Когда приказ подписан, внесите его номер и дату.",
    )


def _registry_approved(notice: RegistryApproved) -> Html:
    order = f"приказ № {notice.order.number} от {numeric(notice.order.date)}"
    told = "Ваше имя — в реестре наставников"
    thanks = "Спасибо за готовность помогать. Когда куратор предложит пару, сюда придёт письмо."
    if notice.pupil:
        told = "Твоё имя — в реестре наставников"
    return lines(bold("📋 Реестр наставников"), _where(notice.organisation_name), "", f"{told}: {order}.", thanks)
