"""Letters: what the bot says of its own accord, and where each letter leads."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.dialogs import (
    asking,
    campaign_answers,
    campaign_letters,
    group_letters,
    pair_letters,
    registers,
    report_letters,
    road_map_letters,
    road_map_levels,
    search_letters,
    surveys,
)
from bot.dialogs.bank import Banks, Person
from bot.dialogs.menu import Open
from bot.dialogs.papers import Papers
from bot.dialogs.reaching_addresses import Unreached
from bot.dialogs.registry_addresses import Entry
from bot.dialogs.stand import Stand
from bot.dialogs.statistics import Numbers
from bot.screens import ROWS_LIMIT, TEXT_LIMIT, Button, Html, Screen, bold, column, lines, markup
from bot.texts import roles, words
from bot.texts.words import counted, listed, plural
from mentoring.bank import Side
from mentoring.campaign_letters import CampaignsAsked, CampaignsClosed
from mentoring.curators import CuratorAsked
from mentoring.ids import OrganisationId, PairId
from mentoring.letters import LetterKind
from mentoring.local_acts import ActsMissing
from mentoring.notices import (
    BankGrew,
    GroupInvitation,
    HelpNews,
    ItemsLateBelow,
    ItemsTold,
    MentorAppeared,
    Notice,
    PairNews,
    PairsStuck,
    PaperReceived,
    ParticipantNews,
    PeopleLost,
    QuestionnaireUnfinished,
    QuestionsWait,
    RegistryApproved,
    RegistryAwaited,
    ReportAsked,
    ReportDecided,
    ReportsSent,
    RoadMapUrged,
    StillSearching,
    SurveysAsked,
    UnnamedDanger,
)
from mentoring.pair_cards import Reader
from mentoring.roles import Role

MENU = Button("Меню", Open("menu"))
ALL_PAIRS = Button("Все пары", Open("pairs"))

NOT_ALL = "Это не всё: остальное — под последней кнопкой."

FIND_BY_CODE = "Если школа загружала список, код стоит в отчёте о загрузке рядом с номером строки."


@dataclass(frozen=True, slots=True)
class _Part:
    """What one notice adds to a letter. Where rows are few, ``button`` comes before ``more``."""

    text: Html
    button: Button
    more: tuple[Button, ...] = ()
    of_pairs: bool = False

    @property
    def buttons(self) -> tuple[Button, ...]:
        return (self.button, *self.more)


def letter(notices: Sequence[Notice]) -> Screen:
    """One message, whatever it is made of: a single piece of news, or the day's digest."""
    several = len({pair for notice in notices if (pair := _pair_of(notice)) is not None}) > 1
    parts = [_together(group, several=several) for group in _grouped(road_map_letters.told_apart(notices))]
    told = _told(parts)
    text = told[0].text
    for part in told[1:]:
        text = lines(text, "", part.text)
    if len(told) < len(parts):
        text = lines(text, "", NOT_ALL)
    return Screen(text, column(_buttons(parts, len(told))))


def _told(parts: Sequence[_Part]) -> Sequence[_Part]:
    """As many as one message holds, the first of them in any case."""
    length = len(NOT_ALL)
    for number, part in enumerate(parts):
        length += len(part.text) + 2
        if number and length > TEXT_LIMIT:
            return parts[:number]
    return parts


def _buttons(parts: Sequence[_Part], told: int) -> list[Button]:
    """Those of the parts that are told, the chief ones first where rows are few, and a way to the rest."""
    # Two notices may lead to the same place; one button is enough for it.
    wanted = {button.to: button for part in parts[:told] for button in part.buttons}
    if len(wanted) <= ROWS_LIMIT and told == len(parts):
        return sorted(wanted.values(), key=lambda button: button == ALL_PAIRS)
    chief = dict.fromkeys(part.button.to for part in parts[:told])
    kept = [to for to in {**chief, **wanted} if to != ALL_PAIRS.to][: ROWS_LIMIT - 1]
    left = [part for number, part in enumerate(parts) if number >= told or part.button.to not in kept]
    rest = ALL_PAIRS if all(part.of_pairs for part in left) else MENU
    return [*(button for to, button in wanted.items() if to in kept), rest]


def _pair_of(notice: Notice) -> PairId | None:
    match notice:
        case PairNews():
            return notice.card.pair.id
        case SurveysAsked():
            return notice.pair
    return None


