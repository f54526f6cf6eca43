"""`people import`: the school's own list of people."""

import argparse
from operator import itemgetter
from pathlib import Path

from bot.command_line.inviting import NO_LINK
from bot.command_line.opening import opened_house
from bot.command_line.outcome import Done, Refused, usage
from bot.command_line.username import username_of
from bot.texts import roles
from bot.texts.staff_list import problem
from config.reading import why
from config.settings import Settings
from documents import sheets
from mentoring.ids import OrganisationId
from mentoring.invitations import link
from mentoring.staff_list import BroughtIn, Listed, ProblemKind
from usecases.inviting import Inviting
from usecases.staff_list import StaffList
from usecases.unit import Operator


async def bring_in(options: argparse.Namespace, settings: Settings) -> Done:
    rows = sheets.read(_content(options.file))
    async with opened_house(settings) as house:
        username = await username_of(Inviting(house), settings)
        organisation = OrganisationId(options.org)
        found = await StaffList(house).bring_in(Operator(), organisation, rows, dry_run=options.dry_run)
    answer = {
        "dry_run": options.dry_run,
        "rows": [_row(listed, username) for listed in found.listed],
        "problems": [{"row": one.row, "column": one.column, "message": problem(one)} for one in found.problems],
    }
    text = _text(found, username, dry_run=options.dry_run)
    # Whoever brings yesterday's list again is not refused: everybody is there already.
    if found.problems and not found.listed and not _some_were_known(found):
        raise Refused("nobody", text, answer=answer)
    return Done(answer, text)


def _some_were_known(found: BroughtIn) -> bool:
    return any(one.kind is ProblemKind.ALREADY_LISTED for one in found.problems)


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise usage(f"файл {path} не читается: {why(error)}") from error


def _row(listed: Listed, username: str | None) -> dict[str, object]:
    return {
        "row": listed.row,
        "code": listed.code,
        "role": listed.role.value,
        "invitation": listed.invitation_code,
        "link": _link(listed, username),
    }


def _link(listed: Listed, username: str | None) -> str | None:
    return link(username, listed.invitation_code) if username and listed.invitation_code else None


def _text(found: BroughtIn, username: str | None, *, dry_run: bool) -> str:
    said = [
        (
            one.row,
            f"строка {one.row}: {one.code or 'подходит'}, {roles.NAMES[one.role]}"
            + (f", {_link(one, username) or one.invitation_code}" if one.invitation_code else ""),
        )
        for one in found.listed
    ]
    said += [(one.row, f"строка {one.row}, «{one.column}»: {problem(one)}") for one in found.problems]
    lines = [line for _, line in sorted(said, key=itemgetter(0))]
    verb = "Подходит строк" if dry_run else "Внесено людей"
    lines.append(f"{verb}: {len(found.listed)}, с замечаниями: {len(found.problems)}.")
    if found.listed and not dry_run and username is None:
        lines.append(f"Это коды приглашений: {NO_LINK}.")
    return "\n".join(lines)
