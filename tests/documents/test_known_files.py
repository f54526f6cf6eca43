"""A file is what its content says; what runs, what nobody can look into and what would not fit is not kept."""

import hashlib
import io
import zipfile

import pytest

from documents.known_files import known
from mentoring.kept_files import LARGEST, FileProblem, FileRefused
from sandbox.people import small_picture


def packed(*parts: str, **content: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in parts:
            archive.writestr(part, b"<x/>")
        for name, written in content.items():
            archive.writestr(name, written)
    return file.getvalue()


ODT = packed("content.xml", mimetype=b"application/vnd.oasis.opendocument.text")


@pytest.mark.parametrize(
    ("name", "content", "kept"),
    [
        ("Приказ.pdf", b"%PDF-1.7", "Приказ.pdf"),
        ("ПРИКАЗ.PDF", b"%PDF-1.7", "ПРИКАЗ.pdf"),
        ("Положение.docx", packed("word/document.xml"), "Положение.docx"),
        ("Список.xlsx", packed("xl/workbook.xml"), "Список.xlsx"),
        ("Доклад.pptx", packed("ppt/presentation.xml"), "Доклад.pptx"),
        ("Письмо.odt", ODT, "Письмо.odt"),
        ("Список.csv", "ФИО;класс".encode("cp1251"), "Список.csv"),
        ("скан.jpeg", b"\xff\xd8\xff\xe0", "скан.jpeg"),
        ("", small_picture(), "Фото.png"),
        ("../../etc/Приказ.pdf", b"%PDF-1.7", "Приказ.pdf"),
        ("C:\\docs\\Приказ.pdf", b"%PDF-1.7", "Приказ.pdf"),
        ("<b>Приказ</b>\x07.pdf", b"%PDF-1.7", "b.pdf"),
        ("При\u202eказ\u2066\u200b\u2028.pdf", b"%PDF-1.7", "Приказ.pdf"),
        ("\u202e.pdf", b"%PDF-1.7", "Файл.pdf"),
        ("Список.csv", b"\xef\xbb\xbfname;a < b;2 <3\n", "Список.csv"),
        (".pdf", b"%PDF-1.7", "Файл.pdf"),
        ("Ж" * 300 + ".pdf", b"%PDF-1.7", "Ж" * 76 + ".pdf"),
    ],
)
def test_a_file_that_is_kept(name: str, content: bytes, kept: str) -> None:
    file = known(name, content)
    assert (file.name, file.size, file.sha256) == (kept, len(content), hashlib.sha256(content).hexdigest())


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("Приказ.pdf", b"", FileProblem.EMPTY),
        ("Приказ.pdf", b"%PDF-" + b"0" * LARGEST, FileProblem.TOO_LARGE),
        ("Приказ.exe", b"MZ", FileProblem.UNKNOWN_TYPE),
        ("Приказ", b"%PDF-", FileProblem.UNKNOWN_TYPE),
        ("Папка.zip", packed("a.txt"), FileProblem.UNKNOWN_TYPE),
        ("Старый.doc", b"\xd0\xcf\x11\xe0", FileProblem.UNKNOWN_TYPE),
        ("Приказ.pdf", b"MZ\x90\x00", FileProblem.NOT_WHAT_IT_SAYS),
        ("Список.csv", b"MZ\x90\x00", FileProblem.NOT_WHAT_IT_SAYS),
        ("Приказ.pdf", b"<html>%PDF-1.7", FileProblem.NOT_WHAT_IT_SAYS),
        ("Приказ.pdf", b"\n%PDF-1.7", FileProblem.NOT_WHAT_IT_SAYS),
        ("Список.csv", b"\xef\xbb\xbf \n<!DOCTYPE html><p>1;2", FileProblem.NOT_WHAT_IT_SAYS),
        ("Список.csv", b"name;1\n<SCRIPT>alert(1)</SCRIPT>", FileProblem.NOT_WHAT_IT_SAYS),
        ("Список.csv", b"%PDF-1.7", FileProblem.NOT_WHAT_IT_SAYS),
        ("Приказ\u202efdp.exe", b"MZ", FileProblem.UNKNOWN_TYPE),
        ("Положение.docx", b"%PDF-1.7", FileProblem.NOT_WHAT_IT_SAYS),
        ("Положение.docx", packed("xl/workbook.xml"), FileProblem.NOT_WHAT_IT_SAYS),
        ("Положение.docx", packed("word/document.xml")[:-10], FileProblem.NOT_WHAT_IT_SAYS),
        ("Письмо.ods", ODT, FileProblem.NOT_WHAT_IT_SAYS),
        ("Положение.docm", packed("word/document.xml"), FileProblem.MACROS),
        ("Положение.docx", packed("word/document.xml", "word/vbaProject.bin"), FileProblem.MACROS),
        ("", b"GIF89a", FileProblem.UNKNOWN_TYPE),
    ],
)
def test_a_file_that_is_refused(name: str, content: bytes, problem: FileProblem) -> None:
    with pytest.raises(FileRefused) as refused:
        known(name, content)
    assert refused.value.problem is problem


def test_a_small_archive_that_holds_gigabytes_is_refused() -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 210_000_000)
    with pytest.raises(FileRefused) as refused:
        known("Положение.docx", file.getvalue())
    assert refused.value.problem is FileProblem.NOT_WHAT_IT_SAYS
