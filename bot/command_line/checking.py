"""`check` and `migrate`: is everything in place, and bringing the database up to date."""

import argparse

from bot.command_line.opening import newer, opened_database
from bot.command_line.outcome import Done, Refused
from bot.content import load_content
from config import time_zones
from config.settings import Settings
from storage import schema
from usecases.content import Content


async def check(_: argparse.Namespace, settings: Settings) -> Done:
    """Changes nothing; a database that is not there yet is no mistake."""
    content, zones = load_content(settings), time_zones.load()
    database = await _database(settings, content)
    answer = {
        "settings": {
            "token": settings.bot_token is not None,
            "database": str(settings.database_path),
            "data_dir": str(settings.data_dir),
            "clock": settings.clock,
        },
        "content": {"questionnaires": len(content.forms), "consents": len(content.consents), "time_zones": len(zones)},
        "database": database,
    }
    state = {"absent": "ещё нет, появится при запуске", "old": "старая, нужна команда migrate", "ready": "готова"}
    text = "\n".join(
        (
            f"Настройки: в порядке, токен {'есть' if settings.bot_token else 'не задан'}",
            f"Файлы config/: анкет {len(content.forms)}, согласий {len(content.consents)}",
            f"База данных {settings.database_path}: {state[str(database['state'])]}",
        )
    )
    return Done(answer, text)


async def _database(settings: Settings, content: Content) -> dict[str, object]:
    try:
        there = settings.database_path.exists()
    except OSError as error:
        message = f"база данных {settings.database_path} недоступна ({error.strerror}): проверьте путь и права"
        raise Refused("database", message) from error
    if not there:
        return {"state": "absent", "schema": 0, "latest": schema.LATEST}
    async with opened_database(settings) as database:
        found = await schema.version(database)
        if found > schema.LATEST:
            raise Refused("database_new", newer(found))
        sound = await database.read(lambda transaction: transaction.value("PRAGMA quick_check(1)"))
        if sound != "ok":
            raise Refused("database_damaged", "файл базы данных повреждён: верните его из резервной копии")
        if found == schema.LATEST:
            await content.compare(database)
    state = "ready" if found == schema.LATEST else "old"
    return {"state": state, "schema": found, "latest": schema.LATEST}


async def migrate(_: argparse.Namespace, settings: Settings) -> Done:
    async with opened_database(settings) as database:
        found = await schema.version(database)
        if found > schema.LATEST:
            raise Refused("database_new", newer(found))
        applied = await schema.migrate(database)
    text = f"База данных обновлена до версии {schema.LATEST}" if applied else "База данных уже в порядке"
    return Done({"applied": applied, "schema": schema.LATEST}, text)
