import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QTranslator, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_chat.chat.messages import Attachment, Draft
from desktop_chat.chat.personas import SavedPrompt
from desktop_chat.ui.chat.attachment_window import AttachmentWindow
from desktop_chat.ui.chat.composer import Composer


@pytest.fixture
def composer(qtbot, theme_manager):
    widget = Composer(theme_manager)
    qtbot.addWidget(widget)
    widget.resize(700, 60)
    return widget


NOTES = Attachment("notes.txt", "some notes\n" * 50)
CODE = Attachment("main.py", "print(1)\n" * 400)
DRAFT = Draft("what is this?", (NOTES, CODE))
LONG = "one line of a long text\n" * 100


def press(composer, key, modifiers=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(composer.field, key, modifiers)


def paste(composer, text):
    data = QMimeData()
    data.setText(text)
    composer.field.insertFromMimeData(data)


def chips(composer):
    return composer.attachments.bar.chips if composer.attachments.bar else []


def notice_button(composer, text):
    (found,) = [each for each in composer.notice.buttons if each.text() == text]
    return found


def test_sending_gives_the_text_and_empties_the_field(composer, qtbot):
    composer.set_text("  hello\n\n")
    with qtbot.waitSignal(composer.send_requested) as sent:
        press(composer, Qt.Key.Key_Return)
    assert sent.args == [Draft("  hello")]
    assert composer.text() == ""


def test_the_button_sends(composer, qtbot):
    composer.set_text("hello")
    with qtbot.waitSignal(composer.send_requested) as sent:
        composer.button.click()
    assert sent.args == [Draft("hello")]


def test_nothing_but_spaces_is_not_sent(composer, qtbot):
    composer.set_text(" \n ")
    with qtbot.assertNotEmitted(composer.send_requested):
        press(composer, Qt.Key.Key_Return)


def test_the_button_is_only_ready_when_there_is_a_text(composer):
    assert not composer.button.isEnabled()
    composer.set_text("x")
    assert composer.button.isEnabled()


def test_while_generating_the_button_and_escape_stop(composer, qtbot):
    composer.set_generating(True)
    assert composer.button.isEnabled()
    assert "Stop" in composer.button.accessibleName()
    with qtbot.waitSignal(composer.stop_requested):
        composer.button.click()
    with qtbot.waitSignal(composer.stop_requested):
        press(composer, Qt.Key.Key_Escape)


def test_while_generating_a_text_is_sent_to_wait_and_the_button_sends_it(composer, qtbot):
    composer.set_generating(True)
    composer.set_text("next question")
    assert "Send" in composer.button.accessibleName()
    with qtbot.waitSignal(composer.send_requested) as sent, qtbot.assertNotEmitted(composer.stop_requested):
        composer.button.click()
    assert sent.args == [Draft("next question")]
    assert "Stop" in composer.button.accessibleName()


def test_while_generating_escape_stops_whatever_is_typed(composer, qtbot):
    composer.set_generating(True)
    composer.set_text("next question")
    with qtbot.waitSignal(composer.stop_requested):
        press(composer, Qt.Key.Key_Escape)
    assert composer.text() == "next question"


def test_the_draft_is_told_when_typing_pauses(composer, qtbot):
    with qtbot.waitSignal(composer.draft_changed, timeout=3000) as told:
        QTest.keyClicks(composer.field, "abc")
    assert told.args == [Draft("abc")]


def test_the_draft_can_be_told_at_once(composer, qtbot):
    QTest.keyClicks(composer.field, "abc")
    with qtbot.waitSignal(composer.draft_changed) as told:
        composer.flush_draft()
    assert told.args == [Draft("abc")]
    with qtbot.assertNotEmitted(composer.draft_changed):
        composer.flush_draft()


def test_the_first_character_is_told(composer, qtbot):
    with qtbot.waitSignal(composer.typing_began):
        QTest.keyClicks(composer.field, "a")
    with qtbot.assertNotEmitted(composer.typing_began):
        QTest.keyClicks(composer.field, "b")


def test_an_edit_is_sent_with_its_message_and_the_draft_comes_back(composer, qtbot):
    composer.set_text("my draft")
    composer.begin_edit(7, Draft("old question"))
    assert composer.is_editing
    assert composer.text() == "old question"
    QTest.keyClicks(composer.field, "!")
    with qtbot.waitSignal(composer.edit_submitted) as sent, qtbot.assertNotEmitted(composer.send_requested):
        press(composer, Qt.Key.Key_Return)
    assert sent.args == [7, Draft("old question!")]
    assert composer.text() == "my draft"
    assert not composer.is_editing


def test_escape_gives_an_edit_up(composer):
    composer.set_text("my draft")
    composer.begin_edit(7, Draft("old question"))
    press(composer, Qt.Key.Key_Escape)
    assert composer.text() == "my draft"
    assert not composer.is_editing


def test_an_edit_is_not_told_as_a_draft(composer, qtbot):
    composer.set_text("my draft")
    composer.flush_draft()
    with qtbot.assertNotEmitted(composer.draft_changed):
        composer.begin_edit(7, Draft("old question"))
        QTest.keyClicks(composer.field, "abc")
        composer.flush_draft()


def test_another_message_can_be_edited_without_losing_the_draft(composer):
    composer.set_text("my draft")
    composer.begin_edit(7, Draft("seven"))
    composer.begin_edit(8, Draft("eight"))
    composer.cancel_edit()
    assert composer.text() == "my draft"


def test_another_conversation_ends_an_edit(composer):
    composer.begin_edit(7, Draft("old question"))
    composer.set_text("draft of the other")
    assert not composer.is_editing
    assert composer.text() == "draft of the other"


def test_an_edit_can_be_sent_while_a_reply_is_written(composer, qtbot):
    composer.set_generating(True)
    composer.begin_edit(7, Draft("old question"))
    with qtbot.waitSignal(composer.edit_submitted):
        press(composer, Qt.Key.Key_Return)


def test_the_placeholder_names_the_model(composer):
    composer.set_model_name("Tiny {model}")
    assert "Tiny {model}" in composer.field.placeholderText()


def test_every_control_has_a_name_for_screen_readers(composer):
    assert composer.field.accessibleName()
    assert composer.button.accessibleName()


def test_the_texts_follow_the_language(composer):
    class Upper(QTranslator):
        def translate(self, _context, text, _comment=None, _n=-1):
            return text.upper()

        def isEmpty(self):  # noqa: N802  Qt's name
            return False

    upper = Upper()
    QApplication.installTranslator(upper)
    QApplication.sendEvent(composer, QEvent(QEvent.Type.LanguageChange))
    shouted = composer.field.placeholderText()
    QApplication.removeTranslator(upper)
    QApplication.sendEvent(composer, QEvent(QEvent.Type.LanguageChange))
    assert shouted == composer.field.placeholderText().upper() != composer.field.placeholderText()


# ---- attachments


def test_a_draft_is_given_back_with_its_attachments(composer):
    composer.set_draft(DRAFT)
    assert composer.draft() == DRAFT
    assert [chip.attachment.name for chip in chips(composer)] == ["notes.txt", "main.py"]
    composer.set_draft(Draft())
    assert composer.draft() == Draft()
    assert not composer.attachments.bar.isVisibleTo(composer)


def test_attachments_are_sent_also_without_a_text(composer, qtbot):
    composer.set_draft(Draft("", (NOTES,)))
    assert composer.button.isEnabled()
    with qtbot.waitSignal(composer.send_requested) as sent:
        press(composer, Qt.Key.Key_Return)
    assert sent.args == [Draft("", (NOTES,))]
    assert composer.draft() == Draft()


def test_dropped_files_are_attached_and_told_as_a_draft(composer, qtbot, tmp_path):
    for name in ("a.txt", "b.py"):
        (tmp_path / name).write_text(f"text of {name}", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / name)) for name in ("a.txt", "b.py")])
    what = (data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entered = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, *what)
    QApplication.sendEvent(composer, entered)
    assert entered.isAccepted()
    with qtbot.waitSignal(composer.draft_changed) as told:
        QApplication.sendEvent(composer, QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, *what))
    assert told.args == [
        Draft("", (Attachment("a.txt", "text of a.txt"), Attachment("b.py", "text of b.py")))
    ]


