"""`desktop-chat models list`."""

from __future__ import annotations

from pathlib import Path

from desktop_chat.models.library import Library
from desktop_chat.paths import Paths
from tests.support.gguf_factory import scripted
from tests.support.hub.server import FakeHub
from tests.terminal.conftest import Call


def known(home: Paths, path: Path, **facts: str) -> Path:
    Library(home.library_file).add(scripted(path, "x", name=facts.pop("name", "Scripted")), **facts)
    return path


def test_each_model_is_told_with_its_place_and_whether_it_is_gone(
    models: Call, home: Paths, tmp_path: Path, hub: FakeHub
) -> None:
    here = known(home, tmp_path / "한글 모델.gguf", name="작은 모델", place="ollama")
    gone = known(home, tmp_path / "gone.gguf")
    gone.unlink()

    lines = models().out.splitlines()

    assert len(lines) == 2
    assert any("Ollama" in line and "작은 모델" in line and line.endswith(str(here)) for line in lines)
    assert any("elsewhere" in line and line.endswith("gone.gguf  (no longer there)") for line in lines)
    assert hub.requests == []


def test_columns_stand_in_line_whatever_the_script(models: Call, home: Paths, tmp_path: Path) -> None:
    from desktop_chat.terminal.widths import width

    known(home, tmp_path / "a.gguf", name="작은 모델")
    known(home, tmp_path / "b.gguf", name="Small model")

    starts = {width(line[: line.index(str(tmp_path))]) for line in models("list").out.splitlines()}

    assert len(starts) == 1


def test_as_json_each_model_is_an_object(models: Call, home: Paths, tmp_path: Path) -> None:
    path = known(home, tmp_path / "a.gguf", repository="own/Small-GGUF")

    (told,) = models("list", "--json").objects

    assert told["path"] == str(path)
    assert (told["place"], told["repository"], told["exists"]) == ("elsewhere", "own/Small-GGUF", True)
    assert told["size_bytes"] == path.stat().st_size
    assert told["last_used"] > 0


def test_json_may_be_asked_for_before_the_command(models: Call, home: Paths, tmp_path: Path) -> None:
    known(home, tmp_path / "a.gguf")

    assert models("--json", "list").objects == models("--json").objects == models("list", "--json").objects


def test_without_models_it_is_said_how_to_get_one(models: Call) -> None:
    done = models("list")

    assert (done.code, done.out) == (0, "")
    assert "models search" in done.err


def test_a_name_cannot_steer_the_terminal(models: Call, home: Paths, tmp_path: Path) -> None:
    known(home, tmp_path / "a.gguf", name="Evil\x1b[2J\u202emodel")

    assert "Evil\ufffd[2J\ufffdmodel" in models("list").out