def _grouped(notices: Sequence[Notice]) -> list[list[Notice]]:
    """News of one pair stand together, and so do pairs of which a curator hears the same."""
    groups: dict[object, list[Notice]] = {}
    for number, notice in enumerate(notices):
        key: object = number
        if isinstance(notice, PairNews):
            listed_ = notice.kind in pair_letters.LISTED and notice.card.reader is Reader.CURATOR
            key = (notice.kind, notice.card.organisation.id) if listed_ else notice.card.pair.id
        groups.setdefault(key, []).append(notice)
    return list(groups.values())


def _together(group: list[Notice], *, several: bool) -> _Part:
    """``several``: the letter speaks of more than one pair."""
    news = [notice for notice in group if isinstance(notice, PairNews)]
    if len(news) < len(group) or len(news) == 1:
        return _part(group[0], several=several)
    if news[0].kind in pair_letters.LISTED and news[0].card.reader is Reader.CURATOR:
        each = tuple(pair_letters.button_among_others(one) for one in news[: pair_letters.MOST_LINES])
        return _Part(pair_letters.list_of(news), ALL_PAIRS, each, of_pairs=True)
    text = pair_letters.words_together(news, among_others=several)
    if several:
        return _Part(text, pair_letters.button_among_others(news[-1]), of_pairs=True)
    buttons = [button for one in reversed(news) for button in pair_letters.buttons_of(one)]
    return _Part(text, buttons[0], tuple(buttons[1:]), of_pairs=True)


def _part(notice: Notice, *, several: bool) -> _Part:
    match notice:
        case ParticipantNews():
            return _NEWS[notice.kind](notice)
        case PaperReceived() | QuestionnaireUnfinished() | BankGrew():
            return _on_the_way(notice)
        case HelpNews():
            text, (one, *others) = asking.letter_of(notice)
            return _Part(text, one, tuple(others))
        case PeopleLost() | QuestionsWait() | ItemsTold() | ItemsLateBelow() | RoadMapUrged():
            return _for_staff(notice)
        case StillSearching() | MentorAppeared() | RegistryAwaited() | RegistryApproved():
            return _Part(*search_letters.part(notice))
        case CampaignsAsked() | CampaignsClosed() | ReportAsked() | ReportsSent() | ReportDecided():
            return _of_campaigns_and_reports(notice)
        case ActsMissing() | CuratorAsked() | SurveysAsked() | PairsStuck() | PairNews() | GroupInvitation():
            return _of_lists_and_pairs(notice, several=several)
        case UnnamedDanger():
            return _Part(*campaign_answers.danger_letter(notice))


def _on_the_way(notice: PaperReceived | QuestionnaireUnfinished | BankGrew) -> _Part:
    match notice:
        case PaperReceived():
            return _paper_received(notice)
        case QuestionnaireUnfinished():
            return _questionnaire_unfinished(notice)
        case BankGrew():
            return _bank_grew(notice)


def _of_lists_and_pairs(
    notice: ActsMissing | CuratorAsked | SurveysAsked | PairsStuck | PairNews | GroupInvitation, *, several: bool
) -> _Part:
    if isinstance(notice, ActsMissing | CuratorAsked):
        return _Part(*registers.part_of_letter(notice))
    return _about_pairs(notice, several=several)


def _of_campaigns_and_reports(
    notice: CampaignsAsked | CampaignsClosed | ReportAsked | ReportsSent | ReportDecided,
) -> _Part:
    match notice:
        case CampaignsAsked():
            return _Part(*campaign_letters.asked(notice))
        case CampaignsClosed():
            return _Part(*campaign_letters.closed(notice))
        case ReportAsked() | ReportsSent() | ReportDecided():
            return _Part(*report_letters.part(notice))


def _for_staff(notice: PeopleLost | QuestionsWait | ItemsTold | ItemsLateBelow | RoadMapUrged) -> _Part:
    match notice:
        case PeopleLost():
            return _people_lost(notice)
        case QuestionsWait():
            return _Part(*asking.waits_letter(notice))
        case ItemsTold():
            return _Part(*road_map_letters.told(notice))
        case ItemsLateBelow():
            return _Part(*road_map_letters.late_below(notice))
        case RoadMapUrged():
            return _Part(*road_map_levels.urged(notice))


