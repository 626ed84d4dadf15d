import sqlite3
import time
from contextlib import closing

import pytest

from desktop_chat.chat.database import Database
from desktop_chat.chat.messages import Draft
from desktop_chat.chat.store import Store, open_store
from desktop_chat.faults import FaultError

PAGE = 4096


@pytest.fixture
def filled(path, talk):
    """Fill a database with 30 conversations and close it; gives the messages by conversation."""
    store = open_store(path).store
    talks = dict(talk(store, 20, text="문장 하나 and words. " * 40) for _ in range(30))
    for conversation_id in talks:
        store.set_title(conversation_id, f"title {conversation_id}", "user")
    store.close()
    return talks


def overwrite(path, start, data):
    with path.open("r+b") as file:
        file.seek(start)
        file.write(data)


def root_page(path, name):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", [name]).fetchone()[0]


def pages(path):
    return path.stat().st_size // PAGE


def leave_open(path):
    """Make it look as if the app had not closed the database: a log that holds something is there."""
    path.with_name(f"{path.name}-wal").write_bytes(b"\0" * 32)


def everything(store):
    return {one.id: store.messages(one.id) for one in store.conversations()}


def recovered_store(path):
    """Open a damaged database, check that it was recovered and is whole; gives the store and the number."""
    opened = open_store(path)
    assert opened.recovered is not None
    assert opened.recovered.code == "database_recovered"
    kept = path.with_name(opened.recovered.values["name"])
    assert kept.is_file()
    assert "damaged" in kept.name
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    return opened.store, int(opened.recovered.values["recovered"])


def test_a_zeroed_header_loses_nothing(path, filled):
    overwrite(path, 0, b"\0" * 100)
    damaged = path.read_bytes()
    store, count = recovered_store(path)
    assert everything(store) == filled
    assert count == 30 * 40
    store.close()
    (kept,) = path.parent.glob("*.damaged-*.db")
    assert kept.read_bytes() == damaged


def test_a_lost_first_page_loses_nothing(path, filled):
    overwrite(path, 0, b"\xa5" * PAGE)
    store, _ = recovered_store(path)
    assert everything(store) == filled
    assert store.conversations()[0].title.startswith("title ")
    store.close()


@pytest.mark.parametrize("table", ["message", "message_children", "sqlite_autoindex_message_1"])
def test_a_lost_root_of_the_messages_or_of_an_index_loses_nothing(path, filled, table):
    overwrite(path, (root_page(path, table) - 1) * PAGE, b"\xff" * PAGE)
    leave_open(path)
    store, _ = recovered_store(path)
    assert everything(store) == filled
    store.close()


def test_overwritten_pages_in_the_middle_lose_only_what_was_on_them(path, filled):
    start = pages(path) // 2
    overwrite(path, start * PAGE, b"\x5a" * PAGE * 20)
    leave_open(path)
    store, count = recovered_store(path)
    before = {message.id: message.text for messages in filled.values() for message in messages}
    after = {message.id: message.text for messages in everything(store).values() for message in messages}
    assert after.items() <= before.items()
    assert len(before) - 20 * 10 < len(after) == count < len(before)
    store.close()


def test_a_branch_goes_on_over_a_message_that_is_lost(path, filled):
    (conversation_id, messages), *_ = filled.items()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DELETE FROM message WHERE id = ?", [messages[7].id])
    overwrite(path, 0, b"\0" * 100)
    store, _ = recovered_store(path)
    read = store.messages(conversation_id)
    assert [one.id for one in read] == [one.id for one in messages if one.id != messages[7].id]
    store.close()


def test_messages_whose_conversation_is_lost_are_a_conversation_again(path, filled):
    conversation_id, messages = next(iter(filled.items()))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DELETE FROM conversation WHERE id = ?", [conversation_id])
    overwrite(path, 0, b"\0" * 100)
    store, _ = recovered_store(path)
    assert store.messages(conversation_id) == messages
    assert store.conversation(conversation_id).title.startswith("0: 문장 하나")
    store.close()


