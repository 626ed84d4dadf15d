"""The app's side of the hub process: it runs only while it is needed, and its end is told once."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from desktop_chat.faults import Fault
from desktop_chat.models.hub.client import HubClient
from desktop_chat.models.hub.listing import SearchQuery
from desktop_chat.models.hub.protocol import (
    AskToken,
    DownloadsChanged,
    Event,
    Found,
    HubEnded,
    HubFailed,
    ReadHeader,
    Search,
    SetToken,
    ShowRepository,
    TokenKept,
)
from tests.support.events import EventLog
from tests.support.hub.process import KEYCHAINS, configuration, loaded_by
from tests.support.hub.server import FakeHub, FakeRepository
from tests.support.hub.spoilers import Stalling

TOKEN = "hf_secretsecretsecretsecret"

posix = pytest.mark.skipif(sys.platform == "win32", reason="uses POSIX signals")

Open = Callable[..., tuple[HubClient, EventLog]]


@pytest.fixture
def open_client(hub: FakeHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Open]:
    """Opens clients that are closed after the test; `network` are fields of their settings."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", f"{KEYCHAINS}.PlainKeychain")
    clients: list[HubClient] = []

    def open_client(**network: object) -> tuple[HubClient, EventLog]:
        log = EventLog()
        settings = configuration(tmp_path, hub.url, **network)
        clients.append(HubClient(log, settings, log_file=tmp_path / "hub.log"))
        return clients[-1], log

    yield open_client
    for client in clients:
        client.close()
    assert all(client.wait(10.0) for client in clients)


def kill(client: HubClient) -> None:
    assert client.pid is not None
    os.kill(client.pid, signal.SIGKILL)


def test_no_process_runs_before_it_is_needed(open_client: Open) -> None:
    client, log = open_client()

    assert client.pid is None
    assert client.wait(0)
    client.close()
    assert log.events == []


def test_the_first_command_starts_the_process_with_the_settings(open_client: Open, hub: FakeHub) -> None:
    hub.add(FakeRepository("a/b"))
    client, log = open_client()

    client.send(Search(1, SearchQuery()))

    assert [one.id for one in log.wait_for(Found).repositories] == ["a/b"]
    assert log.wait_for(DownloadsChanged).downloads == ()
    assert client.pid is not None


def test_one_that_runs_is_not_started_again(open_client: Open) -> None:
    client, log = open_client()
    client.start()
    log.wait_for(DownloadsChanged)
    before = client.pid

    client.start()
    client.send(AskToken(1))
    log.wait_for(TokenKept)

    assert client.pid == before


@pytest.mark.parametrize(
    "command", [Search(1, SearchQuery()), ShowRepository(1, "a/b"), ReadHeader(1, "a/b", "main", "m.gguf")]
)
def test_while_offline_nothing_is_started_for_a_search(
    open_client: Open, command: Search | ShowRepository | ReadHeader
) -> None:
    client, log = open_client(offline=True)

    client.send(command)

    assert log.events == [HubFailed(1, Fault("offline"))]
    assert client.pid is None


def test_new_settings_reach_a_process_that_runs_and_the_next_one(
    open_client: Open, hub: FakeHub, tmp_path: Path
) -> None:
    hub.add(FakeRepository("a/b"))
    client, log = open_client(offline=True)
    client.start()
    log.wait_for(DownloadsChanged)

    client.configure(configuration(tmp_path, hub.url))
    log.wait_for(DownloadsChanged, nth=2)
    client.send(Search(1, SearchQuery()))

    assert log.wait_for(Found).id == 1


def test_the_end_that_was_asked_for_is_told_once_and_last_and_is_no_fault(open_client: Open) -> None:
    client, log = open_client()
    client.start()
    log.wait_for(DownloadsChanged)

    client.close()
    client.close()

    assert client.wait(10.0)
    log.wait_for(HubEnded)
    client.send(AskToken(1))
    client.start()
    assert log.of(HubEnded) == [HubEnded(None)]
    assert log.events[-1] == HubEnded(None)
    assert client.pid is None


