"""«Результат» of a plan → the kind of evidence that is asked for. What the bot's own numbers prove no words tell."""

import re

from mentoring.road_maps import EvidenceKind

# The first that is found, in the result before the item: the more binding paper stands first.
_WORDS: tuple[tuple[re.Pattern[str], EvidenceKind], ...] = tuple(
    (re.compile(pattern), kind)
    for pattern, kind in (
        (r"\bприказ|распоряжени|постановлени|распорядительн", EvidenceKind.ORDER),
        (r"\bпротокол|педагогическ\w+ совет|педсовет", EvidenceKind.PROTOCOL),
        (r"соглашени|\bдоговор", EvidenceKind.AGREEMENT),
        (r"родительск\w+ собрани|классн\w+ час", EvidenceKind.DATES_BY_CLASS),
        (r"благодарственн|поощрени|\bграмот", EvidenceKind.LETTERS),
        (r"лист\w* регистрации|явочн|регистрационн\w+ лист", EvidenceKind.ATTENDANCE),
        (r"план-заказ|\bреестр курсов|повышени\w+ квалификации", EvidenceKind.LIST),
        (r"пакет документов|локальн\w+ акт|чек-лист", EvidenceKind.CHECKLIST),
        (r"ссылк|\bсайт|публикаци|опубликован|размещ|рубрик|информационн\w+ ресурс|сообществ\w* в соц|раздел «"
         r"|инфопортал|страниц", EvidenceKind.LINKS),
        (r"утвержден\w* (положени|програм)|\bположени[ея]\b", EvidenceKind.ORDER),
        (r"справк|\bотчет", EvidenceKind.DRAFT),
        (r"заявк|конкурс|лучш\w+ (практик|опыт)|квест|кругл\w+ стол", EvidenceKind.APPLICATIONS),
        (r"разработка и утверждение|паспорт программ", EvidenceKind.ORDER),
        (r"семинар|совещани|встреч|собрани|вебинар|конференци|форум|консультаци|обучение|обучающи\w+ мероприяти"
         r"|проведен\w+ мероприяти|участи[ея]",
         EvidenceKind.ATTENDANCE),
        (r"показател|индикатор", EvidenceKind.INDICATORS),
        (r"методическ\w+ (материал|копилк|рекомендац)|материал\w+", EvidenceKind.FILES),
    )
)  # fmt: skip


def evidence_of(result: str, item: str) -> EvidenceKind:
    for text in (result, item):
        words = text.lower().replace("ё", "е")
        for pattern, kind in _WORDS:
            if pattern.search(words):
                return kind
    return EvidenceKind.FILE
