"""A wrong setting is one clear Russian line, never a traceback and never a surprise later."""

from pathlib import Path

import pytest

from config.settings import SettingsRefused, load

MOMENT = "manual:2026-09-07T09:00:00+03:00"


@pytest.fixture(autouse=True)
def _bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No settings of the machine, no ``.env``."""
    monkeypatch.chdir(tmp_path)
    for name in ("BOT_TOKEN", "TELEGRAM_API_URL", "DATABASE_URL", "CLOCK", "PROCESSOR"):
        monkeypatch.delenv(name, raising=False)


def _refusal(**given: str) -> str:
    with pytest.raises(SettingsRefused) as refused:
        load(**given)
    return str(refused.value)


@pytest.mark.parametrize(
    "server",
    [
        "https://api.telegram.org",
        "http://api.telegram.org",
        "https://API.Telegram.org/",
        "https://api.telegram.org.",
        "https://api.telegram.org:443",
        "https://somebody@api.telegram.org",
        "https://api.telegram.org/mirror",
    ],
)
def test_the_real_server_is_known_however_its_address_is_written(server: str) -> None:
    assert "CLOCK=manual" in _refusal(clock=MOMENT, telegram_api_url=server)


def test_a_server_of_ones_own_may_have_a_manual_clock() -> None:
    assert load(clock=MOMENT, telegram_api_url="http://127.0.0.1:8081").starts_at is not None


@pytest.mark.parametrize(
    "address",
    [
        "http://host:port",
        "http://host:99999",
        "http://host:0",
        "http://[::1",
        "http://[nonsense]",
        "http://a b",
        "http://a\tb",
    ],
)
def test_an_impossible_address_is_refused_in_russian(address: str) -> None:
    assert _refusal(telegram_api_url=address) == "TELEGRAM_API_URL: нужен адрес вида https://…"


@pytest.mark.parametrize("path", [":memory:", "", "a\0b"])
def test_a_database_is_a_file(path: str) -> None:
    assert "путь/к/файлу.db" in _refusal(database_url=f"sqlite+aiosqlite:///{path}")


@pytest.mark.parametrize("year", ["0001", "1999", "9999"])
def test_a_clock_at_the_end_of_time_is_refused(year: str) -> None:
    told = _refusal(clock=f"manual:{year}-01-01T00:00:00+03:00", telegram_api_url="http://127.0.0.1:8081")
    assert told == "CLOCK: год нужен от 2000 до 2100"


def test_a_processor_fits_into_the_consent() -> None:
    assert load(processor="П" * 120).processor == "П" * 120
    assert _refusal(processor="П" * 121) == "PROCESSOR: самое большее 120 знаков"


@pytest.mark.parametrize("encoding", ["cp1251", "utf-16", "utf-16-le"])
def test_a_settings_file_of_another_encoding_is_named(tmp_path: Path, encoding: str) -> None:
    (tmp_path / ".env").write_text("PROCESSOR=ООО «Хостинг»\n", encoding)
    assert _refusal() == ".env: сохраните файл в кодировке UTF-8"


def test_a_secret_that_is_no_text_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "token").write_bytes(b"1:\xff\xfe")
    monkeypatch.setenv("BOT_TOKEN_FILE", str(tmp_path / "token"))
    assert "BOT_TOKEN_FILE" in _refusal()
    assert "UTF-8" in _refusal()
