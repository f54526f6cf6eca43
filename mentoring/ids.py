"""Ids are types: a person's id never stands where a pair's is meant."""

from typing import NewType

OrganisationId = NewType("OrganisationId", int)
PersonId = NewType("PersonId", int)
AccountId = NewType("AccountId", int)
MembershipId = NewType("MembershipId", int)
InvitationId = NewType("InvitationId", int)
ConsentId = NewType("ConsentId", int)
AttemptId = NewType("AttemptId", int)
LetterId = NewType("LetterId", int)
SearchId = NewType("SearchId", int)
PairId = NewType("PairId", int)
MeetingId = NewType("MeetingId", int)
SlotId = NewType("SlotId", int)
PlanId = NewType("PlanId", int)
PlanEventId = NewType("PlanEventId", int)
HelpRequestId = NewType("HelpRequestId", int)
SurveyId = NewType("SurveyId", int)
