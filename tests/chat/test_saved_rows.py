import sqlite3
from contextlib import closing

import pytest

from desktop_chat.chat.messages import Attachment, Draft, ReadingPlace
from desktop_chat.chat.personas import Persona, SavedPrompt
from desktop_chat.chat.store import open_store
from desktop_chat.engine.protocol import GenerateOptions, Timings
from desktop_chat.faults import Fault
from desktop_chat.settings import GenerationOverrides
from tests.support.first_database import make_first_database

NOTES = Attachment("노트.txt", "첫 줄 " * 5000)
EMPTY = Attachment("", "")


@pytest.fixture
def everything(path):
    """Fill a store with a row of everything and close it; gives what it held."""
    store = open_store(path).store
    for folder in (store.create_folder(name) for name in ("일", "", "3")):
        made = store.create_conversation(
            model="/모델.gguf",
            system_prompt="be kind",
            persona="own:1",
            settings=GenerationOverrides(temperature=1.0, system_prompt="x"),
            folder_id=folder.id,
        )
        fill(store, made.id)
    store.create_conversation()
    store.delete(made.id)
    store.set_draft(None, Draft('{"name": "looks like a persona"}', (EMPTY, NOTES)))
    for name in ("선생님", ""):
        store.save_persona(Persona("", name, starters=("a", "b"), settings=GenerationOverrides(top_p=0.5)))
        store.save_prompt(SavedPrompt(0, name, "Sum up \0 this"))
    while store.index_some(100):
        pass
    store.close()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("INSERT INTO import (imported_at, format, name) VALUES (5.0, 'chatgpt', 'a.zip')")
        connection.execute("UPDATE conversation SET import_id = 1, source_id = 'abc' WHERE id = 1")
    return rows_of(path)


def fill(store, conversation_id):
    question = store.add_message(conversation_id, None, "user", "질문 " * 3000, attachments=(NOTES, EMPTY))
    for state in ("done", "stopped", "cut", "failed"):
        reply = store.add_message(conversation_id, question.id, "assistant", "", state="writing")
        store.finish_message(
            reply.id,
            "hi",
            "hm" * 5000,
            state,
            timings=Timings(reply_tokens=1),
            fault=Fault("length_reached"),
            options=GenerateOptions(stop=("x",)),
            reasoning_seconds=2.0,
        )
    store.delete_message(reply.id)
    store.set_title(conversation_id, "제목", "model")
    store.set_pinned(conversation_id, True)
    store.set_archived(conversation_id, True)
    store.set_beside(conversation_id, question.id)
    store.set_place(conversation_id, ReadingPlace(question.id, -3))
    store.set_draft(conversation_id, Draft("typed", (NOTES,)))
    store.set_queued(conversation_id, Draft("next", (EMPTY,)))


TABLES = ("folder", "import", "conversation", "message", "attachment", "new_draft", "persona", "prompt")


def rows_of(path):
    """Give all rows of all tables, by table; not which messages can be found by their words."""
    with closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        rows = {name: list(map(dict, connection.execute(f"SELECT * FROM {name}"))) for name in TABLES}
    for message in rows["message"]:
        del message["word_key"]
    return rows


def damage_header(path):
    with path.open("r+b") as file:
        file.write(b"\0" * 100)


def recover(path):
    damage_header(path)
    opened = open_store(path)
    assert opened.recovered is not None
    opened.store.close()
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_every_table_is_recovered_whole(path, everything):
    assert all(everything.values())
    recover(path)
    assert rows_of(path) == everything


def test_words_are_found_anew_after_recovery(path, everything):
    recover(path)
    store = open_store(path).store
    assert store.index_some(0) == len(everything["message"])
    store.close()


def test_deleted_messages_stay_deleted_and_can_be_restored(path, everything):
    recover(path)
    store = open_store(path).store
    (hidden,) = [row for row in everything["message"] if row["deleted_at"] and row["conversation_id"] == 1]
    assert [one.role for one in store.messages(1)] == ["user", "assistant"]
    assert hidden["id"] not in store.messages(1)[-1].sibling_ids
    store.restore_message(hidden["id"])
    assert store.messages(1)[-1].id == hidden["id"]
    store.close()


def test_a_database_of_the_first_version_is_recovered_as_the_newest(path, tmp_path):
    make_first_database(path)
    whole = tmp_path / "whole.db"
    whole.write_bytes(path.read_bytes())
    open_store(whole).store.close()
    recover(path)
    recovered, migrated = rows_of(path), rows_of(whole)
    assert recovered["message"] == migrated["message"]
    for rows in (recovered, migrated):
        for conversation in rows["conversation"]:
            assert conversation.pop("title_source") in {"", "question", "user"}
    assert recovered["conversation"] == migrated["conversation"]


def test_titles_recovered_from_the_first_version_count_as_the_users(path):
    make_first_database(path)
    recover(path)
    sources = {row["title"]: row["title_source"] for row in rows_of(path)["conversation"]}
    assert sources == {"": "", "0: question 가나다…": "user", "내 제목": "user"}


def delete_row(path, table, row_id):
    """Remove a row as damage does: nothing that refers to it knows."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"DELETE FROM {table} WHERE id = ?", [row_id])


def test_conversations_of_a_lost_folder_or_import_are_in_none(path, everything):
    for table in ("folder", "import"):
        delete_row(path, table, 1)
    recover(path)
    first = rows_of(path)["conversation"][0]
    assert (first["folder_id"], first["import_id"]) == (None, None)
    assert (first["title"], first["source_id"]) == ("제목", "abc")


def test_attachments_of_a_lost_message_are_in_the_draft(path, everything):
    (question,) = [
        row for row in everything["message"] if row["role"] == "user" and row["conversation_id"] == 1
    ]
    delete_row(path, "message", question["id"])
    recover(path)
    store = open_store(path).store
    assert sorted(store.draft(1).attachments, key=len_of) == sorted((NOTES, EMPTY, NOTES), key=len_of)
    store.close()


def len_of(attachment):
    return len(attachment.text)


def test_attachments_of_a_lost_draft_are_in_that_of_a_new_conversation(path, everything):
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("DELETE FROM message WHERE conversation_id = 1")
    delete_row(path, "conversation", 1)
    recover(path)
    store = open_store(path).store
    assert store.draft(None).attachments.count(NOTES) == 3
    store.close()
