"""The command line: one command, one answer, never a traceback."""

import asyncio
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.command_line import parser
from bot.command_line.outcome import Done, Exit, Refused
from bot.command_line.refusals import refusal_of
from config import settings

INTERRUPTED = 130


def main(argv: Sequence[str]) -> int:
    """Run the command that ``argv`` (without the program's name) names; return the exit code."""
    as_json = "--json" in argv
    try:
        done = _run([argument for argument in argv if argument != "--json"], as_json=as_json)
    except parser.HelpAsked as asked:
        done = Done({"help": str(asked)}, str(asked).rstrip("\n"))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        return Exit.REFUSED
    except Exception as error:
        refused = refusal_of(error) or _unforeseen(error)
        _tell_refusal(refused, as_json=as_json)
        return refused.status
    _tell(done, as_json=as_json)
    return Exit.DONE


def _run(argv: list[str], *, as_json: bool) -> Done:
    options = parser.build().parse_args(argv)
    options.json = as_json
    done: Done = asyncio.run(options.command(options, settings.load()))
    return done


def _tell(done: Done, *, as_json: bool) -> None:
    if as_json:
        sys.stdout.write(json.dumps({"ok": True, **done.answer}, ensure_ascii=False) + "\n")
    elif done.content is not None:
        sys.stdout.buffer.write(done.content)
    elif done.text:
        sys.stdout.write(done.text + "\n")
    sys.stdout.flush()


def _tell_refusal(refused: Refused, *, as_json: bool) -> None:
    if as_json:
        answer = {"ok": False, "error": refused.code, "message": refused.message, **refused.answer}
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
    else:
        sys.stderr.write(f"{refused.message[:1].upper()}{refused.message[1:]}\n")


def _unforeseen(error: Exception) -> Refused:
    """One line that tells a programmer where to look."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "?"
    return Refused("internal", f"внутренняя ошибка {type(error).__name__} ({where})")
