"""Organisations: the tree a caller sees, a new one, its details, and the acknowledged warning."""

import unicodedata
import zoneinfo
from collections.abc import Iterable, Mapping

from mentoring.access import Action, Forbidden, invites
from mentoring.ids import OrganisationId
from mentoring.organisation_details import (
    PARENTS_OF,
    TYPED,
    WEEKS,
    DetailRefused,
    Fault,
    Field,
    FieldValue,
    OrganisationCard,
    OrganisationShelf,
    allow_privacy,
    fits_under,
    typed,
)
from mentoring.organisations import Organisation, Privacy
from mentoring.people import Awaited, AwaitedKind, Caller
from mentoring.roles import ROLES_OF_LEVEL, Level
from storage import audit, organisations, people
from storage.database import Transaction
from usecases.looking import unmarked
from usecases.rights import Rights, rights_of
from usecases.road_map_planning import take_in
from usecases.unit import By, House, Operator, StaleButton, allowed, caller_of

FIRST_ZONE = "Europe/Moscow"
"""The zone of a new organisation that stands under nothing; it is asked for at once."""


class Organisations:
    def __init__(self, house: House) -> None:
        self._house = house

    # -- looking -----------------------------------------------------------------------------------------------

    async def visible(self, by: By) -> tuple[Organisation, ...]:
        """Every organisation the caller may see, parents before what stands under them. Raises Forbidden, NotKnown."""

        async def unit(transaction: Transaction) -> tuple[Organisation, ...]:
            rights = await rights_of(transaction, by)
            rights.demand_anywhere(Action.SEE_ORGANISATION)
            return await rights.visible(transaction, Action.SEE_ORGANISATION)

        return await self._house.database.read(unit)

    async def shelf(self, by: By, above: OrganisationId | None = None) -> OrganisationShelf:
        """What stands directly under ``above``; without it, the tops of what may be seen. Raises Forbidden."""

        async def unit(transaction: Transaction) -> OrganisationShelf:
            parent = None
            if above is not None:
                parent = (await allowed(transaction, by, Action.SEE_ORGANISATION, above)).organisation
            rights = await rights_of(transaction, by)
            rights.demand_anywhere(Action.SEE_ORGANISATION)
            seen = await rights.visible(transaction, Action.SEE_ORGANISATION)
            entries = tuple((one, _inside(one, seen)) for one in _directly_under(parent, seen))
            path = () if parent is None else parent.path
            return OrganisationShelf(parent, entries, rights.may(Action.CREATE_ORGANISATION, path))

        return await self._house.database.read(unit)

    async def card(self, by: By, organisation_id: OrganisationId) -> OrganisationCard:
        """Raises Forbidden, NotKnown."""

        async def unit(transaction: Transaction) -> OrganisationCard:
            await allowed(transaction, by, Action.SEE_ORGANISATION, organisation_id)
            return await _card(transaction, await rights_of(transaction, by), organisation_id)

        return await self._house.database.read(unit)

    async def editable(self, by: By, organisation_id: OrganisationId) -> Organisation:
        """For a screen that changes something. Raises Forbidden, NotKnown."""

        async def unit(transaction: Transaction) -> Organisation:
            return (await allowed(transaction, by, Action.EDIT_ORGANISATION, organisation_id)).organisation

        return await self._house.database.read(unit)

    # -- a new one ---------------------------------------------------------------------------------------------

    async def place_for_new(self, by: By, above: OrganisationId | None) -> Organisation | None:
        """What a new one would stand under. Raises Forbidden, NotKnown."""

        async def unit(transaction: Transaction) -> Organisation | None:
            if above is not None:
                return (await allowed(transaction, by, Action.CREATE_ORGANISATION, above)).organisation
            (await rights_of(transaction, by)).demand(Action.CREATE_ORGANISATION, ())
            return None

        return await self._house.database.read(unit)

    async def parents(self, by: By, level: Level) -> tuple[Organisation, ...]:
        """Under what a new organisation of this level may stand. Raises Forbidden, NotKnown."""

        async def unit(transaction: Transaction) -> tuple[Organisation, ...]:
            rights = await rights_of(transaction, by)
            rights.demand(Action.CREATE_ORGANISATION, ())
            seen = await rights.visible(transaction, Action.CREATE_ORGANISATION)
            return tuple(one for one in seen if one.level in PARENTS_OF[level])

        return await self._house.database.read(unit)

    async def ask_name(self, external_id: int, level: Level, parent: OrganisationId | None) -> Organisation | None:
        """The next typed words are the name of a new organisation; return its parent.

        Raises Forbidden, NotKnown, ParentRefused.
        """

        async def unit(transaction: Transaction) -> Organisation | None:
            _, found = await _may_create(transaction, external_id, level, parent)
            caller = await caller_of(transaction, external_id)
            of = (level.value, "" if parent is None else str(parent))
            await people.expect(transaction, caller.account, Awaited(AwaitedKind.ORGANISATION_NAME, of))
            return found

        return await self._house.database.write(unit)

    async def create(
        self,
        by: By,
        level: Level,
        name: str,
        parent: OrganisationId | None = None,
        details: Mapping[Field, FieldValue] | None = None,
        *,
        acknowledged: bool = False,
    ) -> Organisation:
        """A new organisation, in the careful mode unless told otherwise; all of it or nothing.

        Its zone is the one above it until told. ``acknowledged``: the warning to state schools has been read.
        Raises Forbidden, NotKnown, ParentRefused, DetailRefused.
        """
        name = typed(Field.NAME, _clean(name))
        told = {field: _accepted(field, (details or {})[field]) for field in Field if field in (details or {})}

        async def unit(transaction: Transaction) -> Organisation:
            actor, above = await _may_create(transaction, by, level, parent)
            now = self._house.now
            tz = FIRST_ZONE if above is None else above.tz
            created = await organisations.add(transaction, name, level, parent, tz, now)
            await audit.note(transaction, now, actor, "created_organisation", created, details=level.value)
            for field, value in told.items():
                await self._tell(transaction, actor, await _one(transaction, created), field, value)
                if field is Field.STATE_OWNED and value and acknowledged:
                    await self._acknowledge(transaction, actor, created)
            await take_in(transaction, self._house, await _one(transaction, created))
            if not isinstance(by, Operator):
                await people.expect(transaction, (await caller_of(transaction, by)).account, None)
            return await _one(transaction, created)

        return await self._house.database.write(unit)

    # -- details -----------------------------------------------------------------------------------------------

    async def ask_detail(self, external_id: int, organisation_id: OrganisationId, field: Field) -> Organisation:
        """The next typed words are this detail. Raises Forbidden, NotKnown, StaleButton for one that is pressed."""
        if field not in TYPED:
            raise StaleButton

        async def unit(transaction: Transaction) -> Organisation:
            permit = await allowed(transaction, external_id, Action.EDIT_ORGANISATION, organisation_id)
            caller = await caller_of(transaction, external_id)
            of = (str(organisation_id), field.value)
            await people.expect(transaction, caller.account, Awaited(AwaitedKind.ORGANISATION_DETAIL, of))
            return permit.organisation

        return await self._house.database.write(unit)

    async def stop_asking(self, external_id: int) -> None:
        """Another screen was opened: what is typed next is no detail any more."""

        async def unit(transaction: Transaction) -> None:
            caller = await people.caller(transaction, external_id)
            if caller is not None and _asks_here(caller):
                await people.expect(transaction, caller.account, None)

        known = await self._house.database.read(lambda tx: people.caller(tx, external_id))
        if known is not None and _asks_here(known):
            with unmarked():
                await self._house.database.write(unit)

    async def change(
        self, by: By, organisation_id: OrganisationId, field: Field, value: FieldValue
    ) -> OrganisationCard:
        """Set one detail; the same value twice changes nothing. Raises Forbidden, NotKnown, DetailRefused."""
        accepted = _accepted(field, value)

        async def unit(transaction: Transaction) -> OrganisationCard:
            permit = await allowed(transaction, by, Action.EDIT_ORGANISATION, organisation_id)
            await self._tell(transaction, permit.actor, permit.organisation, field, accepted)
            if not isinstance(by, Operator) and field in TYPED:
                await people.expect(transaction, (await caller_of(transaction, by)).account, None)
            return await _card(transaction, await rights_of(transaction, by), organisation_id)

        return await self._house.database.write(unit)

    async def _tell(
        self, transaction: Transaction, actor: str, before: Organisation, field: Field, value: FieldValue
    ) -> None:
        """A state school that has not read the warning falls back to ``minimal``. Raises DetailRefused."""
        if field is Field.PRIVACY:
            allow_privacy(before, Privacy(str(value)))
        if getattr(before, field.value) != value:
            await self._set(transaction, actor, before, field, value)
        if field is Field.STATE_OWNED and value and not before.warned and before.says_names:
            await self._set(transaction, actor, before, Field.PRIVACY, Privacy.MINIMAL)

    async def _set(
        self, transaction: Transaction, actor: str, before: Organisation, field: Field, value: FieldValue
    ) -> None:
        stored = int(value) if isinstance(value, bool) else str(value) if isinstance(value, Privacy) else value
        await organisations.change(transaction, before.id, field.value, stored)
        details = field.value if field in TYPED else f"{field.value}={stored}"
        await audit.note(transaction, self._house.now, actor, "changed_organisation", before.id, details=details)

    async def acknowledge_warning(self, by: By, organisation_id: OrganisationId) -> OrganisationCard:
        """«Понимаю, продолжить»: it is a state or municipal one, and the warning was read (domain report, 4.6).

        Who and when is kept, the first one stays. Raises Forbidden, NotKnown.
        """

        async def unit(transaction: Transaction) -> OrganisationCard:
            permit = await allowed(transaction, by, Action.EDIT_ORGANISATION, organisation_id)
            await self._tell(transaction, permit.actor, permit.organisation, Field.STATE_OWNED, True)
            if not permit.organisation.warned:
                await self._acknowledge(transaction, permit.actor, organisation_id)
            return await _card(transaction, await rights_of(transaction, by), organisation_id)

        return await self._house.database.write(unit)

    async def _acknowledge(self, transaction: Transaction, actor: str, organisation_id: OrganisationId) -> None:
        await organisations.acknowledge_warning(transaction, organisation_id, actor, self._house.now)
        await audit.note(transaction, self._house.now, actor, "acknowledged_warning", organisation_id)


