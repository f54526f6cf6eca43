"""The calendar of a year: what falls due in a place, month by month."""

import datetime

from mentoring.access import Action
from mentoring.ids import OrganisationId
from mentoring.people import Caller
from mentoring.road_map_year import YearKind, YearView, span, usual, year_with
from storage import road_map_year
from storage.database import Transaction
from usecases import road
from usecases.looking import days_below, look
from usecases.unit import House, StaleButton, allowed


class RoadMapYears:
    def __init__(self, house: House) -> None:
        self._house = house

    async def view(
        self,
        external_id: int,
        organisation: OrganisationId,
        year: int | None = None,
        kind: YearKind | None = None,
    ) -> YearView:
        """A year of a place; without ``year`` the one it has now, without ``kind`` as it counts itself.

        Raises Forbidden, StaleButton for no year at all.
        """
        if year is not None and not datetime.MINYEAR <= year < datetime.MAXYEAR:
            raise StaleButton

        async def unit(transaction: Transaction, _: Caller) -> YearView:
            place = (await allowed(transaction, external_id, Action.SEE_ROAD_MAPS, organisation)).organisation
            days = await days_below(transaction, self._house, place)
            today = days.here
            counted = usual(place.level) if kind is None else kind
            shown = year_with(counted, today.year, today.month) if year is None else year
            items = await road_map_year.fall_due(transaction, place.id, *span(counted, shown), days)
            above = {one.above for one in items if one.above is not None}
            owners = {one: (await road.organisation(transaction, one)).name for one in above}
            years = await _years(transaction, place.id, counted)
            calendar = self._house.content.calendars(place)
            return YearView(place, counted, shown, tuple(items), calendar, today, owners, years)

        return await look(self._house, external_id, unit)


async def _years(transaction: Transaction, place: OrganisationId, kind: YearKind) -> range:
    """From the first one in which something falls due to the last one."""
    found = await road_map_year.first_and_last(transaction, place)
    if found is None:
        return range(0)
    first, last = (year_with(kind, day.year, day.month) for day in found)
    return range(first, last + 1)
