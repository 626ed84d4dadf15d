"""What the variables in prompts stand for at this moment, in the language of the window."""

from __future__ import annotations

from PySide6.QtCore import QDateTime, QLocale, QSysInfo


def values_now(model_name: str) -> dict[str, str]:
    """Give the value of each variable that needs nobody to fill it in."""
    locale, now = QLocale(), QDateTime.currentDateTime()
    return {
        "date": locale.toString(now.date(), QLocale.FormatType.LongFormat),
        "time": locale.toString(now.time(), QLocale.FormatType.ShortFormat),
        "weekday": locale.dayName(now.date().dayOfWeek()),
        "year": str(now.date().year()),
        "language": locale.nativeLanguageName(),
        "model": model_name,
        "os": QSysInfo.prettyProductName(),
    }
