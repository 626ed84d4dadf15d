import pytest
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from desktop_chat.engine.protocol import GenerateOptions, SamplerOptions, Timings
from desktop_chat.faults import Fault
from desktop_chat.ui.chat.model_names import ModelNames
from desktop_chat.ui.chat.reply_message import ReplyMessage
from tests.ui.chat.samples import document_style, message, shown

TIMINGS = Timings(reply_tokens=342, reply_seconds=10.0, first_token_seconds=0.42)


@pytest.fixture
def make(qtbot, theme_manager):
    def build(text="", **values):
        view = ReplyMessage(
            theme_manager, document_style(theme_manager), message(2, text=text, **values), ModelNames()
        )
        qtbot.addWidget(view)
        view.fit_width(600)
        return view

    return build


def test_a_reply_is_shown_as_markdown(make):
    assert shown(make("**bold** text")) == "bold text"


def test_a_reply_grows_as_its_pieces_come(make, qtbot):
    view = make(state="writing")
    before = view.height()
    with qtbot.waitSignal(view.height_changed):
        for piece in ("One **bo", "ld** word.\n\n", "- item\n", "- more\n\nEnd"):
            view.append(piece, "answer")
    assert view.text == "One **bold** word.\n\n- item\n- more\n\nEnd"
    assert shown(view).split() == ["One", "bold", "word.", "•", "item", "•", "more", "End"]
    assert view.height() > before


def test_the_end_of_a_reply_does_not_write_it_again(make):
    view = make(state="writing")
    view.append("One.\n\nTwo **bold**\n\nThree", "answer")
    first = view.body.blocks[0]
    view.show_message(message(2, text="One.\n\nTwo **bold**\n\nThree", timings=TIMINGS))
    assert view.status is None
    assert view.body.blocks[0] is first


def test_a_reply_that_ended_otherwise_is_written_again(make):
    view = make(state="writing")
    view.append("One", "answer")
    view.show_message(message(2, text="Something else"))
    assert shown(view) == "Something else"


def test_before_the_first_word_the_progress_of_reading_is_told(make):
    view = make(state="writing")
    view.show_progress(430, 1000)
    assert view.status.words == "Reading… 43 %"
    view.append("Hello", "answer")
    assert view.status is None


@pytest.mark.parametrize(("state", "words"), [("stopped", "Stopped"), ("cut", "Interrupted before its end")])
def test_a_reply_that_is_not_whole_says_so(make, state, words):
    view = make("Half", state=state)
    assert view.status.words == words
    assert view.status.retry_button.isHidden()


def test_a_failed_reply_says_why_and_can_be_tried_again(make, qtbot):
    view = make("Half", state="failed", fault=Fault("engine_crashed_writing"))
    assert "The text so far is kept" in view.status.words
    with qtbot.waitSignal(view.retry_requested) as told:
        view.status.retry_button.click()
    assert told.args == [2]


def test_thoughts_are_open_while_they_come_and_folded_when_the_answer_begins(make):
    view = make(state="writing")
    view.append("Let me think", "reasoning")
    assert view.fold.is_open
    assert view.fold.toggle.text() == "Thinking…"
    view.append("The answer", "answer")
    assert not view.fold.is_open
    assert view.fold.toggle.text().startswith("Thought for 1")
    assert view.reasoning == "Let me think"
    assert shown(view) == "The answer"


def test_thoughts_that_the_reader_unfolded_stay_unfolded(make):
    view = make(state="writing")
    view.append("Let me think", "reasoning")
    view.fold.toggle.click()
    view.fold.toggle.click()
    view.append("The answer", "answer")
    assert view.fold.is_open


def test_thoughts_of_an_old_reply_are_folded(make):
    view = make("Answer", reasoning="Long thoughts " * 50)
    assert not view.fold.is_open
    folded = view.height()
    view.fold.toggle.click()
    assert view.height() > folded


def test_versions_can_be_switched(make, qtbot):
    view = make("Answer", sibling_ids=(1, 2, 5))
    assert view.footer.version.text() == "2/3"
    with qtbot.waitSignal(view.sibling_chosen) as told:
        view.footer.next_button.click()
    assert told.args == [5]
    with qtbot.waitSignal(view.sibling_chosen) as told:
        view.footer.previous_button.click()
    assert told.args == [1]


def test_the_newest_reply_tells_how_it_was_made(make):
    view = make("Answer", timings=TIMINGS)
    view.set_newest(True)
    assert view.footer.details_button.text() == "tiny-chat · 34.2 tokens/s"


def test_the_model_is_called_by_its_title_wherever_the_reply_names_it(make, theme_manager, qtbot):
    view = make("Answer", timings=TIMINGS)
    names = ModelNames()
    names.set_titles({view.message.model: "Tiny"})
    titled = ReplyMessage(theme_manager, document_style(theme_manager), view.message, names)
    qtbot.addWidget(titled)
    titled.fit_width(600)
    titled.set_newest(True)
    titled.set_beside(0)
    assert titled.spoken() == "Tiny: Answer"
    assert titled.footer.details_button.text() == "Tiny · 34.2 tokens/s"
    assert titled.header.choose_button.accessibleName() == "Continue with the reply of Tiny"
    names.set_titles({view.message.model: "Small"})
    titled.show_model_name()
    assert titled.footer.details_button.text() == "Small · 34.2 tokens/s"


