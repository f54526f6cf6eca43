"""Words about pairs: states, stages, reasons, what speaks for a mentor."""

import re
from collections.abc import Iterable, Sequence

from bot.texts import people, words
from mentoring import matching
from mentoring.pair_cards import Partner, Reason, Stage
from mentoring.pair_moves import Event, Lack
from mentoring.pairs import MentoringKind, Pair, PairState

STAGES: dict[Stage, str] = {
    Stage.OFFERED: "Предложены",
    Stage.ORDER: "Ждут приказа",
    Stage.ACQUAINTANCE: "Знакомство",
    Stage.TRIAL: "Проба",
    Stage.PLAN: "План",
    Stage.WORK: "Работа",
    Stage.FINAL: "Итог",
    Stage.PAUSE: "Пауза",
    Stage.CLOSED: "Закрыты",
}

STATES: dict[PairState, str] = {
    PairState.PROPOSED: "черновик, никому не отправлен",
    PairState.AWAITING_ACCEPTANCE: "ждём ответа",
    PairState.DECLINED: "не состоялась",
    PairState.ACCEPTED: "все согласны, нужен приказ",
    PairState.ASSIGNED: "впереди встреча-знакомство",
    PairState.TRIAL: "пробная встреча",
    PairState.TRIAL_FAILED: "подбираем другой вариант",
    PairState.PLANNING: "составляют план",
    PairState.PLAN_APPROVAL: "план ждёт утверждения",
    PairState.WORKING: "работают по плану",
    PairState.PAUSED: "на паузе",
    PairState.FINAL_MEETING: "впереди итоговая встреча",
    PairState.SURVEYS: "отвечают на вопросы об итогах",
    PairState.COMPLETED: "завершена",
    PairState.TERMINATED: "завершена досрочно",
}

REASONS: dict[Reason, str] = {
    Reason.TIME: "Не хватает времени",
    Reason.SUBJECT: "Не подходит предмет или запрос",
    Reason.PERSONAL: "Личная причина",
    Reason.HEALTH: "Отсутствие",
    Reason.LEAVES: "Уход из организации",
    Reason.DONE: "Цель уже достигнута",
    Reason.SESSION: "Сессия или учёба",
    Reason.VACATION: "Отпуск",
    Reason.OTHER: "Другая причина",
}

POSSIBLE: dict[Event, str] = {
    Event.SEND: "отправить предложение",
    Event.CANCEL: "отменить предложение",
    Event.ACCEPT: "дождаться ответа сторон",
    Event.ENTER_ORDER: "внести приказ",
    Event.HOLD: "провести встречу",
    Event.GIVE_VERDICT: "дождаться решения после пробы",
    Event.SUBMIT_PLAN: "составить план",
    Event.APPROVE_PLAN: "утвердить план",
    Event.RETURN_PLAN: "вернуть план",
    Event.FINISH_WORK: "перейти к итоговой встрече",
    Event.EXTEND: "продлить работу",
    Event.RESUME: "возобновить работу",
    Event.CLOSE_SURVEYS: "закрыть опрос",
    Event.TAKE_BACK_NOTICE: "отозвать предупреждение",
    Event.APPROVE_CHANGE: "утвердить изменение плана",
    Event.PAUSE: "взять паузу",
    Event.END: "завершить пару",
}
"""What can be done with a pair now, for the sentence that refuses something else."""

