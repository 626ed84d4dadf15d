import pytest

from desktop_chat.chat.messages import Attachment, Draft
from desktop_chat.chat.store import open_store

NOTES = Attachment("노트.txt", "첫 줄\r\n\0 second\tline \n")
EMPTY = Attachment("empty.md", "")


@pytest.fixture(params=["a conversation", "a new one"])
def owner(store, request):
    return store.create_conversation().id if request.param == "a conversation" else None


@pytest.mark.parametrize(
    "text",
    ["", "  space \n\n end ", "ㅎㅏㄴ 한글 👩‍👩‍👧", "nul \0 inside", "\r\n\t", "x" * 1_000_000],
)
def test_a_draft_is_kept_exactly_as_typed(store, owner, text):
    store.set_draft(owner, Draft(text))
    assert store.draft(owner) == Draft(text)


def test_half_of_a_character_is_kept_as_a_replacement_and_whole_pairs_as_they_are(store, owner):
    store.set_draft(owner, Draft("a \ud83d b \ud83d\ude00", (Attachment("\ud83d", "\ud83d"),)))
    assert store.draft(owner) == Draft("a \ufffd b 😀", (Attachment("\ufffd", "\ufffd"),))


def test_attachments_are_kept_with_it_in_their_order(store, owner):
    draft = Draft("see", (NOTES, EMPTY, NOTES))
    store.set_draft(owner, draft)
    store.set_draft(owner, Draft("see these", draft.attachments))
    assert store.draft(owner) == Draft("see these", draft.attachments)
    store.set_draft(owner, Draft("see these", (EMPTY,)))
    assert store.draft(owner) == Draft("see these", (EMPTY,))
    store.set_draft(owner, Draft())
    assert not store.draft(owner)


def test_a_conversation_gives_its_draft_too(store):
    conversation = store.create_conversation()
    store.set_draft(conversation.id, Draft("typed", (NOTES,)))
    read = store.conversation(conversation.id)
    assert (read.draft, read.draft_attachments) == ("typed", (NOTES,))


def test_drafts_do_not_mix(store):
    first, second = store.create_conversation().id, store.create_conversation().id
    for owner, name in ((first, "1"), (second, "2"), (None, "new")):
        store.set_draft(owner, Draft(name, (Attachment(name, name),)))
    store.set_draft(first, Draft())
    assert store.draft(second) == Draft("2", (Attachment("2", "2"),))
    assert store.draft(None) == Draft("new", (Attachment("new", "new"),))


def test_there_is_no_draft_at_first(store):
    assert store.draft(None) == Draft()
    assert store.draft(store.create_conversation().id) == Draft()


def test_drafts_are_there_after_the_store_is_opened_again(path):
    store = open_store(path).store
    conversation = store.create_conversation()
    store.set_draft(conversation.id, Draft("one", (NOTES,)))
    store.set_draft(None, Draft("new", (EMPTY,)))
    store.close()
    store = open_store(path).store
    assert store.draft(conversation.id) == Draft("one", (NOTES,))
    assert store.draft(None) == Draft("new", (EMPTY,))
    store.close()


def test_a_queued_message_is_kept_and_taken_back(store):
    conversation = store.create_conversation()
    queued = Draft("다음 \0 질문", (NOTES,))
    store.set_queued(conversation.id, queued)
    assert store.conversation(conversation.id).queued == queued
    store.set_queued(conversation.id, Draft())
    assert not store.conversation(conversation.id).queued


def test_the_draft_is_none_of_the_attachments_of_messages(store):
    conversation = store.create_conversation()
    store.set_draft(conversation.id, Draft("typed", (EMPTY,)))
    sent = store.add_message(conversation.id, None, "user", "see", attachments=(NOTES, EMPTY))
    assert sent.attachments == (NOTES, EMPTY)
    store.set_draft(conversation.id, Draft())
    assert store.messages(conversation.id) == [sent]


def test_attachments_of_many_messages_are_read_with_each(store):
    conversation = store.create_conversation()
    parent = None
    for number in range(600):
        attached = (Attachment(f"{number}.txt", "x" * number),) if number % 3 else ()
        parent = store.add_message(conversation.id, parent, "user", str(number), attachments=attached).id
    store.add_message(conversation.id, parent - 1, "user", "elsewhere", attachments=(NOTES,))
    store.select_leaf(conversation.id, parent)
    for messages in (store.messages(conversation.id), store.newest_messages(conversation.id, 50)):
        for message in messages:
            number = int(message.text)
            expected = (Attachment(f"{number}.txt", "x" * number),) if number % 3 else ()
            assert message.attachments == expected
