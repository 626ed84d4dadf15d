"""Saving code of a reply to a file, and saying what was copied."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog

from tests.app.speakers import GREETING


@pytest.fixture
def greeted(person, models):
    person.start_with(models["greeter"])
    person.ask("Hello")
    return person


@pytest.fixture
def shown(greeted):
    """The files that were shown in their folder."""
    shown = []
    greeted.transcript.save_requested.emit("x = 1", "python")
    greeted.wait_for(QFileDialog).reject()
    greeted.app.controller._surface._code_saving._reveal = shown.append
    return shown


def ask_to_save(person, code="x = 1", language="python"):
    person.transcript.save_requested.emit(code, language)
    return person.wait_for(QFileDialog)


def choose(dialog, path):
    dialog.fileSelected.emit(str(path))
    dialog.close()


def test_code_is_saved_under_a_name_of_its_language(greeted, shown, tmp_path):
    dialog = ask_to_save(greeted, "print('안녕')")
    assert [Path(each).name for each in dialog.selectedFiles()] == ["main.py"]
    choose(dialog, tmp_path / "hello.py")
    greeted.wait(lambda: "hello.py" in greeted.window.toast.text)
    assert (tmp_path / "hello.py").read_text(encoding="utf-8") == "print('안녕')\n"
    greeted.click(greeted.button("Show in folder", greeted.window.toast))
    assert shown == [tmp_path / "hello.py"]


def test_the_last_folder_is_offered_also_after_a_restart(greeted, tmp_path):
    folder = tmp_path / "코드"
    folder.mkdir()
    choose(ask_to_save(greeted), folder / "main.py")
    greeted.wait((folder / "main.py").exists)
    dialog = ask_to_save(greeted)
    assert dialog.directory().absolutePath() == str(folder)
    dialog.close()
    greeted.restart()
    dialog = ask_to_save(greeted)
    assert dialog.directory().absolutePath() == str(folder)
    dialog.close()


def test_a_disk_that_refuses_is_said_and_another_place_is_offered(greeted, tmp_path):
    (tmp_path / "file").write_text("not a folder")
    choose(ask_to_save(greeted), tmp_path / "file" / "main.py")
    greeted.wait(lambda: greeted.window.toast.text.startswith("The code was not saved:"))
    greeted.click(greeted.button("Save elsewhere…", greeted.window.toast))
    choose(greeted.wait_for(QFileDialog), tmp_path / "main.py")
    greeted.wait((tmp_path / "main.py").exists)


def test_what_is_copied_by_keys_is_said(greeted):
    greeted.reply.setFocus()
    greeted.press("Ctrl+C", greeted.reply)
    assert QApplication.clipboard().text() == GREETING
    assert greeted.reply.footer.copy_button.isVisible()
    assert greeted.window.toast.isHidden()
    greeted.reply.body.select_all()
    greeted.press("Ctrl+C", greeted.reply.body)
    assert greeted.window.toast.text == "Copied."


def test_copying_leaves_the_way_back_in_sight(greeted):
    greeted.transcript.delete_requested.emit(greeted.conversation.id and greeted.transcript.message_ids[0])
    greeted.wait(lambda: greeted.window.toast.text == "Message deleted.")
    greeted.transcript.copied.emit()
    assert greeted.window.toast.text == "Message deleted."
