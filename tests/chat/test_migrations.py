import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from desktop_chat.chat.database import Database
from desktop_chat.chat.migrations import MIGRATIONS, migrate
from desktop_chat.chat.store import open_store
from desktop_chat.faults import FaultError
from tests.support.first_database import make_first_database

ROOT = Path(__file__).parents[2]

STARS = ("ALTER TABLE conversation ADD COLUMN stars INTEGER NOT NULL DEFAULT 0",)
BROKEN = ("ALTER TABLE conversation ADD COLUMN colour TEXT", "INSERT INTO nowhere VALUES (1)")


@pytest.fixture
def connection(path):
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        yield connection


def version(connection):
    return connection.execute("PRAGMA user_version").fetchone()[0]


def columns(connection, table="conversation"):
    return [row[1] for row in connection.execute(f"PRAGMA table_info({table})")]


def backups(path):
    return sorted(file.name for file in path.parent.iterdir() if "backup" in file.name)


def test_a_new_database_gets_every_step_and_no_backup(connection, path):
    migrate(connection, path, (*MIGRATIONS, STARS))
    assert version(connection) == len(MIGRATIONS) + 1
    assert "stars" in columns(connection)
    assert backups(path) == []


def test_an_older_database_keeps_its_rows_and_gets_the_missing_steps(connection, path):
    migrate(connection, path, MIGRATIONS[:1])
    connection.execute("INSERT INTO conversation (title, created_at, updated_at) VALUES ('제목', 1, 2)")
    migrate(connection, path, (*MIGRATIONS, STARS))
    assert connection.execute("SELECT title, stars FROM conversation").fetchall() == [("제목", 0)]


def test_the_database_as_it_was_is_kept_beside_it(connection, path):
    migrate(connection, path, MIGRATIONS[:1])
    connection.execute("INSERT INTO conversation (title, created_at, updated_at) VALUES ('제목', 1, 2)")
    migrate(connection, path, (*MIGRATIONS, STARS))
    assert backups(path) == ["conversations.backup-v1.db"]
    with closing(sqlite3.connect(path.with_name("conversations.backup-v1.db"))) as backup:
        assert version(backup) == 1
        assert backup.execute("SELECT title FROM conversation").fetchall() == [("제목",)]
        assert "stars" not in columns(backup)


def test_nothing_is_copied_when_there_is_nothing_to_do(connection, path):
    migrate(connection, path)
    migrate(connection, path)
    assert backups(path) == []


def test_a_step_that_fails_is_undone_with_those_before_it_so_that_the_older_app_still_opens(connection, path):
    migrate(connection, path, MIGRATIONS[:1])
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        migrate(connection, path, (MIGRATIONS[0], STARS, BROKEN))
    assert version(connection) == 1
    assert "stars" not in columns(connection)
    assert "colour" not in columns(connection)
    assert backups(path) == ["conversations.backup-v1.db"]


def test_a_database_of_a_newer_app_is_not_touched(path, talk):
    store = open_store(path).store
    talk(store, 1)
    store.close()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    before = path.read_bytes()
    with pytest.raises(FaultError) as raised:
        open_store(path)
    assert raised.value.fault.code == "database_newer"
    assert path.read_bytes() == before
    assert [file.name for file in path.parent.iterdir()] == [path.name]


def test_an_unfinished_backup_of_a_crash_is_replaced(connection, path):
    migrate(connection, path, MIGRATIONS[:1])
    path.with_name("conversations.backup-v1.db.unfinished").write_bytes(b"half a backup")
    migrate(connection, path, (*MIGRATIONS, STARS))
    assert backups(path) == ["conversations.backup-v1.db"]


# ---- from the first version


@pytest.fixture
def first(path):
    """Write a database of the first version; gives its rows."""
    make_first_database(path)
    return rows_of(path)


CONVERSATION = "id, title, model, created_at, updated_at, deleted_at, leaf_id, system_prompt, draft"
MESSAGE = "id, conversation_id, parent_id, role, state, created_at, model, timings, fault, text, reasoning"


def rows_of(path):
    with closing(sqlite3.connect(path)) as connection:
        return [
            connection.execute(f"SELECT {columns} FROM {table} ORDER BY id").fetchall()
            for table, columns in (("conversation", CONVERSATION), ("message", MESSAGE))
        ]


def is_whole(path):
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


def test_a_database_of_the_first_version_loses_nothing(path, first):
    Database(path).close()
    assert rows_of(path) == first
    is_whole(path)
    assert rows_of(path.with_name("conversations.backup-v1.db")) == first
    is_whole(path.with_name("conversations.backup-v1.db"))


def test_its_conversations_and_branches_are_read_as_they_were(path, first):
    conversations, messages = first
    store = open_store(path).store
    by_id = {row[0]: row for row in messages}
    assert len(conversations) == 19
    for row in conversations:
        conversation_id, leaf_id = row[0], row[6]
        branch = []
        while leaf_id is not None:
            branch.insert(0, by_id[leaf_id])
            leaf_id = by_id[leaf_id][2]
        read = store.messages(conversation_id)
        assert [(one.id, one.parent_id, one.role, one.state, one.text) for one in read] == [
            (row[0], row[2], row[3], row[4], row[9]) for row in branch
        ]
        assert store.conversation(conversation_id).draft == row[8]
    assert len(store.deleted_conversations()) == 2
    assert store.close_interrupted() == sum(row[4] == "writing" for row in messages)
    store.close()


def test_ids_of_what_was_purged_before_are_not_used_again(path, first):
    conversations, messages = first
    store = open_store(path).store
    made = store.create_conversation()
    assert made.id > 20 > conversations[-1][0]
    assert store.add_message(made.id, None, "user", "x").id > 20 * 30 > messages[-1][0]
    store.close()


