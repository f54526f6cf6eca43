"""Telegram's HTML: to plain text with entities, and back to HTML safe for a browser.

Offsets and lengths of entities are in UTF-16 units, as everywhere in the Bot API.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from sandbox.errors import ApiError, bad_request

Entity = dict[str, Any]

_TAGS = {
    "a": "text_link",
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "u": "underline",
    "ins": "underline",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
    "tg-emoji": "custom_emoji",
    "pre": "pre",
    "code": "code",
    "blockquote": "blockquote",
}
_SPECIAL = re.compile(r"[<&]")
_START_TAG = re.compile(r"<([^\s>]*)")
_SPACE = re.compile(r"\s*")
_ATTRIBUTE_NAME = re.compile(r"[^\s=>]*")
_NAME_TOKEN = re.compile(r"[A-Za-z0-9.\-]*")
_END_TAG = re.compile(r"</([^\s>]*)\s*(>?)")
_CHARACTER_REFERENCE = re.compile(r"&(?:#(?:[xX]([0-9a-fA-F]{1,6})|(\d{1,7}))|(lt|gt|amp|quot));?")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_HREF_WITH_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:")
_LAST_CODE_POINT = 0x10FFFF


class Formatted(NamedTuple):
    """Text as people see it, and what is bold, a link and so on in it."""

    text: str
    entities: list[Entity]


@dataclass(slots=True)
class _OpenTag:
    name: str
    offset: int
    began_at: int
    attributes: dict[str, str] = field(default_factory=dict)


def utf16_length(text: str) -> int:
    """The length in units that entities are measured in."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def parse_html(source: str) -> Formatted:
    """Parses Telegram's HTML or raises the 400 of the real server with its byte offset."""
    if "<" not in source and "&" not in source:
        return _trimmed(source, [])
    return _Parser(source).parse()


