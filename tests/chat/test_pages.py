import random
import sqlite3
import string
from contextlib import closing

import pytest

from desktop_chat.chat.pages import read_rows


def make(path, rows, *, page_size=4096):
    """Write a database of one table and give the rows as SQLite reads them, by id."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(f"PRAGMA page_size = {page_size}")
        connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a, b, c)")
        connection.executemany("INSERT INTO t VALUES (?, ?, ?, ?)", rows)
        return {row[0]: row[1:] for row in connection.execute("SELECT * FROM t")}


def read(path):
    """Give the rows of tables with four columns, by id."""
    return {row.id: row.values[1:] for row in read_rows(path) if len(row.values) == 4}


def random_value(source):
    text = "".join(source.choices(string.ascii_letters + "가나다👋", k=source.choice([0, 5, 300, 9000])))
    number = source.choice([-1, 1]) * (1 << source.randrange(0, 63)) - source.randrange(2)
    return source.choice([None, 0, 1, number, source.uniform(-1e9, 1e9), text, text.encode()])


@pytest.mark.parametrize("page_size", [512, 1024, 4096, 65536])
def test_reads_what_sqlite_reads_whatever_the_values_and_the_page_size(tmp_path, page_size):
    source = random.Random(page_size)
    path = tmp_path / "a.db"
    ids = source.sample(range(-(10**6), 10**15), 400)
    written = make(
        path, [(one, *(random_value(source) for _ in range(3))) for one in ids], page_size=page_size
    )
    rows = list(read_rows(path))
    assert all(row.is_whole for row in rows)
    got = {row.id: row.values[1:] for row in rows if len(row.values) == 4}
    signed = {number - 2**64 if number >= 2**63 else number: values for number, values in got.items()}
    assert signed == written


def test_reads_what_is_only_in_the_write_ahead_log(tmp_path):
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a, b, c)")
        connection.execute("INSERT INTO t VALUES (1, 'first', 2, 3)")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("UPDATE t SET a = 'newer'")
        connection.execute("INSERT INTO t VALUES (2, 'second', 2, 3)")
        assert read(path) == {1: ("newer", 2, 3), 2: ("second", 2, 3)}


def test_what_was_not_committed_is_not_read(tmp_path):
    path = tmp_path / "a.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("CREATE TABLE t (id INTEGER PRIMARY KEY, a, b, c)")
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO t VALUES (?, ?, 2, 3)", [(n, "x" * 3000) for n in range(100)])
        assert path.with_name("a.db-wal").stat().st_size > 50 * 4096
        assert read(path) == {}


def test_a_text_whose_end_is_lost_is_read_as_far_as_it_goes(tmp_path):
    path = tmp_path / "a.db"
    text = "가" * 10_000
    make(path, [(1, 1, 2, text)])
    path.write_bytes(path.read_bytes()[: 4 * 4096])
    (row,) = [row for row in read_rows(path) if len(row.values) == 4]
    assert not row.is_whole
    assert 1000 < len(row.values[3]) < 10_000
    assert text.startswith(row.values[3])


def test_a_text_that_turns_into_garbage_is_read_up_to_there(tmp_path):
    path = tmp_path / "a.db"
    make(path, [(1, 1, 2, "a" * 20_000)])
    content = bytearray(path.read_bytes())
    content[4 * 4096 - 50 : 4 * 4096] = b"\xff" * 50
    path.write_bytes(content)
    (row,) = [row for row in read_rows(path) if len(row.values) == 4]
    assert not row.is_whole
    assert set(row.values[3]) == {"a"}


@pytest.mark.parametrize("size", [0, 1, 99, 100, 4095, 4096, 50_000])
def test_bytes_that_are_no_database_hold_no_rows_and_raise_nothing(tmp_path, size):
    path = tmp_path / "a.db"
    path.write_bytes(random.Random(size).randbytes(size))
    assert read(path) == {}


def test_random_changes_of_a_database_raise_nothing(tmp_path):
    source = random.Random(1)
    path = tmp_path / "a.db"
    make(path, [(n, "text " * source.randrange(3000), n, None) for n in range(60)])
    whole = path.read_bytes()
    for _ in range(60):
        content = bytearray(whole)
        for _ in range(200):
            content[source.randrange(len(content))] = source.randrange(256)
        path.write_bytes(content)
        path.with_name("a.db-wal").write_bytes(source.randbytes(5000))
        assert len(read(path)) <= 400
