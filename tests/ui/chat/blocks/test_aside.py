import sys
import threading

import pytest

from desktop_chat.ui.chat.blocks.aside import FIRST_MILLISECONDS, Aside


@pytest.fixture
def thread(qapp):
    aside = Aside()
    yield aside
    aside.close()


def test_what_was_asked_for_last_is_done_first(thread, qtbot):
    done, begun, gate = [], threading.Event(), threading.Event()
    thread.done.connect(lambda key, _result: done.append(key))
    thread.run("begun", lambda: begun.set() or gate.wait())
    qtbot.waitUntil(begun.is_set)
    for key in ("first", "second", "third"):
        thread.run(key, lambda: None)
    thread.run("first", lambda: None)
    gate.set()
    qtbot.waitUntil(lambda: len(done) == 4)
    assert done == ["begun", "first", "third", "second"]


def test_the_result_comes_to_the_main_thread(thread, qtbot):
    with qtbot.waitSignal(thread.done) as told:
        thread.run("key", threading.get_ident)
    assert told.args[0] == "key"
    assert told.args[1] != threading.get_ident()


def test_work_that_fails_holds_up_nothing(thread, qtbot):
    done, gate = [], threading.Event()
    thread.done.connect(lambda key, _result: done.append(key))
    thread.run("good", lambda: None)
    thread.run("bad", lambda: 1 / 0)
    thread.run("begun", gate.wait)
    gate.set()
    qtbot.waitUntil(lambda: "good" in done)
    assert "bad" not in done


def test_a_thread_that_is_idle_leaves_python_as_it_was(thread, qtbot):
    usual = sys.getswitchinterval()
    with qtbot.waitSignal(thread.done):
        thread.run("key", lambda: None)
    qtbot.waitUntil(lambda: sys.getswitchinterval() == usual)


def test_nothing_is_done_after_the_end(thread, qtbot):
    thread.close()
    with qtbot.assertNotEmitted(thread.done, wait=2 * FIRST_MILLISECONDS):
        thread.run("key", lambda: None)
