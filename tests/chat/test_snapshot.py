import sqlite3
from contextlib import closing

import pytest

from desktop_chat.chat.snapshot import check, take_snapshot


@pytest.fixture(params=["wal", "delete"])
def writer(tmp_path, request):
    """A connection that may write, with a log as usual and without as on some network drives."""
    with closing(sqlite3.connect(tmp_path / "a.db", isolation_level=None)) as connection:
        assert connection.execute(f"PRAGMA journal_mode = {request.param}").fetchone() == (request.param,)
        connection.execute("BEGIN")
        connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, text)")
        connection.executemany("INSERT INTO t (text) VALUES (?)", [("x" * 20_000,)] * 2000)
        connection.execute("COMMIT")
        connection.execute("PRAGMA busy_timeout = 0")
        yield connection


def rows(path):
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT id, text FROM t ORDER BY id").fetchall()


def test_a_writer_goes_on_meanwhile_and_the_copy_is_of_one_moment(writer, tmp_path):
    before = rows(tmp_path / "a.db")
    pieces = []

    def write():
        pieces.append(True)
        if len(pieces) == 3:
            writer.execute("UPDATE t SET text = 'changed'")
        return False

    assert take_snapshot(tmp_path / "a.db", tmp_path / "copy.db", write)
    assert len(pieces) > 3
    after = rows(tmp_path / "a.db")
    (mode,) = writer.execute("PRAGMA journal_mode").fetchone()
    assert rows(tmp_path / "copy.db") == (before if mode == "wal" else after)
    assert before != after


def test_a_copy_of_what_did_not_change_is_the_same_file(writer, tmp_path):
    for name in ("1.db", "2.db"):
        take_snapshot(tmp_path / "a.db", tmp_path / name, lambda: False)
    assert (tmp_path / "1.db").read_bytes() == (tmp_path / "2.db").read_bytes()


def test_a_whole_copy_passes_the_check_and_a_cut_one_does_not(writer, tmp_path):
    copy = tmp_path / "copy.db"
    take_snapshot(tmp_path / "a.db", copy, lambda: False)
    check(copy)
    copy.write_bytes(copy.read_bytes()[: copy.stat().st_size // 2])
    with pytest.raises(sqlite3.DatabaseError):
        check(copy)


def test_a_database_that_is_not_there_is_no_empty_copy(tmp_path):
    with pytest.raises(sqlite3.OperationalError):
        take_snapshot(tmp_path / "a.db", tmp_path / "copy.db", lambda: False)
    assert not (tmp_path / "a.db").exists()
