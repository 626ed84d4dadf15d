"""The queue: its order, what the user does with it, what it remembers and tells."""

from __future__ import annotations

import hashlib
import threading
import time
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import msgspec
import pytest

from desktop_chat.models.hub.session import HubSession
from desktop_chat.settings import DownloadSettings, NetworkSettings
from tests.models.hub.conftest import OpenSession
from tests.models.hub.downloads.conftest import LARGE, NAME, QUICK, SMALL, OpenQueue, Queue
from tests.support.hub.files import Request
from tests.support.hub.senders import Holding, Pacing, sending
from tests.support.hub.server import FakeHub, FakeRepository

ONE = DownloadSettings(connections=1)


@pytest.fixture
def hold(hub: FakeHub):
    """Let every download get a megabyte and then nothing until the test is over."""
    holding = Holding(1 << 20)
    hub.plan.faults.append(sending(holding))
    yield holding
    holding.release()


def wait_for_part(queue: Queue) -> None:
    """Wait until the first megabyte is there and the hub holds the rest back."""
    queue.wait_for_progress(lambda progress: progress.done_bytes >= 1 << 20)


def cancel(queue: Queue) -> None:
    """Take the first download off the queue, and wait until it is."""
    first = queue.told[-1][0]
    queue.forget()
    queue.downloads.cancel(first.id)
    queue.wait_for_queue(lambda downloads: not downloads)


# ---- downloading


def test_a_model_arrives_whole_and_under_its_name_alone(queue: Queue, repository: FakeRepository) -> None:
    queue.add()
    done = queue.end()

    assert (done.state, done.fault, done.path) == ("done", None, str(queue.path()))
    assert (done.done_bytes, done.total_bytes) == (len(SMALL), len(SMALL))
    assert queue.path().read_bytes() == SMALL
    assert [each.name for each in queue.path().parent.iterdir()] == [NAME]


@pytest.mark.parametrize("connections", [1, 2, 3, 4, 8])
def test_every_byte_is_fetched_once_over_any_number_of_connections(
    open_queue: OpenQueue, large: FakeRepository, connections: int
) -> None:
    queue = open_queue(settings=DownloadSettings(connections=connections))
    queue.add()

    assert queue.end().state == "done"
    assert queue.path().read_bytes() == LARGE
    assert queue.bytes_served == len(LARGE)


class Crowd:
    """Counts how many connections are served at once."""

    def __init__(self, rate: int) -> None:
        self._pacing = Pacing(rate)
        self._lock = threading.Lock()
        self._now = 0
        self.most = 0

    def __call__(self, request: Request, handler: BaseHTTPRequestHandler, body: memoryview) -> None:
        with self._lock:
            self._now += 1
            self.most = max(self.most, self._now)
        try:
            self._pacing(request, handler, body)
        finally:
            with self._lock:
                self._now -= 1


@pytest.mark.parametrize(("enough", "most"), [(1, 1), (1 << 60, 4)])
def test_more_connections_are_made_when_one_is_not_fast_enough(
    open_queue: OpenQueue, hub: FakeHub, large: FakeRepository, enough: int, most: int
) -> None:
    crowd = Crowd(40_000_000)
    hub.plan.faults.append(sending(crowd))
    queue = open_queue(patience=msgspec.structs.replace(QUICK, settle=0.2, enough=enough))
    queue.add()

    assert queue.end().state == "done"
    assert crowd.most == most
    assert queue.path().read_bytes() == LARGE


def test_an_unfinished_model_is_never_shown_as_one(
    queue: Queue, large: FakeRepository, hold: Holding
) -> None:
    queue.add()
    wait_for_part(queue)

    assert not [*queue.models.rglob("*.gguf")]
    assert queue.path().with_name(f"{NAME}.part").is_file()


def test_the_parts_of_a_split_model_appear_together(queue: Queue, hub: FakeHub, hold: Holding) -> None:
    repository = hub.add(FakeRepository("own/Model-GGUF"))
    names = [f"Q4/model-0000{number}-of-00003.gguf" for number in (1, 2, 3)]
    for name in names:
        repository.add(name, (LARGE if name == names[2] else SMALL) + name.encode())
    queue.add(*names)
    wait_for_part(queue)
    assert not [*queue.models.rglob("*.gguf")]

    hold.release()
    done = queue.end()

    assert done.path == str(queue.path(names[0]))
    assert done.total_bytes == sum(file.size for file in repository.files.values())
    for name in names:
        assert queue.path(name).read_bytes() == repository.files[name].content


