"""Which file is it really: the extension has to say what the content is."""

import hashlib
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from documents.far_cells import MOST_BYTES
from mentoring.kept_files import LARGEST, FileProblem, FileRefused, KnownFile, shown_name

_OPEN_DOCUMENT = "application/vnd.oasis.opendocument."
_OFFICE = "application/vnd.openxmlformats-officedocument."
_MACROS = ("vbaproject.bin", "basic/script-lc.xml")
MOST_PARTS = 5000
"""Files inside an office document."""


@dataclass(frozen=True, slots=True)
class _Type:
    media_type: str
    fits: Callable[[bytes], bool]


def _begins(*signs: bytes) -> Callable[[bytes], bool]:
    return lambda content: content.startswith(signs)


def _holds(part: str) -> Callable[[bytes], bool]:
    return lambda content: part in _parts(content)


def _open_document(kind: str) -> Callable[[bytes], bool]:
    def fits(content: bytes) -> bool:
        if "mimetype" not in _parts(content):
            return False
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open("mimetype") as file:
                return file.read(100).decode("ascii", "replace").strip() == _OPEN_DOCUMENT + kind
        except (zipfile.BadZipFile, zlib.error, RuntimeError):
            # Broken inside, or locked by a password.
            return False

    return fits


def _plain(content: bytes) -> bool:
    """A table as text: in UTF-8 or Windows-1251 it has no zero bytes. A page of the web would be run by a browser."""
    begins = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    return b"\0" not in content and not begins.startswith(_OTHERS) and _PAGE.search(content) is None


_OTHERS = (b"<", b"%PDF-", b"{\\rtf")
_PAGE = re.compile(rb"<(?:!doctype|html|head|body|script|iframe|svg|img)\b", re.IGNORECASE)

_PDF = _Type("application/pdf", _begins(b"%PDF-"))
_JPEG = _Type("image/jpeg", _begins(b"\xff\xd8\xff"))
_PNG = _Type("image/png", _begins(b"\x89PNG\r\n\x1a\n"))

TYPES: Mapping[str, _Type] = {
    "pdf": _PDF,
    "docx": _Type(_OFFICE + "wordprocessingml.document", _holds("word/document.xml")),
    "xlsx": _Type(_OFFICE + "spreadsheetml.sheet", _holds("xl/workbook.xml")),
    "pptx": _Type(_OFFICE + "presentationml.presentation", _holds("ppt/presentation.xml")),
    "odt": _Type(_OPEN_DOCUMENT + "text", _open_document("text")),
    "ods": _Type(_OPEN_DOCUMENT + "spreadsheet", _open_document("spreadsheet")),
    "jpg": _JPEG,
    "jpeg": _JPEG,
    "png": _PNG,
    "csv": _Type("text/csv", _plain),
}
"""By extension. No archive, which nobody looks into, and nothing that runs: no macros, no old DOC and XLS."""

WITH_MACROS = frozenset({"docm", "dotm", "xlsm", "xltm", "xlsb", "pptm", "potm", "ppsm"})

_OF_A_PHOTO = ("jpg", "png")


def known(name: str, content: bytes) -> KnownFile:
    """A photo comes without a name: what it is its content tells. Raises FileRefused."""
    if not content:
        raise FileRefused(FileProblem.EMPTY)
    if len(content) > LARGEST:
        raise FileRefused(FileProblem.TOO_LARGE)
    extension = _extension(name) if name else _of_photo(content)
    if extension in WITH_MACROS:
        raise FileRefused(FileProblem.MACROS)
    found = TYPES.get(extension)
    if found is None:
        raise FileRefused(FileProblem.UNKNOWN_TYPE)
    if not found.fits(content):
        raise FileRefused(FileProblem.NOT_WHAT_IT_SAYS)
    return KnownFile(
        shown_name(name or "Фото", extension), found.media_type, len(content), hashlib.sha256(content).hexdigest()
    )


def _extension(name: str) -> str:
    return name.rpartition(".")[2].strip().lower() if "." in name else ""


def _of_photo(content: bytes) -> str:
    return next((extension for extension in _OF_A_PHOTO if TYPES[extension].fits(content)), "")


def _parts(content: bytes) -> frozenset[str]:
    """The names inside an office document. Raises FileRefused for macros, and for one that would not fit unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            inside = archive.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as broken:
        raise FileRefused(FileProblem.NOT_WHAT_IT_SAYS) from broken
    if len(inside) > MOST_PARTS or sum(part.file_size for part in inside) > MOST_BYTES:
        raise FileRefused(FileProblem.NOT_WHAT_IT_SAYS)
    names = [part.filename for part in inside]
    if any(name.lower().endswith(_MACROS) for name in names):
        raise FileRefused(FileProblem.MACROS)
    return frozenset(names)
