import pytest
from PySide6.QtCore import QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QGuiApplication, QTextCursor, QTextDocument, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_chat.ui.chat.copy_button import CodeCopyButton
from desktop_chat.ui.chat.document import DocumentWriter
from desktop_chat.ui.chat.markdown import parse
from desktop_chat.ui.chat.text_view import TextView
from tests.ui.chat.samples import document_style


@pytest.fixture
def view(qtbot, theme_manager):
    style = document_style(theme_manager)
    widget = TextView(theme_manager, style)
    qtbot.addWidget(widget)

    def show(markdown, width=500):
        DocumentWriter(widget.renew_document(), style).replace_tail(parse(markdown), [])
        widget.resize(width, widget.fit_width(width))
        widget.place_code_buttons()
        widget.show()

    widget.show_markdown = show
    return widget


def test_it_is_as_tall_as_its_text(view):
    view.show_markdown("one")
    one = view.content_height()
    view.show_markdown("one\n\ntwo\n\nthree")
    assert view.content_height() > 2 * one
    assert view.verticalScrollBar().maximum() == 0


def test_a_narrower_text_is_taller_and_a_long_word_is_broken(view):
    view.show_markdown("word " * 100 + "x" * 500)
    wide = view.fit_width(500)
    assert view.fit_width(200) > wide
    assert view.ideal_width() <= 200


def test_nothing_is_ever_loaded(view, tmp_path):
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"x")
    for address in (QUrl.fromLocalFile(str(secret)), QUrl("https://a.org/x.png")):
        for kind in QTextDocument.ResourceType:
            assert view.loadResource(kind.value, address).isEmpty()
            assert not view.document().resource(kind.value, address)


def test_a_clicked_link_is_told_and_not_opened(view, qtbot):
    view.show_markdown("[here](https://a.org/b)")
    cursor = QTextCursor(view.document())
    cursor.setPosition(2)
    place = view.cursorRect(cursor).center()
    with qtbot.waitSignal(view.link_activated) as told:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == [QUrl("https://a.org/b")]
    assert "here" in view.toPlainText()


def test_text_is_selected_by_keyboard_but_not_changed(view):
    view.show_markdown("some words")
    view.selectAll()
    assert view.textCursor().selectedText() == "some words"
    QTest.keyClicks(view, "x")
    assert view.toPlainText() == "some words"


def test_the_wheel_is_left_to_the_transcript(view):
    view.show_markdown("text")
    turn = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    view.wheelEvent(turn)
    assert not turn.isAccepted()


def test_each_code_block_has_a_button_that_copies_it(view, qtbot):
    view.show_markdown("```\nfirst\n```\n\ntext\n\n```python\nsecond = 2\n\nthird\n```")
    buttons = view.findChildren(CodeCopyButton)
    assert len(buttons) == 2
    assert buttons[0].y() < buttons[1].y()
    with qtbot.waitSignal(view.copied):
        buttons[1].click()
    assert QGuiApplication.clipboard().text() == "second = 2\n\nthird"
    assert buttons[1].accessibleName() == "Copied"


def test_buttons_go_with_their_code(view, qtbot):
    view.show_markdown("```\nfirst\n```")
    view.show_markdown("no code")
    qtbot.waitUntil(lambda: not view.findChildren(CodeCopyButton))


def test_code_has_a_ground_of_its_own(view, theme_manager):
    view.show_markdown("```\nx\n```")
    picture = view.grab().toImage()
    assert (
        picture.pixelColor(picture.width() // 2, picture.height() // 2).name()
        == theme_manager.theme.code_ground
    )


def test_a_growing_text_ends_in_a_dot(view, theme_manager):
    view.show_markdown("text")

    def has_dot():
        picture = view.grab().toImage()
        colors = {picture.pixelColor(x, y).name() for x in range(0, 120) for y in range(picture.height())}
        return theme_manager.theme.accent in colors

    assert not has_dot()
    view.set_growing(True)
    QApplication.processEvents()
    assert has_dot()
