"""Answers to a questionnaire as somebody else reads them: short questions, and typed words only where they may pass."""

from collections.abc import Iterable

from bot.dialogs.questionnaire import value_words
from bot.screens import Html, italic, lines, markup
from bot.texts import words
from mentoring.bank import Told
from mentoring.questionnaire import Kind

EXPORT = "python -m bot export answers"


def told_words(told: Told) -> Html:
    """A question and its answer."""
    return lines(italic(told.question.short), _value(told))


def _value(told: Told) -> str:
    if not told.withheld:
        return value_words(told.question, told.value)
    counted = words.counted(told.withheld, "знак", "знака", "знаков")
    if told.question.kind is Kind.TEXT:
        return f"{counted} текста, прочесть можно в выгрузке на сервере"
    return f"{value_words(told.question, told.value)} ({counted} текста, прочесть можно в выгрузке на сервере)"


def withheld_note(answers: Iterable[Told]) -> list[Html | str]:
    """Where to find the words that were only counted."""
    if not any(told.withheld for told in answers):
        return []
    note = markup(
        "Слова участников через мессенджер не передаются. Выгрузку делает администратор сервера командой "
        "<code>{command}</code>.",
        command=EXPORT,
    )
    return ["", note]
