"""How people are called in lists and cards."""

from bot.texts import words
from mentoring.bank import Post
from mentoring.names import FullName
from mentoring.papers import Representative
from mentoring.roles import Role

PLURAL: dict[Role, str] = {
    Role.ADMINISTRATOR: "Администраторы",
    Role.REGIONAL_COORDINATOR: "Региональные координаторы",
    Role.MUNICIPAL_COORDINATOR: "Муниципальные координаторы",
    Role.DEPUTY_HEAD: "Заместители директора",
    Role.CURATOR: "Кураторы",
    Role.COORDINATOR: "Педагоги-психологи",
    Role.WORKING_GROUP: "Рабочая группа",
    Role.MENTOR: "Наставники",
    Role.MENTEE: "Наставляемые",
}

SHORT: dict[Role, str] = PLURAL | {
    Role.REGIONAL_COORDINATOR: "Регионы",
    Role.MUNICIPAL_COORDINATOR: "Муниципалитеты",
    Role.DEPUTY_HEAD: "Заместители",
    Role.COORDINATOR: "Психологи",
}
"""On half a row of buttons."""

REPRESENTATIVES: dict[Representative, str] = {
    Representative.MOTHER: "мать",
    Representative.FATHER: "отец",
    Representative.GUARDIAN: "опекун",
    Representative.TRUSTEE: "попечитель",
}


def short_name(name: FullName) -> str:
    """«Иванова А. О.», never torn apart at the end of a line; «Анна Олеговна» where the surname is not told."""
    if not name.surname:
        return name.polite.replace(" ", words.NBSP)
    initials = [f"{part[0]}." for part in (name.name, name.patronymic) if part]
    return words.NBSP.join([name.surname, *initials])


def called(code: str, name: FullName | None) -> str:
    """The name where it may be said, else the code."""
    return short_name(name) if name else code


def post_words(post: Post) -> str | None:
    if post.grade:
        return f"{post.grade} класс" if post.grade.isdecimal() else post.grade
    return post.position


def days(number: int) -> str:
    return words.counted(number, "день", "дня", "дней")


def fitting(name: str, longest: int = 38) -> str:
    """A long name of a school as a button can show it."""
    return name if len(name) <= longest else f"{name[: longest - 1].rstrip(' ;,')}…"
