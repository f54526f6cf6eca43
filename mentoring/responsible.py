"""«Ответственный» of a plan → who has to act by the bot's roles. Names of persons are not kept."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from mentoring.access import level_of
from mentoring.free_text_surnames import holds_a_surname
from mentoring.road_map_names import CAPITALS, PERSON, SURNAME
from mentoring.road_maps import LEADERS
from mentoring.roles import PARTICIPANTS, Level, Role

_ANYWHERE = tuple(Level)

_REGION, _MUNICIPALITY, _SCHOOL = Level.REGION, Level.MUNICIPALITY, Level.ORGANISATION

_BARE_COORDINATOR: Mapping[Level, Role] = {
    _REGION: Role.REGIONAL_COORDINATOR,
    _MUNICIPALITY: Role.MUNICIPAL_COORDINATOR,
    _SCHOOL: Role.COORDINATOR,
}


def _everywhere(role: Role) -> Mapping[Level, Role]:
    return dict.fromkeys(_ANYWHERE, role)


# The first that a part of the cell holds; longer words stand before those they contain.
_WORDS: tuple[tuple[re.Pattern[str], Mapping[Level, Role]], ...] = tuple(
    (re.compile(pattern), roles)
    for pattern, roles in (
        (r"региональн\w+ (координатор|оператор|куратор)", _everywhere(Role.REGIONAL_COORDINATOR)),
        (r"муниципальн\w+ (координатор|оператор|куратор)", _everywhere(Role.MUNICIPAL_COORDINATOR)),
        (r"министерств|\bмо ?и ?н\b|\bминобр|\bиро\b|\w+иро\b|региональн\w+ (министерств|цент|институт)|\bрнмц|\bцнппм",
         _everywhere(Role.REGIONAL_COORDINATOR)),
        (r"муниципальн\w+ орган|\bмоуо\b|\bмсу\b|\bимо\b|\bимц\b|\bимк\b|\bрмк\b|\bгмц\b|\bнмиц\b|\bоо а\w+|\bуо\b"
         r"|\bммс\b|(управлени|отдел|департамент|комитет)\w*( \w+)? (по )?образовани"
         r"|методическ\w+ (отдел|цент|кабинет|служб)",
         _everywhere(Role.MUNICIPAL_COORDINATOR)),
        (r"рабоч\w+ групп", _everywhere(Role.WORKING_GROUP)),
        (r"\bзам\b|\bзам\.|замест|завуч|замдиректор", _everywhere(Role.DEPUTY_HEAD)),
        (r"куратор", _everywhere(Role.CURATOR)),
        (r"психолог", _everywhere(Role.COORDINATOR)),
        (r"координатор", _BARE_COORDINATOR),
        (r"наставляем", _everywhere(Role.MENTEE)),
        (r"наставник", _everywhere(Role.MENTOR)),
        (r"директор|руководител|администрац|заведующ", _everywhere(Role.DEPUTY_HEAD)),
        (r"\bоо\b|\bоу\b|\bобщеобразовательн|образовательн\w+ (организаци|учреждени)|\bшкол|\bмбоу\b|\bмаоу\b|\bмкоу\b",
         _everywhere(Role.CURATOR)),
        (r"методист|специалист", {_REGION: Role.REGIONAL_COORDINATOR, _MUNICIPALITY: Role.MUNICIPAL_COORDINATOR}),
    )
)  # fmt: skip

_ALONE = re.compile(rf"{SURNAME}(?:\s+{SURNAME})?")
_AFTER_A_WORD = re.compile(rf"(?<=[а-яё])\s+({SURNAME}|{CAPITALS})\b")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_BETWEEN = re.compile(r"[,;/\n]|\s+и\s+|\s+совместно с\s+")
_HEIGHT = {_SCHOOL: 0, _MUNICIPALITY: 1, _REGION: 2}


@dataclass(frozen=True, slots=True)
class Owner:
    """``text`` is the cell without names of persons; ``named`` whether there were any.

    ``clear``: the words tell one role that can act in the plan's place; otherwise the role is a guess to be looked at.
    ``several``: it is the lowest of them.
    """

    role: Role
    text: str
    clear: bool
    several: bool = False
    named: bool = False


def owner_of(cell: str, level: Level) -> Owner:
    text, named = without_persons(cell)
    outside = _BRACKETS.sub(" ", text)
    found = _roles(outside, level) or _roles(" , ".join(_BRACKETS.findall(text)), level)
    within = [role for role in found if can_own(role, level)]
    if not within:
        return Owner(LEADERS[level][0], text, clear=False, named=named)
    lowest = min(_HEIGHT[level_of(role) or level] for role in within)
    candidates = [role for role in within if _HEIGHT[level_of(role) or level] == lowest]
    # Who takes part in a pair does not answer for the plan where somebody of the staff is named beside them.
    chosen = next((role for role in candidates if role not in PARTICIPANTS), candidates[0])
    return Owner(chosen, text, clear=True, several=len(set(found)) > 1, named=named)


def can_own(role: Role, level: Level) -> bool:
    """A plan gives nothing to do to those above its own place."""
    own = level_of(role)
    return own is not None and _HEIGHT[own] <= _HEIGHT[level]


def without_persons(cell: str) -> tuple[str, bool]:
    """The cell without names of persons, and whether there were any."""
    text = _AFTER_A_WORD.sub(_unless_a_surname, PERSON.sub(" ", cell))
    kept = "".join(part for part in re.split(r"([,;])", text) if not _is_a_surname(part.strip()))
    if kept == cell:
        return cell, False
    bare = re.sub(r"\(\s*\)", " ", kept)
    bare = re.sub(r"\s*([,;])(\s*[,;])*", r"\1", bare)
    return " ".join(bare.split()).strip(" ,;–-"), True


def _unless_a_surname(found: re.Match[str]) -> str:
    """«куратор Петрова», but «Управление образования Белгорода»."""
    return " " if holds_a_surname(f"вот {found[1]}".replace("ё", "е")) else found[0]


def _is_a_surname(part: str) -> bool:
    """«Петрова» alone: only where it can be nothing else, or a department would be taken for a person."""
    words = part.lower().replace("ё", "е")
    known = any(pattern.search(words) for pattern, _ in _WORDS)
    return _ALONE.fullmatch(part) is not None and not known and holds_a_surname(f"ответственный {part}")


def _roles(text: str, level: Level) -> list[Role]:
    found = []
    for part in _BETWEEN.split(text.lower().replace("ё", "е")):
        roles = next((roles for pattern, roles in _WORDS if pattern.search(part)), None)
        if roles is not None and level in roles:
            found.append(roles[level])
    return found
