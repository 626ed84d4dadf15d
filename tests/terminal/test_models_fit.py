"""`desktop-chat models fit`."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_chat.models.gguf import read_header
from desktop_chat.models.library import Library
from desktop_chat.models.memory import kv_bytes
from desktop_chat.paths import Paths
from tests.support.gguf_factory import scripted
from tests.support.hub.server import FakeHub, FakeRepository
from tests.terminal.conftest import Call


@pytest.fixture
def path(home: Paths, tmp_path: Path) -> Path:
    path = scripted(tmp_path / "a.gguf", "x", name="작은 모델", context=8192)
    Library(home.library_file).add(path)
    return path


def test_a_verdict_a_bar_and_the_settings_are_told(models: Call, path: Path, hub: FakeHub) -> None:
    lines = models("fit", "작은").out.splitlines()

    assert lines[0].startswith("작은 모델 (F16, ")
    assert " fits: it needs " in lines[0]
    assert lines[1].startswith("[█") and lines[1].endswith("·]")
    assert lines[2].startswith("█ weights ")
    assert any(line.startswith("context") and "8192 tokens" in line for line in lines)
    assert any("--measure" in line for line in lines)
    assert hub.requests == []


def test_what_is_given_stands_in_for_the_settings(models: Call, path: Path) -> None:
    told = models("fit", "--json", path, "--context", "1024", "--kv-type", "q8_0").objects[0]

    assert (told["verdict"], told["context_tokens"], told["kv_type"]) == ("fits", 1024, "q8_0")
    assert told["parts"]["context"] == kv_bytes(read_header(path), 1024, "q8_0")
    assert told["needed_bytes"] == sum(told["parts"].values())


def test_layers_on_a_graphics_card_take_its_own_memory(models: Call, path: Path) -> None:
    told = models("fit", "--json", path, "--gpu-layers", "1").objects[0]

    assert told["gpu_layers"] == 1
    assert told["device_bytes"] > 0


def test_the_speed_is_told_once_it_was_measured(models: Call, path: Path) -> None:
    before = models("fit", "--json", path).objects[0]["reply_rate"]
    measured = models("fit", "--json", path, "--measure").objects[0]["reply_rate"]

    assert before is None
    assert measured > 0
    assert models("fit", "--json", path).objects[0]["reply_rate"] == pytest.approx(measured)
    assert "words a second" in models("fit", path).out


def test_a_model_of_the_catalog_is_weighed_without_the_network(models: Call, hub: FakeHub) -> None:
    told = models("fit", "--json", "llama-2-70b-chat:Q4_K_M", "--context", "4096").objects[0]

    assert told["quantization"] == "Q4_K_M"
    assert told["needed_bytes"] > 35e9
    assert hub.requests == []


def test_a_quantization_that_is_not_there_names_those_that_are(models: Call) -> None:
    done = models("fit", "qwen3-8b:Q1_0")

    assert done.code == 1
    assert "Q4_K_M" in done.err


def test_a_file_of_the_hub_is_weighed_before_the_download(models: Call, repository: FakeRepository) -> None:
    told = models("fit", "--json", "own/Small-GGUF:q8_0").objects[0]

    assert (told["verdict"], told["quantization"]) == ("fits", "Q8_0")
    assert told["size_bytes"] == repository.files["small-Q8_0.gguf"].size


@pytest.mark.usefixtures("offline")
def test_offline_the_hub_is_not_asked(models: Call, hub: FakeHub, repository: FakeRepository) -> None:
    assert (models("fit", "own/Small-GGUF").code, hub.requests) == (1, [])
