"""The groups of days that conversations are listed under, by the day they were last used."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication, QDate, QLocale


class DayGroup(NamedTuple):
    """Days with a heading in common, and the first of them."""

    heading: str
    first: date


def group_of(day: date, today: date) -> DayGroup:
    """Give the group a day belongs to: today, yesterday, the last 7 or 30 days, or its month."""
    age = today - day
    if age <= timedelta(0):
        return DayGroup(QCoreApplication.translate("Days", "Today"), today)
    if age == timedelta(days=1):
        return DayGroup(QCoreApplication.translate("Days", "Yesterday"), day)
    if age <= timedelta(days=7):
        return DayGroup(QCoreApplication.translate("Days", "Previous 7 days"), today - timedelta(days=7))
    if age <= timedelta(days=30):
        return DayGroup(QCoreApplication.translate("Days", "Previous 30 days"), today - timedelta(days=30))
    return DayGroup(_month(day, today), day.replace(day=1))


def _month(day: date, today: date) -> str:
    locale = QLocale()
    if day.year == today.year:
        return locale.standaloneMonthName(day.month)
    form = QCoreApplication.translate("Days", "MMMM yyyy", "month and year as a heading, a date format of Qt")
    return locale.toString(QDate(day.year, day.month, 1), form)
