"""Words that have to fit onto a button."""


def shortened(text: str, limit: int) -> str:
    """The text, cut at a word's end where that loses little, with «…»."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1].rstrip()
    whole = cut.rpartition(" ")[0]
    return f"{whole if len(whole) > limit * 2 // 3 else cut}…"
