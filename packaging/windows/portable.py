"""Makes the portable zip for Windows: the app and the file `portable`, so that all data stays beside it."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from zipfile import ZIP_DEFLATED, ZipFile

import product

MARK = "portable"
"""The file that makes the app keep its data beside itself (`desktop_chat.portable.MARK`)."""

MARK_TEXT = """\
While this file is here, Desktop Chat keeps everything in the folder "data" beside it.
이 파일이 있으면 Desktop Chat은 모든 데이터를 옆의 "data" 폴더에 보관합니다.
"""


def build(folder: Path, out: Path) -> Path:
    """Make the zip of the app in `folder`, in the folder `out`; gives the file."""
    out.mkdir(parents=True, exist_ok=True)
    made = out / product.file_name(product.WINDOWS, "-portable.zip")
    top = PurePosixPath(product.NAME)
    with ZipFile(made, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for path in sorted(folder.rglob("*")):
            if not path.is_dir():
                archive.write(path, str(top / path.relative_to(folder).as_posix()))
        archive.writestr(str(top / MARK), MARK_TEXT)
    return made
