"""``config/programme.yaml``: what an organisation does differently, and what is refused with file and line."""

from pathlib import Path

import pytest

from config import programme
from config.files import CONFIG, ContentRefused
from mentoring.ids import OrganisationId
from mentoring.pairs import EventNumbers, MentoringKind, OrderMoment, Terms

WRITTEN = (CONFIG / "programme.yaml").read_text("utf-8")


def _file(tmp_path: Path, organisations: str) -> Path:
    path = tmp_path / "programme.yaml"
    path.write_text(WRITTEN.replace("organisations: {}", f"organisations:\n{organisations}"), "utf-8")
    return path


def test_the_shipped_rules_are_those_of_the_model() -> None:
    rules = programme.load()(OrganisationId(1))
    assert rules.terms == Terms()
    assert rules.order_first
    assert rules.events[MentoringKind.SHORT_TERM] == EventNumbers(1, 2)


def test_an_organisation_says_only_what_it_does_differently(tmp_path: Path) -> None:
    load = programme.load(_file(tmp_path, "  '7':\n    order_moment: after_trial\n    terms: {order: 15}\n"))
    seventh, other = load(OrganisationId(7)), load(OrganisationId(8))
    assert (seventh.order_moment, seventh.terms.order, seventh.terms.trial) == (OrderMoment.AFTER_TRIAL, 15, 10)
    assert other.order_first


@pytest.mark.parametrize(
    ("written", "complaint"),
    [
        ("  '7': {order_moment: some_day}\n", "order_moment"),
        ("  '7':\n    terms: {lunch: 3}\n", "такого срока нет: lunch"),
        ("  '7':\n    events:\n      remote: {least: 5, most: 4}\n", "least больше most: 5 > 4"),
        ("  school: {trials: 1}\n", "organisations"),
        ("  '7': {breaks: 1}\n", "breaks"),
    ],
)
def test_a_mistake_is_named_with_its_line(tmp_path: Path, written: str, complaint: str) -> None:
    with pytest.raises(ContentRefused) as refusal:
        programme.load(_file(tmp_path, written))
    assert complaint in str(refusal.value)
    assert "programme.yaml:" in str(refusal.value)
