"""Words that have to fit onto a button."""

import re

_KINDS = (
    (r"средняя общеобразовательная школа", "СОШ"),
    (r"основная общеобразовательная школа", "ООШ"),
    (r"средняя школа", "СШ"),
)


_LOOSE = re.compile(r"(?:[\s,;:(«–—]|(?<=[\s(«])(?:а|в|во|для|до|за|и|из|или|к|ко|на|не|о|об|от|по|при|с|со|у))$")
"""What says nothing without the word behind it."""


def shortened(text: str, limit: int) -> str:
    """The text, cut at a word's end where that loses little, with «…»."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1].rstrip()
    whole = cut.rpartition(" ")[0]
    kept = whole if len(whole) > limit * 2 // 3 else cut
    while loose := _LOOSE.search(kept):
        kept = kept[: loose.start()]
    return f"{kept}…"


def organisation(name: str, limit: int) -> str:
    """A school's name for a button: what stands in «…», and its number whatever else is cut."""
    quoted = re.search("«(.+)»", name)
    short = quoted[1] if quoted and len(name) > limit else name
    for kind, letters in _KINDS if len(short) > limit else ():
        short = re.sub(kind, letters, short, flags=re.IGNORECASE)
    number = re.search(r"№ ?\d+", short)
    if len(short) > limit and number and number.end() > limit - 1:
        return f"{shortened(short[: number.start()].rstrip(), limit - len(number[0]) - 1)} {number[0]}"
    return shortened(short, limit)
