"""Organisations and invitations from the command line."""

import pytest

from tests.command_line.stage import Shell


def test_a_tree_is_built_and_listed(shell: Shell) -> None:
    region = shell.json("org", "add", "--name", "Область", "--level", "region", "--tz", "Asia/Irkutsk")["org_id"]
    school = shell.school("--parent", str(region))

    rows = shell.json("org", "list")["rows"]

    assert [(row["org_id"], row["parent_id"], row["level"]) for row in rows] == [
        (region, None, "region"),
        (int(school), region, "organisation"),
    ]
    assert rows[0]["missing"] == ["inn", "address", "contact", "state_owned"]
    assert rows[1]["missing"] == []
    assert (rows[1]["week"], rows[1]["state"], rows[1]["minors"], rows[1]["privacy"]) == (5, False, True, "names")


def test_an_empty_list_says_what_to_do_first(shell: Shell) -> None:
    assert "org add" in shell("org", "list").out


def test_a_state_school_is_warned_on_stderr_and_stays_unacknowledged(shell: Shell) -> None:
    answer = shell("org", "add", "--name", "Школа", "--level", "organisation", "--state", "yes", "--json")

    assert answer.status == 0
    assert "149-ФЗ" in answer.err
    assert "warning" in answer.json["missing"]
    assert shell.json("org", "list")["rows"][0]["warning_acknowledged"] is False


def test_names_in_a_state_school_need_the_acknowledged_warning(shell: Shell) -> None:
    flags = ("--name", "Школа", "--level", "organisation", "--state", "yes", "--privacy", "names")

    refusal = shell.refused("org", "add", *flags)
    nothing = shell.json("org", "list")["rows"]
    shell.json("org", "add", *flags, "--acknowledge-warning")

    assert "предупреждение" in refusal["message"]
    assert nothing == []
    row = shell.json("org", "list")["rows"][0]
    assert (row["privacy"], row["warning_acknowledged"]) == ("names", True)


@pytest.mark.parametrize(
    ("flags", "word"),
    [
        (("--inn", "7707083894"), "Контрольная цифра"),
        (("--tz", "Moscow"), "часового пояса нет"),
        (("--contact", "в школе"), "почта или телефон"),
        (("--parent", "77"), "организации с таким номером нет"),
    ],
)
def test_a_wrong_detail_leaves_nothing_behind(shell: Shell, flags: tuple[str, ...], word: str) -> None:
    answer = shell.refused("org", "add", "--name", "Школа", "--level", "organisation", *flags)

    assert word in answer["message"]
    assert shell.json("org", "list")["rows"] == []


def test_an_invitation_is_a_code_and_later_a_link(shell: Shell) -> None:
    school = shell.school()

    personal = shell.json("invite", "--org", school, "--role", "mentor")
    poster = shell.json("invite", "--org", school, "--role", "mentee", "--uses", "30", "--days", "7")

    assert len(personal["code"]) == 12
    assert personal["link"] is None
    assert (personal["uses"], poster["uses"]) == (1, 30)
    assert poster["until"] < personal["until"]


def test_a_role_that_the_organisation_has_not_is_refused(shell: Shell) -> None:
    shell.school()

    assert shell.refused("invite", "--org", "1", "--role", "regional_coordinator")["error"] == "role"
    assert shell.refused("invite", "--org", "9", "--role", "mentor")["error"] == "org_unknown"
