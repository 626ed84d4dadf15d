import sqlite3
from contextlib import closing

import pytest

from desktop_chat.chat.migrations import MIGRATIONS, migrate
from desktop_chat.chat.store import open_store
from desktop_chat.faults import FaultError

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


def test_a_step_that_fails_is_undone_whole_and_the_steps_before_it_stay(connection, path):
    migrate(connection, path, MIGRATIONS[:1])
    with pytest.raises(sqlite3.OperationalError, match="nowhere"):
        migrate(connection, path, (MIGRATIONS[0], STARS, BROKEN))
    assert version(connection) == 2
    assert "stars" in columns(connection)
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
