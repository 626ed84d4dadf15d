"""Ctrl-C: heard at once, whatever is waited for."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import Empty, SimpleQueue
from types import FrameType
from typing import Final, TypeVar

T = TypeVar("T")

_WINDOWS_SECONDS: Final = 0.1  # there a wait without an end would not notice Ctrl-C


@contextmanager
def interrupts(first: Callable[[], None]) -> Iterator[None]:
    """Call `first` at the first Ctrl-C; the second ends this process at once, and its children with it."""

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        signal.signal(signal.SIGINT, lambda *_: os._exit(1))
        first()

    before = signal.signal(signal.SIGINT, on_signal)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def next_of(inbox: SimpleQueue[T]) -> T:
    """Wait for the next thing that is put into a queue."""
    if sys.platform != "win32":
        return inbox.get()
    while True:
        try:
            return inbox.get(timeout=_WINDOWS_SECONDS)
        except Empty:
            continue


def interruptible(work: Callable[[], T]) -> T:
    """Do what may wait for the network, on a thread of its own: some waits do not notice Ctrl-C themselves.

    Raises what the work raises, and `KeyboardInterrupt`, which leaves the work to end with the process.
    """
    outcome: SimpleQueue[tuple[list[T], BaseException | None]] = SimpleQueue()

    def run() -> None:
        try:
            outcome.put(([work()], None))
        except BaseException as error:  # whatever it is, the main thread must hear of it
            outcome.put(([], error))

    threading.Thread(target=run, name="terminal-work", daemon=True).start()
    results, error = next_of(outcome)
    if error is not None:
        raise error
    return results[0]
