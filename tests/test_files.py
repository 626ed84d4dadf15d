import os
import sys

import pytest

from desktop_chat.files import name_aside, write_whole


def test_makes_the_file_and_its_folders(tmp_path):
    path = tmp_path / "사용자" / "설정" / "a.toml"
    write_whole(path, b"one")
    assert path.read_bytes() == b"one"


def test_replaces_the_content_and_leaves_nothing_else(tmp_path):
    path = tmp_path / "a.toml"
    write_whole(path, b"a longer content")
    write_whole(path, b"two")
    assert path.read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [path]


def test_a_write_that_fails_leaves_the_old_content_and_no_temporary_file(tmp_path):
    path = tmp_path / "a.toml"
    write_whole(path, b"old")
    with pytest.raises(TypeError):
        write_whole(path, "text is not bytes")  # type: ignore[arg-type]
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_in_place_of_the_file_is_an_os_error(tmp_path):
    path = tmp_path / "a.toml"
    path.mkdir()
    with pytest.raises(OSError, match=r"a\.toml"):
        write_whole(path, b"one")
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
def test_writes_through_a_link(tmp_path):
    target = tmp_path / "kept elsewhere.toml"
    link = tmp_path / "a.toml"
    link.symlink_to(target)
    write_whole(link, b"one")
    assert link.is_symlink()
    assert target.read_bytes() == b"one"


@pytest.mark.skipif(os.name == "nt", reason="POSIX permissions")
def test_the_file_is_readable_by_its_owner_alone(tmp_path):
    path = tmp_path / "a.toml"
    write_whole(path, b"one")
    assert path.stat().st_mode & 0o077 == 0


def test_a_name_aside_is_one_that_is_free(tmp_path):
    path = tmp_path / "settings.toml"
    assert name_aside(path, "bad").name == "settings.toml.bad-1"
    (tmp_path / "settings.toml.bad-1").touch()
    assert name_aside(path, "bad").name == "settings.toml.bad-2"