def test_the_whole_reply_is_copied_as_it_was_written(make, qtbot):
    view = make("**bold** and `code`")
    with qtbot.waitSignal(view.copied):
        view.copy_text()
    assert QGuiApplication.clipboard().text() == "**bold** and `code`"


def test_another_theme_repaints_a_reply_that_is_being_written(make, theme_manager):
    view = make(state="writing")
    view.append("Some `code`\n\n```python\nx = 1\n", "answer")
    theme_manager.set_appearance("dark")
    view.set_style(document_style(theme_manager))
    view.append("y = 2\n```\n\nEnd", "answer")
    assert shown(view).split() == ["Some", "code", "x", "=", "1", "y", "=", "2", "End"]
    assert view.body.style_in_use.theme == theme_manager.theme


def test_a_very_long_reply_is_whole(make):
    text = "\n\n".join(f"Paragraph **{number}** with words." for number in range(2000))
    view = make(text)
    height = view.height()
    while view.write_more():
        pass
    assert "Paragraph 0 with" in shown(view)
    assert "Paragraph 1999 with" in shown(view)
    assert view.height() > height / 2


def test_a_change_of_language_is_followed(make):
    view = make("Half", state="stopped", reasoning="thoughts")
    QApplication.sendEvent(view, QEvent(QEvent.Type.LanguageChange))
    assert view.body.accessibleName() == "Reply"


def menu_of(view):
    view.open_menu(view.mapToGlobal(QPoint(5, 5)))
    menu = QApplication.activePopupWidget()
    entries = {action.text(): action for action in menu.actions() if action.text()}
    return menu, entries


@pytest.mark.parametrize(
    ("entry", "signal"),
    [
        ("Try again", "retry_requested"),
        ("Try again with another model…", "retry_with_requested"),
        ("Compare with another model…", "compare_requested"),
        ("Continue", "continue_requested"),
        ("Branch from here", "branch_requested"),
        ("Delete", "delete_requested"),
    ],
)
def test_the_menu_offers_what_can_be_done_with_a_reply(make, qtbot, entry, signal):
    view = make("Half", state="stopped")
    view.set_newest(True)
    menu, entries = menu_of(view)
    with qtbot.waitSignal(getattr(view, signal)) as told:
        entries[entry].trigger()
    assert told.args == [2]
    menu.close()


def test_a_reply_that_is_whole_is_not_continued(make):
    menu, entries = menu_of(make("Whole"))
    assert "Continue" not in entries
    menu.close()


def test_a_reply_being_written_can_be_copied_and_nothing_else(make):
    menu, entries = menu_of(make("So far", state="writing"))
    assert list(entries) == ["Copy as Markdown", "Copy as plain text"]
    menu.close()


def test_a_reply_is_copied_without_its_marks(make, qtbot):
    menu, entries = menu_of(make("**bold** and `code`"))
    entries["Copy as plain text"].trigger()
    assert QGuiApplication.clipboard().text().strip() == "bold and code"
    menu.close()


def test_the_rest_of_a_stopped_reply_can_be_asked_for(make, qtbot):
    view = make("Half", state="stopped")
    with qtbot.waitSignal(view.continue_requested) as told:
        QTest.mouseClick(view.status.continue_button, Qt.MouseButton.LeftButton)
    assert told.args == [2]


def test_a_stopped_reply_without_a_word_is_not_continued(make):
    assert make("", state="stopped").status.continue_button.isHidden()


@pytest.mark.parametrize("length", [1, 3000])
def test_a_continued_reply_goes_on_after_what_is_there(make, length):
    half = "Paragraph **one** is here.\n\n" * length
    view = make(half, state="cut")
    while view.write_more():
        pass
    height = view.body.content_height
    view.show_message(message(2, text=half, state="writing"))
    view.append("And **more** of it.", "answer")
    assert view.body.content_height >= height * 0.9
    while view.write_more():
        pass
    view.show_message(message(2, text=half + "And **more** of it."))
    assert shown(view).split()[-4:] == ["And", "more", "of", "it."]
    assert shown(view).count("Paragraph one") == length


def test_the_time_of_thinking_is_told_as_it_was_kept(make):
    assert make("Answer", reasoning="Hm", reasoning_seconds=12.3).fold.toggle.text() == "Thought for 12 s"
    assert make("Answer", reasoning="Hm", reasoning_seconds=125).fold.toggle.text() == "Thought for 2 min 5 s"


def test_the_details_tell_how_a_reply_was_made(make):
    options = GenerateOptions(SamplerOptions(temperature=0.2, repeat_penalty=1.1), max_tokens=500)
    view = make("Answer", timings=TIMINGS, options=options, reasoning_seconds=3.0)
    view.set_newest(True)
    QTest.mouseClick(view.footer.details_button, Qt.MouseButton.LeftButton)
    details = QApplication.activePopupWidget()
    rows = dict(details.rows)
    assert rows["Model"] == "tiny-chat"
    assert rows["Tokens"] == "342"
    assert rows["Speed"] == "34.2 tokens/s"
    assert rows["First token"] == "0.4 s"
    assert rows["Thinking time"] == "3.0 s"
    assert "temperature 0.2" in rows["Settings"]
    assert "repeat-penalty 1.1" in rows["Settings"]
    assert "500" in rows["Settings"]
    assert "Speed: 34.2 tokens/s" in details.accessibleDescription()
    QTest.keyClick(details, Qt.Key.Key_Escape)
    assert not QApplication.activePopupWidget()
