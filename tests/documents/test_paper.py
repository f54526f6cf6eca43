"""A school paper read back as Word would read it: page, font, words."""

import io

import docx
from docx.document import Document
from docx.shared import Cm, Pt
from hypothesis import given, settings
from hypothesis import strategies as st

from documents.paper import Block, Corner, Fact, Grid, Head, NewPage, Signature, Text, written

BLOCKS: tuple[Block, ...] = (
    Corner(("УТВЕРЖДАЮ", "Директор")),
    Head("Приказ № 5"),
    Text("Закрепить за Ким О. С. наставника «Воробьёва»", indented=True),
    Fact("Цель", "держать внимание класса"),
    Grid(("№", "Дата"), (("1", "05.09.2026"), ("2", "06.09.2026")), (1, 4)),
    NewPage(),
    Signature("Куратор", "А. О. Коваленко"),
)


def read(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def test_the_page_is_a4_with_the_margins_and_the_font_of_the_standard() -> None:
    section = read(written("Приказ", BLOCKS)).sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    margins = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    for margin, least in zip(margins, (2, 1, 2, 2), strict=True):
        assert margin is not None
        assert margin >= Cm(least) - 1000
    style = read(written("Приказ", BLOCKS)).styles["Normal"]
    assert (style.font.name, style.font.size) == ("Times New Roman", Pt(12))


def test_every_word_is_read_back_as_it_was_given() -> None:
    document = read(written("Приказ", BLOCKS))
    texts = [paragraph.text for paragraph in document.paragraphs]
    for said in ("УТВЕРЖДАЮ", "Приказ № 5", "Закрепить за Ким О. С. наставника «Воробьёва»"):
        assert said in texts
    assert "Цель: держать внимание класса" in texts
    assert "Куратор\t____________\tА. О. Коваленко" in texts
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        ["№", "Дата"],
        ["1", "05.09.2026"],
        ["2", "06.09.2026"],
    ]


def test_the_table_is_as_wide_as_the_page_and_its_head_comes_again() -> None:
    table = read(written("Приказ", BLOCKS)).tables[0]
    widths = [cell.width for cell in table.rows[0].cells]
    assert round(sum(width or 0 for width in widths) / Cm(1), 2) == 17
    assert [column.width for column in table.columns] == widths
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert "w:tblHeader" not in table.rows[1]._tr.xml


def test_those_who_sign_stay_on_one_page() -> None:
    document = read(written("Приказ", (Text("О приказе"), Signature("Наставник", "А"), Signature("Куратор", "Б"))))
    assert [paragraph.paragraph_format.keep_with_next for paragraph in document.paragraphs] == [True, True, None]


@settings(deadline=None)
@given(st.text(max_size=60))
def test_no_text_breaks_the_file(text: str) -> None:
    blocks = (Head(text), Text(text), Fact(text, text), Grid((text,), ((text,),), (1,)), Signature(text, text))
    read(written(text[:200], blocks))


def test_a_signature_is_kept_with_the_table_above() -> None:
    document = read(
        written("Отчёт", (Grid(("Что", "Срок"), (("а", "б"), ("в", "г")), (1, 1)), Signature("Куратор", "А")))
    )
    kept = [row.cells[0].paragraphs[0].paragraph_format.keep_with_next for row in document.tables[0].rows]
    assert kept == [None, None, True]
    assert [paragraph.paragraph_format.keep_with_next for paragraph in document.paragraphs] == [True, None]
