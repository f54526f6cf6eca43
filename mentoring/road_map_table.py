"""A plan as a table of a document → the items of a road map, whatever the order of its columns.

Nothing is lost or guessed in silence: what is not understood is a problem for a person to settle, what is understood
by an assumption is a notice.
"""

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from mentoring.deadline_phrases import NotUnderstood, understood
from mentoring.deadlines import NONE, Deadline, Period
from mentoring.evidence_words import evidence_of
from mentoring.responsible import can_own, owner_of, without_persons
from mentoring.road_map_findings import Finding, Problem
from mentoring.road_map_headings import Column
from mentoring.road_map_names import bare, likely
from mentoring.road_map_period import PlanPeriod, period_of
from mentoring.road_map_rows import Draft, Rows, Sheet
from mentoring.road_maps import LEADERS, EvidenceKind, Item
from mentoring.roles import PARTICIPANTS, Level, Role
from mentoring.staff_list import role_of

NAMELESS = "…"
"""In place of words that name a person."""

_CODE = re.compile(r"[a-z0-9][a-z0-9.-]{0,30}")


@dataclass(frozen=True, slots=True)
class ImportedRoadMap:
    title: str
    period: Period
    items: tuple[Item, ...]
    problems: tuple[Problem, ...]


class NotARoadMap(Exception):
    """No table of the file has the headings of a plan, or none has an item below them."""

    def __init__(self, *, headings: bool) -> None:
        super().__init__("no items" if headings else "no headings")
        self.headings = headings

    def __reduce__(self) -> tuple[Callable[[bool], "NotARoadMap"], tuple[bool]]:
        """Large files are read in another process, and the error comes from there."""
        return _not_a_road_map, (self.headings,)


def _not_a_road_map(headings: bool) -> NotARoadMap:
    return NotARoadMap(headings=headings)


def read(
    sheets: Sequence[Sheet],
    level: Level,
    today: datetime.date,
    period: Period | None = None,
    evidence_words: Mapping[str, EvidenceKind] | None = None,
) -> ImportedRoadMap:
    """``level`` is that of who brings the plan; ``period`` what they say it is for; ``evidence_words`` what our own
    files call the kinds of evidence.

    Raises NotARoadMap.
    """
    rows = Rows()
    for sheet in sheets:
        rows.take(sheet)
    rows.close()
    if not rows.drafts:
        raise NotARoadMap(headings=bool(rows.columns))
    written = (draft.cell(Column.DEADLINE) for draft in rows.drafts)
    found = PlanPeriod(period, told=True) if period else period_of(rows.title, written, level, today)
    settling = _Settling(level, found.period, evidence_words or {}, rows)
    items = settling.items(rows.drafts)
    title = settling.title(rows.title, *rows.first_heading)
    settling.tell_of_the_whole(*rows.first_heading, period_told=found.told)
    order = {sheet.name: place for place, sheet in enumerate(sheets)}
    problems = sorted(settling.problems, key=lambda one: (order[one.sheet], one.row))
    uids = {(draft.sheet, draft.row): item.uid for draft, item in zip(rows.drafts, items, strict=True)}
    told = (replace(one, uid=uids.get((one.sheet, one.row))) for one in problems)
    return ImportedRoadMap(title, found.period, items, tuple(told))


