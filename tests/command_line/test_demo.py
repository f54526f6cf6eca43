"""`demo`: one at a time in a folder."""

from bot.demo import alone
from tests.command_line.stage import Shell


def test_a_second_demo_in_the_same_folder_is_refused_and_takes_nothing_away(shell: Shell) -> None:
    folder = shell.folder / "demo"
    with alone.kept(folder, "http://127.0.0.1:8081"):
        (folder / "demo.db").write_text("the first one's")

        answer = shell("demo")

        assert (answer.status, answer.out) == (2, "")
        assert answer.err == "Демо уже запущено: http://127.0.0.1:8081\n"
        assert shell.refused("demo", status=2)["error"] == "demo_runs"
        assert (folder / "demo.db").read_text() == "the first one's"


def test_the_next_demo_begins_anew(shell: Shell) -> None:
    folder = shell.folder / "demo"
    with alone.kept(folder, "http://127.0.0.1:8081"):
        (folder / "exports").mkdir()
        (folder / "demo.db").write_text("old")

    with alone.kept(folder, "http://127.0.0.1:8082"):
        alone.clear(folder)

        assert [left.name for left in folder.iterdir()] == [alone.NAME]
