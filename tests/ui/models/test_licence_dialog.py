import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from desktop_chat.models.catalog import Licence
from desktop_chat.ui.models.licence_dialog import LicenceDialog
from desktop_chat.ui.widgets.link_label import LinkLabel

OPEN = Licence(
    "open", "Open License 1.0", "https://example.org/license-1.0", "Use it freely.", "자유롭게 쓰세요."
)
RESEARCH = Licence(
    "nc", "Research Licence", "https://example.org/nc", "Try it.", "", allows_commercial_use=False
)


@pytest.fixture
def opened(qtbot, theme_manager):
    def open_dialog(licence=OPEN, language="en", **options):
        dialog = LicenceDialog(theme_manager, licence, language, title="Small 3B", **options)
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        return dialog

    return open_dialog


def said(dialog):
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def button(dialog, text):
    (found,) = [each for each in dialog.findChildren(QPushButton) if each.text().replace("&", "") == text]
    return found


def test_it_names_the_model_and_the_licence_and_says_what_it_allows(opened):
    dialog = opened()
    assert all(words in said(dialog) for words in ("Small 3B", "Open License 1.0", "Use it freely."))
    assert "commercial" not in said(dialog)
    assert "consent" not in said(dialog)


def test_its_summary_is_in_the_language_of_the_window(opened):
    assert "자유롭게 쓰세요." in said(opened(language="ko"))


def test_what_is_not_for_commercial_use_says_so(opened):
    assert "It is not for commercial use." in said(opened(RESEARCH))


def test_what_asks_for_consent_on_a_website_says_so(opened):
    assert "ask for your consent on their website" in said(opened(is_gated=True))


def test_accepting_is_told_and_closes(opened, qtbot):
    dialog = opened()
    with qtbot.waitSignal(dialog.licence_accepted):
        qtbot.mouseClick(button(dialog, "Accept and download"), Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


def test_enter_accepts_and_escape_does_not(opened, qtbot):
    dialog = opened()
    with qtbot.assertNotEmitted(dialog.licence_accepted):
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    dialog = opened()
    with qtbot.waitSignal(dialog.licence_accepted):
        qtbot.keyClick(dialog, Qt.Key.Key_Return)


def test_the_link_is_shown_whole_and_opens_only_when_asked(opened, qtbot):
    dialog = opened()
    link = dialog.findChild(LinkLabel)
    assert link.accessibleName() == OPEN.link
    assert OPEN.link in link.text().replace("\u200b", "")
    with qtbot.waitSignal(dialog.link_requested) as told:
        link.linkActivated.emit(OPEN.link)
    assert told.args == [OPEN.link]


def test_the_link_is_reached_and_followed_by_keyboard(opened, qtbot):
    dialog = opened()
    link = dialog.findChild(LinkLabel)
    for _ in range(5):
        if link.hasFocus():
            break
        qtbot.keyClick(dialog.focusWidget() or dialog, Qt.Key.Key_Tab)
    assert link.hasFocus()
    with qtbot.waitSignal(dialog.link_requested) as told:
        qtbot.keyClick(link, Qt.Key.Key_Return)
    assert told.args == [OPEN.link]
    assert dialog.isVisible()
