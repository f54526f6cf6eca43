"""Words about surveys sent to many: what they are called, whom they ask, what is promised."""

from collections.abc import Iterable, Mapping

from bot.texts import labels, people, words
from bot.texts import pairs as pair_words
from mentoring.campaign_leading import PairChoice
from mentoring.campaigns import Audience, BuiltIn, Secrecy
from mentoring.ids import OrganisationId
from mentoring.pair_cards import Stage
from mentoring.roles import Role
from mentoring.self_check import is_self_check

SECRECY: dict[Secrecy, str] = {
    Secrecy.CONFIDENTIAL: "Ответы конфиденциальны: в результатах нет имён.",
    Secrecy.ANONYMOUS: "Ответы анонимны: кто как ответил, не узнает никто.",
}

SCORED = "В результатах — общий балл. Ответы по условиям видит только тот, кто отвечал."

IN_MONTH = (
    "в январе",
    "в феврале",
    "в марте",
    "в апреле",
    "в мае",
    "в июне",
    "в июле",
    "в августе",
    "в сентябре",
    "в октябре",
    "в ноябре",
    "в декабре",
)


def name(title: str, built_in: BuiltIn | None) -> str:
    """«Довольны ли участники: наставники»: forms of one group are told apart by whom they ask."""
    return title if built_in is None else f"{built_in.group}: {roles(built_in.roles)}"


def label(title: str, built_in: BuiltIn | None, limit: int) -> str:
    """The same for a button: whom it asks comes first, so that it is never cut off."""
    if built_in is None:
        return labels.shortened(title, limit)
    asked_ = roles(built_in.roles)
    return labels.shortened(f"{asked_[:1].upper()}{asked_[1:]}: {words.inside(built_in.group)}", limit)


def roles(found: Iterable[Role]) -> str:
    """«наставники и наставляемые», in the order of the programme's roles."""
    chosen = set(found)
    return words.listed(words.inside(people.PLURAL[role]) for role in Role if role in chosen)


def promised(secrecy: Secrecy, built_in: BuiltIn | None) -> str:
    """What those who lead it are told of the answers."""
    return SCORED if built_in is not None and is_self_check(built_in.form) else SECRECY[secrecy]


def asked(number: int) -> str:
    return words.counted(number, "человек", "человека", "человек")


def those_asked(number: int) -> str:
    """«Спросим 1 человека, 2 человек»."""
    return words.counted(number, "человека", "человек", "человек")


def whom(audience: Audience, built_in: BuiltIn | None, *, again: bool = False) -> str:
    """«наставляемые, у кого в этом учебном году была пара», without what it is narrowed to."""
    which = []
    if built_in is not None and built_in.pairs_only:
        which.append("у кого в этом учебном году была пара")
    if built_in is not None and built_in.skips_answered and not again:
        which.append("кто ещё не отвечал")
    return f"{roles(audience.roles)}, {words.listed(which)}" if which else roles(audience.roles)


def narrowing(
    audience: Audience, places: Mapping[OrganisationId, str] | None = None, pair: PairChoice | None = None
) -> list[str]:
    """Lines that tell what it is narrowed to; none where it is not. ``places``: those that may be called by name."""
    told = []
    if audience.places:
        chosen, number = (
            [one for place, one in (places or {}).items() if place in audience.places],
            len(audience.places),
        )
        many = words.counted(number, "организация", "организации", "организаций")
        told.append(f"Только здесь: {', '.join(chosen) if 0 < len(chosen) <= 3 else many}.")
    if audience.stages:
        stages = ", ".join(pair_words.STAGES[stage].lower() for stage in Stage if stage in audience.stages)
        told.append(f"Только пары на этапе: {stages}.")
    if audience.pair is not None:
        which = "" if pair is None else f": {pair_words.label(pair.pair, pair.mentor, pair.mentees)}"
        told.append(f"Только одна пара{which}.")
    return told
