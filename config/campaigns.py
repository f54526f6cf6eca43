"""``config/campaigns.yaml`` → the surveys that are there from the beginning."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

from pydantic import Field

from config.files import CONFIG, Place, Strict, read
from mentoring.campaigns import BuiltIn, Secrecy
from mentoring.questionnaire import Questionnaire
from mentoring.roles import Level, Role

Days = Annotated[int, Field(ge=1, le=60)]
Key = Annotated[str, Field(pattern=r"^[a-z][a-z_]{1,23}$")]
Title = Annotated[str, Field(min_length=3, max_length=30)]


class CampaignFile(Strict):
    key: Key
    group: Key
    form: Key
    level: Annotated[Level, Field(strict=False)]
    roles: list[Annotated[Role, Field(strict=False)]] = Field(min_length=1)
    secrecy: Annotated[Secrecy, Field(strict=False)]
    month: int = Field(ge=1, le=12)
    open_days: Days
    remind_after: list[Days]
    pairs_only: bool = False
    skips_answered: bool = False

    def value(self, group: str, form: Questionnaire) -> BuiltIn:
        """``group``: its title."""
        return BuiltIn(
            self.key,
            group,
            form.title,
            self.form,
            self.level,
            frozenset(self.roles),
            self.secrecy,
            self.month,
            self.open_days,
            tuple(sorted(self.remind_after)),
            self.pairs_only,
            self.skips_answered,
        )


class CampaignsFile(Strict):
    groups: dict[Key, Title]
    campaigns: list[CampaignFile]


def _problem(file: CampaignsFile, forms: Mapping[str, Questionnaire]) -> tuple[Place, str] | None:
    keys: set[str] = set()
    for index, one in enumerate(file.campaigns):
        at: Place = ("campaigns", index)
        if one.key in keys:
            return (*at, "key"), f"опрос {one.key} повторён"
        if one.group not in file.groups:
            return (*at, "group"), f"группы {one.group} нет в groups"
        if one.form not in forms:
            return (*at, "form"), f"анкеты {one.form} нет в config/questionnaires"
        if any(day >= one.open_days for day in one.remind_after):
            return (*at, "remind_after"), "напоминание придёт, когда опрос уже закрыт"
        keys.add(one.key)
    return None


def load(forms: Mapping[str, Questionnaire], path: Path = CONFIG / "campaigns.yaml") -> Mapping[str, BuiltIn]:
    """By key, in the order of the file. Raises ContentRefused with file and line."""
    file = read(path, CampaignsFile, lambda found: _problem(found, forms))
    return {one.key: one.value(file.groups[one.group], forms[one.form]) for one in file.campaigns}
