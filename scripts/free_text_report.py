"""Print how well the free-text warning works on the labelled sentences: hits and false alarms per concern."""

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

import yaml  # noqa: E402

from mentoring.free_text import Concern, concerns  # noqa: E402

SENTENCES = ROOT / "tests" / "mentoring" / "free_text_sentences.yaml"


def report(which: str, sentences: list[dict[str, object]], mistakes: bool) -> None:
    print(f"{which}: {len(sentences)} sentences")
    print(f"  {'concern':<12}{'labelled':>9}{'hits':>6}{'of those without it':>21}{'false alarms':>14}")
    judged = [(str(row["text"]), _labels(row), concerns(str(row["text"]))) for row in sentences]
    for concern in Concern:
        present = [found for _, labels, found in judged if concern in labels]
        absent = [found for _, labels, found in judged if concern not in labels]
        hits, alarms = (sum(concern in found for found in group) for group in (present, absent))
        print(f"  {concern.value:<12}{len(present):>9}{hits:>6}{len(absent):>21}{alarms:>14}")
    clean = [found for _, labels, found in judged if not labels]
    dirty = [found for _, labels, found in judged if labels]
    print(
        f"  warned: {sum(map(bool, dirty))} of {len(dirty)} that need it, {sum(map(bool, clean))} of {len(clean)} clean"
    )
    if mistakes:
        for text, labels, found in judged:
            for sign, concern in [*(("-", c) for c in labels - found), *(("+", c) for c in found - labels)]:
                print(f"  {sign}{concern.value}: {text}")


def _labels(row: dict[str, object]) -> frozenset[Concern]:
    listed = row["concerns"]
    assert isinstance(listed, list)
    return frozenset(Concern(name) for name in listed)


def main() -> None:
    rows = yaml.safe_load(SENTENCES.read_text(encoding="utf-8"))
    for which in ("dev", "held"):
        report(which, [row for row in rows if row["set"] == which], mistakes=f"--mistakes={which}" in sys.argv)


if __name__ == "__main__":
    main()