class _Parser:
    def __init__(self, source: str) -> None:
        self._source = source
        self._pieces: list[str] = []
        self._offset = 0
        self._open: list[_OpenTag] = []
        self._entities: list[Entity] = []

    def parse(self) -> Formatted:
        source, position = self._source, 0
        while special := _SPECIAL.search(source, position):
            here = special.start()
            if here > position:
                self._append(source[position:here])
            if special.group() == "&":
                position = self._reference(here)
            elif source.startswith("</", here):
                position = self._end_tag(here)
            else:
                position = self._start_tag(here)
        self._append(source[position:])
        if self._open:
            tag = self._open[-1]
            raise self._error(f'Can\'t find end tag corresponding to start tag "{tag.name}"', tag.began_at)
        self._entities.sort(key=lambda entity: (entity["offset"], -entity["length"]))
        return _trimmed("".join(self._pieces), self._entities)

    def _error(self, reason: str, position: int, ending: str = "") -> ApiError:
        offset = len(self._source[:position].encode())
        return bad_request(f"can't parse entities: {reason} at byte offset {offset}{ending}")

    def _append(self, piece: str) -> None:
        self._pieces.append(piece)
        self._offset += utf16_length(piece)

    def _reference(self, here: int) -> int:
        character, after = _character_reference(self._source, here)
        self._append(character)
        return after

    def _start_tag(self, here: int) -> int:
        match = _START_TAG.match(self._source, here)
        assert match is not None  # noqa: S101  the caller has seen its «<»
        if match.end() == len(self._source):
            raise self._error("Unclosed start tag", here)
        name = match.group(1).lower()
        if name not in _TAGS:
            raise self._error(f'Unsupported start tag "{name}"', here)
        tag = _OpenTag(name, self._offset, here)
        position = self._attributes(tag, match.end())
        if name == "span" and tag.attributes.get("class") != "tg-spoiler":
            raise self._error('Tag "span" must have class "tg-spoiler"', here)
        self._open.append(tag)
        return position

    def _attributes(self, tag: _OpenTag, position: int) -> int:
        """Reads attributes up to the closing «>» and returns the place after it."""
        source = self._source
        while True:
            position = self._after_spaces(position, tag)
            if source[position] == ">":
                return position + 1
            name_match = _ATTRIBUTE_NAME.match(source, position)
            name = name_match.group() if name_match else ""
            if not name:
                raise self._error(f'Empty attribute name in the tag "{tag.name}"', tag.began_at)
            position = self._after_spaces(position + len(name), tag)
            if source[position] != "=":
                if (tag.name, name) != ("blockquote", "expandable"):
                    raise self._error(
                        f'Expected equal sign in declaration of an attribute of the tag "{tag.name}"',
                        tag.began_at,
                    )
                tag.attributes[name] = ""
                continue
            position = self._after_spaces(position + 1, tag)
            tag.attributes[name], position = self._attribute_value(tag, position)

    def _after_spaces(self, position: int, tag: _OpenTag) -> int:
        spaces = _SPACE.match(self._source, position)
        position = spaces.end() if spaces else position
        if position >= len(self._source):
            raise self._error("Unclosed start tag", tag.began_at)
        return position

    def _attribute_value(self, tag: _OpenTag, position: int) -> tuple[str, int]:
        source = self._source
        quote = source[position]
        if quote not in "\"'":
            token = _NAME_TOKEN.match(source, position)
            end = token.end() if token else position
            if end >= len(source):
                raise self._error("Unclosed start tag", tag.began_at)
            if not source[end].isspace() and source[end] != ">":
                raise self._error("Unexpected end of name token", position)
            return source[position:end].lower(), end
        end = source.find(quote, position + 1)
        if end < 0 or end + 1 >= len(source):
            raise self._error("Unclosed start tag", tag.began_at)
        return _decoded(source[position + 1 : end]), end + 1

    def _end_tag(self, here: int) -> int:
        if not self._open:
            raise self._error("Unexpected end tag", here)
        match = _END_TAG.match(self._source, here)
        if match is None or not match.group(2):
            raise self._error("Unclosed end tag", here)
        tag = self._open.pop()
        name = match.group(1).lower()
        if name and name != tag.name:
            expected = f', expected "</{tag.name}>", found "</{name}>"'
            raise self._error("Unmatched end tag", here, expected)
        self._close(tag)
        return match.end()

    def _close(self, tag: _OpenTag) -> None:
        length = self._offset - tag.offset
        if length == 0:
            return
        entity: Entity = {"type": _TAGS[tag.name], "offset": tag.offset, "length": length}
        if tag.name == "a":
            url = tag.attributes.get("href") or self._text_from(tag.offset)
            if not _is_link(url):
                return
            entity["url"] = url
        elif tag.name == "tg-emoji":
            emoji = tag.attributes.get("emoji-id", "")
            if not emoji.isdigit():
                raise self._error("Invalid custom emoji identifier specified", tag.began_at)
            entity["custom_emoji_id"] = emoji
        elif tag.name == "blockquote" and "expandable" in tag.attributes:
            entity["type"] = "expandable_blockquote"
        elif tag.name == "code" and self._is_code_of_pre(tag):
            return
        elif tag.name == "pre" and (language := self._language_of(tag)):
            entity["language"] = language
        self._entities.append(entity)

    def _text_from(self, offset: int) -> str:
        encoded = "".join(self._pieces).encode("utf-16-le")
        return encoded[offset * 2 :].decode("utf-16-le")

    def _is_code_of_pre(self, tag: _OpenTag) -> bool:
        """«<pre><code class="language-x">» is one entity; the class is left to the «pre»."""
        parent = self._open[-1] if self._open else None
        if parent is None or parent.name != "pre" or parent.offset != tag.offset:
            return False
        parent.attributes["code class"] = tag.attributes.get("class", "")
        return True

    @staticmethod
    def _language_of(tag: _OpenTag) -> str:
        css = tag.attributes.get("code class", "")
        return css.removeprefix("language-") if css.startswith("language-") else ""


def _character_reference(source: str, here: int) -> tuple[str, int]:
    """The character a «&…;» stands for and the place after it; a bare «&» is itself."""
    match = _CHARACTER_REFERENCE.match(source, here)
    if match is None:
        return "&", here + 1
    hexadecimal, decimal, name = match.groups()
    if name:
        return _NAMED[name], match.end()
    code = int(hexadecimal, 16) if hexadecimal else int(decimal)
    if code == 0 or code >= _LAST_CODE_POINT or 0xD800 <= code <= 0xDFFF:
        return "&", here + 1
    return chr(code), match.end()