def test_the_first_part_of_a_split_model_appears_only_when_all_others_did(queue: Queue, hub: FakeHub) -> None:
    repository = hub.add(FakeRepository("own/Model-GGUF"))
    names = [f"model-0000{number}-of-00002.gguf" for number in (1, 2)]
    for name in names:
        repository.add(name, SMALL + name.encode())
    (queue.path(names[1]) / "in the way").mkdir(parents=True)
    queue.add(*names)

    assert queue.end().state == "failed"
    assert not queue.path(names[0]).exists()


def test_a_split_model_is_not_hashed_or_fetched_again_when_it_goes_on(
    open_queue: OpenQueue, hub: FakeHub, hold: Holding
) -> None:
    repository = hub.add(FakeRepository("own/Model-GGUF"))
    names = ["model-00001-of-00002.gguf", "model-00002-of-00002.gguf"]
    repository.add(names[0], SMALL)
    repository.add(names[1], LARGE)
    first = open_queue(settings=ONE)
    first.add(*names)
    wait_for_part(first)
    first.downloads.close()
    hold.release()

    second = open_queue(settings=ONE)
    second.end()

    assert second.bytes_served < len(LARGE)
    assert second.path(names[0]).read_bytes() == SMALL


def test_a_model_that_is_there_already_is_done_without_fetching(
    queue: Queue, repository: FakeRepository
) -> None:
    queue.path().parent.mkdir(parents=True)
    queue.path().write_bytes(SMALL)
    queue.add()

    assert queue.end().state == "done"
    assert queue.bytes_served == 0


def test_a_file_of_the_same_size_that_is_another_one_is_replaced(
    queue: Queue, repository: FakeRepository
) -> None:
    queue.path().parent.mkdir(parents=True)
    queue.path().write_bytes(bytes(len(SMALL)))
    queue.add()

    assert queue.end().state == "done"
    assert queue.path().read_bytes() == SMALL


def test_a_model_goes_where_the_user_wants_it(
    queue: Queue, repository: FakeRepository, tmp_path: Path
) -> None:
    folder = tmp_path / "USB stick" / "모델"
    folder.parent.mkdir()
    queue.add(folder=str(folder))

    assert queue.end().path == str(folder / NAME)
    assert (folder / NAME).read_bytes() == SMALL


def test_an_empty_file_is_downloaded_too(queue: Queue, hub: FakeHub) -> None:
    hub.add(FakeRepository("own/Model-GGUF")).add(NAME, b"")
    queue.add()

    assert queue.end().state == "done"
    assert queue.path().read_bytes() == b""


def test_a_file_whose_hash_the_hub_does_not_tell_is_downloaded(queue: Queue, hub: FakeHub) -> None:
    hub.add(FakeRepository("own/Model-GGUF")).add(NAME, SMALL, is_lfs=False)
    request = queue.request()
    queue.downloads.add(
        msgspec.structs.replace(request, files=(msgspec.structs.replace(request.files[0], sha256=""),))
    )

    assert queue.end().state == "done"
    assert queue.path().read_bytes() == SMALL


# ---- what the user does with it


def test_a_paused_download_stops_and_goes_on_where_it_was(
    queue: Queue, large: FakeRepository, hold: Holding
) -> None:
    queue.add()
    wait_for_part(queue)
    queue.downloads.pause(queue.told[-1][0].id)
    paused = queue.wait_for_state("paused")
    assert paused.fault is None
    hold.release()
    queue.downloads.resume(paused.id)

    assert queue.end("done").state == "done"
    assert queue.path().read_bytes() == LARGE


def test_a_cancelled_download_leaves_nothing(queue: Queue, large: FakeRepository, hold: Holding) -> None:
    queue.add()
    wait_for_part(queue)
    cancel(queue)
    queue.downloads.close()

    assert [*queue.models.rglob("*")] == []


