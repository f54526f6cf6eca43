"""Consents as DOCX: the parent's paper with blanks to sign, and any consent of the chat as a file."""

import io
import re
from typing import TYPE_CHECKING

from documents.page import lay_out, printable

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

BODY_POINTS, SMALL_POINTS = 12, 9
MARGINS = (2.5, 1.5, 1.5, 1.5)
SIGNATURE = "(подпись)"

_BLANKS = re.compile(r"_{3,}")
_HINT = re.compile(r"(\([^()]*\))")
_TERM = re.compile(r"^(\d{1,2}\. )?([А-ЯЁ][^.:]{2,40}[.:]) ")


def parent_paper(title: str, text: str) -> bytes:
    """The form a parent signs by hand: paragraphs divided by an empty line, blanks as underscores."""
    return _written(title, text)


def chat_consent(title: str, text: str) -> bytes:
    """The text of a consent that is given in the chat, to be kept or read in peace."""
    return _written(title, text)


def _written(title: str, text: str) -> bytes:
    # Imported here: the library costs a tenth of a second and megabytes, and most starts never print anything.
    import docx

    document = docx.Document()
    lay_out(document, printable(title), points=BODY_POINTS, margins=MARGINS)
    heading, *paragraphs = _paragraphs(printable(text).replace("\N{NO-BREAK SPACE}", " "))
    _heading(document, heading)
    for index, paragraph in enumerate(paragraphs):
        if index == 0 and paragraph.startswith("Версия"):
            _version(document, paragraph)
        elif SIGNATURE in paragraph:
            _signature(document, paragraph)
        else:
            _body(document, paragraph)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _paragraphs(text: str) -> list[str]:
    """A single line break after a heading divides it from the version below it."""
    found: list[str] = []
    for block in re.split(r"\n\s*\n", text.strip()):
        found.extend(line.strip() for line in block.splitlines() if line.strip())
    return found


def _heading(document: "Document", text: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(2)
    paragraph.add_run(text).bold = True


def _version(document: "Document", text: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt

    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(8)
    paragraph.add_run(text).font.size = Pt(SMALL_POINTS + 1)


def _body(document: "Document", text: str) -> None:
    from docx.enum.text import WD_ALIGN_PARAGRAPH

    paragraph = document.add_paragraph()
    # A justified line of blanks would be torn apart.
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if _BLANKS.search(text) else WD_ALIGN_PARAGRAPH.JUSTIFY
    if _BLANKS.search(text):
        _with_small_hints(paragraph, text)
        return
    term = _TERM.match(text)
    if term is None:
        paragraph.add_run(text)
        return
    if term[1]:
        paragraph.add_run(term[1])
    paragraph.add_run(term[2]).bold = True
    paragraph.add_run(text[term.end() - 1 :])


def _signature(document: "Document", text: str) -> None:
    """Who signs on one line, the places to sign on the next, kept together on one page."""
    from docx.shared import Pt

    who, colon, places = text.partition(": _")
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(8)
    paragraph.paragraph_format.keep_together = True
    if colon:
        paragraph.add_run(f"{who}:").add_break()
        text = f"_{places}"
    _with_small_hints(paragraph, text)


def _with_small_hints(paragraph: "Paragraph", text: str) -> None:
    """What is to be written into a blank stands small behind it."""
    from docx.shared import Pt

    for part in _HINT.split(text):
        if part:
            run = paragraph.add_run(part)
            if _HINT.fullmatch(part):
                run.font.size = Pt(SMALL_POINTS)
