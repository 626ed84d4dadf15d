"""Layouts: findLMStudioHome.ts in lmstudio-ai/lmstudio.js, modelsFolder.ts in lmstudio-ai/lms."""

import json

import pytest

from desktop_chat.models.places.lm_studio import candidates

FILE = "lmstudio-community/Llama-3.2-1B-Instruct-GGUF/Llama-3.2-1B-Instruct-Q4_K_M.gguf"


@pytest.mark.parametrize("home", [".lmstudio", ".cache/lm-studio"])
def test_models_are_found_in_the_new_and_in_the_old_home(folders, file, home):
    path = file(folders.home / home / "models" / FILE)

    (found,) = candidates(folders, lambda: False)

    assert found.path == path
    assert found.repository == "lmstudio-community/Llama-3.2-1B-Instruct-GGUF"


def test_the_pointer_names_another_home(folders, file, paths_of, tmp_path):
    file(folders.home / ".lmstudio-home-pointer", f"{tmp_path / 'elsewhere'}\n")
    path = file(tmp_path / "elsewhere" / "models" / FILE)

    assert paths_of("lm_studio", folders) == [path]


def test_its_settings_move_the_folder(folders, file, paths_of, tmp_path):
    settings = {"downloadsFolder": str(tmp_path / "내 모델"), "language": "ko"}
    file(folders.home / ".lmstudio" / "settings.json", json.dumps(settings))
    moved = file(tmp_path / "내 모델" / FILE)
    left = file(folders.home / ".lmstudio" / "models" / "a" / "b" / "c.gguf")

    assert paths_of("lm_studio", folders) == [moved, left]


@pytest.mark.parametrize("settings", ["", "{", '{"downloadsFolder": 3}', '{"downloadsFolder": "a\\u0000b"}'])
def test_damaged_settings_do_no_harm(folders, file, paths_of, settings):
    file(folders.home / ".lmstudio" / "settings.json", settings)
    path = file(folders.home / ".lmstudio" / "models" / FILE)

    assert paths_of("lm_studio", folders) == [path]


def test_what_is_still_downloaded_and_projectors_are_left_out(folders, file, paths_of):
    folder = folders.home / ".lmstudio" / "models" / "a" / "b"
    file(folder / "downloading_c.gguf.part")
    file(folder / "downloading_c.gguf")
    file(folder / "mmproj-model-f16.gguf")

    assert paths_of("lm_studio", folders) == []
