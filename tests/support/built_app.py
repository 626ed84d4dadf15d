"""The built app that `DESKTOP_CHAT_BUILT_APP` names, for the tests that look into it or run it."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

import inspecting

BUILT = Path(os.environ.get("DESKTOP_CHAT_BUILT_APP", ""))
INSIDE = BUILT / inspecting.CONTENTS

built = pytest.mark.skipif(not BUILT.name, reason="no built app is named")


def _is_of_same_python() -> bool:
    """Whether the app's Python is of the version that runs the tests."""
    major, minor = sys.version_info[:2]
    return any((INSIDE / name).exists() for name in (f"python{major}.{minor}", f"python{major}{minor}.dll"))


same_python = pytest.mark.skipif(
    not _is_of_same_python(), reason="no built app of this version of Python is named"
)