def _asks_here(caller: Caller) -> bool:
    kinds = {AwaitedKind.ORGANISATION_NAME, AwaitedKind.ORGANISATION_DETAIL}
    return caller.awaited is not None and caller.awaited.kind in kinds


def _clean(text: str) -> str:
    """Control characters come along with what is pasted; papers and sheets have no place for them."""
    return "".join(letter for letter in text if letter.isspace() or unicodedata.category(letter) not in {"Cc", "Cs"})


def _accepted(field: Field, value: FieldValue) -> FieldValue:
    """The value as it is stored. Raises DetailRefused."""
    if field in TYPED:
        return typed(field, _clean(str(value)))
    if field is Field.TZ:
        return _zone(str(value))
    if field is Field.WEEK:
        if value not in WEEKS:
            raise DetailRefused(field, Fault.WEEK_UNKNOWN)
        return value
    if field is Field.PRIVACY:
        return Privacy(str(value))
    return bool(value)


def _zone(name: str) -> str:
    if name not in zoneinfo.available_timezones():
        raise DetailRefused(Field.TZ, Fault.ZONE_UNKNOWN)
    return name


async def _may_create(
    transaction: Transaction, by: By, level: Level, parent: OrganisationId | None
) -> tuple[str, Organisation | None]:
    """Who creates, and under what. Raises Forbidden, NotKnown, ParentRefused."""
    if parent is None:
        rights = await rights_of(transaction, by)
        rights.demand(Action.CREATE_ORGANISATION, ())
        return rights.actor, None
    permit = await allowed(transaction, by, Action.CREATE_ORGANISATION, parent)
    fits_under(level, permit.organisation)
    return permit.actor, permit.organisation


