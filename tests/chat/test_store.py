import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from desktop_chat.chat.database import Database
from desktop_chat.chat.messages import Draft
from desktop_chat.chat.store import Store, open_for_reading, open_store
from desktop_chat.engine.protocol import GenerateOptions, SamplerOptions, Timings
from desktop_chat.faults import Fault, FaultError
from desktop_chat.settings import GenerationOverrides

ROOT = Path(__file__).parents[2]


def texts(messages):
    return [message.text for message in messages]


# ---- conversations


def test_a_new_store_is_empty_and_needed_no_recovery(path):
    opened = open_store(path)
    assert opened.recovered is None
    assert opened.store.conversations() == []
    opened.store.close()


def test_everything_is_there_after_the_store_is_opened_again(path, talk):
    first = open_store(path).store
    conversation_id, messages = talk(first, 3, model="/모델/a.gguf", system_prompt="be kind")
    first.set_draft(conversation_id, Draft(" 아직 "))
    conversation = first.conversation(conversation_id)
    first.close()
    second = open_store(path).store
    assert second.messages(conversation_id) == messages
    assert second.conversation(conversation_id) == conversation
    second.close()


def test_a_second_reader_sees_what_is_written_beside_it_but_one_moment_within_a_transaction(path, talk):
    store = open_store(path).store
    conversation_id, _ = talk(store, 2)
    reader = open_for_reading(path)
    with reader.transaction():
        assert len(reader.messages(conversation_id)) == 4
        store.add_message(conversation_id, store.messages(conversation_id)[-1].id, "user", "meanwhile")
        assert len(reader.messages(conversation_id)) == 4
    assert len(reader.messages(conversation_id)) == 5
    with pytest.raises(FaultError):
        reader.create_conversation()
    reader.close()
    store.close()


def test_a_conversation_has_what_it_was_made_with(store):
    conversation = store.create_conversation(model="/a.gguf", system_prompt="be kind")
    assert (conversation.model, conversation.system_prompt) == ("/a.gguf", "be kind")
    assert (conversation.title, conversation.draft, conversation.leaf_id) == ("", "", None)
    assert abs(conversation.created_at - time.time()) < 60
    assert store.messages(conversation.id) == []


def test_title_and_model_can_be_changed(store):
    conversation = store.create_conversation()
    store.set_title(conversation.id, "제목", "user")
    store.set_model(conversation.id, "/b.gguf")
    changed = store.conversation(conversation.id)
    assert (changed.title, changed.model) == ("제목", "/b.gguf")
    (summary,) = store.conversations()
    assert (summary.title, summary.model) == ("제목", "/b.gguf")


def test_the_conversation_with_the_newest_message_is_first(store):
    first, second = store.create_conversation(), store.create_conversation()
    assert [one.id for one in store.conversations()] == [second.id, first.id]
    store.add_message(first.id, None, "user", "back again")
    assert [one.id for one in store.conversations()] == [first.id, second.id]


def test_renaming_or_typing_moves_no_conversation(store):
    first, second = store.create_conversation(), store.create_conversation()
    store.set_title(first.id, "renamed", "user")
    store.set_draft(first.id, Draft("typed"))
    assert [one.id for one in store.conversations()] == [second.id, first.id]


def test_a_deleted_conversation_is_hidden_and_can_be_restored_whole(store, talk):
    conversation_id, messages = talk(store, 2)
    listed = store.conversations()
    store.delete(conversation_id)
    assert store.conversations() == []
    store.restore(conversation_id)
    assert store.conversations() == listed
    assert store.messages(conversation_id) == messages


