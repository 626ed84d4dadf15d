"""What people with a screen reader are told without asking: notes and errors once, the rest in its own time."""

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

from desktop_chat.ui import announce
from desktop_chat.ui.widgets.banner import Banner
from desktop_chat.ui.widgets.toast import Toast

POLITE, ASSERTIVE = QAccessible.AnnouncementPoliteness.Polite, QAccessible.AnnouncementPoliteness.Assertive


class Heard:
    """Stands where Qt hands events to the system's screen reader, which tests do not have."""

    AnnouncementPoliteness = QAccessible.AnnouncementPoliteness

    def __init__(self):
        self.words = []

    def updateAccessibility(self, event):  # noqa: N802  Qt's name
        self.words.append((event.message(), event.politeness()))


@pytest.fixture
def heard(monkeypatch):
    reader = Heard()
    monkeypatch.setattr(announce, "QAccessible", reader)
    return reader.words


@pytest.fixture
def window(qtbot):
    made = QWidget()
    made.resize(600, 400)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_note_is_said_once_when_the_reader_is_done(theme_manager, window, heard):
    Toast(theme_manager, window).show_message("Conversation deleted.", "Undo", lambda: None)
    assert heard == [("Conversation deleted.", POLITE)]


@pytest.mark.parametrize(("tone", "how"), [("info", POLITE), ("warning", POLITE), ("danger", ASSERTIVE)])
def test_a_banner_is_said_once_and_an_error_at_once(theme_manager, window, heard, tone, how):
    Banner(theme_manager, window).show_message("It did not work.", tone)
    assert heard == [("It did not work.", how)]
