import sqlite3
import time
from contextlib import closing

import pytest

from desktop_chat.chat.messages import Attachment, Draft
from desktop_chat.chat.store import open_store

SECRET = "a secret to forget "


def later():
    return time.time() + 60


def remove_all(store):
    while store.remove_purged(10):
        pass


def test_only_what_was_deleted_before_the_time_is_purged(store, talk):
    kept, _ = talk(store, 1)
    deleted, messages = talk(store, 1)
    store.delete(deleted)
    assert store.purge_deleted(time.time() - 60) == 0
    assert store.conversation(deleted).id == deleted
    assert store.purge_deleted(later()) == 1
    assert store.purge_deleted(later()) == 0
    remove_all(store)
    with pytest.raises(LookupError):
        store.message(messages[0].id)
    assert len(store.messages(kept)) == 2


@pytest.mark.parametrize(
    "purge", [lambda store, each: store.purge(each), lambda store, _: store.purge_deleted(later())]
)
def test_what_is_purged_cannot_be_read_or_brought_back_even_before_it_is_removed(store, talk, purge):
    conversation_id, _ = talk(store, 1)
    store.delete(conversation_id)
    purge(store, conversation_id)
    assert store.deleted_conversations() == []
    assert store.conversations() == []
    for call in (store.conversation, store.messages, store.restore):
        with pytest.raises(LookupError):
            call(conversation_id)


def test_a_conversation_that_is_not_in_the_bin_can_be_purged_too(store, talk):
    conversation_id, _ = talk(store, 1)
    store.purge(conversation_id)
    assert store.conversations() == []


def test_a_very_long_conversation_is_removed_piece_by_piece(store):
    conversation = store.create_conversation()
    parent = None
    for _ in range(3000):
        parent = store.add_message(conversation.id, parent, "user", "x").id
    store.purge(conversation.id)
    pieces = 0
    while store.remove_purged(100):
        pieces += 1
    assert pieces >= 30
    with pytest.raises(LookupError):
        store.message(parent)


def test_removing_goes_on_after_the_app_was_killed_in_between(path, talk):
    store = open_store(path).store
    conversation_id, messages = talk(store, 20)
    store.purge(conversation_id)
    store.remove_purged(5)
    store.close()
    store = open_store(path).store
    remove_all(store)
    with pytest.raises(LookupError):
        store.message(messages[0].id)
    store.close()


def test_what_is_removed_is_gone_from_the_disk(path):
    store = open_store(path).store
    attached = (Attachment("a.txt", SECRET * 1000),)
    for _ in range(2):
        conversation = store.create_conversation(system_prompt=SECRET)
        question = store.add_message(conversation.id, None, "user", SECRET * 1000, attachments=attached)
        store.add_message(conversation.id, question.id, "assistant", SECRET * 1000)
        store.set_draft(conversation.id, Draft(SECRET * 1000, attached))
        store.set_queued(conversation.id, Draft(SECRET * 1000, attached))
        store.purge(conversation.id)
    remove_all(store)
    store.close()
    assert SECRET.encode() not in path.read_bytes()


def test_ids_are_never_used_again(store, talk):
    conversation_id, messages = talk(store, 1)
    store.purge(conversation_id)
    remove_all(store)
    again = store.create_conversation()
    assert again.id > conversation_id
    assert store.add_message(again.id, None, "user", "x").id > messages[-1].id


def test_nothing_is_left_to_remove_where_nothing_was_purged(store, talk):
    _, messages = talk(store, 1)
    store.delete_message(messages[0].id)
    assert not store.remove_purged(10)


# ---- single messages


@pytest.fixture
def deleted(path):
    """Delete the question and the last reply of a conversation; gives the store and the messages."""
    store = open_store(path).store
    conversation = store.create_conversation()
    attached = (Attachment("a.txt", SECRET * 1000),)
    question = store.add_message(conversation.id, None, "user", SECRET * 1000, attachments=attached)
    reply = store.add_message(conversation.id, question.id, "assistant", "kept")
    last = store.add_message(conversation.id, reply.id, "assistant", "", state="writing")
    store.finish_message(last.id, SECRET * 1000, SECRET * 1000, "done")
    store.delete_message(question.id)
    store.delete_message(last.id)
    yield store, (question, reply, last)
    store.close()


def test_a_deleted_message_is_kept_until_its_time_is_over(deleted):
    store, (question, *_) = deleted
    store.purge_deleted(time.time() - 60)
    remove_all(store)
    store.restore_message(question.id)
    assert store.messages(question.conversation_id)[0] == question


def test_the_text_of_purged_messages_is_gone_and_the_branch_as_it_was_shown(path, deleted):
    store, (question, reply, last) = deleted
    shown = store.messages(reply.conversation_id)
    store.purge_deleted(later())
    remove_all(store)
    assert store.messages(reply.conversation_id) == shown
    assert store.message(question.id).text == ""  # the reply hangs below it
    assert store.message(question.id).attachments == ()
    with pytest.raises(LookupError):
        store.message(last.id)
    store.close()
    assert SECRET.encode() not in path.read_bytes()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_purged_message_cannot_be_restored(deleted):
    store, (question, reply, _) = deleted
    store.purge_deleted(later())
    with pytest.raises(LookupError):
        store.restore_message(question.id)
    remove_all(store)
    with pytest.raises(LookupError):
        store.restore_message(question.id)
    assert store.messages(reply.conversation_id) == [store.message(reply.id)]


def test_the_conversation_goes_on_below_what_was_purged(deleted):
    store, (_, reply, _) = deleted
    store.purge_deleted(later())
    remove_all(store)
    added = store.add_message(reply.conversation_id, reply.id, "user", "next")
    assert store.messages(reply.conversation_id)[-1] == added


def test_a_chain_of_deleted_messages_is_removed_whole(store):
    conversation = store.create_conversation()
    parent, added = None, []
    for _ in range(50):
        parent = store.add_message(conversation.id, parent, "user", "x").id
        added.append(parent)
    for each in added[10:]:
        store.delete_message(each)
    store.purge_deleted(later())
    remove_all(store)
    for each in added[10:]:
        with pytest.raises(LookupError):
            store.message(each)
    assert [message.id for message in store.messages(conversation.id)] == added[:10]
    assert store.conversation(conversation.id).leaf_id == added[9]
