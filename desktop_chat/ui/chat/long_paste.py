"""Long texts that are pasted: they are attached, so that what is typed stays in sight, and can be taken back."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from desktop_chat.chat.messages import Attachment
from desktop_chat.ui.chat.composer_edit import ComposerEdit
from desktop_chat.ui.chat.draft_attachments import DraftAttachments


class _Pasted(NamedTuple):
    attachment: Attachment
    revision: int  # of the document, when it was pasted


class LongPaste(QObject):
    """Decides what a pasted text becomes.

    Signals:
        attached: (Attachment) a long text was attached; `put_in_as_text` undoes it, and so does Ctrl+Z.
    """

    attached = Signal(object)

    def __init__(self, field: ComposerEdit, attachments: DraftAttachments) -> None:
        super().__init__(field)
        self._field = field
        self._attachments = attachments
        self._last: _Pasted | None = None
        field.text_pasted.connect(self._take)
        field.add_key_handler(self._take_key)

    def put_in_as_text(self, attachment: Attachment) -> None:
        """Put an attached text among what is typed, where the cursor is."""
        self._last = None
        rest = [each for each in self._attachments.items if each is not attachment]
        if len(rest) < len(self._attachments.items):
            self._attachments.replace_items(rest)
            self._field.insert_text(attachment.text)
            self._field.setFocus()

    def _take(self, text: str) -> None:
        from desktop_chat.chat.attaching import is_long_paste  # noqa: PLC0415  not needed for a start

        if not is_long_paste(text):
            self._field.insert_text(text)
            return
        whole = text.replace("\r\n", "\n").replace("\r", "\n")
        attachment = self._attachments.add(Attachment(self.tr("Pasted text"), whole))
        self._last = _Pasted(attachment, self._field.document().revision())
        self.attached.emit(attachment)

    def _take_key(self, event: QKeyEvent) -> bool:
        if self._last is None or not event.matches(QKeySequence.StandardKey.Undo):
            return False
        pasted, self._last = self._last, None
        if pasted.revision != self._field.document().revision():
            return False
        self.put_in_as_text(pasted.attachment)
        return True
