"""Reading content files strictly: whatever is wrong is named with its file and line."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

CONFIG = Path(__file__).parent

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The same reader written in C, where PyYAML was built with it: a start reads thousands of lines."""


LATEST_VERSION = 10**6
"""No text is changed so often; a date written as a number, or a slip of the finger, is no version."""


class ContentRefused(Exception):
    """A content file is wrong; the text is one line «file:line: what»."""


class Strict(BaseModel):
    """An unknown key is a misspelt one."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)


Model = TypeVar("Model", bound=BaseModel)
Place = tuple[str | int, ...]


def read(path: Path, model: type[Model], check: Callable[[Model], tuple[Place, str] | None] | None = None) -> Model:
    """Read one YAML file into its model. ``check`` may name a place and what is wrong there.

    Raises ContentRefused.
    """
    name = f"config/{path.relative_to(CONFIG)}" if path.is_relative_to(CONFIG) else f"{path.parent.name}/{path.name}"
    lines: dict[Place, int] = {}
    try:
        data = _value(yaml.compose(path.read_text("utf-8"), Loader=LOADER), (), lines, name)
    except OSError as error:
        raise ContentRefused(f"{name}: файла нет или он не читается ({error.strerror})") from error
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        # A tag nobody knows, a date that is no date, a key that is a list, an anchor inside itself.
        line = getattr(getattr(error, "problem_mark", None), "line", 0) + 1
        raise ContentRefused(f"{name}:{line}: файл не читается как YAML") from error
    try:
        value = model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        raise ContentRefused(f"{name}:{_line(lines, first['loc'])}: {_dotted(first['loc'])}: {first['msg']}") from error
    if check is not None and (problem := check(value)):
        where, what = problem
        raise ContentRefused(f"{name}:{_line(lines, where)}: {what}")
    return value


def _value(node: yaml.Node | None, at: Place, lines: dict[Place, int], name: str) -> Any:
    if node is None:
        return None
    lines[at] = node.start_mark.line + 1
    if isinstance(node, yaml.MappingNode):
        found: dict[str, Any] = {}
        for key, item in node.value:
            if key.value in found:
                raise ContentRefused(f"{name}:{key.start_mark.line + 1}: ключ «{key.value}» повторён")
            found[key.value] = _value(item, (*at, key.value), lines, name)
        return found
    if isinstance(node, yaml.SequenceNode):
        return [_value(item, (*at, index), lines, name) for index, item in enumerate(node.value)]
    return yaml.constructor.SafeConstructor().construct_object(node)


def _line(lines: dict[Place, int], where: Place) -> int:
    while where and where not in lines:
        where = where[:-1]
    return lines.get(where, 1)


def _dotted(where: Place) -> str:
    return ".".join(str(part) for part in where)
