"""Dates as short as they can be said."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale


def short_date(seconds: float, today: date) -> str:
    """Give a moment (seconds since 1970) as its time where it was today, else as its day."""
    moment = datetime.fromtimestamp(seconds)
    if moment.date() == today:
        return QLocale().toString(moment.time(), QLocale.FormatType.ShortFormat)
    return short_day(moment.date(), today)


def short_day(day: date, today: date) -> str:
    """Give a day, with its year where that is another one."""
    if day.year == today.year:
        form = QCoreApplication.translate("Dates", "d MMM", "day and month, a date format of Qt")
    else:
        form = QCoreApplication.translate("Dates", "d MMM yyyy", "day, month and year, a date format of Qt")
    return QLocale().toString(QDate(day.year, day.month, day.day), form)
