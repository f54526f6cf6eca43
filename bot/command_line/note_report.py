"""`report note`, `report council`: the analytic note and the report for the pedagogical council."""

import argparse
import json
from typing import Any

from bot.command_line.exporting import keep
from bot.command_line.indicators_report import indicator
from bot.command_line.opening import opened_house
from bot.command_line.outcome import Done, usage
from bot.texts import analytic_note as said
from config import indicators, questionnaires
from config.settings import Settings
from documents.paper import written
from mentoring.analytic_note import Audience, NoteReport
from mentoring.before_after import STAGES
from mentoring.ids import OrganisationId
from mentoring.report import Satisfaction
from mentoring.road_map_report import Verdict
from mentoring.roles import Level, Role
from usecases.analytic_note import AnalyticNotes
from usecases.unit import Operator


async def report(options: argparse.Namespace, settings: Settings, place: OrganisationId, level: Level) -> Done:
    """JSON goes to stdout unless ``--out`` names a file; a document becomes a file."""
    wanted = options.format.value
    if wanted not in {"json", "docx"}:
        raise usage("справка и отчёт бывают json и docx")
    defined = indicators.load({name: file.value() for name, file in questionnaires.load().items()})
    async with opened_house(settings, indicators=defined) as house:
        found = await AnalyticNotes(house).note(Operator(), place, options.on, level)
    answer = as_json(found)
    text = json.dumps(answer, ensure_ascii=False, indent=1)
    if options.out is None and wanted == "json":
        return Done(answer, text)
    title = said.NOTE if options.subject.value == "note" else said.COUNCIL
    name = said.file_name(title, found)
    # The name does not tell whose it is: each place has its folder, as `paper` has it.
    exports = settings.data_dir / "exports" / str(place)
    path = options.out or exports / (name if wanted == "docx" else f"{name[:-4]}json")
    keep(path, text.encode() if wanted == "json" else as_docx(found, title))
    return Done({"path": str(path)}, f"Записано в файл {path}")


def as_docx(found: NoteReport, title: str) -> bytes:
    return written(title, said.note(found) if title == said.NOTE else said.council(found))


def as_json(found: NoteReport) -> dict[str, Any]:
    """Where five people do not stand behind a number, it is null."""
    process = found.process
    return {
        "org_id": found.organisation.id,
        "org": found.organisation.name,
        "level": found.organisation.level.value,
        "on": found.on.isoformat(),
        "asked": [{"form": one.form, "asked": one.asked, "answered": one.answered} for one in found.asked],
        "pairs": [
            {
                "mentor_pupil": one.mentor_pupil,
                "mentee_pupil": one.mentee_pupil,
                "kind": one.kind.value,
                "group": one.group,
                "number": one.number,
            }
            for one in found.kinds
        ],
        "indicators": [indicator(one) for one in found.indicators.facts],
        "road_maps": [
            {"title": one.title, **{verdict.value: one.totals[verdict] for verdict in Verdict}}
            for one in found.road_maps
        ],
        "process": {
            "mean_days_to_first_meeting": process.mean_days,
            "first_meetings": process.first_meetings,
            "failed_trials": process.trials.part,
            "settled_trials": process.trials.whole,
            "ended_early": process.ended_early,
            "waiting": found.report.people.waiting,
        },
        "self_check": {
            "mean": found.self_check.mean if found.tells_self_check else None,
            "most": found.self_check.most,
            "answered": found.self_check.answered,
        },
        "before_after": {role.value: _changes(found, role) for role in STAGES},
        "satisfaction": {audience.value: _satisfaction(found.satisfaction(audience)) for audience in Audience},
        "swot": [{"side": line.side.value, "words": line.words} for line in found.swot or ()],
    }


def _changes(found: NoteReport, role: Role) -> list[dict[str, Any]]:
    return [
        {
            "key": line.key,
            "people": line.change.people,
            "before": line.change.mean_before,
            "after": line.change.mean_after,
            "difference": line.change.mean_difference,
            "grown": line.change.grown,
        }
        for line in found.changes.told(role)
    ]


def _satisfaction(one: Satisfaction) -> dict[str, Any]:
    return {
        "index": one.index,
        "content": one.content if one.told else None,
        "participants": one.participants,
        "asked": one.asked,
        "answered": None if one.hidden else one.answered,
    }
