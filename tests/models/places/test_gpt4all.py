"""Layouts: gpt4all-chat/src/mysettings.cpp and main.cpp in nomic-ai/gpt4all."""

import pytest

from desktop_chat.models.places.folders import Folders
from desktop_chat.models.places.found import Candidate
from desktop_chat.models.places.gpt4all import candidates


def found(folders):
    return list(candidates(folders, lambda: False))


@pytest.mark.parametrize(
    ("system", "folder"),
    [
        ("linux", ".local/share/nomic.ai/GPT4All"),
        ("darwin", "Library/Application Support/nomic.ai/GPT4All"),
        ("win32", "AppData/Local/nomic.ai/GPT4All"),
        ("linux", ".cache/gpt4all"),
    ],
)
def test_models_are_found_where_each_system_keeps_them(folders, file, system, folder):
    path = file(folders.home / folder / "Phi-3-mini-4k-instruct.Q4_0.gguf")
    file(folders.home / folder / "incomplete-Meta-Llama-3-8B.gguf")
    file(folders.home / folder / "localdocs_v3.db")

    assert found(Folders(folders.home, {}, system)) == [Candidate(path, "Phi-3-mini-4k-instruct.Q4_0")]


@pytest.mark.parametrize(
    ("system", "settings"),
    [
        ("linux", ".config/nomic.ai/GPT4All.ini"),
        ("darwin", ".config/gpt4all.io/GPT4All.ini"),
        ("win32", "AppData/Roaming/nomic.ai/GPT4All.ini"),
    ],
)
def test_its_settings_move_the_folder(folders, file, tmp_path, system, settings):
    written = (
        f"[General]\nlastVersionStarted=3.10.0\nmodelPath={tmp_path}/moved/\n\n[network]\nmodelPath=/no\n"
    )
    file(folders.home / settings, written)
    path = file(tmp_path / "moved" / "a.gguf")

    assert found(Folders(folders.home, {}, system)) == [Candidate(path, "a")]


@pytest.mark.parametrize("written", ["\\xbaa8\\xb378", "모델"])
def test_names_beyond_ascii_are_read_as_qt_writes_them(folders, file, tmp_path, written):
    file(folders.config / "nomic.ai/GPT4All.ini", f'[General]\nmodelPath="{tmp_path}/{written}/"\n')
    path = file(tmp_path / "모델" / "a.gguf")

    assert found(folders) == [Candidate(path, "a")]
