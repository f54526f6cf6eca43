"""Consents: each a document of its own, with everything article 9 of 152-ФЗ lists."""

import datetime
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

CONSENTS = Path(__file__).parents[2] / "config" / "consents"
CHAT = ("processing_adult", "processing_pupil")
PAPER = ("processing_parent", "publication", "mentoring_work", "regional_bank")
PROCESSING = (*CHAT, "processing_parent")
CHAT_LIMIT = 3000

# Longer than almost any school has, so that a filled text still fits the chat.
FILLED = {
    "organisation": "Муниципальное автономное общеобразовательное учреждение "
    "«Средняя общеобразовательная школа № 17 с углублённым изучением отдельных предметов»",
    "inn": "7700000000",
    "address": "606060, Примерная область, г. Примерск, ул. Учительская, д. 1, корп. 2",
    "contact": "заместитель директора, data@school.example, кабинет 12",
    "until": "31 августа 2027 г.",
    "participant": "участник программы, код 3-17",
    "version": "1",
    "date": "22 ноября 2026 г.",
    "processor": "МКУ «Центр цифрового развития», 606060, г. Примерск, ул. Связи, д. 3",
}

WHAT_THE_LAW_LISTS = {
    "operator": r"\{organisation\}.*\{inn\}.*\{address\}",
    "subject": r"\{participant\}",
    "purpose": r"Цель|Зачем",
    "data": r"Данные\.|Какие данные\.|Данные ребёнка:",
    "processor": r"\{processor\}",
    "actions": r"Действия|Что с ними делают",
    "means": r"с помощью программы|средств автоматизации",
    "database in Russia": r"База данных находится (?:в России|на территории Российской Федерации)",
    "term": r"\{until\}",
    "withdrawal": r"[Оо]тозвать",
    "deletion": r"30 дней",
    "contact": r"\{contact\}",
    "foreign messenger": r"иностранной",
    "way without the bot": r"участвовать (?:можно )?без бота",
}


def consent(consent_id: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((CONSENTS / f"{consent_id}.yaml").read_text(encoding="utf-8"))
    return content


def whole_text(consent_id: str) -> str:
    text = consent(consent_id)["text"]
    return text if isinstance(text, str) else "\n".join(text)


def everything_read(consent_id: str) -> str:
    content = consent(consent_id)
    return "\n".join((content["title"], *content["summary"], whole_text(consent_id)))


every_consent = pytest.mark.parametrize("consent_id", [*CHAT, *PAPER])


def test_there_are_exactly_these_documents() -> None:
    assert {path.name for path in CONSENTS.iterdir()} == {f"{name}.yaml" for name in (*CHAT, *PAPER)}


@every_consent
def test_a_document_names_itself_its_version_and_its_legal_grounds(consent_id: str) -> None:
    content = consent(consent_id)
    assert set(content) == {
        *("id", "version", "date", "title", "channel", "summary", "text", "base"),
    }
    assert content["id"] == consent_id
    assert content["version"] >= 1
    assert isinstance(content["date"], datetime.date)
    assert content["channel"] == ("chat" if consent_id in CHAT else "paper")
    assert content["base"]
    assert "{version} от {date}" in whole_text(consent_id)


@every_consent
def test_the_summary_is_two_to_five_short_lines(consent_id: str) -> None:
    summary = consent(consent_id)["summary"]
    assert 2 <= len(summary) <= 5
    assert all(len(line) <= 80 for line in summary)


@every_consent
def test_every_placeholder_is_known(consent_id: str) -> None:
    assert set(re.findall(r"\{(\w*)\}", whole_text(consent_id))) <= set(FILLED)
    assert "{" not in whole_text(consent_id).format_map(FILLED)


@pytest.mark.parametrize("consent_id", CHAT)
def test_a_consent_for_the_chat_fits_one_message(consent_id: str) -> None:
    assert len(whole_text(consent_id).format_map(FILLED)) <= CHAT_LIMIT
    assert "___" not in whole_text(consent_id)


@pytest.mark.parametrize("part", WHAT_THE_LAW_LISTS)
@pytest.mark.parametrize("consent_id", PROCESSING)
def test_a_consent_to_processing_holds_what_the_law_lists(consent_id: str, part: str) -> None:
    assert re.search(WHAT_THE_LAW_LISTS[part], whole_text(consent_id), re.DOTALL)


@pytest.mark.parametrize("consent_id", PAPER)
def test_a_paper_leaves_blanks_and_ends_with_signatures(consent_id: str) -> None:
    paragraphs = consent(consent_id)["text"]
    assert isinstance(paragraphs, list)
    assert all("____" in line and "(подпись)" in line for line in paragraphs[-2:])


@every_consent
def test_the_text_is_the_whole_document_and_begins_with_its_heading(consent_id: str) -> None:
    heading, version = whole_text(consent_id).splitlines()[:2]
    assert heading.startswith("СОГЛАСИЕ")
    assert heading.isupper()
    assert version.startswith("Версия")


def test_the_parent_s_paper_has_a_line_for_the_child() -> None:
    child = [line for line in consent("processing_parent")["text"] if "Обучающийся" in line]
    assert len(child) == 1
    assert "(подпись)" in child[0]


@pytest.mark.parametrize("consent_id", PROCESSING)
def test_processing_never_swallows_publication_or_mentoring_work(consent_id: str) -> None:
    text = whole_text(consent_id)
    assert "351.8" not in text
    assert not re.search(r"оплат|дополнительн\w+ соглашени", text, re.IGNORECASE)
    assert "разрешаю оператору распространять" not in text


def test_consent_to_work_does_not_ask_for_data() -> None:
    assert not re.search(r"персональн|обрабат", whole_text("mentoring_work"))


@every_consent
def test_the_words_suit_the_reader(consent_id: str) -> None:
    text = everything_read(consent_id)
    assert not re.search(r"\w\(\w{1,4}\)", text), "no «согласен(на)»"
    assert not re.search(r"\b(?:согласен|согласна|ознакомлена?|уведомлена?)\b", text)
    assert "подопечн" not in text
    assert "!" not in text
    if consent_id == "processing_pupil":
        assert not re.search(r"\b(?:вы|вас|вам|ваш\w*)\b", text, re.IGNORECASE)
    else:
        assert not re.search(r"\b(?:ты|тебя|тебе|твой|твоя|твоё|твои)\b", text, re.IGNORECASE)
