"""`desktop-chat models add` and `remove`."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from desktop_chat.models.library import Library
from desktop_chat.paths import Paths
from tests.support.gguf_factory import scripted
from tests.support.gguf_faults import unknown_architecture
from tests.support.hub.server import FakeHub
from tests.support.terminal import Screen, run
from tests.terminal.conftest import Call

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it would be the user's own bin")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return scripted(tmp_path / "한글 모델.gguf", "x", name="작은 모델")


def listed(home: Paths) -> list[str]:
    return [model.path for model in Library(home.library_file).all()]


def test_a_file_is_put_on_the_list_where_it_lies(models: Call, home: Paths, path: Path, hub: FakeHub) -> None:
    done = models("add", path)

    assert (done.code, listed(home), hub.requests) == (0, [str(path)], [])
    assert done.out.startswith("“작은 모델” (F16, ")


def test_a_file_of_the_models_folder_is_called_our_own(models: Call, home: Paths) -> None:
    home.models.mkdir(parents=True)

    added = models("add", "--json", scripted(home.models / "a.gguf", "x")).objects[0]

    assert added["place"] == "own"


def test_a_file_of_another_app_stays_called_that(models: Call, home: Paths, path: Path) -> None:
    Library(home.library_file).add(path, place="ollama")

    assert models("add", "--json", path).objects[0]["place"] == "ollama"


def test_what_is_no_model_is_refused_in_one_sentence(models: Call, home: Paths, tmp_path: Path) -> None:
    (tmp_path / "a.gguf").write_text("notes")

    done = models("add", "--json", tmp_path / "a.gguf")

    assert (done.code, listed(home)) == (1, [])
    assert done.objects == [{"fault": {"code": "not_gguf", "values": {"name": "a.gguf"}}}]
    assert done.err.count("\n") == 1


def test_a_file_the_engine_cannot_run_names_the_nearest(models: Call, tmp_path: Path) -> None:
    done = models("add", "--json", unknown_architecture(tmp_path / "j.gguf", "gptj"))

    fault = done.objects[0]["fault"]
    assert (fault["code"], fault["values"]["architecture"]) == ("unsupported_model", "gptj")
    assert fault["values"]["nearest"].startswith("Dolly")


def test_a_removed_model_leaves_the_list_and_keeps_its_file(
    models: Call, home: Paths, path: Path, hub: FakeHub
) -> None:
    models("add", path)

    done = models("remove", "작은")

    assert (done.code, listed(home), path.exists(), hub.requests) == (0, [], True, [])


def test_a_model_that_is_not_there_is_said(models: Call) -> None:
    done = models("remove", "nothing")

    assert done.code == 1
    assert "models list" in done.err


def test_files_are_not_deleted_where_nobody_can_be_asked(models: Call, home: Paths, path: Path) -> None:
    models("add", path)

    done = models("remove", "--delete", "작은")

    assert (done.code, listed(home), path.exists()) == (2, [str(path)], True)
    assert "--yes" in done.err


@on_linux
def test_files_go_to_the_bin_where_that_is_wanted(
    models: Call, home: Paths, path: Path, tmp_path: Path
) -> None:
    models("add", path)
    bin_folder = {"XDG_DATA_HOME": str(tmp_path / "data"), "HOME": str(tmp_path)}

    done = run("models", "remove", "--delete", "--yes", "작은", **bin_folder)

    assert (done.returncode, listed(home), path.exists()) == (0, [], False)
    assert (tmp_path / "data" / "Trash" / "files" / path.name).is_file()


@on_linux
@pytest.mark.parametrize(("answer", "code"), [(" ", 1), ("n", 1), ("y", 0)])
def test_on_a_terminal_it_is_asked_before(home: Paths, path: Path, answer: str, code: int) -> None:
    Library(home.library_file).add(path)
    bin_folder = {"XDG_DATA_HOME": str(home.data), "HOME": str(home.data)}

    given, _, shown = Screen(answer=answer).run("models", "remove", "--delete", "작은", **bin_folder)

    assert (given, path.exists(), len(listed(home))) == (code, code == 1, code)
    assert "Move “작은 모델”" in shown
