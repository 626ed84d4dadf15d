"""Finding one's way in the whole window: the palette, the search, folders."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListView

from desktop_chat.ui.palette.palette import Palette
from desktop_chat.ui.sidebar.view import ConversationList
from desktop_chat.ui.theme import DARK
from desktop_chat.ui.widgets.search_field import SearchField


@pytest.fixture
def asked(person, models):
    """A person with two conversations; the second is open."""
    person.start_with(models["greeter"])
    person.ask("Tell me about Jeju")
    person.click(person.button("New chat"))
    person.ask("서울은 어때요?")
    return person


def palette(person):
    person.press("Ctrl+K")
    opened = person.window.findChild(Palette)
    person.wait(opened.isVisible)
    return opened


def choose(person, text):
    """Type into the palette and press Enter."""
    opened = palette(person)
    field = opened.findChild(SearchField)
    field.insert(text)
    person.press("Return", field)
    assert not opened.isVisible()


def titles(person):
    model = person.window.sidebar.findChild(ConversationList).model()
    return [model.index(row).data() for row in range(model.rowCount())]


def test_a_conversation_is_opened_from_the_palette(asked):
    choose(asked, "jeju")
    asked.wait(lambda: asked.shown()[:1] == ["Tell me about Jeju"])


def test_the_palette_closes_with_the_keys_that_open_it(asked):
    opened = palette(asked)
    asked.press("Ctrl+K", opened.findChild(SearchField))
    assert not opened.isVisible()
    assert asked.composer.field.hasFocus()


def test_the_open_conversation_is_archived_from_the_palette_and_back_by_undo(asked):
    choose(asked, "archive this")
    asked.wait(lambda: "Archive" in titles(asked))
    asked.click(asked.button("Undo"))
    asked.wait(lambda: "Archive" not in titles(asked))


def test_the_open_conversation_is_deleted_from_the_palette_and_back_by_undo(asked):
    opened = asked.conversation.id
    choose(asked, "delete this")
    asked.wait(lambda: asked.conversation is None)
    asked.click(asked.button("Undo"))
    asked.wait(lambda: asked.conversation is not None and asked.conversation.id == opened)
    assert asked.shown()[:1] == ["서울은 어때요?"]


def test_settings_are_changed_from_the_palette_and_by_keys(asked):
    choose(asked, "dark theme")
    asked.wait(lambda: asked.app.theme_manager.theme == DARK)
    asked.press("Ctrl++")
    assert asked.app.theme_manager.text_scale == 1.1
    asked.press("Ctrl+-")
    asked.press("Ctrl+-")
    assert asked.app.theme_manager.text_scale == 0.9
    asked.press("Ctrl+0")
    assert asked.app.theme_manager.text_scale == 1.0


def test_what_was_used_is_first_after_a_restart(asked):
    choose(asked, "larger text")
    asked.restart()
    model = palette(asked).findChild(QListView).model()
    assert [model.index(row).data() for row in range(2)] == ["Recently used", "Larger text"]


def test_a_search_from_the_palette_opens_a_message_where_it_was_found(asked):
    asked.wait(lambda: asked.app.store is not None)
    asked.app.store.run(lambda store: store.index_some(100))
    choose(asked, "about jeju search")  # nothing has this title: the search of messages is what is left
    field = asked.window.sidebar.findChild(SearchField)
    assert field.text() == "about jeju search"
    field.setText("jeju")
    asked.wait(lambda: asked.window.sidebar._pane.is_searching)
    asked.qtbot.keyClick(field, Qt.Key.Key_Return)
    asked.wait(lambda: asked.shown()[:1] == ["Tell me about Jeju"])


def test_a_chat_is_begun_in_a_folder_and_is_listed_there(asked):
    folders = []
    asked.app.services.conversations.create_folder("Travel", [], folders.append)
    asked.wait(lambda: folders)
    asked.app.controller._sidebar.chat_requested.emit(folders[0].id)
    asked.ask("Where to?")
    asked.wait(lambda: titles(asked)[:3] == ["Folders", "Travel", "Where to?"])
