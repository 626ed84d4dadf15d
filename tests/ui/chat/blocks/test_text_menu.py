from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_chat.ui.chat.blocks.text_menu import TextMenu
from tests.ui.chat.block_samples import place_of

TEXT = "Some [link](https://a.org) words\n\n```python\ncode = 1\n```\n\n$$\\frac{1}{x}$$\n\nLast"


def open_menu(view, place):
    return TextMenu(view, QPointF(place))


def entries(menu):
    return {action.text().split("\t")[0]: action for action in menu.actions() if action.text()}


def test_the_menu_offers_what_suits_what_is_under_the_mouse(show_blocks, qtbot):
    view = show_blocks(TEXT)
    assert entries(open_menu(view, place_of(view, "words"))) == {}
    assert list(entries(open_menu(view, place_of(view, "link")))) == ["Copy link", "Select all"]
    code = ["Copy code", "Save code…", "Select all"]
    assert list(entries(open_menu(view, place_of(view, "code")))) == code
    assert "Copy formula" in entries(open_menu(view, place_of(view, "frac")))
    QTest.mouseDClick(view, Qt.MouseButton.LeftButton, pos=place_of(view, "words"))
    selected = ["Copy", "Copy as Markdown", "Select all"]
    assert list(entries(open_menu(view, place_of(view, "words")))) == selected


def test_what_is_chosen_is_copied(show_blocks):
    view = show_blocks(TEXT)
    for words, entry, copied in (
        ("link", "Copy link", "https://a.org"),
        ("code", "Copy code", "code = 1"),
        ("frac", "Copy formula", r"\frac{1}{x}"),
    ):
        entries(open_menu(view, place_of(view, words)))[entry].trigger()
        assert QGuiApplication.clipboard().text() == copied


def test_code_is_saved_from_the_menu(show_blocks, qtbot):
    view = show_blocks(TEXT)
    with qtbot.waitSignal(view.save_requested) as asked:
        entries(open_menu(view, place_of(view, "code")))["Save code…"].trigger()
    assert asked.args == ["code = 1", "python"]


def test_where_there_is_nothing_to_offer_the_message_is_asked(show_blocks):
    view = show_blocks(TEXT)

    def is_taken(place):
        event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.mapToGlobal(place))
        QApplication.sendEvent(view, event)
        return event.isAccepted()

    assert not is_taken(place_of(view, "words"))
    assert not is_taken(QPoint(490, place_of(view, "Last").y()))
    assert is_taken(place_of(view, "link"))