def _about_pairs(notice: SurveysAsked | PairsStuck | PairNews | GroupInvitation, *, several: bool) -> _Part:
    match notice:
        case SurveysAsked():
            return _surveys(notice, several=several)
        case PairsStuck():
            return _pairs_stuck(notice)
        case GroupInvitation():
            return _Part(group_letters.words_of_letter(notice), group_letters.button_of(notice))
        case PairNews():
            text = pair_letters.words_of_letter(notice, among_others=several)
            if several:
                return _Part(text, pair_letters.button_among_others(notice), of_pairs=True)
            first, *more = pair_letters.buttons_of(notice)
            return _Part(text, first, tuple(more), of_pairs=True)


def _surveys(notice: SurveysAsked, *, several: bool) -> _Part:
    if notice.card is None or not (several or notice.among_others):
        return _Part(surveys.letter_words(notice), surveys.letter_button(notice), of_pairs=True)
    text = surveys.letter_words(notice, pair_letters.which(notice.card, among_others=True))
    label = pair_letters.label_of(notice.card, "опрос")
    return _Part(text, surveys.letter_button(notice, label), of_pairs=True)


def _who(news: ParticipantNews) -> Html:
    """«наставляемый, код 3-17», with the name before it where names may pass, with the day of joining after leaving."""
    role = markup("{role}, код <b>{code}</b>", role=roles.NAMES[news.role], code=news.code)
    if news.since is not None:
        role = markup("{role}, с {day}", role=role, day=words.day(news.since))
    return role if news.name is None else markup("{name} ({role})", name=news.name, role=role)


def _where(organisation_name: str) -> Html:
    return markup("<i>{name}</i>", name=organisation_name)


def _paper_awaited(news: ParticipantNews) -> _Part:
    text = lines(
        bold("📄 Ждём согласие родителей"),
        _where(news.organisation_name),
        "",
        markup("Новый участник младше 18 лет: {who}.", who=_who(news)),
        "Когда подписанную бумагу принесут, отметьте её номер и дату.",
    )
    return _Part(text, Button("Согласия родителей", Papers(organisation=news.organisation)))


def _paper_received(paper: PaperReceived) -> _Part:
    text = lines(
        bold("📄 Согласие родителей получено"),
        _where(paper.organisation_name),
        "",
        "Теперь слово за тобой: прочитай, на что соглашаешься, и реши, хочешь ли участвовать.",
    )
    return _Part(text, Button("Продолжить", Stand()))


def _questionnaire_unfinished(form: QuestionnaireUnfinished) -> _Part:
    head = "📝 Напоминание об анкете" if form.asked_for else "📝 Анкета ждёт продолжения"
    why = "Без неё куратор не может подобрать пару." if form.asked_for else None
    text = lines(bold(head), markup("<i>{title}</i>", title=form.title), "", why, _progress(form))
    return _Part(text, Button("Продолжить", Stand()))


def _progress(form: QuestionnaireUnfinished) -> Html:
    left = form.total - form.answered
    if not left:
        return lines("Ответы на все вопросы есть, осталось проверить их и отправить.")
    remain = counted(left, "вопрос", "вопроса", "вопросов")
    if not form.answered:
        return markup("В ней {remain}, это несколько минут.", remain=remain)
    saved = "Твои ответы сохранены" if form.pupil else "Ваши ответы сохранены"
    verb = plural(left, "остался", "осталось", "осталось")
    return markup("{saved}, {verb} {remain}.", saved=saved, verb=verb, remain=remain)


def _bank_grew(bank: BankGrew) -> _Part:
    text = lines(
        bold("🗂 Новые анкеты в банке"),
        _where(bank.organisation_name),
        "",
        markup("В банке прибавилось: {who}.", who=_came(bank)),
    )
    return _Part(text, _open_bank(bank.organisation))


def _open_bank(organisation: OrganisationId) -> Button:
    return Button("Открыть банк", Banks(organisation))


def _people_lost(lost: PeopleLost) -> _Part:
    number = counted(lost.people, "человек", "человека", "человек")
    verb = plural(lost.people, "не получает", "не получают", "не получают")
    text = lines(
        bold("📵 Не доходят письма"),
        _where(lost.organisation_name),
        "",
        markup("{number} {verb} писем бота. Позвоните, пожалуйста: кому — видно в списке.", number=number, verb=verb),
    )
    return _Part(text, Button("Кому позвонить", Unreached(lost.organisation)))


