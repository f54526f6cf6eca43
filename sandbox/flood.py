"""How fast a bot may write before Telegram refuses it.

Telegram publishes no exact numbers; these follow its rule of thumb: about one message a second
into one chat with short bursts, twenty a minute into a group, thirty a second in all, and edits
cheaper than messages.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from sandbox.errors import ApiError

_COSTS = {
    "sendMessage": 1.0,
    "sendPhoto": 1.0,
    "sendDocument": 1.0,
    "copyMessage": 1.0,
    "editMessageText": 0.5,
    "editMessageCaption": 0.5,
    "editMessageMedia": 0.5,
    "editMessageReplyMarkup": 0.5,
}


@dataclass(slots=True)
class _Bucket:
    """Fills at `rate` a second up to `size`; a call takes its cost out."""

    rate: float
    size: float
    level: float
    filled_at: float
    banned_until: float = 0.0

    def refill(self, now: float) -> None:
        self.level = min(self.size, self.level + (now - self.filled_at) * self.rate)
        self.filled_at = now


class Flood:
    """Off until `on` is set. Time is real (monotonic seconds) even under a manual clock:
    the limits concern the wire, not the programme's calendar.
    """

    def __init__(
        self,
        *,
        on: bool = False,
        chat_rate: float = 1.0,
        chat_burst: float = 4.0,
        group_rate: float = 20 / 60,
        overall_rate: float = 30.0,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.on = on
        self.chat_rate = chat_rate
        self.chat_burst = chat_burst
        self.group_rate = group_rate
        self.overall_rate = overall_rate
        self._clock = clock
        self._overall: _Bucket | None = None
        self._chats: dict[int, _Bucket] = {}
        self.refused = 0
        """How many calls were answered with 429."""

    def forget(self) -> None:
        """Full buckets, no bans: as after a long silence."""
        self._overall = None
        self._chats.clear()
        self.refused = 0

    def admit(self, method: str, chat_id: object) -> None:
        """Raises 429 when this call comes too early. A call inside a ban lengthens nothing."""
        cost = _COSTS.get(method)
        if cost is None or not isinstance(chat_id, int):
            return
        now = self._clock()
        if self._overall is None:
            self._overall = _Bucket(self.overall_rate, self.overall_rate, self.overall_rate, now)
        chat = self._chats.get(chat_id)
        if chat is None:
            rate = self.chat_rate if chat_id > 0 else self.group_rate
            chat = self._chats[chat_id] = _Bucket(rate, self.chat_burst, self.chat_burst, now)
        buckets = (self._overall, chat)
        for bucket in buckets:
            self._refuse_inside_ban(bucket, now)
        for bucket in buckets:
            bucket.refill(now)
            if bucket.level < cost:
                bucket.banned_until = now + max(1.0, (cost - bucket.level) / bucket.rate)
                self._refuse_inside_ban(bucket, now)
        for bucket in buckets:
            bucket.level -= cost

    def _refuse_inside_ban(self, bucket: _Bucket, now: float) -> None:
        if now < bucket.banned_until:
            self.refused += 1
            wait = math.ceil(bucket.banned_until - now)
            raise ApiError(429, f"Too Many Requests: retry after {wait}", wait)
