"""The headings conversations are grouped under, by the day they were last used."""

from __future__ import annotations

from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication, QDate, QLocale


def heading(day: date, today: date) -> str:
    """Name the group a day belongs to: today, yesterday, the last 7 or 30 days, or its month."""
    age = today - day
    if age <= timedelta(0):
        return QCoreApplication.translate("Days", "Today")
    if age == timedelta(days=1):
        return QCoreApplication.translate("Days", "Yesterday")
    if age <= timedelta(days=7):
        return QCoreApplication.translate("Days", "Previous 7 days")
    if age <= timedelta(days=30):
        return QCoreApplication.translate("Days", "Previous 30 days")
    return _month(day, today)


def _month(day: date, today: date) -> str:
    locale = QLocale()
    if day.year == today.year:
        return locale.standaloneMonthName(day.month)
    form = QCoreApplication.translate("Days", "MMMM yyyy", "month and year as a heading, a date format of Qt")
    return locale.toString(QDate(day.year, day.month, 1), form)
