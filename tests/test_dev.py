"""The entry script `dev.py`, loaded from a folder of its own."""

from __future__ import annotations

import ast
import importlib.util
import json
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def dev(tmp_path: Path) -> ModuleType:
    """Give `dev.py` as it runs in a checkout whose path has a space and Hangul in it."""
    checkout = tmp_path / "한글 폴더"
    checkout.mkdir()
    for name in ("dev.py", "pyproject.toml"):
        shutil.copy(ROOT / name, checkout)
    spec = importlib.util.spec_from_file_location("checkout_dev", checkout / "dev.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def finished(dev: ModuleType) -> ModuleType:
    """Give `dev.py` with a `.venv` whose stamp says that everything is installed."""
    dev.PYTHON.parent.mkdir(parents=True)
    dev.PYTHON.touch()
    steps = dev.steps_for("test", None)
    dev.Stamp({"venv": dev.venv_identity(), "base": [sys.executable], **steps}).write()
    return dev


def call(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-X", "utf8", str(ROOT / "dev.py"), *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)


def test_its_python_versions_are_the_projects(dev: ModuleType) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    oldest, end = re.findall(r"\d+\.\d+", project["requires-python"])
    assert ".".join(map(str, dev.OLDEST_PYTHON)) == oldest
    assert ".".join(map(str, dev.FIRST_UNSUPPORTED_PYTHON)) == end


@pytest.mark.parametrize("version", [(3, 10), (3, 15)])
def test_a_python_that_will_not_do_is_refused_in_one_sentence(
    dev: ModuleType, version: tuple[int, int]
) -> None:
    assert re.fullmatch(
        r"Desktop Chat needs Python 3\.\d+ to 3\.\d+; this is 3\.\d+\.", dev.python_problem(version)
    )


def test_this_python_will_do(dev: ModuleType) -> None:
    assert dev.python_problem(sys.version_info[:2]) == ""


def test_an_old_python_can_read_it_as_far_as_the_refusal() -> None:
    source = (ROOT / "dev.py").read_text("utf-8")
    assert ast.parse(source, feature_version=(3, 7)).body


def test_alone_it_teaches() -> None:
    done = call()
    assert done.returncode == 0
    assert "python3 dev.py run" in done.stdout


def test_an_unknown_command_is_a_usage_error() -> None:
    done = call("rnu")
    assert done.returncode == 2
    assert "rnu" in done.stderr


def test_a_finished_venv_needs_nothing(finished: ModuleType) -> None:
    stamp = finished.Stamp.read()
    assert stamp.lacks(finished.steps_for("run", stamp)) == set()
    assert stamp.lacks(finished.steps_for("test", stamp)) == set()


def test_a_venv_for_running_lacks_only_what_tests_need(finished: ModuleType) -> None:
    steps = finished.steps_for("run", None)
    finished.Stamp({"venv": finished.venv_identity(), "base": [sys.executable], **steps}).write()
    assert finished.Stamp.read().lacks(finished.steps_for("test", None)) == {"test libraries", "test tools"}


def test_a_venv_without_a_stamp_is_not_trusted(finished: ModuleType) -> None:
    finished.STAMP.unlink()
    assert finished.Stamp.read() is None


@pytest.mark.parametrize("position", [0, 1, 2], ids=["recipe", "place", "python"])
def test_a_venv_made_otherwise_is_not_trusted(finished: ModuleType, position: int) -> None:
    done = json.loads(finished.STAMP.read_text("utf-8"))
    done["venv"][position] = "another"
    finished.STAMP.write_text(json.dumps(done), "utf-8")
    assert finished.Stamp.read() is None


def test_a_venv_whose_python_is_gone_is_not_trusted(finished: ModuleType) -> None:
    finished.PYTHON.unlink()
    assert finished.Stamp.read() is None


def test_other_build_flags_ask_for_another_engine(
    finished: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CMAKE_ARGS", "-DGGML_VULKAN=on")
    stamp = finished.Stamp.read()
    assert stamp.lacks(finished.steps_for("run", stamp)) == {"engine"}


def test_an_engine_keeps_its_build_flags_when_none_are_given(
    finished: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CMAKE_ARGS", "-DGGML_VULKAN=on")
    finished.Stamp(finished.Stamp.read().done | finished.steps_for("run", None)).write()
    monkeypatch.delenv("CMAKE_ARGS")
    stamp = finished.Stamp.read()
    assert stamp.lacks(finished.steps_for("run", stamp)) == set()


@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libEGL.so.1", "libegl1"),
        ("libX11.so.6", "libx11-6"),
        ("libdbus-1.so.3", "libdbus-1-3"),
        ("libglib-2.0.so.0", "libglib2.0-0"),
        ("libgssapi_krb5.so.2", "libgssapi-krb5-2"),
        ("libstdc++.so.6", "libstdc++6"),
        ("libxcb-cursor.so.0", "libxcb-cursor0"),
        ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
    ],
)
def test_a_library_is_found_in_its_debian_package(dev: ModuleType, library: str, package: str) -> None:
    assert dev.package_for(library, "apt-get") == package


def test_fedora_is_asked_by_library_name(dev: ModuleType) -> None:
    assert dev.packages_for(["libEGL.so.1", dev.COMPILER], "dnf") == ["'libEGL.so.1()(64bit)'", "gcc-c++"]


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("  [60/240] Building CXX object ggml.cpp.o", "25 %"),
        ("[240/240] Linking", "100 %"),
        ("Collecting x", ""),
    ],
)
def test_progress_is_read_from_ninjas_lines(dev: ModuleType, line: str, shown: str) -> None:
    assert dev.percent(line) == shown


def test_work_that_fails_shows_its_last_lines_and_what_to_do(
    dev: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    dev.VENV.mkdir()
    script = "print('[1/4] one'); print('OSError: No space left on device'); raise SystemExit(3)"
    with pytest.raises(dev.TroubleError, match=r"No space left on device\n.*disk is full.*\n.*install\.log"):
        dev.Work("Installing", [sys.executable, "-c", script]).run()
    assert "[1/4] one" in dev.LOG.read_text("utf-8")
    assert "• Installing" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGKILL"])
def test_stopping_it_ends_what_it_started(dev: ModuleType, tmp_path: Path, name: str) -> None:
    dev.VENV.mkdir()
    fifo = tmp_path / "alive"
    os.mkfifo(fifo)
    reader = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
    child = (
        f"import signal; file = open({str(fifo)!r}, 'w'); print('up', file=file, flush=True); signal.pause()"
    )
    parent = (
        "import signal, sys, dev; signal.signal(signal.SIGTERM, dev.interrupt); "
        f"dev.Work('Waiting', ['/bin/sh', '-c', '\"$0\" -c \"$1\"; true', sys.executable, {child!r}]).run()"
    )
    process = subprocess.Popen([sys.executable, "-c", parent], cwd=dev.ROOT, stderr=subprocess.DEVNULL)
    assert read_within(20, reader) == b"up\n"
    process.send_signal(signal.Signals[name])
    assert process.wait(20) != 0
    assert read_within(20, reader) == b""  # its last writer is gone
    os.close(reader)


def read_within(seconds: float, file: int) -> bytes | None:
    """Read from a file descriptor once it has something or is at its end; None when that does not come."""
    ready, _, _ = select.select([file], [], [], seconds)
    return os.read(file, 100) if ready else None
