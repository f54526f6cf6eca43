"""Every screen is in the gallery, and every screen there fits Telegram."""

import importlib
import inspect
import pkgutil
import re
import typing
from collections.abc import Callable, Iterator

import pytest

import bot.dialogs
from bot.gallery import Example
from bot.gallery.page import TITLES, collected, page
from bot.screens import LABEL_LIMIT, TEXT_LIMIT, Address, Screen, messages, packed, registered, unpacked
from sandbox.markup import parse_html

EXAMPLES = [example for group in collected().values() for example in group]
PICTURE_TEXT_LIMIT = 1024
MOST_ROWS = 12


def dialogs() -> Iterator[Callable[..., Screen]]:
    """Public functions of ``bot.dialogs`` that draw a screen."""
    for item in pkgutil.walk_packages(bot.dialogs.__path__, "bot.dialogs."):
        module = importlib.import_module(item.name)
        for name, function in inspect.getmembers(module, inspect.isfunction):
            ours = function.__module__ == module.__name__ and not name.startswith("_")
            if ours and typing.get_type_hints(function).get("return") is Screen:
                yield function


def test_no_screen_is_missing() -> None:
    drawn = {example.dialog for example in EXAMPLES}
    missing = sorted(f"{d.__module__}.{d.__name__}" for d in dialogs() if d not in drawn)
    assert missing == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.title)
def test_a_screen_fits(example: Example) -> None:
    screen = example.screen
    for message in messages(screen):
        length = len(parse_html(message.text).text)
        assert 0 < length <= (PICTURE_TEXT_LIMIT if message.picture else TEXT_LIMIT)
    text = parse_html(screen.text).text
    assert "(а)" not in text
    assert "!!" not in text
    assert len(screen.rows) <= MOST_ROWS
    for row in screen.rows:
        assert row
        for button in row:
            assert 0 < len(button.label) <= LABEL_LIMIT, button.label
            if isinstance(button.to, Address):
                assert unpacked(packed(button.to)) == button.to


def test_every_address_can_be_written() -> None:
    """Prefixes are short and unique, so that ids of a whole region still fit."""
    assert registered()
    assert all(re.fullmatch(r"\w{1,48}", cls.__name__) for cls in registered())


def test_the_page_holds_every_example() -> None:
    written = page(collected())
    assert written.count("<figure>") == len(EXAMPLES)


def test_every_part_of_the_page_has_a_russian_title() -> None:
    assert set(collected()) - set(TITLES) == set()
