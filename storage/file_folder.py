"""Files in the data folder: under the organisation and the fingerprint of their content, never under a person's name.

The same content is there once; writing it again changes nothing. So a file may be written before the database knows
of it: what a crash leaves over is found by the next try.
"""

import os
import secrets
from pathlib import Path

from mentoring.ids import OrganisationId

FOLDER_MODE = 0o700
FILE_MODE = 0o600


class FileFolder:
    def __init__(self, root: Path) -> None:
        self._root = root

    def keep(self, organisation: OrganisationId, sha256: str, content: bytes) -> None:
        """Whole or not at all. Raises OSError: no room, no right to write."""
        path = self._path(organisation, sha256)
        if path.is_file() and path.stat().st_size == len(content):
            return
        path.parent.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        unfinished = path.with_name(f"{secrets.token_hex(8)}.part")
        try:
            with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, FILE_MODE), "wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)

    def read(self, organisation: OrganisationId, sha256: str) -> bytes:
        """Raises OSError when it is not there."""
        return self._path(organisation, sha256).read_bytes()

    def drop(self, organisation: OrganisationId, sha256: str) -> None:
        """Dropped twice it was dropped once. Raises OSError where that is not allowed."""
        self._path(organisation, sha256).unlink(missing_ok=True)

    def _path(self, organisation: OrganisationId, sha256: str) -> Path:
        return self._root / str(int(organisation)) / sha256
