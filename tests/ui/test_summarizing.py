"""Summarizing what is attached, by a real engine, beside replies."""

import pytest

from desktop_chat.chat.messages import Attachment, Draft
from desktop_chat.engine.protocol import Finished, Started
from desktop_chat.ui.chat.composer import Composer
from desktop_chat.ui.summarizing import Summarizing
from tests.support.gguf_factory import SLOW, endless, scripted
from tests.ui.desk import Desk

LONG = 30_000
CONTEXT = 512
NOTES = Attachment("notes.txt", "".join(f"Line {number} of the notes.\n" for number in range(300)))
SHORT = Attachment("short.txt", "A few words.")
MADE = Attachment("Summary of notes.txt", "All in short.")


@pytest.fixture(scope="module")
def models(tmp_path_factory):
    folder = tmp_path_factory.mktemp("models")
    return {
        "brief": str(scripted(folder / "brief.gguf", "All in short.")),
        "silent": str(scripted(folder / "silent.gguf", " ")),
        "slow": str(endless(folder / "slow.gguf", "and on it goes, ", **SLOW)),
    }


class SummarizingDesk(Desk):
    """A composer with long notes attached, and the conversation it is for."""

    def __init__(self, theme_manager, qtbot, model):
        super().__init__(context_tokens=CONTEXT)
        self.composer = Composer(theme_manager)
        self.composer.resize(600, 200)
        qtbot.addWidget(self.composer)
        self.composer.show()
        self.composer.send_requested.connect(self.conversation.send)
        self.conversation.opened.connect(lambda *_: self.composer.set_draft(self.conversation.draft))
        self.summarizing = Summarizing(self.composer, self.conversation, self.engines, self.replies)
        self.composer.too_long.summarize_requested.connect(self.summarizing.begin)
        self.conversation.begin_with(model)
        self.conversation.new()
        self.composer.set_draft(Draft("What is in it?", (NOTES, SHORT)))
        self.composer.set_context_use(2500, CONTEXT)
        self.composer.typing_began.connect(lambda: None)
        self.reading, self.stopped = [], []
        self.engines.reply_event.connect(self._note)

    def _note(self, _path, event):
        if isinstance(event, Started):
            self.reading.append(event.id)
        if isinstance(event, Finished) and event.reason == "stopped":
            self.stopped.append(event.id)

    @property
    def is_read(self):
        """Whether the model has begun to read what is to be summarized."""
        return self.summarizing._command_id in self.reading

    @property
    def attached(self):
        return self.composer.attachments.items

    @property
    def words(self):
        notice = self.composer.notice
        return notice.words if notice is not None and notice.isVisible() else ""

    def press(self, name):
        (button,) = [each for each in self.composer.notice.buttons if each.text() == name]
        button.click()


@pytest.fixture
def open_desk(theme_manager, qtbot):
    desks = []

    def open_with(model):
        desks.append(SummarizingDesk(theme_manager, qtbot, model))
        return desks[-1]

    yield open_with
    for desk in desks:
        desk.close()


@pytest.fixture
def wait(qtbot):
    return lambda condition: qtbot.waitUntil(lambda: bool(condition()), timeout=LONG)


def test_a_summary_takes_the_place_of_what_is_too_long_alone(open_desk, wait, models):
    desk = open_desk(models["brief"])
    desk.press("Summarize first")
    assert desk.words.startswith("Summarizing “notes.txt”: part 1 of ")
    wait(lambda: desk.attached != (NOTES, SHORT))
    assert desk.attached == (MADE, SHORT)
    assert desk.words == "Summarized: “notes.txt”."
    assert desk.composer.text() == "What is in it?"


def test_what_was_attached_comes_back_with_undo(open_desk, wait, models):
    desk = open_desk(models["brief"])
    desk.press("Summarize first")
    wait(lambda: desk.attached == (MADE, SHORT))
    desk.press("Undo")
    assert desk.attached == (NOTES, SHORT)


def test_undo_is_offered_again_when_the_reader_comes_back(open_desk, wait, models):
    desk = open_desk(models["brief"])
    desk.press("Summarize first")
    wait(lambda: desk.attached == (MADE, SHORT))
    desk.composer.set_draft(Draft())
    desk.conversation.set_draft(Draft("What?", (MADE,)))
    desk.conversation.new()
    wait(lambda: desk.attached == (MADE,))
    desk.press("Undo")
    assert desk.attached == (NOTES,)


def test_cancelling_leaves_everything_as_it_was(open_desk, wait, models):
    desk = open_desk(models["slow"])
    desk.press("Summarize first")
    wait(lambda: desk.is_read)
    desk.press("Cancel")
    wait(lambda: desk.stopped)
    assert desk.attached == (NOTES, SHORT)
    assert not desk.summarizing.is_working
    assert "tokens longer" in desk.words


def test_a_reply_goes_first_and_the_summary_goes_on_after_it(open_desk, wait, models):
    desk = open_desk(models["brief"])
    desk.press("Summarize first")
    wait(lambda: desk.is_read)
    asked = desk.summarizing._command_id
    desk.conversation.send(Draft("And what of this?"))
    wait(lambda: desk.summarizing._command_id != asked)
    wait(lambda: desk.ended)
    assert desk.ended[0].text == "All in short."
    wait(lambda: desk.attached == (MADE, SHORT))


def test_a_model_that_says_nothing_leaves_everything_as_it_was(open_desk, wait, models):
    desk = open_desk(models["silent"])
    desk.press("Summarize first")
    wait(lambda: not desk.summarizing.is_working)
    assert desk.attached == (NOTES, SHORT)
    assert desk.words.startswith("Nothing was summarized; what is attached is as it was.")


def test_a_model_that_cannot_be_loaded_leaves_everything_as_it_was(open_desk, wait, tmp_path):
    broken = tmp_path / "broken.gguf"
    broken.write_bytes(b"no model")
    desk = open_desk(str(broken))
    desk.press("Summarize first")
    wait(lambda: not desk.summarizing.is_working)
    assert desk.attached == (NOTES, SHORT)
    assert "broken.gguf" in desk.words


def test_an_engine_that_goes_leaves_everything_as_it_was(open_desk, wait, models):
    desk = open_desk(models["slow"])
    desk.press("Summarize first")
    wait(lambda: desk.is_read)
    desk.engines.unload(models["slow"])
    wait(lambda: not desk.summarizing.is_working)
    assert desk.attached == (NOTES, SHORT)


def test_taking_out_what_is_summarized_ends_it(open_desk, wait, models):
    desk = open_desk(models["slow"])
    desk.press("Summarize first")
    wait(lambda: desk.is_read)
    desk.composer.attachments.remove(0)
    assert not desk.summarizing.is_working
    assert desk.attached == (SHORT,)


def test_while_it_goes_on_nothing_else_is_said(open_desk, wait, models):
    desk = open_desk(models["slow"])
    desk.press("Summarize first")
    desk.composer.set_context_use(2500, CONTEXT)
    assert desk.words.startswith("Summarizing")
    desk.summarizing.cancel()


def test_what_is_short_already_is_not_summarized(open_desk, models):
    desk = open_desk(models["brief"])
    desk.composer.set_draft(Draft("word " * 3000, (SHORT,)))
    desk.composer.set_context_use(4000, CONTEXT)
    desk.press("Summarize first")
    assert desk.words == "What is attached is short already: shorten what you wrote."
    assert not desk.summarizing.is_working
