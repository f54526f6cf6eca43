"""Why a file cannot be opened, in Russian: the system says it in English."""

import errno

_REASONS = {
    errno.ENOENT: "такого файла или папки нет",
    errno.EACCES: "нет прав на это",
    errno.EPERM: "нет прав на это",
    errno.EISDIR: "это папка, а не файл",
    errno.ENOTDIR: "на пути к нему стоит файл, а не папка",
    errno.ENOSPC: "на диске нет места",
    errno.EROFS: "диск открыт только для чтения",
    errno.ENAMETOOLONG: "слишком длинное имя",
}


def why(error: OSError) -> str:
    return _REASONS.get(error.errno or 0, f"ошибка системы {error.errno}")