def test_a_cancelled_download_that_was_paused_leaves_nothing_after_a_new_start(
    open_queue: OpenQueue, large: FakeRepository, hold: Holding
) -> None:
    first = open_queue()
    first.add()
    wait_for_part(first)
    first.downloads.pause(first.told[-1][0].id)
    first.wait_for_state("paused")
    first.downloads.close()
    second = open_queue()
    paused = second.wait_for_state("paused")
    assert paused.done_bytes >= 1 << 20
    cancel(second)
    second.downloads.close()

    assert [*second.models.rglob("*")] == []


def test_a_finished_model_stays_when_it_is_taken_off_the_queue(
    queue: Queue, repository: FakeRepository
) -> None:
    queue.add()
    queue.end()
    cancel(queue)
    queue.downloads.close()

    assert queue.path().read_bytes() == SMALL


def test_downloads_run_in_their_order_one_at_a_time(queue: Queue, hub: FakeHub, hold: Holding) -> None:
    repository = hub.add(FakeRepository("own/Model-GGUF"))
    for name in "abc":
        repository.add(f"{name}.gguf", LARGE + name.encode())
        queue.add(f"{name}.gguf")
    wait_for_part(queue)
    last = queue.wait_for_queue(lambda downloads: len(downloads) == 3)[2]
    queue.downloads.move(last.id, 1)
    order = queue.wait_for_queue(
        lambda downloads: [each.request.title for each in downloads] == ["a.gguf", "c.gguf", "b.gguf"]
    )
    assert [each.state for each in order[1:]] == ["queued", "queued"]

    hold.release()
    queue.wait_for_queue(lambda downloads: [each.state for each in downloads] == ["done"] * 3)

    begun: dict[str, None] = {}
    for request in hub.requests_to("cdn"):
        begun.setdefault(request.path.partition("?")[0])
    hashes = [hashlib.sha256(LARGE + name).hexdigest() for name in (b"a", b"c", b"b")]
    assert [path.rpartition("/")[2] for path in begun] == hashes


def test_several_downloads_run_at_once_when_they_may(
    open_queue: OpenQueue, hub: FakeHub, hold: Holding
) -> None:
    queue = open_queue(settings=DownloadSettings(at_once=3))
    repository = hub.add(FakeRepository("own/Model-GGUF"))
    for name in ("a.gguf", "b.gguf", "c.gguf"):
        repository.add(name, LARGE)
        queue.add(name)

    queue.wait_for_queue(lambda downloads: [each.state for each in downloads] == ["running"] * 3)


def test_a_model_added_twice_is_one_download(queue: Queue, large: FakeRepository, hold: Holding) -> None:
    queue.add()
    queue.add()
    wait_for_part(queue)

    assert len(queue.told[-1]) == 1


def test_a_model_added_again_goes_on_where_it_was_paused(
    queue: Queue, large: FakeRepository, hold: Holding
) -> None:
    queue.add()
    wait_for_part(queue)
    queue.downloads.pause(queue.told[-1][0].id)
    queue.wait_for_state("paused")
    hold.release()
    queue.add()

    assert queue.end("done").state == "done"
    assert len(queue.told[-1]) == 1


def test_unknown_downloads_are_left_alone(queue: Queue) -> None:
    for act in (queue.downloads.pause, queue.downloads.resume, queue.downloads.cancel):
        act("nobody")
    queue.downloads.move("nobody", 3)

    assert queue.told in ([], [()])


# ---- settings


def test_the_rate_is_limited_for_all_connections_together(
    open_queue: OpenQueue, repository: FakeRepository
) -> None:
    queue = open_queue(settings=DownloadSettings(rate_limit=1_000_000))
    began = time.monotonic()
    queue.add()
    queue.end()

    assert time.monotonic() - began >= 0.5 * len(SMALL) / 1_000_000  # the last read is not waited for


def test_a_limit_that_is_lifted_lets_a_slow_download_end(
    open_queue: OpenQueue, large: FakeRepository
) -> None:
    queue = open_queue(settings=DownloadSettings(rate_limit=50_000))
    queue.add()
    queue.wait_for_progress(lambda progress: progress.done_bytes > 0)
    queue.downloads.configure(DownloadSettings(), queue.models)

    assert queue.end().state == "done"


