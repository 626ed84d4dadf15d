"""A header is read from the hub before the model is downloaded, from whatever server sends it."""

from __future__ import annotations

import io
import tracemalloc
from collections.abc import Iterator
from contextlib import closing, contextmanager
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import httpx2
import pytest

from desktop_chat.faults import Fault, FaultError
from desktop_chat.models.gguf import GgufHeader, read_header
from desktop_chat.models.hub import remote_file
from desktop_chat.models.hub.remote_file import RemoteFile, read_remote_header
from desktop_chat.models.hub.session import HubSession, Location
from tests.models.hub.conftest import OpenSession
from tests.support import gguf_faults
from tests.support.gguf_factory import tiny
from tests.support.hub.files import Request
from tests.support.hub.server import FakeHub, FakeRepository
from tests.support.hub.spoilers import Stalling, answering, hanging_up

VOCABULARY = 200_000


@pytest.fixture
def model(hub: FakeHub) -> FakeRepository:
    return hub.add(FakeRepository("own/Model-GGUF"))


def read(session: HubSession, file: str = "m.gguf") -> GgufHeader:
    return read_remote_header(session, "own/Model-GGUF", "main", file)


def fault(session: HubSession) -> Fault:
    with pytest.raises(FaultError) as raised:
        read(session)
    return raised.value.fault


def large_header() -> bytes:
    """Build a header of several megabytes: a vocabulary, and a large matrix behind it."""
    keys = [
        gguf_faults.string("general.architecture", "llama"),
        *(gguf_faults.number(f"llama.{key}", 32) for key in ("context_length", "embedding_length")),
        gguf_faults.texts("tokenizer.ggml.tokens", [f"token{number:06}" for number in range(VOCABULARY)]),
        gguf_faults.zeros("tokenizer.ggml.token_type", VOCABULARY),
        gguf_faults.number("llama.block_count", 1),
        gguf_faults.number("llama.attention.head_count", 1),
    ]
    tensors = [gguf_faults.tensor("output.weight", (32, VOCABULARY), 0, 0)]
    return gguf_faults.file_of(keys, tensors, bytes(4 * 32 * VOCABULARY))


@pytest.fixture(scope="module")
def large() -> bytes:
    return large_header()


# ---- reading


def test_a_remote_header_says_what_the_files_says(
    session: HubSession, model: FakeRepository, tmp_path: Path
) -> None:
    local = tiny(tmp_path / "m.gguf", extra={"general.license": "apache-2.0"})
    model.add("Q4/m.gguf", local.read_bytes())

    remote = read(session, "Q4/m.gguf")

    assert (remote.path, remote.parts, remote.modified_ns) == ("Q4/m.gguf", ("Q4/m.gguf",), 0)
    assert remote.licence == "apache-2.0"
    here = read_header(local)
    for name in GgufHeader.__struct_fields__:
        if name not in ("path", "parts", "modified_ns"):
            assert getattr(remote, name) == getattr(here, name), name


def test_little_more_than_the_header_is_fetched_and_in_few_requests(
    hub: FakeHub, session: HubSession, model: FakeRepository, large: bytes
) -> None:
    model.add("m.gguf", large)

    assert read(session).vocabulary == VOCABULARY
    assert len(hub.requests) <= 3
    assert hub.bytes_served < 13 << 20 < len(large)


def test_parts_of_a_split_model_are_read_together(
    session: HubSession, model: FakeRepository, tmp_path: Path
) -> None:
    first = tiny(tmp_path / "first.gguf", extra={"split.count": 2, "split.no": 0})
    keys = [gguf_faults.number("split.no", 1), gguf_faults.number("split.count", 2)]
    second = gguf_faults.file_of(keys, [gguf_faults.tensor("blk.9.x", (32,), 0, 0)], bytes(128))
    model.add("m-00001-of-00002.gguf", first.read_bytes())
    model.add("m-00002-of-00002.gguf", second)

    header = read(session, "m-00002-of-00002.gguf")

    assert header.parts == ("m-00001-of-00002.gguf", "m-00002-of-00002.gguf")
    assert header.file_bytes == first.stat().st_size + len(second)
    assert header.parameters == read_header(tiny(tmp_path / "whole.gguf")).parameters + 32


