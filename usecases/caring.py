"""Who looks after participants, and how they hear of one."""

from mentoring import letters
from mentoring.letters import LetterKind
from mentoring.organisations import Organisation
from mentoring.people import Membership
from mentoring.roles import Role
from storage import letters as outbox
from storage import people
from storage.database import Transaction
from usecases.unit import House

CARERS = (Role.CURATOR, Role.COORDINATOR)


async def tell_carers(
    transaction: Transaction,
    house: House,
    organisation: Organisation,
    kind: LetterKind,
    about: Membership,
    carers: tuple[Role, ...] = CARERS,
) -> None:
    """News for those who look after participants here: once a day about one membership."""
    now = house.local_time(organisation)
    for person in await people.holders(transaction, organisation.id, carers):
        if person != about.person:
            key = f"{about.id}:{now:%Y%m%d}"
            await outbox.add(transaction, letters.news(person, kind, key, now, membership=about.id))