def _directly_under(parent: Organisation | None, seen: Iterable[Organisation]) -> list[Organisation]:
    """Sorted by name; at the top stands whatever has no visible parent."""
    seen = tuple(seen)
    ids = {one.id for one in seen}
    if parent is None:
        found = [one for one in seen if not ids & set(one.path[:-1])]
    else:
        found = [one for one in seen if one.path[:-1] == parent.path]
    return sorted(found, key=lambda one: one.name.casefold())


def _inside(organisation: Organisation, seen: Iterable[Organisation]) -> int:
    return sum(organisation.id in one.path[:-1] for one in seen)


async def _one(transaction: Transaction, organisation_id: OrganisationId) -> Organisation:
    found = await organisations.one(transaction, organisation_id)
    if found is None:
        raise Forbidden(Action.SEE_ORGANISATION)
    return found


async def _card(transaction: Transaction, rights: Rights, organisation_id: OrganisationId) -> OrganisationCard:
    """What the caller may see and do; the right to see it has been asked before."""
    found = await _one(transaction, organisation_id)
    seen = await rights.visible(transaction, Action.SEE_ORGANISATION)
    return OrganisationCard(
        found,
        tuple(one.name for one in seen if one.id in found.path[:-1]),
        _inside(found, seen),
        rights.may(Action.EDIT_ORGANISATION, found.path),
        rights.may(Action.CREATE_ORGANISATION, found.path),
        tuple(role for role in ROLES_OF_LEVEL[found.level] if rights.may(invites(role), found.path)),
    )
