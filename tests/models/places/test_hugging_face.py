"""Layout: huggingface.co/docs/huggingface_hub/guides/manage-cache; common/hf-cache.cpp in ggml-org/llama.cpp."""

import sys

import pytest

from desktop_chat.models.places.folders import Folders
from desktop_chat.models.places.found import Candidate
from desktop_chat.models.places.hugging_face import candidates

REPOSITORY = "models--bartowski--Llama-3.2-1B-Instruct-GGUF"
COMMIT = "067b946cf014b7c697f3654f621d577a3e3afd1c"


def found(folders):
    return list(candidates(folders, lambda: False))


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_to_a_blob_is_found_under_its_name(folders, file):
    repository = folders.home / ".cache/huggingface/hub" / REPOSITORY
    file(repository / "blobs/6f85a640a97cf2bf5b8e764087b1e83da0fdb51d7c9fab7d0fece9385611df83")
    file(repository / "blobs/aaaa.incomplete")
    file(repository / "refs/main", COMMIT)
    link = repository / "snapshots" / COMMIT / "Llama-3.2-1B-Instruct-Q4_K_M.gguf"
    link.parent.mkdir(parents=True)
    link.symlink_to("../../blobs/6f85a640a97cf2bf5b8e764087b1e83da0fdb51d7c9fab7d0fece9385611df83")

    assert found(folders) == [Candidate(link, repository="bartowski/Llama-3.2-1B-Instruct-GGUF")]


def test_a_file_in_a_snapshot_is_found_as_windows_keeps_it(folders, file):
    path = file(folders.home / ".cache/huggingface/hub" / REPOSITORY / "snapshots" / COMMIT / "Q4" / "a.gguf")

    assert [candidate.path for candidate in found(folders)] == [path]


@pytest.mark.parametrize(
    ("variable", "below"),
    [
        ("HF_HUB_CACHE", ""),
        ("HUGGINGFACE_HUB_CACHE", ""),
        ("HF_HOME", "hub"),
        ("XDG_CACHE_HOME", "huggingface/hub"),
        ("LLAMA_CACHE", ""),
    ],
)
def test_variables_move_the_cache(folders, file, tmp_path, variable, below):
    path = file(tmp_path / "set" / below / REPOSITORY / "snapshots" / COMMIT / "a.gguf")

    assert [one.path for one in found(Folders(folders.home, {variable: str(tmp_path / "set")}, "linux"))] == [
        path
    ]


def test_what_is_no_model_repository_is_left_out(folders, file):
    cache = folders.home / ".cache/huggingface/hub"
    file(cache / "datasets--owner--name" / "snapshots" / COMMIT / "a.gguf")
    file(cache / REPOSITORY / "blobs" / "a.gguf")
    file(cache / "a.gguf")

    assert found(folders) == []


@pytest.mark.parametrize(
    ("system", "folder"),
    [("linux", ".cache"), ("darwin", "Library/Caches"), ("win32", "AppData/Local")],
)
def test_llama_cpps_own_cache_is_looked_into(folders, file, system, folder):
    path = file(folders.home / folder / "llama.cpp" / "owner_name_a.gguf")
    file(folders.home / folder / "llama.cpp" / "owner_name_b.gguf.downloadInProgress")
    file(folders.home / folder / "llama.cpp" / "rpc" / "c.gguf")

    assert found(Folders(folders.home, {}, system)) == [Candidate(path)]
