import sqlite3
import threading
import time
from contextlib import closing

import pytest

from desktop_chat.chat.backups import Backup
from desktop_chat.chat.searching import SearchQuery
from desktop_chat.chat.store import open_store
from desktop_chat.faults import Fault
from desktop_chat.ui.store_service import KEPT_DELETED_SECONDS, StoreService

DAY = 24 * 3600


@pytest.fixture
def path(tmp_path):
    return tmp_path / "대화" / "conversations.db"


@pytest.fixture
def service(qtbot, path):
    service = StoreService(path)
    yield service
    service.close()


@pytest.fixture
def opened(qtbot, service):
    """The service once its store is open."""
    with qtbot.waitSignal(service.opened):
        service.open()
    return service


@pytest.fixture
def ask(qtbot, service):
    """Run work on the store and give what it gives."""

    def run(work):
        got = []
        service.run(work, got.append, got.append)
        qtbot.waitUntil(lambda: got != [], timeout=10_000)
        return got[0]

    return run


def fill(path, messages, text="모래시계 words"):
    """Write a conversation into a database; gives its id."""
    store = open_store(path).store
    conversation = store.create_conversation()
    parent = None
    with store.transaction():
        for number in range(messages):
            parent = store.add_message(conversation.id, parent, "user", f"{number} {text}").id
    store.close()
    return conversation.id


def titles(store):
    return sorted(one.title for one in store.conversations())


def add(title):
    return lambda store: store.set_title(store.create_conversation().id, title, "user")


def unindexed(path):
    """Count the messages that cannot be found yet, through a connection of its own."""
    with closing(sqlite3.connect(path)) as connection:
        (count,) = connection.execute("SELECT count(*) FROM message WHERE word_key IS NULL").fetchone()
    return count


# ---- work


def test_work_is_done_in_the_order_asked_and_told_on_this_thread(qtbot, opened):
    told = []
    for number in range(5):
        opened.run(lambda _store, n=number: n, lambda n: told.append((n, threading.current_thread())))
    qtbot.waitUntil(lambda: len(told) == 5)
    assert told == [(number, threading.main_thread()) for number in range(5)]


def test_work_on_a_store_that_could_not_be_opened_tells_why(qtbot, service, path, ask):
    path.mkdir(parents=True)
    with qtbot.waitSignal(service.failed):
        service.open()
    assert ask(lambda store: store.conversations()).code == "storage_failed"


def test_a_fault_without_a_listener_of_its_own_is_told_to_all(qtbot, opened):
    with qtbot.waitSignal(opened.failed) as told:
        opened.run(lambda store: store.conversation(99))
    assert isinstance(told.args[0], Fault)


def test_replies_a_dead_process_left_are_cut_when_it_is_opened(qtbot, path, service, ask):
    store = open_store(path).store
    reply = store.add_message(store.create_conversation().id, None, "assistant", "", state="writing")
    store.close()
    service.open()
    assert ask(lambda store: store.message(reply.id)).state == "cut"


# ---- upkeep


def test_all_messages_can_be_found_some_time_after_the_start(qtbot, path, service, ask):
    fill(path, 300)
    service.open()
    qtbot.waitUntil(lambda: unindexed(path) == 0, timeout=20_000)
    assert len(ask(lambda store: store.search(SearchQuery("모래시계"), 50))) == 50


def test_what_is_asked_meanwhile_is_answered_before_all_is_done(qtbot, path, service, ask):
    fill(path, 3000)
    service.open()
    qtbot.waitUntil(lambda: unindexed(path) < 3000, timeout=20_000)
    assert ask(lambda store: store.index_some(0)) > 1000


def test_new_messages_can_be_found_after_a_while(qtbot, opened, path, ask):
    conversation = ask(lambda store: store.create_conversation())
    ask(lambda store: store.add_message(conversation.id, None, "user", "모래시계"))
    qtbot.waitUntil(lambda: unindexed(path) == 0, timeout=10_000)
    assert len(ask(lambda store: store.search(SearchQuery("모래"), 50))) == 1


