import errno
import os
import shutil
import sys
import threading
from contextlib import nullcontext
from pathlib import Path

import pytest

from desktop_chat.models.library import Library, ModelSettings
from desktop_chat.models.places.folders import Folders
from desktop_chat.ui.library_service import LibraryService
from tests.support.gguf_factory import tiny


@pytest.fixture
def service(qapp, tmp_path):
    service = LibraryService(tmp_path / "models.json")
    yield service
    service.close()


@pytest.fixture
def opened(service, qtbot):
    with qtbot.waitSignal(service.changed):
        service.open()
    return service


@pytest.fixture
def own(tmp_path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    return folder


def names(service):
    return [model.name for model in service.models]


def added(service, qtbot, path, **values):
    """Add a file and wait until it is known."""
    with qtbot.waitSignal(service.added) as signal:
        service.add(str(path), **values)
    return signal.args[0]


def test_a_file_is_added_and_found_by_itself_and_by_its_copy(opened, qtbot, tmp_path):
    path = tiny(tmp_path / "a.gguf")
    copy = shutil.copy(path, tmp_path / "b.gguf")

    model = added(opened, qtbot, path, repository="owner/name")
    added(opened, qtbot, copy)

    assert model.repository == "owner/name"
    assert opened.find(str(path)) == opened.find(str(copy)) == opened.models[0]


def test_a_file_that_is_no_model_is_refused(opened, qtbot, tmp_path):
    (tmp_path / "a.gguf").write_text("hello")

    with qtbot.waitSignal(opened.refused) as signal:
        opened.add(str(tmp_path / "a.gguf"))

    assert signal.args[0].code == "not_gguf"


def test_what_is_said_of_a_model_is_shown_and_kept(opened, qtbot, tmp_path):
    path = added(opened, qtbot, tiny(tmp_path / "a.gguf")).path

    opened.set_notes(path, "좋다")
    opened.set_template(path, "chatml")
    opened.set_reply_rate(path, 12.0)
    opened.touch(path)
    opened.mark_seen(path)
    opened.set_settings(path, ModelSettings(top_p=0.5))
    qtbot.waitUntil(lambda: opened.settings(path) == ModelSettings(top_p=0.5))

    model = Library(tmp_path / "models.json").find(path)
    assert (model.notes, model.template, model.reply_rate) == ("좋다", "chatml", 12.0)
    assert opened.template(path) == "chatml"


def test_a_setting_out_of_its_range_is_refused(opened, qtbot, tmp_path):
    path = added(opened, qtbot, tiny(tmp_path / "a.gguf")).path

    with qtbot.waitSignal(opened.refused) as signal:
        opened.set_settings(path, ModelSettings(top_p=5.0))

    assert signal.args[0].code == "bad_setting"
    assert opened.settings(path) == ModelSettings()


def test_a_model_that_is_not_known_has_no_settings_and_no_template(opened):
    assert opened.find("nowhere") is None
    assert opened.settings("nowhere") == ModelSettings()
    assert opened.template("nowhere") == ""


def test_the_list_is_shown_before_any_file_is_looked_at(service, qtbot, tmp_path):
    path = tiny(tmp_path / "a.gguf")
    Library(tmp_path / "models.json").add(path)
    path.unlink()
    seen = []
    service.changed.connect(lambda models: seen.append([model.exists for model in models]))

    service.open()

    qtbot.waitUntil(lambda: len(seen) == 2)
    assert seen == [[True], [False]]


def test_our_folder_is_scanned(opened, qtbot, own):
    tiny(own / "a.gguf", name="New")
    opened.scan(str(own))
    qtbot.waitUntil(lambda: names(opened) == ["New"])

    (own / "a.gguf").unlink()
    opened.scan(str(own))
    qtbot.waitUntil(lambda: names(opened) == [])


def test_models_of_other_apps_are_found_and_taken_in(opened, qtbot, tmp_path):
    folders = Folders(tmp_path / "home", {}, "linux", tmp_path / "root")
    path = tmp_path / "home" / ".cache" / "gpt4all" / "a.gguf"
    path.parent.mkdir(parents=True)
    tiny(path)
    with qtbot.waitSignal(opened.found) as signal:
        opened.find_in_apps(folders)
    (found,) = signal.args[0]

    with qtbot.waitSignal(opened.changed):
        opened.add_found([found])

    assert [(model.path, model.place, model.name) for model in opened.models] == [(str(path), "gpt4all", "a")]


def test_a_found_model_that_is_gone_is_refused_and_the_others_come_in(opened, qtbot, tmp_path):
    folders = Folders(tmp_path / "home", {}, "linux", tmp_path / "root")
    folder = tmp_path / "home" / ".cache" / "gpt4all"
    folder.mkdir(parents=True)
    for name in "ab":
        tiny(folder / f"{name}.gguf", name=name)
    with qtbot.waitSignal(opened.found) as signal:
        opened.find_in_apps(folders)
    (folder / "a.gguf").unlink()

    with qtbot.waitSignal(opened.refused) as refused:
        opened.add_found(signal.args[0])

    assert refused.args[0].code == "file_missing"
    assert names(opened) == ["b"]


def test_adding_a_model_does_not_wait_for_a_look_at_files(opened, qtbot, own, tmp_path, monkeypatch):
    asked, answered = threading.Event(), threading.Event()

    def hang(_folder):
        asked.set()
        answered.wait(10)
        return nullcontext(iter(()))

    monkeypatch.setattr(os, "scandir", hang)
    opened.scan(str(own))
    assert asked.wait(10)

    assert added(opened, qtbot, tiny(tmp_path / "a.gguf", name="Quick")).name == "Quick"
    answered.set()


def test_the_end_does_not_wait_for_a_drive_that_does_not_answer(qapp, qtbot, own, tmp_path, monkeypatch):
    service = LibraryService(tmp_path / "models.json")
    asked, answered = threading.Event(), threading.Event()

    def hang(_folder):
        asked.set()
        answered.wait(30)
        return nullcontext(iter(()))

    monkeypatch.setattr("desktop_chat.ui.library_service.SCAN_END_SECONDS", 0.01)
    monkeypatch.setattr(os, "scandir", hang)
    service.scan(str(own))
    assert asked.wait(10)

    service.close()

    assert not answered.is_set(), "the thread that hangs is left behind"
    answered.set()


def test_a_forgotten_model_stays_away(opened, qtbot, own):
    path = tiny(own / "a.gguf")
    opened.scan(str(own))
    qtbot.waitUntil(lambda: len(opened.models) == 1)

    opened.forget(str(path))
    qtbot.waitUntil(lambda: opened.models == [])
    with qtbot.waitSignal(opened.changed):
        opened.scan(str(own))

    assert opened.models == []
    assert path.exists()


def test_the_bin_refuses_what_is_not_there(opened, qtbot, own):
    with qtbot.waitSignal(opened.refused) as signal:
        opened.move_to_bin(str(own / "a.gguf"), str(own))

    assert signal.args[0].code == "file_missing"


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere it would be the user's own bin")
def test_a_model_in_the_bin_is_off_the_list(opened, qtbot, own, tmp_path, monkeypatch):
    plat = pytest.importorskip("send2trash.plat_other")
    monkeypatch.setattr(plat, "HOMETRASH_B", os.fsencode(tmp_path / "Trash"))
    monkeypatch.setenv("HOME", str(tmp_path))
    path = added(opened, qtbot, tiny(own / "a.gguf")).path

    with qtbot.waitSignal(opened.binned) as signal:
        opened.move_to_bin(path, str(own))

    assert signal.args == [path]
    assert opened.models == []
    assert (tmp_path / "Trash" / "files" / "a.gguf").exists()


def test_our_folder_moves_and_the_list_follows(opened, qtbot, own, tmp_path):
    tiny(own / "a.gguf")
    opened.scan(str(own))
    qtbot.waitUntil(lambda: len(opened.models) == 1)
    told = []
    opened.move_progress.connect(lambda done, total: told.append((done, total)))

    with qtbot.waitSignal(opened.moved) as signal:
        opened.move_folder(str(own), str(tmp_path / "new"))

    assert signal.args == [str(tmp_path / "new")]
    size = (tmp_path / "new" / "a.gguf").stat().st_size
    assert told[-1] == (size, size)
    qtbot.waitUntil(lambda: opened.models[0].path == str(tmp_path / "new" / "a.gguf"))


def test_a_move_into_itself_is_refused(opened, qtbot, own):
    with qtbot.waitSignal(opened.refused) as signal:
        opened.move_folder(str(own), str(own / "deeper"))

    assert signal.args[0].code == "move_failed"


def test_a_move_can_be_given_up(opened, qtbot, own, tmp_path, monkeypatch):
    tiny(own / "a.gguf")

    def stop(_source, _target):
        opened.stop_moving()
        raise OSError(errno.EXDEV, "Invalid cross-device link")

    monkeypatch.setattr(os, "link", stop)
    monkeypatch.setattr(os, "rename", stop)

    with qtbot.waitSignal(opened.move_stopped):
        opened.move_folder(str(own), str(tmp_path / "new"))

    assert (own / "a.gguf").exists()
    assert list((tmp_path / "new").iterdir()) == []


def test_a_damaged_list_is_told(service, qtbot, tmp_path):
    (tmp_path / "models.json").write_text("{")

    with qtbot.waitSignal(service.refused) as signal:
        service.open()

    assert signal.args[0].code == "library_damaged"
