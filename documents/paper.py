"""A school paper as a list of blocks → DOCX that a clerk opens, corrects and prints."""

import io
import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from documents.charts import png
from documents.page import lay_out, printable
from mentoring.charts import Chart

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

BODY_POINTS, TABLE_POINTS = 12, 11
MARGINS = (2.5, 1.5, 2.0, 2.0)
WIDTH = 21 - MARGINS[0] - MARGINS[1]
"""Centimetres between the margins."""

PICTURE = 0.7
"""Which part of the page a chart is wide: it is made for a phone, larger its letters would shout."""

BLANK = "____________"


@dataclass(frozen=True, slots=True)
class Corner:
    """What stands above on the right: «УТВЕРЖДАЮ», «Приложение к приказу»."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """Centred and bold."""

    text: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """The heading of a part: on the left and bold, never the last line of a page."""

    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; ``centred`` for what stands below a heading."""

    text: str
    centred: bool = False
    indented: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """«Цель: держать внимание класса», the label bold."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Grid:
    """A table with a head that comes again on every page; ``widths`` are shares of the page."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs, a place to sign, the name behind it."""

    who: str
    name: str


@dataclass(frozen=True, slots=True)
class NewPage:
    pass


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart in the middle of the page; ``told`` is what it shows, for those who do not see it."""

    chart: Chart
    told: str


Block = Corner | Head | Chapter | Text | Fact | Grid | Signature | NewPage | Picture


def written(title: str, blocks: Sequence[Block]) -> bytes:
    # Imported here: the library costs a tenth of a second and megabytes, and most starts never print anything.
    import docx

    document = docx.Document()
    lay_out(document, printable(title), points=BODY_POINTS, margins=MARGINS)
    for block, following in itertools.zip_longest(blocks, blocks[1:]):
        _draw(document, block)
        if isinstance(following, Signature):
            # A signature never stands on a page of its own; those below each other stay together.
            _keep_with_next(document, table=isinstance(block, Grid))
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _keep_with_next(document: "Document", *, table: bool) -> None:
    """The last paragraph; of a table its last row as well, which is followed by an empty line."""
    paragraphs = [document.paragraphs[-1]]
    if table:
        paragraphs += [paragraph for cell in document.tables[-1].rows[-1].cells for paragraph in cell.paragraphs]
    for paragraph in paragraphs:
        paragraph.paragraph_format.keep_with_next = True


def _draw(document: "Document", block: Block) -> None:
    match block:
        case Corner():
            _corner(document, block)
        case Head():
            _head(document, block)
        case Chapter():
            _chapter(document, block)
        case Text():
            _text(document, block)
        case Fact():
            paragraph = document.add_paragraph()
            paragraph.add_run(f"{printable(block.label)}: ").bold = True
            paragraph.add_run(printable(block.value))
        case Grid():
            _grid(document, block)
        case Signature():
            _signature(document, block)
        case NewPage():
            document.add_page_break()  # type: ignore[no-untyped-call]
        case Picture():
            _picture(document, block)
        case _:
            assert_never(block)


def _corner(document: "Document", block: Corner) -> None:
    from docx.shared import Cm, Pt

    for number, line in enumerate(block.lines, 1):
        paragraph = document.add_paragraph(printable(line))
        paragraph.paragraph_format.left_indent = Cm(WIDTH * 0.55)
        paragraph.paragraph_format.space_after = Pt(10 if number == len(block.lines) else 0)


def _head(document: "Document", block: Head) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.keep_with_next = True
    paragraph.add_run(printable(block.text)).bold = True


def _chapter(document: "Document", block: Chapter) -> None:
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.paragraph_format.keep_with_next = True
    paragraph.paragraph_format.space_before = Pt(10)
    paragraph.add_run(printable(block.text)).bold = True


def _picture(document: "Document", block: Picture) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm

    document.add_picture(io.BytesIO(png(block.chart)), width=Cm(WIDTH * PICTURE))
    document.paragraphs[-1].alignment = WD_ALIGN_PARAGRAPH.CENTER
    properties = document.inline_shapes[-1]._inline.docPr  # noqa: SLF001 - the library has no word for what it shows
    properties.set("descr", printable(block.told))


def _text(document: "Document", block: Text) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm

    paragraph = document.add_paragraph(printable(block.text))
    if block.centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    elif "___" not in block.text:
        # A justified line of blanks would be torn apart.
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    if block.indented:
        paragraph.paragraph_format.first_line_indent = Cm(1.25)


def _grid(document: "Document", block: Grid) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Cm, Pt

    table = document.add_table(rows=0, cols=len(block.head))
    table.style, table.autofit = "Table Grid", False
    widths = [Cm(WIDTH * share / sum(block.widths)) for share in block.widths]
    # Word goes by the cells, LibreOffice by the columns.
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for number, words in enumerate((block.head, *block.rows)):
        row = table.add_row()
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001 - the library has no word for these two
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
        for cell, word, width in zip(row.cells, words, widths, strict=True):
            cell.width = width
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(0)
            _small(paragraph, word, bold=number == 0)
    document.add_paragraph().paragraph_format.space_after = Pt(0)


def _small(paragraph: "Paragraph", text: str, *, bold: bool) -> None:
    from docx.shared import Pt

    run = paragraph.add_run(printable(text))
    run.bold, run.font.size = bold, Pt(TABLE_POINTS)


def _signature(document: "Document", block: Signature) -> None:
    """Three places held by tab stops, so that the lines below each other stand straight."""
    from docx.shared import Cm, Pt

    paragraph = document.add_paragraph()
    stops = paragraph.paragraph_format.tab_stops
    stops.add_tab_stop(Cm(WIDTH * 0.38))
    stops.add_tab_stop(Cm(WIDTH * 0.66))
    paragraph.paragraph_format.space_before = Pt(6)
    paragraph.paragraph_format.keep_together = True
    for number, part in enumerate((block.who, BLANK, block.name)):
        if number:
            paragraph.add_run().add_tab()
        paragraph.add_run(printable(part))
