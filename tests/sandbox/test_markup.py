"""Telegram's HTML: what is taken, what is refused and where."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sandbox.errors import ApiError
from sandbox.markup import parse_html, to_safe_html, utf16_length, with_given_entities


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("Мама & папа", "Мама & папа"),
        ("5 > 3", "5 > 3"),
        ("a &lt; b &amp;&gt; &quot;c&quot;", 'a < b &> "c"'),
        ("&#1040;&#x411;&#39;", "АБ'"),
        ("&nbsp;&unknown; &", "&nbsp;&unknown; &"),
        ("&#0;", "&#0;"),
        ("  <b> края </b>  ", "края"),
        ("<B>заглавные</B>", "заглавные"),
        ("<b>без имени</>", "без имени"),
    ],
)
def test_plain_text_of_html(source: str, text: str) -> None:
    assert parse_html(source).text == text


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("b", "bold"),
        ("strong", "bold"),
        ("i", "italic"),
        ("em", "italic"),
        ("u", "underline"),
        ("ins", "underline"),
        ("s", "strikethrough"),
        ("strike", "strikethrough"),
        ("del", "strikethrough"),
        ("code", "code"),
        ("pre", "pre"),
        ("tg-spoiler", "spoiler"),
        ("blockquote", "blockquote"),
    ],
)
def test_every_tag_makes_its_entity(tag: str, kind: str) -> None:
    parsed = parse_html(f"😀 <{tag}>да</{tag}>!")
    assert parsed.text == "😀 да!"
    assert parsed.entities == [{"type": kind, "offset": 3, "length": 2}]


def test_tags_with_attributes() -> None:
    parsed = parse_html(
        '<a href="https://x.ru/?a=1&amp;b=2">ссылка</a> <span class="tg-spoiler">тайна</span> '
        "<blockquote expandable>много</blockquote> "
        '<pre><code class="language-python">x</code></pre> '
        "<tg-emoji emoji-id='5368324170671202286'>👍</tg-emoji>"
    )
    assert [(e["type"], e.get("url"), e.get("language")) for e in parsed.entities] == [
        ("text_link", "https://x.ru/?a=1&b=2", None),
        ("spoiler", None, None),
        ("expandable_blockquote", None, None),
        ("pre", None, "python"),
        ("custom_emoji", None, None),
    ]


def test_entities_move_with_trimmed_spaces() -> None:
    assert parse_html("\n <b>да </b>").entities == [{"type": "bold", "offset": 0, "length": 2}]


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("два <h1>", 'Unsupported start tag "h1" at byte offset 7'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("a <", "Unclosed start tag at byte offset 2"),
        ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
        ("я<b>нет", 'Can\'t find end tag corresponding to start tag "b" at byte offset 2'),
        (
            "<b><i>нет</b></i>",
            'Unmatched end tag at byte offset 12, expected "</i>", found "</b>"',
        ),
        ("нет</b>", "Unexpected end tag at byte offset 6"),
        ("<b>нет</b", "Unclosed end tag at byte offset 9"),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<a href>x</a>", 'Expected equal sign in declaration of an attribute of the tag "a" at byte offset 0'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ("<b =x>x</b>", 'Empty attribute name in the tag "b" at byte offset 0'),
        ("<a href=x,y>x</a>", "Unexpected end of name token at byte offset 8"),
        ("<tg-emoji emoji-id='x'>👍</tg-emoji>", "Invalid custom emoji identifier specified at byte offset 0"),
    ],
)
def test_broken_html_names_the_byte(source: str, reason: str) -> None:
    with pytest.raises(ApiError) as caught:
        parse_html(source)
    assert str(caught.value) == f"400 Bad Request: can't parse entities: {reason}"


def test_given_entities_stay_inside_the_text() -> None:
    bold = {"type": "bold", "offset": 0, "length": 2}
    assert with_given_entities("да", [bold]).entities == [bold]
    with pytest.raises(ApiError, match="ends after the end of the text at UTF-16 offset 2"):
        with_given_entities("да", [{**bold, "length": 3}])


def test_safe_html_shows_what_was_written() -> None:
    parsed = parse_html('😀 <b>жирно <i>и</i></b> &lt;script&gt; <a href="https://x.ru/&quot;">тут</a>')
    assert to_safe_html(*parsed) == (
        "😀 <b>жирно <i>и</i></b> &lt;script&gt; "
        '<a href="https://x.ru/&quot;" rel="noopener noreferrer" target="_blank">тут</a>'
    )


def test_safe_html_never_links_to_scripts() -> None:
    parsed = parse_html('<a href="javascript:alert(1)">x</a>')
    assert to_safe_html(*parsed) == "x"


@given(st.text(alphabet=st.sampled_from("aя😀<>&\"' \n"), max_size=40))
def test_any_text_escaped_for_telegram_survives(text: str) -> None:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    parsed = parse_html(f"<b>{escaped}</b>")
    assert parsed.text == text.strip()
    assert sum(entity["length"] for entity in parsed.entities) == utf16_length(parsed.text)


@given(st.text(alphabet=st.sampled_from("ab<>/&;\"'= #12😀"), max_size=30))
def test_the_parser_answers_or_refuses_but_never_breaks(source: str) -> None:
    with contextlib.suppress(ApiError):
        parsed = parse_html(source)
        end = utf16_length(parsed.text)
        assert all(e["offset"] + e["length"] <= end for e in parsed.entities)
