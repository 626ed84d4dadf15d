"""The portable zip."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

from desktop_chat.portable import MARK
from windows import portable


def test_the_zip_has_the_app_and_the_file_that_keeps_data_beside_it(tmp_path: Path) -> None:
    (tmp_path / "app" / "_internal").mkdir(parents=True)
    (tmp_path / "app" / "Desktop Chat.exe").write_bytes(b"program")
    (tmp_path / "app" / "_internal" / "한글.txt").write_bytes(b"text")
    made = portable.build(tmp_path / "app", tmp_path / "out")
    with ZipFile(made) as archive:
        assert archive.testzip() is None
        assert sorted(archive.namelist()) == [
            "Desktop Chat/Desktop Chat.exe",
            "Desktop Chat/_internal/한글.txt",
            f"Desktop Chat/{MARK}",
        ]
        assert archive.read("Desktop Chat/_internal/한글.txt") == b"text"
