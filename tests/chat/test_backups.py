import os
import shutil
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from desktop_chat.chat.backups import Backup, Backups
from desktop_chat.chat.migrations import MIGRATIONS
from desktop_chat.chat.snapshot import take_snapshot
from desktop_chat.chat.store import open_store
from desktop_chat.faults import FaultError
from tests.support.first_database import make_first_database

ROOT = Path(__file__).parents[2]
DAY = 24 * 3600.0
NOW = 1_750_000_000.0


@pytest.fixture
def folder(path):
    return path.with_name("백업")


@pytest.fixture
def backups(path, folder):
    return Backups(path, folder)


def titles(path):
    """Give the titles in a database, through the store as it is opened next."""
    opened = open_store(path)
    assert opened.recovered is None
    found = sorted(one.title for one in opened.store.conversations())
    opened.store.close()
    return found


def add(store, title):
    conversation = store.create_conversation()
    store.set_title(conversation.id, title, "user")
    return conversation


def add_and_close(path, title):
    store = open_store(path).store
    add(store, title)
    store.close()


def files(folder):
    return sorted(file.name for file in folder.iterdir())


# ---- making


def test_a_backup_holds_everything_while_the_store_is_open(store, backups, talk):
    conversation_id, messages = talk(store, 20)
    store.delete(talk(store, 1)[0])
    made = backups.make(NOW)
    assert (made.made_at, made.conversations) == (NOW, 1)
    assert made.size_bytes == made.path.stat().st_size > 4096
    copy = open_store(made.path).store
    assert copy.messages(conversation_id) == messages
    assert len(copy.deleted_conversations()) == 1
    copy.close()


def test_what_is_only_in_the_log_is_in_the_backup(store, path, backups):
    add(store, "only in the log")
    assert path.with_name(f"{path.name}-wal").stat().st_size > 0
    assert titles(backups.make(NOW).path) == ["only in the log"]


def test_there_is_one_backup_a_day(store, backups, folder):
    assert backups.make(NOW) is not None
    add(store, "later the same day")
    assert backups.make(NOW + 60) is None
    assert len(files(folder)) == 1
    assert backups.make(NOW + DAY) is not None
    assert len(files(folder)) == 2


def test_a_day_on_which_nothing_changed_gets_no_backup(path, backups, folder, talk):
    store = open_store(path).store
    talk(store, 5)
    first = backups.make(NOW)
    store.close()
    for day in range(1, 4):
        store = open_store(path).store
        store.close_interrupted()
        assert backups.make(NOW + day * DAY) is None
        store.close()
    assert backups.kept() == [first]
    add_and_close(path, "changed")
    assert backups.make(NOW + 4 * DAY) is not None


def test_the_oldest_beyond_seven_are_removed(store, backups):
    made = []
    for day in range(10):
        add(store, str(day))
        made.append(backups.make(NOW + day * DAY))
    assert backups.kept() == made[:2:-1]


def test_one_more_is_made_on_the_same_day_where_it_is_wanted_and_something_is_new(store, backups):
    first = backups.make(NOW)
    assert backups.make(NOW + 60, even_today=True) is None
    add(store, "later the same day")
    second = backups.make(NOW + 60, even_today=True)
    assert backups.kept() == [second, first]


def test_a_day_with_many_backups_takes_no_place_from_other_days(store, backups):
    made = []
    for day in range(5):
        add(store, str(day))
        made.append(backups.make(NOW + day * DAY))
    for minute in range(1, 9):
        add(store, str(minute))
        last = backups.make(NOW + 4 * DAY + 60 * minute, even_today=True)
    kept = backups.kept()
    assert len(kept) == 7
    assert kept[0] == last
    assert kept[-4:] == made[3::-1]


def test_the_copy_made_before_a_new_form_is_removed_after_thirty_days(store, path, backups):
    copy = path.with_name(f"{path.stem}.backup-v1.db")
    copy.write_bytes(b"as it was")
    os.utime(copy, (NOW, NOW))
    backups.make(NOW + 29 * DAY)
    assert copy.exists()
    backups.make(NOW + 31 * DAY)
    assert not copy.exists()
    assert path.exists()


