"""What methodologists wrote, as the use cases need it: read once at the start."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from mentoring.calendar import Calendar
from mentoring.campaigns import BuiltIns
from mentoring.consent import ConsentKind, ConsentText
from mentoring.ids import OrganisationId
from mentoring.indicators import IndicatorRules
from mentoring.meetings import Memos
from mentoring.organisation_details import Zone
from mentoring.organisations import Organisation
from mentoring.pair_papers import PaperWords
from mentoring.pair_surveys import PairSurveys
from mentoring.pairs import Programme
from mentoring.plans import PlanWords
from mentoring.questionnaire import Questionnaire
from mentoring.registers import RegisterRules
from mentoring.report_rounds import RoundKinds
from mentoring.road_map_changes import Reasons
from mentoring.road_maps import Template
from mentoring.roles import Role
from mentoring.searching import Support
from mentoring.self_check import SelfCheckRules
from mentoring.stages import Stage
from storage import attempts
from storage.database import Database, Transaction


@dataclass(frozen=True, slots=True)
class Form:
    """A questionnaire of today with the body it is pinned by."""

    questionnaire: Questionnaire
    body: str
    sha256: str


class VersionReused(Exception):
    """A form was changed, but its version was not: attempts pinned to it would change their meaning."""


def _demand_same(name: str, form: Form, kept: str) -> None:
    if kept != form.sha256:
        version = form.questionnaire.version
        raise VersionReused(
            f"config/questionnaires/{name}.yaml: анкета изменена, а version прежняя ({version}): увеличьте её"
        )


JOINING_FORMS: dict[tuple[Role, bool], str] = {
    (Role.MENTEE, True): "mentee_teacher",
    (Role.MENTOR, True): "mentor_teacher",
    (Role.MENTEE, False): "mentee_pupil",
    (Role.MENTOR, False): "mentor_pupil",
}
"""Which form brings a participant into the bank, by role and by being an adult."""


@dataclass(slots=True)
class Content:
    """Forms of older versions are read back from the database when an attempt pinned to one turns up."""

    forms: Mapping[str, Form]
    consents: Mapping[ConsentKind, ConsentText]
    read_form: Callable[[str], Questionnaire]
    calendars: Callable[[Organisation], Calendar]
    programme: Callable[[OrganisationId], Programme]
    processor: str | None = None
    memos: Memos = field(default_factory=dict)
    support: Support = field(default_factory=lambda: Support((), ()))
    plan_words: PlanWords = field(default_factory=lambda: PlanWords({}, {}, {}))
    pair_surveys: PairSurveys = field(default_factory=dict)
    paper_words: PaperWords = field(default_factory=lambda: PaperWords({}, {}))
    zones: tuple[Zone, ...] = ()
    road_maps: Mapping[str, Template] = field(default_factory=dict)
    registers: RegisterRules = field(default_factory=RegisterRules)
    stages: tuple[Stage, ...] = ()
    road_map_reasons: Reasons = field(default_factory=Reasons)
    campaigns: BuiltIns = field(default_factory=dict)
    indicators: IndicatorRules = field(default_factory=IndicatorRules)
    report_rounds: RoundKinds = field(default_factory=dict)
    self_check: SelfCheckRules = field(default_factory=SelfCheckRules)
    _pinned: dict[tuple[str, int], Questionnaire] = field(default_factory=dict)

    async def pin(self, database: Database) -> None:
        """Keep today's forms in the database. Raises VersionReused."""

        async def unit(transaction: Transaction) -> None:
            for name, form in self.forms.items():
                version = form.questionnaire.version
                _demand_same(name, form, await attempts.pin(transaction, name, version, form.body, form.sha256))

        await database.write(unit)

    async def compare(self, database: Database) -> None:
        """What ``pin`` would find, without writing anything. Raises VersionReused."""

        async def unit(transaction: Transaction) -> None:
            for name, form in self.forms.items():
                kept = await attempts.pinned(transaction, name, form.questionnaire.version)
                _demand_same(name, form, kept or form.sha256)

        await database.read(unit)

    async def form(self, transaction: Transaction, pinned: tuple[str, int]) -> Questionnaire:
        """The form of that version, as it was when the attempt began."""
        known = self._pinned.get(pinned)
        if known is None:
            known = self._pinned[pinned] = self.read_form(await attempts.body_of(transaction, pinned))
        return known

    def joining_form(self, role: Role, adult: bool) -> Questionnaire:
        return self.forms[JOINING_FORMS[role, adult]].questionnaire
