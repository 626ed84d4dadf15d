"""How long something took, in words of the window's language."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale


def duration(seconds: float, *, is_rough: bool = False) -> str:
    """Give a time as people say it, such as `0.4 s`, `12 s` or `2 min 5 s`; roughly, at least `1 s`."""
    locale = QLocale()
    if is_rough:
        seconds = max(1.0, float(round(seconds)))
    elif seconds < 9.95:
        return QCoreApplication.translate("duration", "{0} s").format(locale.toString(seconds, "f", 1))
    whole = round(seconds)
    if whole < 60:
        return QCoreApplication.translate("duration", "{0} s").format(locale.toString(whole))
    minutes, rest = divmod(whole, 60)
    words = QCoreApplication.translate("duration", "{0} min {1} s")
    return words.format(locale.toString(minutes), locale.toString(rest))
