"""Backups by the window: made, listed, and put back."""

import os
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QTreeWidget

from desktop_chat.chat.importing.undoing import imports
from desktop_chat.ui.backups.dialog import BackupsDialog
from desktop_chat.ui.exchange.import_dialog import ImportDialog
from tests.support.other_apps import chatgpt
from tests.ui.exchange.test_importing import talk


def shown(dialog):
    items = dialog.findChild(QTreeWidget)
    found = [items.topLevelItem(at) for at in range(items.topLevelItemCount())]
    return [each.data(0, Qt.ItemDataRole.AccessibleTextRole) for each in found]


@pytest.fixture
def dialog(person):
    """Open the backups from the menu."""

    def open_it():
        person.choose_in_all("Backups…")
        return person.dialog(BackupsDialog)

    return open_it


def back_up(person, dialog):
    before = len(shown(dialog))
    person.click(person.button("Back up now", dialog))
    person.wait(lambda: len(shown(dialog)) == before + 1)


def restore(person, dialog, row):
    """Ask for a backup, and mean it."""
    items = dialog.findChild(QTreeWidget)
    items.setCurrentItem(items.topLevelItem(row))
    person.click(person.button("Restore…", dialog))
    person.click(person.button("Restore", person.dialog(QMessageBox)))


def test_there_is_none_at_first_and_one_is_made_on_request(person, dialog):
    person.add("Trip", "Hello")
    backups = dialog()
    person.wait(lambda: person.has_button("Back up now", backups))
    assert not person.button("Restore…", backups).isEnabled()
    back_up(person, backups)
    assert "1 conversation" in shown(backups)[0]
    assert person.button("Restore…", backups).isEnabled()
    person.click(person.button("Back up now", backups))
    person.wait(lambda: "Nothing has changed" in backups._said.text())
    assert len(shown(backups)) == 1


def test_a_backup_takes_the_place_of_everything_and_what_was_there_is_a_backup(person, dialog):
    person.add("First", "Hello")
    backups = dialog()
    back_up(person, backups)
    person.add("Second", "Hello")
    restore(person, backups, 0)
    person.wait(lambda: "are back" in person.window.toast.text)
    person.wait(lambda: person.titles == ["First"])
    assert not person.is_shown(BackupsDialog)
    again = dialog()
    person.wait(lambda: len(shown(again)) == 2)
    restore(person, again, 0)
    person.wait(lambda: sorted(person.titles) == ["First", "Second"])


def test_what_is_not_meant_is_not_done(person, dialog):
    person.add("First", "Hello")
    backups = dialog()
    back_up(person, backups)
    person.add("Second", "Hello")
    person.click(person.button("Restore…", backups))
    box = person.dialog(QMessageBox)
    assert "kept as one more backup" in box.informativeText()
    person.press("Return", box)
    person.settle()
    assert len(person.titles) == 2


def test_the_open_conversation_is_open_again_where_the_backup_has_it(person, dialog):
    first = person.add("First", "Hello")
    backups = dialog()
    back_up(person, backups)
    person.open(first)
    person.do(lambda store: store.add_message(first, store.messages(first)[-1].id, "user", "later"))
    restore(person, backups, 0)
    person.wait(lambda: "are back" in person.window.toast.text)
    person.wait(lambda: person.conversation is not None and person.shown() == ["Hello"])


def test_another_conversation_that_has_the_id_of_the_open_one_is_not_opened(person, dialog):
    first = person.add("First", "Hello")
    backups = dialog()
    back_up(person, backups)
    person.do(lambda store: store.database.change("UPDATE conversation SET created_at = created_at + 1"))
    person.open(first)
    restore(person, backups, 0)
    person.wait(lambda: "are back" in person.window.toast.text)
    person.settle()
    assert person.conversation is None
    assert person.window.empty_state.isVisible()


