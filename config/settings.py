"""Settings from the environment (and ``.env``); a secret may also come from the file that ``NAME_FILE`` names."""

import datetime
import ipaddress
import os
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from config.reading import why

OFFICIAL_SERVER = "https://api.telegram.org"
SQLITE = "sqlite+aiosqlite:///"

YEARS = range(2000, 2101)
"""Where a manual clock may start."""

PROCESSOR_LIMIT = 120
"""It becomes a part of the consent, which has to fit into one message."""


class SettingsRefused(Exception):
    """A setting is wrong; the text is one clear line for the operator."""


def _ids(value: object) -> object:
    if isinstance(value, str):
        return [part.strip() for part in value.split(",") if part.strip()]
    return value


def _url(value: str) -> str:
    try:
        parts = urlsplit(value)
        fits = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        # A port that is no port, brackets around what is no IPv6 address.
        fits = False
    if not fits or not value.isprintable() or " " in value:
        raise ValueError("нужен адрес вида https://…")
    return value.rstrip("/")


def _optional_url(value: str | None) -> str | None:
    return _url(value) if value else None


def _listen(value: str | None) -> str | None:
    return _address(value) if value else None


def _address(value: str) -> str:
    host, colon, port = value.rpartition(":")
    if not colon or not port.isdecimal() or not 0 <= int(port) <= 65535:
        raise ValueError("нужен адрес вида 127.0.0.1:8080")
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError as error:
        raise ValueError("нужен адрес цифрами, например 127.0.0.1:8080") from error
    return value


def _token(value: SecretStr | None) -> SecretStr | None:
    text = value.get_secret_value() if value else ""
    number, colon, secret = text.partition(":")
    if text and not (colon and number.isdecimal() and secret):
        raise ValueError("нужен токен вида 123456:ABC…, его выдаёт @BotFather")
    return value if text else None


def _database(value: str) -> str:
    path = value.removeprefix(SQLITE)
    # «:memory:» would be another empty database for each connection.
    if path in {value, "", ":memory:"} or "\0" in path:
        raise ValueError("нужно sqlite+aiosqlite:///путь/к/файлу.db")
    return value


def _clock(value: str) -> str:
    if value == "real":
        return value
    kind, _, start = value.partition(":")
    try:
        moment = datetime.datetime.fromisoformat(start)
        told = kind == "manual" and moment.tzinfo is not None
    except ValueError:
        told = False
    if not told:
        raise ValueError("нужно real или manual:2026-09-01T09:00:00+03:00")
    if moment.year not in YEARS:
        raise ValueError(f"год нужен от {YEARS[0]} до {YEARS[-1]}")
    return value


class Settings(BaseSettings):
    """Names and defaults as in the contract; see README."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", env_ignore_empty=True, frozen=True)

    bot_token: Annotated[SecretStr | None, AfterValidator(_token)] = None
    telegram_api_url: Annotated[str, AfterValidator(_url)] = OFFICIAL_SERVER
    database_url: Annotated[str, AfterValidator(_database)] = SQLITE + "data/nastavnik.db"
    data_dir: Path = Path("data")
    admin_ids: Annotated[frozenset[int], NoDecode, BeforeValidator(_ids)] = frozenset()
    http_listen: Annotated[str, AfterValidator(_address)] = "127.0.0.1:8080"
    webhook_url: Annotated[str | None, AfterValidator(_optional_url)] = None
    webhook_secret: SecretStr | None = None
    log_level: Literal["debug", "info", "warning", "error"] = "info"
    log_format: Literal["text", "json"] = "text"
    clock: Annotated[str, AfterValidator(_clock)] = "real"
    control_listen: Annotated[str | None, AfterValidator(_listen)] = None
    processor: str | None = Field(
        default=None, max_length=PROCESSOR_LIMIT, description="who processes the data by the operator's assignment"
    )

    @property
    def database_path(self) -> Path:
        return Path(self.database_url.removeprefix(SQLITE))

    @property
    def starts_at(self) -> datetime.datetime | None:
        """Where a manual clock starts; None for the real one."""
        return None if self.clock == "real" else datetime.datetime.fromisoformat(self.clock.partition(":")[2])


def load(**overrides: Any) -> Settings:
    """Raises SettingsRefused, with one line."""
    _demand_readable(Path(str(Settings.model_config.get("env_file"))))
    try:
        settings = Settings(**{**_secrets_from_files(), **overrides})
    except ValidationError as error:
        first = error.errors()[0]
        name = "_".join(str(part) for part in first["loc"][:1]).upper()
        raise SettingsRefused(f"{name}: {_reason(first['type'], first['msg'], first.get('ctx', {}))}") from error
    _check_together(settings)
    return settings


_REASONS = {
    "int_parsing": "нужны числа через запятую, например 123456789,987654321",
    "int_type": "нужны числа через запятую, например 123456789,987654321",
}
"""What pydantic says in English, in Russian."""


def _demand_readable(file: Path) -> None:
    """Raises SettingsRefused for an ``.env`` that another program has written its own way."""
    try:
        readable = not file.is_file() or "\0" not in file.read_text("utf-8")
    except OSError as error:
        raise SettingsRefused(f"{file}: файл не читается ({error.strerror})") from error
    except UnicodeDecodeError:
        readable = False
    if not readable:
        raise SettingsRefused(f"{file}: сохраните файл в кодировке UTF-8")


def _reason(kind: str, message: str, context: dict[str, Any]) -> str:
    """Why a value does not fit, in Russian: pydantic's own words where they are ours."""
    if kind == "string_too_long":
        return f"самое большее {context['max_length']} знаков"
    if kind == "literal_error":
        choices = str(context["expected"]).replace("'", "").replace(" or ", ", ")
        return f"нужно одно из: {choices}"
    return _REASONS.get(kind, message.removeprefix("Value error, "))


def _secrets_from_files() -> dict[str, str]:
    found = {}
    for name in ("BOT_TOKEN", "WEBHOOK_SECRET", "DATABASE_URL"):
        path = os.environ.get(f"{name}_FILE")
        if not path:
            continue
        try:
            found[name.lower()] = Path(path).read_text("utf-8").strip()
        except OSError as error:
            raise SettingsRefused(f"{name}_FILE: файл {path} не читается ({why(error)})") from error
        except UnicodeDecodeError as error:
            raise SettingsRefused(f"{name}_FILE: в файле {path} не текст в кодировке UTF-8") from error
    return found


def _host(url: str) -> str:
    """Whom an address leads to, however it is written."""
    return (urlsplit(url).hostname or "").rstrip(".")


def _check_together(settings: Settings) -> None:
    if settings.starts_at is not None and _host(settings.telegram_api_url) == _host(OFFICIAL_SERVER):
        raise SettingsRefused("CLOCK=manual с настоящим сервером Telegram не запускается: укажите TELEGRAM_API_URL")
    if settings.control_listen:
        host = settings.control_listen.rpartition(":")[0].strip("[]")
        if not ipaddress.ip_address(host).is_loopback:
            raise SettingsRefused("CONTROL_LISTEN: только адрес этой машины, например 127.0.0.1:8099")
    if settings.webhook_url and not settings.webhook_secret:
        raise SettingsRefused("WEBHOOK_SECRET: не задан, а WEBHOOK_URL указан")
