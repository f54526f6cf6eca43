"""The commands in the table of the README: each can be called, and none is missing."""

import argparse
import itertools
import re
from collections.abc import Iterator

import pytest

from bot.command_line.parser import build
from bot.command_line.reporting import Subject as Told
from mentoring.paper_tables import PaperTable
from tests.command_line.stage import ROOT, Shell
from usecases.exporting import Subject as Exported

README = (ROOT / "README.md").read_text("utf-8")
TABLE = README.partition("## Командная строка")[2].partition("`--help` после")[0]
SUBJECTS = {"report": Told, "paper": PaperTable, "export": Exported}


def written() -> Iterator[tuple[str, ...]]:
    """«`report note\\|council --org N`» → («report», «note»), («report», «council»)."""
    for row in re.findall(r"^\| (`.*)$", TABLE, re.MULTILINE):
        for call in re.findall(r"`([a-z][^`]*)`", row):
            words = itertools.takewhile(lambda word: re.fullmatch(r"[a-z|-]+", word), call.replace("\\|", "|").split())
            named = [word.split("|") for word in words if not word.startswith("-")]
            if named and named[0][0] in COMMANDS:
                yield from itertools.product(*named)


def known(parser: argparse.ArgumentParser, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    groups = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not groups:
        yield from ((*path, subject.value) for subject in SUBJECTS[path[0]]) if path[0] in SUBJECTS else (path,)
    for group in groups:
        for name, below in group.choices.items():
            yield from known(below, (*path, name))


COMMANDS = {path[0] for path in known(build())}


def test_no_command_is_missing() -> None:
    assert set(known(build())) - set(written()) == set()


@pytest.mark.parametrize("words", sorted(set(written())), ids=" ".join)
def test_each_can_be_called(shell: Shell, words: tuple[str, ...]) -> None:
    assert shell(*words, "--help").status == 0