@pytest.mark.parametrize(
    "call",
    [
        lambda store: store.conversation(99),
        lambda store: store.messages(99),
        lambda store: store.set_title(99, "x", "user"),
        lambda store: store.set_draft(99, Draft("x")),
        lambda store: store.set_persona(99, "x"),
        lambda store: store.set_settings(99, GenerationOverrides()),
        lambda store: store.set_beside(99, None),
        lambda store: store.set_place(99, None),
        lambda store: store.set_queued(99, Draft("x")),
        lambda store: store.set_pinned(99, True),
        lambda store: store.set_archived(99, True),
        lambda store: store.set_folder(99, None),
        lambda store: store.set_folder(1, 99),
        lambda store: store.draft(99),
        lambda store: store.delete(99),
        lambda store: store.restore(99),
        lambda store: store.purge(99),
        lambda store: store.duplicate(99),
        lambda store: store.duplicate(1, 99),
        lambda store: store.message(99),
        lambda store: store.older_messages(99, 5),
        lambda store: store.add_message(99, None, "user", "x"),
        lambda store: store.finish_message(99, "x", "", "done"),
        lambda store: store.continue_message(99),
        lambda store: store.delete_message(99),
        lambda store: store.restore_message(99),
        lambda store: store.select_leaf(1, 99),
    ],
)
def test_an_id_that_is_not_there_is_a_lookup_error(store, call):
    store.create_conversation()
    with pytest.raises(LookupError):
        call(store)


# ---- the tree


def test_messages_lead_from_the_first_to_the_active_leaf(store, talk):
    conversation_id, messages = talk(store, 3)
    assert [message.role for message in messages] == ["user", "assistant"] * 3
    assert [message.parent_id for message in messages] == [None, *[message.id for message in messages[:-1]]]
    assert store.conversation(conversation_id).leaf_id == messages[-1].id


def test_retrying_a_reply_makes_a_sibling_and_keeps_the_old_one(store, talk):
    conversation_id, messages = talk(store, 2)
    question, old = messages[-2:]
    new = store.add_message(conversation_id, question.id, "assistant", "another")
    assert new.sibling_ids == (old.id, new.id)
    assert store.messages(conversation_id)[-1] == new
    assert store.message(old.id).text == old.text


def test_editing_the_first_question_starts_another_branch(store, talk):
    conversation_id, messages = talk(store, 2)
    edited = store.add_message(conversation_id, None, "user", "edited")
    assert edited.sibling_ids == (messages[0].id, edited.id)
    assert store.messages(conversation_id) == [edited]


def test_first_messages_of_other_conversations_are_no_siblings(store, talk):
    talk(store, 1)
    _, messages = talk(store, 1)
    assert messages[0].sibling_ids == (messages[0].id,)


def test_selecting_a_branch_goes_down_to_its_newest_message(store, talk):
    conversation_id, old = talk(store, 3)
    store.add_message(conversation_id, None, "user", "edited")
    store.select_leaf(conversation_id, old[0].id)
    assert texts(store.messages(conversation_id)) == texts(old)


def test_selecting_prefers_the_newest_of_several_branches_below(store, talk):
    conversation_id, old = talk(store, 2)
    retried = store.add_message(conversation_id, old[0].id, "assistant", "retried")
    store.add_message(conversation_id, None, "user", "edited")
    store.select_leaf(conversation_id, old[0].id)
    assert store.conversation(conversation_id).leaf_id == retried.id


def test_a_message_of_another_conversation_cannot_be_a_parent_or_a_leaf(store, talk):
    _, messages = talk(store, 1)
    other = store.create_conversation()
    with pytest.raises(LookupError):
        store.add_message(other.id, messages[0].id, "user", "x")
    with pytest.raises(LookupError):
        store.select_leaf(other.id, messages[0].id)
    assert store.conversation(other.id).leaf_id is None
    assert store.messages(other.id) == []


def test_a_long_conversation_is_read_from_its_end_piece_by_piece(store, talk):
    conversation_id, messages = talk(store, 25)
    read = store.newest_messages(conversation_id, 20)
    while read[0].parent_id is not None:
        read = store.older_messages(read[0].id, 7) + read
    assert read == messages


