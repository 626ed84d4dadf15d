"""Where messages are written: a card with the field, the button that sends or stops, and the strip while editing."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_chat.ui.chat.composer_edit import ComposerEdit
from desktop_chat.ui.chat.round_button import RoundButton
from desktop_chat.ui.fonts import TextSize
from desktop_chat.ui.style import ThemeManager

DRAFT_MILLISECONDS: Final = 300
"""How long typing must pause before the draft is told."""

_RADIUS = 20


class Composer(QWidget):
    """Takes what the user writes.

    Signals:
        send_requested: (text) the user sends a message; the field is empty again.
        stop_requested: the user stops the reply being written.
        draft_changed: (text) what is typed and not sent, once typing pauses; not told while an edit is open.
        typing_began: the first character was typed into the empty field.
        files_dropped: (list[str]) paths of files that were dropped or pasted.
        edit_last_requested: the user pressed the up key in the empty field.
        edit_submitted: (message id, text) an earlier message is sent again, changed.
    """

    send_requested = Signal(str)
    stop_requested = Signal()
    draft_changed = Signal(str)
    typing_began = Signal()
    files_dropped = Signal(list)
    edit_last_requested = Signal()
    edit_submitted = Signal(int, str)

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._model_name = ""
        self._is_generating = False
        self._is_empty = True
        self._is_filling = False
        self._edited_id: int | None = None
        self._kept_draft = ""
        self._edit = ComposerEdit()
        self._button = RoundButton(theme_manager, "send", "accent")
        self._strip = QWidget()
        self._strip_words = QLabel()
        self._cancel = QPushButton()
        self._draft_wait = QTimer(self, singleShot=True, interval=DRAFT_MILLISECONDS)
        self._lay_out()
        self._connect()
        self._use_theme()
        self._retranslate()

    # ---- what the window asks

    @property
    def field(self) -> ComposerEdit:
        """The field the text is typed in."""
        return self._edit

    @property
    def button(self) -> RoundButton:
        """The button that sends, or stops while a reply is being written."""
        return self._button

    @property
    def is_editing(self) -> bool:
        """Whether an earlier message is being changed."""
        return self._edited_id is not None

    def text(self) -> str:
        """Give what is typed."""
        return self._edit.text()

    def set_text(self, text: str) -> None:
        """Replace what is typed; an edit that is open is given up."""
        self._leave_edit()
        self._fill(text)
        self._edit.setFocus()

    def set_generating(self, generating: bool) -> None:
        """Offer to stop instead of to send."""
        self._is_generating = generating
        self._show_button()

    def set_model_name(self, name: str) -> None:
        """Name the model that the message is for."""
        self._model_name = name
        self._retranslate()

    def flush_draft(self) -> None:
        """Tell the draft now if it changed."""
        if self._draft_wait.isActive():
            self._draft_wait.stop()
            self._tell_draft()

    def begin_edit(self, message_id: int, text: str) -> None:
        """Put an earlier message into the field; what was typed comes back afterwards."""
        self.flush_draft()
        if not self.is_editing:
            self._kept_draft = self._edit.text()
        self._edited_id = message_id
        self._fill(text)
        self._draft_wait.stop()
        self._strip.show()
        self._show_button()
        self._edit.setFocus()

    def cancel_edit(self) -> None:
        """Leave the earlier message as it is, and bring back what was typed."""
        if self.is_editing:
            draft = self._kept_draft
            self._leave_edit()
            self._fill(draft)
            self._draft_wait.stop()

    # ---- events

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the card."""
        theme = self._theme_manager.theme
        focused = self._edit.hasFocus()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(
            QPen(QColor(theme.accent if focused else theme.border_strong), 1.5 if focused else 1.0)
        )
        painter.setBrush(QColor(theme.surface))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:
        """Redraw the card's rim when the field gets or loses the keyboard."""
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut}:
            self.update()
        return super().eventFilter(watched, event)

    def changeEvent(self, event: QEvent) -> None:
        """Follow the language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    # ---- inside

    def _lay_out(self) -> None:
        self.setFocusProxy(self._edit)
        strip = QHBoxLayout(self._strip)
        strip.setContentsMargins(4, 0, 0, 0)
        self._strip_words.setProperty("tone", "muted")
        self._strip_words.setProperty("textSize", "caption")
        self._cancel.setProperty("kind", "link")
        strip.addWidget(self._strip_words, 1)
        strip.addWidget(self._cancel)
        self._strip.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._edit, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._button, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 8, 8, 8)
        column.setSpacing(4)
        column.addWidget(self._strip)
        column.addLayout(row)

    def _connect(self) -> None:
        self._edit.installEventFilter(self)
        self._edit.textChanged.connect(self._on_text_changed)
        self._edit.submitted.connect(self._on_submitted)
        self._edit.cancelled.connect(self._on_cancelled)
        self._edit.files_dropped.connect(self.files_dropped)
        self._edit.edit_last_requested.connect(self.edit_last_requested)
        self._button.clicked.connect(self._on_clicked)
        self._cancel.clicked.connect(self.cancel_edit)
        self._draft_wait.timeout.connect(self._tell_draft)
        self._theme_manager.changed.connect(self._use_theme)

    def _use_theme(self) -> None:
        font = self._theme_manager.font(TextSize.BODY)
        font.setPointSizeF(round(font.pointSizeF() * 15 / 14, 2))
        self._edit.setFont(font)
        self.update()

    def _fill(self, text: str) -> None:
        """Put a text into the field, which is no typing."""
        self._is_filling = True
        self._edit.set_text(text)
        self._is_filling = False

    def _on_text_changed(self) -> None:
        was_empty, self._is_empty = self._is_empty, self._edit.document().isEmpty()
        if was_empty and not self._is_empty and not self._is_filling:
            self.typing_began.emit()
        if not self.is_editing:
            self._draft_wait.start()
        self._show_button()

    def _tell_draft(self) -> None:
        self.draft_changed.emit(self._edit.text())

    def _on_clicked(self) -> None:
        if self._is_generating and not self.is_editing:
            self.stop_requested.emit()
        else:
            self._edit.submit()

    def _on_submitted(self) -> None:
        text = self._edit.text().strip("\n").rstrip()
        if not text.strip() or (self._is_generating and not self.is_editing):
            return
        if self._edited_id is None:
            self._fill("")
            self.send_requested.emit(text)
        else:
            message_id = self._edited_id
            self.cancel_edit()
            self.edit_submitted.emit(message_id, text)

    def _on_cancelled(self) -> None:
        if self.is_editing:
            self.cancel_edit()
        elif self._is_generating:
            self.stop_requested.emit()

    def _leave_edit(self) -> None:
        self._edited_id = None
        self._kept_draft = ""
        self._strip.hide()
        self._show_button()

    def _show_button(self) -> None:
        stops = self._is_generating and not self.is_editing
        self._button.set_look("stop" if stops else "send", "strong" if stops else "accent")
        self._button.setEnabled(stops or not self._is_empty)
        self._button.set_label(self.tr("Stop (Esc)") if stops else self.tr("Send (Enter)"))

    def _retranslate(self) -> None:
        name = self._model_name
        self._edit.setPlaceholderText(
            self.tr("Message {model}").replace("{model}", name) if name else self.tr("Write a message")
        )
        self._edit.viewport().update()  # Qt shows another placeholder only where something else is drawn
        self._edit.setAccessibleName(self.tr("Message"))
        self._edit.setAccessibleDescription(self.tr("Enter sends, Shift+Enter breaks the line"))
        self._strip_words.setText(
            self.tr("Editing an earlier message: sending starts another version from there")
        )
        self._cancel.setText(self.tr("Cancel"))
        self._show_button()
