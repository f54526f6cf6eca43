"""Charts of values that have texts of their own: indicators against their targets, before and after."""

from bot.texts import before_after as changes_said
from bot.texts import charts, indicators, people
from mentoring.before_after import BeforeAfter
from mentoring.charts import Bars
from mentoring.charts import BeforeAfter as BeforeAfterChart
from mentoring.indicators import IndicatorsAt
from mentoring.orders import school_year
from mentoring.roles import Role

NO_NUMBERS = "Пока ни один показатель не посчитать: в «Показателях» видно, каких чисел не хватает."


def of_indicators(found: IndicatorsAt) -> Bars:
    facts = (charts.PlanAndFact(one.indicator.short, one.value, one.target, "%") for one in found.facts)
    return charts.indicators(found.organisation, indicators.as_of(found), facts)


def of_changes(found: BeforeAfter, role: Role) -> BeforeAfterChart:
    # Not the rounded means: the difference of those may be another than in the table.
    means = [
        charts.Compared(line.label, one.before / one.people, one.after / one.people, one.people)
        for line in found.told(role)
        for one in (line.change,)
    ]
    period = f"{school_year(found.on)} учебный год"
    return charts.before_after(found.organisation, f"До и после: {people.PLURAL[role].lower()}", period, means)


def why_no_changes(found: BeforeAfter, role: Role) -> str:
    why = changes_said.why_none(found, role) or changes_said.NOBODY
    return f"{why[:1].upper()}{why[1:]}."
