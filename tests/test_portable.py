"""A portable app is carried from one PC to another: everything is beside it, and found again where that is now."""

import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from desktop_chat import portable as portable_module
from desktop_chat.chat.personas import Persona
from desktop_chat.chat.searching import SearchQuery
from desktop_chat.chat.store import open_store
from desktop_chat.models.hub.download import Download, DownloadRequest
from desktop_chat.models.hub.downloads.queue_file import QueueFile
from desktop_chat.models.library import Library
from desktop_chat.models.loading_marker import LoadingMarker
from desktop_chat.paths import Paths
from desktop_chat.portable import found, kept, portable_folder
from desktop_chat.settings import Settings, SettingsFile, StorageSettings
from desktop_chat.ui.window_state import (
    KeptPlaces,
    WindowState,
    WindowStates,
    read_window_states,
    write_window_states,
)
from tests.support.gguf_factory import tiny

ROOT = Path(__file__).resolve().parent.parent


def plug_in(folder, monkeypatch):
    """Let this be the packaged app of a folder."""
    monkeypatch.delenv("DESKTOP_CHAT_HOME", raising=False)
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", str(folder / "desktop-chat"))
    portable_folder.cache_clear()
    return Paths.standard()


@pytest.fixture
def stick(tmp_path):
    """A stick with the app on it, which is not portable yet."""
    folder = tmp_path / "스틱"
    folder.mkdir()
    (folder / "desktop-chat").touch()
    return folder


@pytest.fixture
def portable(stick, monkeypatch):
    """Give the folders of the app on a stick."""
    (stick / "portable").touch()
    paths = plug_in(stick, monkeypatch)
    paths.make()
    return paths


@pytest.fixture
def carry(portable, stick, monkeypatch):
    """Give what plugs the stick in where it has another name; it gives the folders there."""

    def carry():
        return plug_in(stick.rename(stick.with_name("E")), monkeypatch)

    return carry


# ---- where everything is


def test_a_packaged_app_with_the_file_keeps_everything_in_a_folder_beside_itself(portable, stick):
    folders = (portable.data, portable.config, portable.cache, portable.logs)
    assert portable.is_portable
    assert {folder.parent for folder in folders} == {stick / "data"}
    assert sorted(each.name for each in stick.iterdir()) == ["data", "desktop-chat", "portable"]


def test_a_packaged_app_without_the_file_does_not(stick, monkeypatch):
    paths = plug_in(stick, monkeypatch)
    assert not paths.is_portable
    assert not paths.database.is_relative_to(stick)


def test_a_home_that_is_set_goes_first(portable, tmp_path, monkeypatch):
    monkeypatch.setenv("DESKTOP_CHAT_HOME", str(tmp_path / "home"))
    portable_folder.cache_clear()
    assert Paths.standard().data == tmp_path / "home" / "data"
    assert not Paths.standard().is_portable


def test_an_app_of_macos_keeps_everything_beside_its_bundle(tmp_path, monkeypatch):
    inside = tmp_path / "Desktop Chat.app" / "Contents" / "MacOS"
    inside.mkdir(parents=True)
    (tmp_path / "portable").touch()
    assert plug_in(inside, monkeypatch).data == tmp_path / "data" / "data"


def test_a_checkout_with_the_file_keeps_everything_in_itself(tmp_path, monkeypatch):
    for name in ("assets", "desktop_chat"):
        (tmp_path / name).mkdir()
    (tmp_path / "portable").touch()
    monkeypatch.delenv("DESKTOP_CHAT_HOME")
    monkeypatch.setattr(portable_module, "__file__", str(tmp_path / "desktop_chat" / "portable.py"))
    portable_folder.cache_clear()
    assert Paths.standard().data == tmp_path / "data" / "data"


def test_an_installed_wheel_cannot_be_portable(tmp_path, monkeypatch):
    (tmp_path / "site-packages" / "desktop_chat" / "assets").mkdir(parents=True)
    (tmp_path / "site-packages" / "portable").touch()
    monkeypatch.delenv("DESKTOP_CHAT_HOME")
    module = tmp_path / "site-packages" / "desktop_chat" / "portable.py"
    monkeypatch.setattr(portable_module, "__file__", str(module))
    portable_folder.cache_clear()
    assert not Paths.standard().is_portable


# ---- what cannot be written to


@pytest.mark.skipif(
    os.name == "nt" or os.geteuid() == 0, reason="permissions of POSIX that hold for this user"
)
def test_a_stick_that_cannot_be_written_to_is_named(portable):
    portable.data.chmod(0o500)
    with pytest.raises(OSError, match="denied") as raised:
        portable.make()
    portable.data.chmod(0o700)
    assert raised.value.filename == str(portable.data)


def test_a_folder_that_has_gone_is_no_folder_to_write_in(portable, stick):
    (stick / "data" / "data").rmdir()
    (stick / "data" / "data").write_text("a file")
    with pytest.raises(OSError, match="exists"):
        portable.make()


# ---- paths that lie in it


def test_only_a_path_inside_is_kept_relative(portable, stick):
    inside = str(stick / "models" / "작은.gguf")
    assert kept(inside) == "portable:models/작은.gguf"
    assert found(kept(inside)) == inside
    beside = str(stick.parent / "other.gguf")
    for path in (beside, "gpt-4o", "", str(stick) + "2/x.gguf"):
        assert kept(path) == path
        assert found(path) == path


def test_nothing_is_kept_relative_by_an_installed_app(stick):
    path = str(stick / "x.gguf")
    assert kept(path) == path
    assert found("portable:x.gguf") == "portable:x.gguf"


