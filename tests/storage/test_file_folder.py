"""Files in the data folder: whole or not at all, once for the same content, for nobody else's eyes."""

import hashlib
from pathlib import Path

import pytest

from mentoring.ids import OrganisationId
from storage.file_folder import FileFolder

HERE, THERE = OrganisationId(1), OrganisationId(2)
PAPER = b"%PDF-1.7 order"
PRINT = hashlib.sha256(PAPER).hexdigest()


@pytest.fixture
def folder(tmp_path: Path) -> FileFolder:
    return FileFolder(tmp_path / "evidence")


def kept(tmp_path: Path) -> list[str]:
    root = tmp_path / "evidence"
    return sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())


def test_what_was_kept_is_read_again_by_its_own_organisation(folder: FileFolder) -> None:
    folder.keep(HERE, PRINT, PAPER)
    assert folder.read(HERE, PRINT) == PAPER
    with pytest.raises(OSError, match=PRINT):
        folder.read(THERE, PRINT)


def test_the_same_content_lies_there_once_and_nobody_else_reads_it(folder: FileFolder, tmp_path: Path) -> None:
    folder.keep(HERE, PRINT, PAPER)
    folder.keep(HERE, PRINT, PAPER)
    assert kept(tmp_path) == [f"1/{PRINT}"]
    assert (tmp_path / "evidence" / "1" / PRINT).stat().st_mode & 0o077 == 0
    assert (tmp_path / "evidence" / "1").stat().st_mode & 0o077 == 0


def test_half_a_file_left_by_a_power_cut_is_written_anew(folder: FileFolder, tmp_path: Path) -> None:
    folder.keep(HERE, PRINT, PAPER)
    (tmp_path / "evidence" / "1" / PRINT).write_bytes(PAPER[:3])
    folder.keep(HERE, PRINT, PAPER)
    assert folder.read(HERE, PRINT) == PAPER


def test_what_cannot_be_written_leaves_nothing_behind(
    folder: FileFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        folder.keep(HERE, PRINT, PAPER)
    assert kept(tmp_path) == []
