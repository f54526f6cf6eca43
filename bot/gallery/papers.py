"""Parents' papers: the list, a pupil, the note of the number."""

import datetime
from dataclasses import replace

from bot.dialogs import papers as dialog
from bot.gallery import Example
from bot.gallery.bank import CODED, LONG, NAMED, TODAY
from mentoring.ids import ConsentId, MembershipId
from mentoring.names import FullName
from mentoring.papers import NumberAsked, PaperCase, PaperList, PaperMark, PaperNumber, PaperProblem, Representative
from mentoring.roles import Role

_case = PaperCase(CODED, MembershipId(17), "3-17", Role.MENTEE, None, None, TODAY - datetime.timedelta(days=5), TODAY)
_mark = PaperMark(ConsentId(9), PaperNumber("12/3-а", datetime.date(2026, 9, 5)), Representative.MOTHER, TODAY)
_noted = replace(_case, mark=_mark)
_named = replace(_case, organisation=NAMED, name=FullName("Щукин", "Саша", "Ильич"), school_class="7Б")
_asked = NumberAsked(_case, Representative.FATHER)


def _several(count: int) -> tuple[PaperCase, ...]:
    return tuple(
        replace(_case, membership=MembershipId(20 + number), code=f"3-{20 + number}", since=TODAY)
        for number in range(count)
    )


EXAMPLES: list[Example] = [
    Example("Выбор организации", dialog.pick_papers((NAMED, LONG)), dialog.pick_papers),
    Example("Никто не ждёт", dialog.paper_list(PaperList(CODED, (), ())), dialog.paper_list),
    Example("Ждут и отмечены сегодня", dialog.paper_list(PaperList(CODED, (_case,), (_noted,))), dialog.paper_list),
    Example("Ждут многие", dialog.paper_list(PaperList(CODED, _several(15), ()), 1), dialog.paper_list),
    Example("Список с именами", dialog.paper_list(PaperList(NAMED, (_named,), ())), dialog.paper_list),
    Example("Бумаги ещё нет", dialog.paper_case(_case), dialog.paper_case),
    Example("Бумаги ещё нет, с именем", dialog.paper_case(_named), dialog.paper_case),
    Example("Бумага отмечена сегодня", dialog.paper_case(_noted), dialog.paper_case),
    Example(
        "Бумага отмечена раньше",
        dialog.paper_case(replace(_noted, mark=replace(_mark, on=TODAY - datetime.timedelta(days=1)))),
        dialog.paper_case,
    ),
    Example("Другой успел раньше", dialog.paper_case(_noted, dialog.ALREADY_NOTED), dialog.paper_case),
    Example("Отметка снята", dialog.paper_case(_case, dialog.TAKEN_BACK), dialog.paper_case),
    Example("Возраст указан по ошибке", dialog.adult_asked(_case), dialog.adult_asked),
    Example("Кто подписал", dialog.who_signed(_case), dialog.who_signed),
    Example("Номер и дата", dialog.number_asked(_asked), dialog.number_asked),
    *(
        Example(f"Номер и дата: {problem.value}", dialog.number_asked(_asked, problem), dialog.number_asked)
        for problem in PaperProblem
    ),
]