def test_models_are_found_under_another_drive_letter(portable, carry):
    portable.models.mkdir()
    model = tiny(portable.models / "tiny.gguf")
    library = Library(portable.library_file)
    library.add(model, place="own")
    library.set_notes(model, "good")
    assert str(portable.data) not in portable.library_file.read_text("utf-8")
    there = carry()
    (listed,) = Library(there.library_file).scan_own_folder(there.models)
    assert listed.path == str(there.models / "tiny.gguf")
    assert listed.notes == "good"


def test_models_that_lie_elsewhere_stay_where_they_are(portable, carry, tmp_path):
    model = tiny(tmp_path / "elsewhere.gguf")
    Library(portable.library_file).add(model)
    assert [one.path for one in Library(carry().library_file).all()] == [str(model)]


def test_conversations_go_on_with_the_model_they_had(portable, carry):
    model = str(portable.models / "tiny.gguf")
    store = open_store(portable.database).store
    talk = store.create_conversation(model=model)
    asked = store.add_message(talk.id, None, "user", "hello")
    store.add_message(talk.id, asked.id, "assistant", "hello there", model=model)
    store.save_persona(Persona("", "나", "나", model=model))
    other = store.create_conversation(model="x")
    store.set_model(other.id, model)
    while store.index_some(100):
        pass
    store.close()
    assert os.fsencode(portable.data) not in portable.database.read_bytes()
    there = carry()
    moved = str(there.models / "tiny.gguf")
    store = open_store(there.database).store
    assert {one.model for one in store.conversations()} == {moved}
    assert store.conversation(talk.id).model == store.messages(talk.id)[-1].model == moved
    assert store.own_personas()[0].model == moved
    assert len(store.search(SearchQuery("hello", model=moved), 9)) == 2
    store.close()


def test_settings_windows_and_downloads_name_what_is_on_the_stick(portable, carry, stick):
    folder, model = str(stick / "모델"), str(portable.models / "tiny.gguf")
    SettingsFile(portable.settings_file).write(Settings(storage=StorageSettings(folder)))
    states = WindowStates((WindowState(model=model, folder=folder),), KeptPlaces(folders={"export": folder}))
    write_window_states(portable.window_file, states)
    download = Download("1", DownloadRequest("a/b", (), "B", folder=folder), folder=folder, path=model)
    QueueFile(portable.downloads_file).write([download])
    LoadingMarker(portable.loading_marker).set(Path(model))
    there = carry()
    moved, moved_model = str(stick.with_name("E") / "모델"), str(there.models / "tiny.gguf")
    settings, refused = SettingsFile(there.settings_file).read()
    assert (settings.storage.models_folder, refused) == (moved, [])
    read = read_window_states(there.window_file)
    assert read == replace(
        states,
        windows=(WindowState(model=moved_model, folder=moved),),
        places=KeptPlaces(folders={"export": moved}),
    )
    (queued,), _ = QueueFile(there.downloads_file).read()
    assert (queued.folder, queued.request.folder, queued.path) == (moved, moved, moved_model)
    assert LoadingMarker(there.loading_marker).read() == Path(moved_model)


# ---- the whole app


START = """
import sys
from desktop_chat import app
sys.frozen, sys.executable = True, sys.argv[1]
from PySide6.QtCore import QObject, QEvent
from PySide6.QtWidgets import QMessageBox, QWidget

class End(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget) and watched.isWindow():
            if isinstance(watched, QMessageBox):
                print(watched.text(), flush=True)
            watched.close()
        return False

def watched(kind):
    def make(*given):
        qt = kind(*given)
        qt.end = End()
        qt.installEventFilter(qt.end)
        return qt
    return make

app.Application = watched(app.Application)
sys.exit(app.run())
"""


def start(stick):
    """Start the whole app of a stick, which ends at once, or says why it cannot go on."""
    environment = {name: value for name, value in os.environ.items() if name != "DESKTOP_CHAT_HOME"}
    return subprocess.run(
        [sys.executable, "-c", START, str(stick / "desktop-chat")],
        cwd=ROOT,
        env=environment | {"LANGUAGE": "en", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_the_app_says_what_to_do_where_the_stick_cannot_be_written_to(stick):
    (stick / "portable").touch()
    (stick / "data").write_text("in the way")
    done = start(stick)
    assert done.returncode == 1, done.stderr
    assert "portable" in done.stdout
    assert "write protection" in done.stdout
    assert (stick / "data").read_text() == "in the way"


def test_the_app_starts_after_the_stick_was_pulled_out_of_another_pc(stick):
    (stick / "portable").touch()
    data = stick / "data" / "data"
    data.mkdir(parents=True)
    (data / "running.lock").write_text("1\ndesktop-chat\nANOTHER-PC\n\n\n")
    done = start(stick)
    assert done.returncode == 0, done.stderr
    assert (data / "conversations.db").exists()


def test_what_is_written_down_is_read_by_an_app_that_is_not_portable(portable, monkeypatch, home):
    states = WindowStates((WindowState(model=str(portable.models / "tiny.gguf")),))
    write_window_states(portable.window_file, states)
    monkeypatch.setenv("DESKTOP_CHAT_HOME", str(home))
    portable_folder.cache_clear()
    assert read_window_states(portable.window_file).windows[0].model == "portable:data/data/models/tiny.gguf"
    assert msgspec.json.decode(portable.window_file.read_bytes())["windows"]