def test_what_was_deleted_long_ago_is_gone_after_a_while_and_the_rest_is_not(qtbot, path, service, ask):
    old, new, kept = (fill(path, 100) for _ in range(3))
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for each, ago in ((old, KEPT_DELETED_SECONDS + DAY), (new, KEPT_DELETED_SECONDS - DAY)):
            connection.execute(
                "UPDATE conversation SET deleted_at = ? WHERE id = ?", [time.time() - ago, each]
            )

    def conversations():
        with closing(sqlite3.connect(path)) as connection:
            return [row[0] for row in connection.execute("SELECT id FROM conversation ORDER BY id")]

    service.open()
    qtbot.waitUntil(lambda: conversations() == [new, kept], timeout=20_000)
    assert len(ask(lambda store: store.messages(kept))) == 100


def test_a_conversation_that_is_purged_is_taken_off_the_disk_soon(qtbot, path, service, ask):
    purged = fill(path, 100, text="a secret to forget")
    service.open()
    ask(lambda store: store.purge(purged))

    def messages():
        with closing(sqlite3.connect(path)) as connection:
            return connection.execute("SELECT count(*) FROM message").fetchone()[0]

    qtbot.waitUntil(lambda: messages() == 0, timeout=20_000)


# ---- backups


def backups_of(qtbot, service):
    got = []
    service.list_backups(got.append)
    qtbot.waitUntil(lambda: got != [])
    return got[0]


def test_a_backup_is_made_on_request_though_there_is_one_of_today(qtbot, opened, ask):
    made = []
    for title in ("old", "new", ""):
        if title:
            ask(add(title))
        count = len(made)
        opened.make_backup(made.append)
        qtbot.waitUntil(lambda count=count: len(made) > count)
    assert [each and each.conversations for each in made] == [1, 2, None]


def test_a_backup_is_made_where_one_is_due_and_listed(qtbot, opened, ask):
    ask(add("old"))
    assert backups_of(qtbot, opened) == []
    opened.make_backup_if_due()
    opened.make_backup_if_due()
    (backup,) = backups_of(qtbot, opened)
    assert backup.conversations == 1
    assert abs(backup.made_at - time.time()) < 60


@pytest.fixture
def backup(qtbot, opened, ask):
    """Make a backup that holds "old", then add "new"; gives the backup."""
    ask(add("old"))
    opened.make_backup_if_due()
    (made,) = backups_of(qtbot, opened)
    ask(add("new"))
    return made


def test_restoring_opens_the_store_anew_with_what_was_then(qtbot, opened, ask, backup):
    done = []
    with qtbot.waitSignal(opened.opened) as told:
        opened.restore_backup(backup, lambda: done.append(True))
    qtbot.waitUntil(lambda: done == [True])
    assert told.args == [None]
    assert ask(titles) == ["old"]
    assert [one.conversations for one in backups_of(qtbot, opened)] == [2, 1]
    ask(add("newer"))
    assert ask(titles) == ["newer", "old"]


def test_work_asked_while_it_is_restored_is_done_afterwards(qtbot, opened, ask, backup):
    opened.restore_backup(backup)
    assert ask(titles) == ["old"]


def test_a_backup_that_cannot_be_restored_leaves_the_store_as_it_was(qtbot, opened, ask, backup):
    faults = []
    opened.restore_backup(Backup(backup.path.with_name("gone.db"), 0.0, 0, 0), failed=faults.append)
    qtbot.waitUntil(lambda: faults != [])
    assert faults[0].code == "backup_unreadable"
    assert ask(titles) == ["new", "old"]


def test_a_backup_that_cannot_be_made_is_told_once(qtbot, opened, path, ask):
    path.with_name("backups").write_bytes(b"a file")
    ask(add("old"))
    told = []
    opened.failed.connect(told.append)
    opened.make_backup_if_due()
    opened.make_backup_if_due()
    faults = []
    opened.list_backups(faults.append, faults.append)  # after both
    qtbot.waitUntil(lambda: faults != [])
    assert [fault.code for fault in told] == ["backup_failed"]


def test_closing_ends_it_all(qtbot, path):
    fill(path, 500)
    service = StoreService(path)
    with qtbot.waitSignal(service.opened):
        service.open()
    service.make_backup_if_due()
    service.close()
    assert [file.name for file in path.parent.iterdir() if file.is_file()] == [path.name]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
