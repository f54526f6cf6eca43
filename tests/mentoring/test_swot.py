"""Which words may stand in a SWOT, and whose never do."""

from hypothesis import given
from hypothesis import strategies as st

from mentoring.campaigns import FEWEST_ANSWERS
from mentoring.ids import CampaignId
from mentoring.questionnaire import Kind, Option, Question
from mentoring.report import Share
from mentoring.roles import Role
from mentoring.swot import Given, Side, as_line, sources, told

CURATOR = frozenset({Role.CURATOR})

BEST = Question("am09", Kind.TEXT, "Что было самым ценным?", "Самое ценное", "after.best", required=True, swot="S")
RISKS = Question(
    "sw07",
    Kind.MULTI,
    "Какие риски проявились?",
    "Риски",
    "wg.risks",
    required=True,
    options=(
        Option("time", "Нехватка времени"),
        Option("docs", "Лишние бумаги"),
        Option("none", "Нет", exclusive=True),
    ),
    swot="T",
)


def words(texts: list[str], *, pupil: bool = False, apart: bool = False) -> list[Given]:
    return [Given("form", BEST, text, pupil, apart) for text in texts]


TEXTS = st.lists(st.text("абвгд ", min_size=1, max_size=12).filter(str.strip), max_size=12)


@given(TEXTS, TEXTS)
def test_pupils_words_are_never_listed_and_five_adults_are_needed(adults: list[str], pupils: list[str]) -> None:
    pupils = [f"ребёнок {text}" for text in pupils]
    found = sources(words(adults) + words(pupils, pupil=True), CURATOR)
    listed = [said.words for source in found for said in source.said]
    assert not any("ребёнок" in text for text in listed)
    assert bool(listed) is (len(adults) >= FEWEST_ANSWERS)
    assert listed == sorted(listed, key=lambda text: (text.casefold(), text))
    for source in found:
        assert source.answered == (len(adults) if listed else 0)


@given(st.permutations(["Открытые уроки", "Поддержка", "Разбор урока", "Свой план", "Терпение"]))
def test_the_order_of_answers_tells_nothing(texts: list[str]) -> None:
    (found,) = sources(words(texts), CURATOR)
    assert [said.words for said in found.said] == sorted(texts)
    assert [said.key for said in found.said] == [said.key for said in sources(words(sorted(texts)), CURATOR)[0].said]


def test_words_of_one_s_own_partner_are_left_out_but_counted() -> None:
    given_ = words(["Один", "Два", "Три", "Четыре"]) + words(["Мой наставник опаздывал"], apart=True)
    (found,) = sources(given_, CURATOR)
    assert found.answered == 5
    assert [said.words for said in found.said] == ["Два", "Один", "Три", "Четыре"]


def test_whoever_was_not_promised_the_answers_gathers_nothing() -> None:
    given_ = words(["Один", "Два", "Три", "Четыре", "Пять"])
    for readers in (frozenset({Role.DEPUTY_HEAD}), frozenset({Role.COORDINATOR}), frozenset[Role]()):
        assert sources(given_, readers) == ()


def test_options_are_counts_and_nothing_is_no_side() -> None:
    answers = [("time",), ("time", "docs"), ("time",), ("none",), ("docs",)]
    (found,) = sources([Given("wg", RISKS, value, pupil=False) for value in answers], CURATOR)
    assert found.side is Side.THREATS
    assert [(said.words, said.chosen and said.chosen.part) for said in found.said] == [
        ("Нехватка времени", 3),
        ("Лишние бумаги", 2),
    ]
    assert as_line(found.said[0]) == "Нехватка времени (3 из 5)"
    (few,) = sources([Given("wg", RISKS, value, pupil=False) for value in answers[:4]], CURATOR)
    assert few.few
    assert few.said == ()


def test_names_do_not_come_along() -> None:
    (found,) = sources(words(["Помощь Ивановой Марии Петровны на уроках", "Б", "В", "Г", "Д"]), CURATOR)
    taken = [as_line(said) for said in found.said]
    assert taken == [said.words for said in found.said]
    assert not any("Иванов" in line for line in taken)
    assert any("на уроках" in line for line in taken)


@given(st.lists(st.integers(0, 8), max_size=4))
def test_each_survey_needs_five_of_its_own(numbers: list[int]) -> None:
    """Else what one of them says would be the sum less the others."""
    answers = [
        Given("form", question, value, pupil=False, campaign=CampaignId(campaign))
        for campaign, number in enumerate(numbers)
        for answer in range(number)
        for question, value in ((BEST, f"слова {campaign} {answer}"), (RISKS, ("time",)))
    ]
    enough = [campaign for campaign, number in enumerate(numbers) if number >= FEWEST_ANSWERS]
    found = {source.question.id: source for source in sources(answers, CURATOR)}
    listed = {said.words for source in found.values() if source.question is BEST for said in source.said}
    assert listed == {f"слова {campaign} {answer}" for campaign in enough for answer in range(numbers[campaign])}
    if enough:
        assert found["sw07"].said[0].chosen == Share(*[sum(numbers[campaign] for campaign in enough)] * 2)
    else:
        assert all(source.few and not source.said for source in found.values())


def test_a_line_begins_with_a_capital_also_where_a_name_has_stood() -> None:
    assert told("Иванова Мария Петровна не приходит на встречи") == "Не приходит на встречи"
    assert told("e-mail: пишут редко") == "e-mail: пишут редко", "what was typed without a name stays as it is"