def test_fewer_at_once_puts_the_last_ones_back(open_queue: OpenQueue, hub: FakeHub, hold: Holding) -> None:
    queue = open_queue(settings=DownloadSettings(at_once=2))
    repository = hub.add(FakeRepository("own/Model-GGUF"))
    for name in ("a.gguf", "b.gguf"):
        repository.add(name, LARGE)
        queue.add(name)
    queue.wait_for_queue(lambda downloads: [each.state for each in downloads] == ["running"] * 2)
    queue.downloads.configure(DownloadSettings(at_once=1), queue.models)

    queue.wait_for_queue(lambda downloads: [each.state for each in downloads] == ["running", "queued"])


def test_a_new_session_takes_over_the_running_downloads(
    queue: Queue, large: FakeRepository, hold: Holding, open_session: OpenSession
) -> None:
    queue.add()
    wait_for_part(queue)
    old, queue.session = queue.session, open_session()
    old.close()
    hold.release()
    queue.downloads.configure(DownloadSettings(), queue.models)

    assert queue.end().state == "done"
    assert queue.path().read_bytes() == LARGE


def test_offline_downloads_wait_for_the_switch_and_make_no_request(
    open_queue: OpenQueue, hub: FakeHub, repository: FakeRepository, session: HubSession
) -> None:
    offline = HubSession(NetworkSettings(offline=True, endpoint=hub.url))
    queue = open_queue(session=offline)
    queue.add()
    waiting = queue.wait_for_state("waiting")
    assert (waiting.fault.code if waiting.fault else "", waiting.retry_at) == ("offline", 0.0)
    assert hub.requests == []

    queue.session = session
    queue.downloads.configure(DownloadSettings(), queue.models)

    assert queue.end().state == "done"
    offline.close()


def test_what_was_begun_in_a_folder_ends_there(
    queue: Queue, large: FakeRepository, hold: Holding, tmp_path: Path
) -> None:
    queue.add()
    wait_for_part(queue)
    queue.downloads.configure(DownloadSettings(connections=2), tmp_path / "new")
    hold.release()

    assert queue.end().path == str(queue.path())


def test_what_was_moved_to_a_new_folder_ends_there(
    queue: Queue, large: FakeRepository, hold: Holding, tmp_path: Path
) -> None:
    queue.add()
    wait_for_part(queue)
    queue.downloads.pause(queue.told[-1][0].id)
    paused = queue.wait_for_state("paused")
    queue.downloads.close()
    queue.models.rename(tmp_path / "new")
    hold.release()
    second = Queue(queue.hub, queue.session, tmp_path, models=tmp_path / "new")
    second.downloads.start()
    second.downloads.resume(paused.id)

    assert second.end("done").path == str(tmp_path / "new" / "own" / "Model-GGUF" / NAME)
    assert second.bytes_served < len(LARGE)
    second.downloads.close()


# ---- what it remembers


def test_the_queue_goes_on_after_a_new_start(
    open_queue: OpenQueue, large: FakeRepository, hold: Holding
) -> None:
    first = open_queue()
    first.add()
    wait_for_part(first)
    first.downloads.close()
    hold.release()

    second = open_queue()

    assert second.end().state == "done"
    assert second.path().read_bytes() == LARGE
    assert second.bytes_served <= len(LARGE) - (1 << 20)


def test_what_the_user_paused_stays_paused_after_a_new_start(
    open_queue: OpenQueue, repository: FakeRepository
) -> None:
    first = open_queue(session=HubSession(NetworkSettings(offline=True)))
    first.add()
    first.downloads.pause(first.wait_for_state("waiting").id)
    first.wait_for_state("paused")
    first.downloads.close()
    first.session.close()

    second = open_queue()

    assert second.wait_for_queue(bool)[0].state == "paused"


def test_finished_downloads_are_forgotten_at_a_new_start(
    open_queue: OpenQueue, repository: FakeRepository
) -> None:
    first = open_queue()
    first.add()
    first.end()
    first.downloads.close()

    second = open_queue()

    assert second.wait_for_queue(lambda _queue: True) == ()


@pytest.mark.parametrize("content", [b"{", b"", b"\0" * 100, b"[1, 2]", b'{"downloads": 3}', b"\xff\xfe"])
def test_a_damaged_queue_is_kept_aside_and_told(
    open_queue: OpenQueue, tmp_path: Path, content: bytes
) -> None:
    (tmp_path / "downloads.json").write_bytes(content)

    queue = open_queue()
    queue.wait_for_queue(lambda _queue: True)

    assert queue.codes == ["downloads_damaged"]
    assert (tmp_path / queue.notices[0].values["name"]).read_bytes() == content


