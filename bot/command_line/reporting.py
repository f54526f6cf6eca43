"""`report`: numbers of an organisation, a municipality or a region on one day, as JSON, workbook or document."""

import argparse
import datetime
import json
from enum import StrEnum
from typing import Any

from bot.command_line import indicators_report, note_report
from bot.command_line.exporting import keep
from bot.command_line.opening import opened_house
from bot.command_line.outcome import Done, usage
from bot.texts import report as words_of
from bot.texts import words
from config.settings import Settings
from documents import tables
from documents.report_paper import report_paper
from documents.tables import Column, Table
from mentoring.ids import OrganisationId
from mentoring.report import Report, Satisfaction, Share
from mentoring.roles import Level
from usecases.reporting import Reporting
from usecases.unit import Operator


class Subject(StrEnum):
    STATS = "stats"
    NOTE = "note"
    COUNCIL = "council"
    INDICATORS = "indicators"


class Format(StrEnum):
    JSON = "json"
    XLSX = "xlsx"
    DOCX = "docx"


TITLE = "Статистика"


async def report(options: argparse.Namespace, settings: Settings) -> Done:
    """JSON goes to stdout unless ``--out`` names a file; a workbook and a document become a file."""
    place, level = _where(options)
    if options.subject in {Subject.NOTE, Subject.COUNCIL}:
        return await note_report.report(options, settings, place, level)
    if options.subject is Subject.INDICATORS:
        return await indicators_report.report(options, settings, place, level)
    async with opened_house(settings) as house:
        found = await Reporting(house).report(Operator(), place, options.on, level)
    answer = as_json(found)
    if options.out is None and options.format is Format.JSON:
        return Done(answer, json.dumps(answer, ensure_ascii=False, indent=1))
    name = f"{TITLE}_{place}_{found.on:%Y-%m-%d}.{options.format}"
    path = options.out or settings.data_dir / "exports" / name
    keep(path, _content(found, options.format))
    return Done({"path": str(path)}, f"Записано в файл {path}")


def _where(options: argparse.Namespace) -> tuple[OrganisationId, Level]:
    named = {
        Level.ORGANISATION: options.org,
        Level.MUNICIPALITY: options.municipality,
        Level.REGION: options.region,
    }
    given = [(number, level) for level, number in named.items() if number is not None]
    if len(given) != 1:
        raise usage("нужно одно из --org, --municipality, --region")
    return OrganisationId(given[0][0]), given[0][1]


def _content(found: Report, wanted: Format) -> bytes:
    if wanted is Format.JSON:
        return json.dumps(as_json(found), ensure_ascii=False, indent=1).encode()
    return as_xlsx(found) if wanted is Format.XLSX else as_docx(found)


def as_xlsx(found: Report) -> bytes:
    """A row for each school below, as a municipality hands it in; of one school a line for each number."""
    if found.below:
        columns = tuple(Column(heading, heading) for heading in words_of.HEADINGS)
        return tables.as_xlsx(Table(TITLE, columns, words_of.table(found)))
    columns = (Column("section", "Раздел"), Column("what", "Показатель"), Column("value", "Значение"))
    rows = tuple((part.title, label, value) for part in words_of.sections(found) for label, value in part.rows)
    return tables.as_xlsx(Table(TITLE, columns, rows))


def as_docx(found: Report) -> bytes:
    under = (found.organisation.name, f"на {words.day_and_year(found.on)}")
    rows = words_of.table(found) if found.below else ()
    return report_paper(TITLE, under, words_of.sections(found), words_of.HEADINGS, rows)


def as_json(found: Report, above: Report | None = None) -> dict[str, Any]:
    people = found.people
    answer: dict[str, Any] = {
        "org_id": found.organisation.id,
        "org": found.organisation.name,
        "level": found.organisation.level.value,
        "on": found.on.isoformat(),
        "people": {
            "mentees": people.mentees,
            "mentees_in_bank": people.mentees_in_bank,
            "waiting": people.waiting,
            "mentors": people.mentors,
            "mentors_in_bank": people.mentors_in_bank,
        },
        "pairs": {stage.name.lower(): number for stage, number in found.stages.items()},
        "late": found.late,
        "meetings_this_month": found.meetings,
        "indicators": [
            indicator
            for role, given in found.satisfaction.items()
            for indicator in _indicators(role.value, given, hidden=above is not None and above.hides_below(role))
        ]
        + [_of_share("early_end_response", found.exits.response, told=found.tells_exits)],
    }
    return answer if above is not None else {**answer, "below": [as_json(one, found) for one in found.below]}


def _indicators(role: str, given: Satisfaction, *, hidden: bool) -> list[dict[str, Any]]:
    """``hidden``: a neighbour has too few answers, so that these would give them away."""
    told = given.told and not hidden
    total = round(given.total, 2) if told else None
    return [
        _indicator(
            f"satisfaction_{role}_index", total, given.answered if told else None, given.index if told else None
        ),
        _of_share(f"satisfaction_{role}_content", given.content_share, told=told),
        _of_share(f"satisfaction_{role}_response", given.response, told=not given.hidden),
    ]


def _of_share(key: str, share: Share, *, told: bool) -> dict[str, Any]:
    if not told:
        return _indicator(key, None, share.whole, None)
    return _indicator(key, share.part, share.whole, share.value)


def _indicator(key: str, numerator: float | None, denominator: int | None, value: float | None) -> dict[str, Any]:
    return {"key": key, "numerator": numerator, "denominator": denominator, "value": value, "target": None}


def day(text: str) -> datetime.date:
    """For the grammar: «2027-05-31»."""
    try:
        found = datetime.date.fromisoformat(text)
        if not 1900 < found.year < 3000:
            raise ValueError(found.year)
        return found
    except ValueError:
        raise argparse.ArgumentTypeError(f"нужна дата вот так: 2027-05-31, а не '{text[:40]}'") from None
