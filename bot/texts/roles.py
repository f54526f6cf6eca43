"""What the roles are called."""

from mentoring.roles import Role

NAMES: dict[Role, str] = {
    Role.ADMINISTRATOR: "администратор",
    Role.REGIONAL_COORDINATOR: "региональный координатор",
    Role.MUNICIPAL_COORDINATOR: "муниципальный координатор",
    Role.DEPUTY_HEAD: "заместитель директора",
    Role.CURATOR: "куратор",
    Role.COORDINATOR: "педагог-психолог",
    Role.WORKING_GROUP: "член рабочей группы",
    Role.MENTOR: "наставник",
    Role.MENTEE: "наставляемый",
}

INSTRUMENTAL: dict[Role, str] = {
    Role.ADMINISTRATOR: "администратором",
    Role.REGIONAL_COORDINATOR: "региональным координатором",
    Role.MUNICIPAL_COORDINATOR: "муниципальным координатором",
    Role.DEPUTY_HEAD: "заместителем директора",
    Role.CURATOR: "куратором",
    Role.COORDINATOR: "педагогом-психологом",
    Role.WORKING_GROUP: "членом рабочей группы",
    Role.MENTOR: "наставником",
    Role.MENTEE: "наставляемым",
}
"""«Вас приглашают быть …»."""
