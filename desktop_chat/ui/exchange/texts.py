"""The words that go out with conversations, in the language of the window."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication, QDateTime, QLocale

from desktop_chat.chat.exporting.texts import ExportTexts


def export_texts(model_titles: Mapping[str, str]) -> ExportTexts:
    """Give the words as they are now, with the titles of models by their paths; for the main thread."""
    return ExportTexts(
        language=QLocale().name().partition("_")[0],
        untitled=QCoreApplication.translate("Export", "New chat"),
        you=QCoreApplication.translate("Export", "You"),
        model=QCoreApplication.translate("Export", "Assistant"),
        system_prompt=QCoreApplication.translate("Export", "Instructions"),
        reasoning=QCoreApplication.translate("Export", "Reasoning"),
        moment=moment,
        model_titles=model_titles,
    )


def moment(seconds: float) -> str:
    """Write a time in seconds since 1970 as people here do, to the minute."""
    locale, at = QLocale(), QDateTime.fromSecsSinceEpoch(int(seconds))
    day = locale.toString(at.date(), QLocale.FormatType.LongFormat)
    return f"{day} {locale.toString(at.time(), QLocale.FormatType.ShortFormat)}"