def test_ids_are_not_used_again_where_everything_was_purged(path):
    make_first_database(path, conversations=1)
    store = open_store(path).store
    made = store.create_conversation()
    assert made.id == 2
    assert store.add_message(made.id, None, "user", "x").id == 31
    store.close()


def test_an_empty_database_of_the_first_version_is_brought_up(path):
    path.parent.mkdir()
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        migrate(connection, path, MIGRATIONS[:1])
    store = open_store(path).store
    assert store.create_conversation().id == 1
    store.close()


def test_titles_the_user_may_have_given_are_told_from_those_of_questions(path, first):
    store = open_store(path).store
    sources = {one.title: store.conversation(one.id).title_source for one in store.conversations()}
    assert sources == {"": "", "0: question 가나다…": "question", "내 제목": "user"}
    store.close()


@pytest.mark.parametrize(
    ("text", "title", "source"),
    [
        ("How do I read a file?", "How do I read a file?", "question"),
        (" \n How do I read?\nmore", "How do I read?", "question"),
        ("How do I read a file?", "How do I", "user"),
        ("How do I read a file?", "How do I…", "question"),
        ("How do I read a file?", "Files", "user"),
        ("", "x", "user"),
    ],
)
def test_a_title_is_the_questions_where_it_is_its_first_line(path, text, title, source):
    make_first_database(path, conversations=2, messages=1)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE conversation SET title = ?", [title])
        connection.execute("UPDATE message SET text = ?", [text])
    store = open_store(path).store
    assert store.conversation(1).title_source == source
    store.close()


def test_what_was_dropped_leaves_no_second_copy_of_a_text(path):
    make_first_database(path, conversations=2, messages=1)
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("UPDATE message SET text = 'a secret to forget'")
    Database(path).close()
    assert path.read_bytes().count(b"a secret to forget") == 1


def test_foreign_keys_that_are_on_empty_no_table(path, first):
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        migrate(connection, path)
    assert rows_of(path) == first


MIGRATE_AND_DIE = """
import os, sqlite3, sys
from pathlib import Path
from desktop_chat.chat.migrations import migrate
path, left = Path(sys.argv[1]), int(sys.argv[2])
connection = sqlite3.connect(path, isolation_level=None)
steps = 0
def step():
    global steps
    steps += 1
    if steps == left:
        os._exit(9)
connection.execute("PRAGMA secure_delete = ON")
connection.set_progress_handler(step, 100)
migrate(connection, path)
print(steps)
"""


def migrate_and_die(path, after):
    command = [sys.executable, "-c", MIGRATE_AND_DIE, str(path), str(after)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


OPEN_AND_DIE = """
import os, sqlite3, sys
from pathlib import Path
from desktop_chat.chat.store import open_store
left, connect, steps = int(sys.argv[2]), sqlite3.connect, 0
def step():
    global steps
    steps += 1
    if steps == left:
        os._exit(9)
def connect_and_count(*given, **named):
    connection = connect(*given, **named)
    connection.set_progress_handler(step, 100)
    return connection
sqlite3.connect = connect_and_count
opened = open_store(Path(sys.argv[1]))
opened.store.close_interrupted()
opened.store.close()
print(steps)
"""


def open_and_die(path, after):
    """Open a store as the app does, in a process that ends after so many steps of SQLite on any connection."""
    command = [sys.executable, "-c", OPEN_AND_DIE, str(path), str(after)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def killed_anywhere(path, tmp_path, run_and_die):
    """Give copies of a database after a process that worked on it was killed, from its first step to its last."""
    whole = tmp_path / "whole" / path.name
    shutil.copytree(path.parent, whole.parent)
    steps = int(run_and_die(whole, 0).stdout)
    assert steps > 100
    for part in range(20):
        killed = tmp_path / str(part) / path.name
        shutil.copytree(path.parent, killed.parent)
        assert run_and_die(killed, 1 + part * (steps - 1) // 19).returncode == 9
        yield killed


def test_an_update_of_the_app_killed_anywhere_while_it_opens_the_store_loses_nothing(path, tmp_path):
    make_first_database(path)
    conversations, messages = rows_of(path)
    texts = [(row[0], row[9], row[10]) for row in messages]
    for killed in killed_anywhere(path, tmp_path, open_and_die):
        opened = open_store(killed)
        assert opened.recovered is None
        opened.store.close_interrupted()
        opened.store.close()
        after = rows_of(killed)
        assert after[0] == conversations
        assert [(row[0], row[9], row[10]) for row in after[1]] == texts
        assert [row[:4] for row in after[1]] == [row[:4] for row in messages]
        assert not any(row[4] == "writing" for row in after[1])
        is_whole(killed)


def test_processes_that_bring_up_one_database_wait_for_each_other(path):
    make_first_database(path)
    first = rows_of(path)
    command = [sys.executable, "-c", MIGRATE_AND_DIE, str(path), "0"]
    processes = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL) for _ in range(6)]
    assert [process.wait(60) for process in processes] == [0] * 6
    assert rows_of(path) == first
    assert backups(path) == ["conversations.backup-v1.db"]
    assert rows_of(path.with_name("conversations.backup-v1.db")) == first


def test_a_migration_killed_anywhere_loses_nothing(path, tmp_path):
    make_first_database(path)
    first = rows_of(path)
    for killed in killed_anywhere(path, tmp_path, migrate_and_die):
        opened = open_store(killed)
        assert opened.recovered is None
        opened.store.close()
        assert rows_of(killed) == first
        is_whole(killed)
        assert rows_of(killed.with_name("conversations.backup-v1.db")) == first
