"""For every test: a home of its own, and windows that need no screen."""

import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    """Give the app an empty home and keep the user's own files out of reach."""
    folder = tmp_path / "home"
    monkeypatch.setenv("DESKTOP_CHAT_HOME", str(folder))
    return folder
