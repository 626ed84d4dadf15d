"""What is attached to the message being written: files, and long texts that were pasted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop_chat.chat.messages import Attachment
from desktop_chat.ui.style import ThemeManager

if TYPE_CHECKING:
    from desktop_chat.ui.chat.attachment_bar import AttachmentBar
    from desktop_chat.ui.chat.attachment_reader import AttachmentReader


class DraftAttachments(QObject):
    """Keeps the attachments and shows them in a bar, which is built with the first.

    Signals:
        changed: others are attached now.
        added: (Attachment) the user attached one.
        removed: (Attachment, index) the user took one out.
        refused: (Fault) a file cannot be attached.
        reading_changed: (bool) files are being read, or no more.
    """

    changed = Signal()
    added = Signal(object)
    removed = Signal(object, int)
    refused = Signal(object)
    reading_changed = Signal(bool)

    def __init__(self, theme_manager: ThemeManager, place: QVBoxLayout, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._place = place
        self._items: tuple[Attachment, ...] = ()
        self._bar: AttachmentBar | None = None
        self._reader: AttachmentReader | None = None

    @property
    def items(self) -> tuple[Attachment, ...]:
        """The attachments, in the order they came."""
        return self._items

    @property
    def bar(self) -> AttachmentBar | None:
        """The bar that shows them; None before the first."""
        return self._bar

    @property
    def is_reading(self) -> bool:
        """Whether a file is being read."""
        return self._reader is not None and self._reader.is_reading

    def set_items(self, items: Sequence[Attachment]) -> None:
        """Attach these instead; what is being read belongs to those before, and is dropped."""
        if self._reader is not None and self._reader.is_reading:
            self._reader.forget()
            self.reading_changed.emit(False)
        self._use(items)

    def replace_items(self, items: Sequence[Attachment]) -> None:
        """Attach these instead; what is being read joins them."""
        self._use(items)

    def add(self, attachment: Attachment) -> Attachment:
        """Attach one more, under a name the others do not have; gives it as it is attached."""
        from msgspec.structs import replace  # noqa: PLC0415  not needed for a start

        from desktop_chat.chat.attaching import free_name  # noqa: PLC0415

        name = free_name(attachment.name, {each.name for each in self._items})
        attached = replace(attachment, name=name)
        self._use((*self._items, attached))
        self.added.emit(attached)
        return attached

    def insert(self, index: int, attachment: Attachment) -> None:
        """Put one back where it was."""
        self._use((*self._items[:index], attachment, *self._items[index:]))

    def remove(self, index: int) -> None:
        """Take one out."""
        attachment = self._items[index]
        self._use(self._items[:index] + self._items[index + 1 :])
        self.removed.emit(attachment, index)

    def read(self, paths: Sequence[str]) -> None:
        """Attach files once they are read."""
        if not paths:
            return
        if self._reader is None:
            from desktop_chat.ui.chat.attachment_reader import (  # noqa: PLC0415  not needed for a start
                AttachmentReader,
            )

            self._reader = AttachmentReader(self)
            self._reader.attachment_read.connect(self.add)
            self._reader.refused.connect(self.refused)
            self._reader.finished.connect(lambda: self.reading_changed.emit(False))
        self._reader.read(paths)
        self.reading_changed.emit(True)

    def _use(self, items: Sequence[Attachment]) -> None:
        if tuple(items) == self._items:
            return
        self._items = tuple(items)
        if self._bar is None:
            self._bar = self._build_bar()
        self._bar.set_attachments(self._items)
        self._bar.setVisible(bool(self._items))
        self.changed.emit()

    def _build_bar(self) -> AttachmentBar:
        from desktop_chat.ui.chat.attachment_bar import AttachmentBar  # noqa: PLC0415  not needed for a start

        bar = AttachmentBar(self._theme_manager)
        bar.open_requested.connect(self._show_text)
        bar.remove_requested.connect(self.remove)
        self._place.addWidget(bar)
        return bar

    def _show_text(self, attachment: Attachment) -> None:
        from desktop_chat.ui.chat.attachment_window import (  # noqa: PLC0415  not needed for a start
            AttachmentWindow,
        )
        from desktop_chat.ui.widgets.dialogs import show_dialog  # noqa: PLC0415

        show_dialog(AttachmentWindow(self._theme_manager, attachment, self.parent().window()))
