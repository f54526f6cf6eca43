"""Files the world keeps: what came in, what went out, how it is downloaded."""

from __future__ import annotations

import hashlib
import itertools
import mimetypes
import struct
from dataclasses import dataclass
from enum import Enum
from typing import Any, NamedTuple

from sandbox.errors import ApiError, bad_request

MEGABYTE = 1 << 20
LARGEST_PHOTO = 10 * MEGABYTE
LARGEST_UPLOAD = 50 * MEGABYTE
LARGEST_DOWNLOAD = 20 * MEGABYTE


class FileKind(Enum):
    """What a file was sent as; Telegram does not let it be sent on as another kind."""

    PHOTO = "photo"
    DOCUMENT = "document"
    STICKER = "sticker"
    VOICE = "voice"


_FOLDERS = {
    FileKind.PHOTO: "photos",
    FileKind.DOCUMENT: "documents",
    FileKind.STICKER: "stickers",
    FileKind.VOICE: "voice",
}


class Upload(NamedTuple):
    """A file on its way to the server."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file as the server keeps it."""

    file_id: str
    kind: FileKind
    name: str
    data: bytes
    path: str
    mime_type: str
    width: int = 0
    height: int = 0

    @property
    def unique_id(self) -> str:
        """The same for the same content, whoever sent it."""
        return hashlib.sha256(self.data).hexdigest()[:16]

    def described(self) -> dict[str, Any]:
        """The fields every kind of file has in the Bot API."""
        return {
            "file_id": self.file_id,
            "file_unique_id": self.unique_id,
            "file_size": len(self.data),
        }

    def attachment(self) -> dict[str, Any]:
        """The message's field that holds the file: its name and content."""
        if self.kind is FileKind.PHOTO:
            return {"photo": [{**self.described(), "width": self.width, "height": self.height}]}
        if self.kind is FileKind.DOCUMENT:
            document = {"file_name": self.name, "mime_type": self.mime_type}
            return {"document": {**self.described(), **document}}
        if self.kind is FileKind.VOICE:
            return {"voice": {**self.described(), "duration": 3, "mime_type": self.mime_type}}
        sticker = {"type": "regular", "width": 512, "height": 512, "emoji": "👍"}
        flags = {"is_animated": False, "is_video": False}
        return {"sticker": {**self.described(), **sticker, **flags}}


class FileStore:
    """Files by their id and by their path."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}
        self._numbers = itertools.count(1)

    def keep(self, kind: FileKind, upload: Upload) -> StoredFile:
        """Stores a file that was sent; refuses what Telegram refuses."""
        size = len(upload.data)
        if size > LARGEST_UPLOAD or (kind is FileKind.PHOTO and size > LARGEST_PHOTO):
            raise ApiError(413, "Request Entity Too Large")
        if size == 0:
            raise bad_request("file must be non-empty")
        width, height = _measured_photo(upload.data) if kind is FileKind.PHOTO else (0, 0)
        number = next(self._numbers)
        extension = upload.name.rpartition(".")[2] if "." in upload.name else "bin"
        extension = extension if extension.isascii() and extension.isalnum() else "bin"
        file = StoredFile(
            file_id=f"{kind.value.upper()}-{number}-{hashlib.sha1(upload.data).hexdigest()[:24]}",  # noqa: S324
            kind=kind,
            name=upload.name,
            data=upload.data,
            path=f"{_FOLDERS[kind]}/file_{number}.{extension.lower()}",
            mime_type=mimetypes.guess_type(upload.name)[0] or "application/octet-stream",
            width=width,
            height=height,
        )
        self._by_id[file.file_id] = file
        self._by_path[file.path] = file
        return file

    def find(self, file_id: str) -> StoredFile:
        """The file, or the 400 for an id the server does not know."""
        file = self._by_id.get(file_id)
        if file is None:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        return file

    def send_again(self, kind: FileKind, reference: str) -> StoredFile:
        """A file named by the id it got when it was first sent."""
        file = self._by_id.get(reference)
        if file is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        if file.kind is not kind:
            was, wanted = file.kind.value.title(), kind.value.title()
            raise bad_request(f"can't use file of type {was} as {wanted}")
        return file

    def at_path(self, path: str) -> StoredFile | None:
        """The file behind a `file_path` of getFile."""
        file = self._by_path.get(path)
        return None if file is None or len(file.data) > LARGEST_DOWNLOAD else file


def _measured_photo(data: bytes) -> tuple[int, int]:
    size = _picture_size(data)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = size
    if width < 1 or height < 1 or width + height > 10_000 or max(size) > 20 * min(size):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return size


def _picture_size(data: bytes) -> tuple[int, int] | None:
    """Width and height from the head of a PNG, GIF, JPEG or WebP; None if it is none of them."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        return int.from_bytes(data[16:20]), int.from_bytes(data[20:24])
    if data[:6] in {b"GIF87a", b"GIF89a"} and len(data) >= 10:
        return int.from_bytes(data[6:8], "little"), int.from_bytes(data[8:10], "little")
    if data.startswith(b"\xff\xd8"):
        return _jpeg_size(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return _webp_size(data)
    return None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    position = 2
    while position + 9 <= len(data):
        if data[position] != 0xFF:
            return None
        marker = data[position + 1]
        if 0xC0 <= marker <= 0xCF and marker not in {0xC4, 0xC8, 0xCC}:
            height, width = struct.unpack_from(">HH", data, position + 5)
            return width, height
        position += 2 + int.from_bytes(data[position + 2 : position + 4])
    return None


def _webp_size(data: bytes) -> tuple[int, int] | None:
    if data[12:16] == b"VP8X" and len(data) >= 30:
        width, height = data[24:27], data[27:30]
        return int.from_bytes(width, "little") + 1, int.from_bytes(height, "little") + 1
    if data[12:16] == b"VP8 " and len(data) >= 30:
        width, height = struct.unpack_from("<HH", data, 26)
        return width & 0x3FFF, height & 0x3FFF
    if data[12:16] == b"VP8L" and len(data) >= 25:
        bits = int.from_bytes(data[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    return None
