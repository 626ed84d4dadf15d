"""What the installer is told to do with each file."""

from __future__ import annotations

from pathlib import Path

import pytest

from windows.payload import Payload


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("app.exe", "_internal/a.dll", "_internal/sub/한글.txt", "_internal/sub/$x.txt"):
        path = tmp_path / "payload" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"12345")
    return tmp_path / "payload"


def test_every_file_is_written_where_it_belongs(folder: Path) -> None:
    lines = Payload.read(folder).install_commands().splitlines()
    assert lines == [
        'SetOutPath "$INSTDIR"',
        f'File "/oname=app.exe" "{folder / "app.exe"}"',
        'SetOutPath "$INSTDIR\\_internal"',
        f'File "/oname=a.dll" "{folder / "_internal/a.dll"}"',
        'SetOutPath "$INSTDIR\\_internal\\sub"',
        f'File "/oname=$$x.txt" "{folder / "_internal/sub/$x.txt"}"',
        f'File "/oname=한글.txt" "{folder / "_internal/sub/한글.txt"}"',
    ]


def test_the_same_files_are_deleted_and_folders_only_where_they_are_empty(folder: Path) -> None:
    assert Payload.read(folder).uninstall_commands().splitlines() == [
        'Delete "$INSTDIR\\_internal\\a.dll"',
        'Delete "$INSTDIR\\_internal\\sub\\$$x.txt"',
        'Delete "$INSTDIR\\_internal\\sub\\한글.txt"',
        'Delete "$INSTDIR\\app.exe"',
        'RMDir "$INSTDIR\\_internal\\sub"',
        'RMDir "$INSTDIR\\_internal"',
    ]


def test_the_list_for_the_next_version_names_files_then_folders(folder: Path) -> None:
    assert Payload.read(folder).list_of_files().decode("utf-16").splitlines() == [
        "_internal\\a.dll",
        "_internal\\sub\\$x.txt",
        "_internal\\sub\\한글.txt",
        "app.exe",
        "_internal\\sub\\",
        "_internal\\",
    ]


def test_the_size_is_that_of_all_files(folder: Path) -> None:
    assert Payload.read(folder).size == 4 * 5


def test_a_link_is_refused(folder: Path) -> None:
    try:
        (folder / "link").symlink_to(folder / "app.exe")
    except OSError:
        pytest.skip("this user may make no links")
    with pytest.raises(ValueError, match="link is a link"):
        Payload.read(folder)
