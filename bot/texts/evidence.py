"""The words of proof: what is asked for, what was given, what is wrong with it."""

import datetime

from bot.texts import concerns, counters, labels, words
from mentoring.evidence import ABSENT, Blocked, Need, ProofProblem, gives
from mentoring.free_text import Concern
from mentoring.kept_files import FileProblem
from mentoring.papers import PaperNumber
from mentoring.road_map_views import GivenPiece
from mentoring.road_maps import EvidenceKind

ASKS: dict[EvidenceKind, str] = {
    EvidenceKind.ORDER: f"Пришлите номер и дату приказа: «№{words.NBSP}12 от 15.09.2026».",
    EvidenceKind.PROTOCOL: f"Пришлите номер и дату протокола: «№{words.NBSP}3 от 15.09.2026».",
    EvidenceKind.AGREEMENT: f"Пришлите номер и дату соглашения: «№{words.NBSP}7 от 15.09.2026».",
    EvidenceKind.LINK: "Пришлите адрес страницы: https://…",
    EvidenceKind.LINKS: "Пришлите адреса страниц: https://… Можно несколько в одном сообщении.",
    EvidenceKind.FILE: "Пришлите файл или ссылку на него.",
    EvidenceKind.FILES: "Пришлите файлы, по одному или сразу, или ссылки на них.",
    EvidenceKind.LIST: "Пришлите список: файл или ссылку.",
    EvidenceKind.CARDS: "Пришлите таблицу: файл или ссылку.",
    EvidenceKind.INDICATORS: "Пришлите показатели: файл или ссылку.",
    EvidenceKind.DRAFT: "Пришлите документ: файл или ссылку.",
    EvidenceKind.LETTERS: "Пришлите письма: файлы или ссылки.",
    EvidenceKind.ATTENDANCE: "Пришлите день и число участников: «15.09.2026, 24». День можно выбрать и кнопкой.",
    EvidenceKind.CHECKLIST: "По каждой бумаге: есть она или нет. Нажмите на строку.",
    EvidenceKind.APPLICATIONS: "Пришлите число заявок и сами заявки: файл или ссылку.",
    EvidenceKind.DATES_BY_CLASS: "Пришлите классы и даты, каждый класс с новой строки: «5А — 12.10.2026».",
    EvidenceKind.POLL: "Пришлите ссылку на опрос, файл с итогами или числа: «за — 14, против — 2».",
    EvidenceKind.AUTO: "Если есть что показать, пришлите файл или ссылку.",
    EvidenceKind.AUTO_COUNTER: "Если есть что показать, пришлите файл или ссылку.",
}

ALSO: dict[EvidenceKind, str] = {
    EvidenceKind.ORDER: "Можно добавить ссылку или файл приказа.",
    EvidenceKind.PROTOCOL: "Можно добавить ссылку или файл протокола.",
    EvidenceKind.AGREEMENT: "Можно добавить ссылку или файл соглашения.",
    EvidenceKind.ATTENDANCE: "Список участников можно добавить файлом.",
    EvidenceKind.DATES_BY_CLASS: "Можно добавить файл или ссылку.",
}

PROBLEMS: dict[ProofProblem, str] = {
    ProofProblem.NO_NUMBER: "Не видно номера.",
    ProofProblem.SEVERAL_NUMBERS: "Здесь несколько номеров. Пришлите их по одному: номер и его дату.",
    ProofProblem.NO_DATE: "Не видно даты.",
    ProofProblem.NOT_A_DATE: "Такой даты нет в календаре.",
    ProofProblem.IN_THE_FUTURE: "Эта дата ещё не наступила.",
    ProofProblem.TOO_OLD: "Этой дате больше десяти лет. Проверьте год.",
    ProofProblem.TOO_FAR: "До этой даты больше двух лет. Проверьте год.",
    ProofProblem.NOT_A_LINK: "Адрес не открыть: нужен целиком, с https:// в начале.",
    ProofProblem.NO_LINK: "Не видно ни ссылки, ни файла.",
    ProofProblem.NO_PEOPLE: "Не видно, сколько было участников: нужно одно число.",
    ProofProblem.NO_COUNT: "Не видно, сколько заявок: нужно одно число.",
    ProofProblem.NO_CLASS: "Не видно класса рядом с датой.",
    ProofProblem.NO_NUMBERS: "Не видно чисел.",
    ProofProblem.TOO_MANY: "Слишком много для одного сообщения: пришлите частями, до двадцати в каждой.",
    ProofProblem.TOO_LONG: "Слишком длинно: до трёхсот знаков.",
    ProofProblem.NO_FILE_WANTED: "Здесь нужна ссылка, файл не подойдёт.",
}

