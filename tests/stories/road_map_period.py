"""A road map from its first day to its last on the manual clock, with simulated people who act by a script.

What has to come is worked out apart (``plain_ladder.py``); here the bot is let live through it, and both are laid side
by side: every letter with its day and reader, every task, the road map as its report tells it.
"""

import contextlib
import datetime
import io
import itertools
import zoneinfo
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import docx

from bot.control import Control
from bot.dialogs.road_map_addresses import TaskCard
from bot.dialogs.road_map_change_addresses import SetDay
from bot.dialogs.road_map_file_addresses import GetFile, Wanted
from bot.screens import packed
from bot.texts.road_maps import title
from mentoring.ids import OrganisationId, RoadMapId, RoadMapTaskId
from mentoring.road_map_views import RoadMapView
from mentoring.road_maps import EvidenceKind, Item, MapState, Task, TaskState
from mentoring.roles import Level, Role
from sandbox.people import Person
from storage import road_map_tasks, road_maps
from storage.database import Row
from tests.stories import plain_ladder as plain
from tests.stories.plain_ladder import ADDED, BELOW, DAY, Ahead, Day, Duty, Fate, Occasion, Place, Plan, Schedule, Told
from tests.stories.road_map_story import opens
from tests.world import World, opened_world
from usecases.road_maps import RoadMaps

Fates = Fate | Schedule | Sequence[Fate] | Mapping[str, "Fate | Schedule | Sequence[Fate]"]
"""Of an item: the same each time; several days of its own; one for each occasion; all this by place."""

OWN_NUMBERS_FROM = 1001
"""As an organisation's further days are numbered."""

Script = Mapping[str, Fates]
"""By the uid of the item; what is not named is ignored."""

EVENING = datetime.time(15, tzinfo=datetime.UTC)
"""When people act: the letters of the day have come wherever the story plays, and it is still the same day there."""

PDF = b"%PDF-1.7 paper"
CSV = "ФИО;курс\n".encode()


@dataclass(frozen=True)
class Founded:
    """A place of the story; ``roles`` are those that somebody bears there."""

    name: str
    level: Level
    roles: tuple[Role, ...]
    tz: str = "Europe/Moscow"
    above: str | None = None


@contextlib.asynccontextmanager
async def begun(
    folder: Path, road_map: str, first_day: str, *places: Founded, leader: tuple[Role, str]
) -> AsyncIterator["RunningMap"]:
    """A world of that morning, in which the leader starts the template of that name in its own year through the chat.

    ``places`` stand from the top down.
    """
    zone = zoneinfo.ZoneInfo(next(one.tz for one in places if one.name == leader[1]))
    start = datetime.datetime.combine(plain.day(first_day), datetime.time(10), zone)
    async with opened_world(folder, start) as world:
        running = RunningMap(world, road_map, plain.day(first_day), leader)
        for place in places:
            await running.found(place)
        await running.starts()
        yield running


