"""Layouts: extensions/llamacpp-extension/src/index.ts, src-tauri/src/core/app/commands.rs and docs in janhq/jan."""

import json

import pytest

from desktop_chat.models.library import Library
from desktop_chat.models.places.folders import Folders
from desktop_chat.models.places.found import Candidate
from desktop_chat.models.places.jan import candidates


def found(folders):
    """Give what is found, once a path: a description comes before the file itself."""
    once = {}
    for candidate in candidates(folders, lambda: False):
        once.setdefault(candidate.path, candidate)
    return list(once.values())


def test_a_downloaded_model_is_found_by_its_model_yml(folders, file):
    data = folders.data / "Jan" / "data"
    path = file(data / "llamacpp/models/Qwen3-4B/model.gguf")
    file(data / "llamacpp/models/Qwen3-4B/mmproj.gguf")
    file(
        data / "llamacpp/models/Qwen3-4B/model.yml",
        "model_path: llamacpp/models/Qwen3-4B/model.gguf\nmmproj_path: llamacpp/models/Qwen3-4B/mmproj.gguf\n"
        "name: Qwen3-4B\nsize_bytes: 42\n",
    )

    assert found(folders) == [Candidate(path, "Qwen3-4B")]


def test_an_imported_model_is_found_where_it_lies(folders, file, tmp_path):
    path = file(tmp_path / "내 모델" / "solar.gguf")
    file(
        folders.data / "Jan/data/llamacpp/models/upstage/solar/model.yml",
        f"model_path: {path}\nname: solar\n",
    )

    assert found(folders) == [Candidate(path, "solar")]


def test_a_model_of_the_versions_before_is_found_by_its_list_of_files(folders, file):
    data = folders.config / "Jan" / "data"
    path = file(data / "models/cortex.so/llama3.2/1b/model.gguf")
    file(
        data / "models/cortex.so/llama3.2/1b/model.yml",
        "id: llama3.2:1b\nname: Llama 3.2\nfiles:\n  - models/cortex.so/llama3.2/1b/model.gguf\n",
    )

    assert found(folders) == [Candidate(path, "Llama 3.2")]


def test_a_model_of_the_first_versions_is_found_beside_its_model_json(folders, file):
    path = file(folders.home / "jan/models/trinity-v1-7b/trinity-v1.Q4_K_M.gguf")
    description = {"id": "trinity-v1-7b", "name": "Trinity 7B Q4", "format": "gguf"}
    file(folders.home / "jan/models/trinity-v1-7b/model.json", json.dumps(description))

    assert found(folders) == [Candidate(path, "Trinity 7B Q4")]


@pytest.mark.parametrize("app", ["Jan", "jan.ai.app"])
def test_its_settings_move_the_data_folder(folders, file, tmp_path, app):
    file(folders.data / app / "settings.json", json.dumps({"data_folder": str(tmp_path / "moved")}))
    path = file(tmp_path / "moved/llamacpp/models/a/model.gguf")

    assert found(folders) == [Candidate(path)]


def test_a_variable_moves_the_data_folder(folders, file, tmp_path):
    path = file(tmp_path / "set/models/a/b.gguf")

    assert found(Folders(folders.home, {"JAN_DATA_FOLDER": str(tmp_path / "set")}, "linux")) == [
        Candidate(path)
    ]


@pytest.mark.parametrize("description", ["", "model_path:", "model_path: ../../..", "files:\n  - a\0b.gguf"])
def test_a_description_that_names_no_model_is_passed_over(folders, file, tmp_path, description):
    file(folders.data / "Jan/data/llamacpp/models/a/model.yml", description)

    assert Library(tmp_path / "models.json").find_in_apps(folders) == []
