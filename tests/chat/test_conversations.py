import pytest

from desktop_chat.chat.database import Database
from desktop_chat.chat.messages import Draft, ReadingPlace
from desktop_chat.chat.store import Store, open_store
from desktop_chat.settings import GenerationOverrides

SETTINGS = GenerationOverrides(
    temperature=0.5, max_tokens=0, thinking="off", system_prompt="다정하게 \U0001f44b"
)


def ids(conversations):
    return [one.id for one in conversations]


# ---- titles


def test_a_title_says_where_it_came_from(store):
    conversation = store.create_conversation()
    assert conversation.title_source == ""
    store.set_title(conversation.id, "How do I…", "question")
    store.set_title(conversation.id, "Reading files", "model")
    named = store.conversation(conversation.id)
    assert (named.title, named.title_source) == ("Reading files", "model")


@pytest.mark.parametrize("source", ["question", "model", ""])
def test_a_title_the_user_gave_is_replaced_by_the_user_alone(store, source):
    conversation = store.create_conversation()
    store.set_title(conversation.id, "내 제목", "user")
    store.set_title(conversation.id, "another", source)
    kept = store.conversation(conversation.id)
    assert (kept.title, kept.title_source) == ("내 제목", "user")
    store.set_title(conversation.id, "newer", "user")
    assert store.conversation(conversation.id).title == "newer"


# ---- what a conversation has of its own


def test_persona_settings_and_folder_are_there_from_the_start(store):
    folder = store.create_folder("일")
    made = store.create_conversation(persona="own:1", settings=SETTINGS, folder_id=folder.id)
    assert (made.persona, made.settings, made.folder_id) == ("own:1", SETTINGS, folder.id)


def test_persona_and_settings_can_be_changed(store):
    conversation = store.create_conversation()
    store.set_persona(conversation.id, "builtin:tutor")
    store.set_settings(conversation.id, SETTINGS)
    changed = store.conversation(conversation.id)
    assert (changed.persona, changed.settings) == ("builtin:tutor", SETTINGS)


def test_half_of_a_character_in_settings_is_kept_as_a_replacement(store):
    conversation = store.create_conversation()
    store.set_settings(conversation.id, GenerationOverrides(system_prompt="a \ud83d b"))
    assert store.conversation(conversation.id).settings.system_prompt == "a \ufffd b"


def test_the_place_where_it_was_left_is_kept(path):
    store = open_store(path).store
    conversation = store.create_conversation()
    place = ReadingPlace(message_id=7, offset=-120)
    store.set_place(conversation.id, place)
    store.close()
    store = open_store(path).store
    assert store.conversation(conversation.id).place == place
    store.set_place(conversation.id, None)
    assert store.conversation(conversation.id).place is None
    store.close()


def test_a_version_is_shown_beside_another_until_it_is_deleted(store, talk):
    conversation_id, messages = talk(store, 1)
    other = store.add_message(conversation_id, messages[0].id, "assistant", "another")
    store.set_beside(conversation_id, messages[1].id)
    assert store.conversation(conversation_id).beside_id == messages[1].id
    store.delete_message(messages[1].id)
    assert store.conversation(conversation_id).beside_id is None
    store.restore_message(messages[1].id)
    assert store.conversation(conversation_id).beside_id == messages[1].id
    assert store.messages(conversation_id)[-1].id == other.id


@pytest.mark.parametrize("json", ["", "{", "nonsense", "[1]", '"text"', "\0", "{'a': 1}"])
def test_what_is_no_json_any_more_reads_as_the_default(path, json):
    database = Database(path)
    store = Store(database)
    conversation = store.create_conversation(settings=SETTINGS)
    store.set_place(conversation.id, ReadingPlace(1, 2))
    store.set_queued(conversation.id, Draft("x"))
    reply = store.add_message(conversation.id, None, "assistant", "hello")
    database.change("UPDATE conversation SET settings = ?1, place = ?1, queued = ?1", json)
    database.change("UPDATE message SET options = ?1, timings = ?1, fault = ?1", json)
    read = store.conversation(conversation.id)
    assert (read.settings, read.place, read.queued) == (GenerationOverrides(), None, Draft())
    assert store.messages(conversation.id) == [reply]
    store.close()


def test_settings_of_another_version_lose_only_what_cannot_be_read(path):
    database = Database(path)
    store = Store(database)
    conversation = store.create_conversation()
    json = '{"temperature": 99, "system_prompt": "be kind", "colour": "red", "thinking": "maybe"}'
    database.change("UPDATE conversation SET settings = ?", json)
    assert store.conversation(conversation.id).settings == GenerationOverrides(system_prompt="be kind")
    store.close()


# ---- order


def test_pinning_and_archiving_are_shown_in_the_list_and_can_be_undone(store):
    conversation = store.create_conversation()
    store.set_pinned(conversation.id, True)
    store.set_archived(conversation.id, True)
    (summary,) = store.conversations()
    assert summary.pinned_at is not None
    assert summary.archived_at is not None
    store.set_pinned(conversation.id, False)
    store.set_archived(conversation.id, False)
    (summary,) = store.conversations()
    assert (summary.pinned_at, summary.archived_at) == (None, None)


def test_pinning_again_keeps_the_time_of_the_first(store):
    conversation = store.create_conversation()
    store.set_pinned(conversation.id, True)
    first = store.conversations()
    store.set_pinned(conversation.id, True)
    assert store.conversations() == first


def test_the_bin_shows_the_last_deleted_first_and_nothing_else(store):
    kept, first, last = (store.create_conversation().id for _ in range(3))
    store.delete(first)
    store.delete(last)
    assert ids(store.deleted_conversations()) == [last, first]
    assert all(one.deleted_at is not None for one in store.deleted_conversations())
    assert ids(store.conversations()) == [kept]
    store.restore(first)
    assert ids(store.deleted_conversations()) == [last]


def test_deleting_again_does_not_keep_it_longer(store):
    conversation = store.create_conversation()
    store.delete(conversation.id)
    before = store.deleted_conversations()
    store.delete(conversation.id)
    assert store.deleted_conversations() == before


def test_a_restored_conversation_is_where_it_was(store):
    folder = store.create_folder("일")
    conversation = store.create_conversation(folder_id=folder.id)
    store.set_pinned(conversation.id, True)
    before = store.conversations()
    store.delete(conversation.id)
    store.restore(conversation.id)
    assert store.conversations() == before
