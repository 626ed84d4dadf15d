"""The hub process: it answers every command, keeps what is secret, and goes when the app goes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import pytest

from desktop_chat.faults import Fault
from desktop_chat.models.hub.download import DownloadRequest
from desktop_chat.models.hub.listing import HubFile, SearchQuery
from desktop_chat.models.hub.protocol import (
    AddDownload,
    AskToken,
    DownloadsChanged,
    Found,
    HeaderRead,
    HubFailed,
    ReadHeader,
    RepositoryShown,
    Search,
    SetToken,
    ShowRepository,
    TokenKept,
)
from tests.support.gguf_factory import tiny
from tests.support.hub.files import Request
from tests.support.hub.process import HubProcess, configuration, loaded_by
from tests.support.hub.server import FakeHub, FakeRepository
from tests.support.hub.spoilers import Stalling, answering

TOKEN = "hf_secretsecretsecretsecret"

Start = Callable[..., HubProcess]


@pytest.fixture
def start(hub: FakeHub, tmp_path: Path) -> Iterator[Start]:
    """Starts hub processes that are gone after the test; `network` are fields of its settings."""
    with ExitStack() as started:

        def start(keychain: str = "MemoryKeychain", **network: object) -> HubProcess:
            process = started.enter_context(closing(HubProcess(tmp_path / "hub.log", keychain)))
            process.send(configuration(tmp_path, **{"endpoint": hub.url, **network}))
            return process

        yield start


@pytest.fixture
def model(hub: FakeHub, tmp_path: Path) -> FakeRepository:
    model = hub.add(FakeRepository("own/Model-GGUF"))
    model.add("m-Q8_0.gguf", tiny(tmp_path / "m.gguf").read_bytes())
    return model


def test_it_searches_shows_and_reads_headers(start: Start, model: FakeRepository) -> None:
    process = start()
    process.send(
        Search(1, SearchQuery("model")),
        ShowRepository(2, "own/Model-GGUF"),
        ReadHeader(3, "own/Model-GGUF", "main", "m-Q8_0.gguf"),
    )

    found, shown = process.log.wait_for(Found), process.log.wait_for(RepositoryShown)
    read = process.log.wait_for(HeaderRead)
    assert (found.id, [one.id for one in found.repositories]) == (1, ["own/Model-GGUF"])
    assert (shown.id, [choice.quantization for choice in shown.repository.choices]) == (2, ["Q8_0"])
    assert (read.id, read.header.architecture, read.header.path) == (3, "llama", "m-Q8_0.gguf")


def test_the_queue_is_told_at_the_first_configuration_and_at_each_later_one(
    start: Start, hub: FakeHub, tmp_path: Path
) -> None:
    process = start()
    assert process.log.wait_for(DownloadsChanged).downloads == ()

    process.send(configuration(tmp_path, hub.url, offline=True))

    assert process.log.wait_for(DownloadsChanged, nth=2).downloads == ()


def test_a_model_is_downloaded(start: Start, model: FakeRepository, tmp_path: Path) -> None:
    process = start()
    file = model.files["m-Q8_0.gguf"]
    files = (HubFile("m-Q8_0.gguf", file.size, file.sha256),)
    process.send(AddDownload(DownloadRequest("own/Model-GGUF", files, "Model")))

    nth = 1
    while "done" not in {one.state for one in process.log.wait_for(DownloadsChanged, nth=nth).downloads}:
        nth += 1

    landed = tmp_path / "models" / "own" / "Model-GGUF" / "m-Q8_0.gguf"
    assert landed.read_bytes() == file.content


def test_a_command_that_fails_is_answered_with_its_fault(start: Start, hub: FakeHub) -> None:
    process = start()
    process.send(ShowRepository(7, "own/Gone"))

    assert process.log.wait_for(HubFailed) == HubFailed(7, Fault("hub_missing", {"repository": "own/Gone"}))


def test_a_newer_search_gives_up_the_older(start: Start, hub: FakeHub, model: FakeRepository) -> None:
    stalling = Stalling()

    def stall_the_old(request: Request, handler: BaseHTTPRequestHandler) -> bool:
        return "search=old" in request.path and stalling(request, handler)

    hub.plan.faults.append(stall_the_old)
    process = start()
    process.send(Search(1, SearchQuery("old")), Search(2, SearchQuery("model")))
    assert process.log.wait_for(Found).id == 2

    stalling.release()
    process.send(ShowRepository(3, "own/Model-GGUF"))
    process.log.wait_for(RepositoryShown)

    assert [event.id for event in process.log.of(Found)] == [2]
    assert process.log.of(HubFailed) == []


def test_while_offline_everything_is_refused_and_nothing_asked_for(start: Start, hub: FakeHub) -> None:
    process = start(offline=True)
    process.send(
        Search(1, SearchQuery("x")), ShowRepository(2, "a/b"), ReadHeader(3, "a/b", "main", "m.gguf")
    )

    process.log.wait_for(HubFailed, nth=3)
    assert {(event.id, event.fault.code) for event in process.log.of(HubFailed)} == {
        (1, "offline"),
        (2, "offline"),
        (3, "offline"),
    }
    assert hub.requests == []


def test_an_address_that_is_none_is_told_and_can_be_corrected(
    start: Start, hub: FakeHub, model: FakeRepository, tmp_path: Path
) -> None:
    process = start(endpoint="not an address")
    process.send(Search(1, SearchQuery()))
    assert process.log.wait_for(HubFailed).fault.code == "bad_address"

    process.send(configuration(tmp_path, hub.url), Search(2, SearchQuery()))

    assert process.log.wait_for(Found).id == 2


def test_going_offline_cuts_off_a_search(start: Start, hub: FakeHub, tmp_path: Path) -> None:
    has_come = Stalling(sent=b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n[")
    hub.plan.faults.append(has_come)
    process = start()
    process.send(Search(1, SearchQuery()))
    assert has_come.wait_for_a_request()
    try:
        process.send(configuration(tmp_path, hub.url, offline=True))
        failed = process.log.wait_for(HubFailed)
        assert (failed.id, failed.fault.code) == (1, "hub_unreachable")
    finally:
        has_come.release()


# ---- the token


def test_a_token_is_kept_in_the_keychain_and_used_from_then_on(
    start: Start, hub: FakeHub, model: FakeRepository
) -> None:
    hub.tokens, model.gated, model.granted = {TOKEN}, "auto", {TOKEN}
    process = start()
    read = ReadHeader(2, "own/Model-GGUF", "main", "m-Q8_0.gguf")
    process.send(AskToken(1), read)
    assert process.log.wait_for(TokenKept) == TokenKept(1, has_token=False)
    assert process.log.wait_for(HubFailed).fault.code == "hub_gated"

    process.send(SetToken(3, TOKEN))
    assert process.log.wait_for(TokenKept, nth=2) == TokenKept(3, has_token=True)
    process.send(read, AskToken(4))

    assert process.log.wait_for(HeaderRead).id == 2
    assert process.log.wait_for(TokenKept, nth=3) == TokenKept(4, has_token=True)
    process.send(SetToken(5, ""))
    assert process.log.wait_for(TokenKept, nth=4) == TokenKept(5, has_token=False)
    process.send(read)
    assert process.log.wait_for(HubFailed, nth=2).fault.code == "hub_gated"


def test_without_a_safe_keychain_a_token_is_kept_for_the_process_alone(start: Start) -> None:
    process = start("PlainKeychain")
    process.send(SetToken(1, TOKEN))
    assert process.log.wait_for(TokenKept) == TokenKept(1, has_token=True, is_lasting=False)

    process.send(AskToken(2))
    assert process.log.wait_for(TokenKept, nth=2) == TokenKept(2, has_token=True, is_lasting=False)


def test_a_locked_keychain_is_told(start: Start) -> None:
    process = start("LockedKeychain")
    process.send(AskToken(1))
    locked = Fault("keychain_closed", {"reason": "it is locked"})
    assert process.log.wait_for(HubFailed) == HubFailed(1, locked)

    process.send(SetToken(2, TOKEN))
    assert process.log.wait_for(HubFailed, nth=2) == HubFailed(2, locked)


def test_what_cannot_be_a_token_is_refused(start: Start) -> None:
    process = start()
    process.send(SetToken(1, "two words"))

    assert process.log.wait_for(HubFailed) == HubFailed(1, Fault("hub_token_wrong"))


def test_nothing_it_writes_holds_the_token_or_a_signed_address(
    start: Start, hub: FakeHub, model: FakeRepository, tmp_path: Path
) -> None:
    hub.tokens, model.gated, model.granted = {TOKEN}, "auto", {TOKEN}
    process = start()
    process.write(b'{"type": "set_token", "id": "1", "token": "' + TOKEN.encode() + b'"}\n')
    process.send(SetToken(1, TOKEN), ReadHeader(2, "own/Model-GGUF", "main", "m-Q8_0.gguf"))
    process.log.wait_for(HeaderRead)
    hub.plan.faults.append(answering(500, b"oh no", server="cdn"))
    process.send(ReadHeader(3, "own/Model-GGUF", "main", "m-Q8_0.gguf"), Search(4, SearchQuery("private")))
    process.log.wait_for(HubFailed)
    process.log.wait_for(Found)
    process.close()

    (tmp_path / "m.gguf").unlink()
    written = {path.name: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert b"is no command" in written["hub.log"]
    secrets = (TOKEN.encode(), b"Signature", b"private")
    assert [name for name, text in written.items() if any(secret in text for secret in secrets)] == []


# ---- its life


def test_it_ends_when_its_input_closes_even_while_it_waits(start: Start, hub: FakeHub) -> None:
    stalling = Stalling()
    hub.plan.faults.append(stalling)
    process = start()
    process.send(Search(1, SearchQuery()))
    assert stalling.wait_for_a_request()
    try:
        assert process.close() == 0
    finally:
        stalling.release()


def test_a_line_that_is_no_command_is_passed_over(start: Start, model: FakeRepository) -> None:
    process = start()
    process.write(b"{}\nnonsense\n\xff\xfe\n\n")
    process.send(Search(1, SearchQuery()))

    assert process.log.wait_for(Found).id == 1


def test_what_is_asked_before_the_configuration_is_refused(hub: FakeHub, tmp_path: Path) -> None:
    with closing(HubProcess(tmp_path / "hub.log")) as process:
        process.send(Search(1, SearchQuery()))
        assert process.log.wait_for(HubFailed) == HubFailed(1, Fault("offline"))
    assert hub.requests == []


def test_it_needs_neither_qt_nor_the_engine() -> None:
    assert not {"PySide6", "llama_cpp", "numpy", "argparse"} & loaded_by(
        "import desktop_chat.models.hub.host"
    )
