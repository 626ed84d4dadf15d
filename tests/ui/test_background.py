import sys
import threading

import pytest
from PySide6.QtCore import QObject

from desktop_chat.ui.background import Background


class Receiver(QObject):
    """Keeps what it was given, and on which thread."""

    def __init__(self):
        super().__init__()
        self.results = []
        self.threads = []

    def take(self, result):
        self.results.append(result)
        self.threads.append(threading.current_thread())


@pytest.fixture
def background(qapp):
    made = Background("test")
    yield made
    made.close()


def test_work_runs_elsewhere_and_its_result_comes_to_the_main_thread(background, qtbot):
    receiver = Receiver()
    background.run(threading.current_thread, receiver.take)
    qtbot.waitUntil(lambda: bool(receiver.results))
    assert receiver.results[0] is not threading.main_thread()
    assert receiver.threads == [threading.main_thread()]


def test_an_error_goes_to_failed(background, qtbot):
    done, failed = Receiver(), Receiver()
    background.run(lambda: 1 / 0, done.take, failed.take)
    qtbot.waitUntil(lambda: bool(failed.results))
    assert isinstance(failed.results[0], ZeroDivisionError)
    assert failed.threads == [threading.main_thread()]
    assert done.results == []


def test_an_error_nobody_takes_reaches_the_hook_for_uncaught_errors(background, qtbot, monkeypatch):
    seen = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: seen.append((kind, trace)))
    background.run(lambda: 1 / 0)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen[0][0] is ZeroDivisionError
    assert seen[0][1] is not None


def test_one_thread_keeps_the_order_and_stays_the_same(background, qtbot):
    receiver = Receiver()
    for number in range(50):
        background.run(lambda number=number: (number, threading.get_ident()), receiver.take)
    qtbot.waitUntil(lambda: len(receiver.results) == 50)
    assert [number for number, _ in receiver.results] == list(range(50))
    assert len({thread for _, thread in receiver.results}) == 1


def test_several_threads_work_side_by_side(qapp, qtbot):
    background, receiver = Background("pair", threads=2), Receiver()
    meeting = threading.Barrier(2, timeout=10)
    for _ in range(2):
        background.run(meeting.wait, receiver.take)
    qtbot.waitUntil(lambda: len(receiver.results) == 2)
    background.close()
    assert sorted(receiver.results) == [0, 1]


def test_a_result_for_a_deleted_receiver_is_dropped(background, qtbot):
    gone, functions, witness = Receiver(), [], Receiver()
    go = threading.Event()
    background.run(go.wait, gone.take)
    background.run(go.wait, functions.append, receiver=gone)
    background.run(go.wait, witness.take)
    gone.deleteLater()
    qtbot.waitUntil(lambda: _is_deleted(gone))
    go.set()
    qtbot.waitUntil(lambda: bool(witness.results))
    assert gone.results == []
    assert functions == []


def _is_deleted(thing):
    import shiboken6

    return not shiboken6.isValid(thing)


def test_closing_waits_for_all_work_and_drops_its_results(qapp, qtbot):
    background, receiver, written = Background("store"), Receiver(), []
    go = threading.Event()
    background.run(go.wait, receiver.take)
    background.run(lambda: written.append("saved"), receiver.take)
    go.set()
    background.close()
    background.close()
    assert written == ["saved"]
    qapp.processEvents()
    assert receiver.results == []


def test_a_closed_background_takes_no_work(qapp):
    background = Background("closed")
    background.close()
    with pytest.raises(RuntimeError):
        background.run(int)
