"""What a methodologist may get wrong in the indicators is named with its line; an own indicator needs no code."""

from pathlib import Path

import pytest

from config import indicators, questionnaires
from config.files import CONFIG, ContentRefused
from mentoring.indicators import Count, Indicator, IndicatorRules
from mentoring.questionnaire import Questionnaire

FORMS: dict[str, Questionnaire] = {name: file.value() for name, file in questionnaires.load().items()}
WRITTEN = (CONFIG / "indicators.yaml").read_text("utf-8")


def loaded(folder: Path, text: str) -> IndicatorRules:
    path = folder / "indicators.yaml"
    path.write_text(text, "utf-8")
    return indicators.load(FORMS, path)


@pytest.mark.parametrize(
    ("right", "wrong", "problem"),
    [
        ("numerator: pupil_mentees", "numerator: pupils_in", r"indicators.yaml:\d+: кода pupils_in нет"),
        ("denominator: young,", "denominator: youngsters,", r"indicators.yaml:\d+: кода youngsters нет"),
        ("key: pupil_mentors,", "key: pupil_mentees,", r"indicators.yaml:\d+: показатель pupil_mentees повторён"),
        ("{key: young, short", "{key: pupils, short", r"indicators.yaml:\d+: число pupils повторено"),
        ("{key: young, short", "{key: mentees, short", r"indicators.yaml:\d+: mentees программа считает сама"),
        ("numerator: partners_giving", "numerator: partner_mentors", r"indicators.yaml:\d+: число partners_giving не"),
        ("denominator: all_mentees", "denominator: mentees", r"indicators.yaml:\d+: довольных делят на всех"),
        ("denominator: pupils,\n", "denominator: pupil_mentees,\n", r"indicators.yaml:\d+: числитель и знаменатель"),
        ("    threshold: 7.0, ", "    ", r"indicators.yaml:\d+: threshold нужен там"),
        ("threshold: 7.0", "threshold: 70.0", r"indicators.yaml:\d+: "),
        ("question: mt04", "question: mt99", r"indicators.yaml:\d+: вопроса mt99 в анкете mentee_teacher нет"),
        ("option: young", "option: younger", r"indicators.yaml:\d+: варианта younger в вопросе mt04 нет"),
        ("mentor: satisfaction_mentor", "mentor: meeting_pulse", r"indicators.yaml:\d+: в анкете meeting_pulse ни"),
        ("typed_by: 10", "typed_by: 13", r"indicators.yaml:\d+: "),
        ("typed_by: 10", "typed_by: 10\ncolour: red", r"indicators.yaml:\d+: colour"),
    ],
)
def test_a_slip_is_named_with_its_line(tmp_path: Path, right: str, wrong: str, problem: str) -> None:
    assert right in WRITTEN
    with pytest.raises(ContentRefused, match=problem) as refused:
        loaded(tmp_path, WRITTEN.replace(right, wrong, 1))
    assert "\n" not in str(refused.value)


def test_the_six_are_those_of_the_passport() -> None:
    passport = (CONFIG / "roadmaps" / "usolye7.yaml").read_text("utf-8")
    for one in indicators.load(FORMS).indicators:
        assert f"- key: {one.key}\n" in passport
        assert f'name: "{one.name}' in passport


def test_an_own_one_is_data(tmp_path: Path) -> None:
    own = (
        "numbers:\n"
        '  - {key: teachers, short: "Педагоги", words: "педагогов в школе"}\n'
        "indicators:\n"
        '  - {key: teacher_mentors, short: "Педагоги-наставники", name: "Доля педагогов, ставших наставниками",\n'
        "     numerator: adult_mentors, denominator: teachers, targets: {2026: 5, 2027: 10.5}}\n"
    )
    found = loaded(tmp_path, own + WRITTEN[WRITTEN.index("young: {form") :])
    assert found.indicators == (
        Indicator(
            "teacher_mentors",
            "Доля педагогов, ставших наставниками",
            "Педагоги-наставники",
            Count.ADULT_MENTORS,
            "teachers",
            None,
            {2026: 5, 2027: 10.5},
        ),
    )
