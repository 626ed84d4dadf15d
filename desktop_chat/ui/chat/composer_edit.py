"""The field a message is typed in: grows with its lines, knows input methods, takes any paste as plain text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QGuiApplication, QInputMethodEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from desktop_chat.ui.chat.composition import enter_sends
from desktop_chat.ui.chat.long_lines import LongLineEdit
from desktop_chat.ui.chat.markdown_edits import break_line

MOST_LINES: Final = 10
"""Lines the field grows to before it scrolls."""

COMMIT_MILLISECONDS: Final = 60
"""How long an input method may take to hand over the last syllable after Enter."""

KeyHandler = Callable[[QKeyEvent], bool]
"""Does what a key is for and says so, or leaves it to the next."""

_ENTER_KEYS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_BREAKING = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.AltModifier


class ComposerEdit(LongLineEdit):
    """A plain text field; `text` and `set_text` give and take exactly what the user typed.

    Signals:
        submitted: the user pressed Enter, and the last syllable being composed is in the text.
        cancelled: the user pressed Escape.
        preedit_changed: what is being composed is different now.
        files_dropped: (list[str]) paths of files that were dropped or pasted.
        image_pasted: a picture without a file was dropped or pasted.
        text_pasted: (text) a text is to be inserted; `insert_text` does it.
    """

    submitted = Signal()
    cancelled = Signal()
    preedit_changed = Signal()
    files_dropped = Signal(list)
    image_pasted = Signal()
    text_pasted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._preedit = ""
        self._lost_preedit = False  # a syllable left the preedit, and has not been committed yet
        self._submits_after_commit = False
        self._held_keys: list[QKeyEvent] = []  # pressed after an Enter that is not carried out yet
        self._key_handlers: list[KeyHandler] = []
        self._commit_wait = QTimer(self, singleShot=True, interval=COMMIT_MILLISECONDS)
        self._commit_wait.timeout.connect(self._submit_anyway)
        self.setProperty("frameless", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(4)
        self.textChanged.connect(self._fit_height)
        self._fit_height()

    @property
    def preedit(self) -> str:
        """What is being composed and not part of the text yet."""
        return self._preedit

    def add_key_handler(self, handler: KeyHandler) -> None:
        """Ask a handler for each key first; the one added last is asked first."""
        self._key_handlers.insert(0, handler)

    # ---- keys and input methods

    def submit(self) -> None:
        """Tell that the text is ready, once the syllable being composed is part of it.

        Korean input methods commit the last syllable with the Enter that ends it: before that key arrives, after
        it, or only when asked to.
        """
        if not self._preedit and not self._lost_preedit:
            self.submitted.emit()
            return
        self._submits_after_commit = True
        self._commit_wait.start()
        QGuiApplication.inputMethod().commit()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Follow what is being composed."""
        if (
            event.preeditString()
            and not event.commitString()
            and self._submits_after_commit
            and not self._preedit
        ):
            self._end_submit()  # this is of the next message: nothing is left to be committed
        had_preedit = bool(self._preedit)
        self._preedit = event.preeditString()
        super().inputMethodEvent(event)
        self.preedit_changed.emit()
        if event.commitString():
            self._lost_preedit = False
            if self._submits_after_commit and not self._preedit:
                self._end_submit()
        elif had_preedit and not self._preedit:
            self._lost_preedit = True

    def event(self, event: QEvent) -> bool:
        """Let the handlers have each key before it moves the focus or types."""
        if event.type() == QEvent.Type.KeyPress:
            if self._submits_after_commit and (self._held_keys or event.key() not in _ENTER_KEYS):
                self._held_keys.append(_copy(event))
                return True
            if any(handler(event) for handler in self._key_handlers):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send with Enter, break the line with Shift+Enter, cancel with Escape."""
        if event.key() in _ENTER_KEYS:
            self._on_enter(event)
            return
        self._lost_preedit = False
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    def _on_enter(self, event: QKeyEvent) -> None:
        if event.modifiers() & _BREAKING:
            self._break_line()
        elif not event.isAutoRepeat():
            language = QGuiApplication.inputMethod().locale().language()
            if self._preedit and not enter_sends(self._preedit, language):
                QGuiApplication.inputMethod().commit()
            else:
                self.submit()

    def _break_line(self) -> None:
        if self._preedit:
            QGuiApplication.inputMethod().commit()
        break_line(self.textCursor())
        self.ensureCursorVisible()

    def _submit_anyway(self) -> None:
        """Take over the syllable that the input method kept to itself."""
        if not self._submits_after_commit:
            return
        syllable = self._preedit
        QGuiApplication.inputMethod().reset()
        if self._submits_after_commit:
            if syllable:
                taken = QInputMethodEvent()
                taken.setCommitString(syllable)
                self._submits_after_commit = False
                self.inputMethodEvent(taken)
            self._end_submit()

    def _end_submit(self) -> None:
        self._submits_after_commit = False
        self._lost_preedit = False
        self._commit_wait.stop()
        self.submitted.emit()
        held, self._held_keys = self._held_keys, []
        for key in held:
            QApplication.sendEvent(self, key)

    # ---- pasting and dropping

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take text and files, and pictures to say that they cannot be taken."""
        return source.hasText() or source.hasUrls() or source.hasImage()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Tell of plain text, and of files instead of their addresses."""
        files = [url.toLocalFile() for url in source.urls() if url.isLocalFile()]
        if files:
            self.files_dropped.emit(files)
        elif source.hasText():
            self.text_pasted.emit(source.text())
        elif source.hasImage():
            self.image_pasted.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take text; files are for the whole composer to take."""
        if event.mimeData().hasUrls():
            event.ignore()
        else:
            super().dragEnterEvent(event)

    # ---- height

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lines break elsewhere in another width."""
        super().resizeEvent(event)
        self._fit_height()

    def _fit_height(self) -> None:
        """Grow with the text up to some lines; only those are laid out for it."""
        line = self.fontMetrics().lineSpacing()
        most = line * MOST_LINES
        height, block = 0.0, self.document().begin()
        while block.isValid() and height <= most:
            height += self.blockBoundingRect(block).height()
            block = block.next()
        fits = height <= most
        margins = 2 * self.document().documentMargin()
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAlwaysOff if fits else Qt.ScrollBarPolicy.ScrollBarAsNeeded
        )
        wanted = round(min(most, max(height, line)) + margins)
        if wanted != self.height() or self.minimumHeight() != wanted:
            self.setFixedHeight(wanted)


def _copy(key: QKeyEvent) -> QKeyEvent:
    return QKeyEvent(key.type(), key.key(), key.modifiers(), key.text(), key.isAutoRepeat(), key.count())
