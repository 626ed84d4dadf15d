"""What is as it was left after a restart: windows, dialogs, folders, and where one was reading."""

import pytest
from PySide6.QtCore import QPoint, QRect, QSize

from desktop_chat.chat.store import open_store
from desktop_chat.ui.models.window import ModelsWindow
from desktop_chat.ui.personas.dialog import PersonaDialog
from desktop_chat.ui.settings.dialog import SettingsDialog
from tests.app.person import Person


@pytest.fixture
def reader(person: Person):
    """A person with two long conversations; the second is open."""
    store = open_store(person.paths.database).store
    for title in ("First", "Second"):
        conversation = store.create_conversation()
        store.set_title(conversation.id, title, "user")
        parent = None
        for number in range(60):
            role = "assistant" if number % 2 else "user"
            parent = store.add_message(conversation.id, parent, role, f"{title} {number}\n\n" * 3).id
    store.close()
    person.start()
    return person


def open_titled(person, title):
    service = person.app.services.conversations
    (found,) = [each.id for each in service.conversations if each.title == title]
    person.window.sidebar.conversation_chosen.emit(found)
    person.wait(lambda: person.conversation is not None and person.conversation.id == found)
    settle(person)


def settle(person):
    """Wait until what is near the reader stays where it is."""
    idle = person.transcript._idle
    person.wait(lambda: not idle.isActive())


def place(person):
    """Give the message that is read, and how far down it is on the screen."""
    transcript = person.transcript
    view = next(each for each in transcript.views if each.mapTo(transcript, QPoint(0, each.height())).y() > 0)
    return view.message.text.split("\n")[0], view.mapTo(transcript, QPoint()).y()


def scroll(person, share):
    bar = person.transcript.verticalScrollBar()
    bar.setValue(round(bar.maximum() * share))
    settle(person)


def test_each_conversation_is_opened_where_it_was_left(reader):
    open_titled(reader, "First")
    scroll(reader, 0.3)
    first = place(reader)
    open_titled(reader, "Second")
    scroll(reader, 0.7)
    second = place(reader)
    open_titled(reader, "First")
    assert place(reader) == first
    open_titled(reader, "Second")
    assert place(reader) == second


def test_reading_goes_on_after_a_restart(reader):
    open_titled(reader, "First")
    scroll(reader, 0.4)
    before = place(reader)
    reader.restart()
    settle(reader)
    reader.wait(lambda: reader.transcript.views)
    assert place(reader)[0] == before[0]
    assert abs(place(reader)[1] - before[1]) <= 2


def test_a_conversation_left_at_its_end_is_opened_there(reader):
    open_titled(reader, "First")
    reader.transcript.scroll_to_end()
    settle(reader)
    reader.restart()
    settle(reader)
    assert reader.transcript.is_following


def test_the_sidebar_is_as_wide_as_before(reader):
    reader.window.resize(790, 600)
    reader.window.splitter.setSizes([330, 460])
    reader.restart()
    reader.wait(lambda: abs(reader.window.sidebar.width() - 330) <= 1)


def test_a_size_is_kept_even_where_the_app_does_not_end_by_itself(reader):
    reader.window.resize(777, 555)
    kept = reader.paths.window_file
    reader.wait(lambda: kept.exists() and b"geometry" in kept.read_bytes())
    written = kept.read_bytes()
    reader.window.resize(700, 500)
    reader.wait(lambda: kept.read_bytes() != written)


def test_a_window_on_a_screen_that_is_gone_is_back_in_sight(reader):
    reader.window.resize(650, 490)
    reader.window.move(4000, 3000)
    reader.restart()
    screen = reader.window.screen().availableGeometry()
    assert screen.intersects(reader.window.geometry())
    assert reader.window.pos().x() < screen.right() - 100


def test_the_settings_and_personas_have_the_sizes_they_were_left_with(reader):
    for keys, kind, size in (
        ("Ctrl+,", SettingsDialog, QSize(640, 470)),
        ("", PersonaDialog, QSize(700, 480)),
    ):
        show = (lambda keys=keys: reader.press(keys)) if keys else reader.app.controller._personas.edit
        show()
        dialog = reader.wait_for(kind)
        dialog.resize(size)
        dialog.close()
    reader.restart()
    reader.press("Ctrl+,")
    assert reader.wait_for(SettingsDialog).size() == QSize(640, 470)
    reader.wait_for(SettingsDialog).close()
    reader.app.controller._personas.edit()
    assert reader.wait_for(PersonaDialog).size() == QSize(700, 480)
    reader.wait_for(PersonaDialog).close()


def test_the_window_of_models_is_where_it_was_and_parted_as_before(reader):
    reader.press("Ctrl+Shift+M")
    window = reader.wait_for(ModelsWindow)
    window.setGeometry(40, 50, 700, 560)
    window.splitter.moveSplitter(300, 1)
    window.splitter.splitterMoved.emit(300, 1)
    sizes = window.splitter.sizes()
    window.close()
    reader.restart()
    reader.press("Ctrl+Shift+M")
    again = reader.wait_for(ModelsWindow)
    assert again.geometry() == QRect(40, 50, 700, 560)
    assert again.splitter.sizes() == sizes
    again.close()


def test_folded_folders_stay_folded(reader):
    made = []
    reader.app.services.conversations.create_folder("Travel", [], made.append)
    reader.wait(lambda: made)
    reader.window.sidebar.folded_changed.emit((made[0].id,))
    reader.restart()
    assert reader.app.controller.state.folded == (made[0].id,)