@posix
def test_a_crash_is_told_once_and_the_next_command_starts_anew(open_client: Open, hub: FakeHub) -> None:
    stalling = Stalling()
    hub.plan.faults.append(stalling)
    client, log = open_client()
    client.send(Search(1, SearchQuery()))
    assert stalling.wait_for_a_request()
    try:
        kill(client)
        assert log.wait_for(HubEnded) == HubEnded(Fault("hub_stopped"))
    finally:
        stalling.release()
    hub.plan.faults.clear()
    client.send(Search(2, SearchQuery()))

    assert log.wait_for(Found).id == 2
    assert log.of(HubEnded) == [HubEnded(Fault("hub_stopped"))]


def test_a_program_that_cannot_start_is_told(
    open_client: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(sys, "executable", str(tmp_path / "missing"))
    client, log = open_client()

    client.start()

    assert log.wait_for(HubEnded) == HubEnded(Fault("hub_stopped"))
    assert client.wait(10.0)


@posix
def test_a_process_that_does_not_end_is_killed(open_client: Open) -> None:
    client, log = open_client()
    client.start()
    log.wait_for(DownloadsChanged)
    assert client.pid is not None
    os.kill(client.pid, signal.SIGSTOP)

    client.close()

    assert log.wait_for(HubEnded) == HubEnded(None)


@posix
def test_a_token_no_keychain_took_is_told_to_the_next_process(open_client: Open) -> None:
    client, log = open_client()
    client.send(SetToken(1, TOKEN))
    assert log.wait_for(TokenKept) == TokenKept(1, has_token=True, is_lasting=False)
    kill(client)
    log.wait_for(HubEnded)

    client.send(AskToken(2))

    log.wait_for(TokenKept, nth=3)
    assert log.of(TokenKept)[1:] == [
        TokenKept(1, has_token=True, is_lasting=False),
        TokenKept(2, has_token=True, is_lasting=False),
    ]


@posix
@pytest.mark.parametrize("keychain", ["MemoryKeychain", "PlainKeychain"])
def test_a_token_that_is_kept_or_forgotten_is_not_told_again(
    open_client: Open, monkeypatch: pytest.MonkeyPatch, keychain: str
) -> None:
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", f"{KEYCHAINS}.{keychain}")
    client, log = open_client()
    client.send(SetToken(1, TOKEN))
    log.wait_for(TokenKept)
    if keychain == "PlainKeychain":
        client.send(SetToken(2, ""))
        log.wait_for(TokenKept, nth=2)
    told = len(log.of(TokenKept))
    kill(client)
    log.wait_for(HubEnded)

    client.send(AskToken(3))

    assert log.wait_for(TokenKept, nth=told + 1) == TokenKept(3, has_token=False)


def test_an_event_that_is_not_handled_costs_no_other(
    hub: FakeHub, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    log = EventLog()

    def handle(event: Event) -> None:
        log(event)
        raise ValueError

    client = HubClient(handle, configuration(tmp_path, hub.url), log_file=None)
    client.send(AskToken(1))
    log.wait_for(DownloadsChanged)
    log.wait_for(TokenKept)
    client.close()
    log.wait_for(HubEnded)

    assert "was not handled" in caplog.text


def test_no_call_waits_for_the_process(open_client: Open) -> None:
    client, _ = open_client()

    def call() -> None:
        client.start()
        for number in range(100):
            client.send(AskToken(number))
        client.close()

    caller = threading.Thread(target=call)
    caller.start()
    caller.join(5.0)
    assert not caller.is_alive()


def test_the_app_loads_nothing_of_the_network() -> None:
    loaded = loaded_by("import desktop_chat.models.hub.client, desktop_chat.models.hub.quantizations")

    assert not {"huggingface_hub", "httpx2", "httpcore2", "keyring", "truststore", "ssl"} & loaded
    assert "desktop_chat.models.hub.client" in loaded