@dataclass
class RunningMap:
    """A road map in a world, its people, and what was told so far."""

    world: World
    name: str
    began: Day
    leader: tuple[Role, str]
    ids: dict[str, OrganisationId] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    people: dict[tuple[Role, str], Person] = field(default_factory=dict)
    zones: dict[str, zoneinfo.ZoneInfo] = field(default_factory=dict)
    above: dict[str, str | None] = field(default_factory=dict)
    played: list[Duty] = field(default_factory=list)
    told: Counter[Told] = field(default_factory=Counter)
    acts: dict[Day, list[Callable[[], Awaitable[None]]]] = field(default_factory=lambda: defaultdict(list))
    _seen: int = 0
    _papers: int = 0

    # -- founding ----------------------------------------------------------------------------------------------

    async def found(self, place: Founded) -> None:
        above = None if place.above is None else self.ids[place.above]
        self.ids[place.name] = await self.world.organisation(place.name, place.level, above, tz=place.tz)
        self.above[place.name] = place.above
        self.zones[place.name] = zoneinfo.ZoneInfo(place.tz)
        for role in place.roles:
            name = f"{'АБВГДЕЖЗИКЛМН'[len(self.people)]}нна"
            self.people[role, place.name] = await self.world.member(self.ids[place.name], role, name)
        self.places[place.name] = Place(
            place.name,
            place.level.value,
            frozenset(role.value for role in place.roles),
            self._leading_over(place),
        )

    def _leading_over(self, place: Founded) -> Place | None:
        over = None if place.above is None else self.places[place.above]
        while over is not None and not over.leaders:
            over = over.above
        return over

    async def starts(self) -> None:
        template = self.world.house.content.road_maps[self.name]
        leader = self.people[self.leader]
        await leader.types("/roadmap")
        for label in ("Начать дорожную карту", template.name, str(template.year), "Начать", "Начать"):
            await leader.presses(label)
        assert leader.toast == "Дорожная карта начата"
        self.road_map = RoadMapId(await self.value("SELECT max(id) FROM road_maps"))
        items = await self.world.house.database.read(lambda tx: road_maps.items(tx, self.road_map))
        self.items = {one.item.uid: one for one in items}

    async def value(self, sql: str, *values: object) -> int:
        return int(await self.world.house.database.read(lambda tx: tx.value(sql, *values)))

    async def planned(self) -> int:
        """Tasks there are so far."""
        return await self.value("SELECT count(*) FROM road_map_tasks WHERE road_map_id = $1", self.road_map)

    # -- the script --------------------------------------------------------------------------------------------

    def duties(self, plans: Mapping[str, Plan], script: Script, until: Day) -> list[Duty]:
        """What everybody has to do, with what becomes of it by the script."""
        assert not script.keys() - plans.keys(), script.keys() - plans.keys()
        return [
            Duty(uid, number, plan.owner, place, Ahead(occasion, fate, self.began, until))
            for uid, plan in plans.items()
            for place in self._doers(plan.owner)
            for number, occasion, fate in _fated(plan, script.get(uid, plain.IGNORED), place.name)
            if occasion.starts <= until
        ]

    def _doers(self, owner: str) -> list[Place]:
        """Every place of the owner's level; what belongs higher than the road map is done where it is led."""
        own = self.places[self.leader[1]]
        heights = ["organisation", "municipality", "region"]
        level = next((level for level, roles in _ROLES.items() if owner in roles), own.level)
        if heights.index(level) >= heights.index(own.level):
            return [own]
        return [place for place in self.places.values() if place.level == level]

    def plays(self, duties: Sequence[Duty]) -> None:
        """Note down who does what on which evening."""
        self.played = [*duties]
        for duty in duties:
            fate, ahead = duty.ahead.fate, duty.ahead
            if fate.dated is not None:
                self._note(ahead, fate.dated[0], self._names_day, duty)
            if fate.waived is not None:
                self._note(ahead, fate.waived[0], self._waives, duty)
            if ahead.proven_on is not None:
                self._note(ahead, ahead.proven_on, self._proves, duty)
            for one in fate.given:
                self._note(ahead, one, self._proves, duty)

    def happens(self, on: str, act: Callable[[], Awaitable[None]]) -> None:
        """Something beside the script, on the evening of that day."""
        self.acts[plain.day(on)].append(act)

    def _note(self, ahead: Ahead, at: Day, act: Callable[[Duty], Awaitable[None]], duty: Duty) -> None:
        assert ahead.began <= at <= ahead.until, (duty.key, at)
        self.acts[at].append(lambda: act(duty))

    # -- time --------------------------------------------------------------------------------------------------

    async def lives(self, until: Day) -> None:
        """To the evening of that day: the clock stops wherever something is due, and in the evening people act."""
        for at in sorted(one for one in self.acts if one <= until):
            await self._advance(at)
            for act in self.acts.pop(at):
                await act()
        await self._advance(until)

    async def _advance(self, at: Day) -> None:
        app, clock = self.world.app, self.world.clock
        evening = datetime.datetime.combine(at, EVENING)
        if evening > clock.now():
            await Control(clock, app.post, app.posting, lambda: True, app.daily).advance(evening)
        await self._listen()

    async def _listen(self) -> None:
        """What has come since, and that it names its item."""
        rows = await self.world.house.database.read(
            lambda tx: tx.rows(
                "SELECT l.*, a.external_id, t.number, i.uid, o.name FROM letters l "
                "JOIN accounts a ON a.person_id = l.person_id "
                "LEFT JOIN road_map_tasks t ON t.id = json_extract(l.facts, '$.task') "
                "LEFT JOIN road_map_items i ON i.id = t.item_id LEFT JOIN organisations o ON o.id = t.organisation_id "
                "WHERE l.kind LIKE 'item%' AND l.fate = 'sent' AND l.id > $1 ORDER BY l.id",
                self._seen,
            )
        )
        for row in rows:
            self._heard(row)
        self._seen = max([self._seen, *(row["id"] for row in rows)])

    def _heard(self, row: Row) -> None:
        (role, place), person = next(
            (key, one) for key, one in self.people.items() if one.id == int(row["external_id"])
        )
        at = datetime.datetime.fromtimestamp(row["sent_at"], self.zones[place]).date()
        of = "" if row["kind"] == BELOW else f"{row['uid']}#{row['number']}@{row['name']}"
        self.told[Told(at, row["kind"], role.value, place, of)] += 1
        text = person.chat.messages[row["message_id"]].text
        if row["kind"] == BELOW:
            self._names_the_late(place, at, text)
        if row["kind"] != BELOW and "…и ещё" not in text:
            assert title(self.items[row["uid"]].item, 160) in text, (of, text)

    def _names_the_late(self, place: str, at: Day, text: str) -> None:
        """Whoever is above learns which places below are late, and of no others."""
        late = {one.place.name for one in self.played if plain.is_late(one, at)}
        for name in self.places.keys() - {place}:
            assert (f"{name} — " in text) == (name in late and place in self._over(name)), (at, name, text)

    def _over(self, name: str) -> list[str]:
        """All places over one, from below upwards."""
        above = self.above[name]
        return [] if above is None else [above, *self._over(above)]

    # -- what people do ----------------------------------------------------------------------------------------

    async def task(self, duty: Duty) -> Task:
        found = await self.value(
            "SELECT id FROM road_map_tasks WHERE item_id = $1 AND number = $2 AND organisation_id = $3",
            self.items[duty.uid].id,
            duty.number,
            self.ids[duty.place.name],
        )
        task = await self.world.house.database.read(lambda tx: road_map_tasks.one(tx, RoadMapTaskId(found)))
        assert task is not None
        return task

    def owner(self, duty: Duty) -> Person:
        role, place = duty.place.owners(duty.owner)[0]
        return self.people[Role(role), place]

    def leading(self, duty: Duty) -> Person:
        """Who may say that it is not needed, and by when it is: a psychologist may not."""
        role, place = duty.place.leaders[-1]
        return self.people[Role(role), place]

    async def opens(self, duty: Duty, reader: Person | None = None) -> Person:
        """Its owner before the card of the task, from the menu: letters stay as they were."""
        person, task = reader or self.owner(duty), await self.task(duty)
        await person.types("/roadmap")
        if "Согласиться" in person.labels:
            await person.presses("Согласиться")
        await person.press_data(packed(TaskCard(task.id)))
        assert title(self.items[duty.uid].item) in person.screen, person.screen
        return person

    async def _proves(self, duty: Duty) -> None:
        person = await self.opens(duty)
        await person.presses("Добавить" if "Добавить" in person.labels else "Подтвердить")
        await self._shows(person, self.items[duty.uid].item)
        task = await self.task(duty)
        assert task.state is (TaskState.OPEN if duty.ahead.fate.given else TaskState.DONE), (duty.key, person.screen)

    async def _shows(self, person: Person, item: Item) -> None:
        """What is asked for, as a person would send it."""
        today = self.world.clock.now().astimezone(next(iter(self.zones.values()))).date()
        self._papers += 1
        mark = f"{item.uid} {self._papers}".encode()
        paper, address = f"№ {self._papers} от {today:%d.%m.%Y}", f"https://school.example/{item.uid}/{self._papers}"
        match item.evidence:
            case EvidenceKind.ORDER | EvidenceKind.PROTOCOL | EvidenceKind.AGREEMENT:
                await person.types(paper)
            case EvidenceKind.CHECKLIST:
                for name in item.checklist:
                    await opens(person, name[:20])
                    await person.types(paper)
            case EvidenceKind.ATTENDANCE:
                await person.types(f"{today:%d.%m.%Y}, 24")
            case EvidenceKind.APPLICATIONS:
                await person.types("5")
                await person.sends_document("Заявки.pdf", PDF + mark)
            case EvidenceKind.DATES_BY_CLASS:
                await person.types(f"5А — {today:%d.%m.%Y}")
            case EvidenceKind.POLL:
                await person.types("за — 14, против — 2")
            case EvidenceKind.LIST | EvidenceKind.CARDS:
                await person.sends_document("Список.csv", CSV + mark)
            case EvidenceKind.FILE | EvidenceKind.FILES | EvidenceKind.INDICATORS | EvidenceKind.DRAFT:
                await person.sends_document("Справка.pdf", PDF + mark)
            case EvidenceKind.LETTERS:
                await person.sends_document("Письмо.pdf", PDF + mark)
            case EvidenceKind.LINK | EvidenceKind.LINKS | EvidenceKind.AUTO | EvidenceKind.AUTO_COUNTER:
                await person.types(address)

    async def _names_day(self, duty: Duty) -> None:
        """The first of its days, or one more beside it."""
        more, (_, to) = duty.added, duty.ahead.fate.dated or (None, None)
        assert to is not None
        first = replace(duty, number=1) if more else duty
        person, task = await self.opens(first, self.leading(first)), await self.task(first)
        await person.presses("Добавить дату" if more else "Назначить день")
        await person.press_data(packed(SetDay(task.id, to.toordinal(), more)))

    async def _waives(self, duty: Duty) -> None:
        person = await self.opens(duty, self.leading(duty))
        await person.presses("Не требуется")
        await person.types(duty.ahead.fate.waived[1] if duty.ahead.fate.waived else "")

    # -- laying side by side -----------------------------------------------------------------------------------

    def compare_letters(self, duties: Sequence[Duty]) -> None:
        """Every letter that had to come has come, on its day to its reader, and no other."""
        expected = plain.letters([*duties])
        missing, extra = expected - self.told, self.told - expected
        told = [f"- {one}" for one in sorted(missing)[:15]] + [f"+ {one}" for one in sorted(extra)[:15]]
        assert not told, f"{len(missing)} missing, {len(extra)} too many of {expected.total()}\n" + "\n".join(told)

    async def compare_tasks(self, duties: Sequence[Duty], on: Day) -> None:
        """Each task is closed on the day it was proven, or is still late; there are no others."""
        rows = await self.world.house.database.read(lambda tx: road_map_tasks.of_map(tx, self.road_map))
        assert len(rows) == len(duties)
        for duty in duties:
            task, fate = await self.task(duty), duty.ahead.fate
            at = duty.ahead.proven_on or fate.counted or (fate.waived[0] if fate.waived else None)
            if at is not None:
                assert task.closed_on == at, (duty.key, task)
            if fate.waived is not None:
                assert task.reason == fate.waived[1]
            stands = plain.stands(duty, on)
            assert (task.state is TaskState.DONE) == (stands == "done"), (duty.key, task, stands)
            assert (task.state is TaskState.WAIVED) == (stands == "not_needed"), (duty.key, task, stands)

    async def closes(self, on: Day) -> None:
        """It goes on to the eve of that day, and is over then."""
        await self.lives(on - DAY)
        assert await self._state() is MapState.ACTIVE
        await self.lives(on)
        assert await self._state() is MapState.CLOSED

    async def _state(self) -> MapState:
        kept = await self.world.house.database.read(lambda tx: road_maps.one(tx, self.road_map))
        assert kept is not None
        return kept.state

    def looks(self, duties: Sequence[Duty], *days: str) -> None:
        """On the evenings of these days, too, everything stands where it belongs: begun, near, late or done."""
        for on in days:
            self.happens(on, partial(self._looks, duties, plain.day(on)))

    async def _looks(self, duties: Sequence[Duty], on: Day) -> None:
        await self.compare_report(duties, on)

    async def compare_report(self, duties: Sequence[Duty], on: Day) -> RoadMapView:
        """All items with the right status, as whoever leads the road map sees them."""
        leader = self.people[self.leader]
        view = await RoadMaps(self.world.house).view(leader.id, self.road_map)
        found = {one.item.item.uid: one.standing.value for one in view.items}
        expected = plain.stands_together([*duties], on)
        told = {uid: (stands, expected[uid]) for uid, stands in found.items() if stands != expected[uid]}
        assert not told, (on, told)
        return view

    async def compare_paper(self, duties: Sequence[Duty], on: Day) -> None:
        """The report on execution as whoever leads takes it along: every item, its status, reason and who is late."""
        leader = self.people[self.leader]
        await leader.types("/roadmap")
        await leader.press_data(packed(GetFile(self.road_map, None, Wanted.REPORT)))
        (table,) = docx.Document(io.BytesIO(leader.files[-1].data)).tables
        cells = (tuple(cell.text for cell in row.cells) for row in table.rows)
        told = {(number, text): (state, proof) for number, text, _, _, state, proof in cells if number != text}
        stands = plain.stands_together([*duties], on)
        for uid, one in self.items.items():
            state, proof = told.pop((one.item.number, one.item.text))
            assert state.startswith(IN_THE_REPORT.get(stands[uid], "в работе")), (uid, state, stands[uid])
            here, own = [duty for duty in duties if duty.uid == uid], self.leader[1]
            waived = [duty.ahead.fate.waived for duty in here if duty.place.name == own]
            assert all(why[1] in proof for why in waived if why is not None), (uid, proof)
            for name in {duty.place.name for duty in here if len(here) > 1} - {own}:
                late = any(plain.is_late(duty, on) for duty in here if duty.place.name == name)
                assert (name in proof) == late, (uid, name, proof)
        assert [*told] == [("№", "Мероприятие")], "nothing else is reported"


