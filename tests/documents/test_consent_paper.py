"""Consents as DOCX, read back as Word would read them."""

import io
import re

import docx
import pytest
from docx.document import Document
from docx.shared import Pt

from config import consents
from documents.consent_paper import chat_consent, parent_paper
from mentoring.consent import ConsentKind
from mentoring.ids import OrganisationId
from mentoring.organisations import Organisation, Privacy
from mentoring.roles import Level

SCHOOL = Organisation(
    OrganisationId(3),
    (OrganisationId(3),),
    Level.ORGANISATION,
    "МАОУ «Школа № 17 <Лидер> & К»",
    "1234567894",
    "г. Примерск, ул. Учительская, д. 1",
    "кабинет 12",
    "Europe/Moscow",
    5,
    state_owned=True,
    privacy=Privacy.MINIMAL,
    minors=True,
    warned=True,
)


def filled(kind: ConsentKind) -> tuple[str, str]:
    text = consents.load()[kind]
    return text.title, text.filled(SCHOOL, "участник программы, код 3-17", "31.08.2027", None)


def read(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


@pytest.mark.parametrize("kind", list(ConsentKind))
def test_not_a_word_of_the_text_is_lost_or_added(kind: ConsentKind) -> None:
    title, text = filled(kind)
    written = read(parent_paper(title, text) if kind is ConsentKind.PARENT else chat_consent(title, text))
    assert flat(" ".join(paragraph.text for paragraph in written.paragraphs)) == flat(text)


def test_the_parent_s_paper_is_a4_and_readable() -> None:
    written = read(parent_paper(*filled(ConsentKind.PARENT)))
    section = written.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    assert written.styles["Normal"].font.size == Pt(12)
    heading = written.paragraphs[0]
    assert heading.text.isupper()
    assert heading.runs[0].bold


def test_the_paper_ends_with_three_places_to_sign_that_stay_whole() -> None:
    written = read(parent_paper(*filled(ConsentKind.PARENT)))
    *_, parent, pupil, school = written.paragraphs
    for paragraph, who in ((parent, "Законный представитель"), (pupil, "Обучающийся"), (school, "получено")):
        assert who in paragraph.text
        assert "____" in paragraph.text
        assert "(подпись)" in paragraph.text
        assert paragraph.paragraph_format.keep_together


def test_the_paper_carries_the_code_and_the_operator_but_no_name_of_a_machine_s_user() -> None:
    written = read(parent_paper(*filled(ConsentKind.PARENT)))
    text = " ".join(paragraph.text for paragraph in written.paragraphs)
    assert "код 3-17" in text
    assert SCHOOL.name in text
    assert written.core_properties.author == ""


def test_terms_of_a_chat_consent_stand_out() -> None:
    written = read(chat_consent(*filled(ConsentKind.ADULT)))
    bold = {run.text for paragraph in written.paragraphs for run in paragraph.runs if run.bold}
    assert {"Цель.", "Данные."} <= bold


def test_characters_that_no_paper_can_hold_are_left_out() -> None:
    written = read(chat_consent("Со\x00гласие", "Согла\x01сие\n\nШко\x1fла \ud800№ 1\ufffe"))
    assert [flat(paragraph.text) for paragraph in written.paragraphs] == ["Согласие", "Шко ла № 1"]
