"""Charts: laid out within a phone's width whatever stands in them, told apart without colours, the same bytes again."""

import io
import itertools

import numpy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from documents import charts
from documents.aside import aside
from documents.chart_layout import (
    BARS_MOST,
    CHANGES_MOST,
    DARK,
    INKS,
    LIGHT,
    ROWS_MOST,
    TRACK,
    WIDTH,
    Area,
    Colour,
    Ink,
    Sheet,
    Words,
    laid_out,
)
from mentoring.charts import Bar, Bars, BeforeAfter, Change, Chart, Head, Layer, Number, Part, Stacked

HEAD = Head(
    "Воронка приглашений", ("Школа № 20", "на 14 мая 2027 г."), "Кто участвует в двух ролях, посчитан в каждой."
)
STEPS = Bars(
    HEAD,
    (Part(None, tuple(Bar(label, Number(float(n), str(n))) for label, n in (("Приглашены", 24), ("Участвуют", 12)))),),
)
MONTHS = Stacked(HEAD, ("Сентябрь", "Октябрь"), (Layer("Проба", (2, 6)), Layer("Работа", (0, 12))))
COMPARED = BeforeAfter(
    HEAD, (Change("Польза программы", Number(5.0, "5"), Number(7.5, "7,5"), "+2,5, 12 человек"),), 10
)


def sheet(chart: Chart) -> Sheet:
    return laid_out(chart, charts._width)


def said(found: Sheet) -> list[str]:
    return [mark.text for mark in found.marks if isinstance(mark, Words)]


def areas(found: Sheet, ink: Ink) -> list[Area]:
    return [mark for mark in found.marks if isinstance(mark, Area) and mark.ink == ink]


def pixels(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content)).convert("RGB")


# -- the picture -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("chart", [STEPS, MONTHS, COMPARED], ids=["bars", "stacked", "before and after"])
def test_a_picture_is_as_wide_as_a_phone_shows_it_and_not_blank(chart: Chart) -> None:
    content = charts.png(chart)
    assert content.startswith(b"\x89PNG")
    width, height = (int.from_bytes(content[start : start + 4]) for start in (16, 20))
    assert (width, height) == (WIDTH, sheet(chart).height)
    shades = numpy.asarray(pixels(content).convert("L"))
    assert 0.02 < (shades < 128).mean() < 0.5
    assert content == charts.png(chart)


async def test_it_is_drawn_in_a_process_of_its_own() -> None:
    assert await charts.drawn(STEPS) == charts.png(STEPS)
    assert not await aside(_has_the_library)


def _has_the_library() -> bool:
    """A process that draws nothing does without it."""
    import sys

    return "matplotlib" in sys.modules


def test_a_bar_of_half_the_number_is_half_as_long_in_the_picture() -> None:
    drawn = pixels(charts.png(STEPS))
    long, short = areas(sheet(STEPS), DARK)
    assert short.width == pytest.approx(long.width / 2)
    for bar in (long, short):
        middle = round(bar.y + bar.height / 2)
        assert drawn.getpixel((round(bar.x + bar.width) - 8, middle)) == (0, 0x22, 0x4E)
        if bar is short:
            assert drawn.getpixel((round(bar.x + bar.width) + 8, middle)) == (255, 255, 255)


# -- what stands in it -----------------------------------------------------------------------------------------------


def test_every_number_of_bars_stands_beside_its_label() -> None:
    words = {mark.text: mark.y for mark in sheet(STEPS).marks if isinstance(mark, Words)}
    assert words["24"] == words["Приглашены"] < words["12"] == words["Участвуют"]


def test_months_add_up() -> None:
    found = sheet(MONTHS)
    first = said(found).index("Сентябрь")
    assert said(found)[first : first + 7] == ["Сентябрь", "2", "2", "Октябрь", "6", "12", "18"]
    trial, work = areas(found, INKS[0])[1:], areas(found, INKS[1])[1:]
    assert [area.width / trial[0].width for area in (*trial, *work)] == pytest.approx([1, 3, 6])
    assert work[0].x == pytest.approx(trial[1].x + trial[1].width)


