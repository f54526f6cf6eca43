"""`python -m bot.gallery [FILE]`: write the page with every screen, ``build/gallery.html`` unless told otherwise."""

import sys
from pathlib import Path

from bot.gallery.page import collected, page


def main(arguments: list[str]) -> None:
    target = Path(arguments[0] if arguments else "build/gallery.html")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page(collected()), "utf-8")
    sys.stdout.write(f"{target}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
