"""A report as DOCX: what is counted and the numbers, and a table of the places below."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from mentoring.report import Section

if TYPE_CHECKING:
    from docx.document import Document

FONT = "Times New Roman"
POINTS, SMALL_POINTS = 12, 9

Cells = Sequence[str | int | float]


def report_paper(
    title: str, under: Sequence[str], sections: Sequence[Section], headings: Cells = (), rows: Sequence[Cells] = ()
) -> bytes:
    """``under`` stands below the title; ``rows`` under ``headings`` come last, one place each."""
    # Imported here: the library costs a tenth of a second, and most starts never print anything.
    import docx
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    document = docx.Document()
    _lay_out(document, title, wide=bool(rows))
    for number, line in enumerate((title, *under)):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.add_run(line).bold = number == 0
    for section in sections:
        document.add_paragraph().add_run(section.title).bold = True
        _table(document, section.rows)
    if rows:
        document.add_paragraph().add_run("По организациям").bold = True
        _table(document, (headings, *rows), heading=True)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _lay_out(document: "Document", title: str, *, wide: bool) -> None:
    from docx.enum.section import WD_ORIENT
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
    sides = (Cm(29.7), Cm(21)) if wide else (Cm(21), Cm(29.7))
    section.page_width, section.page_height = sides
    section.left_margin, section.right_margin = Cm(2.5), Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(1.5)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(POINTS)
    # Word takes the font of Cyrillic letters from these attributes, not from the Latin one.
    properties = style.element.get_or_add_rPr()
    for attribute in ("w:cs", "w:eastAsia", "w:hAnsi"):
        properties.get_or_add_rFonts().set(qn(attribute), FONT)
    properties.append(properties.makeelement(qn("w:lang"), {qn("w:val"): "ru-RU"}))
    style.paragraph_format.space_after = Pt(4)
    document.core_properties.title = title
    document.core_properties.author = ""
    document.core_properties.language = "ru-RU"


def _table(document: "Document", rows: Sequence[Cells], *, heading: bool = False) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    table = document.add_table(rows=0, cols=len(rows[0]))
    table.style = "Table Grid"
    for number, row in enumerate(rows):
        for index, (place, value) in enumerate(zip(table.add_row().cells, row, strict=True)):
            paragraph = place.paragraphs[0]
            if index and not (heading and number == 0):
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            run = paragraph.add_run(str(value))
            run.bold = heading and number == 0
            if heading:
                run.font.size = Pt(SMALL_POINTS)
    document.add_paragraph()
