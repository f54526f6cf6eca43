"""Draft orders at the command line: what is refused, and how."""

from tests.command_line.stage import Shell


def test_where_no_pair_waits_the_draft_is_refused_in_russian(shell: Shell) -> None:
    school = shell.school()
    for kind in ("assign", "change", "complete"):
        refused = shell.refused("order", "draft", "--org", school, "--kind", kind)
        assert (refused["error"], refused["message"]) == (
            "nothing_to_order",
            "сейчас ни одна пара такого приказа не ждёт",
        )
    assert shell.refused("order", "draft", "--org", school, "--pair", "7")["message"].startswith("эта пара")


def test_an_unknown_organisation_person_or_kind_is_named(shell: Shell) -> None:
    school = shell.school()
    assert shell.refused("order", "draft", "--org", "99")["error"] == "org_unknown"
    told = ("--person", "5", "--case", "dative", "--form", "Иванову Ивану")
    assert shell.refused("order", "form", "--org", school, *told)["error"] == "person_unknown"
    assert shell.refused("order", "draft", "--org", school, "--kind", "любой", status=2)["error"] == "usage"
