"""A shell whose settings are its own."""

from pathlib import Path

import pytest

from tests.command_line.stage import Shell


@pytest.fixture
def shell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Shell:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{tmp_path / 'school.db'}")
    monkeypatch.setenv("DATA_DIR", str(tmp_path))
    for name in ("BOT_TOKEN", "CLOCK", "CONTROL_LISTEN", "TELEGRAM_API_URL", "ADMIN_IDS"):
        monkeypatch.delenv(name, raising=False)
    return Shell(tmp_path, capsys)