def test_a_file_dragged_over_the_field_is_left_to_the_whole_composer(composer, tmp_path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path))])
    what = (data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    entered = QDragEnterEvent(QPoint(9, 9), Qt.DropAction.CopyAction, *what)
    QApplication.sendEvent(composer.field.viewport(), entered)
    assert composer.is_drop_target


def test_pasted_files_are_attached(composer, qtbot, tmp_path):
    (tmp_path / "a.txt").write_text("hello", encoding="utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.txt"))])
    with qtbot.waitSignal(composer.attachments.added):
        composer.field.insertFromMimeData(data)
    assert composer.draft() == Draft("", (Attachment("a.txt", "hello"),))


def test_a_model_file_is_told_and_not_attached(composer, qtbot):
    with qtbot.waitSignal(composer.model_dropped) as told:
        composer.take_files(["/models/a.gguf"])
    assert told.args == ["/models/a.gguf"]
    assert not composer.attachments.is_reading


def test_a_file_that_cannot_be_attached_is_refused_in_a_sentence(composer, qtbot, tmp_path):
    (tmp_path / "photo.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)))
    with qtbot.waitSignal(composer.attachments.refused):
        composer.take_files([str(tmp_path / "photo.png")])
    assert "photo.png" in composer.notice.words
    assert not composer.attachments.items


def test_a_pasted_picture_is_refused_in_a_sentence(composer):
    data = QMimeData()
    data.setImageData(QImage(4, 4, QImage.Format.Format_RGB32))
    assert composer.field.canInsertFromMimeData(data)
    composer.field.insertFromMimeData(data)
    assert "Pictures" in composer.notice.words


def test_what_is_sent_while_a_file_is_read_waits_for_it(composer, qtbot, tmp_path):
    (tmp_path / "a.txt").write_text("hello", encoding="utf-8")
    composer.set_text("read this")
    composer.take_files([str(tmp_path / "a.txt")])
    with qtbot.waitSignal(composer.send_requested) as sent:
        press(composer, Qt.Key.Key_Return)
    assert sent.args == [Draft("read this", (Attachment("a.txt", "hello"),))]


def test_a_file_read_for_another_conversation_is_not_attached_here(composer, qtbot, tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(name, encoding="utf-8")
    composer.take_files([str(tmp_path / "a.txt")])
    composer.set_draft(Draft("of the other"))
    with qtbot.waitSignal(composer.attachments.added):
        composer.take_files([str(tmp_path / "b.txt")])
    assert composer.draft() == Draft("of the other", (Attachment("b.txt", "b.txt"),))


def test_what_waits_for_a_file_is_not_sent_into_another_conversation(composer, qtbot, tmp_path):
    (tmp_path / "a.txt").write_text("hello", encoding="utf-8")
    composer.take_files([str(tmp_path / "a.txt")])
    press(composer, Qt.Key.Key_Return)
    with qtbot.assertNotEmitted(composer.send_requested):
        composer.set_draft(Draft("of the other"))
    assert composer.text() == "of the other"


def test_what_waits_for_a_file_that_is_refused_is_not_sent(composer, qtbot, tmp_path):
    composer.set_text("read this")
    composer.take_files([str(tmp_path / "gone.txt")])
    with qtbot.assertNotEmitted(composer.send_requested), qtbot.waitSignal(composer.attachments.refused):
        press(composer, Qt.Key.Key_Return)
    assert composer.text() == "read this"


def test_a_second_file_of_a_name_gets_a_number(composer):
    composer.attachments.add(NOTES)
    composer.attachments.add(NOTES)
    assert [each.name for each in composer.attachments.items] == ["notes.txt", "notes 2.txt"]


def test_a_chip_is_removed_by_its_button_and_comes_back_where_it_was(composer):
    composer.set_draft(DRAFT)
    chips(composer)[0].remove_button.click()
    assert composer.attachments.items == (CODE,)
    notice_button(composer, "Undo").click()
    assert composer.draft() == DRAFT


def test_a_removed_chip_comes_back_by_the_keys_that_undo(composer):
    composer.set_draft(DRAFT)
    QTest.keyClick(chips(composer)[0], Qt.Key.Key_Delete)
    press(composer, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert composer.draft() == DRAFT
    assert composer.notice.isHidden()
    press(composer, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert composer.draft() == DRAFT


def test_what_was_typed_after_a_chip_was_removed_is_undone_first(composer):
    composer.set_draft(DRAFT)
    chips(composer)[0].remove_button.click()
    QTest.keyClicks(composer.field, "!")
    press(composer, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert composer.draft() == Draft(DRAFT.text, (CODE,))


def test_a_chip_is_removed_by_the_keyboard(composer):
    composer.set_draft(DRAFT)
    QTest.keyClick(chips(composer)[1], Qt.Key.Key_Delete)
    assert composer.attachments.items == (NOTES,)


def test_enter_on_a_chip_shows_its_text(composer, qtbot):
    composer.show()
    composer.set_draft(DRAFT)
    QTest.keyClick(chips(composer)[1], Qt.Key.Key_Return)
    (shown,) = composer.findChildren(AttachmentWindow)
    assert shown.view.text() == CODE.text
    assert shown.view.isReadOnly()
    shown.close()


def test_a_text_of_any_length_is_shown_slice_by_slice(composer, qtbot):
    whole = Attachment("log.txt", "x" * 50_000 + "\n" + "a line\n" * 20_000)
    composer.set_draft(Draft("", (whole,)))
    chips(composer)[0].click()
    (shown,) = composer.findChildren(AttachmentWindow)
    assert len(shown.view.text()) < len(whole.text)
    qtbot.waitUntil(lambda: shown.view.text() == whole.text)
    shown.close()


def test_the_draft_of_an_edit_and_the_one_before_it_keep_their_attachments(composer, qtbot):
    composer.set_draft(DRAFT)
    composer.begin_edit(7, Draft("old", (NOTES,)))
    assert composer.draft() == Draft("old", (NOTES,))
    with qtbot.waitSignal(composer.edit_submitted) as sent:
        press(composer, Qt.Key.Key_Return)
    assert sent.args == [7, Draft("old", (NOTES,))]
    assert composer.draft() == DRAFT


# ---- long texts that are pasted


def test_a_long_text_that_is_pasted_is_attached(composer):
    paste(composer, LONG)
    assert composer.draft() == Draft("", (Attachment("Pasted text", LONG),))


def test_undo_puts_a_long_text_in_as_text(composer):
    QTest.keyClicks(composer.field, "see: ")
    paste(composer, LONG)
    press(composer, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert composer.draft() == Draft("see: " + LONG)


def test_a_click_puts_a_long_text_in_as_text(composer):
    paste(composer, LONG)
    notice_button(composer, "Insert as text").click()
    assert composer.draft() == Draft(LONG)


def test_undo_after_typing_undoes_the_typing(composer):
    paste(composer, LONG)
    QTest.keyClicks(composer.field, "a")
    press(composer, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert composer.draft() == Draft("", (Attachment("Pasted text", LONG),))


def test_a_short_text_is_pasted_as_text(composer):
    paste(composer, "short\nand sweet")
    assert composer.draft() == Draft("short\nand sweet")


# ---- too long for the model


@pytest.fixture
def too_long(composer):
    composer.set_draft(DRAFT)
    composer.flush_draft()
    composer.set_context_use(3000, 2048)
    return composer


def test_too_long_a_message_is_told_and_not_sent(too_long, qtbot):
    assert "longer" in too_long.notice.words
    with qtbot.assertNotEmitted(too_long.send_requested):
        press(too_long, Qt.Key.Key_Return)
    assert too_long.draft() == DRAFT
    assert "tokens" in chips(too_long)[1].detail()
    assert "tokens" not in chips(too_long)[0].detail()


def test_too_long_a_message_is_sent_all_the_same_if_wanted(too_long, qtbot):
    with qtbot.waitSignal(too_long.send_requested) as sent:
        notice_button(too_long, "Send anyway").click()
    assert sent.args == [DRAFT]


def test_too_long_attachments_are_cut_to_fit_and_whole_again(too_long):
    notice_button(too_long, "Cut to fit").click()
    notes, code = too_long.attachments.items
    assert notes == NOTES
    assert CODE.text.startswith(code.text)
    assert 0 < len(code.text) < len(CODE.text)
    notice_button(too_long, "Undo").click()
    assert too_long.draft() == DRAFT


def test_a_summary_is_offered_where_somebody_makes_it(composer, qtbot):
    composer.set_draft(DRAFT)
    composer.set_context_use(3000, 2048)
    assert "Summarize first" not in [each.text() for each in composer.notice.buttons]
    with qtbot.waitSignal(composer.too_long.summarize_requested) as wanted:
        composer.set_context_use(3000, 2048)
        notice_button(composer, "Summarize first").click()
    assert wanted.args == [DRAFT]


def test_a_message_that_fits_again_is_no_longer_complained_about(too_long, qtbot):
    too_long.show()
    too_long.set_context_use(900, 2048)
    assert not too_long.notice.isVisible()
    with qtbot.waitSignal(too_long.send_requested):
        press(too_long, Qt.Key.Key_Return)


def test_what_was_changed_since_it_was_counted_is_sent(too_long, qtbot):
    too_long.attachments.remove(1)
    with qtbot.waitSignal(too_long.send_requested):
        press(too_long, Qt.Key.Key_Return)


# ---- earlier messages


def test_up_brings_earlier_messages_back_and_down_goes_to_the_empty_field(composer):
    composer.history.set_texts(["first", "second\nline"])
    press(composer, Qt.Key.Key_Up)
    assert composer.text() == "second\nline"
    press(composer, Qt.Key.Key_Up)
    press(composer, Qt.Key.Key_Up)
    assert composer.text() == "first"
    press(composer, Qt.Key.Key_Down)
    press(composer, Qt.Key.Key_Down)
    assert composer.text() == ""


def test_what_was_sent_just_now_is_the_newest(composer):
    composer.history.set_texts(["first"])
    composer.set_text("second")
    press(composer, Qt.Key.Key_Return)
    press(composer, Qt.Key.Key_Up)
    assert composer.text() == "second"


def test_an_earlier_message_that_was_changed_is_not_replaced(composer):
    composer.history.set_texts(["first", "second"])
    press(composer, Qt.Key.Key_Up)
    QTest.keyClicks(composer.field, "!")
    press(composer, Qt.Key.Key_Up)
    press(composer, Qt.Key.Key_Down)
    assert composer.text() == "second!"


def test_up_in_a_draft_leaves_it(composer):
    composer.history.set_texts(["first"])
    composer.set_text("my draft")
    press(composer, Qt.Key.Key_Up)
    assert composer.text() == "my draft"


def test_bringing_messages_back_keeps_what_is_attached(composer):
    composer.history.set_texts(["first"])
    composer.set_draft(Draft("", (NOTES,)))
    press(composer, Qt.Key.Key_Up)
    assert composer.draft() == Draft("first", (NOTES,))
    press(composer, Qt.Key.Key_Down)
    assert composer.draft() == Draft("", (NOTES,))


def test_alt_and_up_asks_to_change_the_last_message(composer, qtbot):
    composer.set_text("my draft")
    with qtbot.waitSignal(composer.edit_last_requested):
        press(composer, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert composer.text() == "my draft"


# ---- saved prompts

PROMPTS = [
    SavedPrompt(1, "translate", "Translate {{text}} into {{language}}."),
    SavedPrompt(2, "요약", "다음을 요약해 줘: {{글}}"),
    SavedPrompt(3, "reply", "Write a friendly reply."),
]


@pytest.fixture
def prompted(composer):
    composer.prompts.set_prompts(PROMPTS)
    composer.show()
    return composer


def names(composer):
    menu = composer.prompts.menu
    return menu.names if menu is not None and menu.isVisible() else []


def test_a_slash_in_the_empty_field_lists_the_prompts_and_typing_filters(prompted):
    QTest.keyClicks(prompted.field, "/")
    assert names(prompted) == ["/translate", "/요약", "/reply", "Edit prompts…"]
    QTest.keyClicks(prompted.field, "rep")
    assert names(prompted) == ["/reply", "Edit prompts…"]
    press(prompted, Qt.Key.Key_Return)
    assert prompted.text() == "Write a friendly reply."
    assert names(prompted) == []


def test_prompts_are_found_while_a_syllable_is_composed(prompted):
    QTest.keyClicks(prompted.field, "/")
    QApplication.sendEvent(prompted.field, QInputMethodEvent("ㅇ", []))
    assert names(prompted) == ["/요약", "Edit prompts…"]
    QApplication.sendEvent(prompted.field, QInputMethodEvent("요", []))
    assert names(prompted) == ["/요약", "Edit prompts…"]


def test_the_variables_of_a_prompt_are_stepped_through_with_tab(prompted):
    QTest.keyClicks(prompted.field, "/tr")
    press(prompted, Qt.Key.Key_Tab)
    assert prompted.field.textCursor().selectedText() == "{{text}}"
    QTest.keyClicks(prompted.field, "this")
    press(prompted, Qt.Key.Key_Tab)
    assert prompted.field.textCursor().selectedText() == "{{language}}"
    QTest.keyClicks(prompted.field, "Korean")
    assert prompted.text() == "Translate this into Korean."
    assert prompted.field.extraSelections() == []


def test_a_variable_is_found_after_an_emoji(prompted):
    prompted.prompts.use(SavedPrompt(4, "cheer", "🎉🎉 for {{ the one }}!"))
    assert prompted.field.textCursor().selectedText() == "{{ the one }}"


def test_the_arrow_keys_choose_a_prompt_and_escape_closes_the_list(prompted):
    QTest.keyClicks(prompted.field, "/")
    press(prompted, Qt.Key.Key_Down)
    press(prompted, Qt.Key.Key_Escape)
    assert names(prompted) == []
    assert prompted.text() == "/"
    QTest.keyClicks(prompted.field, "x")
    assert names(prompted) == []
    prompted.set_text("")
    QTest.keyClicks(prompted.field, "/")
    press(prompted, Qt.Key.Key_Up)
    press(prompted, Qt.Key.Key_Up)
    press(prompted, Qt.Key.Key_Return)
    assert prompted.text() == "Write a friendly reply."


def test_a_path_or_a_slash_within_a_text_lists_nothing(prompted):
    QTest.keyClicks(prompted.field, "a/")
    assert names(prompted) == []
    prompted.set_text("")
    QTest.keyClicks(prompted.field, "/usr/bin is full")
    assert names(prompted) == []
    prompted.set_text("/")
    assert names(prompted) == []


def test_what_was_filtered_away_comes_back_with_backspace(prompted):
    QTest.keyClicks(prompted.field, "/repx")
    assert names(prompted) == []
    press(prompted, Qt.Key.Key_Backspace)
    assert names(prompted) == ["/reply", "Edit prompts…"]


def test_the_last_entry_asks_for_the_prompts_to_be_changed(prompted, qtbot):
    QTest.keyClicks(prompted.field, "/")
    press(prompted, Qt.Key.Key_Up)
    with qtbot.waitSignal(prompted.prompts.edit_requested):
        press(prompted, Qt.Key.Key_Return)
    assert prompted.text() == ""


def test_a_prompt_is_undone_in_one_step(prompted):
    QTest.keyClicks(prompted.field, "/rep")
    press(prompted, Qt.Key.Key_Return)
    press(prompted, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert prompted.text() == "/rep"


def test_variables_that_are_known_are_filled_in(prompted):
    prompted.prompts.set_prompts(
        [SavedPrompt(1, "day", "It is {{date}}: {{x}}")], lambda t: t.replace("{{date}}", "Monday")
    )
    QTest.keyClicks(prompted.field, "/")
    press(prompted, Qt.Key.Key_Return)
    assert prompted.text() == "It is Monday: {{x}}"


# ---- the message that waits


def test_the_message_that_waits_is_shown_and_goes(composer):
    composer.show()
    composer.set_queued(DRAFT)
    assert "what is this?" in composer.queued.words
    assert composer.queued.isVisible()
    composer.set_queued(Draft())
    assert not composer.queued.isVisible()


def test_the_message_that_waits_is_written_on_before_what_is_typed(composer, qtbot):
    composer.unqueue_requested.connect(lambda: composer.give_back(DRAFT))
    composer.set_queued(DRAFT)
    composer.set_text("and more")
    composer.queued.edit_button.click()
    assert composer.draft() == Draft("what is this?\n\nand more", DRAFT.attachments)


def test_the_message_that_waits_is_given_up_and_brought_back(composer, qtbot):
    composer.unqueue_requested.connect(lambda: composer.give_back(DRAFT))
    composer.set_queued(DRAFT)
    with qtbot.waitSignal(composer.draft_changed) as kept:
        composer.queued.remove_button.click()
    assert kept.args == [Draft()]
    press(composer, Qt.Key.Key_Up)
    assert composer.text() == "what is this?"
    with qtbot.waitSignal(composer.send_requested) as sent:
        notice_button(composer, "Undo").click()
    assert sent.args == [DRAFT]
