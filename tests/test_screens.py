"""Addresses in buttons: written and read back, and forged ones."""

import enum
from dataclasses import dataclass

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

import bot.app  # noqa: F401 - registers every address
from bot.screens import ADDRESS_LIMIT, LARGEST_NUMBER, Address, AddressUnknown, address, packed, registered, unpacked


class Colour(enum.StrEnum):
    RED = "red"


@address("test-address")
@dataclass(frozen=True, slots=True)
class Sample(Address):
    number: int
    sure: bool
    colour: Colour
    maybe: int | None = None


NUMBERS = some.integers(-LARGEST_NUMBER, LARGEST_NUMBER)
PREFIXES = [packed(Sample(0, sure=True, colour=Colour.RED)).split(".")[0], *"abcdefghijklmnopqrstuvwxyz", "md", "mw"]


@given(NUMBERS, some.booleans(), some.none() | some.integers(0, 10**9))
def test_what_is_written_reads_back(number: int, sure: bool, maybe: int | None) -> None:
    to = Sample(number, sure, Colour.RED, maybe)
    assert unpacked(packed(to)) == to


@given(some.text(max_size=70) | some.lists(some.text(max_size=14) | some.sampled_from(PREFIXES)).map(".".join))
@example("test-address.1_0.1.red.")
def test_forged_data_is_either_an_address_or_unknown(data: str) -> None:
    try:
        to = unpacked(data)
    except AddressUnknown:
        return
    assert packed(to) == data


FORGED = [
    "1_0",
    " 5",
    "5 ",
    "\u0663",
    "05",
    "-0",
    "+5",
    "A",
    "",
    "-",
    "1y2p0ij32e8e8",
    "zzzzzzzzzzzzz",
    "z" * 40,
    "\ud800",
]


@pytest.mark.parametrize("number", FORGED)
def test_a_number_is_written_in_one_way_only(number: str) -> None:
    with pytest.raises(AddressUnknown):
        unpacked(f"test-address.{number}.1.red.")


def test_every_address_fed_with_forged_fields_is_unknown_or_reads_back() -> None:
    prefixes = {data.split(".")[0]: data.count(".") for cls in registered() if (data := _some(cls))}
    assert len(prefixes) > 30
    for prefix, fields in prefixes.items():
        for value in (*FORGED, "0", "1", "\x00", "x" * 50, "9" * 12):
            data = ".".join([prefix, *[value] * fields])
            try:
                to = unpacked(data)
            except AddressUnknown:
                continue
            assert packed(to) == data
            assert len(data.encode()) <= ADDRESS_LIMIT


def _some(cls: type[Address]) -> str:
    from bot.screens import _FIELDS, _PREFIX_OF

    return ".".join([_PREFIX_OF[cls], *("0" for _ in _FIELDS[cls])])
