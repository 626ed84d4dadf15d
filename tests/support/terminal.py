"""Runs `desktop-chat` as a terminal and a script would: as a process of its own, with or without a terminal."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import DEVNULL, PIPE


def command(*arguments: str | Path) -> list[str]:
    return [sys.executable, "-m", "desktop_chat", *map(str, arguments)]


def run(*arguments: str | Path, text: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        command(*arguments),
        input=text,
        capture_output=True,
        timeout=60,
        check=False,
        env=os.environ | environment,
    )


@contextmanager
def piped(*arguments: str | Path) -> Iterator[subprocess.Popen[bytes]]:
    """Start one whose output is read while it runs; it is over afterwards."""
    with subprocess.Popen(command(*arguments), stdin=DEVNULL, stdout=PIPE, stderr=PIPE) as process:
        try:
            yield process
        finally:
            process.kill()


class Screen:
    """A terminal of so many columns, whose person types an answer once they are asked, and what they saw."""

    def __init__(self, columns: int = 80, *, asked: str = "[y/N] ", answer: str = "") -> None:
        import fcntl
        import struct
        import termios

        self._asked, self._answer = asked.encode(), answer.encode()
        self._master, self._end = os.openpty()
        fcntl.ioctl(self._end, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))

    def run(self, *arguments: str | Path, **environment: str) -> tuple[int, str, str]:
        """Run with the screen as standard input and error; gives code, standard output, what was shown."""
        with subprocess.Popen(
            command(*arguments),
            stdin=self._end,
            stdout=PIPE,
            stderr=self._end,
            env=os.environ | environment,
            start_new_session=True,  # else the terminal of whoever runs the tests might be asked
        ) as process:
            os.close(self._end)
            watch = threading.Timer(60, process.kill)
            watch.start()
            shown = self._look()
            assert process.stdout is not None
            output = process.stdout.read()
        watch.cancel()
        os.close(self._master)
        return process.returncode, output.decode(), shown.decode()

    def _look(self) -> bytes:
        shown = b""
        while part := self._read():
            shown += part
            if self._answer and shown.endswith(self._asked):
                os.write(self._master, self._answer + b"\n")
                self._answer = b""
        return shown

    def _read(self) -> bytes:
        try:
            return os.read(self._master, 65536)
        except OSError:  # so Linux says that the other end is closed
            return b""
