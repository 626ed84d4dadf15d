"""Start a child process: its command line, its environment, its log, and what ends it with the app."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import IO, Final, Literal

if sys.platform == "win32":
    from desktop_chat.child.windows_job import WindowsJob

Kind = Literal["engine", "hub", "screen"]
"""The command that makes this program a child of itself."""

NOTHING_ADDED: Final[Mapping[str, str]] = MappingProxyType({})

LOG_LIMIT: Final = 1_000_000
"""Bytes after which a child's log is put aside as `….1` and begun again."""

_logger = logging.getLogger(__name__)
_root = Path(__file__).resolve().parents[2]


class ChildProcess:
    """A running child: commands go into `stdin`, events come out of `stdout`, the rest is logged.

    It ends by itself when `stdin` closes, so also when the app dies. Raises `OSError` when it cannot be started.
    """

    def __init__(
        self, kind: Kind, log_file: Path | None, environment: Mapping[str, str] = NOTHING_ADDED
    ) -> None:
        log = _open_log(log_file)
        try:
            self._popen = subprocess.Popen(
                child_command(kind),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env={**child_environment(), **environment},
                start_new_session=True,  # Ctrl-C in a terminal is for the app alone
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        finally:
            if not isinstance(log, int):
                log.close()
        assert self._popen.stdin is not None
        assert self._popen.stdout is not None
        self.stdin: IO[bytes] = self._popen.stdin
        self.stdout: IO[bytes] = self._popen.stdout
        if sys.platform == "win32":
            self._job = _job_of(self._popen)

    @property
    def pid(self) -> int:
        """The process id."""
        return self._popen.pid

    def kill(self) -> None:
        """End the process at once; nothing happens when it is gone already."""
        self._popen.kill()

    def wait(self, grace: float) -> int:
        """Wait until the process is gone, killing it after `grace` seconds; give its exit code."""
        try:
            exit_code = self._popen.wait(grace)
        except subprocess.TimeoutExpired:
            self.kill()
            exit_code = self._popen.wait()
        if sys.platform == "win32" and self._job:
            self._job.close()
        return exit_code


def child_command(kind: Kind) -> list[str]:
    """Give the command line of a child: this program itself with a command of its own."""
    if getattr(sys, "frozen", False):
        return [sys.executable, kind]
    # -P: the folder the app was started in must not be able to replace a module of the child.
    return [sys.executable, "-P", "-m", "desktop_chat", kind]


def child_environment() -> dict[str, str]:
    """Give the environment of a child."""
    environment = os.environ | {"PYTHONUTF8": "1"}
    if _root.name not in ("site-packages", "dist-packages") and not getattr(sys, "frozen", False):
        inherited = os.environ.get("PYTHONPATH")
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, (str(_root), inherited)))
    return environment


def _open_log(path: Path | None) -> IO[bytes] | int:
    """Open a log for appending, put aside first when it has grown too long."""
    if path is None:
        return subprocess.DEVNULL
    try:
        if path.exists() and path.stat().st_size > LOG_LIMIT:
            path.replace(path.with_name(path.name + ".1"))
    except OSError:  # Windows: another child writes to it
        _logger.info("The log of a child could not be put aside")
    try:
        return path.open("ab")
    except OSError:
        _logger.exception("The log of a child could not be opened")
        return subprocess.DEVNULL


if sys.platform == "win32":

    def _job_of(popen: subprocess.Popen[bytes]) -> WindowsJob | None:
        """Tie a process to this one; without a job it still ends when its input closes."""
        try:
            return WindowsJob(int(popen._handle))  # type: ignore[attr-defined]
        except OSError:
            _logger.exception("A child could not be put into a job")
            return None
