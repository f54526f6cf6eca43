"""The wording of the questionnaires is free; ids, codes, limits and key names are a contract."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

FORMS = Path(__file__).parents[2] / "config" / "questionnaires"
REFERENCE: dict[str, dict[str, Any]] = json.loads(
    (Path(__file__).parent / "questionnaires_reference.json").read_text(encoding="utf-8")
)
ALLOWED_FORM_KEYS = {
    *("id", "version", "title", "audience", "address", "when", "intro", "intro_pupil"),
    *("pair_with", "anonymous_rollup", "note", "questions"),
}
ALLOWED_QUESTION_KEYS = {
    *("id", "type", "short", "text", "text_pupil", "hint", "hint_pupil"),
    *("readers", "signal_at_most", "wellbeing", "ends_on_no", "options", "note"),
    *("field", "required", "min", "max", "min_len", "max_len", "default"),
    *("pair_key", "csi", "nps", "swot", "show_if", "private", "forwardable"),
}
ALLOWED_OPTION_KEYS = {"code", "label", "label_pupil", "other", "exclusive"}

LABEL_LIMIT = 30
SHORT_LIMIT = 24
TEXT_LIMIT = 300

TO_A_PUPIL = re.compile(r"\b(?:ты|тебя|тебе|тобой|тво(?:й|я|ё|и|его|ей|ю|ему|их|им|ими|ём))\b", re.IGNORECASE)
TO_AN_ADULT = re.compile(r"\b(?:вы|вас|вам|вами|ваш(?:а|е|и|его|ей|у|ему|их|им|ими|ем)?)\b", re.IGNORECASE)
TO_AN_ADULT_IN_LOWER_CASE = re.compile(r"\b(?:вы|вас|вам|вами|ваш\w{0,3})\b")
GENDERED = (
    re.compile(r"\w\(\w{1,4}\)"),  # сам(а), вернулся(лась)
    re.compile(r"\b(?:ты|вы)\s+(?:не\s+)?\w+(?:л|ла|лся|лась)\b", re.IGNORECASE),
    re.compile(
        r"\b(?:готова?|сама?|рада?|увере(?:н|на)|соглас(?:ен|на)|дово(?:лен|льна)|долж(?:ен|на))\b",
        re.IGNORECASE,
    ),
)
PLURAL_IMPERATIVE = re.compile(r"\b\w+(?:ите|йте|ьте)(?:сь)?\b")  # «Отметьте» says «Вы» without the word
OWN_WORDS_OF_A_PUPIL = {"Не знаю, подберите"}  # a label: what the pupil says to the school
# «Решил остаться»; a meeting that «Состоялась» is no person
LABEL_IN_PAST_TENSE = re.compile(r"^(?!Состоялась|Не состоялась)(?:Не )?\w+(?:[аеёиоуы]л|ила|лся|лась)\b")


def form(form_id: str) -> dict[str, Any]:
    content: dict[str, Any] = yaml.safe_load((FORMS / f"{form_id}.yaml").read_text(encoding="utf-8"))
    return content


def texts_for_adults(content: dict[str, Any]) -> Iterator[str]:
    yield content["title"]
    yield content["intro"]
    for question in content["questions"]:
        yield question["text"]
        if "hint" in question:
            yield question["hint"]
        yield from (option["label"] for option in question.get("options", ()))


def texts_for_pupils(content: dict[str, Any]) -> Iterator[str]:
    yield content.get("intro_pupil", content["intro"])
    for question in content["questions"]:
        yield question.get("text_pupil", question["text"])
        if "hint" in question:
            yield question.get("hint_pupil", question["hint"])
        for option in question.get("options", ()):
            yield option.get("label_pupil", option["label"])


def short_names(content: dict[str, Any]) -> list[str]:
    return [question["short"] for question in content["questions"]]


def every_text(content: dict[str, Any]) -> set[str]:
    texts = (texts_for_adults, texts_for_pupils, short_names)
    return {text for part in texts for text in part(content)}


def every_label(question: dict[str, Any]) -> Iterator[str]:
    for option in question.get("options", ()):
        yield option["label"]
        yield from (option[key] for key in ("label_pupil",) if key in option)


def without_wording(content: dict[str, Any], reference: dict[str, Any]) -> dict[str, Any]:
    """The form as the reference describes it: nothing but what programs and reports rely on."""
    bare = {key: content[key] for key in reference if key != "questions" and key in content}
    bare["questions"] = []
    ours = {"short", "text", "text_pupil", "hint", "hint_pupil", "note", "options"}
    ours |= {"readers", "signal_at_most", "wellbeing", "ends_on_no"}
    for question in content["questions"]:
        kept = {key: value for key, value in question.items() if key not in ours}
        if "options" in question:
            kept["options"] = [option["code"] for option in question["options"]]
        bare["questions"].append(kept)
    return bare


every_form = pytest.mark.parametrize("form_id", REFERENCE)


def test_every_form_of_the_reference_has_one_file_and_no_other_files_lie_there() -> None:
    assert {path.stem for path in FORMS.iterdir()} == set(REFERENCE)
    assert all(path.suffix == ".yaml" for path in FORMS.iterdir())


@every_form
def test_ids_codes_types_and_limits_are_those_of_the_reference(form_id: str) -> None:
    content = form(form_id)
    assert content["id"] == form_id
    assert without_wording(content, REFERENCE[form_id]) == REFERENCE[form_id]


@every_form
def test_no_key_is_unknown(form_id: str) -> None:
    content = form(form_id)
    assert set(content) <= ALLOWED_FORM_KEYS
    for question in content["questions"]:
        assert set(question) <= ALLOWED_QUESTION_KEYS, question["id"]
        for option in question.get("options", ()):
            assert set(option) <= ALLOWED_OPTION_KEYS, question["id"]
            assert isinstance(option["code"], str), "yes, no and 1 need quotation marks"


@every_form
def test_labels_fit_a_phone_and_differ_within_a_question(form_id: str) -> None:
    for question in form(form_id)["questions"]:
        labels = [option["label"] for option in question.get("options", ())]
        assert len(set(labels)) == len(labels), question["id"]
        too_long = [label for label in every_label(question) if len(label) > LABEL_LIMIT]
        assert not too_long, question["id"]


@every_form
def test_pupils_labels_differ_within_a_question(form_id: str) -> None:
    for question in form(form_id)["questions"]:
        options = question.get("options", ())
        labels = [option.get("label_pupil", option["label"]) for option in options]
        assert len(set(labels)) == len(labels), question["id"]


@every_form
def test_short_names_are_short_and_unique_within_the_form(form_id: str) -> None:
    names = short_names(form(form_id))
    assert [name for name in names if len(name) > SHORT_LIMIT] == []
    assert len(set(names)) == len(names)


@every_form
def test_every_text_is_short(form_id: str) -> None:
    assert [text for text in every_text(form(form_id)) if len(text) > TEXT_LIMIT] == []


@every_form
def test_no_text_guesses_the_reader_s_gender(form_id: str) -> None:
    content = form(form_id)
    guesses = [text for text in every_text(content) if any(pattern.search(text) for pattern in GENDERED)]
    labels = (label for question in content["questions"] for label in every_label(question))
    guesses += [label for label in labels if LABEL_IN_PAST_TENSE.search(label)]
    assert guesses == []


@pytest.mark.parametrize(
    "bad",
    [
        "Вернулся(лась) после перерыва",
        "Ты сам(а) хочешь участвовать?",
        "Что ты сделал?",
        "10 — уверена",
        "Решил остаться в школе",
        "Готов помогать",
    ],
)
def test_gendered_wording_would_be_noticed(bad: str) -> None:
    assert any(pattern.search(bad) for pattern in (*GENDERED, LABEL_IN_PAST_TENSE))


@every_form
def test_the_introduction_promises_as_many_questions_as_there_are(form_id: str) -> None:
    content = form(form_id)
    number = len(content["questions"])
    for key in ("intro", "intro_pupil"):
        if key in content:
            assert re.search(rf"\b{number} вопрос", content[key])


@every_form
def test_nobody_is_called_by_a_wrong_word(form_id: str) -> None:
    banned = re.compile(r"подопечн|ментор|менти\b|юзер|чекн|!", re.IGNORECASE)
    assert [text for text in every_text(form(form_id)) if banned.search(text)] == []


@every_form
def test_adults_are_vy_with_a_capital_and_pupils_are_ty(form_id: str) -> None:
    content = form(form_id)
    assert content["address"] in {"adult", "pupil", "both"}
    if content["address"] != "pupil":
        to_adults = list(texts_for_adults(content))
        assert [text for text in to_adults if TO_A_PUPIL.search(text)] == []
        assert [text for text in to_adults if TO_AN_ADULT_IN_LOWER_CASE.search(text)] == []
    if content["address"] != "adult":
        to_pupils = [text for text in texts_for_pupils(content) if text not in OWN_WORDS_OF_A_PUPIL]
        assert [text for text in to_pupils if TO_AN_ADULT.search(text) or PLURAL_IMPERATIVE.search(text)] == []


@every_form
def test_a_form_for_both_has_every_question_in_both_voices(form_id: str) -> None:
    content = form(form_id)
    both = content["address"] == "both"
    assert ("intro_pupil" in content) is both
    for question in content["questions"]:
        assert ("text_pupil" in question) is both, question["id"]
    if both:
        shared = short_names(content)
        assert [text for text in shared if TO_A_PUPIL.search(text) or TO_AN_ADULT.search(text)] == []


@every_form
def test_choosing_other_asks_to_type_and_choosing_nothing_excludes_the_rest(form_id: str) -> None:
    for question in form(form_id)["questions"]:
        for option in question.get("options", ()):
            assert option.get("other", False) is (option["code"] == "other")
            alone = question["type"] == "multi" and option["code"] in {"none", "any"}
            assert option.get("exclusive", False) is alone


def test_whoever_is_asked_about_others_is_told_that_no_surname_is_needed() -> None:
    for form_id, question_id in (("mentee_teacher", "mt12"), ("mentee_pupil", "mp11")):
        question = next(question for question in form(form_id)["questions"] if question["id"] == question_id)
        assert "без фамилий" in question["hint"]


def test_private_answers_and_a_pupil_s_own_words_name_their_readers() -> None:
    questions = {question["id"]: question for form_id in REFERENCE for question in form(form_id)["questions"]}
    named = {key: question["readers"] for key, question in questions.items() if "readers" in question}
    psychologist = ["coordinator"]
    assert named == {
        "mt12": ["curator"],
        "tc05": ["curator"],
        "ee03": ["curator"],
        "sr08": ["curator", "deputy_head"],
        **dict.fromkeys(("mp03", "mp04", "mp09", "mp10", "mp11", "mq03", "mq04"), psychologist),
    }
    assert all("readers" in question for question in questions.values() if question.get("private"))


def test_a_low_mood_is_a_quiet_signal_and_an_unwilling_pupil_is_let_go() -> None:
    questions = {question["id"]: question for question in form("mentee_pupil")["questions"]}
    assert {key: q["signal_at_most"] for key, q in questions.items() if "signal_at_most" in q} == {"mp09": 3}
    assert [key for key, q in questions.items() if q.get("ends_on_no")] == ["mp12"]
