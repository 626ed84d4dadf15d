"""How a reply was made: its model, its settings, its numbers."""

from __future__ import annotations

from typing import Final

import msgspec
from PySide6.QtCore import QDateTime, QLocale, QPoint, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QVBoxLayout, QWidget

from desktop_chat.chat.messages import Message
from desktop_chat.engine.protocol import GenerateOptions, SamplerOptions, Timings
from desktop_chat.ui.chat.durations import duration
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.popup import cut_corners, make_see_through

_WIDEST: Final = 380
_ALWAYS: Final = ("temperature", "top_p", "top_k", "min_p")
_LONG: Final = ("logit_bias", "grammar", "json_schema")
"""Settings of which only is said that they were used."""


class ReplyDetails(QFrame):
    """A small card over the transcript; Escape or a click elsewhere closes it."""

    def __init__(self, theme_manager: ThemeManager, message: Message, model: str, parent: QWidget) -> None:
        """Describe a message of a model that is called so."""
        super().__init__(parent, Qt.WindowType.Popup)
        make_see_through(self)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._widest = round(_WIDEST * theme_manager.text_scale)
        card = QFrame()
        card.setProperty("role", "card")
        self._grid = QGridLayout(card)
        self._grid.setContentsMargins(2 * SPACING, 2 * SPACING, 2 * SPACING, 2 * SPACING)
        self._grid.setHorizontalSpacing(2 * SPACING)
        self._grid.setVerticalSpacing(SPACING)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(card)
        self.rows = self._describe(message, model)
        for number, (name, value) in enumerate(self.rows):
            self._add_row(number, name, value)
        self.setAccessibleName(self.tr("Details of the reply"))
        self.setAccessibleDescription("\n".join(f"{name}: {value}" for name, value in self.rows))

    def open_over(self, anchor: QWidget) -> None:
        """Show it above a widget, or below where there is no room, within the screen."""
        self.adjustSize()
        top = anchor.mapToGlobal(QPoint(0, 0))
        area = anchor.screen().availableGeometry()
        y = top.y() - self.height() - 4
        if y < area.top():
            y = top.y() + anchor.height() + 4
        self.move(max(area.left(), min(top.x(), area.right() - self.width())), y)
        self.show()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Escape, as any key does that asks for nothing here."""
        if event.key() in {Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space}:
            self.close()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the corners round."""
        super().resizeEvent(event)
        cut_corners(self)

    def _add_row(self, number: int, name: str, value: str) -> None:
        title, words = QLabel(name), QLabel(value)
        title.setProperty("tone", "muted")
        words.setWordWrap(True)
        words.setMinimumWidth(min(self._widest, words.fontMetrics().horizontalAdvance(value)))
        for column, label in enumerate((title, words)):
            label.setTextFormat(Qt.TextFormat.PlainText)
            self._grid.addWidget(label, number, column, Qt.AlignmentFlag.AlignTop)

    def _describe(self, message: Message, model: str) -> list[tuple[str, str]]:
        written = QDateTime.fromSecsSinceEpoch(round(message.created_at))
        rows = [
            (self.tr("Model"), model),
            (self.tr("Date"), QLocale().toString(written, QLocale.FormatType.ShortFormat)),
        ]
        if message.timings is not None:
            rows += self._numbers(message.timings)
        if message.reasoning_seconds is not None:
            rows.append((self.tr("Thinking time"), duration(message.reasoning_seconds)))
        if message.options is not None:
            rows.append((self.tr("Settings"), self._settings(message.options)))
        return [row for row in rows if row[1]]

    def _numbers(self, timings: Timings) -> list[tuple[str, str]]:
        locale = QLocale()
        read = self.tr("{0} read, {1} known from before")
        rate = self.tr("{0} tokens/s").format(locale.toString(timings.reply_rate, "f", 1))
        return [
            (self.tr("Tokens"), locale.toString(timings.reply_tokens)),
            (self.tr("Speed"), rate if timings.reply_rate else ""),
            (self.tr("First token"), duration(timings.first_token_seconds)),
            (
                self.tr("Prompt"),
                read.format(locale.toString(timings.prompt_tokens), locale.toString(timings.reused_tokens)),
            ),
        ]

    def _settings(self, options: GenerateOptions) -> str:
        locale, sampler, usual = QLocale(), options.sampler, SamplerOptions()
        words: list[str] = []
        for field in msgspec.structs.fields(SamplerOptions):
            value = getattr(sampler, field.name)
            is_other = value != getattr(usual, field.name)
            if field.name in _LONG:
                words += [_term(field.name)] if is_other else []
            elif field.name in _ALWAYS or is_other:
                words.append(f"{_term(field.name)} {_number(locale, value)}")
        if options.max_tokens:
            words.append(self.tr("at most {0} tokens").format(locale.toString(options.max_tokens)))
        if options.thinking is not None:
            words.append(self.tr("thinking on") if options.thinking else self.tr("thinking off"))
        return ", ".join(words)


def _term(name: str) -> str:
    """Give a setting's name as the field writes it, the same in every language."""
    return name.replace("_", "-")


def _number(locale: QLocale, value: float) -> str:
    return locale.toString(value) if isinstance(value, int) else locale.toString(value, "g", 4)