def test_a_damaged_entry_costs_only_itself(
    open_queue: OpenQueue, hub: FakeHub, repository: FakeRepository, hold: Holding
) -> None:
    repository.add("other.gguf", LARGE)
    first = open_queue()
    first.add(NAME)
    first.add("other.gguf")
    first.wait_for_queue(lambda downloads: len(downloads) == 2)
    first.downloads.close()
    queue = msgspec.json.decode(first.file.read_bytes())
    queue["downloads"] = [{"id": 3}, queue["downloads"][-1], None]
    first.file.write_bytes(msgspec.json.encode(queue))

    second = open_queue()

    assert [each.request.title for each in second.wait_for_queue(bool)] == ["other.gguf"]
    assert second.codes == ["downloads_damaged"]


def test_what_was_fetched_is_used_when_the_queue_was_lost(
    open_queue: OpenQueue, large: FakeRepository, hold: Holding
) -> None:
    first = open_queue()
    first.add()
    wait_for_part(first)
    first.downloads.close()
    hold.release()
    first.file.write_bytes(b"lost")

    second = open_queue()
    second.add()

    assert second.end().state == "done"
    assert second.bytes_served <= len(LARGE) - (1 << 20)


def test_a_queue_without_a_file_is_not_kept(
    open_queue: OpenQueue, repository: FakeRepository, tmp_path: Path
) -> None:
    queue = open_queue(file=None)
    queue.add()

    assert queue.end().state == "done"
    assert not (tmp_path / "downloads.json").exists()


# ---- what it tells


def test_progress_tells_bytes_speed_and_the_time_left(
    queue: Queue, hub: FakeHub, large: FakeRepository
) -> None:
    hub.plan.faults.append(sending(Pacing(20_000_000)))
    queue.add()
    progress = queue.wait_for_progress(lambda progress: progress.seconds_left is not None)

    assert 0 < progress.done_bytes < progress.total_bytes == len(LARGE)
    assert progress.rate > 0
    left = progress.total_bytes - progress.done_bytes
    assert progress.seconds_left == pytest.approx(left / progress.rate)


def test_a_download_that_goes_on_does_not_count_what_was_there_as_speed(
    open_queue: OpenQueue, hub: FakeHub, large: FakeRepository, hold: Holding
) -> None:
    first = open_queue()
    first.add()
    wait_for_part(first)
    first.downloads.close()

    second = open_queue()
    progress = second.wait_for_progress(lambda progress: progress.done_bytes >= 1 << 20)

    assert progress.rate <= (4 << 20) / 0.02  # what four connections get before they are held


def test_waiting_downloads_go_on_at_once_after_the_pc_has_slept(
    open_queue: OpenQueue, hub: FakeHub, repository: FakeRepository
) -> None:
    clock = [1000.0]
    patience = msgspec.structs.replace(QUICK, first_wait=3000.0, longest_wait=3000.0, quiet_tries=0)
    queue = open_queue(patience=patience, clock=lambda: clock[0])
    hub.plan.faults.append(_unavailable_once())
    queue.add()
    waiting = queue.wait_for_state("waiting")
    assert waiting.retry_at == 4000.0

    clock[0] += 100.0
    queue.downloads.move(waiting.id, 0)  # it looks at the clock by itself within seconds: now

    assert queue.end().state == "done"


def test_running_downloads_take_new_connections_after_the_pc_has_slept(
    open_queue: OpenQueue, hub: FakeHub, large: FakeRepository
) -> None:
    clock = [1000.0]
    holding = Holding(1 << 20)
    hub.plan.faults.append(sending(holding, times=1))
    queue = open_queue(settings=ONE, clock=lambda: clock[0])
    queue.add()
    wait_for_part(queue)

    clock[0] += 100.0

    assert queue.end().state == "done"
    holding.release()
    assert queue.path().read_bytes() == LARGE


def _unavailable_once():
    from tests.support.hub.spoilers import answering

    return answering(503, server="cdn", times=1)