def test_nothing_is_older_than_the_first_message(store, talk):
    _, messages = talk(store, 1)
    assert store.older_messages(messages[0].id, 10) == []


def test_ten_thousand_messages_are_one_branch(store):
    conversation = store.create_conversation()
    parent = None
    for number in range(10_000):
        parent = store.add_message(conversation.id, parent, "user", str(number)).id
    assert texts(store.messages(conversation.id)) == [str(number) for number in range(10_000)]


# ---- a reply


def test_a_reply_being_written_is_read_as_far_as_it_was_saved(store):
    conversation = store.create_conversation()
    reply = store.add_message(conversation.id, None, "assistant", "", model="/a.gguf", state="writing")
    store.save_progress(reply.id, "so f", "let me think")
    saved = store.message(reply.id)
    assert (saved.text, saved.reasoning, saved.state, saved.model) == (
        "so f",
        "let me think",
        "writing",
        "/a.gguf",
    )


def test_a_finished_reply_keeps_how_it_ended(store):
    conversation = store.create_conversation()
    reply = store.add_message(conversation.id, None, "assistant", "", state="writing")
    timings = Timings(
        prompt_tokens=5, reply_tokens=7, reply_seconds=0.25, first_token_seconds=0.125, reused_tokens=3
    )
    fault = Fault("engine_crashed_writing", {"name": "모델"})
    finished = store.finish_message(reply.id, "all", "thought", "failed", timings=timings, fault=fault)
    assert (finished.text, finished.reasoning, finished.state) == ("all", "thought", "failed")
    assert (finished.timings, finished.fault) == (timings, fault)
    assert store.message(reply.id) == finished


def test_progress_that_comes_late_does_not_undo_the_finished_reply(store):
    conversation = store.create_conversation()
    reply = store.add_message(conversation.id, None, "assistant", "", state="writing")
    finished = store.finish_message(reply.id, "all", "", "done")
    store.save_progress(reply.id, "al", "")
    assert store.message(reply.id) == finished


def test_how_a_reply_was_made_is_kept_with_it(store):
    conversation = store.create_conversation()
    reply = store.add_message(conversation.id, None, "assistant", "", state="writing")
    options = GenerateOptions(SamplerOptions(temperature=0.25), max_tokens=7, stop=("\n끝",), thinking=True)
    made = store.finish_message(reply.id, "all", "hm", "cut", options=options, reasoning_seconds=2.5)
    assert (made.options, made.reasoning_seconds) == (options, 2.5)
    assert store.messages(conversation.id) == [made]


def test_a_reply_that_is_continued_is_written_again_and_keeps_how_it_was_made(store):
    conversation = store.create_conversation()
    reply = store.add_message(conversation.id, None, "assistant", "", state="writing")
    options = GenerateOptions(max_tokens=7)
    fault = Fault("length_reached")
    store.finish_message(reply.id, "one", "hm", "cut", options=options, reasoning_seconds=2.5, fault=fault)
    continued = store.continue_message(reply.id)
    assert (continued.state, continued.text, continued.fault) == ("writing", "one", None)
    store.save_progress(reply.id, "one two", "hm")
    assert store.message(reply.id).text == "one two"
    done = store.finish_message(reply.id, "one two three", "hm", "done")
    assert (done.text, done.options, done.reasoning_seconds) == ("one two three", options, 2.5)


def test_a_long_reply_is_kept_whole(store):
    conversation = store.create_conversation()
    reply = store.add_message(conversation.id, None, "assistant", "", state="writing")
    text = "가나다라 👋\n" * 20_000
    for end in range(0, len(text), 40_000):
        store.save_progress(reply.id, text[:end], text[:end])
    store.finish_message(reply.id, text, text, "done")
    assert (store.message(reply.id).text, store.message(reply.id).reasoning) == (text, text)