def test_a_target_is_a_stroke_through_the_bar_with_its_words() -> None:
    bar = Bar("Доля", Number(45.0, "45 %"), Number(50.0, "50 %"), 100.0)
    found = sheet(Bars(HEAD, (Part(None, (bar,)),)))
    (fact,), (whole,) = areas(found, DARK), areas(found, TRACK)
    stroke = next(mark for mark in found.marks if isinstance(mark, Area) and mark.ink.colour == Colour.BLACK)
    assert fact.width == pytest.approx(whole.width * 0.45)
    assert stroke.x + stroke.width / 2 == pytest.approx(whole.x + whole.width / 2)
    assert "цель 50 %" in said(found)


def test_no_data_is_said_and_has_no_bar() -> None:
    bar = Bar("Доля", Number(None, "нет данных"), None, 100.0)
    found = sheet(Bars(HEAD, (Part(None, (bar,)),)))
    assert areas(found, DARK) == []
    assert "нет данных" in said(found)


def test_before_and_after_are_two_bars_on_one_scale() -> None:
    found = sheet(COMPARED)
    (before,), (after,) = areas(found, LIGHT), areas(found, DARK)
    assert before.width / after.width == pytest.approx(5 / 7.5)
    assert {"до", "после", "5", "7,5", "+2,5, 12 человек"} <= set(said(found))


@pytest.mark.parametrize(("number", "shown"), [(1, 1), (12, 12), (13, 11), (40, 11)])
def test_what_does_not_fit_is_counted(number: int, shown: int) -> None:
    bars = tuple(Bar(f"Школа № {one}", Number(1.0, "1")) for one in range(1, number + 1))
    found = sheet(Bars(HEAD, (Part(None, bars),)))
    assert len(areas(found, DARK)) == shown <= BARS_MOST
    folded = [text for text in said(found) if text.startswith("и ещё")]
    assert folded == ([] if shown == number else [f"и ещё {number - shown}: их числа в подписи"])


# -- grey print, the colour-blind ------------------------------------------------------------------------------------


def linear(colour: str) -> numpy.ndarray:
    channels = numpy.array([int(colour[at : at + 2], 16) for at in (1, 3, 5)]) / 255
    return numpy.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def luminance(rgb: numpy.ndarray) -> float:
    return float(numpy.clip(rgb, 0, 1) @ numpy.array([0.2126, 0.7152, 0.0722]))


def lightness(rgb: numpy.ndarray) -> float:
    """0 for black, 100 for white, as far apart as the eye takes them (CIE L*)."""
    y = luminance(rgb)
    return 116 * y ** (1 / 3) - 16 if y > 0.008856 else 903.3 * y


# Machado, Oliveira, Fernandes (2009): how the colours look to whoever lacks one kind of cones.
BLINDNESS = {
    "none": numpy.eye(3),
    "protanopia": numpy.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": numpy.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": numpy.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}


@pytest.mark.parametrize("eyes", BLINDNESS)
def test_neighbours_differ_in_lightness_alone_to_all_eyes(eyes: str) -> None:
    seen = [lightness(BLINDNESS[eyes] @ linear(ink.colour)) for ink in INKS]
    assert all(dark + 10 < light for dark, light in itertools.pairwise(seen)), seen
    paper, track = 100.0, lightness(linear(Colour.TRACK))
    assert abs(seen[0] - paper) > 60
    assert seen[0] + 60 < track < paper - 5
    before, after = (lightness(BLINDNESS[eyes] @ linear(ink.colour)) for ink in (LIGHT, DARK))
    assert before - after > 40


def test_neighbours_differ_in_pattern_too() -> None:
    assert all(bool(one.hatch) != bool(following.hatch) for one, following in itertools.pairwise(INKS))
    assert len({ink.hatch for ink in INKS if ink.hatch}) == 3
    assert bool(LIGHT.hatch) != bool(DARK.hatch)