class _Settling:
    def __init__(self, level: Level, period: Period, evidence_words: Mapping[str, EvidenceKind], rows: Rows) -> None:
        self.problems = [*rows.problems]
        self._level = level
        self._period = period
        self._evidence_words = evidence_words
        self._columns = rows.columns
        self._sections: dict[str, str] = {}

    def items(self, drafts: Sequence[Draft]) -> tuple[Item, ...]:
        uids = _Uids()
        seen: set[tuple[str, str]] = set()
        found = []
        for draft in drafts:
            number = draft.number.strip(" .").lower()
            if number and (draft.sheet, number) in seen:
                self._tell(draft, Column.NUMBER, Finding.NUMBER_TWICE, draft.number)
            seen.add((draft.sheet, number))
            found.append(self._acting(draft, self._item(draft, uids.of(draft))))
        return tuple(found)

    def title(self, written: str, row: int, sheet: str) -> str:
        found = bare(written)
        if found.less or found.likely:
            finding = Finding.PERSON_LIKELY if found.likely else Finding.PERSON_CUT
            self.problems.append(Problem(row, "", finding, sheet=sheet))
        return found.text

    def _acting(self, draft: Draft, item: Item) -> Item:
        """Whoever takes part in a pair confirms nothing: their curator answers."""
        if item.owner not in PARTICIPANTS:
            return item
        self._tell(draft, Column.RESPONSIBLE, Finding.OWNER_ACTS_FOR, role=Role.CURATOR)
        return replace(item, owner=Role.CURATOR)

    def tell_of_the_whole(self, row: int, sheet: str, *, period_told: bool) -> None:
        """Told once for the whole plan, not item by item."""
        if not period_told:
            last = self._period.last or self._period.first
            years = "–".join(dict.fromkeys((str(self._period.first.year), str(last.year))))
            self.problems.append(Problem(row, "", Finding.PERIOD_ASSUMED, years, sheet=sheet))
        if Column.DEADLINE not in self._columns:
            self.problems.append(Problem(row, "", Finding.COLUMN_ABSENT, Column.DEADLINE, sheet=sheet))
        if Column.RESPONSIBLE not in self._columns and Column.OWNER not in self._columns:
            leader = LEADERS[self._level][0]
            self.problems.append(Problem(row, "", Finding.COLUMN_ABSENT, Column.RESPONSIBLE, role=leader, sheet=sheet))

    def _item(self, draft: Draft, uid: str) -> Item:
        written = self._bare(draft, Column.DEADLINE, draft.cell(Column.DEADLINE))
        text = self._bare(draft, Column.ITEM, draft.text)
        role, responsible = self._owner(draft)
        evidence, result = self._evidence(draft, text)
        note = "; ".join(filter(None, (draft.cell(Column.NOTE), *draft.rest)))
        return Item(
            uid,
            draft.number,
            self._section(draft),
            text or NAMELESS,
            written,
            self._deadline(draft, written, text),
            role,
            evidence,
            responsible,
            result,
            note=self._bare(draft, Column.NOTE, without_persons(note)[0]),
        )

    def _section(self, draft: Draft) -> str:
        if draft.section not in self._sections:
            self._sections[draft.section] = self._bare(draft, Column.STAGE, draft.section)
        return self._sections[draft.section]

    def _bare(self, draft: Draft, column: Column, written: str) -> str:
        """Without names, phones and mail; what may still be one is told, and never said."""
        found = bare(written)
        if found.less or found.likely:
            self._tell(draft, column, Finding.PERSON_LIKELY if found.likely else Finding.PERSON_CUT)
        return found.text

    def _deadline(self, draft: Draft, written: str, text: str) -> Deadline:
        try:
            meaning = understood(written, self._period, text)
        except NotUnderstood as error:
            self._tell(draft, Column.DEADLINE, Finding.DEADLINE_UNKNOWN, written, error.doubt)
            return NONE
        if meaning.assumed:
            self._tell(draft, Column.DEADLINE, Finding.DEADLINE_ASSUMED, written, meaning.assumed)
        elif not written and Column.DEADLINE in self._columns:
            self._tell(draft, Column.DEADLINE, Finding.DEADLINE_MISSING)
        return meaning.deadline

    def _owner(self, draft: Draft) -> tuple[Role, str]:
        cell = draft.cell(Column.RESPONSIBLE)
        found = bare(cell)
        owner = owner_of(found.text, self._level)
        told = role_of(draft.cell(Column.OWNER))
        if told is not None and can_own(told, self._level):
            return told, owner.text
        if owner.named or found.less:
            finding = Finding.PERSON_LEFT_OUT if owner.clear else Finding.PERSON_DROPPED
            self._tell(draft, Column.RESPONSIBLE, finding, role=owner.role)
        elif not cell:
            if Column.RESPONSIBLE in self._columns:
                self._tell(draft, Column.RESPONSIBLE, Finding.OWNER_MISSING, role=owner.role)
        elif not owner.clear:
            self._tell(draft, Column.RESPONSIBLE, Finding.OWNER_UNKNOWN, owner.text, role=owner.role)
        elif owner.several:
            self._tell(draft, Column.RESPONSIBLE, Finding.OWNER_CHOSEN, owner.text, role=owner.role)
        if likely(owner.text):
            self._tell(draft, Column.RESPONSIBLE, Finding.PERSON_LIKELY)
        return owner.role, owner.text

    def _evidence(self, draft: Draft, text: str) -> tuple[EvidenceKind, str]:
        result = self._bare(draft, Column.RESULT, draft.cell(Column.RESULT))
        proof = self._bare(draft, Column.EVIDENCE, draft.cell(Column.EVIDENCE))
        if proof.casefold() in self._evidence_words:
            return self._evidence_words[proof.casefold()], result
        joined = "; ".join(filter(None, (result, proof)))
        return evidence_of(joined, text), joined

    def _tell(
        self,
        draft: Draft,
        column: Column,
        finding: Finding,
        value: str = "",
        why: str = "",
        role: Role | None = None,
    ) -> None:
        name = self._columns.get(column, "")
        value = NAMELESS if likely(value) else value
        self.problems.append(Problem(draft.row, name, finding, value, why, role, draft.sheet))


class _Uids:
    """What tells items apart for good: the file's own codes, else the printed number, counted where it comes again."""

    def __init__(self) -> None:
        self._taken: set[str] = set()
        self._counts: dict[str, int] = {}

    def of(self, draft: Draft) -> str:
        code = draft.cell(Column.CODE)
        base = code if _CODE.fullmatch(code) else _in_latin(draft.number) or "item"
        found = base
        while found in self._taken:
            self._counts[base] = self._counts.get(base, 1) + 1
            found = f"{base}-{self._counts[base]}"
        self._taken.add(found)
        return found


_LETTERS = str.maketrans("абвгдежзиклмнопрстуфхц", "abvgdejziklmnoprstufhc")


def _in_latin(number: str) -> str:
    """«1.а» is «1.a»: what goes into a button and a file of ours is plain."""
    plain = re.sub(r"[^a-z0-9.]+", "", number.lower().translate(_LETTERS))
    return re.sub(r"\.+", ".", plain).strip(".")[:20]
