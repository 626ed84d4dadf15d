"""What every part of a build raises where it cannot go on."""

from __future__ import annotations


class BuildError(Exception):
    """Something could not be built; the message says what and why, and `build.py` shows it alone."""
