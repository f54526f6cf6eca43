"""An A4 page of a Russian school paper: Times New Roman, the margins of ГОСТ Р 7.0.97-2025, text that XML can hold."""

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document

FONT = "Times New Roman"

_UNPRINTABLE = frozenset({"Cc", "Cs", "Cn"})


def printable(text: str) -> str:
    """XML has no place for control characters, surrogates and the like."""
    spaced = "".join(" " if _is_odd_space(letter) else letter for letter in text)
    return "".join(letter for letter in spaced if letter == "\n" or unicodedata.category(letter) not in _UNPRINTABLE)


def _is_odd_space(letter: str) -> bool:
    return letter.isspace() and letter not in "\n\N{NO-BREAK SPACE}"


def lay_out(
    document: "Document", title: str, *, points: float, margins: tuple[float, float, float, float], after: float = 4
) -> None:
    """``margins`` are left, right, top and bottom in centimetres; ``after`` the space below a paragraph in points."""
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = map(Cm, margins)
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(points)
    # Word takes the font of Cyrillic letters from these attributes, not from the Latin one.
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for attribute in ("w:cs", "w:eastAsia", "w:hAnsi"):
        fonts.set(qn(attribute), FONT)
    language = style.element.get_or_add_rPr().makeelement(qn("w:lang"), {qn("w:val"): "ru-RU"})
    style.element.get_or_add_rPr().append(language)
    style.paragraph_format.space_after = Pt(after)
    style.paragraph_format.line_spacing = 1.0
    document.core_properties.title = title
    document.core_properties.author = ""
    document.core_properties.language = "ru-RU"
