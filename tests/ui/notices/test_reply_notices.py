"""Which replies people are told of while they are elsewhere."""

import pytest
from PySide6.QtWidgets import QWidget

from desktop_chat.chat.messages import Draft
from desktop_chat.ui.conversations_service import ConversationsService
from desktop_chat.ui.notices.reply_notices import LONG_SECONDS, ReplyNotices
from desktop_chat.ui.reply_marks import Marks, ReplyMarks
from tests.support.gguf_factory import SLOW, endless, scripted
from tests.ui.desk import Desk

LONG = 20_000


@pytest.fixture(scope="module")
def models(tmp_path_factory):
    folder = tmp_path_factory.mktemp("models")
    return {
        "speaker": str(scripted(folder / "speaker.gguf", "# Rivers\n\nThe **Han** is long.")),
        "slow": str(endless(folder / "slow.gguf", "and on it goes, ", **SLOW)),
    }


class NoticesDesk(Desk):
    """A desk with a clock that is set by hand."""

    def __init__(self):
        super().__init__(context_tokens=2048)
        self.now = 0.0
        self.is_wanted = True
        self.seen = set()
        self.conversations = ConversationsService(self.store, self)
        self.turns.turned.connect(self.conversations.refresh)
        notices = ReplyNotices(
            self.turns,
            self.conversations,
            is_wanted=lambda: self.is_wanted,
            clock=lambda: self.now,
            parent=self,
        )
        self.notices = []
        notices.ended_unseen.connect(self.notices.append)
        self.marks = ReplyMarks(self.turns, self.seen.__contains__, self)
        self.told = []
        self.marks.changed.connect(self.told.append)


@pytest.fixture
def desk(qapp):
    desk = NoticesDesk()
    yield desk
    desk.close()


@pytest.fixture
def wait(qtbot):
    return lambda condition: qtbot.waitUntil(lambda: bool(condition()), timeout=LONG)


def ask(wait, desk, model, seconds):
    """Ask, let so much time pass and wait for the end."""
    desk.conversation.begin_with(model)
    desk.conversation.new()
    desk.conversation.send(Draft("Which river is long?"))
    wait(lambda: desk.prompts)
    desk.now += seconds
    wait(lambda: desk.ended)


def test_a_reply_that_took_long_is_told_with_its_title_and_first_words(wait, desk, models):
    ask(wait, desk, models["speaker"], LONG_SECONDS)
    wait(lambda: desk.notices)
    (notice,) = desk.notices
    assert notice.conversation_id == desk.ended[0].conversation_id
    assert (notice.title, notice.text) == ("Which river is long?", "Rivers The Han is long.")


def test_a_reply_that_came_soon_is_not_told(wait, desk, models):
    ask(wait, desk, models["speaker"], LONG_SECONDS - 0.1)
    assert desk.notices == []


def test_nothing_is_told_while_a_window_of_the_app_is_active(wait, desk, models, qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    wait(window.isActiveWindow)
    ask(wait, desk, models["speaker"], LONG_SECONDS)
    assert desk.notices == []


def test_nothing_is_told_where_it_is_not_wanted(wait, desk, models):
    desk.is_wanted = False
    ask(wait, desk, models["speaker"], LONG_SECONDS)
    assert desk.notices == []


def test_a_reply_that_was_stopped_is_not_told(wait, desk, models):
    desk.conversation.begin_with(models["slow"])
    desk.conversation.new()
    desk.conversation.send(Draft("Go on"))
    wait(lambda: desk.text)
    desk.now += LONG_SECONDS
    desk.conversation.stop()
    wait(lambda: desk.ended)
    assert desk.ended[0].state == "stopped"
    assert desk.notices == []


def test_a_reply_that_failed_says_why(wait, desk, tmp_path):
    (tmp_path / "broken.gguf").write_bytes(b"no model")
    ask(wait, desk, str(tmp_path / "broken.gguf"), LONG_SECONDS)
    wait(lambda: desk.notices)
    assert "broken.gguf" in desk.notices[0].text


def test_a_conversation_is_marked_while_it_is_answered_and_until_it_is_seen(wait, desk, models):
    ask(wait, desk, models["speaker"], 0)
    of = frozenset({desk.ended[0].conversation_id})
    assert desk.told == [Marks(writing=of), Marks(unseen=of)]
    desk.marks.note_seen(desk.ended[0].conversation_id)
    assert desk.marks.marks == Marks()


def test_a_conversation_that_is_before_the_user_has_no_mark_when_it_is_answered(wait, desk, models):
    desk.seen.update(range(1, 9))
    ask(wait, desk, models["speaker"], 0)
    assert desk.marks.marks == Marks()
    assert len(desk.told) == 2


def test_a_deleted_conversation_has_no_mark(wait, desk, models):
    ask(wait, desk, models["speaker"], 0)
    desk.marks.forget([desk.ended[0].conversation_id])
    assert desk.marks.marks == Marks()
