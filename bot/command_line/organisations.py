"""`org add` and `org list`."""

import argparse
import sys

from bot.command_line.opening import opened_house
from bot.command_line.outcome import Done
from bot.texts.organisations import LEVELS, WARNING, what_is_missing
from config.settings import Settings
from mentoring.ids import OrganisationId
from mentoring.organisation_details import Field, FieldValue
from mentoring.organisations import Organisation, missing
from usecases.organisations import Organisations
from usecases.unit import Operator


async def add(options: argparse.Namespace, settings: Settings) -> Done:
    if options.state:
        _warn(read=options.acknowledge_warning)
    async with opened_house(settings) as house:
        created = await Organisations(house).create(
            Operator(),
            options.level,
            options.name,
            None if options.parent is None else OrganisationId(options.parent),
            _details(options),
            acknowledged=options.acknowledge_warning,
        )
    return Done(
        {"org_id": created.id, "missing": [detail.value for detail in missing(created)]},
        f"Создано: {created.name}, номер {created.id}. {_what_is_missing(created)}",
    )


def _details(options: argparse.Namespace) -> dict[Field, FieldValue]:
    told = {
        Field.INN: options.inn,
        Field.ADDRESS: options.address,
        Field.CONTACT: options.contact,
        Field.TZ: options.tz,
        Field.WEEK: options.week,
        Field.STATE_OWNED: options.state,
        Field.MINORS: options.minors,
        Field.PRIVACY: options.privacy,
    }
    return {field: value for field, value in told.items() if value is not None}


def _warn(*, read: bool) -> None:
    """On stderr: what a state or municipal school has to know before it begins."""
    tail = "" if read else "Чтобы подтвердить, что предупреждение прочитано: --acknowledge-warning или /org в чате.\n"
    points = "".join(f"— {point}\n" for point in WARNING)
    sys.stderr.write(f"Предупреждение для государственных и муниципальных организаций:\n{points}{tail}")


def _what_is_missing(organisation: Organisation) -> str:
    sentence = what_is_missing(missing(organisation))
    return f"Согласия пока не собираются. {sentence}" if sentence else "Всё для согласий заполнено."


async def show(_: argparse.Namespace, settings: Settings) -> Done:
    async with opened_house(settings) as house:
        found = await Organisations(house).visible(Operator())
    if not found:
        return Done({"rows": []}, "Организаций пока нет. Создайте первую: python -m bot org add --help")
    text = "\n".join(f"{'  ' * (len(one.path) - 1)}{one.id}. {one.name} ({LEVELS[one.level]})" for one in found)
    return Done({"rows": [_row(one) for one in found]}, text)


def _row(one: Organisation) -> dict[str, object]:
    return {
        "org_id": one.id,
        "parent_id": one.path[-2] if len(one.path) > 1 else None,
        "level": one.level.value,
        "name": one.name,
        "inn": one.inn,
        "address": one.address,
        "contact": one.contact,
        "tz": one.tz,
        "week": one.week,
        "state": one.state_owned,
        "warning_acknowledged": one.warned,
        "privacy": one.privacy.value,
        "minors": one.minors,
        "missing": [detail.value for detail in missing(one)],
    }