def test_a_server_without_ranges_will_do(
    hub: FakeHub, session: HubSession, model: FakeRepository, large: bytes
) -> None:
    model.add("m.gguf", large)

    def forget_the_range(request: Request, _handler: BaseHTTPRequestHandler) -> bool:
        request.headers.pop("range", None)
        return False

    hub.plan.faults.append(forget_the_range)

    assert read(session).vocabulary == VOCABULARY
    assert len(hub.requests) == 2


def test_a_server_that_sends_less_at_a_time_is_asked_again(
    hub: FakeHub, session: HubSession, model: FakeRepository, large: bytes
) -> None:
    model.add("m.gguf", large)

    def cut_the_range(request: Request, _handler: BaseHTTPRequestHandler) -> bool:
        start = int(request.range.removeprefix("bytes=").partition("-")[0]) if request.range else 0
        request.headers["range"] = f"bytes={start}-{start + (1 << 20) - 1}"
        return False

    hub.plan.faults.append(cut_the_range)

    assert read(session).vocabulary == VOCABULARY


def test_a_file_that_is_no_model_is_told(session: HubSession, model: FakeRepository) -> None:
    model.add("m.gguf", b"PK\x03\x04" + bytes(5000))
    assert fault(session) == Fault("not_gguf", {"name": "m.gguf"})


@pytest.mark.parametrize("content", [b"", b"GG", b"GGUF"])
def test_a_file_too_short_for_a_header_is_told(
    session: HubSession, model: FakeRepository, content: bytes
) -> None:
    model.add("m.gguf", content)
    assert fault(session).code in ("not_gguf", "damaged")


def test_an_architecture_the_engine_does_not_know_is_told_before_the_download(
    session: HubSession, model: FakeRepository, tmp_path: Path
) -> None:
    model.add("m.gguf", gguf_faults.unknown_architecture(tmp_path / "x.gguf").read_bytes())
    assert fault(session).code == "unsupported_architecture"


@pytest.mark.parametrize("kind", gguf_faults.HOSTILE)
def test_a_hostile_header_is_a_fault(
    session: HubSession, model: FakeRepository, tmp_path: Path, kind: str
) -> None:
    model.add("m.gguf", gguf_faults.hostile(tmp_path / "x.gguf", kind).read_bytes())
    assert fault(session).code in ("damaged", "not_gguf")


# ---- hostile servers


@pytest.mark.parametrize(
    "headers",
    [
        {"Content-Range": "bytes 5-24/5000"},
        {"Content-Range": "bytes 0-19/20"},
        {"Content-Range": "bytes 0-19"},
        {"Content-Range": "bytes x-y/z"},
        {},
    ],
)
def test_other_bytes_than_asked_for_are_nonsense(
    hub: FakeHub, session: HubSession, model: FakeRepository, headers: dict[str, str]
) -> None:
    model.add("m.gguf", b"GGUF" + bytes(4996))
    hub.plan.faults.append(answering(206, b"GGUF" + bytes(16), headers, server="cdn"))

    assert fault(session) == Fault("hub_nonsense", {"host": hub.host})


def test_an_empty_answer_does_not_go_on_for_ever(
    hub: FakeHub, session: HubSession, model: FakeRepository
) -> None:
    model.add("m.gguf", b"GGUF" + bytes(4996))
    hub.plan.faults.append(answering(206, b"", {"Content-Range": "bytes 0-0/5000"}, server="cdn"))

    assert fault(session).code == "hub_nonsense"
    assert len(hub.requests) <= 3


def test_crumbs_do_not_go_on_for_ever(hub: FakeHub, session: HubSession, model: FakeRepository) -> None:
    content = b"GGUF" + bytes(4996)
    model.add("m.gguf", content)

    def give_a_byte(request: Request, handler: BaseHTTPRequestHandler) -> bool:
        if request.range:
            start = int(request.range.removeprefix("bytes=").partition("-")[0])
            request.headers["range"] = f"bytes={start}-{start}"
        return False

    hub.plan.faults.append(give_a_byte)

    assert fault(session).code == "hub_nonsense"
    assert len(hub.requests) < 20