FILE_PROBLEMS: dict[FileProblem, str] = {
    FileProblem.TOO_LARGE: "Файл больше 20 МБ, такой боту не передать. Пришлите ссылку на него или сожмите.",
    FileProblem.EMPTY: "Файл пустой.",
    FileProblem.UNKNOWN_TYPE: "Такие файлы бот не хранит. Подойдут: pdf, docx, xlsx, pptx, odt, ods, csv, jpg, png.",
    FileProblem.NOT_WHAT_IT_SAYS: "Файл повреждён или внутри не то, что обещает его название. Сохраните заново.",
    FileProblem.MACROS: "В файле макросы, такие бот не берёт. Сохраните без макросов: docx или xlsx.",
    FileProblem.LOST: "Файл не дошёл. Пришлите его ещё раз.",
    FileProblem.NO_ROOM: "Файл не сохранился: на сервере нет места. Пункт остался как был, пришлите файл позже.",
}

BESIDE = 60
"""Of what was written beside an address or a file, so that several fit on a screen."""

GOES_ON = "Пункт идёт весь срок: присылайте, когда появится новое. Закрыть его можно на карточке."

GONE = "Файла на сервере больше нет. Пришлите его заново."

OUTCOME = "итоги записаны"
"""Of words that only the organisation itself reads."""

SEALED = "Файлы и слова видит только сама организация."

NO_NAMES = "Фамилии, телефоны и сведения о здоровье не нужны."

BLOCKED: dict[Blocked, str] = {
    Blocked.WAIVED: "Этот пункт не требуется, подтверждать его не нужно.",
    Blocked.OVER: "Эта дорожная карта закрыта, её можно только читать.",
}

FILE_ASKED = "Пришлите файл прямо сюда, до 20 МБ: pdf, docx, xlsx, pptx, odt, ods, csv или фото."
NAMED = "Внесено в «Локальные акты»."
NOT_PROOF = "Это не подойдёт: нужен текст или файл."
ALL_THERE = "Все бумаги есть, пункт выполнен."


def taken(seen: frozenset[Concern], *, registered: bool = False) -> str:
    """A warning, never a refusal: what was sent is kept. ``registered``: among the local acts too."""
    accepted = "Принято и внесено в «Локальные акты»." if registered else "Принято."
    if not seen:
        return accepted
    return (
        f"{accepted} ⚠️ Похоже, здесь {concerns.listed(seen)}. Для отчёта этого не нужно: уберите кнопкой «Исправить» "
        "и удалите своё сообщение из переписки."
    )


def piece(given: GivenPiece, today: datetime.date) -> str:
    """«№ 12 от 15.09.2026», «15.09.2026, участников: 24», «файл «Приказ.pdf»»."""
    said = _said(given, today)
    labelled = given.piece.label is not None and not given.piece.numbers and gives(given.piece) is not Need.DATES
    return f"{labels.shortened(given.piece.label or '', BESIDE)}: {said}" if labelled else said


def _said(given: GivenPiece, today: datetime.date) -> str:
    held = given.piece
    if held.numbers:
        return counters.proven(held, today)
    beside = f" ({labels.shortened(held.words, BESIDE)})" if held.words else ""
    match gives(held):
        case Need.FILE:
            return "файл" if given.sealed else f"файл «{given.file}»{beside}"
        case Need.LINK:
            return f"{held.link}{beside}"
        case Need.PAPER:
            assert held.number is not None and held.day is not None  # noqa: S101, PT018 - one is read with the other
            return words.paper(PaperNumber(held.number, held.day))
        case Need.PEOPLE:
            assert held.day is not None  # noqa: S101 - it is what makes it so
            return f"{words.numeric(held.day)}, участников: {held.people}"
        case Need.COUNT:
            return f"заявок: {held.people}"
        case Need.DATES:
            assert held.day is not None  # noqa: S101 - it is what makes it so
            return f"{held.label} — {words.numeric(held.day)}" if held.label else words.numeric(held.day)
        case _:
            return held.words or (OUTCOME if given.sealed else ABSENT)


def short(given: GivenPiece, today: datetime.date, limit: int) -> str:
    """For a button."""
    return labels.shortened(piece(given, today).removeprefix("https://"), limit)
