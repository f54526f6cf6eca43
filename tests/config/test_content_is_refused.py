"""What would break the start or a person's screen is found before, with its file."""

import shutil
from pathlib import Path

import pytest

from bot import content
from config import calendar, consents, files, questionnaires, settings
from config.files import CONFIG, ContentRefused


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of ``config/`` that the loaders read instead of the real one."""
    for name in ("questionnaires", "consents"):
        shutil.copytree(CONFIG / name, tmp_path / name)
    shutil.copy(CONFIG / "calendar_regional.yaml", tmp_path / "calendar_regional.yaml")
    forms, texts = questionnaires.load, consents.load
    monkeypatch.setattr(questionnaires, "load", lambda: forms(tmp_path / "questionnaires"))
    monkeypatch.setattr(consents, "load", lambda: texts(tmp_path / "consents"))
    monkeypatch.setattr(calendar, "CONFIG", tmp_path)
    monkeypatch.setattr(files, "CONFIG", tmp_path)
    return tmp_path


def _refusal() -> str:
    with pytest.raises(ContentRefused) as refused:
        content.load_content(settings.load())
    return str(refused.value)


def _changed(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")


def test_what_is_there_is_in_order(folder: Path) -> None:
    assert content.load_content(settings.load()).forms


@pytest.mark.parametrize(
    "name",
    ["questionnaires/mentee_pupil.yaml", "consents/processing_parent.yaml", "calendar_regional.yaml"],
)
def test_a_file_that_is_missing(folder: Path, name: str) -> None:
    (folder / name).unlink()
    assert name in _refusal()


@pytest.mark.parametrize(
    "nonsense",
    [
        "[",
        "a: &x [*x]",
        "a: !!python/name:os.system x",
        "? [1]\n: 2",
        "a: 2026-13-45",
        "[" * 5000 + "]" * 5000,
        "a: \x07",
    ],
)
def test_what_is_no_yaml_for_us(folder: Path, nonsense: str) -> None:
    (folder / "calendar_regional.yaml").write_text(nonsense, "utf-8")
    assert "calendar_regional.yaml" in _refusal()


@pytest.mark.parametrize("placeholder", ["{until:x}", "{until!r}", "{until", "until}", "{}", "{nobody}"])
def test_a_placeholder_that_cannot_be_filled(folder: Path, placeholder: str) -> None:
    _changed(folder / "consents/processing_adult.yaml", "{until}", placeholder)
    assert "processing_adult.yaml" in _refusal()


def test_a_version_beyond_reason(folder: Path) -> None:
    _changed(folder / "consents/processing_adult.yaml", "version: 1", "version: 1000001")
    assert "version" in _refusal()


def test_a_consent_that_does_not_fit_into_a_message(folder: Path) -> None:
    _changed(folder / "consents/processing_adult.yaml", "Вопросы о данных", f"{'Очень важно. ' * 40}Вопросы о данных")
    assert "сократите текст" in _refusal()