def test_the_backup_just_made_is_kept_when_the_clock_was_ahead(store, path, folder):
    backups = Backups(path, folder, keep=2)
    for day in (100, 101, 102):
        add(store, str(day))
        backups.make(NOW + day * DAY)
    add(store, "now")
    made = backups.make(NOW)
    assert [one.made_at for one in backups.kept()] == [NOW + 102 * DAY, NOW]
    assert made in backups.kept()


def test_other_files_in_the_folder_are_neither_listed_nor_removed(store, path, folder):
    backups = Backups(path, folder, keep=1)
    backups.make(NOW)
    (folder / "mine.db").write_bytes(b"x")
    (folder / "2025-01-01 10-00-00.db").write_bytes(b"no database")
    add(store, "x")
    made = backups.make(NOW + DAY)
    assert backups.kept() == [made]
    assert "mine.db" in files(folder)


def test_there_are_no_backups_before_the_first(backups):
    assert backups.kept() == []


def test_what_a_crash_left_half_written_is_no_backup_and_is_replaced(store, path, backups, folder):
    folder.mkdir()
    (folder / f"{path.name}.unfinished").write_bytes(b"half")
    assert backups.kept() == []
    made = backups.make(NOW)
    assert files(folder) == [made.path.name]


def test_a_backup_that_is_ended_leaves_nothing(store, backups, folder):
    backups.close()
    assert backups.make(NOW) is None
    assert files(folder) == []


def test_a_snapshot_is_cancelled_between_two_pieces_of_it(store, path, tmp_path, talk):
    talk(store, 200, text="x" * 20_000)
    asked = []

    def cancelled():
        asked.append(True)
        return len(asked) == 2

    assert not take_snapshot(path, tmp_path / "copy.db", cancelled)
    assert not (tmp_path / "copy.db").exists()
    assert len(asked) == 2