def test_replies_left_by_a_dead_process_are_cut_and_keep_their_text(path):
    dead = open_store(path).store
    conversation = dead.create_conversation()
    reply = dead.add_message(conversation.id, None, "assistant", "", state="writing")
    dead.save_progress(reply.id, "so far", "")
    done = dead.add_message(conversation.id, None, "assistant", "done")
    dead.close()
    store = open_store(path).store
    assert store.close_interrupted() == 1
    assert store.close_interrupted() == 0
    assert (store.message(reply.id).text, store.message(reply.id).state) == ("so far", "cut")
    assert store.message(done.id) == done
    store.close()


# ---- the disk


def test_a_full_disk_is_a_fault_and_the_store_goes_on_afterwards(path):
    database = Database(path)
    store = Store(database)
    conversation = store.create_conversation()
    reply = store.add_message(conversation.id, None, "assistant", "kept", state="writing")
    ((pages,),) = database.query("PRAGMA page_count")
    database.query(f"PRAGMA max_page_count = {pages + 2}")
    for call in (
        lambda: store.save_progress(reply.id, "x" * 100_000, ""),
        lambda: store.finish_message(reply.id, "x" * 100_000, "", "done"),
        lambda: store.add_message(conversation.id, reply.id, "user", "x" * 100_000),
    ):
        with pytest.raises(FaultError) as raised:
            call()
        assert raised.value.fault.code == "disk_full"
    assert store.messages(conversation.id) == [reply]
    database.query(f"PRAGMA max_page_count = {pages + 1000}")
    assert store.finish_message(reply.id, "x" * 100_000, "", "done").state == "done"
    store.close()


def test_a_database_that_cannot_be_written_is_a_fault_and_can_be_read_on(path, talk):
    database = Database(path)
    store = Store(database)
    conversation_id, messages = talk(store, 1)
    database.query("PRAGMA query_only = ON")
    with pytest.raises(FaultError) as raised:
        store.add_message(conversation_id, None, "user", "x")
    assert raised.value.fault.code == "storage_failed"
    assert store.messages(conversation_id) == messages
    store.close()


def test_a_folder_in_place_of_the_database_is_a_fault(path):
    path.mkdir(parents=True)
    with pytest.raises(FaultError) as raised:
        open_store(path)
    assert raised.value.fault.code == "storage_failed"


def test_a_folder_that_cannot_be_made_is_a_fault(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(FaultError) as raised:
        open_store(tmp_path / "file" / "conversations.db")
    assert raised.value.fault.code == "storage_failed"


def test_the_size_counts_what_is_written(store):
    before = store.size_bytes()
    store.set_draft(store.create_conversation().id, Draft("x" * 200_000))
    assert store.size_bytes() >= before + 200_000


def test_the_store_is_for_the_thread_that_opened_it(store):
    raised = []

    def use():
        try:
            store.conversations()
        except Exception as error:
            raised.append(type(error).__name__)

    thread = threading.Thread(target=use)
    thread.start()
    thread.join()
    assert raised == ["ProgrammingError"]


# ---- several processes

WRITER = """
import sys
from pathlib import Path
from desktop_chat.chat.store import open_store
store = open_store(Path(sys.argv[1])).store
conversation = store.create_conversation()
for number in range(200):
    store.add_message(conversation.id, None, "user", str(number))
store.close()
"""


def test_processes_that_open_and_write_at_once_wait_for_each_other(path):
    command = [sys.executable, "-c", WRITER, str(path)]
    writers = [subprocess.Popen(command, cwd=ROOT) for _ in range(4)]
    assert [writer.wait(60) for writer in writers] == [0, 0, 0, 0]
    opened = open_store(path)
    assert opened.recovered is None
    assert len(opened.store.conversations()) == 4
    assert sorted(message.id for message in all_messages(opened.store)) == list(range(1, 801))
    opened.store.close()


def all_messages(store):
    for summary in store.conversations():
        newest = store.messages(summary.id)[0]
        yield from map(store.message, newest.sibling_ids)
