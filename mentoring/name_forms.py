"""Declined forms of names for papers: «закрепить за Ким Ольгой Сергеевной наставника Петрову Марию Ивановну».

A library knows the rules, the people of a school know how they themselves are called: what somebody has corrected
wins for good (domain report, 5.4).
"""

from dataclasses import dataclass
from enum import StrEnum

from mentoring import names
from mentoring.ids import PersonId
from mentoring.names import FullName, Gender, NameRefused


class Case(StrEnum):
    """The cases that orders need."""

    DATIVE = "dative"
    ACCUSATIVE = "accusative"
    INSTRUMENTAL = "instrumental"


@dataclass(frozen=True, slots=True)
class NameForm:
    """A name in one case, as an order will say it.

    ``form`` is None while nobody knows the gender, on which it depends; ``corrected``: somebody has typed it.
    """

    person: PersonId
    name: FullName
    case: Case
    form: str | None
    gender: Gender | None = None
    corrected: bool = False

    @property
    def short(self) -> str | None:
        """«Коваленко А. О.»: the declined surname with initials."""
        if self.form is None:
            return None
        initials = [f"{part[0]}." for part in (self.name.name, self.name.patronymic) if part]
        return "\N{NO-BREAK SPACE}".join([self.form.split()[0], *initials])


def read_form(typed: str, name: FullName) -> str:
    """A typed form of this very name, spelled as names are. Raises NameRefused for what is another name's.

    The beginning of a name does not change with the case: «Ким» may become «Киму», not «Петрову».
    """
    form = names.parse(typed)
    parts = [(name.surname, form.surname), (name.name, form.name), (name.patronymic or "", form.patronymic or "")]
    if any(bool(known) is not bool(told) or _root(known) != _root(told) for known, told in parts):
        raise NameRefused
    return str(form)


def _root(part: str) -> str:
    """One letter: «Лев» is «Льва» and «Пётр» is «Петра», no more of them stays."""
    return part[:1].lower()
