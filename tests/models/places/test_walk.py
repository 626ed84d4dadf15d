import os
import sys

import pytest

from desktop_chat.models.places.walk import files_in, gguf_files, is_model_name


def never():
    return False


def names(root, is_cancelled=never, **options):
    return sorted(path.name for path in gguf_files(root, is_cancelled, **options))


@pytest.mark.parametrize("name", ["a.gguf", "A.GGUF", "모델 1.gguf", "a-00001-of-00003.gguf", "lora.gguf"])
def test_a_model_is_known_by_its_name(name):
    assert is_model_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "a.gguf.part",
        "a.gguf.incomplete",
        "a.gguf.downloadInProgress",
        "a.bin",
        "downloading_a.gguf",
        "incomplete-a.gguf",
        "mmproj-model-f16.gguf",
        "llava-MMPROJ.gguf",
        "a-00002-of-00003.gguf",
        os.fsdecode(b"\xff.gguf"),
    ],
)
def test_what_is_unfinished_a_projector_or_a_later_part_is_not(name):
    assert not is_model_name(name)


def test_files_are_found_in_all_folders_below(tmp_path, file):
    file(tmp_path / "a.gguf")
    file(tmp_path / "one" / "둘" / "b.gguf")
    file(tmp_path / "one" / "notes.txt")
    (tmp_path / "folder.gguf").mkdir()

    assert names(tmp_path) == ["a.gguf", "b.gguf"]
    assert names(tmp_path, depth=0) == ["a.gguf"]


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_loop_of_links_ends_and_each_folder_is_walked_once(tmp_path, file):
    file(tmp_path / "one" / "a.gguf")
    (tmp_path / "one" / "up").symlink_to(tmp_path)
    (tmp_path / "one" / "again").symlink_to(tmp_path / "one")
    (tmp_path / "two").symlink_to(tmp_path / "one")
    (tmp_path / "broken.gguf").symlink_to(tmp_path / "nowhere.gguf")

    assert names(tmp_path) == ["a.gguf"]


def test_what_cannot_be_listed_is_empty(tmp_path, file):
    plain = file(tmp_path / "file")

    assert names(tmp_path / "nowhere") == names(plain) == []
    assert files_in(tmp_path / "nowhere") == files_in(plain) == []
    assert names(tmp_path / "with\0zero") == []


def test_a_walk_can_be_given_up(tmp_path, file):
    for number in range(20):
        file(tmp_path / f"{number:02}.gguf")
    seen = []

    for path in gguf_files(tmp_path, lambda: len(seen) >= 3):
        seen.append(path)

    assert len(seen) == 3


def test_a_folder_with_too_much_in_it_is_left(tmp_path, file, monkeypatch):
    monkeypatch.setattr("desktop_chat.models.places.walk.MAX_ENTRIES", 10)
    for number in range(20):
        file(tmp_path / f"{number:02}" / "a.gguf")

    assert len(names(tmp_path)) < 10
