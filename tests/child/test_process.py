"""A child process is started with what it needs and nothing else."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_chat.child.process import LOG_LIMIT, ChildProcess, child_command


def start_and_end(log_file: Path | None) -> int:
    process = ChildProcess("engine", log_file)
    process.stdin.close()
    process.stdout.read()
    process.stdout.close()
    return process.wait(10.0)


def test_the_engine_ends_by_itself_when_its_input_closes() -> None:
    assert start_and_end(None) == 0


def test_a_frozen_app_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert child_command("hub") == [sys.executable, "hub"]


def test_the_engine_is_found_from_any_folder_and_not_replaced_by_one_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "desktop_chat").mkdir()
    (tmp_path / "desktop_chat" / "__main__.py").write_text("raise SystemExit(99)", encoding="utf-8")
    (tmp_path / "msgspec.py").write_text("raise SystemExit(99)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert start_and_end(None) == 0


def test_a_log_that_has_grown_too_long_is_put_aside(tmp_path: Path) -> None:
    log = tmp_path / "engine.log"
    log.write_bytes(b"x" * (LOG_LIMIT + 1))
    start_and_end(log)
    assert (tmp_path / "engine.log.1").stat().st_size == LOG_LIMIT + 1
    assert log.stat().st_size <= LOG_LIMIT


def test_an_engine_adds_to_the_log(tmp_path: Path) -> None:
    log = tmp_path / "engine.log"
    log.write_bytes(b"before\n")
    start_and_end(log)
    assert log.read_bytes().startswith(b"before\n")


def test_an_engine_starts_without_a_log_it_cannot_write(tmp_path: Path) -> None:
    assert start_and_end(tmp_path / "missing" / "engine.log") == 0


@pytest.mark.skipif(not hasattr(os, "getsid"), reason="sessions are a POSIX idea")
def test_ctrl_c_in_the_terminal_does_not_reach_the_engine() -> None:
    process = ChildProcess("engine", None)
    assert os.getsid(process.pid) == process.pid
    process.stdin.close()
    process.stdout.read()
    process.stdout.close()
    process.wait(10.0)


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_files_that_are_open_in_the_app_are_not_open_in_the_engine(tmp_path: Path) -> None:
    with (tmp_path / "secret").open("w") as file:
        os.set_inheritable(file.fileno(), True)
        process = ChildProcess("engine", None)
        links = [str(link.readlink()) for link in Path(f"/proc/{process.pid}/fd").iterdir()]
    assert str(tmp_path / "secret") not in links
    process.stdin.close()
    process.stdout.read()
    process.stdout.close()
    process.wait(10.0)


def test_neither_qt_nor_argparse_is_loaded_before_the_engine_runs() -> None:
    script = "import sys, desktop_chat.__main__; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert not {"argparse", "PySide6", "numpy", "llama_cpp"} & set(loaded.stdout.split())
