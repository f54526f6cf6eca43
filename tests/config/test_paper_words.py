"""``config/paper_words.yaml``: the shipped words can be filled, and a slip is named with file and line."""

from pathlib import Path

import pytest

from config import paper_words
from config.files import CONFIG, ContentRefused
from mentoring.orders import OrderKind
from mentoring.pairs import MeetingKind

WRITTEN = (CONFIG / "paper_words.yaml").read_text("utf-8")


def test_the_shipped_words_are_complete() -> None:
    words = paper_words.load()
    assert set(words.orders) == set(OrderKind)
    assert set(words.stages) == set(MeetingKind) - {MeetingKind.EVENT}


@pytest.mark.parametrize(
    ("good", "bad", "complaint"),
    [
        ("{curator} обеспечить", "{kurator} обеспечить", "такого слова в скобках нет: {kurator}"),
        ("на {year} учебный", "на {year учебный", "такого слова в скобках нет"),
        ("{curator} обеспечить", "{mentor} обеспечить", "такого слова в скобках нет: {mentor}"),
        ("  trial:", "  tryal:", "stages.trial"),
    ],
)
def test_a_slip_is_refused_with_its_line(tmp_path: Path, good: str, bad: str, complaint: str) -> None:
    path = tmp_path / "paper_words.yaml"
    path.write_text(WRITTEN.replace(good, bad, 1), "utf-8")
    with pytest.raises(ContentRefused, match=r"paper_words\.yaml:\d+: ") as refused:
        paper_words.load(path)
    assert complaint in str(refused.value)
