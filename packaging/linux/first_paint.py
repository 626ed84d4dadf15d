"""How long a program takes to paint its window, seen from the X server: nothing of the program is changed for it.

`python3 packaging/linux/first_paint.py APP [OTHER]` compares two commands in turns on the display `$DISPLAY`,
which should have no window manager (Xvfb).
"""

from __future__ import annotations

import argparse
import ctypes
import os
import shlex
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from typing import Final

SECONDS: Final = 60.0
"""How long a window is waited for."""

_MAP_NOTIFY: Final = 19
_SUBSTRUCTURE_NOTIFY_MASK: Final = 1 << 19
_Z_PIXMAP: Final = 2
_EVENT_BYTES: Final = 192
_SMALLEST: Final = 300  # pixels; what is smaller is no window to chat in
_POLL_SECONDS: Final = 0.001


class _MapEvent(ctypes.Structure):
    """Xlib's XMapEvent."""

    _fields_ = (
        ("type", ctypes.c_int),
        ("serial", ctypes.c_ulong),
        ("send_event", ctypes.c_int),
        ("display", ctypes.c_void_p),
        ("event", ctypes.c_ulong),
        ("window", ctypes.c_ulong),
    )


class Screen:
    """The X display, watched for windows. Raises `OSError` where there is none."""

    def __init__(self) -> None:
        self._x = ctypes.CDLL("libX11.so.6")
        self._x.XOpenDisplay.restype = ctypes.c_void_p
        self._x.XGetImage.restype = ctypes.c_void_p
        self._x.XDefaultRootWindow.restype = ctypes.c_ulong
        display = self._x.XOpenDisplay(None)
        if not display:
            raise OSError(f"The display {os.environ.get('DISPLAY', '')} cannot be opened")
        self._display = ctypes.c_void_p(display)
        self._root = ctypes.c_ulong(self._x.XDefaultRootWindow(self._display))
        self._x.XSelectInput(self._display, self._root, ctypes.c_long(_SUBSTRUCTURE_NOTIFY_MASK))
        self._x.XSync(self._display, 1)

    def wait_for_paint(self, deadline: float) -> float:
        """Give the time (of `time.monotonic`) by which a new window is painted; raises `TimeoutError`."""
        x, y = self._middle_of_new_window(deadline)
        while self._pixel(x, y) == 0:
            _pause(deadline)
        return time.monotonic()

    def _middle_of_new_window(self, deadline: float) -> tuple[int, int]:
        event = ctypes.create_string_buffer(_EVENT_BYTES)
        while True:
            while not self._x.XPending(self._display):
                _pause(deadline)
            self._x.XNextEvent(self._display, event)
            mapped = _MapEvent.from_buffer(event)
            if mapped.type == _MAP_NOTIFY:
                x, y, width, height = self._place(mapped.window)
                if width > _SMALLEST and height > _SMALLEST:
                    return x + width // 2, y + height // 2

    def _place(self, window: int) -> tuple[int, int, int, int]:
        """Give left, top, width and height of a window of the root."""
        root, left, top = ctypes.c_ulong(), ctypes.c_int(), ctypes.c_int()
        width, height, border, depth = (ctypes.c_uint() for _ in range(4))
        told = (root, left, top, width, height, border, depth)
        self._x.XGetGeometry(self._display, ctypes.c_ulong(window), *map(ctypes.byref, told))
        return left.value, top.value, width.value, height.value

    def _pixel(self, x: int, y: int) -> int:
        """Give the colour of a pixel of the screen: 0 until something is painted there."""
        image = self._x.XGetImage(self._display, self._root, x, y, 1, 1, ctypes.c_ulong(0xFFFFFF), _Z_PIXMAP)
        self._x.XGetPixel.restype = ctypes.c_ulong
        pixel = int(self._x.XGetPixel(ctypes.c_void_p(image), 0, 0))
        self._x.XDestroyImage(ctypes.c_void_p(image))
        return pixel & 0xFFFFFF


def seconds_to_paint(command: Sequence[str]) -> float:
    """Start a program, wait until its window is painted, end it; gives seconds. Raises `TimeoutError`."""
    screen = Screen()
    began = time.monotonic()
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as program:
        try:
            return screen.wait_for_paint(began + SECONDS) - began
        finally:
            program.send_signal(signal.SIGTERM)
            program.wait(SECONDS)


def compare(one: Sequence[str], other: Sequence[str], times: int) -> tuple[list[float], list[float]]:
    """Start two programs in turns, once more than `times` each, the first of each not counted."""
    turns = [(seconds_to_paint(one), seconds_to_paint(other)) for _ in range(times + 1)]
    ones, others = zip(*turns[1:], strict=True)
    return list(ones), list(others)


def _pause(deadline: float) -> None:
    if time.monotonic() > deadline:
        raise TimeoutError("no window was painted")
    time.sleep(_POLL_SECONDS)


def main() -> int:
    """Measure and tell; gives 1 where the first is slower than the limit."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("app", help="the command whose start is measured")
    parser.add_argument("other", help="the command it is compared with")
    parser.add_argument("--times", type=int, default=9)
    parser.add_argument("--limit", type=float, default=1.3, help="the most times that the other takes")
    options = parser.parse_args()
    ours, theirs = compare(shlex.split(options.app), shlex.split(options.other), options.times)
    ratio = statistics.median(our / their for our, their in zip(ours, theirs, strict=True))
    print(
        f"first paint {statistics.median(ours):.3f} s, other {statistics.median(theirs):.3f} s: × {ratio:.2f}"
    )
    return int(ratio > options.limit)


if __name__ == "__main__":
    sys.exit(main())
