import pytest
from msgspec import structs

from desktop_chat.chat.messages import Attachment, Draft
from desktop_chat.engine.protocol import GenerateOptions, Timings
from desktop_chat.faults import Fault
from desktop_chat.settings import GenerationOverrides

NOTES = (Attachment("노트.txt", "x \0 y"), Attachment("b", ""))


@pytest.fixture
def original(store):
    """A conversation of two versions each of a question and its reply, one of them cut."""
    folder = store.create_folder("일")
    settings = GenerationOverrides(temperature=0.5)
    made = store.create_conversation(
        model="/a.gguf", system_prompt="be kind", persona="own:3", settings=settings, folder_id=folder.id
    )
    store.set_title(made.id, "제목", "model")
    first = store.add_message(made.id, None, "user", "first", attachments=NOTES)
    reply(store, made.id, first.id, "answer 1")
    other = reply(store, made.id, first.id, "answer 2")
    store.add_message(made.id, None, "user", "first, edited")
    store.select_leaf(made.id, other.id)
    store.add_message(made.id, other.id, "user", "second")
    store.set_draft(made.id, Draft("typed", NOTES))
    store.set_queued(made.id, Draft("queued"))
    return store.conversation(made.id)


def reply(store, conversation_id, parent_id, text):
    added = store.add_message(conversation_id, parent_id, "assistant", "", model="/b.gguf", state="writing")
    return store.finish_message(
        added.id,
        text,
        "hm",
        "cut",
        timings=Timings(reply_tokens=3, reply_seconds=1.5),
        fault=Fault("length_reached"),
        options=GenerateOptions(max_tokens=3),
        reasoning_seconds=0.5,
    )


def without_ids(message):
    return structs.replace(message, id=0, conversation_id=0, parent_id=None, sibling_ids=())


def tree(store, conversation_id):
    """Give the texts of all versions, each with those below it."""

    def below(message):
        children = store._database.query("SELECT id FROM message WHERE parent_id = ? ORDER BY id", message.id)
        return without_ids(message), [below(store.message(child)) for (child,) in children]

    rows = store._database.query(
        "SELECT id FROM message WHERE conversation_id = ? AND parent_id IS NULL ORDER BY id", conversation_id
    )
    return [below(store.message(each)) for (each,) in rows]


def test_the_whole_conversation_is_copied_with_all_versions(store, original):
    copy = store.duplicate(original.id)
    assert tree(store, copy.id) == tree(store, original.id)
    shown = store.messages(copy.id)
    assert list(map(without_ids, shown)) == list(map(without_ids, store.messages(original.id)))
    assert [len(message.sibling_ids) for message in shown] == [2, 2, 1]
    assert shown[0].attachments == NOTES


def test_what_the_conversation_has_of_its_own_is_copied_and_what_is_typed_is_not(store, original):
    copy = store.duplicate(original.id)
    kept = ("title", "title_source", "model", "system_prompt", "persona", "settings", "folder_id")
    for name in kept:
        assert getattr(copy, name) == getattr(original, name)
    assert (copy.draft, copy.draft_attachments, copy.queued) == ("", (), Draft())
    assert store.conversation(original.id) == original


def test_the_copy_is_the_newest_and_neither_pinned_nor_archived(store, original):
    store.set_pinned(original.id, True)
    store.set_archived(original.id, True)
    copy = store.duplicate(original.id)
    summary = store.conversations()[0]
    assert (summary.id, summary.pinned_at, summary.archived_at) == (copy.id, None, None)


def test_a_branch_is_copied_up_to_a_message_without_its_other_versions(store, original):
    messages = store.messages(original.id)
    copy = store.duplicate(original.id, messages[1].id)
    copied = store.messages(copy.id)
    assert [message.text for message in copied] == ["first", "answer 2"]
    assert list(map(without_ids, copied)) == list(map(without_ids, messages[:2]))
    assert all(message.sibling_ids == (message.id,) for message in copied)


def test_a_branch_that_is_not_shown_can_be_copied(store, original):
    other = store.messages(original.id)[0].sibling_ids[-1]
    copy = store.duplicate(original.id, other)
    assert [message.text for message in store.messages(copy.id)] == ["first, edited"]


def test_the_copy_and_the_original_do_not_touch_each_other(store, original):
    before = tree(store, original.id)
    copy = store.duplicate(original.id)
    for message in store.messages(copy.id):
        store.delete_message(message.id)
    store.purge(copy.id)
    while store.remove_purged(100):
        pass
    assert tree(store, original.id) == before


def test_deleted_messages_leave_no_text_in_the_copy(store, original):
    question, *_ = store.messages(original.id)
    store.delete_message(question.sibling_ids[0])
    store.select_leaf(original.id, question.id)
    whole = store.duplicate(original.id)
    assert [message.text for message in store.messages(whole.id)] == ["answer 2", "second"]
    rows = store._database.query("SELECT text FROM message WHERE conversation_id = ?", whole.id)
    assert ("first",) not in rows
    assert store._database.query("SELECT id FROM attachment WHERE conversation_id = ?", whole.id) == []
    branch = store.duplicate(original.id, store.messages(original.id)[-1].id)
    assert [message.text for message in store.messages(branch.id)] == ["answer 2", "second"]


def test_a_reply_that_is_being_written_is_cut_in_the_copy(store, original):
    writing = store.add_message(original.id, original.leaf_id, "assistant", "", state="writing")
    store.save_progress(writing.id, "so far", "")
    copied = store.messages(store.duplicate(original.id).id)[-1]
    assert (copied.text, copied.state) == ("so far", "cut")
    assert store.message(writing.id).state == "writing"


def test_the_version_shown_beside_is_the_copys_own(store, original):
    shown = store.messages(original.id)[1]
    store.set_beside(original.id, shown.sibling_ids[0])
    copy = store.duplicate(original.id)
    assert copy.beside_id in store.messages(copy.id)[1].sibling_ids


def test_an_empty_conversation_can_be_copied(store):
    copy = store.duplicate(store.create_conversation(system_prompt="x").id)
    assert (copy.system_prompt, copy.leaf_id, store.messages(copy.id)) == ("x", None, [])


def test_a_message_of_another_conversation_cannot_be_the_end(store, original):
    other = store.create_conversation()
    with pytest.raises(LookupError):
        store.duplicate(other.id, original.leaf_id)
    assert len(store.conversations()) == 2
