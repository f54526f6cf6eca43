"""The table of what the bot does for each item of the real plans: complete, and every story it names is there."""

import ast
import re
from collections import Counter
from pathlib import Path

import pytest

from config.road_maps import load
from mentoring.road_maps import all_items

ROOT = Path(__file__).parent.parent
TABLE = (ROOT / "docs" / "road_map_items.md").read_text("utf-8")

_ROW = re.compile(r"^\| [^|]*\(`([\w.-]+)`\) \|.*$", re.MULTILINE)
_STORY = re.compile(r"`(test_\w+\.py)::(test_\w+)`")


def test_every_item_has_one_row() -> None:
    rows = Counter(found[1] for found in _ROW.finditer(TABLE))
    assert rows == Counter(item.uid for template in load().values() for item in all_items(template))


@pytest.mark.parametrize("row", [found[0] for found in _ROW.finditer(TABLE)], ids=_ROW.findall(TABLE))
def test_every_row_names_stories_that_are_there(row: str) -> None:
    stories = _STORY.findall(row)
    assert stories, row
    for file, name in stories:
        tree = ast.parse((ROOT / "tests" / "stories" / file).read_text("utf-8"))
        assert name in {one.name for one in tree.body if isinstance(one, ast.AsyncFunctionDef)}, (file, name)
