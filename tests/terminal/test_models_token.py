"""`desktop-chat models token`."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from desktop_chat.paths import Paths
from tests.support.hub.keychain import MemoryKeychain
from tests.support.hub.server import FakeHub
from tests.support.terminal import Screen, run
from tests.terminal.conftest import Call

TOKEN = "hf_secretsecretsecretsecret"


def files_with(text: str, folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file() and text.encode() in path.read_bytes()]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{TOKEN}\n"))


@pytest.mark.usefixtures("typed")
def test_a_token_from_standard_input_goes_to_the_keychain_alone(
    models: Call, home: Paths, hub: FakeHub, keychain: MemoryKeychain, tmp_path: Path
) -> None:
    done = models("token")

    assert (done.code, hub.requests) == (0, [])
    assert list(keychain.kept.values()) == [TOKEN]
    assert TOKEN not in done.out + done.err
    assert files_with(TOKEN, tmp_path) == []


@pytest.mark.usefixtures("typed")
def test_a_token_can_be_forgotten(models: Call, keychain: MemoryKeychain) -> None:
    models("token")

    told = models("token", "--forget", "--json").objects[0]

    assert (told["has_token"], keychain.kept) == (False, {})


@pytest.mark.usefixtures("typed")
def test_without_a_keychain_it_is_said_that_the_token_is_not_kept(models: Call) -> None:
    done = models("token")

    assert done.code == 1
    assert "no keychain" in done.err


def test_no_token_changes_nothing(models: Call, keychain: MemoryKeychain, monkeypatch) -> None:
    keychain.kept["desktop-chat", "x"] = "y"
    monkeypatch.setattr(sys, "stdin", io.StringIO(""))

    assert models("token").code == 2
    assert keychain.kept == {("desktop-chat", "x"): "y"}


def test_what_is_no_token_is_refused(home: Paths) -> None:
    done = run("models", "token", text="한글 토큰\n".encode())

    assert done.returncode == 1
    assert b"did not accept" in done.stderr


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there are no pseudo-terminals")
def test_on_a_terminal_the_token_is_not_shown(home: Paths) -> None:
    screen = Screen(asked="(it is not shown): ", answer=TOKEN)

    _, _, shown = screen.run("models", "token")

    assert "it is not shown" in shown
    assert TOKEN not in shown.partition("it is not shown")[2]
