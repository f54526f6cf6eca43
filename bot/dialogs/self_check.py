"""The score of a self-check, for whoever has answered, and without the conditions for those who lead it."""

from bot.dialogs.menu import COMMANDS, Open
from bot.screens import Button, Html, Rows, bold, column, lines, markup
from bot.texts import report, words
from mentoring.self_check import Checked, Score, Weak

ONLY_YOURS = "Ответы по условиям видите только Вы. Тем, кто ведёт опросы, виден общий балл, он же войдёт в справку."
NOT_HERE = "Ответы по условиям видит только тот, кто отвечал."


def own(checked: Checked) -> list[Html | str]:
    """The score, what it says, and where to begin."""
    band = checked.score.band
    return [
        _points("Ваш балл", checked.score),
        *([band.words] if band else []),
        *bands(checked.score),
        "",
        *_weakest(checked),
        "",
        ONLY_YOURS,
    ]


def _weakest(checked: Checked) -> list[Html | str]:
    if not checked.weakest:
        return ["Слабых мест нет: все условия выполнены в полной мере."]
    return [bold("С чего начать"), *map(_weak, checked.weakest)]


def _weak(one: Weak) -> Html:
    head = markup("• <b>{name}</b>: {answer}.", name=one.condition.short, answer=words.inside(one.answer))
    if one.remedy is None:
        return head
    where = markup("/{command} — {words}.", command=one.remedy.command, words=one.remedy.words)
    return lines(head, where)


def ways(checked: Checked) -> Rows:
    """Each command once, however many conditions lead there."""
    commands = dict.fromkeys(one.remedy.command for one in checked.weakest if one.remedy)
    return column([Button(COMMANDS[command], Open(command)) for command in commands])


def summed(score: Score) -> Html:
    """Of everybody who was asked, conditions apart."""
    if score.answered == 1:
        return lines(_points("Общий балл", score), *bands(score), "", NOT_HERE)
    answers = words.counted(score.answered, "ответу", "ответам", "ответам")
    return lines(_points(f"Общий балл, в среднем по {answers}", score), *bands(score), "", NOT_HERE)


def _points(whose: str, score: Score) -> Html:
    band = f" — {score.band.name}" if score.band else ""
    value = report.decimal(score.mean)
    return markup("{whose}: <b>{value} из {most}</b>{band}", whose=whose, value=value, most=score.most, band=band)


def bands(score: Score) -> list[str]:
    """That nobody has laid them down is said beside them."""
    if not score.bands:
        return []
    tops = [score.most, *(band.least - 1 for band in score.bands)]
    told = (f"{band.least}–{top} — {band.name}" for band, top in zip(score.bands, tops, strict=False))
    return [f"Границы: {', '.join(told)}. Это ориентир авторов бота, официальной нормы нет."]
