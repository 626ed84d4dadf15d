import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton

from desktop_chat.faults import Fault
from desktop_chat.ui.models.token_dialog import TokenDialog
from desktop_chat.ui.widgets.icon_button import IconButton
from desktop_chat.ui.widgets.link_label import LinkLabel

TOKEN = "hf_abcDEF123"


@pytest.fixture
def opened(qtbot, theme_manager):
    def open_dialog(**options):
        dialog = TokenDialog(theme_manager, "https://hub.example/", **options)
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.activateWindow()
        return dialog

    return open_dialog


def field(dialog):
    return dialog.findChild(QLineEdit)


def said(dialog):
    return " ".join(label.text() for label in dialog.findChildren(QLabel))


def button(dialog, text):
    (found,) = [each for each in dialog.findChildren(QPushButton) if each.text().replace("&", "") == text]
    return found


def test_it_says_step_by_step_what_to_do_for_a_repository(opened):
    dialog = opened(repository="maker/model")
    assert "“maker/model” asks for your consent" in said(dialog)
    assert [link.accessibleName() for link in dialog.findChildren(LinkLabel)] == [
        "https://hub.example/maker/model",
        "https://hub.example/settings/tokens",
    ]
    assert "3. Paste it here:" in said(dialog)


def test_without_a_repository_there_are_no_terms_to_accept(opened):
    dialog = opened()
    assert [link.accessibleName() for link in dialog.findChildren(LinkLabel)] == [
        "https://hub.example/settings/tokens"
    ]


def test_a_token_pasted_with_spaces_around_is_given_without(opened, qtbot):
    dialog = opened()
    QGuiApplication.clipboard().setText(f"  {TOKEN}\n")
    assert not button(dialog, "Keep the token").isEnabled()
    field(dialog).setFocus()
    field(dialog).paste()
    with qtbot.waitSignal(dialog.token_given) as told:
        qtbot.keyClick(field(dialog), Qt.Key.Key_Return)
    assert told.args == [TOKEN]


def test_it_closes_once_the_token_is_in_the_keychain(opened, qtbot):
    dialog = opened()
    field(dialog).setText(TOKEN)
    qtbot.mouseClick(button(dialog, "Keep the token"), Qt.MouseButton.LeftButton)
    assert dialog.isVisible()
    assert not button(dialog, "Keep the token").isEnabled()
    dialog.set_kept(True, True)
    assert not dialog.isVisible()


def test_without_a_keychain_it_says_how_long_the_token_is_kept(opened, qtbot):
    dialog = opened()
    assert "Kept in this PC's keychain, never in a file." in said(dialog)
    field(dialog).setText(TOKEN)
    qtbot.mouseClick(button(dialog, "Keep the token"), Qt.MouseButton.LeftButton)
    dialog.set_kept(True, False)
    assert dialog.isVisible()
    assert "kept only until the app ends" in said(dialog)
    assert field(dialog).text() == ""
    qtbot.mouseClick(button(dialog, "Done"), Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()


def test_a_fault_is_said_and_the_token_can_be_corrected(opened, qtbot):
    dialog = opened()
    field(dialog).setText(TOKEN)
    qtbot.mouseClick(button(dialog, "Keep the token"), Qt.MouseButton.LeftButton)
    dialog.show_fault(Fault("hub_token_wrong"))
    assert "did not accept your access token" in said(dialog)
    assert field(dialog).text() == TOKEN
    assert button(dialog, "Keep the token").isEnabled()


@pytest.mark.parametrize("text", ["hf_abc def", "토큰", "hf_\x07"])
def test_what_cannot_be_a_token_is_said_at_once(opened, text):
    dialog = opened()
    field(dialog).setText(text)
    assert field(dialog).property("invalid") is True
    assert "A token has no spaces" in said(dialog)
    assert not button(dialog, "Keep the token").isEnabled()
    field(dialog).setText(TOKEN)
    assert field(dialog).property("invalid") is False
    assert "never in a file" in said(dialog)


def test_the_token_is_hidden_until_it_is_asked_for(opened, qtbot):
    dialog = opened()
    field(dialog).setText(TOKEN)
    assert TOKEN not in field(dialog).displayText()
    eye = dialog.findChild(IconButton)
    assert eye.accessibleName() == "Show the token"
    eye.setFocus()
    qtbot.keyClick(eye, Qt.Key.Key_Space)
    assert field(dialog).displayText() == TOKEN
    assert eye.accessibleName() == "Hide the token"


def test_a_token_there_is_can_be_forgotten(opened, qtbot):
    dialog = opened(has_token=True)
    with qtbot.waitSignal(dialog.token_forgotten):
        qtbot.mouseClick(button(dialog, "Forget the token"), Qt.MouseButton.LeftButton)
    dialog.set_kept(False, True)
    assert dialog.isVisible()
    assert not button(dialog, "Forget the token").isVisible()


def test_without_a_token_there_is_nothing_to_forget(opened):
    assert not button(opened(), "Forget the token").isVisible()
