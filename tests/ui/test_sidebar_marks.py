"""The signs at conversations that are being answered, or were while nobody looked."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor

from desktop_chat.chat.messages import ConversationSummary, Folder
from desktop_chat.ui.conversations_service import Listing
from desktop_chat.ui.reply_marks import Marks
from desktop_chat.ui.sidebar.mark_sign import MarkSign
from desktop_chat.ui.sidebar.model import ConversationModel
from desktop_chat.ui.sidebar.sidebar import Sidebar
from desktop_chat.ui.sidebar.view import ConversationList

TODAY = date(2026, 3, 20)
UNSEEN = Marks(unseen=frozenset({2}))
WRITING = Marks(writing=frozenset({2}), unseen=frozenset({2}))


def listing(folder_id=None):
    first = ConversationSummary(id=1, title="First", updated_at=216_000, model="")
    second = ConversationSummary(id=2, title="Second", updated_at=216_000, model="", folder_id=folder_id)
    return Listing((first, second), (Folder(7, "Travel", 1.0),))


@pytest.fixture
def model():
    made = ConversationModel(lambda: TODAY)
    made.set_listing(listing())
    return made


@pytest.fixture
def sidebar(theme_manager, qtbot):
    made = Sidebar(theme_manager, today=lambda: TODAY)
    made.resize(264, 600)
    qtbot.addWidget(made)
    made.set_listing(listing())
    made.show()
    yield made
    theme_manager.set_motion_reduced(False)


def spoken(model, conversation_id):
    return model.data(model.index_of(conversation_id), Qt.ItemDataRole.AccessibleTextRole)


def marks_of(model):
    return {row.text: model.mark_of(row) for row in model.rows if model.mark_of(row)}


def test_screen_readers_hear_of_marks(model):
    model.set_marks(UNSEEN)
    assert spoken(model, 2) == "Second, 3 Jan 1970, new answer"
    model.set_marks(WRITING)
    assert spoken(model, 2) == "Second, 3 Jan 1970, being answered"
    model.set_marks(Marks())
    assert spoken(model, 2) == "Second, 3 Jan 1970"


def test_a_closed_folder_has_the_marks_of_what_is_in_it(model):
    model.set_marks(UNSEEN)
    model.set_listing(listing(folder_id=7))
    assert marks_of(model) == {"Second": "unseen"}
    model.fold(7, True)
    assert marks_of(model) == {"Travel": "unseen"}
    model.set_marks(WRITING)
    assert marks_of(model) == {"Travel": "writing"}


def accents(sidebar, theme_manager):
    """Count the pixels of the accent colour in the line of the second conversation."""
    lines = sidebar.findChild(ConversationList)
    place = lines.visualRect(lines.model().index_of(2))
    image = lines.viewport().grab(place).toImage()
    accent = QColor(theme_manager.theme.accent).rgb()
    points = (QPoint(x, y) for x in range(image.width()) for y in range(image.height()))
    return sum(image.pixel(point) == accent for point in points)


def test_a_mark_is_drawn_and_goes(sidebar, theme_manager):
    assert accents(sidebar, theme_manager) == 0
    sidebar.set_marks(UNSEEN)
    dot = accents(sidebar, theme_manager)
    sidebar.set_marks(WRITING)
    arc = accents(sidebar, theme_manager)
    assert dot > arc > 0
    sidebar.set_marks(Marks())
    assert accents(sidebar, theme_manager) == 0


def test_a_sign_turns_only_while_it_is_seen(sidebar, qtbot):
    sign = sidebar.findChild(MarkSign)
    assert not sign.is_turning
    sidebar.set_marks(WRITING)
    with qtbot.waitSignal(sign.turned):
        pass
    sidebar.set_collapsed(True)
    assert not sign.is_turning
    sidebar.set_collapsed(False)
    assert sign.is_turning
    sidebar.set_marks(UNSEEN)
    assert not sign.is_turning


def test_a_sign_stands_still_where_motion_is_reduced(sidebar, theme_manager):
    theme_manager.set_motion_reduced(True)
    sidebar.set_marks(WRITING)
    assert not sidebar.findChild(MarkSign).is_turning
    assert accents(sidebar, theme_manager) > 0
