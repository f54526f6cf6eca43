"""Questions of the sides of a pair and calls for help: what about, to whom, and what has become of them.

Nothing is typed: the topic is chosen by a button, the rest is said in person, not through a messenger.
"""

import datetime
from dataclasses import dataclass, replace
from enum import StrEnum

from mentoring.ids import HelpRequestId, MembershipId, OrganisationId, PairId
from mentoring.roles import Role

SECOND_CALL = datetime.timedelta(minutes=15)
"""A call for help that nobody has taken up by then goes to the deputy head too."""

RECALLED_AFTER = 2
"""Working days after which an open question is recalled to the curator."""

ANSWER_DAYS = 3
"""Working days after which it is told to the deputy head."""


class Topic(StrEnum):
    MEETING = "meeting"
    PLAN = "plan"
    TRIAL = "trial"
    MENTOR = "mentor"
    EXTEND = "extend"
    CALL = "call"
    VISIT = "visit"
    DANGER = "danger"
    HEARD = "heard"


QUESTIONS = (Topic.MEETING, Topic.PLAN, Topic.CALL, Topic.VISIT)
"""What «Вопрос куратору» offers; the others have buttons of their own where they belong."""

ALARMED = (Role.COORDINATOR, Role.CURATOR, Role.DEPUTY_HEAD)
"""Who hears of a child's call for help: the psychologist, or else whoever there is."""

SECOND_ALARMED = (Role.DEPUTY_HEAD, Role.CURATOR)
"""Who hears of it when nobody has taken it up."""


class HelpState(StrEnum):
    OPEN = "open"
    TAKEN = "taken"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class HelpRequest:
    id: HelpRequestId
    organisation: OrganisationId
    membership: MembershipId
    pair: PairId | None
    topic: Topic
    state: HelpState

    @property
    def urgent(self) -> bool:
        return self.topic in {Topic.DANGER, Topic.HEARD}

    @property
    def asked(self) -> bool:
        """Danger in the words of a questionnaire was heard by the bot: the child has not called anybody."""
        return self.topic is not Topic.HEARD


class HelpClosed(Exception):
    """Somebody has answered already."""


def moved(request: HelpRequest, state: HelpState) -> HelpRequest:
    """Taken up once, closed once. Raises HelpClosed."""
    order = list(HelpState)
    if order.index(state) <= order.index(request.state):
        raise HelpClosed
    return replace(request, state=state)
