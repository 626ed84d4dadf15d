"""A hub process for tests, spoken to as the app does."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

from desktop_chat.child.process import child_command, child_environment
from desktop_chat.models.hub.protocol import Command, Configure, decode_event, encode
from desktop_chat.settings import DownloadSettings, NetworkSettings
from tests.support.events import EventLog

KEYCHAINS = "tests.support.hub.keychain"


def configuration(folder: Path, endpoint: str, **network: object) -> Configure:
    """Give the first command for a process that keeps everything below a folder."""
    return Configure(
        NetworkSettings(endpoint=endpoint, **network),
        DownloadSettings(),
        str(folder / "models"),
        str(folder / "downloads.json"),
    )


class HubProcess:
    """A hub process with a keychain of the tests' own."""

    def __init__(self, errors: Path, keychain: str = "MemoryKeychain") -> None:
        self.log = EventLog()
        self.errors = errors
        environment = {"PYTHON_KEYRING_BACKEND": f"{KEYCHAINS}.{keychain}", "HF_HUB_VERBOSITY": "debug"}
        with errors.open("wb") as log:
            self.process = subprocess.Popen(
                child_command("hub"),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                env=child_environment() | environment,
            )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.log(decode_event(line))

    def send(self, *commands: Command) -> None:
        self.write(b"".join(map(encode, commands)))

    def write(self, data: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def close(self) -> int:
        """Close its standard input and give its exit code."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        try:
            return self.process.wait(10)
        finally:
            self.process.kill()
            self.process.wait()
            self._reader.join()
            self.process.stdout.close()


def is_running(pid: int) -> bool:
    """Whether a process is there."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def loaded_by(statement: str) -> set[str]:
    """Give the modules that a statement loads in a fresh Python."""
    script = f"import sys; {statement}; print(*sys.modules)"
    told = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(told.stdout.split())
