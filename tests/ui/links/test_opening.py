import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton, QTextEdit, QWidget

from desktop_chat.ui.links.address import address_of
from desktop_chat.ui.links.dialog import LinkDialog
from desktop_chat.ui.links.hint import LinkHint
from desktop_chat.ui.links.opening import LinkOpening
from desktop_chat.ui.links.trusted import TrustedSites
from desktop_chat.ui.widgets.toast import Toast


class Desk:
    """A window whose links are opened by nobody."""

    def __init__(self, theme_manager, qtbot):
        self.qtbot = qtbot
        self.window = QWidget()
        self.window.resize(700, 500)
        qtbot.addWidget(self.window)
        self.toast = Toast(theme_manager, self.window)
        self.sites = TrustedSites()
        self.opened = []
        self.has_program = True
        self.links = LinkOpening(self.window, self.toast, theme_manager, self.sites, open_url=self._open)
        self.window.show()

    def _open(self, url):
        self.opened.append(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
        return self.has_program

    def ask(self, link):
        self.links.ask(QUrl(link))

    @property
    def dialog(self):
        (dialog,) = [each for each in self.window.findChildren(LinkDialog) if each.isVisible()]
        return dialog

    def press(self, name):
        (button,) = [each for each in self.dialog.findChildren(QPushButton) if each.text() == name]
        self.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def desk(theme_manager, qtbot):
    return Desk(theme_manager, qtbot)


def test_nothing_opens_before_it_is_asked_for(desk):
    desk.ask("https://example.org/a?b=c")
    assert desk.opened == []
    address = desk.dialog.findChild(QTextEdit)
    assert address.toPlainText() == "https://example.org/a?b=c"
    assert "<span" in address.toHtml()
    desk.press("Open")
    assert desk.opened == ["https://example.org/a?b=c"]


def test_the_site_stands_out(desk):
    desk.ask("https://example.org/path")
    cursor = desk.dialog.findChild(QTextEdit).textCursor()
    bold = []
    for position in range(1, len("https://example.org/path") + 1):
        cursor.setPosition(position)
        if cursor.charFormat().font().bold():
            bold.append(position)
    assert bold == list(range(len("https://") + 1, len("https://example.org") + 1))


def test_a_site_asks_once_where_the_user_says_so(desk):
    desk.ask("https://example.org/a")
    desk.dialog.findChild(QCheckBox).setChecked(True)
    desk.press("Open")
    desk.ask("https://example.org/b")
    assert desk.opened == ["https://example.org/a", "https://example.org/b"]
    desk.ask("https://other.example.org/")
    assert desk.dialog.isVisible()


def test_trust_is_not_given_by_cancelling(desk):
    desk.ask("https://example.org/a")
    desk.dialog.findChild(QCheckBox).setChecked(True)
    desk.press("Cancel")
    assert "example.org" not in desk.sites
    assert desk.opened == []


def test_a_trusted_site_with_a_user_name_before_it_asks(desk):
    desk.sites.trust("example.org")
    desk.ask("https://somebody@example.org/")
    assert desk.opened == []
    assert desk.dialog.findChild(QCheckBox) is None
    desk.press("Cancel")


def test_trust_is_told_to_who_keeps_it(desk, qtbot):
    with qtbot.waitSignal(desk.sites.changed) as told:
        desk.sites.trust("example.org")
    assert told.args == [("example.org",)]
    desk.sites.trust("example.org")
    desk.sites.use(())
    assert "example.org" not in desk.sites


def test_an_address_is_copied_and_not_opened(desk):
    desk.ask("https://exаmple.com/")
    desk.press("Copy address")
    assert QApplication.clipboard().text() == "https://xn--exmple-4nf.com/"
    assert desk.opened == []
    assert desk.toast.text == "Address copied."


def test_a_file_is_never_opened(desk):
    desk.ask("file:///etc/passwd")
    assert desk.window.findChildren(LinkDialog) == []
    assert desk.opened == []
    assert desk.toast.text == "Only links to the web and to mail addresses are opened."


def test_no_program_for_a_link_is_said(desk):
    desk.has_program = False
    desk.ask("mailto:a@b.org")
    desk.press("Open")
    assert desk.toast.text == "No program of this PC opened the link."


def test_what_is_odd_about_a_link_makes_cancelling_the_answer_of_enter(desk):
    desk.ask("https://good.example@evil.example/")
    desk.qtbot.keyClick(desk.dialog, Qt.Key.Key_Return)
    assert desk.opened == []


def test_enter_opens_a_link_without_oddities(desk):
    desk.ask("https://example.org/")
    desk.qtbot.keyClick(desk.dialog, Qt.Key.Key_Return)
    assert desk.opened == ["https://example.org/"]


def test_the_hint_shows_where_a_link_leads_and_goes(desk, qtbot):
    hint = LinkHint(desk.window)
    hint.show_link("https://bücher.example/a")
    assert hint.text() == "https://xn--bcher-kva.example/a"
    assert hint.geometry().bottomLeft() == desk.window.rect().bottomLeft()
    hint.show_link("")
    qtbot.waitUntil(hint.isHidden)


def test_a_long_address_keeps_its_site_in_the_hint(desk):
    hint = LinkHint(desk.window)
    hint.show_link("https://example.org/" + "x" * 5000)
    assert "example.org" in hint.text()
    assert hint.width() < desk.window.width()


def test_the_hint_stays_in_the_corner(desk):
    hint = LinkHint(desk.window)
    hint.show_link("https://example.org/")
    desk.window.resize(500, 300)
    assert hint.geometry().bottomLeft() == desk.window.rect().bottomLeft()


def test_long_addresses_do_not_make_the_question_long(theme_manager, qtbot):
    dialog = LinkDialog(theme_manager, address_of("https://example.org/" + "x" * 100_000))
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.height() < 500
