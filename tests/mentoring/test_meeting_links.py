"""A link to an online meeting: a plain http(s) address, nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mentoring.meetings import LINK_LIMIT, LinkRefused, link


@pytest.mark.parametrize(
    "typed",
    [
        "https://telemost.yandex.ru/j/12345678901234",
        "http://meet.school.example:8443/b/7a-kls",
        "https://school.example/room?id=7&pwd=a%20b#start",
        "HTTPS://School.Example/Room",
        "https://школа.рф/встреча",
        f"https://school.example/{'a' * (LINK_LIMIT - 23)}",
    ],
)
def test_an_address_is_kept_as_it_was_typed(typed: str) -> None:
    assert link(f"  {typed}\n") == typed


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "в школе, кабинет 12",
        "telemost.yandex.ru/j/123",
        "ftp://school.example/file",
        "javascript:alert(1)",
        "javascript://school.example/%0aalert(1)",
        "tg://resolve?domain=somebody",
        "https://",
        "https://localhost/room",
        "https://192.168.1.1/room",
        "https://anna:secret@school.example/room",
        "https://school.example@evil.example/room",
        "https://school.example:port/room",
        "https://[school.example/room",
        "https://school.example/room вход с 15:00",
        "https://school.example/a\nhttps://school.example/b",
        "https://school.example/\N{RIGHT-TO-LEFT OVERRIDE}gpj.moor",
        'https://school.example/"><b>',
        f"https://school.example/{'a' * LINK_LIMIT}",
    ],
)
def test_anything_else_is_refused(typed: str) -> None:
    with pytest.raises(LinkRefused):
        link(typed)


@given(some.text(max_size=60))
def test_whatever_is_typed_is_an_address_or_refused(tail: str) -> None:
    for typed in (tail, f"https://{tail}", f"https://school.example/{tail}"):
        try:
            found = link(typed)
        except LinkRefused:
            continue
        assert found.lower().startswith(("http://", "https://"))
        assert found.isprintable()
        assert not set(found) & set(' <>"@\\') - {"@"}
        assert len(found) <= LINK_LIMIT
