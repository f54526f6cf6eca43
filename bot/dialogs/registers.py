"""«Реестры»: which there are, and the base of curators among them."""

from bot.dialogs import register_addresses as to
from bot.dialogs.menu import Open
from bot.dialogs.road_map_addresses import RoadMaps
from bot.screens import Button, Html, Rows, Screen, bold, column, lines, markup, paged, turning
from bot.texts import labels, people, words
from bot.texts import registers as said
from mentoring.access import Action
from mentoring.curators import CuratorAsked, CuratorBase, CuratorLine, CuratorsWord
from mentoring.local_acts import Act, ActsMissing
from mentoring.registers import RegistersHere
from mentoring.roles import Level

MENU = Button("Меню", Open("menu"))

OF_A_PLACE = "Таблицы по всем школам. Имена людей — только там, где о них сказано."


def home(found: RegistersHere) -> Screen:
    here = found.organisation
    school = here.level is Level.ORGANISATION
    return Screen(
        lines(bold("Реестры"), here.name, "", *(_of_a_school(found) if school else [OF_A_PLACE])),
        (
            *column(_school_buttons(found) if school else _place_buttons(found)),
            (Button("Назад", RoadMaps(here.id)), MENU),
        ),
    )


def _of_a_school(found: RegistersHere) -> list[str]:
    there = len(found.acts or {})
    told = [f"Локальные акты: внесено {there} из {len(Act)}."]
    if found.word is not None and found.word.waits:
        told.append(_by_when(found.word))
    return told


def _by_when(word: CuratorsWord) -> str:
    if word.late:
        return f"Подтвердите, что Вы куратор: срок был {words.day_and_year(word.last_day)}"
    return f"До {words.day(word.last_day)} подтвердите, что Вы куратор."


def _school_buttons(found: RegistersHere) -> list[Button]:
    here, buttons = found.organisation.id, []
    if found.word is not None:
        label = "Подтвердить: я куратор" if found.word.waits else "База кураторов: мои данные"
        buttons.append(Button(label, to.CuratorsWord(found.word.membership)))
    buttons.append(Button(f"Локальные акты · {len(found.acts or {})} из {len(Act)}", to.LocalActs(here)))
    if Action.SEE_BANK in found.may:
        buttons += [Button("Заявки на курсы", to.Courses(here)), Button("Региональный банк", to.SchoolsPart(here))]
    return buttons


def _place_buttons(found: RegistersHere) -> list[Button]:
    here, buttons = found.organisation.id, []
    if Action.SEE_CURATORS in found.may:
        buttons.append(Button("Кураторы школ", to.Curators(here)))
    if Action.COMPARE_SCHOOLS in found.may:
        buttons.append(Button("Локальные акты школ", to.ActsBelow(here)))
        buttons.append(Button("План-заказ курсов", to.Courses(here)))
    if Action.SEE_REGIONAL_BANK in found.may and found.organisation.level is Level.REGION:
        buttons.append(Button("Региональный банк", to.RegionalBank(here)))
    return buttons


# -- curators ----------------------------------------------------------------------------------------------------


def curators(base: CuratorBase, page: int = 0) -> Screen:
    part = paged(len(base.lines), page)
    shown = base.lines[part.first : part.last]
    return Screen(
        lines(
            bold("Кураторы школ"),
            base.place.name,
            "",
            *_counts(base),
            *(line for one in shown for line in ("", *_curator(one))),
        ),
        (
            *turning(part, lambda number: to.Curators(base.place.id, number)),
            *(((Button("Таблица XLSX", to.CuratorsFile(base.place.id)),),) if base.lines else ()),
            (Button("Назад", to.Registers(base.place.id)), MENU),
        ),
    )


def _counts(base: CuratorBase) -> list[str]:
    if not base.lines:
        return ["Школ пока нет."]
    told = [f"Всего: {said.curators(base.curators)}."]
    if base.waiting:
        told.append(f"Не подтвердили: {base.waiting}. Крайний день — {words.day_and_year(base.last_day)}")
    elif base.curators:
        told.append("Подтвердили все.")
    if base.without:
        told.append(f"Без куратора: {said.schools(base.without)}.")
    return told


def _curator(line: CuratorLine) -> list[Html]:
    where = markup("<b>{school}</b>", school=labels.shortened(line.school, 120))
    if line.membership is None:
        return [markup("❗ {where}: куратора нет", where=where)]
    mark = "⏳" if line.waits else "✅"
    who = people.called(line.code, line.name)
    told = [who, line.position, said.confirmed(line)]
    return [
        markup("{mark} {where}", mark=mark, where=where),
        markup("{told}", told=", ".join(part for part in told if part)),
        *([markup("Контакт школы: {contact}", contact=labels.shortened(line.contact, 120))] if line.contact else []),
    ]


def word(found: CuratorsWord) -> Screen:
    """What stands in the base about the reader, and the button that confirms it."""
    who = str(found.name) if found.name else f"код {found.code}"
    done = f"✅ Подтверждено {words.numeric(found.confirmed)}." if found.confirmed else None
    ask = _by_when(found) if found.waits else None
    confirm = Button("Подтвердить", to.Confirm(found.membership, found.year))
    buttons: Rows = ((confirm,),) if found.waits else ()
    return Screen(
        lines(
            bold("База кураторов"),
            found.organisation.name,
            "",
            f"Куратор: {who}",
            f"Должность: {found.position}" if found.position else None,
            f"Контакт школы: {found.organisation.contact}" if found.organisation.contact else None,
            "",
            done or ask or "Этот год уже учтён: Вы стали куратором после крайнего дня.",
            "Контакт школы меняют в разделе «Организации».",
            "Если куратор теперь кто-то другой, заместитель директора приглашает его, а Вы выходите в «Моих данных».",
        ),
        (*buttons, (Button("Назад", to.Registers(found.organisation.id)), MENU)),
    )


def part_of_letter(notice: ActsMissing | CuratorAsked) -> tuple[Html, Button]:
    """What a letter of the registers says, and the button that does the thing."""
    if isinstance(notice, ActsMissing):
        gaps = words.listed(words.inside(said.ACTS[act]) for act in notice.missing)
        text = lines(
            bold("📑 Локальные акты внесены не все"),
            markup("<i>{name}</i>", name=notice.organisation_name),
            "",
            f"Не внесено: {gaps}.",
            "Координатор собирает таблицу по школам. Нужны номер, дата и, если документ на сайте, ссылка.",
        )
        return text, Button("Внести", to.LocalActs(notice.organisation))
    text = lines(
        bold("📇 Вы всё ещё куратор?"),
        markup("<i>{name}</i>", name=notice.organisation_name),
        "",
        f"База кураторов обновляется раз в год, до {words.day(notice.last_day)}. Достаточно одной кнопки.",
        "Это второе и последнее письмо об этом." if notice.again else None,
    )
    return text, Button("Подтвердить", to.Confirm(notice.membership, notice.year))
