"""What becomes of a reply whose message is gone, or is another one, when it ends."""

import pytest

from desktop_chat.chat.messages import Draft
from tests.support.gguf_factory import endless
from tests.ui.desk import Desk

LONG = 20_000


@pytest.fixture(scope="module")
def model(tmp_path_factory):
    return str(endless(tmp_path_factory.mktemp("models") / "endless.gguf", "and on it goes, "))


@pytest.fixture
def desk(qapp):
    desk = Desk(context_tokens=4096)
    yield desk
    desk.close()


@pytest.fixture
def wait(qtbot):
    return lambda condition: qtbot.waitUntil(lambda: bool(condition()), timeout=LONG)


@pytest.fixture
def ask_store(wait, desk):
    def ask(work):
        given = []
        desk.store.run(work, lambda result: given.append((result,)))
        wait(lambda: given)
        return given[0][0]

    return ask


@pytest.fixture
def writing(wait, desk, model):
    """The message of a reply that is being written."""
    desk.conversation.choose_model(model)
    desk.conversation.send(Draft("Hello"))
    wait(lambda: len(desk.text) > 40)
    return desk.conversation.messages[-1]


def test_all_replies_end_at_once_and_their_engines_stop(desk, writing, wait, ask_store):
    desk.replies.end_all()
    assert not desk.replies
    (ended,) = desk.finished
    assert ended.state == "stopped"
    kept = ask_store(lambda store: store.message(writing.id))
    assert (kept.state, kept.text) == ("stopped", ended.text)
    wait(lambda: desk.engines.status(writing.model).state == "ready")


def test_a_reply_whose_conversation_is_purged_is_given_up(desk, writing, ask_store):
    desk.store.run(lambda store: store.purge(writing.conversation_id))
    desk.store.run(lambda store: store.remove_purged(20))
    desk.replies.end_all()
    ask_store(lambda _store: True)
    assert desk.faults == []


def test_a_reply_is_not_kept_in_another_message_that_has_its_id_now(desk, writing, ask_store):
    change = (
        "UPDATE message SET created_at = created_at - 1, text = 'of the backup', state = 'done' WHERE id = ?"
    )
    desk.store.run(lambda store: store.database.change(change, writing.id))
    desk.replies.end_all()
    kept = ask_store(lambda store: store.message(writing.id))
    assert (kept.text, kept.state) == ("of the backup", "done")
    assert desk.faults == []
