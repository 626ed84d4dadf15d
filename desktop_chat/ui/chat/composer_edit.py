"""The field a message is typed in: grows with its lines, knows input methods, takes any paste as plain text."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QDeadlineTimer, QEvent, QLocale, QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QGuiApplication, QInputMethodEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from desktop_chat.ui.chat.blocks.direction import is_right_to_left
from desktop_chat.ui.chat.composition import enter_sends
from desktop_chat.ui.chat.long_lines import LongLineEdit
from desktop_chat.ui.chat.markdown_edits import break_line
from desktop_chat.ui.widgets.drops import local_files

MOST_LINES: Final = 10
"""Lines the field grows to before it scrolls."""

COMMIT_MILLISECONDS: Final = 60
"""How long an input method may take to hand over the last syllable after Enter."""

CONFIRM_MILLISECONDS: Final = 20
"""How soon after characters were committed an Enter is the one that committed them: nobody presses two keys so fast."""

KeyHandler = Callable[[QKeyEvent], bool]
"""Does what a key is for and says so, or leaves it to the next."""

_ENTER_KEYS = {Qt.Key.Key_Return, Qt.Key.Key_Enter}
_MODIFIERS = {Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_AltGr, Qt.Key.Key_Meta}
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
        self._is_settling = False  # what is composed is about to become text, and keys wait for it
        self._submits_when_settled = False
        self._confirmed = QDeadlineTimer(0)  # runs while an Enter may be the one that said yes to characters
        self._held_keys: list[QKeyEvent] = []
        self._key_handlers: list[KeyHandler] = []
        self._commit_wait = QTimer(self, singleShot=True, interval=COMMIT_MILLISECONDS)
        self._commit_wait.timeout.connect(self._commit_now)
        self.setProperty("frameless", True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(4)
        self.textChanged.connect(self._fit_height)
        self.textChanged.connect(self._follow_direction)
        self._fit_height()

    @property
    def preedit(self) -> str:
        """What is being composed and not part of the text yet."""
        return self._preedit

    def add_key_handler(self, handler: KeyHandler) -> None:
        """Ask a handler for each key first; the one added last is asked first."""
        self._key_handlers.insert(0, handler)

    def set_text(self, text: str) -> None:
        """Replace the whole text; keys that wait for a syllable were meant for the one before."""
        self._forget_keys()
        super().set_text(text)

    # ---- keys

    def submit(self) -> None:
        """Tell that the text is ready, once the syllable being composed is part of it."""
        if self._is_composing:
            self._submits_when_settled = True
            self._settle()
        else:
            self.submitted.emit()

    def event(self, event: QEvent) -> bool:
        """Let a key wait for the syllable before it, and let the handlers have it before it moves the focus."""
        if event.type() != QEvent.Type.KeyPress:
            return super().event(event)
        is_enter = event.key() in _ENTER_KEYS
        if is_enter and not self._confirmed.hasExpired():
            self._confirmed = QDeadlineTimer(0)
            return True
        # A key that comes while something is composed is one the input method lets pass, after a commit to come.
        ends = bool(self._preedit) and event.key() not in _MODIFIERS
        if self._is_settling or ends or (is_enter and self._lost_preedit):
            self._hold(event)
            return True
        if any(handler(event) for handler in self._key_handlers):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send with Enter, break the line with Shift+Enter, cancel with Escape."""
        self._lost_preedit = False
        if event.key() in _ENTER_KEYS:
            if event.modifiers() & _BREAKING:
                break_line(self.textCursor())
                self.ensureCursorVisible()
            elif not event.isAutoRepeat():
                self.submit()
        elif event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
        else:
            super().keyPressEvent(event)

    # ---- input methods

    @property
    def _is_composing(self) -> bool:
        return bool(self._preedit) or self._lost_preedit

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """Follow what is being composed."""
        if self._is_settling and event.preeditString():
            if event.commitString():  # the end of what is composed, and the beginning of the next in one
                first, event = _parted(event)
                self.inputMethodEvent(first)
            elif not self._preedit:
                self._end_settling()  # this comes after the keys that wait: nothing is left to be committed
        had_preedit = bool(self._preedit)
        if had_preedit and event.commitString() and not enter_sends(self._preedit, _language()):
            self._confirmed = QDeadlineTimer(CONFIRM_MILLISECONDS)
        self._preedit = event.preeditString()
        super().inputMethodEvent(event)
        self.preedit_changed.emit()
        if event.commitString():
            self._lost_preedit = False
            if self._is_settling and not self._preedit:
                self._end_settling()
        elif had_preedit and not self._preedit:
            self._lost_preedit = True

    def _hold(self, key: QKeyEvent) -> None:
        """Keep a key until nothing is composed; an Enter that only says yes to what is composed is done with that."""
        is_enter = key.key() in _ENTER_KEYS
        confirms = is_enter and self._preedit and not enter_sends(self._preedit, _language())
        if confirms and not self._is_settling:
            QGuiApplication.inputMethod().commit()
            return
        self._held_keys.append(_copy(key))
        self._settle()

    def _settle(self) -> None:
        """Wait until what is composed is text.

        Korean input methods commit the last syllable with the Enter that ends it: before that key arrives, some
        time after it, or only when asked to. Who asks at once may get it twice.
        """
        if not self._is_settling:
            self._is_settling = True
            self._commit_wait.start()

    def _commit_now(self) -> None:
        """Ask for what the input method has not committed by itself, and take it where it does not answer."""
        QGuiApplication.inputMethod().commit()
        if not self._is_settling:
            return
        syllable = self._preedit
        QGuiApplication.inputMethod().reset()
        if syllable and self._is_settling:
            taken = QInputMethodEvent()
            taken.setCommitString(syllable)
            self.inputMethodEvent(taken)
        elif self._is_settling:
            self._end_settling()

    def _end_settling(self) -> None:
        held, submits = self._held_keys, self._submits_when_settled
        self._forget_keys()
        if submits:
            self.submitted.emit()
        for key in held:
            QApplication.sendEvent(self, key)

    def _forget_keys(self) -> None:
        self._is_settling = self._lost_preedit = self._submits_when_settled = False
        self._commit_wait.stop()
        self._held_keys = []

    # ---- pasting and dropping

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take text and files, and pictures to say that they cannot be taken."""
        return source.hasText() or source.hasUrls() or source.hasImage()

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Tell of plain text, and of files instead of their addresses."""
        files = local_files(source)
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

    # ---- direction

    def _follow_direction(self) -> None:
        """Begin lines at the right where the first one is written from there."""
        is_right = is_right_to_left(self.document().firstBlock().text())
        side = Qt.AlignmentFlag.AlignRight if is_right else Qt.AlignmentFlag.AlignLeft
        option = self.document().defaultTextOption()
        if option.alignment() != side:
            option.setAlignment(side)
            self.document().setDefaultTextOption(option)

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


def _language() -> QLocale.Language:
    """Give the language of the input method in use."""
    return QGuiApplication.inputMethod().locale().language()


def _parted(event: QInputMethodEvent) -> tuple[QInputMethodEvent, QInputMethodEvent]:
    """Give what an event commits, and what is composed after it, as two."""
    first = QInputMethodEvent()
    first.setCommitString(event.commitString(), event.replacementStart(), event.replacementLength())
    return first, QInputMethodEvent(event.preeditString(), event.attributes())


def _copy(key: QKeyEvent) -> QKeyEvent:
    return QKeyEvent(key.type(), key.key(), key.modifiers(), key.text(), key.isAutoRepeat(), key.count())
