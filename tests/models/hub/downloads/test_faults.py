"""Everything that can go wrong on the way to a model: what is told, what is kept, what goes on by itself."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import msgspec
import pytest

from desktop_chat.faults import Fault
from desktop_chat.models.hub.download import Download
from desktop_chat.models.hub.downloads.patience import Patience
from desktop_chat.models.hub.session import HubSession
from desktop_chat.settings import DownloadSettings, NetworkSettings
from tests.models.hub.conftest import OpenSession
from tests.models.hub.downloads.conftest import LARGE, NAME, QUICK, SMALL, OpenQueue, Queue
from tests.support.hub.certificates import make_certificate
from tests.support.hub.files import Request, send_all
from tests.support.hub.senders import Holding, changing, cutting, resetting, sending, without_ranges
from tests.support.hub.server import FakeHub, FakeRepository
from tests.support.hub.spoilers import Stalling, answering

ONE = DownloadSettings(connections=1)
PATIENT = msgspec.structs.replace(QUICK, first_wait=3000.0, longest_wait=3000.0, quiet_tries=0)
"""Waits for so long that a test sees it wait."""


def end(queue: Queue, *states: str) -> tuple[str, Fault | None]:
    ended = queue.end(*states)
    return ended.state, ended.fault


def code(download: Download) -> str:
    return download.fault.code if download.fault else ""


def assert_whole(queue: Queue, content: bytes = LARGE) -> None:
    assert queue.end("done", "failed", "paused").state == "done"
    assert queue.path().read_bytes() == content
    assert [each.name for each in queue.path().parent.iterdir()] == [NAME]


def assert_nothing_kept(queue: Queue) -> None:
    queue.downloads.close()
    assert [*queue.models.rglob("*")] == []


@pytest.fixture
def hold(hub: FakeHub) -> Iterator[Holding]:
    """Let every download get a megabyte and then nothing until it is released."""
    holding = Holding(1 << 20)
    hub.plan.faults.append(sending(holding))
    yield holding
    holding.release()


def stop_midway(open_queue: OpenQueue, hold: Holding) -> Queue:
    """Download a megabyte, end the app, and let the hub be well again."""
    queue = open_queue(settings=ONE)
    queue.add()
    queue.wait_for_progress(lambda progress: progress.done_bytes >= 1 << 20)
    queue.downloads.close()
    hold.release()
    queue.hub.plan.faults.clear()
    return queue


# ---- what goes away by itself


@pytest.mark.parametrize("spoil", [resetting, cutting])
def test_connections_that_break_go_on_where_they_were(
    queue: Queue, hub: FakeHub, large: FakeRepository, spoil
) -> None:
    hub.plan.faults.append(sending(spoil(1 << 20), times=12))
    queue.add()

    assert_whole(queue)
    assert queue.codes == []


def test_a_line_that_is_dead_for_a_while_is_waited_for(
    queue: Queue, hub: FakeHub, large: FakeRepository
) -> None:
    hub.plan.faults.append(sending(resetting(0), times=30))
    queue.add()
    waiting = queue.wait_for_state("waiting")
    assert code(waiting) == "hub_unreachable"
    assert waiting.retry_at > 0

    assert_whole(queue)


def test_a_server_that_falls_silent_is_given_up_and_asked_again(
    open_queue: OpenQueue, hub: FakeHub, large: FakeRepository
) -> None:
    queue = open_queue(patience=msgspec.structs.replace(QUICK, stall=0.2))
    holding = Holding(1 << 20)
    hub.plan.faults.append(sending(holding, times=2))
    queue.add()

    assert_whole(queue)
    holding.release()


def test_a_server_that_stays_silent_is_told(
    open_queue: OpenQueue, hub: FakeHub, large: FakeRepository
) -> None:
    queue = open_queue(patience=msgspec.structs.replace(PATIENT, stall=0.2))
    stalling = Stalling("cdn")
    hub.plan.faults.append(stalling)
    queue.add()

    assert end(queue, "waiting") == ("waiting", Fault("hub_stalled", {"host": hub.cdn_host}))
    stalling.release()


@pytest.mark.parametrize("server", ["hub", "cdn"])
@pytest.mark.parametrize("status", [500, 502, 503])
def test_a_server_in_trouble_is_asked_again_later(
    open_queue: OpenQueue, hub: FakeHub, large: FakeRepository, server: str, status: int
) -> None:
    queue = open_queue(patience=PATIENT, settings=ONE)
    hub.plan.faults.append(answering(status, server=server, times=1))
    queue.add()
    waiting = queue.wait_for_state("waiting")
    assert code(waiting) == "hub_broken"
    assert str(status) in waiting.fault.values["status"]

    queue.downloads.resume(waiting.id)

    assert_whole(queue)


@pytest.mark.parametrize("server", ["hub", "cdn"])
def test_a_busy_server_is_left_alone_for_as_long_as_it_says(
    open_queue: OpenQueue, hub: FakeHub, large: FakeRepository, server: str
) -> None:
    clock = [1000.0]
    queue = open_queue(clock=lambda: clock[0])
    hub.plan.faults.append(answering(429, headers={"Retry-After": "77"}, server=server, times=1))
    queue.add()
    waiting = queue.wait_for_state("waiting")
    assert (code(waiting), waiting.retry_at) == ("hub_busy", 1077.0)
    asked = len(hub.requests)
    queue.downloads.move(waiting.id, 0)  # look again now
    queue.wait_for_state("waiting")
    assert len(hub.requests) == asked

    clock[0] = 1077.0
    queue.downloads.move(waiting.id, 0)

    assert_whole(queue)


def test_waiting_becomes_longer_with_every_try_that_brings_nothing(
    open_queue: OpenQueue, hub: FakeHub, repository: FakeRepository
) -> None:
    clock = [1000.0]
    patience = Patience(first_wait=2.0, longest_wait=10.0, quiet_tries=0, quiet_wait=0.0, reserve=0)
    queue = open_queue(patience=patience, clock=lambda: clock[0])
    hub.plan.faults.append(answering(503))
    queue.add()
    waits = []
    for _ in range(5):
        waiting = queue.wait_for_state("waiting")
        waits.append(waiting.retry_at - clock[0])
        queue.forget()
        clock[0] = waiting.retry_at
        queue.downloads.move(waiting.id, 0)

    assert waits == [2.0, 4.0, 8.0, 10.0, 10.0][: len(waits)]


def test_a_server_that_lets_one_connection_in_serves_the_whole_file_over_it(
    queue: Queue, hub: FakeHub, large: FakeRepository
) -> None:
    inside = threading.Semaphore(1)

    def one_at_a_time(request: Request, handler: BaseHTTPRequestHandler, body: memoryview) -> None:
        send_all(request, handler, body)
        inside.release()

    def refuse_others(request: Request, handler: BaseHTTPRequestHandler) -> bool:
        if not request.is_download or inside.acquire(blocking=False):
            request.sender = one_at_a_time
            return False
        return answering(429, headers={"Retry-After": "1000"})(request, handler)

    hub.plan.faults.append(refuse_others)
    queue.add()

    assert_whole(queue)


def test_a_name_that_is_not_found_is_waited_for(open_queue: OpenQueue, repository: FakeRepository) -> None:
    session = HubSession(NetworkSettings(endpoint="http://hub.invalid"))
    queue = open_queue(session=session, patience=PATIENT)
    queue.add()

    assert end(queue, "waiting", "failed") == ("waiting", Fault("hub_name_unknown", {"host": "hub.invalid"}))
    session.close()


def test_a_hub_that_is_not_there_is_waited_for(open_queue: OpenQueue, hub: FakeHub) -> None:
    hub.add(FakeRepository("own/Model-GGUF")).add(NAME, SMALL)
    queue = open_queue(patience=PATIENT)
    hub.close()
    queue.add()

    assert code(queue.wait_for_state("waiting", "failed")) == "hub_unreachable"


# ---- what the user has to mend: nobody is asked again and again


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ((401, {"X-Error-Code": "GatedRepo"}), "hub_gated"),
        ((401, {"X-Error-Message": "Invalid credentials in Authorization header"}), "hub_token_wrong"),
        ((403, {"X-Error-Code": "GatedRepo"}), "hub_no_access"),
        ((404, {"X-Error-Code": "RepoNotFound"}), "hub_missing"),
        ((404, {"X-Error-Code": "EntryNotFound"}), "hub_file_missing"),
    ],
)
def test_a_refusal_of_the_hub_ends_the_download_at_once(
    queue: Queue,
    hub: FakeHub,
    repository: FakeRepository,
    answer: tuple[int, dict[str, str]],
    expected: str,
) -> None:
    status, headers = answer
    hub.plan.faults.append(answering(status, headers=headers, server="hub"))
    queue.add()
    failed = queue.end()

    assert (failed.state, code(failed)) == ("failed", expected)
    assert len(hub.requests) == 1
    assert_nothing_kept(queue)


@pytest.mark.parametrize("status", [401, 403, 404, 410])
def test_a_content_server_that_refuses_every_address_is_not_hammered(
    queue: Queue, hub: FakeHub, large: FakeRepository, status: int
) -> None:
    hub.plan.faults.append(answering(status, server="cdn"))
    queue.add()

    assert queue.end().state == "failed"
    assert len(hub.requests_to("cdn")) <= 3


def test_an_address_that_expires_is_asked_for_again(
    open_queue: OpenQueue, hub: FakeHub, large: FakeRepository
) -> None:
    queue = open_queue(settings=ONE)

    def expire(request: Request, handler: BaseHTTPRequestHandler, body: memoryview) -> None:
        send_all(request, handler, body[: 5 << 20])
        hub.expire_links()
        handler.close_connection = True

    hub.plan.faults.append(sending(expire, times=5))  # two of them are refusals
    queue.add()

    assert_whole(queue)
    assert queue.bytes_served == len(LARGE)
    assert [request.status for request in hub.requests_to("cdn")].count(403) == 3


def test_a_range_that_is_refused_once_is_asked_for_anew(
    queue: Queue, hub: FakeHub, large: FakeRepository
) -> None:
    hub.plan.faults.append(answering(416, server="cdn", times=1))
    queue.add()

    assert_whole(queue)


def test_a_file_that_ends_before_the_hubs_size_is_refused(
    queue: Queue, hub: FakeHub, large: FakeRepository
) -> None:
    hub.plan.faults.append(answering(416, server="cdn"))
    queue.add()

    assert end(queue) == ("failed", Fault("download_wrong_size", {"name": NAME}))
    assert_nothing_kept(queue)


@pytest.mark.parametrize("difference", [-1000, 1000])
@pytest.mark.parametrize("has_ranges", [True, False])
def test_a_file_of_another_length_is_refused(
    queue: Queue, hub: FakeHub, difference: int, has_ranges: bool
) -> None:
    hub.add(FakeRepository("own/Model-GGUF")).add(NAME, SMALL, size=len(SMALL) + difference)
    if not has_ranges:
        hub.plan.faults.append(without_ranges)
    queue.add()

    assert end(queue) == ("failed", Fault("download_wrong_size", {"name": NAME}))
    assert_nothing_kept(queue)


def test_a_certificate_by_nobody_ends_the_download(
    open_queue: OpenQueue, tmp_path: Path, repository: FakeRepository
) -> None:
    context = make_certificate(tmp_path / "hub.pem").server_context()
    with FakeHub(context) as unsafe:
        session = HubSession(NetworkSettings(endpoint=unsafe.url))
        queue = open_queue(session=session)
        queue.add()
        failed = queue.end()
        session.close()

        assert (failed.state, code(failed)) == ("failed", "hub_untrusted")
        assert unsafe.requests == []


@pytest.mark.skipif(sys.platform != "linux", reason="only OpenSSL's certificates can be chosen for one test")
def test_a_model_arrives_over_a_safe_connection(
    open_queue: OpenQueue, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, open_session: OpenSession
) -> None:
    authority = make_certificate(tmp_path / "authority.pem")
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    context = make_certificate(tmp_path / "hub.pem", issuer=authority).server_context()
    with FakeHub(context) as safe:
        safe.add(FakeRepository("own/Model-GGUF")).add(NAME, LARGE)
        safe.plan.faults.append(sending(resetting(1 << 20), times=3))
        queue = open_queue(session=open_session(endpoint=safe.url))
        queue.hub = safe
        queue.add()

        assert_whole(queue)


# ---- what comes is not what was asked for


def test_changed_bytes_are_noticed_and_not_kept(queue: Queue, hub: FakeHub, large: FakeRepository) -> None:
    hub.plan.faults.append(sending(changing, times=1))
    queue.add()

    assert end(queue) == ("failed", Fault("download_wrong_content", {"name": NAME}))
    assert_nothing_kept(queue)


def test_wrong_bytes_from_before_a_new_start_are_fetched_again_by_themselves(
    open_queue: OpenQueue, large: FakeRepository, hold: Holding
) -> None:
    first = stop_midway(open_queue, hold)
    part = first.path().with_name(f"{NAME}.part")
    with part.open("r+b") as file:
        file.write(bytes(4096))  # as after a power loss

    second = open_queue()

    assert_whole(second)
    assert second.codes == []


def test_bytes_that_are_wrong_again_are_not_fetched_for_ever(
    open_queue: OpenQueue, hub: FakeHub, large: FakeRepository, hold: Holding
) -> None:
    stop_midway(open_queue, hold)
    hub.plan.faults.append(sending(changing))

    second = open_queue(settings=ONE)

    assert end(second) == ("failed", Fault("download_wrong_content", {"name": NAME}))
    assert len(hub.requests_to("cdn")) == 3  # the first start, its rest, and the whole again
    assert_nothing_kept(second)


def test_a_file_that_changes_on_the_hub_begins_again_with_a_notice(
    open_queue: OpenQueue, large: FakeRepository, hold: Holding
) -> None:
    stop_midway(open_queue, hold)
    large.add(NAME, LARGE[::-1])

    second = open_queue()

    assert_whole(second, LARGE[::-1])
    assert second.notices == [Fault("hub_file_changed", {"name": NAME})]


def test_a_file_that_changes_while_it_comes_begins_again_with_a_notice(
    open_queue: OpenQueue, hub: FakeHub, large: FakeRepository
) -> None:
    queue = open_queue(settings=ONE)

    def change(request: Request, handler: BaseHTTPRequestHandler, body: memoryview) -> None:
        send_all(request, handler, body[: 1 << 20])
        large.add(NAME, LARGE[::-1])
        handler.close_connection = True

    hub.plan.faults.append(sending(change, times=1))
    queue.add()

    assert_whole(queue, LARGE[::-1])
    assert queue.codes == ["hub_file_changed"]


def test_a_server_without_ranges_gives_the_file_over_one_connection(
    queue: Queue, hub: FakeHub, large: FakeRepository
) -> None:
    hub.plan.faults.append(without_ranges)
    queue.add()

    assert_whole(queue)
    assert queue.codes == []
    assert len(hub.requests_to("cdn")) == 2  # the first asked for a part


def test_a_server_without_ranges_begins_again_after_a_break(
    queue: Queue, hub: FakeHub, large: FakeRepository
) -> None:
    hub.plan.faults += [without_ranges, sending(cutting(3 << 20), times=3)]
    queue.add()

    assert_whole(queue)


def test_a_download_that_cannot_go_on_in_the_middle_tells_that_it_begins_again(
    open_queue: OpenQueue, hub: FakeHub, large: FakeRepository, hold: Holding
) -> None:
    stop_midway(open_queue, hold)
    hub.plan.faults.append(without_ranges)

    second = open_queue()

    assert_whole(second)
    assert second.notices == [Fault("hub_no_ranges", {"host": hub.host, "name": NAME})]


@pytest.mark.parametrize(
    "content_range", ["bytes 5-9/300000", "bytes 0-9", "items 0-9/300000", "bytes 9-0/300000", ""]
)
def test_an_answer_with_another_range_is_not_taken(
    queue: Queue, hub: FakeHub, repository: FakeRepository, content_range: str
) -> None:
    hub.plan.faults.append(answering(206, SMALL, {"Content-Range": content_range}, server="cdn"))
    queue.add()

    assert code(queue.end()) == "hub_nonsense"


def test_an_answer_in_chunks_of_unknown_length_is_read_to_its_end(
    queue: Queue, hub: FakeHub, repository: FakeRepository
) -> None:
    def in_chunks(request: Request, handler: BaseHTTPRequestHandler) -> bool:
        if not request.is_download:
            return False
        handler.send_response(200)
        handler.send_header("Transfer-Encoding", "chunked")
        handler.end_headers()
        for place in range(0, len(SMALL), 70_000):
            part = SMALL[place : place + 70_000]
            handler.wfile.write(f"{len(part):x}\r\n".encode() + part + b"\r\n")
        handler.wfile.write(b"0\r\n\r\n")
        return True

    hub.plan.faults.append(in_chunks)
    queue.add()

    assert_whole(queue, SMALL)
