"""`desktop-chat models get`: real downloads from a hub on this PC."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from desktop_chat.models.catalog import load_catalog
from desktop_chat.models.library import Library
from desktop_chat.models.licences import Acceptances
from desktop_chat.paths import Paths
from desktop_chat.settings import DownloadSettings, SettingsFile
from desktop_chat.terminal.widths import width
from tests.support.gguf_faults import unknown_architecture
from tests.support.hub.keychain import MemoryKeychain
from tests.support.hub.server import FakeHub, FakeRepository
from tests.support.hub.spoilers import answering
from tests.support.terminal import Screen, piped, run
from tests.terminal.conftest import Call

posix = pytest.mark.skipif(sys.platform == "win32", reason="uses POSIX signals and terminals")
LARGE = 24_000_000


def known_paths(home: Paths) -> list[str]:
    return [model.path for model in Library(home.library_file).all()]


def limit_rate(home: Paths, rate: int) -> None:
    """Make downloads last, in bytes a second; 0: as fast as they can."""
    file = SettingsFile(home.settings_file)
    settings, _ = file.read()
    file.write(replace(settings, downloads=DownloadSettings(rate_limit=rate)))


@pytest.fixture
def large(hub: FakeHub, content: bytes) -> FakeRepository:
    """A repository with a file that takes a while."""
    one = hub.add(FakeRepository("own/Large-GGUF"))
    one.add("large-Q4_K_M.gguf", content + os.urandom(LARGE))
    return one


def test_a_model_is_downloaded_and_on_the_list_afterwards(
    models: Call, home: Paths, repository: FakeRepository, content: bytes
) -> None:
    done = models("get", "own/Small-GGUF:Q4_K_M")

    path = home.models / "own" / "Small-GGUF" / "small-Q4_K_M.gguf"
    assert (done.code, done.out) == (0, f"{path}\n")
    assert path.read_bytes() == content
    (model,) = Library(home.library_file).all()
    assert (model.path, model.place, model.repository) == (str(path), "own", "own/Small-GGUF")
    assert done.err.splitlines()[-1].startswith("Small-GGUF: 100 % of ")
    assert not home.downloads_file.exists()


@pytest.mark.parametrize("choice", ["q8_0", "small-Q8_0.gguf", "small-q8_0"])
def test_a_file_goes_by_its_quantization_or_its_name(
    models: Call, home: Paths, repository: FakeRepository, choice: str
) -> None:
    assert models("get", f"own/Small-GGUF:{choice}").out.endswith("small-Q8_0.gguf\n")


def test_without_a_choice_the_file_that_suits_this_pc_is_taken(
    models: Call, repository: FakeRepository
) -> None:
    assert models("get", "own/Small-GGUF").out.endswith("small-Q4_K_M.gguf\n")


def test_a_choice_that_is_not_there_names_those_that_are(models: Call, repository: FakeRepository) -> None:
    done = models("get", "--json", "own/Small-GGUF:Q2_K")

    assert (done.code, done.objects[0]["fault"]["code"]) == (1, "no_such_file")
    assert "Q4_K_M, Q8_0" in done.err


def test_a_model_of_the_catalog_goes_by_its_id(
    models: Call, home: Paths, hub: FakeHub, content: bytes
) -> None:
    entry = load_catalog().model("qwen3-0.6b")
    assert entry is not None
    stored = hub.add(FakeRepository(entry.repository))
    for file in entry.files:
        stored.add(file.pattern.replace("*", "x"), content)
    choice = entry.files[-1]

    told = models("get", "--json", f"qwen3-0.6b:{choice.quantization}").objects[0]

    assert (told["name"], told["catalog_id"]) == (entry.name, "qwen3-0.6b")
    assert choice.matches(Path(told["path"]).name)
    assert models("show", "--json", f"qwen3-0.6b:{told['quantization']}").objects[0]["source"] == "this_pc"


def test_another_folder_may_be_named(
    models: Call, home: Paths, repository: FakeRepository, tmp_path: Path
) -> None:
    told = models("get", "--json", "own/Small-GGUF", "--folder", tmp_path / "다른 곳").objects[0]

    assert told["path"] == str(tmp_path / "다른 곳" / "small-Q4_K_M.gguf")
    assert told["place"] == "elsewhere"


def test_what_is_there_already_is_not_fetched_again(
    models: Call, hub: FakeHub, home: Paths, large: FakeRepository
) -> None:
    models("get", "own/Large-GGUF")
    served = hub.bytes_served

    done = models("get", "own/Large-GGUF")

    assert done.code == 0
    assert hub.bytes_served - served < LARGE / 2
    assert len(known_paths(home)) == 1


# ---- licences and tokens


@pytest.fixture
def licensed(hub: FakeHub, content: bytes) -> FakeRepository:
    one = hub.add(FakeRepository("own/Licensed-GGUF", card={"license": "llama3.2"}))
    one.add("a-Q4_K_M.gguf", content)
    return one


def has_accepted(home: Paths) -> bool:
    licence = load_catalog().licence("llama3.2")
    assert licence is not None
    return Acceptances(home.licences_file).has(licence)


def test_a_licence_that_must_be_accepted_is_not_passed_over_in_a_pipe(
    models: Call, home: Paths, licensed: FakeRepository
) -> None:
    done = models("get", "--json", licensed.id)

    assert (done.code, done.objects[0]["fault"]["code"]) == (1, "licence_not_accepted")
    assert "https://www.llama.com/llama3_2/license/" in done.err
    assert "--accept-licence" in done.err
    assert known_paths(home) == []


def test_an_accepted_licence_is_not_asked_for_again(
    models: Call, home: Paths, licensed: FakeRepository
) -> None:
    assert models("get", licensed.id, "--accept-licence").code == 0
    assert has_accepted(home)
    assert models("get", licensed.id).code == 0


@posix
@pytest.mark.parametrize(("answer", "code"), [("n", 1), ("y", 0)])
def test_on_a_terminal_a_licence_is_shown_and_asked_for(
    home: Paths, licensed: FakeRepository, answer: str, code: int
) -> None:
    given, _, shown = Screen(answer=answer).run("models", "get", licensed.id)

    assert "Llama 3.2 Community License: https://www.llama.com/llama3_2/license/" in shown
    assert "Do you accept it? [y/N]" in shown
    assert (given, has_accepted(home), len(known_paths(home))) == (code, code == 0, 1 - code)


@pytest.fixture
def gated(hub: FakeHub, content: bytes) -> FakeRepository:
    hub.tokens.add("hf_granted")
    one = hub.add(FakeRepository("own/Gated-GGUF", gated="auto", granted={"hf_granted"}))
    one.add("a-Q4_K_M.gguf", content)
    return one


def test_a_gated_model_without_a_token_says_what_to_do(models: Call, gated: FakeRepository) -> None:
    done = models("get", "--json", gated.id)

    assert (done.code, done.objects[0]["fault"]["code"]) == (1, "hub_gated")
    assert "models token" in done.err


def test_a_gated_model_is_downloaded_with_the_token_of_the_keychain(
    models: Call, hub: FakeHub, gated: FakeRepository, keychain: MemoryKeychain
) -> None:
    keychain.kept["desktop-chat", hub.host] = "hf_granted"

    assert models("get", gated.id).code == 0


# ---- what goes wrong


@pytest.mark.usefixtures("offline")
@pytest.mark.parametrize("model", ["own/Small-GGUF", "qwen3-0.6b"])
def test_offline_nothing_is_sent(models: Call, hub: FakeHub, model: str) -> None:
    done = models("get", model)

    assert (done.code, done.out, hub.requests) == (1, "", [])


def test_a_model_the_engine_cannot_run_is_not_downloaded(
    models: Call, home: Paths, hub: FakeHub, tmp_path: Path
) -> None:
    file = unknown_architecture(tmp_path / "x.gguf", "gptj")
    hub.add(FakeRepository("old/gpt-j-GGUF")).add("j-Q4_0.gguf", file.read_bytes())

    done = models("get", "old/gpt-j-GGUF")

    assert done.code == 1
    assert "Dolly" in done.err
    assert not home.models.exists()


def test_a_repository_that_is_not_there_is_said_in_one_sentence(models: Call, hub: FakeHub) -> None:
    done = models("get", "own/nothing-GGUF")

    assert (done.code, done.err.count("\n")) == (1, 1)
    assert "“own/nothing-GGUF” is not there any more" in done.err


def test_wrong_bytes_are_not_put_on_the_list(models: Call, hub: FakeHub, home: Paths, content: bytes) -> None:
    hub.add(FakeRepository("own/Wrong-GGUF")).add("a-Q4_K_M.gguf", content, sha256="0" * 64)

    done = models("get", "own/Wrong-GGUF")

    assert done.code == 1
    assert "arrived damaged" in done.err
    assert known_paths(home) == []


def test_a_hub_that_is_busy_is_waited_for(models: Call, hub: FakeHub, repository: FakeRepository) -> None:
    busy = answering(503, server="cdn", times=4)
    header_is_read = []

    def after_the_header(request, handler):
        if request.server == "cdn" and not header_is_read:
            header_is_read.append(True)
            return False
        return busy(request, handler)

    hub.plan.faults.append(after_the_header)

    done = models("get", "own/Small-GGUF")

    assert done.code == 0
    assert "has a problem of its own (503" in done.err
    assert "It is tried again in " in done.err


# ---- progress, Ctrl-C and going on


def test_in_a_pipe_progress_is_a_line_for_each_tenth(home: Paths, large: FakeRepository) -> None:
    limit_rate(home, LARGE)

    done = run("models", "get", large.id)

    lines = done.stderr.decode().splitlines()
    assert done.returncode == 0
    assert 3 <= len(lines) <= 12
    assert all(line.startswith("Large-GGUF: ") for line in lines)
    assert lines[-1].startswith("Large-GGUF: 100 %")
    assert b"\r" not in done.stderr.replace(b"\r\n", b"\n")


@posix
@pytest.mark.parametrize("columns", [24, 50, 100])
def test_on_a_terminal_progress_is_one_line_however_narrow(
    home: Paths, hub: FakeHub, large: FakeRepository, columns: int
) -> None:
    limit_rate(home, LARGE)
    code, output, shown = Screen(columns).run("models", "get", large.id)

    assert code == 0
    assert output.endswith("large-Q4_K_M.gguf\n")
    drawn, _, after = shown.replace("\r\n", "\n").rpartition("\n")
    assert after == ""
    lines = drawn.split("\r")[1:]
    assert len(lines) > 2
    assert "\n" not in drawn
    assert {width(line) < columns for line in lines} == {True}
    assert "100 %" in lines[-1]


def begin(process: subprocess.Popen[bytes]) -> None:
    """Wait until half of a download is there."""
    assert process.stderr is not None
    for line in process.stderr:
        if b" 50 %" in line or b" 60 %" in line:
            return
    raise AssertionError("it ended before it was half there")


@posix
def test_ctrl_c_pauses_and_the_same_command_goes_on(home: Paths, hub: FakeHub, large: FakeRepository) -> None:
    limit_rate(home, LARGE // 3)
    with piped("models", "get", large.id) as process:
        begin(process)
        process.send_signal(signal.SIGINT)
        output, errors = process.communicate(timeout=20)
    assert (process.returncode, output) == (1, b"")
    assert errors.decode().splitlines()[-1] == "Paused. The same command goes on from there."
    assert known_paths(home) == []

    limit_rate(home, 0)
    served = hub.bytes_served
    done = run("models", "get", "--json", large.id)

    path = Path(json.loads(done.stdout)["path"])
    assert path.read_bytes() == large.files["large-Q4_K_M.gguf"].content
    assert hub.bytes_served - served < 0.8 * LARGE
    assert [file.name for file in path.parent.iterdir()] == [path.name]


@posix
def test_a_killed_download_goes_on_too(home: Paths, hub: FakeHub, large: FakeRepository) -> None:
    limit_rate(home, LARGE // 3)
    with piped("models", "get", large.id) as process:
        begin(process)
        process.kill()
        process.wait()
    limit_rate(home, 0)
    served = hub.bytes_served

    done = run("models", "get", large.id)

    assert Path(done.stdout.decode().strip()).read_bytes() == large.files["large-Q4_K_M.gguf"].content
    assert hub.bytes_served - served < 0.8 * LARGE


@posix
def test_a_model_that_another_process_downloads_is_left_to_it(home: Paths, large: FakeRepository) -> None:
    limit_rate(home, LARGE // 3)
    with piped("models", "get", large.id) as process:
        begin(process)
        done = run("models", "get", large.id)

    assert done.returncode == 1
    assert "another window or terminal" in done.stderr.decode()
