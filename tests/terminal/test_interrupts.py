"""Work that Ctrl-C need not wait for."""

from __future__ import annotations

import signal
import sys
import threading

import pytest

from desktop_chat.terminal.interrupts import interruptible


def test_what_the_work_gives_or_raises_comes_back() -> None:
    assert interruptible(lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        interruptible(lambda: 1 / 0)


@pytest.mark.skipif(sys.platform == "win32", reason="uses POSIX signals")
def test_ctrl_c_is_heard_while_the_work_goes_on() -> None:
    going_on = threading.Event()

    def work() -> None:
        signal.pthread_kill(threading.main_thread().ident, signal.SIGINT)
        going_on.wait(30)

    with pytest.raises(KeyboardInterrupt):
        interruptible(work)
    going_on.set()
