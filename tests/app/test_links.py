"""Links in conversations: nothing leads out of the app before the user says so."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QCheckBox

from desktop_chat.chat.store import open_store
from desktop_chat.ui.links.dialog import LinkDialog
from desktop_chat.ui.settings.dialog import SettingsDialog
from tests.ui.chat.block_samples import move_mouse, place_of

TEXT = "A [page](https://example.org/page), a [file](file:///etc/hosts) and ![a picture](https://example.org/p.png)."


@pytest.fixture
def reader(person, opened):
    """A person with a conversation that has links."""
    store = open_store(person.paths.database).store
    conversation = store.create_conversation()
    store.set_title(conversation.id, "Links", "user")
    asked = store.add_message(conversation.id, None, "user", TEXT)
    made = store.add_message(conversation.id, asked.id, "assistant", TEXT)
    store.finish_message(made.id, TEXT, "", "done")
    store.close()
    person.start()
    person.window.sidebar.conversation_chosen.emit(conversation.id)
    person.wait(lambda: person.transcript.views)
    return person


def point_at(person, words):
    body = person.reply.body
    move_mouse(body, place_of(body, words))
    return body


def click(person, words):
    body = point_at(person, words)
    person.qtbot.mouseClick(body, Qt.MouseButton.LeftButton, pos=place_of(body, words))


def press_open(person, dialog):
    person.click(person.button("Open", dialog))


def test_reading_and_pointing_opens_nothing(reader, opened):
    reader.reply.body.select_all()
    reader.reply.body.copy()
    point_at(reader, "page")
    hint = reader.window._link_hint
    reader.wait(hint.isVisible)
    assert hint.text() == "https://example.org/page"
    assert hint.geometry().bottomLeft() == QPoint(0, reader.transcript.height() - 1)
    point_at(reader, "and")
    reader.wait(hint.isHidden)
    assert opened == []


def test_a_link_opens_after_a_question_and_the_next_one_of_its_site_without(reader, opened):
    click(reader, "page")
    dialog = reader.wait_for(LinkDialog)
    assert opened == []
    dialog.findChild(QCheckBox).setChecked(True)
    press_open(reader, dialog)
    assert opened == ["https://example.org/page"]
    click(reader, "page")
    assert opened == ["https://example.org/page"] * 2


def test_trust_outlives_a_restart_and_is_taken_back_in_the_settings(reader, opened):
    click(reader, "page")
    dialog = reader.wait_for(LinkDialog)
    dialog.findChild(QCheckBox).setChecked(True)
    press_open(reader, dialog)
    reader.restart()
    reader.wait(lambda: reader.transcript.views)
    click(reader, "page")
    assert len(opened) == 2
    reader.press("Ctrl+,")
    settings = reader.wait_for(SettingsDialog)
    settings.show_page("chat")
    reader.click(reader.button("Remove example.org", settings))
    settings.accept()
    click(reader, "page")
    reader.wait_for(LinkDialog).reject()
    assert len(opened) == 2


def test_a_link_is_followed_by_keyboard_too(reader, opened):
    body = reader.reply.body
    body.setFocus()
    reader.press("Tab", body)
    reader.wait(reader.window._link_hint.isVisible)
    reader.press("Return", body)
    dialog = reader.wait_for(LinkDialog)
    reader.press("Return", dialog)
    assert opened == ["https://example.org/page"]


def test_a_link_to_a_file_is_no_link(reader, opened):
    click(reader, "file")
    assert not reader._visible(LinkDialog)
    assert opened == []
