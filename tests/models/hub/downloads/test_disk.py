"""Disks that are full, gone, closed or strange; and other processes that write there."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from desktop_chat.faults import Fault
from desktop_chat.models.hub.downloads.disk import disk_fault
from desktop_chat.models.hub.downloads.partial import PartialFile
from desktop_chat.settings import DownloadSettings
from tests.models.hub.downloads.conftest import LARGE, NAME, QUICK, SMALL, OpenQueue, Queue
from tests.models.hub.downloads.disks import closed, small_disk
from tests.support.hub.senders import Holding, sending
from tests.support.hub.server import FakeHub, FakeRepository

ROOT = Path(__file__).parents[4]
MB = 1 << 20


@pytest.fixture
def hold(hub: FakeHub) -> Iterator[Holding]:
    """Let every download get a megabyte and then nothing until it is released."""
    holding = Holding(MB)
    hub.plan.faults.append(sending(holding))
    yield holding
    holding.release()


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """Give a disk with room for the large model and a bit."""
    with small_disk(tmp_path / "disk", 32 * MB) as disk:
        yield disk


def wait_for_part(queue: Queue) -> None:
    queue.wait_for_progress(lambda progress: progress.done_bytes >= MB)


def code(fault: Fault | None) -> str:
    return fault.code if fault else ""


def fill(disk: Path, left: int) -> Path:
    """Leave so many bytes free on a disk."""
    file = disk / "filling"
    with file.open("wb") as content:
        while (free := shutil.disk_usage(disk).free - left) > 0:
            content.write(bytes(min(free, MB)))
            content.flush()
    return file


# ---- full


def test_a_model_that_does_not_fit_is_refused_before_the_first_byte(
    open_queue: OpenQueue, hub: FakeHub, large: FakeRepository, disk: Path
) -> None:
    fill(disk, 10 * MB)
    queue = open_queue(models=disk / "models")
    queue.add()
    failed = queue.end()

    assert failed.state == "failed"
    assert failed.fault == Fault("download_no_room", {"name": NAME, "needed": "25 MB", "free": "10 MB"})
    assert queue.bytes_served == 0
    assert [*(disk / "models").rglob("*")] == []


def test_all_parts_of_a_split_model_have_to_fit(open_queue: OpenQueue, hub: FakeHub, disk: Path) -> None:
    repository = hub.add(FakeRepository("own/Model-GGUF"))
    for number in (1, 2):
        repository.add(f"model-0000{number}-of-00002.gguf", LARGE)
    queue = open_queue(models=disk / "models")
    queue.add(*repository.files)

    assert code(queue.end().fault) == "download_no_room"
    assert queue.bytes_served == 0


def test_a_disk_that_fills_midway_pauses_and_what_is_there_is_kept(
    open_queue: OpenQueue, hub: FakeHub, large: FakeRepository, disk: Path, hold: Holding
) -> None:
    queue = open_queue(models=disk / "models")
    queue.add()
    wait_for_part(queue)
    filling = fill(disk, 3 * MB)
    hold.release()
    paused = queue.end()
    assert (paused.state, code(paused.fault)) == ("paused", "download_disk_full")
    assert not [*disk.rglob("*.gguf")]
    kept, served = paused.done_bytes, queue.bytes_served

    filling.unlink()
    queue.forget()
    queue.downloads.resume(paused.id)

    assert queue.end("done", "failed").state == "done"
    assert Path(queue.told[-1][0].path).read_bytes() == LARGE
    assert queue.bytes_served - served <= len(LARGE) - kept + 4 * (64 << 10)


def test_a_disk_that_gets_low_is_not_filled_to_its_end(
    open_queue: OpenQueue, large: FakeRepository, disk: Path, hold: Holding
) -> None:
    queue = open_queue(models=disk / "models", patience=msgspec.structs.replace(QUICK, reserve=4 * MB))
    queue.add()
    wait_for_part(queue)
    fill(disk, 3 * MB)
    paused = queue.end()

    assert (paused.state, code(paused.fault)) == ("paused", "download_disk_full")
    assert paused.done_bytes <= 4 * MB  # what came before the hub held the rest back


def test_a_full_disk_is_noticed_before_going_on(
    open_queue: OpenQueue, large: FakeRepository, disk: Path, hold: Holding
) -> None:
    queue = open_queue(models=disk / "models")
    queue.add()
    wait_for_part(queue)
    queue.downloads.pause(queue.told[-1][0].id)
    paused = queue.wait_for_state("paused")
    fill(disk, 3 * MB)
    queue.downloads.resume(paused.id)
    full = queue.wait(lambda download: download.fault is not None)

    assert (full.state, code(full.fault)) == ("paused", "download_disk_full")


def test_a_full_disk_does_not_stop_the_queue_from_starting(
    open_queue: OpenQueue, large: FakeRepository, disk: Path, hold: Holding
) -> None:
    file = disk / "downloads.json"
    first = open_queue(file=file)
    first.add()
    wait_for_part(first)
    first.downloads.close()
    fill(disk, 0)
    hold.release()

    second = open_queue(file=file)

    assert second.end().state == "done"  # it lies on another disk


# ---- gone


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps folders with open files")
def test_a_folder_that_is_removed_pauses_and_is_not_made_again(
    queue: Queue, large: FakeRepository, hold: Holding
) -> None:
    queue.add()
    wait_for_part(queue)
    shutil.rmtree(queue.models)
    hold.release()
    paused = queue.end()
    assert paused.state == "paused"
    assert paused.fault == Fault("download_folder_gone", {"folder": str(queue.path().parent)})

    queue.forget()
    queue.downloads.resume(paused.id)

    still = queue.wait(lambda download: download.fault is not None)
    assert still.fault == Fault("download_folder_gone", {"folder": str(queue.models)})
    assert not queue.models.exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps open files")
def test_a_partial_file_that_is_deleted_is_fetched_again(
    queue: Queue, hub: FakeHub, large: FakeRepository, hold: Holding
) -> None:
    queue.add()
    wait_for_part(queue)
    hub.plan.faults.clear()
    queue.path().with_name(f"{NAME}.part").unlink()

    assert queue.end().state == "done"
    assert queue.path().read_bytes() == LARGE


# ---- closed


def test_a_folder_that_cannot_be_written_pauses(
    open_queue: OpenQueue, hub: FakeHub, repository: FakeRepository, disk: Path
) -> None:
    queue = open_queue()
    with closed(disk):
        queue.add(folder=str(disk))
        paused = queue.end()
    assert paused.state == "paused"
    assert paused.fault == Fault("download_folder_closed", {"folder": str(disk)})

    queue.downloads.resume(paused.id)

    assert queue.end("done", "failed").state == "done"


# ---- strange


@pytest.mark.skipif(sys.platform == "win32", reason="how long a path may be depends on a setting of Windows")
def test_a_long_path_with_hangul_and_spaces_works(
    open_queue: OpenQueue, hub: FakeHub, tmp_path: Path
) -> None:
    name = "Q4 양자화/모델 이름 & more-Q4_K_M.gguf"
    hub.add(FakeRepository("own/Model-GGUF")).add(name, SMALL)
    models = tmp_path / ("내 모델 " * 8).strip() / ("models and more " * 8).strip()
    queue = open_queue(models=models)
    queue.add()

    done = queue.end()

    assert len(done.path) > 250
    assert Path(done.path) == models / "own" / "Model-GGUF" / name
    assert Path(done.path).read_bytes() == SMALL


@pytest.mark.skipif(sys.platform == "win32", reason="Windows counts the whole path")
def test_a_folder_whose_name_is_too_long_is_told(queue: Queue, repository: FakeRepository) -> None:
    queue.add(folder=str(queue.models / ("모" * 100)))
    failed = queue.end()

    assert failed.fault == Fault("download_path_long", {"name": NAME})


@pytest.mark.parametrize("name", ["../../model.gguf", "/model.gguf", "a/../../../model.gguf"])
def test_a_name_that_leads_out_of_the_folder_is_refused(
    queue: Queue, hub: FakeHub, name: str, tmp_path: Path
) -> None:
    hub.add(FakeRepository("own/Model-GGUF")).add(name, SMALL)
    queue.add()
    failed = queue.end()

    assert (failed.state, code(failed.fault)) == ("failed", "hub_name_unsafe")
    assert hub.requests == []
    assert not [*tmp_path.rglob("*.gguf")]


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="this system has no links to fall for")
@pytest.mark.parametrize("ending", ["", ".part", ".part.journal", ".part.lock"])
def test_links_are_not_followed_out_of_the_folder(
    queue: Queue, hub: FakeHub, repository: FakeRepository, tmp_path: Path, ending: str
) -> None:
    outside = tmp_path / "outside"
    outside.write_bytes(b"mine")
    queue.path().parent.mkdir(parents=True)
    queue.path().with_name(NAME + ending).symlink_to(outside)
    queue.add()
    queue.end()

    assert outside.read_bytes() == b"mine"
    if not ending.endswith("lock"):
        assert queue.path().read_bytes() == SMALL
        assert not queue.path().is_symlink()


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        (errno.ENOSPC, "download_disk_full"),
        (getattr(errno, "EDQUOT", errno.ENOSPC), "download_disk_full"),
        (errno.EACCES, "download_folder_closed"),
        (errno.EROFS, "download_folder_closed"),
        (errno.ENAMETOOLONG, "download_path_long"),
        (errno.ENOENT, "download_folder_gone"),
        (errno.EIO, "download_folder_gone"),
        (errno.EFBIG, "download_failed"),
    ],
)
def test_errors_of_the_disk_have_their_sentences(tmp_path: Path, number: int, expected: str) -> None:
    error = OSError(number, os.strerror(number))

    fault = disk_fault(error, tmp_path / "gone" / NAME, 3_000_000)

    assert fault.code == expected
    assert "{" not in fault.sentence()


# ---- two apps at once


def test_a_file_has_one_writer_in_a_process(tmp_path: Path) -> None:
    from desktop_chat.faults import FaultError

    with PartialFile(tmp_path / NAME), pytest.raises(FaultError) as raised, PartialFile(tmp_path / NAME):
        pass

    assert raised.value.fault == Fault("download_in_use", {"name": NAME})
    assert [*tmp_path.iterdir()] == []


def test_a_second_app_leaves_a_download_to_the_first(
    open_queue: OpenQueue, hub: FakeHub, large: FakeRepository, hold: Holding, tmp_path: Path
) -> None:
    queue = open_queue(settings=DownloadSettings(connections=1))
    queue.add()
    wait_for_part(queue)

    other = subprocess.run(
        [sys.executable, "-m", "tests.models.hub.downloads.child", hub.url, str(queue.models), "1"],
        cwd=ROOT,
        input=msgspec.json.encode(queue.request()),
        capture_output=True,
        check=False,
        timeout=60,
    )
    hold.release()

    assert other.stdout.decode().split() == ["failed", "download_in_use"]
    assert queue.end().state == "done"
    assert queue.path().read_bytes() == LARGE
    assert [each.name for each in queue.path().parent.iterdir()] == [NAME]
