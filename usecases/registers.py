"""The registers of a place as one list: which of them are open to whom."""

from mentoring.access import Action, may
from mentoring.ids import OrganisationId
from mentoring.people import Caller
from mentoring.registers import RegistersHere
from mentoring.roles import Level
from storage import local_acts
from storage.database import Transaction
from usecases.curators import own_word
from usecases.looking import look
from usecases.unit import House, allowed

OPENING = (
    Action.SEE_REGISTERS,
    Action.COMPARE_SCHOOLS,
    Action.SEE_CURATORS,
    Action.SEE_REGIONAL_BANK,
    Action.SEE_BANK,
    Action.MARK_PAPER_CONSENT,
)


class Registers:
    def __init__(self, house: House) -> None:
        self._house = house

    async def here(self, external_id: int, organisation: OrganisationId) -> RegistersHere:
        """Raises Forbidden."""

        async def unit(transaction: Transaction, caller: Caller) -> RegistersHere:
            here = (await allowed(transaction, external_id, Action.SEE_REGISTERS, organisation)).organisation
            rights = frozenset(action for action in OPENING if may(caller.grants, action, here.path))
            if here.level is not Level.ORGANISATION:
                return RegistersHere(here, rights)
            acts = await local_acts.of(transaction, here.id)
            return RegistersHere(here, rights, acts, await own_word(transaction, self._house, caller, here.id))

        return await look(self._house, external_id, unit)
