"""What stories about road maps share."""

from sandbox.people import Person


async def opens(person: Person, beginning: str) -> None:
    """Press the button that begins so, whatever mark stands before it: labels of items are cut to fit."""
    found = [label for label in person.labels if label.lstrip("✅🔴⏳▫️❔➖ ").startswith(beginning)]
    assert len(found) == 1, (beginning, person.labels)
    await person.presses(found[0])
