"""A screen of its own with a real Hangul input method: Xvfb, ibus and ibus-hangul, typed on with xdotool."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

PROGRAMS = ("Xvfb", "ibus-daemon", "ibus", "xdotool")
ENGINES = Path("/usr/share/ibus/component")
MACHINE_IDS = (Path("/etc/machine-id"), Path("/var/lib/dbus/machine-id"))
SECONDS = 20.0


def missing(engine: str = "hangul") -> str:
    """Say what is not installed here; nothing where all is."""
    wanted = [name for name in PROGRAMS if not shutil.which(name)]
    if not any(f"<name>{engine}</name>" in file.read_text("utf-8") for file in ENGINES.glob("*.xml")):
        wanted.append(f"the input method {engine} for ibus")
    if not any(file.exists() for file in MACHINE_IDS):
        wanted.append("a machine id, by which Qt finds ibus")
    return ", ".join(wanted)


class HangulDesk:
    """The screen; `environment` is what a program on it runs in."""

    def __init__(self, home: Path, engine: str = "hangul") -> None:
        self._engine = engine
        self._running: list[subprocess.Popen[bytes]] = []
        (home / "run").mkdir(parents=True, mode=0o700)
        self.environment = {
            **os.environ,
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / "config"),
            "XDG_CACHE_HOME": str(home / "cache"),
            "XDG_RUNTIME_DIR": str(home / "run"),
            "GSETTINGS_BACKEND": "memory",
            "QT_QPA_PLATFORM": "xcb",
            "QT_IM_MODULE": "ibus",
        }
        self.environment.pop("DBUS_SESSION_BUS_ADDRESS", None)
        self.environment.pop("IBUS_ADDRESS", None)

    def open(self) -> None:
        """Start it."""
        read, write = os.pipe()
        screen = ["Xvfb", "-displayfd", str(write), "-screen", "0", "1000x700x24", "-nolisten", "tcp"]
        self._start(screen, pass_fds=(write,))
        os.close(write)
        with os.fdopen(read) as told:
            self.environment["DISPLAY"] = ":" + told.readline().strip()
        self._start(["ibus-daemon", "--panel=disable"])
        self.use_engine()

    def use_engine(self) -> None:
        """Make the input method the one in use."""
        self._until(lambda: self._run("ibus", "engine", self._engine) is not None)
        self._until(lambda: self._run("ibus", "engine") == self._engine)

    def press(self, keys: Sequence[str], milliseconds: int = 12) -> None:
        """Press keys one after the other, with a pause after each."""
        self._run("xdotool", "key", "--delay", str(milliseconds), *keys)

    def click(self, place: Sequence[int]) -> None:
        """Click somewhere on the screen."""
        self._run("xdotool", "mousemove", str(place[0]), str(place[1]), "click", "1")

    def close(self) -> None:
        """End everything on it."""
        for process in reversed(self._running):
            process.terminate()
            process.wait(SECONDS)

    def _start(self, command: list[str], pass_fds: tuple[int, ...] = ()) -> None:
        quiet = subprocess.DEVNULL
        process = subprocess.Popen(
            command, env=self.environment, pass_fds=pass_fds, stdin=quiet, stdout=quiet, stderr=quiet
        )
        self._running.append(process)

    def _run(self, *command: str) -> str | None:
        done = subprocess.run(
            command, env=self.environment, capture_output=True, text=True, timeout=SECONDS, check=False
        )
        return done.stdout.strip() if done.returncode == 0 else None

    def _until(self, condition: Callable[[], bool]) -> None:
        end = time.monotonic() + SECONDS
        while not condition():
            assert time.monotonic() < end, "the input method does not start"
