import pytest

from desktop_chat.chat.store import open_store


@pytest.fixture
def path(tmp_path):
    return tmp_path / "대화" / "conversations.db"


@pytest.fixture
def store(path):
    opened = open_store(path)
    yield opened.store
    opened.store.close()


@pytest.fixture
def talk():
    """Add a linear conversation of `turns` questions and replies; gives its id and its messages."""

    def add(store, turns, text="안녕하세요 hello 👋", **options):
        conversation = store.create_conversation(**options)
        parent = None
        for number in range(turns):
            question = store.add_message(conversation.id, parent, "user", f"{number}: {text}")
            reply = store.add_message(conversation.id, question.id, "assistant", "", state="writing")
            parent = store.finish_message(reply.id, f"reply {number}: {text}", "", "done").id
        return conversation.id, store.messages(conversation.id)

    return add
