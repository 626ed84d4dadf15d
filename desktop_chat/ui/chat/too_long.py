"""What is said and offered when a message does not fit into the model's context."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QMetaMethod, QObject, Signal

from desktop_chat.chat.messages import Draft
from desktop_chat.ui.chat.draft_attachments import DraftAttachments
from desktop_chat.ui.chat.draft_fit import DraftFit
from desktop_chat.ui.widgets.banner import BannerAction

if TYPE_CHECKING:
    from desktop_chat.ui.chat.composer import Composer


class TooLong(QObject):
    """Watches the length of what is being written.

    Signals:
        send_requested: it is to be sent as it is.
        summarize_requested: (Draft) its attachments are to be summarized; offered where this is connected.
        solved: it fits again.
    """

    send_requested = Signal()
    summarize_requested = Signal(object)
    solved = Signal()

    def __init__(self, composer: Composer, attachments: DraftAttachments) -> None:
        super().__init__(composer)
        self._composer = composer
        self._attachments = attachments
        self._fit = DraftFit()
        self._context_tokens = 0
        self._solving: tuple[str, BannerAction] | None = None  # what is said while it is being made shorter

    @property
    def is_known(self) -> bool:
        """Whether the message, as it is now, was counted and is too long."""
        return self._fit.excess > 0

    @property
    def excess(self) -> int:
        """By how many tokens it is too long, as far as that is known."""
        return self._fit.excess

    @property
    def context_tokens(self) -> int:
        """How many tokens the model reads at once."""
        return self._context_tokens

    def count(self, text: str) -> int:
        """Give about how many tokens of the model a text has."""
        return self._fit.count(text)

    def set_use(self, tokens: int | None, context_tokens: int, draft: Draft) -> None:
        """Take what was counted, as in `DraftFit.set_use`."""
        was_too_long = self.is_known
        self._context_tokens = context_tokens
        self._fit.set_use(tokens, context_tokens, draft)
        if self.is_known:
            self.say()
        elif was_too_long:
            self.solved.emit()
        self._mark_longest()

    def forget(self) -> None:
        """Know nothing: the message is another one now."""
        self._fit.forget()

    def say(self) -> None:
        """Say by how much it is too long, and offer what helps."""
        if self._solving is not None:
            words, cancel = self._solving
            self._composer.say(words, [cancel])
            return
        words = self.tr(
            "This is about %Ln tokens longer than the model can read at once.", "", self._fit.excess
        )
        actions = [(self.tr("Send anyway"), self.send_requested.emit)]
        if self._attachments.items and self.isSignalConnected(
            QMetaMethod.fromSignal(self.summarize_requested)
        ):
            actions.insert(0, (self.tr("Summarize first"), self._summarize))
        if self._attachments.items:
            actions.insert(0, (self.tr("Cut to fit"), self._cut))
        self._composer.say(words, [BannerAction(*action) for action in actions], tone="warning")

    def say_again(self) -> None:
        """Say it where it is still so."""
        if self.is_known:
            self.say()
        else:
            self.solved.emit()

    def show_solving(self, words: str, cancel: BannerAction) -> None:
        """Say nothing but how far it is being made shorter, until `end_solving`."""
        self._solving = (words, cancel)
        self.say()

    def end_solving(self) -> None:
        """Say what is so from now on."""
        self._solving = None

    def _summarize(self) -> None:
        self.summarize_requested.emit(self._composer.draft())

    def _cut(self) -> None:
        from desktop_chat.chat.attaching import cut_to_fit  # noqa: PLC0415  not needed for a start

        whole = self._attachments.items
        cut = cut_to_fit(self._composer.draft(), self._fit.excess, self._fit.count)
        self._attachments.replace_items(cut.attachments)
        self._composer.offer_undo(
            self.tr("The end of what is attached was cut off."),
            lambda: self._attachments.replace_items(whole),
        )
        self._composer.setFocus()

    def _mark_longest(self) -> None:
        bar = self._attachments.bar
        chips = bar.chips if bar is not None else []
        tokens = [self._fit.count(chip.attachment.text) if self.is_known else 0 for chip in chips]
        for chip, count in zip(chips, tokens, strict=True):
            chip.set_too_long(self.is_known and count == max(tokens), count)