@pytest.mark.parametrize("ink", INKS, ids=lambda ink: ink.colour)
def test_numbers_can_be_read_upon_what_they_stand_on(ink: Ink) -> None:
    two = sorted((luminance(linear(ink.colour)), luminance(linear(ink.words))))
    assert (two[1] + 0.05) / (two[0] + 0.05) >= 4.5


# -- whatever stands in it -------------------------------------------------------------------------------------------

words = st.text("абвгдежзиклмнопрстуфхцчшщьыъэюяЩЖШМ0123456789 №«»-,.$_^\\", min_size=1, max_size=160)
told = st.sampled_from(["0", "7,25", "нет данных", "12 345 678", "100 %", "1 234 567,89 руб."])
numbers = st.builds(Number, st.none() | st.floats(0, 1e15), told)
heads = st.builds(Head, words, st.lists(words, max_size=4).map(tuple), st.none() | words)
bars = st.builds(Bar, words, numbers, st.none() | numbers, st.none() | st.floats(0.001, 1e15) | st.just(float("inf")))
parts = st.builds(Part, st.none() | words, st.lists(bars, max_size=40).map(tuple))
changes = st.builds(Change, words, numbers, numbers, st.sampled_from(["0, 5 человек", "−1,25, 12 345 человек"]))


@st.composite
def stacked(draw: st.DrawFn) -> Stacked:
    rows = draw(st.lists(words.map(lambda word: word[:12]), min_size=1, max_size=40))
    column = st.lists(st.integers(0, 10**9), min_size=len(rows), max_size=len(rows)).map(tuple)
    layers = draw(st.lists(st.builds(Layer, words, column), max_size=len(INKS)))
    return Stacked(draw(heads), tuple(rows), tuple(layers))


any_chart = (
    st.builds(Bars, heads, st.lists(parts, max_size=3).map(tuple), st.none() | st.floats(0.1, 1e6))
    | stacked()
    | st.builds(BeforeAfter, heads, st.lists(changes, max_size=40).map(tuple), st.floats(1, 100))
)


@settings(max_examples=150, deadline=None)
@given(any_chart)
def test_everything_stays_on_the_sheet_and_on_lines_of_its_own(chart: Chart) -> None:
    found = sheet(chart)
    assert 0 < found.height < 4 * WIDTH
    spans: dict[float, list[tuple[float, float]]] = {}
    for mark in found.marks:
        if isinstance(mark, Area):
            assert mark.x >= 0
            assert mark.width >= 0
            assert mark.x + mark.width <= WIDTH
            assert 0 <= mark.y <= mark.y + mark.height <= found.height
            continue
        wide = charts._width(mark.text, mark.size, mark.bold)
        left = mark.x - {"left": 0, "center": wide / 2, "right": wide}[mark.side]
        assert -1 <= left <= left + wide <= WIDTH + 1, mark
        assert 0 <= mark.y - mark.size / 2 <= mark.y + mark.size / 2 <= found.height
        spans.setdefault(round(mark.y, 3), []).append((left, left + wide))
    for line in spans.values():
        for one, following in itertools.pairwise(sorted(line)):
            assert one[1] <= following[0] + 1, line


@settings(max_examples=5, deadline=None)
@given(any_chart)
def test_whatever_it_is_it_can_be_drawn(chart: Chart) -> None:
    assert pixels(charts.png(chart)).width == WIDTH


def test_a_long_year_and_many_questions_are_cut_to_what_can_be_read() -> None:
    months = tuple(str(number) for number in range(1, 21))
    found = sheet(Stacked(HEAD, months, (Layer("Проба", (1,) * 20),)))
    assert len(areas(found, INKS[0])) == 1 + ROWS_MOST
    change = COMPARED.changes[0]
    assert len(areas(sheet(BeforeAfter(HEAD, (change,) * 30, 10)), DARK)) == CHANGES_MOST - 1