def test_what_is_typed_in_a_new_chat_stays(person, dialog):
    person.add("First", "Hello")
    backups = dialog()
    back_up(person, backups)
    person.add("Second", "Hello")
    person.type("half a thought")
    restore(person, backups, 0)
    person.wait(lambda: person.titles == ["First"])
    person.settle()
    assert person.composer.text() == "half a thought"
    assert person.do(lambda store: store.draft(None)).text == "half a thought"


def test_an_undo_of_before_is_not_offered_any_more(person, dialog):
    first = person.add("First", "Hello")
    backups = dialog()
    back_up(person, backups)
    person.add("Second", "Hello")
    undo = person.app.services.conversations.delete([first])
    person.window.toast.show_message("Conversation deleted.", "Undo", undo)
    restore(person, backups, 0)
    person.wait(lambda: person.titles == ["First"])
    assert not person.has_button("Undo", person.window.toast)


def test_a_reply_being_written_is_stopped_and_kept_in_the_backup_of_what_was_there(person, dialog, models):
    person.add("First", "Hello")
    backups = dialog()
    back_up(person, backups)
    backups.accept()
    person.app.controller.add_model(models["endless"])
    person.wait_for_model(models["endless"])
    person.begin_reply()
    written = person.shown()[-1]
    again = dialog()
    person.wait(lambda: shown(again))
    restore(person, again, 0)
    person.wait(lambda: person.titles == ["First"])
    assert not person.app.services.turns.replies
    kept = dialog()
    person.wait(lambda: len(shown(kept)) == 2)
    restore(person, kept, 0)
    person.wait(lambda: len(person.titles) == 2)
    reply = person.do(lambda store: store.messages(store.conversations()[0].id)[-1])
    assert (reply.state, reply.text.startswith(written)) == ("stopped", True)


def test_a_damaged_backup_is_told_and_everything_stays(person, dialog):
    first = person.add("First", "Hello")
    backups = dialog()
    back_up(person, backups)
    (path,) = Path(person.app.store.backups_folder).glob("*.db")
    os.truncate(path, 5000)
    person.open(first)
    restore(person, backups, 0)
    person.wait(lambda: "cannot be read" in backups._said.text())
    person.wait(lambda: person.conversation is not None)
    assert person.titles == ["First"]
    assert person.texts() == [("First", ["Hello"])]


def test_a_backup_that_vanished_is_told(person, dialog):
    person.add("First", "Hello")
    backups = dialog()
    back_up(person, backups)
    (path,) = Path(person.app.store.backups_folder).glob("*.db")
    path.unlink()
    restore(person, backups, 0)
    person.wait(
        lambda: backups._said.isVisible() and "conversations are as they were" in backups._said.text()
    )


def test_an_import_under_way_is_given_up_before_a_backup_is_restored(person, dialog, tmp_path):
    person.add("First", "Hello")
    backups = dialog()
    back_up(person, backups)
    backups.accept()
    many = [talk(number, "words " * 300) for number in range(4000)]
    imported = person.look_into(chatgpt.write(tmp_path / "conversations.json", many))
    person.click(imported.import_button)
    person.app.windows.open()
    again = dialog()
    person.wait(lambda: shown(again))
    assert imported.is_working
    restore(person, again, 0)
    person.wait(lambda: "are back" in person.window.toast.text)
    person.settle()
    assert person.texts() == [("First", ["Hello"])]
    assert person.do(imports) == []
    assert not person.is_shown(ImportDialog)
    kept = dialog()
    person.wait(lambda: len(shown(kept)) == 2)
    assert "1 conversation" in shown(kept)[0]


def test_the_backups_are_shown_again_when_the_window_they_were_above_is_gone(person, dialog):
    person.add("First", "Hello")
    second = person.app.windows.open()
    dialog()
    second.window.close()
    person.wait(lambda: not shiboken6.isValid(second.window))
    assert not person.is_shown(BackupsDialog)
    back_up(person, dialog())
