"""``config/self_check.yaml`` is refused where it would leave somebody without a word."""

from pathlib import Path

import pytest

from config import questionnaires
from config import self_check as file
from config.files import CONFIG, ContentRefused

FORMS = {name: one.value() for name, one in questionnaires.load().items()}


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("from: 9", "from: 15", "сверху вниз"),
        ("from: 0", "from: 1", "начинается с 0"),
        ("curator_check.docs:", "curator_check.doc:", "поля curator_check.doc"),
        ('  curator_check.docs: {command: roadmap, words: "«Реестры»: приказы и локальные акты"}\n', "", "не сказано"),
    ],
)
def test_what_does_not_fit(tmp_path: Path, old: str, new: str, what: str) -> None:
    text = (CONFIG / "self_check.yaml").read_text("utf-8")
    assert old in text
    (tmp_path / "self_check.yaml").write_text(text.replace(old, new), "utf-8")
    with pytest.raises(ContentRefused, match=what):
        file.load(FORMS, tmp_path / "self_check.yaml")
