"""Dates and numbers as the language in use writes them."""

from datetime import date, datetime

import pytest
from PySide6.QtCore import QCoreApplication, QLocale

from desktop_chat.chat.messages import ConversationSummary, Folder
from desktop_chat.paths import assets_folder
from desktop_chat.ui.sidebar.dates import short_date, short_day
from desktop_chat.ui.sidebar.days import group_of
from desktop_chat.ui.sidebar.rows import Row
from desktop_chat.ui.sidebar.spoken import spoken
from desktop_chat.ui.translation import Translations

TODAY = date(2026, 11, 22)


def seconds(*moment):
    return datetime(*moment).timestamp()


@pytest.fixture
def speak(qapp):
    """Give what switches the language; English afterwards."""
    before, translations = QLocale(), Translations(assets_folder() / "translations")
    yield translations.use
    translations.use("en")
    for translator in translations._installed:
        QCoreApplication.removeTranslator(translator)
    QLocale.setDefault(before)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", ["3 Jun", "31 Dec 2024", "June", "December 2024"]),
        ("ko", ["6월 3일", "2024년 12월 31일", "6월", "2024년 12월"]),
    ],
)
def test_days_are_written_as_in_the_language(speak, language, written):
    speak(language)
    days = date(2026, 6, 3), date(2024, 12, 31)
    assert [short_day(day, TODAY) for day in days] == written[:2]
    assert [group_of(day, TODAY).heading for day in days] == written[2:]


@pytest.mark.parametrize(("language", "time"), [("en", "2:05\u202fPM"), ("ko", "오후 2:05")])
def test_what_was_today_is_told_by_its_time(speak, language, time):
    speak(language)
    assert short_date(seconds(2026, 11, 22, 14, 5), TODAY) == time


def summary(**values):
    return ConversationSummary(1, "Trip", seconds(2026, 11, 20, 9), "", **values)


def test_a_conversation_is_read_out_with_its_day_and_what_became_of_it(speak):
    speak("en")
    assert spoken(Row("conversation", conversation=summary()), TODAY, "") == "Trip, 20 Nov"
    pinned = Row("conversation", conversation=summary(pinned_at=1.0))
    assert spoken(pinned, TODAY, "") == "Trip, 20 Nov, pinned"
    deleted = Row("conversation", conversation=summary(deleted_at=seconds(2026, 11, 21, 9)))
    assert spoken(deleted, TODAY, "") == "Trip, deleted 21 Nov"


def test_lines_that_are_no_conversation_are_read_out_too(speak):
    speak("en")
    folder = Row("folder", "Work", folder=Folder(1, "Work", 0.0), count=2, is_open=True)
    assert spoken(folder, TODAY, "2 conversations") == "Folder Work, 2 conversations, open"
    assert spoken(Row("heading"), TODAY, "") == "Archive and bin"
    assert spoken(Row("bin", "Bin", count=1), TODAY, "1 conversation") == "Bin, 1 conversation"
