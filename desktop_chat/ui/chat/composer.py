"""Where messages are written: a card with the field, what is attached, and the button that sends or stops."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final, NamedTuple

from msgspec.structs import replace
from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop_chat.chat.messages import Draft
from desktop_chat.chat.turns import joined
from desktop_chat.ui.chat.attaching_files import AttachingFiles
from desktop_chat.ui.chat.composer_card import ComposerCard
from desktop_chat.ui.chat.composer_edit import ComposerEdit
from desktop_chat.ui.chat.draft_attachments import DraftAttachments
from desktop_chat.ui.chat.edit_strip import EditStrip
from desktop_chat.ui.chat.markdown_keys import add_markdown_keys
from desktop_chat.ui.chat.message_history import MessageHistory
from desktop_chat.ui.chat.prompt_calls import PromptCalls
from desktop_chat.ui.chat.queued_message import QueuedMessage
from desktop_chat.ui.chat.send_button import SendButton
from desktop_chat.ui.chat.too_long import TooLong
from desktop_chat.ui.fonts import TextSize
from desktop_chat.ui.shortcuts import is_pressed
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.widgets.banner import BannerAction
from desktop_chat.ui.widgets.icon_button import IconButton

if TYPE_CHECKING:
    from desktop_chat.ui.chat.composer_notice import ComposerNotice
    from desktop_chat.ui.chat.queued_strip import QueuedStrip

DRAFT_MILLISECONDS: Final = 300
"""How long typing must pause before the draft is told."""

_RADIUS = 20


class Edit(NamedTuple):
    """A change of an earlier message that is not sent."""

    message_id: int
    original: Draft
    changed: Draft


class _WayBack(NamedTuple):
    """What takes back the deed that the notice tells of."""

    undo: Callable[[], None]
    revision: int  # of the document, when it was offered


class Composer(ComposerCard):
    """Takes what the user writes.

    `prompts` are the saved prompts called with `/`, `history` the messages the up key brings back, `too_long`
    sees to messages that do not fit into the model's context.

    Signals:
        send_requested: (Draft) the user sends a message, also while a reply is written; the composer is empty.
        stop_requested: the user stops the reply being written.
        draft_changed: (Draft) what is written and not sent, once typing pauses; not told while an edit is open.
        typing_began: the user put something into the empty composer.
        model_dropped: (path) a model file was dropped or pasted.
        edit_last_requested: the user pressed Alt and the up key.
        edit_submitted: (message id, Draft) an earlier message is sent again, changed.
        unqueue_requested: the message that waits is not to be sent; `give_back` takes it.
    """

    send_requested = Signal(object)
    stop_requested = Signal()
    draft_changed = Signal(object)
    typing_began = Signal()
    model_dropped = Signal(str)
    edit_last_requested = Signal()
    edit_submitted = Signal(int, object)
    unqueue_requested = Signal()

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(theme_manager, parent)
        self._model_name = ""
        self._is_generating = False
        self._is_empty = True
        self._is_filling = False
        self._sends_when_read = False
        self._edited_id: int | None = None
        self._kept = Draft()  # what was written before an edit began
        self._edited = Draft()  # what is edited, as it was sent
        self._above = QVBoxLayout()
        self._below = QVBoxLayout()
        self._edit = ComposerEdit()
        self._attach = IconButton(theme_manager, "attach")
        self._button = SendButton(theme_manager)
        self._strip = EditStrip()
        self._notice: ComposerNotice | None = None
        self._way_back: _WayBack | None = None
        self._draft_wait = QTimer(self, singleShot=True, interval=DRAFT_MILLISECONDS)
        self._attachments = DraftAttachments(theme_manager, self._above, self)
        self.too_long = TooLong(self, self._attachments)
        self._files = AttachingFiles(self, self._edit, self._attachments)
        self._queued = QueuedMessage(theme_manager, self._above, self)
        add_markdown_keys(self._edit)
        self.history = MessageHistory(self._edit)
        self.prompts = PromptCalls(theme_manager, self._edit, self)
        self._lay_out()
        self._connect()
        self._use_theme()
        self._retranslate()
        self._show_button()

    # ---- what the window asks

    @property
    def field(self) -> ComposerEdit:
        """The field the text is typed in."""
        return self._edit

    @property
    def button(self) -> SendButton:
        """The button that sends, or stops while a reply is being written and nothing else is."""
        return self._button

    @property
    def attach_button(self) -> IconButton:
        """The button that attaches files."""
        return self._attach

    @property
    def attachments(self) -> DraftAttachments:
        """What is attached."""
        return self._attachments

    @property
    def notice(self) -> ComposerNotice | None:
        """The line below the field; None before there is something to say."""
        return self._notice

    @property
    def queued(self) -> QueuedStrip | None:
        """The line with the message that waits; None before there is one."""
        return self._queued.strip

    @property
    def is_editing(self) -> bool:
        """Whether an earlier message is being changed."""
        return self._edited_id is not None

    @property
    def edit(self) -> Edit | None:
        """The change that is being made to an earlier message, where there is something to lose."""
        if self._edited_id is None or self.draft() == self._edited:
            return None
        return Edit(self._edited_id, self._edited, self.draft())

    def text(self) -> str:
        """Give what is typed."""
        return self._edit.text()

    def draft(self) -> Draft:
        """Give what is typed and attached."""
        return Draft(self._edit.text(), self._attachments.items)

    def set_draft(self, draft: Draft) -> None:
        """Replace what is typed and attached; an edit that is open is given up."""
        self._leave_edit()
        self._fill(draft)
        self._hide_notice()
        self._edit.setFocus()

    def give_back(self, draft: Draft) -> None:
        """Put what was not sent before what is written, also before what an edit keeps for later."""
        if self._queued.is_given_up(draft):
            self._say_given_up(draft)
        elif self.is_editing:
            self._kept = joined(draft, self._kept)
        else:
            self.set_draft(joined(draft, self.draft()))

    def set_text(self, text: str) -> None:
        """Replace what is typed; an edit that is open is given up."""
        self.set_draft(Draft(text, self._kept.attachments if self.is_editing else self._attachments.items))

    def set_generating(self, generating: bool) -> None:
        """Offer to stop while nothing is written that could be sent next."""
        self._is_generating = generating
        self._show_button()

    def set_model_name(self, name: str) -> None:
        """Name the model that the message is for."""
        self._model_name = name
        self._retranslate()

    def set_context_use(self, tokens: int | None, context_tokens: int) -> None:
        """Take what was counted of the prompt with the draft in it; None: not known.

        `tokens` of what cannot drop out alone, where it is more than the context holds.
        """
        self.too_long.set_use(tokens, context_tokens, Draft() if self.is_editing else self.draft())

    def set_queued(self, draft: Draft) -> None:
        """Show the message that waits until the reply is done; an empty one: none waits."""
        self._queued.set_draft(draft)

    def take_files(self, paths: Sequence[str]) -> None:
        """Attach files; of those that are models, the first is told instead."""
        self._files.take(paths)

    def flush_draft(self) -> None:
        """Tell the draft now if it changed."""
        if self._draft_wait.isActive():
            self._draft_wait.stop()
            self._tell_draft()

    def begin_edit(self, message_id: int, draft: Draft) -> None:
        """Put an earlier message into the field; what was written comes back afterwards."""
        self.flush_draft()
        left = self.edit
        if not self.is_editing:
            self._kept = self.draft()
        self._edited_id = message_id
        self._edited = draft
        self._fill(draft)
        self._draft_wait.stop()
        self._hide_notice()
        self._offer_edit(left)
        self._strip.show()
        self._show_button()
        self._edit.setFocus()

    def go_on_editing(self, edit: Edit) -> None:
        """Put a change back that was left unsent."""
        self.begin_edit(edit.message_id, edit.original)
        self._fill(edit.changed)
        self._draft_wait.stop()

    def cancel_edit(self) -> None:
        """Leave the earlier message as it is, and bring back what was written."""
        if self.is_editing:
            kept = self._kept
            self._leave_edit()
            self._fill(kept)
            self._draft_wait.stop()
            self._edit.setFocus()

    def say(self, words: str, actions: Sequence[BannerAction] = (), *, tone: str = "info") -> None:
        """Say something below the field."""
        if self._notice is None:
            from desktop_chat.ui.chat.composer_notice import (  # noqa: PLC0415  not needed for a start
                ComposerNotice,
            )

            self._notice = ComposerNotice(self._theme_manager)
            self._below.addWidget(self._notice)
        self._notice.say(words, actions, tone=tone)
        self._way_back = None

    def offer_undo(self, words: str, undo: Callable[[], None]) -> None:
        """Say what was done, with the way back: a button, and the keys that undo, as long as nothing is typed."""
        self.say(words, [BannerAction(self.tr("Undo"), undo)])
        self._way_back = _WayBack(undo, self._edit.document().revision())

    # ---- events

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
        self._attach.setFixedSize(36, 36)
        self._above.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._attach, 0, Qt.AlignmentFlag.AlignBottom)
        row.addWidget(self._edit, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addSpacing(4)
        row.addWidget(self._button, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        column.addWidget(self._strip)
        column.addLayout(self._above)
        column.addLayout(row)
        column.addLayout(self._below)
        QWidget.setTabOrder(self._edit, self._attach)
        QWidget.setTabOrder(self._attach, self._button)
        QWidget.setTabOrder(self._attach, self._strip.cancel_button)

    def _connect(self) -> None:
        self._edit.installEventFilter(self)
        self._edit.add_key_handler(self._take_key)
        self._edit.textChanged.connect(self._on_changed)
        self._edit.submitted.connect(self._on_submitted)
        self._edit.cancelled.connect(self._on_cancelled)
        self._edit.files_dropped.connect(self.take_files)
        self._attachments.changed.connect(self._on_changed)
        self._attachments.refused.connect(self._keep_back)
        self._attachments.reading_changed.connect(self._on_reading)
        self._files.model_dropped.connect(self.model_dropped)
        self._queued.unqueue_requested.connect(self.unqueue_requested)
        self._attach.clicked.connect(self._files.choose)
        self._button.clicked.connect(self._on_clicked)
        self._strip.cancelled.connect(self._give_up_edit)
        self.files_dropped.connect(self.take_files)
        self.target_changed.connect(self._retranslate_field)
        self.too_long.send_requested.connect(lambda: self._send(self.draft()))
        self.too_long.solved.connect(self._hide_notice)
        self._draft_wait.timeout.connect(self._tell_draft)
        self._theme_manager.changed.connect(self._use_theme)

    def _use_theme(self) -> None:
        font = self._theme_manager.font(TextSize.BODY)
        font.setPointSizeF(round(font.pointSizeF() * 15 / 14, 2))
        self._edit.setFont(font)
        self.update()

    def _fill(self, draft: Draft) -> None:
        """Put in what the user did not type just now."""
        self._is_filling = True
        self._sends_when_read = False  # what is read belonged to what was here
        self._edit.set_text(draft.text)
        self._attachments.set_items(draft.attachments)
        self._is_filling = False
        self.prompts.end()

    def _take_key(self, event: QKeyEvent) -> bool:
        if event.matches(QKeySequence.StandardKey.Undo):
            return self._go_back()
        if not is_pressed("edit-last", event):
            return False
        self.edit_last_requested.emit()
        return True

    def _go_back(self) -> bool:
        """Take back what the notice tells of, if it is newer than what was typed."""
        back, self._way_back = self._way_back, None
        is_offered = self._notice is not None and not self._notice.isHidden()
        if back is None or not is_offered or back.revision != self._edit.document().revision():
            return False
        self._hide_notice()
        back.undo()
        return True

    def _on_changed(self) -> None:
        was_empty = self._is_empty
        self._is_empty = self._edit.document().isEmpty() and not self._attachments.items
        self.too_long.forget()
        if not self._is_filling:
            self.prompts.follow()
            if was_empty and not self._is_empty:
                self.typing_began.emit()
        if not self.is_editing:
            self._draft_wait.start()
        self._show_button()

    def _tell_draft(self) -> None:
        self.draft_changed.emit(self.draft())

    # ---- sending

    @property
    def _stops(self) -> bool:
        return self._is_generating and self._is_empty and not self.is_editing

    def _on_clicked(self) -> None:
        if self._stops:
            self.stop_requested.emit()
        else:
            self._edit.submit()

    def _on_submitted(self) -> None:
        draft = replace(self.draft(), text=self._edit.text().strip("\n").rstrip())
        if self._attachments.is_reading:
            self._sends_when_read = True
        elif self.too_long.is_known and not self.is_editing:
            self.too_long.say()
        elif draft.text.strip() or draft.attachments:
            self._send(draft)

    def _send(self, draft: Draft) -> None:
        self._hide_notice()
        if self._edited_id is None:
            self.history.add(draft.text)
            self._fill(Draft())
            self.send_requested.emit(draft)
        else:
            message_id = self._edited_id
            self.cancel_edit()
            self.edit_submitted.emit(message_id, draft)

    def _on_cancelled(self) -> None:
        if self.is_editing:
            self._give_up_edit()
        elif self._is_generating:
            self.stop_requested.emit()

    def _give_up_edit(self) -> None:
        left = self.edit
        self.cancel_edit()
        self._offer_edit(left)

    def _offer_edit(self, edit: Edit | None) -> None:
        """Say that a change was left unsent, with the way back to it."""
        if edit is not None:
            self.offer_undo(
                self.tr("The change of the message is given up."), lambda: self.go_on_editing(edit)
            )

    def _leave_edit(self) -> None:
        self._edited_id = None
        self._edited = Draft()
        self._kept = Draft()
        self._strip.hide()
        self._show_button()

    def _say_given_up(self, draft: Draft) -> None:
        """Let the message that waited go, though not beyond recall: the up key brings its text back."""
        self.history.add(draft.text)
        self._draft_wait.start()  # what is kept as the draft has this one in it
        self.offer_undo(
            self.tr("The message that waited is not sent."), lambda: self.send_requested.emit(draft)
        )
        self._edit.setFocus()

    def _keep_back(self) -> None:
        """Do not send what was to go with a file that cannot be attached."""
        self._sends_when_read = False

    def _on_reading(self, is_reading: bool) -> None:
        if not is_reading and self._sends_when_read:
            self._sends_when_read = False
            self._edit.submit()

    def _hide_notice(self) -> None:
        if self._notice is not None:
            self._notice.hide()

    # ---- looks

    def _show_button(self) -> None:
        waits = self._is_generating and not self.is_editing
        self._button.set_deed("stop" if self._stops else "queue" if waits else "send")
        self._button.setEnabled(self._stops or not self._is_empty)

    def _retranslate(self) -> None:
        self._retranslate_field()
        self._attach.set_label(self.tr("Attach text and code files"))

    def _retranslate_field(self) -> None:
        name = self._model_name
        words = self.tr("Message {model}").replace("{model}", name) if name else self.tr("Write a message")
        self._edit.setPlaceholderText("")  # Qt draws another one only where it draws none yet
        self._edit.setPlaceholderText(self.tr("Drop files to attach them") if self.is_drop_target else words)
        self._edit.setAccessibleName(self.tr("Message"))
        self._edit.setAccessibleDescription(
            self.tr(
                "Enter sends, Shift+Enter breaks the line. Up brings earlier messages back, Alt+Up changes the "
                "last one, a slash calls saved prompts."
            )
        )
