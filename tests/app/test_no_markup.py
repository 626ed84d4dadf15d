"""Names from files and other people are shown as they are: nothing reads them as HTML, which might load a file."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QLabel, QMessageBox, QWidget

from desktop_chat.chat.messages import Attachment, Draft
from desktop_chat.chat.personas import Persona, SavedPrompt
from desktop_chat.chat.store import open_store
from desktop_chat.engine.protocol import GenerateOptions, Timings
from desktop_chat.faults import Fault
from desktop_chat.models.library import KnownModel
from desktop_chat.settings import GenerationOverrides
from desktop_chat.ui.chat.reply_details import ReplyDetails
from desktop_chat.ui.models.remove_dialog import RemoveDialog
from desktop_chat.ui.sidebar.requests import Purge
from desktop_chat.ui.widgets.dialogs import show_dialog
from desktop_chat.ui.widgets.tooltips import as_tooltip
from tests.app.surfaces import SURFACES

HOSTILE = "<img src='file:///nowhere/x.png'><b>name</b>"
MARK = "<b>name"
ROLE = Qt.ItemDataRole.ToolTipRole


@pytest.fixture
def visited(person):
    """A person with a conversation, a folder, a persona, a prompt and files whose names are HTML."""
    store = open_store(person.paths.database).store
    persona = store.save_persona(
        Persona(
            "", HOSTILE, about=HOSTILE, greeting=HOSTILE, starters=(HOSTILE,),
            settings=GenerationOverrides(system_prompt=HOSTILE),
        )
    )  # fmt: skip
    store.save_prompt(SavedPrompt(0, HOSTILE.replace(" ", ""), HOSTILE))
    folder = store.create_folder(HOSTILE)
    kept, gone = (store.create_conversation(folder_id=folder.id) for _ in range(2))
    for each in (kept, gone):
        store.set_title(each.id, HOSTILE, "user")
        store.set_persona(each.id, persona.key)
        asked = store.add_message(each.id, None, "user", HOSTILE, attachments=(Attachment(HOSTILE, HOSTILE),))
        made = store.add_message(each.id, asked.id, "assistant", HOSTILE, model=f"/models/{HOSTILE}.gguf")
        store.finish_message(
            made.id, HOSTILE, HOSTILE, "done", timings=Timings(1, 0, 0.5, 8, 4.0, 0.6), options=GenerateOptions()
        )  # fmt: skip
    store.delete(gone.id)
    store.close()
    person.start()
    person.kept, person.gone, person.persona = kept.id, gone.id, persona.key
    person.wait(lambda: person.app.personas.personas)
    return person


def read_as_html(window: QWidget) -> list[str]:
    """Give what would be read as HTML in a window and what it shows about its parts."""
    found = []
    for each in (window, *window.findChildren(QWidget)):
        name = f"{type(each).__name__} {each.accessibleName()[:30]!r}"
        if MARK in each.toolTip():
            found.append(f"tooltip of {name}")
        if isinstance(each, QLabel) and MARK in each.text() and each.textFormat() != Qt.TextFormat.PlainText:
            found.append(f"text of {name} in {type(each.parent()).__name__}")
        if isinstance(each, QAbstractItemView) and each.model() is not None:
            model = each.model()
            tips = [model.index(row, 0).data(ROLE) for row in range(model.rowCount())]
            found += [f"tooltip in {name}" for tip in tips if tip and MARK in str(tip)]
    return found


def open_kept(person):
    person.window.sidebar.conversation_chosen.emit(person.kept)
    person.wait(lambda: person.conversation is not None and person.transcript.views)


def check(windows):
    assert [each for window in windows for each in read_as_html(window)] == []


SHOWN = (
    "search", "archive", "bin", "narrow sidebar", "palette", "prompt menu", "personas", "prompts", "persona picker",
)  # fmt: skip


@pytest.mark.parametrize("surface", SHOWN)
def test_names_are_not_read_as_html(visited, surface, monkeypatch):
    monkeypatch.setattr("tests.app.surfaces.TITLES", (HOSTILE,) * 4)
    check(SURFACES[surface](visited))


def test_a_conversation_is_not_read_as_html(visited):
    open_kept(visited)
    visited.transcript.step_message(-1)
    check([visited.window])


@pytest.mark.parametrize("surface", ["this conversation", "window menu", "export one"])
def test_what_is_said_about_a_conversation_is_not_read_as_html(visited, surface):
    open_kept(visited)
    check(SURFACES[surface](visited))


def test_how_a_reply_was_made_is_not_read_as_html(visited):
    open_kept(visited)
    visited.transcript.step_message(-1)
    visited.reply.open_details()
    check([visited.wait_for(ReplyDetails)])


def test_a_persona_that_greets_is_not_read_as_html(visited):
    visited.app.conversation.set_persona(visited.persona)
    visited.wait(visited.window.empty_state.isVisible)
    check([visited.window])


def test_attachments_and_notes_about_them_are_not_read_as_html(visited):
    visited.composer.set_draft(Draft("", (Attachment(HOSTILE, "text"),)))
    visited.composer.attachments.remove(0)
    visited.composer.set_queued(Draft(HOSTILE, (Attachment(HOSTILE, "text"),)))
    visited.composer.set_draft(Draft("", (Attachment(HOSTILE, "text"),)))
    visited.app.show_fault(Fault("file_missing", {"name": HOSTILE}))
    visited.window.toast.show_message(HOSTILE, "Undo", lambda: None)
    check([visited.window])
    visited.composer.attachments._show_text(visited.composer.attachments.items[0])
    check([visited.window, *visited.window.findChildren(QWidget)])


def test_questions_are_not_read_as_html(visited):
    visited.window.sidebar.requested.emit(Purge((visited.gone,)))
    box = visited.wait_for(QMessageBox)
    assert MARK in box.text()
    check([box])
    box.close()
    model = KnownModel(f"/models/{HOSTILE}.gguf", HOSTILE, 10, place="own")
    dialog = RemoveDialog(model, parent=visited.window)
    show_dialog(dialog)
    check([dialog])


def test_the_check_sees_html(visited):
    label = QLabel(HOSTILE, visited.window)
    label.setToolTip(HOSTILE)
    assert len(read_as_html(visited.window)) == 2
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setToolTip(as_tooltip(HOSTILE))
    assert read_as_html(visited.window) == []