IN_THE_REPORT = {"done": "выполнено", "late": "просрочено", "not_needed": "не требуется"}

_ROLES = {
    "region": {"regional_coordinator"},
    "municipality": {"municipal_coordinator"},
    "organisation": {"curator", "deputy_head", "coordinator", "mentor", "mentee", "working_group", "head", "teacher"},
}


def _fated(plan: Plan, fates: Fates, place: str) -> Iterator[tuple[int, Occasion, Fate]]:
    """Each occasion of an item in one place with its number and what becomes of it."""
    here = fates.get(place, plain.IGNORED) if isinstance(fates, Mapping) else fates
    if isinstance(here, Schedule):
        (first,) = plan.occasions
        for more, fate in enumerate(here.fates):
            yield (OWN_NUMBERS_FROM + more - 1, first._replace(kind=ADDED), fate) if more else (1, first, fate)
        return
    each = itertools.repeat(here) if isinstance(here, Fate) else itertools.chain(here, itertools.repeat(plain.IGNORED))
    for number, (occasion, fate) in enumerate(zip(plan.occasions, each, strict=False), 1):
        yield number, occasion, fate


def dates_hold(plans: Mapping[str, Plan]) -> None:
    """The expectations agree with what the plans' authors have counted: the first day, and the working day before."""
    for uid, plan in plans.items():
        if plan.first_due is not None and plan.safe_due is not None:
            assert plan.occasions[0].last == plan.first_due, uid
            assert plain.back(plan.first_due) == plan.safe_due, uid
            assert plan.safe_due <= plan.first_due < plan.safe_due + 14 * DAY, uid
