"""How an invented person goes through the real bot: by pressing what is on the screen."""

from bot.demo.people import Actor, Answer
from mentoring.questionnaire import Kind, Question, Questionnaire
from sandbox.people import Person

MORE, BACK = "Дальше ›", "‹ Раньше"


async def join(person: Person, actor: Actor, code: str, form: Questionnaire | None) -> None:
    """From the invitation as far as this actor goes."""
    await person.starts(code)
    if not actor.adult:
        await person.presses("Ещё нет")
        return
    if "Да, есть" in person.labels:
        await person.presses("Да, есть")
    await person.presses("Согласиться")
    await person.types(actor.full_name)
    await person.presses("Верно")
    if form is not None:
        await person.presses("Начать")
        await fill_in(person, actor, form)


async def fill_in(person: Person, actor: Actor, form: Questionnaire) -> None:
    for question in form.questions:
        if question.id == actor.stops_at:
            return
        await answer(person, question, actor.answers.get(question.id))
    await person.presses("Отправить")


async def answer(person: Person, question: Question, given: Answer | None) -> None:
    if given is None:
        await person.presses("Пропустить")
    elif question.kind is Kind.MULTI:
        assert isinstance(given, tuple)  # noqa: S101 - the demo's own data
        for code in given:
            await press_option(person, question, code)
        await person.presses("Готово")
    elif question.kind is Kind.SINGLE:
        await press_option(person, question, str(given))
    elif question.kind is Kind.YES_NO:
        await person.presses("Да" if given == "yes" else "Нет")
    elif question.typed:
        await person.types(str(given))
    else:
        await person.presses(str(given))


async def press_option(person: Person, question: Question, code: str) -> None:
    """Turn the pages of a long list until the option is there."""
    option = question.option(code)
    assert option is not None  # noqa: S101 - the demo's own data
    while not any(label.removeprefix("☐ ") == option.label for label in person.labels):
        await person.presses(MORE if MORE in person.labels else BACK)
    await person.presses(option.label)
