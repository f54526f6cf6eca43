"""The invented people of the demo and what they answer. Everybody here is made up."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mentoring.roles import Role

Answer = str | int | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody in the side list of the chat page.

    ``full_name`` is what they type after consent; ``answers`` by question id, codes for options; what has no
    answer is skipped. ``stops_at`` leaves the questionnaire there, for the reminder to have something to do.
    """

    first_name: str
    full_name: str
    role: Role
    note: str
    adult: bool = True
    answers: Mapping[str, Answer] = field(default_factory=dict)
    stops_at: str | None = None


CURATOR = Actor("Анна", "Коваленко Анна Олеговна", Role.CURATOR, "куратор")
DEPUTY = Actor("Елена", "Черных Елена Викторовна", Role.DEPUTY_HEAD, "заместитель директора")
PSYCHOLOGIST = Actor("Вера", "Лебедь Вера Ильинична", Role.COORDINATOR, "педагог-психолог")
MUNICIPAL = Actor("Игорь", "Живаго Игорь Петрович", Role.MUNICIPAL_COORDINATOR, "муниципальный координатор")

PARTICIPANTS = (
    Actor(
        "Мария",
        "Римская Мария Львовна",
        Role.MENTOR,
        "наставник",
        answers={
            "mr01": "teacher",
            "mr02": "Математика, 5–9 классы",
            "mr03": 24,
            "mr04": "high",
            "mr05": ("lesson", "manage", "parents", "exams"),
            "mr06": "Школьный методический день, открытые уроки каждый год",
            "mr07": "one",
            "mr08": "yes",
            "mr09": ("teacher_teacher",),
            "mr10": ("classic", "situational"),
            "mr11": 2,
            "mr12": ("after", "gap"),
            "mr13": "offline",
            "mr14": ("memo", "time"),
            "mr15": "yes",
        },
    ),
    Actor(
        "Павел",
        "Шевчук Павел Кузьмич",
        Role.MENTOR,
        "наставник",
        answers={
            "mr01": "teacher",
            "mr02": "Информатика",
            "mr03": 11,
            "mr04": "first",
            "mr05": ("digital", "funclit", "gifted"),
            "mr07": "no",
            "mr08": "no",
            "mr09": ("teacher_teacher", "teacher_pupil"),
            "mr10": ("classic", "virtual"),
            "mr11": 1,
            "mr12": ("evening", "saturday"),
            "mr13": "mixed",
            "mr14": ("course",),
            "mr15": "yes",
        },
    ),
    Actor(
        "Ольга",
        "Ким Ольга Сергеевна",
        Role.MENTEE,
        "наставляемая",
        answers={
            "mt01": "teacher",
            "mt02": "Алгебра и геометрия",
            "mt03": 1,
            "mt04": "young",
            "mt05": ("manage", "parents"),
            "mt06": "Хочу научиться держать внимание класса до конца урока",
            "mt08": 5,
            "mt09": "teacher_teacher",
            "mt10": ("classic",),
            "mt11": ("subject",),
            "mt13": ("after",),
            "mt14": "offline",
            "mt15": "yes",
        },
    ),
    Actor(
        "Илья",
        "Мицкевич Илья Андреевич",
        Role.MENTEE,
        "наставляемый",
        answers={
            "mt01": "primary",
            "mt02": "Начальные классы, 2 «Б»",
            "mt03": 7,
            "mt04": "newcomer",
            "mt05": ("adapt", "digital", "classlead"),
            "mt06": "Переходим на новый журнал, нужен спокойный проводник",
            "mt08": 7,
            "mt09": "any",
            "mt10": ("short", "situational"),
            "mt11": ("any",),
            "mt13": ("before", "gap"),
            "mt14": "mixed",
            "mt15": "no",
        },
    ),
    Actor(
        "Любовь",
        "Черных Любовь Егоровна",
        Role.MENTEE,
        "наставляемая",
        answers={"mt01": "preschool", "mt02": "Подготовительная группа", "mt03": 2},
        stops_at="mt04",
    ),
    Actor("Тимур", "Али Тимур Рашидович", Role.MENTEE, "ученик, ждёт бумагу", adult=False),
)
