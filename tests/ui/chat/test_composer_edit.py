import pytest
from PySide6.QtCore import QEvent, QMimeData, Qt, QUrl
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_chat.ui.chat.composer_edit import MOST_LINES, ComposerEdit
from desktop_chat.ui.chat.long_lines import LONGEST_BLOCK


@pytest.fixture
def field(qtbot, theme_manager):
    edit = ComposerEdit()
    qtbot.addWidget(edit)
    edit.resize(600, 40)
    edit.sent = []
    edit.submitted.connect(lambda: edit.sent.append(edit.text()))
    edit.text_pasted.connect(edit.insert_text)
    return edit


def compose(field, preedit="", commit=""):
    event = QInputMethodEvent(preedit, [])
    event.setCommitString(commit)
    QApplication.sendEvent(field, event)


def press(field, key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(field, key, modifiers)


def paste(field, text):
    data = QMimeData()
    data.setText(text)
    field.insertFromMimeData(data)


# ---- Enter and input methods


def test_enter_sends(field):
    QTest.keyClicks(field, "hello")
    press(field, Qt.Key.Key_Return)
    assert field.sent == ["hello"]
    assert field.text() == "hello"


def test_the_keypad_sends_too(field):
    QTest.keyClicks(field, "hello")
    press(field, Qt.Key.Key_Enter)
    assert field.sent == ["hello"]


def test_shift_enter_breaks_the_line(field):
    QTest.keyClicks(field, "a")
    press(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClicks(field, "b")
    assert field.sent == []
    assert field.text() == "a\nb"


def test_a_held_enter_sends_once(field):
    QTest.keyClicks(field, "a")
    press(field, Qt.Key.Key_Return)
    repeated = QKeyEvent(
        QEvent.Type.KeyPress, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, "\r", autorep=True
    )
    QApplication.sendEvent(field, repeated)
    assert field.sent == ["a"]


def test_a_syllable_committed_before_enter_is_sent_once(field):
    compose(field, "하")
    compose(field, "한")
    compose(field, commit="한")
    press(field, Qt.Key.Key_Return)
    assert field.sent == ["한"]


def test_a_syllable_committed_after_enter_is_sent_once(field):
    compose(field, commit="안")
    compose(field, "녕")
    press(field, Qt.Key.Key_Return)
    assert field.sent == []
    compose(field, commit="녕")
    assert field.sent == ["안녕"]
    assert not field._commit_wait.isActive()  # nothing more can be sent


def test_a_preedit_cleared_before_its_commit_waits_for_it(field):
    compose(field, "글")
    press(field, Qt.Key.Key_Return)
    compose(field)
    assert field.sent == []
    compose(field, commit="글")
    assert field.sent == ["글"]


def test_a_commit_that_comes_after_preedit_and_enter_is_sent_once(field):
    compose(field, "글")
    compose(field)
    press(field, Qt.Key.Key_Return)
    compose(field, commit="글")
    assert field.sent == ["글"]


def test_a_syllable_that_is_never_committed_is_sent_all_the_same(field, qtbot):
    compose(field, "끝")
    with qtbot.waitSignal(field.submitted, timeout=3000):
        press(field, Qt.Key.Key_Return)
    assert field.sent == ["끝"]


def test_a_syllable_that_was_deleted_does_not_hold_up_the_rest(field, qtbot):
    compose(field, commit="안")
    compose(field, "ㄴ")
    compose(field)
    with qtbot.waitSignal(field.submitted, timeout=3000):
        press(field, Qt.Key.Key_Return)
    assert field.sent == ["안"]


def test_a_commit_alone_sends_nothing(field):
    compose(field, "にほん")
    compose(field, commit="日本")
    assert field.sent == []
    assert field.text() == "日本"


def test_what_is_typed_after_an_enter_that_waits_comes_after_it(field):
    compose(field, "가")
    press(field, Qt.Key.Key_Return)
    QTest.keyClicks(field, "x")
    assert field.sent == []
    compose(field, commit="가")
    assert field.sent == ["가"]
    assert field.text() == "가x"
    assert not field._commit_wait.isActive()


def test_composing_on_after_a_deleted_syllable_and_enter_sends_what_was_there(field):
    compose(field, commit="안")
    compose(field, "ㄴ")
    compose(field)
    press(field, Qt.Key.Key_Return)
    compose(field, "ㅎ")
    assert field.sent == ["안"]
    assert field.preedit == "ㅎ"


# ---- other keys


def test_escape_cancels(field, qtbot):
    with qtbot.waitSignal(field.cancelled):
        press(field, Qt.Key.Key_Escape)


def test_up_in_a_text_moves_the_cursor(field):
    field.set_text("a\nb")
    press(field, Qt.Key.Key_Up)
    assert field.textCursor().blockNumber() == 0


def test_the_handler_added_last_is_asked_first_and_may_keep_a_key_to_itself(field):
    asked = []
    field.add_key_handler(lambda event: asked.append(("first", event.text())) or False)
    field.add_key_handler(lambda event: asked.append(("second", event.text())) or event.text() == "x")
    QTest.keyClicks(field, "ax")
    assert asked == [("second", "a"), ("first", "a"), ("second", "x")]
    assert field.text() == "a"


# ---- pasting


@pytest.mark.parametrize(
    "text",
    [
        "one",
        "two\nlines",
        "two\r\nlines",
        "x" * 50_000,
        ("y" * 5000 + "\n") * 3 + "\n",
        "안녕 " * 3000,
        "a  b\t c",
    ],
)
def test_a_pasted_text_is_given_back_as_it_was(field, text):
    paste(field, text)
    assert field.text() == text.replace("\r\n", "\n")


def test_a_long_line_is_laid_out_in_pieces(field):
    paste(field, "x" * 100_000)
    block = field.document().begin()
    while block.isValid():
        assert block.length() <= LONGEST_BLOCK + 1
        block = block.next()


def test_line_breaks_typed_into_a_long_line_are_kept(field):
    paste(field, "x" * (2 * LONGEST_BLOCK))
    field.moveCursor(QTextCursor.MoveOperation.End)
    press(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    paste(field, "one\ntwo")
    assert field.text() == "x" * (2 * LONGEST_BLOCK) + "\none\ntwo"


def test_a_long_line_is_copied_without_breaks(field):
    paste(field, "a\n" + "x" * (2 * LONGEST_BLOCK) + "\nb")
    field.selectAll()
    assert field.createMimeDataFromSelection().text() == field.text()


def test_undo_and_redo_of_a_long_paste_lose_nothing(field):
    QTest.keyClicks(field, "a")
    paste(field, "x" * (3 * LONGEST_BLOCK) + "\nend")
    whole = field.text()
    field.undo()
    assert field.text() == "a"
    field.redo()
    assert field.text() == whole


def test_formatted_text_is_pasted_plain(field):
    data = QMimeData()
    data.setHtml("<h1>Title</h1>")
    data.setText("Title")
    field.insertFromMimeData(data)
    assert field.text() == "Title"
    assert not field.textCursor().charFormat().fontPointSize()


def test_pasted_files_are_told_and_not_inserted(field, qtbot, tmp_path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "model.gguf"))])
    with qtbot.waitSignal(field.files_dropped) as told:
        field.insertFromMimeData(data)
    assert told.args == [[QUrl.fromLocalFile(str(tmp_path / "model.gguf")).toLocalFile()]]
    assert field.text() == ""


def test_a_pasted_web_address_is_text(field):
    data = QMimeData()
    data.setUrls([QUrl("https://a.org")])
    data.setText("https://a.org")
    field.insertFromMimeData(data)
    assert field.text() == "https://a.org"


# ---- height


def test_the_field_grows_with_its_lines_and_then_scrolls(field):
    one = field.height()
    field.set_text("a\nb\nc")
    three = field.height()
    field.set_text("\n".join("abcdefghijklmnopqrst"))
    most = field.height()
    field.set_text("\n".join("a" * 500))
    assert one < three < most
    assert field.height() == most
    assert most <= field.fontMetrics().lineSpacing() * (MOST_LINES + 1)
    field.set_text("")
    assert field.height() == one


def test_a_line_that_wraps_takes_the_room_of_two(field):
    field.show()
    field.set_text("word " * 40)
    wrapped = field.height()
    field.set_text("word")
    assert wrapped > field.height()
