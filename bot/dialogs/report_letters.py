"""Letters about reports that go upward."""

from bot.dialogs import report_addresses as to
from bot.screens import Button, Html, bold, lines, markup
from bot.texts import sent_reports as said
from mentoring.letters import LetterKind
from mentoring.notices import ReportAsked, ReportDecided, ReportNotice, ReportsSent

HEADS: dict[LetterKind, str] = {
    LetterKind.REPORT_ASKED: "📊 Просят отчёт",
    LetterKind.REPORT_WAITS: "📊 Отчёт ещё не отправлен",
    LetterKind.REPORT_URGED: "📊 Напоминают об отчёте",
    LetterKind.REPORT_ACCEPTED: "✅ Отчёт принят",
    LetterKind.REPORT_RETURNED: "↩️ Отчёт возвращён",
}


def part(notice: ReportNotice) -> tuple[Html, Button]:
    match notice:
        case ReportAsked():
            return _asked(notice), Button("Открыть отчёт", to.Own(notice.round, notice.organisation))
        case ReportsSent():
            return _sent(notice), Button("Открыть сбор", to.Round(notice.round))
        case ReportDecided():
            return _decided(notice), Button("Открыть отчёт", to.Own(notice.round, notice.organisation))


def _head(kind: LetterKind, notice: ReportAsked | ReportDecided) -> Html:
    return lines(
        bold(HEADS[kind]),
        markup("<i>{name}</i>", name=notice.organisation_name),
        "",
        f"{said.titled(notice.name, notice.year)}.",
    )


def _asked(notice: ReportAsked) -> Html:
    told = "Его вернули с замечанием: исправьте и отправьте снова."
    if not notice.returned:
        told = "Числа бот уже посчитал: посмотрите их и отправьте."
    return lines(_head(notice.kind, notice), said.due(notice.due, notice.today), told)


def _sent(notice: ReportsSent) -> Html:
    return lines(
        bold("📊 Отчёты пришли"),
        markup("<i>{name}</i>", name=notice.organisation_name),
        "",
        f"За {notice.name} {notice.year} отправили {notice.sent} из {notice.places}.",
        f"Ждут Вашего решения: {notice.waiting}.",
    )


def _decided(notice: ReportDecided) -> Html:
    if notice.kind is LetterKind.REPORT_ACCEPTED:
        return lines(_head(notice.kind, notice), "Он вошёл в сумму. Делать больше ничего не нужно.")
    return lines(
        _head(notice.kind, notice),
        markup("Замечание: «{comment}»", comment=notice.comment) if notice.comment else None,
        "Исправьте и отправьте снова: числа посчитаются заново.",
    )
