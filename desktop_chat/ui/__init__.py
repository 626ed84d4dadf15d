"""The window: Qt widgets, one folder a surface, and the services behind them."""

import builtins

import PySide6.QtCore  # noqa: F401  it replaces what is put back here

# PySide6's own import statement reads the source of every module imported from then on, in search of
# `from __feature__ import …`, which is not used here: a tenth of the time of a start, and 9 MB.
builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
