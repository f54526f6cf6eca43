"""What in a pupil's own words speaks of danger: violence, bullying, self-harm, not wanting to live.

Nothing is refused and nobody is judged: the helpline is shown at once, the psychologist hears that a talk is needed.
A talk too many costs ten minutes, a call not heard may cost a life; so only what is clearly about something else
(«убил время», «умираю от смеха», «бьёт рекорды») is left alone.
"""

import re

_CLAUSE = re.compile(r"[.!?;]+")
_SPACES = re.compile(r"\s+")

_HARMLESS = (
    r"\w+ (?:со |от )(?:смеху?а?|скуки|любопытства|нетерпения|зависти)\b",
    r"\bтрав(?:ят|ить|ля) (?:байк|анекдот|истори|таракан|насеком|сорняк)\w*",
    r"\bунижа\w+ достоинств\w+ (?:героя|героини|персонажа)",
    r"\bне хо(?:чу|чется) жить (?:в|на|у) (?:город|общежити|общаг|интернат|деревн|сел|центр|север|юг|мор|квартир)\w*",
)
"""Phrases that are taken out before anything is looked for."""

_PEACEFUL_BLOWS = (
    r"рекорд\w*|часы|барабан\w*|мяч\w*|шайб\w*|голы?|по воротам|в ворота|пенальти|фонтан\w*|ключом|дрожь|озноб|током"
    r"|гвозд\w+|волн\w+|дожд\w+|град|молни\w+|в глаза|карт[уыо]й?|копыт\w+|крыль\w+|в цель|тревогу|по самооценк\w+"
    r"|по карман\w+|по нервам|колокол\w*|челом|в бубен"
)
"""What is beaten, or beats, without anybody being hurt."""

_SIGNS = (
    # Bullying
    r"травл[яиюе]\w*|травят|затрави\w+|буллинг\w*|булят|гноб\w+|издева\w+|унижа\w+|шантаж\w+|угрожа\w+"
    r"|(?:меня|нас) (?:\w+ ){0,2}(?:обижа\w+|обзыва\w+|дразн\w+|преслед\w+|ненавид\w+)"
    r"|(?:обижа\w+|обзыва\w+|дразн\w+|преслед\w+) (?:меня|нас)",
    # Violence
    r"изби(?:ва|л|т)\w*|побил[аи]? меня|меня побил\w*|побо(?:и|ев|ям|ями|ях)|подзатыльник\w*"
    r"|поднима\w+ (?:на меня|на нас|на маму) руку|поднима\w+ руку на (?:меня|нас|маму)"
    r"|(?:меня|нас) (?:\w+ ){0,2}(?:пина\w+|колот\w+|душ[иа]т\w*|порют|порет|толка\w+)",
    r"насили[еяюи]\w*|насилу[ею]\w+|насилова\w+|изнасил\w+|домога\w+"
    r"|(?:ко мне|меня) (?:\w+ ){0,2}(?:пристает|пристают|лапа\w+)",
    r"выгна\w+ (?:меня )?из дома?|(?:убе[жг]\w+|сбе[жг]\w+|уйти) из дома?"
    r"|(?:боюсь|страшно) (?:идти|ехать|возвращ\w+|приход\w+|быть|оста\w+|жить) (?:домой|дома)"
    r"|боюсь (?:сво\w+ )?(?:отца|отчима|папу|папы|мачех[иу]|родителей)",
    # Not wanting to live
    r"не\s*хо(?:чу|чется|тел\w*)(?: \w+){0,2} жить|жить (?:больше |дальше |так )?не\s*хо(?:чу|чется)"
    r"|(?:незачем|устал[аи]?|надоело) жить|жить (?:незачем|надоело|нет смысла)"
    r"|зачем (?:мне |я |вообще )*жи(?:ть|ву)|нет (?:смысла|сил)(?: \w+)? жить|не вижу смысла (?:жить|в жизни|жизни)",
    r"(?:хочу|хочется|хотел\w*|мечтаю|лучше)(?: \w+){0,2} (?:умереть|сдохнуть|исчезнуть|не проснуться)"
    r"|(?:умереть|сдохнуть|исчезнуть) (?:хочу|хочется)|не хочу просыпаться"
    r"|лучше бы (?:я |мне )?(?:умер\w*|не рожда\w+|не родил\w*|не жи\w+)"
    r"|(?:лучше бы|чтобы|если бы) меня (?:вообще )?не (?:было|стало|существовало)"
    r"|(?:всем|им|маме|семье) (?:\w+ ){0,2}(?:лучше|легче) без меня",
    # Self-harm
    r"суицид\w*|самоуби\w+|самоповрежд\w+|сел[фв]\s?-?харм\w*|покончи\w+ с (?:собой|жизнью)|с собой покончи\w+"
    r"|руки на себя|(?:уби\w+|убь\w+) себя|себя (?:уби\w+|убь\w+)|повеси(?:ться|лась|лся)|повешусь"
    r"|(?:вскр|ре[зж]|поре[зж])\w*(?: себе)? вены|таблеток наглота\w+|наглота\w+ таблеток"
    r"|(?:спрыг|прыг)\w+ (?:с|из) (?:крыш|мост|окн|балкон)\w*",
    r"(?:реж\w+|резал\w*|пореза\w+|царапа\w+) (?:себя|себе|руки)|(?:себя|себе|руки) (?:реж\w+|резал\w*|пореза\w+)"
    r"|(?:дела\w+|причиня\w+) себе (?:больно|боль)|(?:вред|боль) себе|себе вред\w*",
)

_DANGER = re.compile(rf"\b(?:{'|'.join(_SIGNS)})\b")
_BLOW = re.compile(r"(?<!не )\b(?:бь[её]т|бьют|бил|била|били)\b")
_PEACE = re.compile(rf"\b(?:{_PEACEFUL_BLOWS})\b")
_LEFT_ALONE = re.compile("|".join(_HARMLESS))
_NAMED = re.compile(r"травл|буллинг|насили|побо|суицид|самоуби|самоповрежд")
_DENIED_BEFORE = re.compile(
    r"\b(?:нет|без)(?: никак\w+)? $|\b(?:против|проект\w*|сочинени\w+|доклад\w*) (?:\w+ ){0,2}$"
)
_DENIED_BEHIND = re.compile(r"^(?: \w+){0,2} (?:нет|не было|не бывает)\b")
_NOBODY_DOES = re.compile(r"\bне (?:обижа|обзыва|дразн|преслед|пина|колот|толка|прист)")


def speaks_of_danger(text: str) -> bool:
    """Whether the psychologist should hear of these words today."""
    plain = text.lower().replace("ё", "е")
    return any(_alarming(_SPACES.sub(" ", clause)) for clause in _CLAUSE.split(plain))


def _alarming(clause: str) -> bool:
    clause = _LEFT_ALONE.sub(" ", clause)
    if any(not _denied(clause, found) for found in _DANGER.finditer(clause)):
        return True
    return _BLOW.search(clause) is not None and _PEACE.search(clause) is None


def _denied(clause: str, found: re.Match[str]) -> bool:
    """«травли нет», «проект против травли», «меня никто не обижает»; «друзей нет, травят» is no denial."""
    if _NOBODY_DOES.search(found.group()):
        return True
    before, behind = clause[: found.start()], clause[found.end() :]
    named = _NAMED.match(found.group()) is not None
    return named and (_DENIED_BEFORE.search(before) is not None or _DENIED_BEHIND.search(behind) is not None)
