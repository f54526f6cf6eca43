"""What a survey had better not ask: the programme does not gather it, and some of it the law guards most of all.

Nothing is refused: a word may mean something else, so whoever writes the question is warned.
"""

import re
from enum import StrEnum


class Topic(StrEnum):
    """``BELIEFS`` and ``HEALTH``: special categories of 152-ФЗ, article 10. ``WELLBEING``: what a child may be in
    trouble about; to ask that is the psychologist's work."""

    HEALTH = "health"
    BELIEFS = "beliefs"
    DOCUMENTS = "documents"
    CONTACTS = "contacts"
    NAMES = "names"
    WELLBEING = "wellbeing"


_WORDS = {
    Topic.HEALTH: r"(?:ваш\w*|тво\w+|сво\w+|состояни\w+|групп\w+|проблем\w* со|жалоб\w* на)\s+(?:\w+\s+)?здоровь\w+"
    r"|(?:за)?боле(?:ете|ешь|ют|ет|ть|ли|ла|л|вани\w+|зн\w+)|больн(?:ы|а|ой|ого|ому|ых|ые|ая|ую|иц\w*|ичн\w+)|болен|диагноз\w*|инвалидност\w+|овз"
    r"|лекарств\w*|беременн\w+|прививк\w+|психиатр\w*|нарколог\w*|медицинск\w+ (?:карт|справк|противопоказ)\w*",
    Topic.BELIEFS: r"религи\w+|вероисповедани\w+|верующ\w+|национальност\w+"
    r"|политическ\w+ (?:взгляд|убежден|предпочтен)\w*|судимост\w+|(?:за кого|кому) (?:вы |ты )?голосова\w+"
    r"|сексуальн\w+",
    Topic.DOCUMENTS: r"паспорт(?!\w* (?:программ|проект|наставнич|кабинет|показател))\w*|снилс|инн|полис\w*"
    r"|свидетельств\w+ о рождении|номер\w* (?:карт|счет)\w*|банковск\w+ карт\w*",
    Topic.CONTACTS: r"(?:номер\w* )?телефон(?:а|у|ом)?(?! доверия)|домашн\w+ адрес\w*|адрес\w* (?:проживан|почт)\w*"
    r"|где (?:вы|ты) жив(?:ете|ешь)|электронн\w+ почт\w*|e-?mail",
    Topic.WELLBEING: r"настроени\w+|самочувстви\w+|себя (?:\w+ )?чувству\w+|чувству\w+ себя|груст\w+|счастлив\w*"
    r"|плач\w+|плакал\w*|страх(?:а|и|ов|ам|ах|е|у)?|страшно|бо(?:ишься|итесь|яться|язно)|тревог\w+|тревож\w+"
    r"|пережива(?:ешь|ете|ния)|стресс\w*|депресси\w+|одинок\w*|одиночеств\w+"
    r"|травл\w+|трав(?:ят|ить|или)|буллинг\w*|обижа\w+|дразн\w+|издева\w+|унижа\w+|насили\w+"
    r"|бь(?:ет|ют)|би(?:л|ла|ли)|избива\w+|смерт\w+|умер(?:ла|ли|еть)?|суицид\w*|самоуби\w+"
    r"|(?:хо(?:чешь|тите|чется)|хотел\w*) (?:ли )?жить|вред\w* себе"
    r"|(?:тво\w+|ваш\w+|сво\w+) (?:семь\w+|родител\w+|мам\w+|пап\w+)|в семье|ссор\w+"
    r"|дома (?:все )?(?:хорошо|спокойно|ругают|кричат)|родител\w+ (?:ругают|кричат|пьют|в разводе)",
    Topic.NAMES: r"фио|фамили\w+|как (?:вас|тебя) зовут|(?:ваше|твое|свое) имя|имя и отчество",
}
_PATTERNS = {topic: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for topic, words in _WORDS.items()}


def topics(text: str) -> frozenset[Topic]:
    """What the words seem to ask for; empty for an ordinary question about the work."""
    plain = text.replace("ё", "е").replace("Ё", "Е")
    return frozenset(topic for topic, pattern in _PATTERNS.items() if pattern.search(plain))
