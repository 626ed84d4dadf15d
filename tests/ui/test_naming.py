"""Titles made by models while nothing else is to be done."""

import pytest

from desktop_chat.chat.messages import Draft
from desktop_chat.engine.protocol import Finished, Started
from desktop_chat.ui.naming import MOST_READ, Naming
from tests.support.gguf_factory import SLOW, endless, scripted
from tests.ui.desk import Desk

LONG = 20_000
IDLE = 20  # milliseconds


@pytest.fixture(scope="module")
def models(tmp_path_factory):
    folder = tmp_path_factory.mktemp("models")
    return {
        "rivers": str(scripted(folder / "rivers.gguf", "Rivers of Korea.")),
        "refuser": str(scripted(folder / "refuser.gguf", "I'm sorry, no.")),
        "slow": str(endless(folder / "slow.gguf", "and on it goes, ", **SLOW)),
    }


class NamingDesk(Desk):
    """A desk that names conversations soon, and what its engine told of replies and titles."""

    def __init__(self):
        super().__init__(context_tokens=4096)
        self.is_wanted = True
        self.naming = Naming(
            self.store,
            self.engines,
            self.replies,
            is_wanted=lambda: self.is_wanted,
            idle_milliseconds=IDLE,
            parent=self,
        )
        self.named = []
        self.events = []
        self.naming.named.connect(self.named.append)
        self.engines.reply_event.connect(lambda _path, event: self.events.append(event))

    def of(self, kind):
        return [event for event in self.events if isinstance(event, kind)]


@pytest.fixture
def desk(qapp):
    desk = NamingDesk()
    yield desk
    desk.close()


@pytest.fixture
def wait(qtbot):
    return lambda condition: qtbot.waitUntil(lambda: bool(condition()), timeout=LONG)


def conversation(wait, desk, conversation_id):
    found = []
    desk.store.run(lambda store: store.conversation(conversation_id), found.append)
    wait(lambda: found)
    return found[0]


def ask(wait, desk, text):
    wanted = len(desk.ended) + 1
    desk.conversation.send(Draft(text))
    wait(lambda: len(desk.ended) >= wanted)
    return desk.ended[-1].conversation_id


def test_a_conversation_gets_a_title_from_the_model_that_has_read_it(wait, desk, models):
    desk.conversation.choose_model(models["rivers"])
    conversation_id = ask(wait, desk, "Which rivers flow through Korea? " * 8)
    wait(lambda: desk.named)
    named = conversation(wait, desk, conversation_id)
    assert (named.title, named.title_source) == ("Rivers of Korea", "model")
    reply, title = desk.of(Started)
    assert title.reused_tokens >= reply.prompt_tokens - 8
    assert title.prompt_tokens - title.reused_tokens < MOST_READ


def test_a_title_of_the_user_stays(wait, desk, models):
    desk.conversation.choose_model(models["rivers"])
    desk.conversation.send(Draft("Which rivers?"))
    wait(lambda: desk.conversation.conversation)
    conversation_id = desk.conversation.conversation.id
    desk.store.run(lambda store: store.set_title(conversation_id, "Mine", "user"))
    wait(lambda: desk.ended)
    wait(lambda: not desk.naming._waiting)
    assert not desk.naming.is_asking
    assert conversation(wait, desk, conversation_id).title == "Mine"


def test_what_is_no_title_leaves_that_of_the_question(wait, desk, models):
    desk.conversation.choose_model(models["refuser"])
    conversation_id = ask(wait, desk, "Which rivers?")
    wait(lambda: len(desk.of(Finished)) == 2)
    named = conversation(wait, desk, conversation_id)
    assert (named.title, named.title_source) == ("Which rivers?", "question")


def test_no_title_is_asked_for_where_the_user_wants_none(wait, desk, models, qtbot):
    desk.is_wanted = False
    desk.conversation.choose_model(models["rivers"])
    ask(wait, desk, "Which rivers?")
    qtbot.wait(5 * IDLE)
    assert len(desk.of(Started)) == 1


def test_a_title_makes_way_for_a_reply_at_once(wait, desk, models):
    desk.conversation.choose_model(models["slow"])
    desk.conversation.send(Draft("Go on"))
    wait(lambda: len(desk.text) > 20)
    desk.conversation.stop()
    wait(lambda: desk.ended)
    desk.replies.ended.emit(*as_if_done(desk))
    wait(lambda: desk.naming.is_asking and len(desk.of(Started)) == 2)
    title_id = desk.of(Started)[1].id
    desk.conversation.send(Draft("Again"))
    wait(lambda: len(desk.of(Started)) == 3)
    ended = next(event for event in desk.of(Finished) if event.id == title_id)
    assert ended.reason == "stopped"
    assert desk.named == []
    desk.conversation.stop()
    wait(lambda: len(desk.ended) == 2)


def as_if_done(desk):
    """The reply that was stopped, as one that ended by itself."""
    from msgspec.structs import replace

    from desktop_chat.ui.active_reply import ActiveReply

    message = replace(desk.ended[0], state="done")
    return ActiveReply(message, desk.prompts[0], message.options), message


def test_typing_puts_a_title_off(wait, desk, models):
    desk.naming._idle.setInterval(60_000)
    desk.naming.note_typing()
    assert not desk.naming._idle.isActive()
    desk.conversation.choose_model(models["rivers"])
    ask(wait, desk, "Which rivers?")
    desk.naming._idle.stop()
    desk.naming.note_typing()
    assert desk.naming._idle.isActive()
    assert not desk.naming.is_asking


def test_a_model_that_holds_the_conversation_no_more_is_not_made_to_read_it(wait, desk, models):
    desk.conversation.choose_model(models["rivers"])
    desk.naming._idle.setInterval(60_000)
    conversation_id = ask(wait, desk, "Which rivers? " * 200)
    desk.engines.reload(models["rivers"])
    wait(lambda: desk.engines.status(models["rivers"]).state == "ready")
    assert desk.naming._waiting == []
    desk.naming._ask()
    assert not desk.naming.is_asking
    assert conversation(wait, desk, conversation_id).title_source == "question"


def test_a_title_that_waits_is_forgotten_with_its_conversation(wait, desk, models, qtbot):
    desk.conversation.choose_model(models["rivers"])
    desk.naming.forget([ask(wait, desk, "Which rivers?")])
    qtbot.wait(5 * IDLE)
    assert desk.named == []


def test_a_title_being_written_is_given_up_with_its_conversation(wait, desk, models):
    desk.conversation.choose_model(models["slow"])
    desk.conversation.send(Draft("Go on"))
    wait(lambda: len(desk.text) > 20)
    desk.conversation.stop()
    wait(lambda: desk.ended)
    desk.replies.ended.emit(*as_if_done(desk))
    wait(lambda: desk.naming.is_asking and len(desk.of(Started)) == 2)
    desk.naming.forget([desk.ended[0].conversation_id])
    wait(lambda: len(desk.of(Finished)) == 2)
    assert desk.of(Finished)[1].reason == "stopped"
    assert desk.named == []
