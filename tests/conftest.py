"""For every test: a home of its own, and windows that need no screen."""

import os
import signal

import pytest

from desktop_chat.portable import portable_folder

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

# A run in the background of a shell ignores Ctrl-C and the end of the session, and so would every program it starts.
signal.signal(signal.SIGINT, signal.default_int_handler)
if hasattr(signal, "SIGHUP"):
    signal.signal(signal.SIGHUP, signal.SIG_DFL)


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """Give the app an empty home and keep the user's own files out of reach."""
    folder = tmp_path / "home"
    monkeypatch.setenv("DESKTOP_CHAT_HOME", str(folder))
    portable_folder.cache_clear()
    yield folder
    portable_folder.cache_clear()
