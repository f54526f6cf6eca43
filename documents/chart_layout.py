"""A chart laid out: what stands where on a sheet that is as wide as a phone shows it. Nothing is drawn here.

Pixels, from the upper left corner. Numbers stand beside what they measure, so no axis has to be read.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from mentoring.charts import Bar, Bars, BeforeAfter, Change, Chart, Head, Number, Part, Stacked, first_of

WIDTH = 1080
MARGIN = 48
LEFT, RIGHT = MARGIN, WIDTH - MARGIN
ROOM = RIGHT - LEFT

# On a screen 390 points wide a letter of these sizes is a little over a third of it high.
TITLE, LABEL, UNDER = 56, 40, 36

BARS_MOST = 12
CHANGES_MOST = 8
ROWS_MOST = 12
"""With more, a phone would show the picture smaller than it can be read."""

LABEL_LINES = 3
HEAD_LINES = 3

BAR = 26
THIN = 30
ROW = 56
GAP = 22
BETWEEN = 14
STROKE = 14


class Colour(StrEnum):
    BLACK = "#000000"
    GREY = "#404040"
    WHITE = "#FFFFFF"
    TRACK = "#E6E6E6"


@dataclass(frozen=True, slots=True)
class Ink:
    """What an area is filled with, and the colour of words upon it."""

    colour: str
    words: str
    hatch: str = ""


INKS = (
    Ink("#00224E", Colour.WHITE),
    Ink("#35456C", Colour.WHITE, "/"),
    Ink("#666970", Colour.WHITE),
    Ink("#948E77", Colour.BLACK, "\\"),
    Ink("#C8B866", Colour.BLACK),
    Ink("#FEE838", Colour.BLACK, "."),
)
"""From dark to light (after the colour map cividis, made for the colour-blind), so that they stay apart in grey."""

DARK, LIGHT = INKS[0], Ink(INKS[4].colour, Colour.BLACK, "/")
TRACK, BLACK = Ink(Colour.TRACK, Colour.BLACK), Ink(Colour.BLACK, Colour.WHITE)


class Side(StrEnum):
    LEFT = "left"
    CENTRE = "center"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Words:
    """One line; ``y`` is its middle, ``on`` the ink below it."""

    x: float
    y: float
    text: str
    size: int
    bold: bool = False
    side: Side = Side.LEFT
    colour: str = Colour.BLACK
    on: Ink | None = None


@dataclass(frozen=True, slots=True)
class Area:
    x: float
    y: float
    width: float
    height: float
    ink: Ink


Mark = Words | Area


@dataclass(frozen=True, slots=True)
class Sheet:
    height: int
    marks: tuple[Mark, ...]


Measure = Callable[[str, int, bool], float]
"""How wide words of a size are, bold ones or not."""


def laid_out(chart: Chart, measure: Measure) -> Sheet:
    sheet = _Laying(measure)
    sheet.head(chart.head)
    match chart:
        case Bars():
            sheet.bars(chart)
        case Stacked():
            sheet.stacked(chart)
        case BeforeAfter():
            sheet.before_after(chart)
    if chart.head.note:
        sheet.paragraph(chart.head.note, UNDER, colour=Colour.GREY)
    return Sheet(round(sheet.y + MARGIN - GAP), tuple(sheet.marks))


class _Laying:
    """Goes down the sheet, mark by mark; ``y`` is where the next one begins."""

    def __init__(self, measure: Measure) -> None:
        self._measure = measure
        self.marks: list[Mark] = []
        self.y: float = MARGIN

    # -- words -------------------------------------------------------------------------------------------------------

    def head(self, head: Head) -> None:
        self.paragraph(head.title, TITLE, bold=True, gap=8)
        for line in head.under:
            self.paragraph(line, UNDER, colour=Colour.GREY, gap=2)
        self.y += GAP

    def paragraph(
        self, text: str, size: int, *, bold: bool = False, colour: str = Colour.BLACK, gap: float = GAP
    ) -> None:
        self._lines(self.wrapped(text, size, ROOM, HEAD_LINES, bold=bold), size, bold=bold, colour=colour)
        self.y += gap

    def _lines(self, lines: list[str], size: int, *, bold: bool = False, colour: str = Colour.BLACK) -> None:
        for line in lines:
            self.marks.append(Words(LEFT, self.y + size * 0.6, line, size, bold, colour=colour))
            self.y += size * 1.25

    def wrapped(self, text: str, size: int, width: float, most: int, *, bold: bool = False) -> list[str]:
        """At the ends of words, inside of those that are longer than a line; what is too much ends with «…»."""
        lines = [""]
        for word in text.split(" "):
            for piece in self._pieces(word, size, width, bold):
                longer = f"{lines[-1]} {piece}".strip(" ")
                if self._measure(longer, size, bold) <= width:
                    lines[-1] = longer
                else:
                    lines.append(piece)
        if len(lines) <= most:
            return lines
        last = lines[most - 1]
        while last and self._measure(f"{last}…", size, bold) > width:
            last = last[:-1]
        return [*lines[: most - 1], f"{last.rstrip()}…"]

    def _pieces(self, word: str, size: int, width: float, bold: bool) -> Iterator[str]:
        piece = ""
        for letter in word:
            if piece and self._measure(piece + letter, size, bold) > width:
                yield piece
                piece = ""
            piece += letter
        yield piece

    def _caption(self, label: str, told: str) -> None:
        """What is measured at the left, how much at the right."""
        wide = self._measure(told, LABEL, True)
        self.marks.append(Words(RIGHT, self.y + LABEL * 0.6, told, LABEL, bold=True, side=Side.RIGHT))
        self._lines(self.wrapped(label, LABEL, ROOM - wide - GAP, LABEL_LINES), LABEL)

    def _left_out(self, number: int) -> None:
        if number:
            self.paragraph(f"и ещё {number}: их числа в подписи", UNDER, colour=Colour.GREY)

    # -- bars --------------------------------------------------------------------------------------------------------

    def bars(self, chart: Bars) -> None:
        shown, left_out = first_of(tuple((part, bar) for part in chart.parts for bar in part.bars), BARS_MOST)
        targets = any(bar.target for _, bar in shown)
        before: Part | None = None
        for part, bar in shown:
            if part is not before and part.title is not None:
                self.paragraph(part.title, LABEL, bold=True, gap=BETWEEN)
            before = part
            self._caption(bar.label, bar.number.told)
            self._bar(bar, bar.top or chart.longest, track=bool(bar.top or chart.top))
            if targets:
                self._target(bar, bar.top or chart.longest)
            self.y += GAP
        self._left_out(left_out)

    def _bar(self, bar: Bar, longest: float, *, track: bool) -> None:
        if track:
            self.marks.append(Area(LEFT, self.y, ROOM, BAR, TRACK))
        if length := _length(bar.number, longest, ROOM):
            self.marks.append(Area(LEFT, self.y, length, BAR, DARK))
        self.y += BAR

    def _target(self, bar: Bar, longest: float) -> None:
        """A stroke through the bar, its words below."""
        if bar.target is None or bar.target.value is None:
            return
        at = LEFT + _length(bar.target, longest, ROOM)
        self.marks.append(Area(at - STROKE / 2, self.y - BAR, STROKE, BAR + STROKE, BLACK))
        words = f"цель {bar.target.told}"
        half = self._measure(words, UNDER, False) / 2
        middle = min(max(at, LEFT + half), RIGHT - half)
        self.marks.append(Words(middle, self.y + STROKE + UNDER * 0.6, words, UNDER, side=Side.CENTRE))
        self.y += STROKE + UNDER * 1.25

    # -- rows that add up --------------------------------------------------------------------------------------------

    def stacked(self, chart: Stacked) -> None:
        self._legend(chart)
        earlier = max(0, len(chart.rows) - ROWS_MOST)
        totals = [_told(total) for total in chart.totals]
        begins = LEFT + GAP + max(self._measure(row, LABEL, False) for row in chart.rows[earlier:])
        ends = RIGHT - BETWEEN - max(self._measure(told, LABEL, True) for told in totals)
        for row in range(earlier, len(chart.rows)):
            middle = self.y + ROW / 2
            self.marks.append(Words(LEFT, middle, chart.rows[row], LABEL))
            end = self._segments(chart, row, begins, (ends - begins) / (max(chart.totals) or 1))
            self.marks.append(Words(end + BETWEEN, middle, totals[row], LABEL, bold=True))
            self.y += ROW + BETWEEN
        self.y += GAP - BETWEEN

    def _legend(self, chart: Stacked) -> None:
        """In the order of the segments, two beside each other."""
        half = ROOM / 2
        for number, layer in enumerate(chart.layers):
            x = LEFT + half * (number % 2)
            self.marks.append(Area(x, self.y, LABEL, LABEL, INKS[number]))
            (label,) = self.wrapped(layer.label, UNDER, half - LABEL - GAP, 1)
            self.marks.append(Words(x + LABEL + BETWEEN, self.y + LABEL / 2, label, UNDER))
            if number % 2 or number == len(chart.layers) - 1:
                self.y += LABEL + BETWEEN
        self.y += GAP

    def _segments(self, chart: Stacked, row: int, begins: float, one: float) -> float:
        """Where the last one ends. A number that does not fit into its segment is told in the caption alone."""
        at = begins
        for layer, ink in zip(chart.layers, INKS, strict=False):
            number = layer.numbers[row]
            if not number:
                continue
            self.marks.append(Area(at, self.y, number * one, ROW, ink))
            told = _told(number)
            if self._measure(told, UNDER, True) + BETWEEN <= number * one:
                middle = at + number * one / 2
                self.marks.append(Words(middle, self.y + ROW / 2, told, UNDER, True, Side.CENTRE, ink.words, ink))
            at += number * one
        return at

    # -- before and after --------------------------------------------------------------------------------------------

    def before_after(self, chart: BeforeAfter) -> None:
        shown, left_out = first_of(chart.changes, CHANGES_MOST)
        for change in shown:
            self._caption(change.label, change.told)
            self.y += BETWEEN / 2
            self._change(change, chart.top)
            self.y += GAP
        self._left_out(left_out)

    def _change(self, change: Change, top: float) -> None:
        begins = LEFT + BETWEEN + self._measure("после", UNDER, False)
        told = max(self._measure(number.told, UNDER, True) for number in (change.before, change.after))
        room = RIGHT - told - BETWEEN - begins
        for word, number, ink in (("до", change.before, LIGHT), ("после", change.after, DARK)):
            middle = self.y + THIN / 2
            self.marks.append(Words(LEFT, middle, word, UNDER, colour=Colour.GREY))
            length = _length(number, top, room)
            if length:
                self.marks.append(Area(begins, self.y, length, THIN, ink))
            self.marks.append(Words(begins + length + BETWEEN, middle, number.told, UNDER, bold=True))
            self.y += THIN + BETWEEN
        self.y -= BETWEEN


def _told(number: int) -> str:
    """«12 345», never torn apart."""
    return f"{number:,}".replace(",", "\N{NO-BREAK SPACE}")


def _length(number: Number, longest: float, room: float) -> float:
    """Of a bar; what is beyond the scale ends with it."""
    return room * min(max(number.value or 0.0, 0.0) / longest, 1.0)
