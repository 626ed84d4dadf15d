"""`desktop-chat models show`: what MODEL names, and what is told of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_chat.models.library import Library
from desktop_chat.paths import Paths
from tests.support.gguf_factory import scripted
from tests.support.gguf_faults import unknown_architecture
from tests.support.hub.server import FakeHub, FakeRepository
from tests.terminal.conftest import Call


@pytest.fixture
def known(home: Paths, tmp_path: Path) -> Path:
    path = scripted(tmp_path / "한글 모델.gguf", "x", name="작은 모델")
    Library(home.library_file).add(path)
    return path


@pytest.mark.parametrize("name", ["작은 모델", "작은", "한글 모델.gguf", "한글 모델", "PATH"])
def test_a_known_model_goes_by_many_names(models: Call, known: Path, hub: FakeHub, name: str) -> None:
    told = models("show", "--json", str(known) if name == "PATH" else name).objects[0]

    assert (told["source"], told["name"], told["path"]) == ("this_pc", "작은 모델", str(known))
    assert told["files"][0]["verdict"] == "fits"
    assert hub.requests == []


def test_a_name_that_several_have_says_which(models: Call, home: Paths, known: Path, tmp_path: Path) -> None:
    Library(home.library_file).add(scripted(tmp_path / "b.gguf", "y", name="작은 모델 둘"))

    done = models("show", "모델")

    assert done.code == 1
    assert "작은 모델, 작은 모델 둘" in done.err or "작은 모델 둘, 작은 모델" in done.err
    assert models("show", "작은 모델").code == 0


def test_a_file_that_is_not_on_the_list_is_shown_too(models: Call, home: Paths, tmp_path: Path) -> None:
    path = scripted(tmp_path / "새 것.gguf", "x", name="새 모델")

    assert models("show", path).out.startswith("새 모델\n")
    assert Library(home.library_file).all() == []


def test_a_model_of_the_catalog_is_shown_without_the_network(models: Call, hub: FakeHub) -> None:
    done = models("show", "llama-3.2-1b")

    assert hub.requests == []
    assert "Llama 3.2 Community License https://www.llama.com/llama3_2/license/" in done.out
    assert sum(line.startswith("*  ") for line in done.out.splitlines()) == 1
    assert "best balance" in done.out


def test_as_json_the_licence_and_the_files_are_told(models: Call) -> None:
    told = models("show", "--json", "llama-3.2-1b").objects[0]

    assert told["licence"]["needs_acceptance"] is True
    assert told["licence"]["link"].startswith("https://")
    assert [file["is_suggested"] for file in told["files"]].count(True) == 1
    assert all(file["size_bytes"] and file["quality"] for file in told["files"])


def test_a_model_of_the_hub_is_shown_with_its_files(models: Call, repository: FakeRepository) -> None:
    told = models("show", "--json", "own/Small-GGUF").objects[0]

    assert (told["source"], told["architecture"], told["downloads"]) == ("hub", "llama", 1234)
    assert [(file["quantization"], file["quality"]) for file in told["files"]] == [
        ("Q4_K_M", "best_balance"),
        ("Q8_0", "nearly_lossless"),
    ]
    assert {file["verdict"] for file in told["files"]} == {"fits"}
    assert told["licence"]["name"] == "Apache License 2.0"


def test_an_address_of_the_hub_names_its_model(models: Call, repository: FakeRepository) -> None:
    address = "https://huggingface.co/own/Small-GGUF/tree/main"

    assert models("show", "--json", address).objects[0]["repository"] == "own/Small-GGUF"


def test_files_the_engine_cannot_run_are_listed_and_it_is_said_why(
    models: Call, hub: FakeHub, tmp_path: Path
) -> None:
    file = unknown_architecture(tmp_path / "x.gguf", "gptj")
    hub.add(FakeRepository("old/gpt-j-GGUF")).add("j-Q4_0.gguf", file.read_bytes())

    done = models("show", "old/gpt-j-GGUF")

    assert done.code == 0
    assert "Q4_0" in done.out
    assert "“gptj”, which the engine cannot run. The nearest one that works is Dolly" in done.err


@pytest.mark.usefixtures("offline")
def test_offline_the_hub_is_not_asked(models: Call, hub: FakeHub) -> None:
    done = models("show", "own/Small-GGUF")

    assert (done.code, done.out, hub.requests) == (1, "", [])
    assert done.err.startswith("The app is set to stay offline.")


def test_a_name_of_nothing_says_how_to_find_models(models: Call, hub: FakeHub) -> None:
    done = models("show", "--json", "nothing-like-that")

    assert (done.code, done.objects[0]["fault"]["code"], hub.requests) == (1, "unknown_model", [])
    assert "models search" in done.err


def test_the_name_of_a_closed_model_says_what_is_nearest(models: Call) -> None:
    assert "gpt-oss-20b" in models("show", "gpt-4").err