HAPPENED: dict[str, str] = {
    "propose": "составлен черновик",
    Event.SEND: "отправлено предложение",
    Event.ACCEPT: "согласие",
    Event.DECLINE: "отказ",
    Event.LAPSE: "срок ответа вышел",
    Event.CANCEL: "предложение отменено",
    Event.ENTER_ORDER: "внесён приказ",
    Event.CORRECT_ORDER: "исправлен приказ",
    Event.HOLD: "встреча прошла",
    Event.GIVE_VERDICT: "решение после пробы",
    Event.SETTLE_TRIAL: "решено за стороны после пробы",
    Event.SUBMIT_PLAN: "план отправлен",
    Event.AGREE_PLAN: "согласие с планом",
    Event.REJECT_PLAN: "план нужно обсудить",
    Event.APPROVE_PLAN: "план утверждён",
    Event.RETURN_PLAN: "план возвращён",
    Event.PROPOSE_CHANGE: "предложено изменить план",
    Event.AGREE_CHANGE: "согласие с изменением плана",
    Event.REJECT_CHANGE: "план оставлен прежним",
    Event.APPROVE_CHANGE: "изменение плана утверждено",
    Event.FINISH_WORK: "работа по плану закончена",
    Event.EXTEND: "работа продлена",
    Event.PAUSE: "пауза",
    Event.RESUME: "работа возобновлена",
    Event.ANSWER_SURVEY: "ответ об итогах",
    Event.CLOSE_SURVEYS: "опрос закрыт",
    Event.GIVE_NOTICE: "предупреждение о завершении",
    Event.TAKE_BACK_NOTICE: "предупреждение отозвано",
    Event.END: "пара завершена",
    Event.WITHDRAW_CONSENT: "согласие отозвано",
    Event.LEAVE: "участник вышел из группы",
    Event.CHANGE_KIND: "выбран другой вид",
    Event.ADD_MENTEE: "в черновик добавлен наставляемый",
    Event.DROP_MENTEE: "из черновика убран наставляемый",
    Event.INVITE: "приглашение в группу",
    Event.JOIN: "участник пришёл в группу",
    Event.REFUSE_INVITATION: "отказ прийти в группу",
    Event.RECALL_INVITATION: "приглашение в группу отозвано",
    Event.LAPSE_INVITATION: "на приглашение нет ответа",
    Event.REPLACE_MENTOR: "предложен другой наставник",
}
"""Everything that is kept in the history of a pair."""

LACKS: dict[Lack, str] = {
    Lack.NOT_HELD: "Сначала нужна встреча.",
    Lack.NO_MORE_TRIALS: "Ещё одну пробу может разрешить только куратор: «Другие действия», «Вопрос куратору».",
    Lack.NO_ORDER: "Сначала нужен приказ.",
    Lack.NO_PAPER: "Сначала нужны письменные согласия.",
    Lack.TOO_FEW_EVENTS: "Мероприятий пока мало.",
    Lack.GROUP_FULL: "В группе нет места.",
    Lack.DATE_NOT_AHEAD: "Нужен день, который ещё впереди.",
    Lack.DONE_ALREADY: "Это уже сделано.",
    Lack.NO_CHANGE: "Это изменение плана уже закрыто.",
    Lack.UNCHANGED: "В плане пока ничего не изменилось, отправлять нечего.",
    Lack.NO_NOTICE: "Предупреждения уже нет.",
    Lack.LAST_MEMBER: "Последнего наставляемого не убрать: удалите черновик.",
    Lack.SENT_ALREADY: "Предложение уже отправлено.",
    Lack.NOT_INVITED: "Этого приглашения уже нет.",
}
"""What is lacking for an act that the state itself would allow."""
KINDS: dict[MentoringKind, str] = {
    MentoringKind.TRADITIONAL: "Традиционное",
    MentoringKind.SHORT_TERM: "Краткосрочное",
    MentoringKind.REVERSE: "Реверсивное",
    MentoringKind.REMOTE: "Дистанционное",
}

KIND_MEANS: dict[MentoringKind, str] = {
    MentoringKind.TRADITIONAL: "на год, встречи и общий план",
    MentoringKind.SHORT_TERM: "одна цель, одно-два мероприятия",
    MentoringKind.REVERSE: "младший помогает старшему",
    MentoringKind.REMOTE: "встречи онлайн",
}

STEPS = ("Знакомство", "Проба", "План", "Работа", "Итог")

_STEP_OF: dict[PairState, int] = {
    PairState.PROPOSED: 0,
    PairState.AWAITING_ACCEPTANCE: 0,
    PairState.ACCEPTED: 0,
    PairState.ASSIGNED: 0,
    PairState.TRIAL: 1,
    PairState.PLANNING: 2,
    PairState.PLAN_APPROVAL: 2,
    PairState.WORKING: 3,
    PairState.FINAL_MEETING: 4,
    PairState.SURVEYS: 5,
    PairState.COMPLETED: 5,
}


