"""How files and long texts get attached by hand, and what is said of those that are, were, or cannot be."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop_chat.chat.messages import Attachment
from desktop_chat.faults import Fault
from desktop_chat.ui.chat.composer_edit import ComposerEdit
from desktop_chat.ui.chat.draft_attachments import DraftAttachments
from desktop_chat.ui.chat.long_paste import LongPaste
from desktop_chat.ui.foreign_text import apart
from desktop_chat.ui.sentences import sentence
from desktop_chat.ui.widgets.banner import BannerAction
from desktop_chat.ui.widgets.drops import sorted_by_kind

if TYPE_CHECKING:
    from desktop_chat.ui.chat.composer import Composer


class AttachingFiles(QObject):
    """Takes what the user drops, pastes and chooses.

    Signals:
        model_dropped: (path) it is a model file.
    """

    model_dropped = Signal(str)

    def __init__(self, composer: Composer, field: ComposerEdit, attachments: DraftAttachments) -> None:
        super().__init__(composer)
        self._composer = composer
        self._attachments = attachments
        self._paste = LongPaste(field, attachments)
        self._folder = ""  # where files were chosen last
        self._paste.attached.connect(self._on_pasted)
        attachments.removed.connect(self._on_removed)
        attachments.refused.connect(self._refuse)
        field.image_pasted.connect(lambda: self._refuse(Fault("attachment_image")))

    def take(self, paths: Sequence[str]) -> None:
        """Attach files; of those that are models, the first is told instead."""
        models = sorted_by_kind(paths).models
        if models:
            self.model_dropped.emit(models[0])
        self._attachments.read([path for path in paths if path not in models])
        self._composer.setFocus()

    def choose(self) -> None:
        """Let the user choose files on disk."""
        from PySide6.QtWidgets import QFileDialog  # noqa: PLC0415  not needed for a start

        from desktop_chat.ui.widgets.dialogs import show_dialog  # noqa: PLC0415

        dialog = QFileDialog(self._composer.window(), self.tr("Attach files"), self._folder)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.directoryEntered.connect(self._remember)
        dialog.filesSelected.connect(self.take)
        show_dialog(dialog)

    def _remember(self, folder: str) -> None:
        self._folder = folder

    def _refuse(self, fault: Fault) -> None:
        self._composer.say(sentence(fault), tone="warning")

    def _on_removed(self, attachment: Attachment, index: int) -> None:
        words = self.tr("“{name}” is not attached any more.").replace("{name}", apart(attachment.name))
        self._composer.offer_undo(words, lambda: self._attachments.insert(index, attachment))
        self._composer.setFocus()

    def _on_pasted(self, attachment: Attachment) -> None:
        words = self.tr("The long text is attached as “{name}”.").replace("{name}", apart(attachment.name))
        offer = BannerAction(self.tr("Insert as text"), lambda: self._paste.put_in_as_text(attachment))
        self._composer.say(words, [offer])