def test_a_truncated_file_keeps_what_is_left_without_waiting_for_a_crash(path, filled):
    path.write_bytes(path.read_bytes()[: pages(path) // 3 * PAGE + 1000])
    store, count = recovered_store(path)
    whole = {message.id: message.text for messages in filled.values() for message in messages}
    assert 0 < count < len(whole)
    for message in (each for messages in everything(store).values() for each in messages):
        assert message.text == whole[message.id] or message.state == "cut"
        assert whole[message.id].startswith(message.text)
    store.close()


def test_a_file_that_is_no_database_is_kept_and_a_new_one_begun(path):
    path.parent.mkdir()
    path.write_bytes(b"\x89PNG" + b"garbage " * 5000)
    store, count = recovered_store(path)
    assert count == 0
    assert store.conversations() == []
    (kept,) = path.parent.glob("*.damaged-*.db")
    assert kept.read_bytes().startswith(b"\x89PNGgarbage")
    store.close()


def test_an_empty_file_is_a_new_database_without_a_word(path):
    path.parent.mkdir()
    path.touch()
    opened = open_store(path)
    assert opened.recovered is None
    assert opened.store.conversations() == []
    opened.store.close()


def test_a_missing_log_is_no_damage(path, talk):
    database = Database(path)
    store = Store(database)
    _, messages = talk(store, 5)
    database.query("PRAGMA wal_checkpoint(TRUNCATE)")
    talk(store, 5)
    copy = path.with_name("copy.db")
    copy.write_bytes(path.read_bytes())
    store.close()
    opened = open_store(copy)
    assert opened.recovered is None
    assert list(everything(opened.store).values()) == [messages]
    opened.store.close()


@pytest.mark.parametrize("log", [b"\0" * 40_000, b"garbage " * 9000, b"\x37\x7f\x06\x82" + b"\xff" * 9000])
def test_a_garbage_log_is_no_damage(path, filled, log):
    path.with_name(f"{path.name}-wal").write_bytes(log)
    opened = open_store(path)
    assert opened.recovered is None
    assert everything(opened.store) == filled
    opened.store.close()


def test_what_only_the_log_holds_is_recovered_and_the_log_is_kept(path, talk):
    database = Database(path)
    store = Store(database)
    talk(store, 5)
    database.query("PRAGMA wal_checkpoint(TRUNCATE)")
    talk(store, 5)
    crashed = path.parent / "crashed" / "conversations.db"
    crashed.parent.mkdir()
    for ending in ("", "-wal"):
        source = path.with_name(path.name + ending)
        crashed.with_name(crashed.name + ending).write_bytes(source.read_bytes())
    whole = everything(store)
    store.close()
    # nothing was ever deleted, so the log has no newer copy of this page
    overwrite(crashed, (root_page(path, "conversation_deleted") - 1) * PAGE, b"\xff" * PAGE)
    store, _ = recovered_store(crashed)
    assert everything(store) == whole
    assert len(list(crashed.parent.glob("*.damaged-*.db-wal"))) == 1
    store.close()


def test_a_crash_without_damage_needs_no_recovery(path, filled):
    leave_open(path)
    opened = open_store(path)
    assert opened.recovered is None
    assert everything(opened.store) == filled
    opened.store.close()


def test_damage_met_while_reading_is_a_fault_and_is_recovered_at_the_next_start(path, filled):
    leaf = next(
        number
        for number in range(pages(path) // 2, pages(path))
        if path.read_bytes()[number * PAGE] == 0x0D  # a leaf page of a table
    )
    overwrite(path, leaf * PAGE, b"\xff" * PAGE)
    opened = open_store(path)
    assert opened.recovered is None
    with pytest.raises(FaultError) as raised:
        everything(opened.store)
    assert raised.value.fault.code == "database_damaged"
    opened.store.close()
    store, count = recovered_store(path)
    assert 0 < count < 30 * 40
    store.close()
    again = open_store(path)
    assert again.recovered is None
    again.store.close()


def test_a_text_that_is_not_unicode_any_more_is_damage_and_is_recovered(path):
    store = open_store(path).store
    conversation = store.create_conversation()
    message = store.add_message(conversation.id, None, "assistant", "before after" * 10)
    store.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE message SET text = CAST(x'6265666f7265ff616674' AS TEXT)")
    opened = open_store(path)
    with pytest.raises(FaultError) as raised:
        opened.store.messages(conversation.id)
    assert raised.value.fault.code == "database_damaged"
    opened.store.close()
    store, _ = recovered_store(path)
    read = store.message(message.id)
    assert (read.text, read.state) == ("before", "cut")
    store.close()


def test_deleted_conversations_stay_deleted_and_purged_ones_gone(path, filled):
    store = open_store(path).store
    purged, deleted, *_ = filled
    store.delete(purged)
    store.purge_deleted(time.time() + 60)
    while store.remove_purged(100):
        pass
    store.delete(deleted)
    store.close()
    overwrite(path, 0, b"\0" * 100)
    store, count = recovered_store(path)
    assert count == 29 * 40
    assert len(store.conversations()) == 28
    store.restore(deleted)
    assert store.messages(deleted) == filled[deleted]
    with pytest.raises(LookupError):
        store.conversation(purged)
    store.close()


def test_what_was_purged_and_not_removed_yet_does_not_come_back(path, filled):
    store = open_store(path).store
    purged, *_ = filled
    store.purge(purged)
    store.remove_purged(10)
    store.close()
    overwrite(path, 0, b"\0" * 100)
    store, _ = recovered_store(path)
    assert len(store.conversations()) == 29
    assert store.deleted_conversations() == []
    while store.remove_purged(100):
        pass
    with pytest.raises(LookupError):
        store.message(filled[purged][0].id)
    store.close()


def test_the_active_branch_and_the_draft_survive(path, talk):
    store = open_store(path).store
    conversation_id, messages = talk(store, 3, model="/모델.gguf", system_prompt="be kind")
    store.add_message(conversation_id, None, "user", "edited")
    store.select_leaf(conversation_id, messages[0].id)
    store.set_draft(conversation_id, Draft("not sent " * 2000))
    before = store.conversation(conversation_id)
    read = store.messages(conversation_id)
    store.close()
    overwrite(path, 0, b"\0" * 100)
    store, _ = recovered_store(path)
    assert store.conversation(conversation_id) == before
    assert store.messages(conversation_id) == read
    store.close()


def test_a_recovered_store_is_written_on(path, filled):
    overwrite(path, 0, b"\0" * PAGE)
    store, _ = recovered_store(path)
    newest = max(message.id for messages in filled.values() for message in messages)
    conversation = store.create_conversation()
    assert conversation.id > max(filled)
    assert store.add_message(conversation.id, None, "user", "x").id > newest
    store.close()


def test_a_crash_between_moving_the_old_file_and_placing_the_new_one_loses_nothing(path, filled):
    path.rename(path.with_name(f"{path.name}.recovered"))
    path.with_name(f"{path.name}-wal").write_bytes(b"the damaged one's")
    opened = open_store(path)
    assert everything(opened.store) == filled
    opened.store.close()


def test_a_crash_before_moving_the_old_file_starts_recovery_again(path, filled):
    path.with_name(f"{path.name}.recovered").write_bytes(b"of an earlier start")
    path.with_name(f"{path.name}.recovered.unfinished").write_bytes(b"half written")
    overwrite(path, 0, b"\0" * 100)
    store, _ = recovered_store(path)
    assert everything(store) == filled
    store.close()
    assert sorted(file.name.split(".", 1)[1][:7] for file in path.parent.iterdir()) == ["damaged", "db"]


def test_every_damaged_file_is_kept(path, filled):
    for _ in range(3):
        overwrite(path, 0, b"\0" * 100)
        recovered_store(path)[0].close()
    assert len(list(path.parent.glob("*.damaged-*.db"))) == 3


def test_a_damaged_database_of_a_newer_app_is_not_touched(path, filled):
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 99")
    path.write_bytes(path.read_bytes()[: -10 * PAGE])
    before = path.read_bytes()
    with pytest.raises(FaultError) as raised:
        open_store(path)
    assert raised.value.fault.code == "database_newer"
    assert path.read_bytes() == before