def _decoded(value: str) -> str:
    pieces, position = [], 0
    while (here := value.find("&", position)) >= 0:
        pieces.append(value[position:here])
        character, position = _character_reference(value, here)
        pieces.append(character)
    pieces.append(value[position:])
    return "".join(pieces)


def _is_link(url: str) -> bool:
    if _HREF_WITH_SCHEME.match(url):
        return url.split(":", 1)[0].lower() in {"http", "https", "tg", "ton", "mailto", "tel"}
    return "." in url and " " not in url


def _trimmed(text: str, entities: list[Entity]) -> Formatted:
    """Telegram cuts blank space off both ends of a message; entities move along."""
    left = text.lstrip()
    cut = utf16_length(text) - utf16_length(left)
    text = left.rstrip()
    if not entities:
        return Formatted(text, [])
    end = utf16_length(text)
    kept = []
    for entity in entities:
        begins = max(entity["offset"] - cut, 0)
        ends = min(entity["offset"] - cut + entity["length"], end)
        if ends > begins:
            kept.append({**entity, "offset": begins, "length": ends - begins})
    return Formatted(text, kept)


def with_given_entities(text: str, entities: list[Entity]) -> Formatted:
    """Text that came with ready entities instead of a parse mode."""
    end = utf16_length(text)
    for entity in entities:
        if entity["offset"] < 0 or entity["length"] < 0:
            raise bad_request("can't parse entities: entity has a negative offset or length")
        if entity["offset"] + entity["length"] > end:
            raise bad_request(
                f"can't parse entities: entity beginning at UTF-16 offset {entity['offset']} "
                f"ends after the end of the text at UTF-16 offset {end}"
            )
    return _trimmed(text, sorted(entities, key=lambda e: (e["offset"], -e["length"])))


_OPENING = {
    "bold": "<b>",
    "italic": "<i>",
    "underline": "<u>",
    "strikethrough": "<s>",
    "spoiler": '<span class="spoiler" tabindex="0">',
    "code": "<code>",
    "pre": "<pre>",
    "blockquote": "<blockquote>",
    "expandable_blockquote": '<blockquote class="expandable">',
}
_CLOSING = {
    "bold": "</b>",
    "italic": "</i>",
    "underline": "</u>",
    "strikethrough": "</s>",
    "spoiler": "</span>",
    "code": "</code>",
    "pre": "</pre>",
    "blockquote": "</blockquote>",
    "expandable_blockquote": "</blockquote>",
    "text_link": "</a>",
    "url": "</a>",
}


def to_safe_html(text: str, entities: list[Entity]) -> str:
    """HTML that a page may show as it is: every character of the text is escaped."""
    encoded = text.encode("utf-16-le")
    marks: dict[int, list[str]] = {}
    closings: dict[int, list[str]] = {}
    for entity in entities:
        kind = entity["type"]
        if kind not in _CLOSING:
            continue
        begins, ends = entity["offset"], entity["offset"] + entity["length"]
        inside = encoded[begins * 2 : ends * 2].decode("utf-16-le")
        marks.setdefault(begins, []).append(_opening(entity, inside))
        closings.setdefault(ends, []).insert(0, _CLOSING[kind])
    pieces, position = [], 0
    for place in sorted({*marks, *closings, len(encoded) // 2}):
        pieces.append(html.escape(encoded[position * 2 : place * 2].decode("utf-16-le")))
        pieces.extend(closings.get(place, ()))
        pieces.extend(marks.get(place, ()))
        position = place
    return "".join(pieces)


def _opening(entity: Entity, inside: str) -> str:
    if entity["type"] not in {"text_link", "url"}:
        return _OPENING[entity["type"]]
    url = entity.get("url", inside)
    if not _HREF_WITH_SCHEME.match(url):
        url = f"http://{url}"
    return f'<a href="{html.escape(url)}" rel="noopener noreferrer" target="_blank">'
