"""What every act upon a pair shares: the card afterwards, or what is possible instead."""

from collections.abc import Awaitable

from bot.dialogs import pairs
from bot.routes import Call, Reply
from mentoring.ids import PairId
from mentoring.pair_cards import PairCard
from mentoring.pair_moves import Impossible
from usecases.pairing import Pairing


async def acted(pairing: Pairing, call: Call, pair: PairId, act: Awaitable[PairCard], done: str | None = None) -> Reply:
    """An act that is not possible any more is answered with what is, and with the card as it stands."""
    try:
        return Reply(pairs.card(await act), toast=done)
    except Impossible as refusal:
        return await refused(pairing, call, pair, refusal)


async def refused(pairing: Pairing, call: Call, pair: PairId, refusal: Impossible) -> Reply:
    return Reply(pairs.card(await pairing.card(call.user_id, pair)), toast=pairs.refused(refusal))