def endless_keys(size: int) -> bytes:
    """Begin a header that goes on and on, each of its parts allowed."""
    head = gguf_faults.file_of([], [])[:16] + (60_000).to_bytes(8, "little")
    texts = (gguf_faults.string(f"k{number}", "x" * 4000) for number in range(size // 4000))
    return head + b"".join(texts)


def test_a_header_without_an_end_is_given_up(
    hub: FakeHub, session: HubSession, model: FakeRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote_file, "MAX_BYTES", 6 << 20)
    model.add("m.gguf", endless_keys(12 << 20))
    tracemalloc.start()
    try:
        assert fault(session).code == "hub_nonsense"
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 48 << 20


def test_a_server_that_drips_is_given_up(
    session: HubSession, model: FakeRepository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(remote_file, "MAX_SECONDS", 0.0)
    model.add("m.gguf", b"GGUF" + bytes(4996))

    assert fault(session).code == "hub_stalled"


def test_a_server_that_says_nothing_has_stalled(
    hub: FakeHub, session: HubSession, model: FakeRepository
) -> None:
    model.add("m.gguf", b"GGUF" + bytes(4996))
    session.client.timeout = httpx2.Timeout(0.2)
    stalling = Stalling("cdn")
    hub.plan.faults.append(stalling)
    try:
        assert fault(session) == Fault("hub_stalled", {"host": hub.cdn_host})
    finally:
        stalling.release()


def test_a_connection_that_is_cut_is_told(hub: FakeHub, session: HubSession, model: FakeRepository) -> None:
    model.add("m.gguf", b"GGUF" + bytes(4996))
    head = b"HTTP/1.1 206 P\r\nContent-Length: 5000\r\nContent-Range: bytes 0-4999/5000\r\n\r\nGGUF"
    hub.plan.faults.append(hanging_up(head, server="cdn"))

    assert fault(session).code == "hub_unreachable"


@pytest.mark.parametrize(("status", "code"), [(403, "hub_no_access"), (500, "hub_broken"), (429, "hub_busy")])
def test_a_refusal_of_the_files_server_is_told(
    hub: FakeHub, session: HubSession, model: FakeRepository, status: int, code: str
) -> None:
    model.add("m.gguf", b"GGUF" + bytes(4996))
    hub.plan.faults.append(answering(status, server="cdn"))

    assert fault(session).code == code


def test_a_model_that_is_gated_says_so(open_session: OpenSession, model: FakeRepository) -> None:
    model.gated = "manual"
    model.add("m.gguf", b"GGUF")

    assert fault(open_session()) == Fault("hub_gated", {"repository": "own/Model-GGUF"})


# ---- the file itself


@contextmanager
def opened(hub: FakeHub, session: HubSession, model: FakeRepository, content: bytes) -> Iterator[RemoteFile]:
    model.add("m.gguf", content)
    location = session.locate("own/Model-GGUF", "main", "m.gguf")
    file = RemoteFile(session, "own/Model-GGUF", "m.gguf", location)
    yield file
    file.close()


def test_a_remote_file_reads_as_a_local_one(hub: FakeHub, session: HubSession, model: FakeRepository) -> None:
    content = bytes(range(256)) * 20_000
    local = io.BytesIO(content)
    with opened(hub, session, model, content) as remote:
        for place, size in [(0, 10), (None, 5000), (4_900_000, 70_000), (3, 9), (5_119_990, 100), (None, 5)]:
            if place is not None:
                local.seek(place)
                remote.seek(place)
            assert remote.read(size) == local.read(size)


def test_nothing_is_asked_for_before_it_is_read(
    hub: FakeHub, session: HubSession, model: FakeRepository
) -> None:
    with opened(hub, session, model, bytes(100)) as remote:
        remote.seek(50)
        assert hub.requests_to("cdn") == []
        remote.read(10)
    assert [request.range for request in hub.requests_to("cdn")] == ["bytes=50-99"]


def test_an_address_that_has_expired_is_a_fault(hub: FakeHub, session: HubSession) -> None:
    location = Location(f"{hub.cdn_url}/x?Expires=1", 100, "", "", "")

    file = RemoteFile(session, "own/Model-GGUF", "m.gguf", location)
    with closing(file), pytest.raises(FaultError) as raised:
        file.read(10)
    assert raised.value.fault.code == "hub_no_access"
