"""A digest about several matters: each has its own button, and one press leaves the others where they are."""

from dataclasses import replace

import pytest

from bot.dialogs import letters, pair_changes, pair_letters, pairs
from bot.dialogs.pair_addresses import Card
from bot.gallery.pairs import card_of
from bot.screens import ROWS_LIMIT, packed
from bot.texts.words import NBSP
from mentoring.ids import PairId
from mentoring.letters import CLASS_OF, LetterClass, LetterKind
from mentoring.notices import PairNews
from mentoring.pair_cards import Reader, Reason
from mentoring.pairs import PairState
from mentoring.roles import Role
from storage.database import Transaction
from tests.stories.test_letters_ladder import copied, until
from tests.stories.test_pairs import School
from tests.stories.test_refusals import UNTIL
from tests.stories.test_searching import membership
from tests.world import World

ANSWER = "Посмотреть и ответить"


@pytest.fixture
async def school(world: World) -> School:
    """The mentor has three offers to answer."""
    school = School(world, await world.school())
    school.curator = await world.member(school.here, Role.CURATOR, "Вера")
    school.mentor = await world.member(school.here, Role.MENTOR, "Мария")
    await world.fills_in(school.mentor, **{"Сколько наставляемых": "3"})
    for name in ("Анна", "Елена", "Инна"):
        school.mentee = await school.joins(Role.MENTEE, name)
        places = await membership(world, school.mentee), await membership(world, school.mentor)
        await school.curator.press_data(packed(pairs.Propose(school.here, *places)))
        await school.curator.presses("Отправить предложение")
    await world.delivers()
    return school


async def assigned(world: World) -> None:
    """Everybody has agreed, and there is an order for each pair."""

    async def unit(transaction: Transaction) -> None:
        await transaction.run("UPDATE pairs SET state = 'assigned', number = id, ladder_at = since")
        await transaction.run("UPDATE pair_sides SET accepted = 1")

    await world.house.database.write(unit)


async def test_each_part_and_each_button_says_which_pair_it_is(world: World, school: School) -> None:
    await until(world, 9, 9)
    digest = school.mentor.last
    assert digest.labels == ["1-3: ответить", "1-4: ответить", "1-5: ответить"]
    assert [line for line in digest.text.split("\n") if line.startswith("Новая пара")] == [
        "Новая пара: 1-3",
        "Новая пара: 1-4",
        "Новая пара: 1-5",
    ], "before both have agreed the code stands for the name"
    await assigned(world)
    await until(world, 9, 18)
    digest = school.mentor.last
    assert [label.replace(NBSP, " ") for label in digest.labels] == [
        f"№ {number} {name} Павловна: ответить" for number, name in ((1, "Анна"), (2, "Елена"), (3, "Инна"))
    ]
    assert f"Пара №{NBSP}2: Елена{NBSP}Павловна" in digest.text
    await school.mentor.presses(digest.labels[1], digest)
    assert f"Пара №{NBSP}2" in school.mentor.screen


async def test_one_pair_of_several_is_named_even_alone(world: World, school: School) -> None:
    """News come by themselves; which of the three it is has to be said all the same."""
    await assigned(world)
    await school.curator.press_data(packed(pair_changes.Pause(PairId(3), Reason.SESSION, UNTIL)))
    await world.delivers()
    assert "Пара на паузе" in school.mentor.screen
    assert f"Пара №{NBSP}3: Инна{NBSP}Павловна" in school.mentor.screen
    assert school.mentor.labels == [f"№{NBSP}3 Инна{NBSP}Павловна: открыть"]
    assert "Пара №" not in school.mentee.screen
    assert school.mentee.labels == ["Открыть карточку пары"], "for whoever has one pair nothing is different"


async def test_the_other_pairs_button_stays_and_works(world: World, school: School) -> None:
    await until(world, 9, 9)
    mentor = school.mentor
    digest = mentor.last
    await mentor.presses("1-3: ответить", digest)
    first = mentor.screen
    assert digest.labels == ["1-4: ответить", "1-5: ответить"], "what was pressed is gone, the others wait"
    await mentor.presses("Принять")
    await mentor.presses("1-4: ответить", digest)
    assert "Принять" in mentor.labels
    assert mentor.screen != first
    assert digest.labels == ["1-5: ответить"]


async def test_a_letter_about_one_matter_closes_as_a_screen_does(world: World, school: School) -> None:
    await until(world, 9, 9)
    reminder = school.mentee.last
    assert reminder.labels == [ANSWER]
    await school.mentee.presses(ANSWER, reminder)
    assert reminder.labels == []


async def test_forty_pairs_are_one_letter_that_leads_to_all_of_them(world: World) -> None:
    school = await School(world, await world.school()).opens()
    await school.drafts()
    for number in range(2, 41):
        await world.house.database.write(lambda tx, number=number: copied(tx, number))  # type: ignore[misc]
    await until(world, 9, 11)
    (digest,) = [one for one in school.curator.messages if "Задержались" in one.text]
    assert f"40{NBSP}пар" in digest.text
    assert len(digest.text) < 4096
    assert len(digest.labels) == ROWS_LIMIT
    assert digest.labels[:-1] == ["Смирнова → Смирнова"] * (ROWS_LIMIT - 1)
    await school.curator.presses("Все пары", digest)
    assert "Предложены · 40" in school.curator.labels
    assert len(digest.labels) == ROWS_LIMIT - 1, "the pairs stay within reach"
    await school.curator.presses(digest.labels[0], digest)
    assert "Отправить предложение" in school.curator.labels


@pytest.mark.parametrize("reader", Reader)
@pytest.mark.parametrize("kind", [kind for kind in pair_letters.HEADS if CLASS_OF[kind] is LetterClass.DIGEST])
@pytest.mark.parametrize("number", [2, 8, 9, 40])
def test_however_many_pairs_a_letter_fits(kind: LetterKind, reader: Reader, number: int) -> None:
    shown = card_of(PairState.WORKING, reader)
    cards = [replace(shown, pair=replace(shown.pair, id=PairId(one), number=one)) for one in range(1, number + 1)]
    screen = letters.letter([PairNews(kind, one) for one in cards])
    buttons = [button for row in screen.rows for button in row]
    assert len(screen.text) < 4096
    assert len(buttons) <= ROWS_LIMIT
    assert len({button.label for button in buttons}) == len(buttons)
    assert all(len(button.label) <= 30 for button in buttons)
    for button in buttons[: number if number < ROWS_LIMIT else ROWS_LIMIT - 1]:
        assert isinstance(button.to, Card)
        assert f"№{NBSP}{button.to.pair} " in button.label
        assert f"№{NBSP}{button.to.pair}:" in screen.text, "what a button names the letter speaks of"
    if number > ROWS_LIMIT:
        assert buttons[-1] == letters.ALL_PAIRS