def strip(pair: Pair, progress: str | None = None) -> str | None:
    """«Знакомство ✓ → Проба ✓ → План ✓ → 2 из 5 → Итог»: how far a pair has come; None where it went nowhere."""
    state = pair.paused_from or pair.state
    if state not in _STEP_OF:
        return None
    steps = [*STEPS[:3], STEPS[3] if progress is None else progress, STEPS[4]]
    return " → ".join(f"{step} ✓" if number < _STEP_OF[state] else step for number, step in enumerate(steps))


def title(pair: Pair) -> str:
    """«Пара № 12», before the order «Новая пара»; the same of groups."""
    what = "Группа" if pair.is_group else "Пара"
    if pair.number is not None:
        return f"{what} №{words.NBSP}{pair.number}"
    return "Новая группа" if pair.is_group else "Новая пара"


_GROUP_FORMS = {
    "пара": "группа",
    "пары": "группы",
    "паре": "группе",
    "пару": "группу",
    "парой": "группой",
    "обе стороны": "все",
    "второй стороны": "остальных",
    "сторон": "участников",
}
_OF_A_PAIR = re.compile(rf"\b({'|'.join(_GROUP_FORMS)})\b", re.IGNORECASE)


def of_group(pair: Pair, text: str) -> str:
    """A sentence about a pair, said of a group where it is one: the word has the same gender and the same endings."""
    if not pair.is_group:
        return text

    def said(found: re.Match[str]) -> str:
        word = _GROUP_FORMS[found[0].lower()]
        return word.capitalize() if found[0][0].isupper() else word

    return _OF_A_PAIR.sub(said, text)


def briefly(partners: Sequence[Partner], most: int = 2) -> str:
    """«Иванова, Ким и ещё 2»: as short as a list, a button or a letter wants it."""
    named = ", ".join(surname(one) for one in partners[:most])
    rest = len(partners) - most
    return f"{named} и{words.NBSP}ещё{words.NBSP}{rest}" if rest > 0 else named


def label(pair: Pair, mentor: Partner, mentees: Sequence[Partner]) -> str:
    """«№ 12 Петрова → Иванова, Ким», as a list of pairs names each."""
    number = f"№{words.NBSP}{pair.number} " if pair.number is not None else ""
    return people.fitting(f"{number}{surname(mentor)} → {briefly(mentees, most=1 if len(mentees) > 2 else 2)}")


def short(pair: Pair, others: Sequence[Partner]) -> str:
    """«№ 12 Ким»: a pair as one of its sides tells it from its other pairs."""
    number = f"№{words.NBSP}{pair.number} " if pair.number is not None else ""
    return f"{number}{briefly(others, most=1)}"


def called(partner: Partner) -> str:
    """The name where it may be said, else the code."""
    return people.called(partner.code, partner.name)


def about(partner: Partner) -> str | None:
    """«учитель; дисциплина и мотивация класса»."""
    post = people.post_words(partner.post)
    parts = [words.inside(post) if post else None, topics(partner.topics[:3])]
    return "; ".join(part for part in parts if part) or None


def topics(labels: Iterable[str]) -> str:
    """«общение с родителями, ФГОС и рабочие программы»."""
    return ", ".join(words.inside(label) for label in labels)


def surname(partner: Partner) -> str:
    """As short as a button wants it."""
    if partner.name is None:
        return partner.code
    return partner.name.surname or people.short_name(partner.name)


def because(reason: matching.Reason) -> str:
    """One thing that speaks for a mentor, or is to be known of them."""
    match reason:
        case matching.SharedRequests(matched, asked):
            return f"{matched} из {words.counted(asked, 'запроса', 'запросов', 'запросов')}"
        case matching.FreePlaces(count):
            return f"свободно {words.counted(count, 'место', 'места', 'мест')}"
        case matching.Unanswered(on):
            return f"не ответили {words.day(on)}"
        case _:
            return _SAYS[type(reason)]


UNREACHED = "письма не доходят"
"""To whom an offer is better told by telephone."""

_SAYS: dict[type[matching.Reason], str] = {
    matching.SameSubject: "тот же предмет",
    matching.CommonTimes: "есть общее время",
    matching.SameFormat: "тот же формат встреч",
    matching.FitsAge: "подходит по возрасту",
    matching.FitsForm: "нужная форма",
    matching.FitsKind: "нужный вид",
    matching.Superior: "руководитель наставляемого",
    matching.Unreached: UNREACHED,
}
