"""Memos for mentors: five questions each, «Вы» to adults and «ты» to pupils."""

import re
from pathlib import Path

import pytest

from config import memos
from config.files import CONFIG, ContentRefused


def test_adults_and_pupils_are_addressed_as_they_are() -> None:
    for (_, pupil), memo in memos.load().items():
        text = " ".join((memo.about, *memo.ask, *memo.check))
        assert not re.search(r"\bВ(ы|ас|ам|аш\w*)\b" if pupil else r"\b[Тт](ы|ебя|ебе|во\w+)\b", text), text
        assert "(а)" not in text


def test_a_sixth_question_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "memos.yaml"
    written = (CONFIG / "memos.yaml").read_text("utf-8")
    path.write_text(written.replace("      - Как прошла Ваша неделя?\n", "      - Как прошла неделя?\n" * 2), "utf-8")
    with pytest.raises(ContentRefused, match=r"memos.yaml:\d+: acquaintance.adult.ask"):
        memos.load(path)
