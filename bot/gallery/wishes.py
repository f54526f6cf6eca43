"""«Когда писать»."""

import datetime
import zoneinfo
from dataclasses import replace

from bot.dialogs import wishes as dialog
from bot.gallery import Example
from config import time_zones
from mentoring.wishes import Hour, MyWishes, Topic, Wishes, topics_for

_TODAY = datetime.date(2026, 11, 28)
_fresh = MyWishes(Wishes(), _TODAY, pupil=False, topics=topics_for(participant=True, staff=False))
_curator = replace(_fresh, topics=topics_for(participant=False, staff=True))
_quiet = replace(_fresh, wishes=Wishes(Hour.EVENING, datetime.date(2026, 12, 7), frozenset({Topic.TERMS})))
_pupil = replace(_fresh, pupil=True)
_zones = time_zones.load()
_afar = replace(_fresh, wishes=Wishes(zone=zoneinfo.ZoneInfo("Asia/Yekaterinburg")), zones=_zones)

EXAMPLES: list[Example] = [
    Example("Когда писать: ничего ещё не выбрано", dialog.when(_fresh), dialog.when),
    Example("Когда писать: куратору", dialog.when(_curator), dialog.when),
    Example("Когда писать: вечером, тихое время", dialog.when(_quiet), dialog.when),
    Example("Когда писать: ученику", dialog.when(_pupil), dialog.when),
    Example("Когда писать: свой часовой пояс", dialog.when(_afar), dialog.when),
    Example("Мой часовой пояс", dialog.my_zone(replace(_fresh, zones=_zones)), dialog.my_zone),
    Example("Мой часовой пояс: выбран", dialog.my_zone(_afar), dialog.my_zone),
    Example("Мой часовой пояс: ученику", dialog.my_zone(replace(_pupil, zones=_zones)), dialog.my_zone),
    Example("Не беспокоить до: какой день", dialog.quiet_asked(_fresh, None), dialog.quiet_asked),
    Example("Не беспокоить до: ученику, другой месяц", dialog.quiet_asked(_pupil, 2026 * 12 + 12), dialog.quiet_asked),
    Example("Какие письма получать", dialog.kinds(_quiet), dialog.kinds),
    Example("Какие письма получать: куратору", dialog.kinds(_curator), dialog.kinds),
]
