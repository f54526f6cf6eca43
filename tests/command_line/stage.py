"""The command line as a script drives it: arguments in, one object out."""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.command_line import main

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """Fails unless stdout holds exactly one object."""
        value = json.loads(self.out)
        assert isinstance(value, dict)
        return value


class Shell:
    """Calls ``main`` in this process; the database stands in a folder of its own."""

    def __init__(self, folder: Path, capture: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capture = capture

    def __call__(self, *argv: str) -> Answer:
        self._capture.readouterr()
        status = main(argv)
        written = self._capture.readouterr()
        return Answer(status, written.out, written.err)

    def json(self, *argv: str) -> dict[str, Any]:
        """The answer of a command that has to succeed."""
        answer = self(*argv, "--json")
        assert answer.status == 0, answer.out
        assert answer.json["ok"] is True
        return answer.json

    def refused(self, *argv: str, status: int = 1) -> dict[str, Any]:
        answer = self(*argv, "--json")
        assert (answer.status, answer.json["ok"]) == (status, False), answer.out
        return answer.json

    def school(self, *flags: str) -> str:
        """The number of a new school that has told everything."""
        told = (
            *("--name", "Школа № 20", "--level", "organisation", "--tz", "Europe/Moscow", "--week", "5"),
            *("--state", "no", "--minors", "yes", "--privacy", "names", "--inn", "1234567894"),
            *("--address", "г. Примерск, ул. Школьная, д. 1", "--contact", "privacy@school.example"),
        )
        return str(self.json("org", "add", *told, *flags)["org_id"])


def in_a_process(environment: Mapping[str, str], code: str) -> subprocess.CompletedProcess[str]:
    """Run Python code in a process of its own, as a person would start the program."""
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=dict(environment), capture_output=True, text=True, timeout=60
    )
