"""``python -m year``: the simulated year, its check and its summary."""

import argparse
import asyncio
import datetime
import sys
import tempfile
import time
from pathlib import Path

from year.checker import problems
from year.course import ENDS, STARTS, Course
from year.over import recorded
from year.school import School
from year.stage import Stage
from year.summary import self_check, told


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m year", description="Учебный год выдуманной школы за минуту.")
    parser.add_argument("--seed", type=int, default=1, help="тот же номер — тот же год")
    parser.add_argument("--until", type=datetime.date.fromisoformat, default=ENDS, help="до какого дня, ГГГГ-ММ-ДД")
    parser.add_argument("--folder", type=Path, help="где оставить базу и журнал бота")
    given = parser.parse_args()
    if given.folder is not None:
        given.folder.mkdir(parents=True, exist_ok=True)
        if (given.folder / "year.db").exists():
            parser.error("в этой папке уже лежит год: возьмите пустую")
        return asyncio.run(_year(given.folder, given.seed, given.until))
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(_year(Path(folder), given.seed, given.until))


async def _year(folder: Path, seed: int, until: datetime.date) -> int:
    began = time.monotonic()
    stage = Stage(folder, STARTS)
    school = School(stage, seed)
    await stage.open()
    try:
        await Course(stage, school, seed, until).runs()
        fingerprint = stage.log.fingerprint()
        record = await recorded(stage, school)
    finally:
        await stage.close()
    found = problems(record)
    found["проверка самой проверки"] = list(self_check(record))
    sys.stdout.write(told(record, school, found, fingerprint, time.monotonic() - began))
    return 1 if any(found.values()) else 0


if __name__ == "__main__":
    raise SystemExit(main())
