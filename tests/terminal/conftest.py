"""A home whose settings name a hub of the tests' own, and commands that run in this process."""

from __future__ import annotations

import json
import logging
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import keyring
import pytest
from keyring.backends import null
from msgspec.structs import replace

from desktop_chat.cli import main
from desktop_chat.paths import Paths
from desktop_chat.settings import NetworkSettings, Settings, SettingsFile
from tests.support.gguf_factory import scripted
from tests.support.hub.keychain import MemoryKeychain
from tests.support.hub.server import FakeHub, FakeRepository


@dataclass
class Done:
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        """What it wrote as JSON."""
        return [json.loads(line) for line in self.out.splitlines()]


Call = Callable[..., Done]


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep the proxies and the keychain of whoever runs the tests out of them, and the logs apart."""
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(sys, "unraisablehook", sys.unraisablehook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    root = logging.getLogger()
    level, before = root.level, [*root.handlers]
    keychain = keyring.get_keyring()
    keyring.set_keyring(null.Keyring())
    yield
    keyring.set_keyring(keychain)
    root.setLevel(level)
    for handler in [each for each in root.handlers if each not in before]:
        root.removeHandler(handler)
        handler.close()


@pytest.fixture
def hub() -> Iterator[FakeHub]:
    with FakeHub() as hub:
        yield hub


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, hub: FakeHub) -> Paths:
    monkeypatch.setenv("DESKTOP_CHAT_HOME", str(tmp_path / "집"))
    paths = Paths.standard()
    SettingsFile(paths.settings_file).write(Settings(network=NetworkSettings(endpoint=hub.url)))
    return paths


@pytest.fixture
def offline(home: Paths) -> None:
    """Set the app to stay offline."""
    file = SettingsFile(home.settings_file)
    settings, _ = file.read()
    file.write(replace(settings, network=replace(settings.network, offline=True)))


@pytest.fixture
def models(home: Paths, capsys: pytest.CaptureFixture[str]) -> Call:
    """Runs `desktop-chat models` in this process."""

    def call(*arguments: str | Path) -> Done:
        capsys.readouterr()
        code = main(["models", *map(str, arguments)])
        said = capsys.readouterr()
        return Done(code, said.out, said.err)

    return call


@pytest.fixture
def keychain() -> Iterator[MemoryKeychain]:
    """A keychain for this process."""
    before = keyring.get_keyring()
    backend = MemoryKeychain()
    keyring.set_keyring(backend)
    yield backend
    keyring.set_keyring(before)


@pytest.fixture
def content(tmp_path: Path) -> bytes:
    """A model file."""
    return scripted(tmp_path / "content.gguf", "그래", name="작은 모델").read_bytes()


@pytest.fixture
def repository(hub: FakeHub, content: bytes) -> FakeRepository:
    """A repository with two quantizations."""
    one = hub.add(FakeRepository("own/Small-GGUF", downloads=1234, card={"license": "apache-2.0"}))
    one.add("small-Q4_K_M.gguf", content)
    one.add("small-Q8_0.gguf", content + bytes(5000))
    return one
