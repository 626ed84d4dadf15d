"""Which of ggml's plug-ins are loaded: small ones built here, and a build's own where `LLAMA_CPP_LIB_PATH` names it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_chat.engine.backends import load_backends
from desktop_chat.engine.client import EngineClient
from desktop_chat.engine.graphics import Graphics
from desktop_chat.engine.protocol import BACKENDS_VARIABLE, Ended, Finished, Load, Loaded, LoadPlan, Ready
from desktop_chat.faults import Fault
from tests.engine.conftest import StartEngine
from tests.support.engines import generate, text_of
from tests.support.events import EventLog
from tests.support.gguf_factory import scripted

COMPILER = shutil.which("cc")
SCORED = "int ggml_backend_score(void) { return SCORE; }\n"
STARTS = "void *ggml_backend_init(void) { return (void *)START; }\n"
CRASHES = "#include <stdlib.h>\nvoid *ggml_backend_init(void) { abort(); }\n"
BUILT = Path(os.environ.get("LLAMA_CPP_LIB_PATH", "missing"))


compiled = pytest.mark.skipif(COMPILER is None or sys.platform != "linux", reason="compiles plug-ins")
built = pytest.mark.skipif(not list(BUILT.glob("*ggml-cpu-*")), reason="LLAMA_CPP_LIB_PATH names no plug-ins")


def compile_plugin(path: Path, code: str, *options: str) -> None:
    source = path.with_suffix(".c")
    source.write_text(code, encoding="utf-8")
    assert COMPILER
    subprocess.run([COMPILER, "-shared", "-fPIC", *options, str(source), "-o", str(path)], check=True)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder named in Hangul with plug-ins of a processor that suit this one less and more, and not at all."""
    folder = tmp_path / "한글 폴더"
    folder.mkdir()
    for name, score in (("old", 1), ("best", 9), ("newer", 5), ("alien", 0)):
        options = (f"-DSCORE={score}", f"-DSTART={score * 16}")
        compile_plugin(folder / f"libggml-cpu-{name}.so", SCORED + STARTS, *options)
    (folder / "libggml-base.so").touch()
    (folder / "libllama.so").touch()
    return folder


def load(folder: Path, wanted: str = "") -> tuple[tuple[str, ...], list[int], list[str]]:
    """Load what is wanted; give the names, the registrations and the log."""
    registered: list[int] = []
    log: list[str] = []
    return load_backends(folder, wanted, registered.append, log.append), registered, log


@compiled
def test_the_best_part_for_the_processor_is_loaded_and_no_other(folder: Path) -> None:
    assert load(folder) == (("cpu-best",), [9 * 16], [])


@compiled
def test_one_that_is_named_is_loaded_in_its_place(folder: Path) -> None:
    assert load(folder, "cpu-old") == (("cpu-old",), [16], [])


@compiled
@pytest.mark.parametrize("wanted", ["cpu-alien", "cpu-missing", "vulkan", " , "])
def test_what_cannot_run_is_not_missed(folder: Path, wanted: str) -> None:
    names, registered, log = load(folder, wanted)
    assert (names, registered) == (("cpu-best",), [9 * 16])
    assert any(wanted in line for line in log) or wanted == " , "


@compiled
def test_those_for_graphics_cards_are_loaded_too_and_left_out_when_not_wanted(folder: Path) -> None:
    compile_plugin(folder / "libggml-vulkan.so", STARTS, "-DSTART=64")
    assert load(folder)[0] == ("cpu-best", "vulkan")
    assert load(folder, "cpu")[0] == ("cpu-best",)
    assert load(folder, "vulkan,cpu-old")[0] == ("vulkan", "cpu-old")


@compiled
def test_one_without_its_driver_is_left_out_with_a_word(folder: Path) -> None:
    compile_plugin(folder / "libdriver.so", "int driver(void) { return 1; }")
    compile_plugin(
        folder / "libggml-vulkan.so", STARTS, "-DSTART=64", f"-L{folder}", "-Wl,--no-as-needed", "-ldriver"
    )
    (folder / "libdriver.so").unlink()
    names, _, log = load(folder)
    assert names == ("cpu-best",)
    assert ["vulkan" in line and "libdriver.so" in line for line in log] == [True]


@compiled
def test_one_that_finds_nothing_to_compute_on_is_left_out_with_a_word(folder: Path) -> None:
    compile_plugin(folder / "libggml-vulkan.so", STARTS, "-DSTART=0")
    names, registered, log = load(folder)
    assert (names, registered) == (("cpu-best",), [9 * 16])
    assert ["vulkan" in line for line in log] == [True]


# ---- with the plug-ins of a build


@built
def test_an_engine_tells_its_part_for_the_processor(start_engine: StartEngine) -> None:
    ready = start_engine().log.wait_for(Ready)
    assert ready.cpu_variant
    assert f"cpu-{ready.cpu_variant}" in ready.backends


@built
@pytest.mark.parametrize("variant", ["cpu-x64", "cpu"])
def test_the_oldest_and_the_best_part_write_the_same(
    start_engine: StartEngine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variant: str
) -> None:
    monkeypatch.setenv(BACKENDS_VARIABLE, variant)
    engine = start_engine()
    assert engine.log.wait_for(Ready).backends[0].startswith(variant)
    engine.load(scripted(tmp_path / "m.gguf", "그래, 안녕! 🙂\n"))
    engine.send(generate(1, "hello"))
    engine.log.wait_for(Finished)
    assert text_of(engine.log.events) == "그래, 안녕! 🙂\n"


@built
@compiled
def test_an_engine_that_its_graphics_driver_crashes_does_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "lib"
    shutil.copytree(BUILT, folder)
    compile_plugin(folder / "libggml-vulkan.so", CRASHES)
    monkeypatch.setenv("LLAMA_CPP_LIB_PATH", str(folder))
    log = EventLog()
    client = EngineClient(log, log_file=tmp_path / "engine.log", graphics=Graphics())
    client.start()
    try:
        assert "vulkan" not in log.wait_for(Ready).backends
        client.send(Load(str(scripted(tmp_path / "m.gguf", "x")), LoadPlan(512)))
        assert log.wait_for(Loaded).notice == Fault("gpu_crashed", {"name": "m.gguf"})
    finally:
        client.end()
        assert client.wait(10.0)
    assert log.of(Ended) == [Ended(0, None)]