def test_damage_makes_no_backup_and_pushes_out_no_good_one(path, backups, talk):
    store = open_store(path).store
    talk(store, 100)
    good = backups.make(NOW)
    store.close()
    content = bytearray(path.read_bytes())
    content[len(content) // 2 : len(content) // 2 + 20_000] = b"\xff" * 20_000
    path.write_bytes(content)
    with pytest.raises(FaultError) as raised:
        backups.make(NOW + DAY)
    assert raised.value.fault.code == "backup_failed"
    assert backups.kept() == [good]
    assert files(good.path.parent) == [good.path.name]


def test_a_folder_that_cannot_be_made_is_a_fault(store, path, folder):
    folder.write_bytes(b"a file")
    with pytest.raises(FaultError) as raised:
        Backups(path, folder).make(NOW)
    assert raised.value.fault.code == "backup_failed"


def test_backups_made_while_messages_are_written_are_whole(path, backups):
    """The last conversation of each backup has as many messages as its title says, or is the newest."""
    failed = []
    is_over = threading.Event()

    def write():
        try:
            store = open_store(path).store
            while not is_over.is_set():
                with store.transaction():
                    conversation = store.create_conversation()
                    parent = None
                    for _ in range(5):
                        parent = store.add_message(conversation.id, parent, "user", "x" * 3000).id
            store.close()
        except Exception as error:
            failed.append(error)

    open_store(path).store.close()
    writer = threading.Thread(target=write)
    writer.start()
    made = [backups.make(NOW + day * DAY) for day in range(5)]
    is_over.set()
    writer.join()
    assert failed == []
    for backup in filter(None, made):
        with closing(sqlite3.connect(backup.path)) as connection:
            assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
            assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
            counts = connection.execute("SELECT count(*) FROM message GROUP BY conversation_id").fetchall()
        assert set(counts) <= {(5,)}


# ---- restoring


@pytest.fixture
def older(path, backups):
    """Make a backup that holds "old", then change the database; gives the backup."""
    store = open_store(path).store
    add(store, "old")
    made = backups.make(NOW)
    add(store, "new")
    store.close()
    return made


def test_restoring_brings_back_what_was_and_keeps_what_is_as_one_more_backup(path, backups, older):
    backups.restore(older, NOW + 60)
    assert titles(path) == ["old"]
    current, same = backups.kept()
    assert same == older
    assert current.conversations == 2
    backups.restore(current, NOW + 120)
    assert titles(path) == ["new", "old"]


def test_nothing_is_left_beside_the_database(path, backups, older):
    backups.restore(older, NOW + 60)
    assert files(path.parent) == ["conversations.db", "백업"]


def test_the_log_of_a_crash_is_kept_with_the_database_and_not_taken_for_the_restored_ones(
    path, backups, older
):
    store = open_store(path).store
    add(store, "only in the log")
    crashed = {ending: path.with_name(path.name + ending).read_bytes() for ending in ("", "-wal")}
    store.close()
    for ending, content in crashed.items():
        path.with_name(path.name + ending).write_bytes(content)
    backups.restore(older, NOW + 60)
    assert titles(path) == ["old"]
    assert titles(backups.kept()[0].path) == ["new", "old", "only in the log"]


def test_a_damaged_database_is_kept_aside_as_it_is(path, backups, older):
    damaged = b"\0" * 100 + path.read_bytes()[100:]
    path.write_bytes(damaged)
    backups.restore(older, NOW + 60)
    assert titles(path) == ["old"]
    (aside,) = path.parent.glob("*.damaged-*.db")
    assert aside.read_bytes() == damaged
    assert backups.kept() == [older]


def test_a_database_that_is_gone_is_restored(path, backups, older):
    path.unlink()
    backups.restore(older, NOW + 60)
    assert titles(path) == ["old"]


def test_a_backup_of_the_first_version_is_brought_up_when_it_is_opened(path, backups, folder, older):
    first = folder / "2024-01-01 10-00-00.db"
    make_first_database(first)
    with closing(sqlite3.connect(first)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
    backup = backups.kept()[-1]
    assert backup.path == first
    backups.restore(backup, NOW + 60)
    assert len(titles(path)) == 17


def refused(path, backups, backup):
    before = path.read_bytes()
    with pytest.raises(FaultError) as raised:
        backups.restore(backup, NOW + 60)
    assert path.read_bytes() == before
    assert not list(path.parent.glob("*.recovered*"))
    return raised.value.fault.code


def test_a_backup_that_is_gone_or_damaged_is_refused(path, backups, older):
    gone = Backup(older.path.with_name("gone.db"), NOW, 0, 0)
    assert refused(path, backups, gone) == "backup_unreadable"
    older.path.write_bytes(older.path.read_bytes()[:5000])
    assert refused(path, backups, older) == "backup_unreadable"


def test_a_backup_of_a_newer_app_is_refused(path, backups, older):
    with closing(sqlite3.connect(older.path)) as connection:
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    assert refused(path, backups, older) == "backup_newer"


def test_a_database_that_is_still_open_elsewhere_is_not_replaced(path, backups, older):
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute("SELECT count(*) FROM conversation").fetchone()
        connection.execute("BEGIN IMMEDIATE")
        assert refused(path, backups, older) == "restore_failed"


RESTORE_AND_DIE = """
import os, sys
from pathlib import Path
from desktop_chat.chat.backups import Backups
from desktop_chat.chat import damage, recovery
path, folder, left = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])
backups = Backups(path, folder)
(backup,) = backups.kept()
events = {"open", "os.rename", "os.remove", "os.utime", "os.mkdir", "sqlite3.connect", "shutil.copyfile"}
def hook(event, args):
    global left
    if event in events:
        left -= 1
        if left == 0:
            os._exit(9)
sys.addaudithook(hook)
backups.restore(backup, 1_750_000_060.0)
"""


def test_a_restoration_killed_anywhere_leaves_the_old_or_the_new(path, older, folder, tmp_path):
    seen = set()
    for after in range(1, 60):
        home = tmp_path / str(after)
        shutil.copytree(path.parent, home)
        command = [
            sys.executable,
            "-c",
            RESTORE_AND_DIE,
            str(home / path.name),
            str(home / folder.name),
            str(after),
        ]
        code = subprocess.run(command, cwd=ROOT, check=False).returncode
        found = tuple(titles(home / path.name))
        assert found in {("old",), ("new", "old")}
        assert not list(home.glob("*.recovered"))
        seen.add(found)
        if code == 0:
            break
        assert code == 9
    assert after > 10
    assert seen == {("old",), ("new", "old")}
