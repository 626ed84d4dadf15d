import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_chat.faults import FaultError
from desktop_chat.models.folder import move_models
from desktop_chat.models.library import Library
from tests.support.gguf_factory import tiny

FILES = ("owner/이름/a.gguf", "b.gguf", "owner/big/c-00001-of-00002.gguf", "owner/big/c-00002-of-00002.gguf")
DOWNLOAD = ("owner/d/d.gguf.part", "owner/d/d.gguf.part.json")
OTHER = "owner/d/README.md"


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """Give a folder with models, one of them in two parts, an unfinished download and something else."""
    folder = tmp_path / "옛 폴더"
    for number, name in enumerate((*FILES, *DOWNLOAD, OTHER)):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(bytes([number]) * 50_000)
    for name in FILES[:2]:
        tiny(folder / name, name=name)
    return folder


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return tmp_path / "새 폴더" / "models"


@pytest.fixture
def library(tmp_path: Path, old: Path) -> Library:
    library = Library(tmp_path / "models.json")
    for name in FILES[:2]:
        library.add(old / name, place="own")
        library.set_notes(old / name, f"about {name}")
    return library


@pytest.fixture
def other_drive(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse links and renames as between two drives."""

    def refuse(_source: object, _target: object) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(os, "rename", refuse)


def contents(folder: Path) -> dict[str, bytes]:
    """Give every file below a folder with what is in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def moved_of(before: dict[str, bytes]) -> dict[str, bytes]:
    return {name: content for name, content in before.items() if name != OTHER}


def check_moved(before: dict[str, bytes], old: Path, new: Path, library: Library) -> None:
    assert contents(new) == moved_of(before)
    assert contents(old) == {OTHER: before[OTHER]}
    assert {model.path: model.notes for model in library.listed()} == {
        str(new / name): f"about {name}" for name in FILES[:2]
    }
    assert all(model.exists and not model.has_changed for model in library.check())


def test_models_and_downloads_move_and_nothing_else(old, new, library):
    before, inode = contents(old), (old / FILES[0]).stat().st_ino

    assert move_models(old, new, library)

    check_moved(before, old, new, library)
    assert (new / FILES[0]).stat().st_ino == inode, "on one drive nothing is copied"
    assert sorted(path.name for path in old.iterdir()) == ["owner"], "folders that are empty now are gone"


@pytest.mark.usefixtures("other_drive")
def test_to_another_drive_models_are_copied(old, new, library):
    before, modified = contents(old), (old / FILES[0]).stat().st_mtime_ns

    assert move_models(old, new, library)

    check_moved(before, old, new, library)
    assert (new / FILES[0]).stat().st_mtime_ns == modified


def test_where_there_are_no_links_models_are_renamed(old, new, library, monkeypatch):
    before = contents(old)

    def refuse(_source: object, _target: object) -> None:
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", refuse)

    assert move_models(old, new, library)
    check_moved(before, old, new, library)


@pytest.mark.usefixtures("other_drive")
def test_progress_is_told_in_bytes(old, new, library):
    told = []
    total = sum(map(len, moved_of(contents(old)).values()))

    move_models(old, new, library, on_progress=lambda done, whole: told.append((done, whole)))

    assert told[0] == (0, total)
    assert told[-1] == (total, total)
    assert [done for done, _ in told] == sorted(done for done, _ in told)


@pytest.mark.usefixtures("other_drive")
@pytest.mark.parametrize("calls", range(0, 24, 3))
def test_a_move_given_up_leaves_each_model_whole_in_one_place(old, new, library, calls):
    before, seen = contents(old), []

    def is_cancelled() -> bool:
        seen.append(1)
        return len(seen) > calls

    is_whole = move_models(old, new, library, is_cancelled=is_cancelled)

    here, there = contents(old), contents(new)
    assert {**here, **there} == before
    assert not here.keys() & there.keys()
    assert not any(name.endswith(".moving") for name in there)
    assert all(model.exists for model in library.check())
    assert is_whole or move_models(old, new, library)
    check_moved(before, old, new, library)


def test_a_folder_inside_itself_is_refused(old, library):
    before = contents(old)

    for new in (old / "deeper", old, old / "owner" / ".." / "x"):
        with pytest.raises(FaultError) as raised:
            move_models(old, new, library)
        assert raised.value.fault.code == "move_failed"

    assert contents(old) == before


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_folder_inside_itself_by_a_link_is_refused(old, library, tmp_path):
    (tmp_path / "link").symlink_to(old)

    with pytest.raises(FaultError, match="inside"):
        move_models(old, tmp_path / "link" / "deeper", library)


def test_a_folder_that_cannot_be_written_is_a_fault_and_nothing_moves(old, library, tmp_path):
    before = contents(old)
    (tmp_path / "file").write_text("")

    with pytest.raises(FaultError) as raised:
        move_models(old, tmp_path / "file" / "models", library)

    assert raised.value.fault.code == "move_failed"
    assert contents(old) == before


def test_a_folder_that_is_gone_is_a_fault(new, library, tmp_path):
    with pytest.raises(FaultError) as raised:
        move_models(tmp_path / "nowhere", new, library)

    assert raised.value.fault.code == "move_failed"


def test_what_is_in_the_way_stays_and_the_rest_moves(old, new, library):
    before = contents(old)
    (new / "owner" / "big").mkdir(parents=True)
    (new / FILES[3]).write_bytes(b"another file")

    with pytest.raises(FaultError) as raised:
        move_models(old, new, library)

    assert raised.value.fault.values["reason"] == f"“{Path(FILES[3])}” is there already"
    here, there = contents(old), contents(new)
    assert sorted(here) == sorted([FILES[2], FILES[3], OTHER])
    assert there[FILES[3]] == b"another file"
    assert there[FILES[0]] == before[FILES[0]]


def test_what_is_there_already_with_the_same_content_is_not_moved_twice(old, new, library):
    before = contents(old)
    new.mkdir(parents=True)
    (new / FILES[1]).write_bytes(before[FILES[1]])

    assert move_models(old, new, library)
    assert contents(new) == moved_of(before)


@pytest.mark.skipif(not Path("/dev/shm").is_dir(), reason="needs a second file system")
def test_a_full_drive_is_told_before_anything_moves(old, library):
    target = Path("/dev/shm") / f"desktop-chat-{os.getpid()}"
    if target.parent.stat().st_dev == old.stat().st_dev:
        pytest.skip("both are one file system")
    with (old / FILES[1]).open("ab") as file:
        file.truncate(1 << 42)  # takes no room here
    try:
        with pytest.raises(FaultError) as raised:
            move_models(old, target, library, is_cancelled=lambda: True)  # it would fill the drive
        assert raised.value.fault.code == "move_no_room"
        assert list(target.iterdir()) == []
    finally:
        target.rmdir()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_still_leads_to_its_model(old, new, library, tmp_path):
    real = tiny(tmp_path / "real.gguf")
    (old / "link.gguf").symlink_to(os.path.relpath(real, old))

    assert move_models(old, new, library)
    assert (new / "link.gguf").resolve() == real
    assert not (old / "link.gguf").is_symlink()


# ---- killed

MOVER = """
import errno, os, signal, sys
from pathlib import Path
from desktop_chat.models import folder
from desktop_chat.models.library import Library
folder.CHUNK_BYTES = 20_000
old, new, list_file, mode, moment = sys.argv[1:]
count = 0
def refuse(*_paths):
    raise OSError(errno.EXDEV, "Invalid cross-device link")
if mode == "copy":
    os.link = os.rename = refuse
def watch(event, _arguments):
    global count
    if event in {"open", "os.link", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "progress"}:
        count += 1
        if count == int(moment):
            os.kill(os.getpid(), signal.SIGKILL)
library = Library(Path(list_file))
library.listed()
import filelock
sys.addaudithook(watch)
folder.move_models(Path(old), Path(new), library, on_progress=lambda *_bytes: watch("progress", ()))
print(count)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="has no such kill")
@pytest.mark.parametrize(
    ("mode", "moment"), [("link", at) for at in range(3, 75, 9)] + [("copy", at) for at in range(3, 180, 11)]
)
def test_killed_at_any_moment_each_model_is_whole_and_the_move_goes_on(old, new, library, mode, moment):
    before = contents(old)
    command = [sys.executable, "-c", MOVER, old, new, old.parent / "models.json", mode]

    killed = subprocess.run([*command, str(moment)], check=False)

    assert killed.returncode == -9
    here, there = contents(old), {name: c for name, c in contents(new).items() if name in before}
    assert all(content == before[name] for folder in (here, there) for name, content in folder.items())
    assert {**here, **there} == before
    assert {*FILES[2:]} <= here.keys() or {*FILES[2:]} <= there.keys(), "the parts are whole together"
    assert all(Path(model.path).exists() for model in library.listed())
    assert subprocess.run([*command, "0"], check=True, capture_output=True).stdout
    check_moved(before, old, new, library)
