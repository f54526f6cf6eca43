"""Words about organisations, for the chat and for the command line."""

from collections.abc import Iterable

from mentoring.organisation_details import NAME_LIMIT, TEXT_LIMIT, Fault, Field
from mentoring.organisations import Detail, Privacy
from mentoring.roles import Level

LEVELS: dict[Level, str] = {
    Level.REGION: "регион",
    Level.MUNICIPALITY: "муниципалитет",
    Level.ORGANISATION: "организация",
}

ACCUSATIVE: dict[Level, str] = LEVELS | {Level.ORGANISATION: "организацию"}
"""«Создаём …»."""

THIS: dict[Level, str] = {
    Level.REGION: "этот регион",
    Level.MUNICIPALITY: "этот муниципалитет",
    Level.ORGANISATION: "эта организация",
}

FIELDS: dict[Field, str] = {
    Field.NAME: "Название",
    Field.INN: "ИНН",
    Field.ADDRESS: "Адрес",
    Field.CONTACT: "Контакт",
    Field.TZ: "Часовой пояс",
    Field.WEEK: "Рабочая неделя",
    Field.STATE_OWNED: "Чья организация",
    Field.MINORS: "Ученики",
    Field.PRIVACY: "Имена в переписке",
}

_NOT_TOLD: dict[Detail, str] = {
    Detail.INN: "ИНН",
    Detail.ADDRESS: "адрес",
    Detail.CONTACT: "контакт для вопросов о данных",
    Detail.STATE_OWNED: "государственная она или нет",
}


def what_is_missing(details: Iterable[Detail]) -> str:
    """What keeps the consent step from starting, as one or two sentences; empty when nothing does."""
    details = tuple(details)
    not_told = ", ".join(_NOT_TOLD[detail] for detail in details if detail in _NOT_TOLD)
    unread = "Не прочитано предупреждение о Telegram." if Detail.WARNING in details else ""
    return " ".join(part for part in (f"Не заполнено: {not_told}." if not_told else "", unread) if part)


FAULTS: dict[Fault, str] = {
    Fault.EMPTY: "Похоже, это слишком коротко. Напишите полностью, хотя бы три буквы.",
    Fault.TOO_LONG: f"Слишком длинно: название — до {NAME_LIMIT} знаков, остальное — до {TEXT_LIMIT}.",
    Fault.INN_NOT_DIGITS: "В ИНН только цифры: 10 у организации, 12 у предпринимателя.",
    Fault.INN_LENGTH: "В ИНН организации 10 цифр, у предпринимателя 12. Посчитайте, пожалуйста, ещё раз.",
    Fault.INN_CONTROL: "Контрольная цифра ИНН не сошлась: скорее всего, одна из цифр перепутана. Сверьте с документом.",
    Fault.CONTACT_UNREACHABLE: "По контакту должно быть можно написать или позвонить: нужна почта или телефон.",
    Fault.ZONE_UNKNOWN: "Такого часового пояса нет. Пример: Europe/Moscow или Asia/Irkutsk.",
    Fault.WEEK_UNKNOWN: "Рабочая неделя бывает пяти- или шестидневной.",
    Fault.NAMES_BEFORE_STATE: "Сначала отметьте, государственная это организация или нет.",
    Fault.NAMES_BEFORE_WARNING: "Сначала прочитайте предупреждение для государственных и муниципальных организаций.",
}

PRIVACY: dict[Privacy, str] = {
    Privacy.MINIMAL: "только коды",
    Privacy.NAMES: "фамилия, имя и отчество",
}

PARENT_REFUSED = "Регион стоит сам по себе, муниципалитет — в регионе, организация — в муниципалитете или регионе."

WARNING = (
    "Оператор персональных данных — сама организация. Это она уведомляет Роскомнадзор, назначает ответственного "
    "и проверяет согласия у юриста. Программа этого не заменяет.",
    "Государственным и муниципальным школам нельзя вести такую работу с персональными данными через Telegram: "
    "ст. 10 ч. 8 закона 149-ФЗ, закон 41-ФЗ, ст. 16 закона 273-ФЗ. Штраф для организации — до 700 тысяч рублей.",
    "Сообщения идут через серверы за пределами России, а сам Telegram может быть недоступен.",
    "Кнопка «Согласиться» — не подпись. За детей и для публикации нужны бумажные согласия.",
    "Годится только проба без фамилий: режим «только коды». Для настоящей работы ждите подключения MAX.",
)
"""What 4.6 of the domain report says to a state or municipal school, short enough for a phone."""