def _pairs_stuck(school: PairsStuck) -> _Part:
    pairs = counted(school.pairs, "паре", "парам", "парам")
    text = lines(
        bold("🔔 Школе нужна помощь"),
        _where(school.organisation_name),
        "",
        markup("Больше семи рабочих дней нет движения по {pairs}: школа знает, но решения нет.", pairs=pairs),
    )
    return _Part(text, Button("Числа школы", Numbers(school.organisation)))


def _came(bank: BankGrew) -> str:
    came = []
    if bank.mentees:
        came.append(counted(bank.mentees, "наставляемый", "наставляемых", "наставляемых"))
    if bank.mentors:
        came.append(counted(bank.mentors, "наставник", "наставника", "наставников"))
    return listed(came)


def _consent_withdrawn(news: ParticipantNews) -> _Part:
    return _Part(
        lines(
            bold("Согласие отозвано"),
            _where(news.organisation_name),
            "",
            markup("Из программы выходит {who}.", who=_who(news)),
            "Ответы уже удалены, причину спрашивать не нужно.",
            FIND_BY_CODE,
            "Свои списки и таблицы с этими данными сотрите за 30 дней.",
        ),
        _open_bank(news.organisation),
    )


def _unwilling(news: ParticipantNews) -> _Part:
    return _Part(
        lines(
            bold("Отказ от участия"),
            _where(news.organisation_name),
            "",
            markup("Не хочет участвовать в программе: {who}.", who=_who(news)),
            "Ответы удалены. Участие добровольное, поэтому уговаривать не нужно.",
            FIND_BY_CODE,
        ),
        _open_bank(news.organisation),
    )


def _wellbeing_low(news: ParticipantNews) -> _Part:
    """What was answered is not said: such things do not pass through a messenger."""
    plea, tail, button = "Поговорите, пожалуйста, сегодня лично: {who}.", None, MENU
    if news.in_bank:
        side = Side.MENTEES if news.role is Role.MENTEE else Side.MENTORS
        card = Person(organisation=news.organisation, membership=news.membership, side=side)
        plea, button = "Посмотрите, пожалуйста, сегодня одну анкету: {who}.", Button("Открыть карточку", card)
        tail = "Лучше всего после этого поговорить лично."
    find = None
    if news.paper is not None:
        find = markup(asking.BY_PAPER, paper=words.paper(news.paper))
    head = lines(bold("🔔 Нужно Ваше внимание"), _where(news.organisation_name), "")
    return _Part(lines(head, markup(plea, who=_who(news)), find, tail), button)


def _talk_asked(news: ParticipantNews) -> _Part:
    """A wish, not an alarm; in ``minimal`` the code finds the person."""
    side = Side.MENTEES if news.role is Role.MENTEE else Side.MENTORS
    card = Person(organisation=news.organisation, membership=news.membership, side=side)
    text = lines(
        bold("💬 Просьба поговорить"),
        _where(news.organisation_name),
        "",
        markup("Пока пару подбирают, хочет поговорить с педагогом-психологом: {who}.", who=_who(news)),
        "Бот уже ответил, что просьба передана. Договоритесь, пожалуйста, о времени лично.",
    )
    return _Part(text, Button("Открыть карточку", card))


def _mentor_volunteers(news: ParticipantNews) -> _Part:
    text = lines(
        bold("📋 Есть желание быть наставником"),
        _where(news.organisation_name),
        "",
        markup("Просит внести в реестр: {who}.", who=_who(news)),
        "Выдвижение записано, остаётся приказ.",
    )
    return _Part(text, Button("Открыть карточку реестра", Entry(news.membership)))


_NEWS = {
    LetterKind.MENTOR_VOLUNTEERS: _mentor_volunteers,
    LetterKind.TALK_ASKED: _talk_asked,
    LetterKind.PAPER_AWAITED: _paper_awaited,
    LetterKind.CONSENT_WITHDRAWN: _consent_withdrawn,
    LetterKind.UNWILLING: _unwilling,
    LetterKind.WELLBEING_LOW: _wellbeing_low,
}
