"""Summarizing what is attached to a message that is too long, by the model it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from desktop_chat.chat.messages import Attachment, Draft
from desktop_chat.engine.protocol import (
    Delta,
    Event,
    Failed,
    Finished,
    GenerateOptions,
    SamplerOptions,
)
from desktop_chat.faults import Fault
from desktop_chat.ui.chat.composer import Composer
from desktop_chat.ui.conversation_controller import ConversationController
from desktop_chat.ui.engine_service import EngineService, ModelStatus
from desktop_chat.ui.foreign_text import apart
from desktop_chat.ui.replies import Replies
from desktop_chat.ui.sentences import sentence
from desktop_chat.ui.widgets.banner import BannerAction

if TYPE_CHECKING:
    from desktop_chat.chat.summarizing import Summary, SummarySizes

_SAMPLER: Final = SamplerOptions(temperature=0.2)


class Summarizing(QObject):
    """Works for one composer. Replies go first; until all is done, what is attached stays as it is."""

    def __init__(
        self,
        composer: Composer,
        conversation: ConversationController,
        engines: EngineService,
        replies: Replies,
    ) -> None:
        super().__init__(composer)
        self._composer = composer
        self._conversation = conversation
        self._engines = engines
        self._replies = replies
        self._model = ""
        self._sizes: SummarySizes | None = None
        self._left: list[Attachment] = []  # to be summarized
        self._summary: Summary | None = None  # of the first of them
        self._made: dict[Attachment, Attachment] = {}  # summaries, by what they are of
        self._originals: dict[Attachment, Attachment] = {}  # of all summaries that are attached somewhere
        self._command_id: int | None = None
        self._said: list[str] = []
        composer.attachments.changed.connect(self._on_attachments)
        conversation.opened.connect(lambda *_: self._on_opened())
        replies.wanted.connect(lambda _path: self._pause())
        replies.ended.connect(lambda *_: self._ask())
        engines.reply_event.connect(self._on_event)
        engines.status_changed.connect(self._on_status)
        engines.load_failed.connect(self._on_load_failed)

    @property
    def is_working(self) -> bool:
        """Whether something is being summarized."""
        return bool(self._left)

    def cancel(self) -> None:
        """Leave everything as it is."""
        self._end()
        self._composer.too_long.say_again()

    def begin(self, draft: Draft) -> None:
        """Summarize what makes a draft too long."""
        from desktop_chat.chat.summarizing import SummarySizes, to_summarize  # noqa: PLC0415  seldom needed

        too_long, model = self._composer.too_long, self._conversation.model
        self._sizes = SummarySizes.of(too_long.context_tokens)
        chosen = to_summarize(draft, too_long.excess, self._sizes, too_long.count)
        if not chosen:
            self._composer.say(self.tr("What is attached is short already: shorten what you wrote."))
            return
        self._model, self._made = model, {}
        self._left = [draft.attachments[index] for index in chosen]
        self._next()
        if self._engines.status(model).state != "ready":
            self._conversation.prepare_model()

    def _next(self) -> None:
        """Begin with the next text, or end."""
        from desktop_chat.chat.summarizing import Summary  # noqa: PLC0415  seldom needed

        if not self._left:
            self._finish()
            return
        first = self._left[0]
        assert self._sizes is not None
        self._summary = Summary(first.name, first.text, self._sizes, self._composer.too_long.count)
        self._ask()

    def _ask(self) -> None:
        """Ask for the next part, unless a reply is being written."""
        if self._summary is None or self._command_id is not None:
            return
        self._show_progress()
        if not self._replies and self._engines.status(self._model).state == "ready":
            self._said = []
            options = GenerateOptions(_SAMPLER, self._summary.most_tokens, thinking=False)
            self._command_id = self._engines.generate(self._model, self._summary.request(), options)

    def _show_progress(self) -> None:
        assert self._summary is not None
        words = self.tr("Summarizing “{name}”: part {part} of {total}…")
        words = words.replace("{part}", str(self._summary.part)).replace("{total}", str(self._summary.total))
        cancel = BannerAction(self.tr("Cancel"), self.cancel)
        self._composer.too_long.show_solving(words.replace("{name}", apart(self._left[0].name)), cancel)

    def _pause(self) -> None:
        if self._command_id is not None:
            self._engines.stop(self._model, self._command_id)
            self._command_id = None

    # ---- what the engine tells

    def _on_event(self, _path: str, event: Event) -> None:
        if event.id != self._command_id or self._summary is None:
            return
        match event:
            case Delta(_, text, "answer"):
                self._said.append(text)
            case Finished():
                self._command_id = None
                self._take(self._summary)
            case Failed(_, fault):
                self._command_id = None
                if fault.code == "prompt_too_long" and self._summary.split():
                    self._ask()
                else:
                    self._fail(fault)

    def _take(self, summary: Summary) -> None:
        summary.take("".join(self._said))
        if not summary.is_done:
            self._ask()
        elif not summary.text:
            self._fail(Fault("summary_empty"))
        else:
            original = self._left.pop(0)
            name = self.tr("Summary of {name}").replace("{name}", original.name)
            self._made[original] = Attachment(name, summary.text)
            self._next()

    def _on_status(self, path: str, status: ModelStatus) -> None:
        if path != self._model or not self.is_working:
            return
        if status.state == "ready":
            self._ask()
        elif self._command_id is not None:  # its engine is gone
            self._command_id = None
            self._fail(Fault("summary_interrupted"))

    def _on_load_failed(self, path: str, fault: Fault) -> None:
        if path == self._model and self.is_working:
            self._fail(fault)

    # ---- the end

    def _finish(self) -> None:
        made = dict(self._made)
        self._end()
        self._originals |= {summary: original for original, summary in made.items()}
        self._put(made)
        self._offer_undo()

    def _fail(self, fault: Fault) -> None:
        self._end()
        words = self.tr("Nothing was summarized; what is attached is as it was. {reason}")
        self._composer.say(words.replace("{reason}", sentence(fault)), tone="warning")

    def _end(self) -> None:
        self._pause()
        self._left, self._summary, self._made = [], None, {}
        self._composer.too_long.end_solving()

    def _put(self, others: dict[Attachment, Attachment]) -> None:
        """Put attachments in the places of others."""
        items = self._composer.attachments.items
        self._composer.attachments.replace_items([others.get(each, each) for each in items])

    def _offer_undo(self) -> None:
        """Say which of what is attached are summaries, and offer their originals."""
        summaries = [each for each in self._composer.attachments.items if each in self._originals]
        if not summaries:
            return
        names = ", ".join(f"“{self._originals[each].name}”" for each in summaries)
        back = {each: self._originals[each] for each in summaries}
        words = self.tr("Summarized: {names}.").replace("{names}", apart(names))
        self._composer.offer_undo(words, lambda: self._put(back))

    def _on_attachments(self) -> None:
        """Give up where what is being summarized is not attached any more."""
        items = self._composer.attachments.items
        if any(each not in items for each in (*self._left, *self._made)):
            self._end()

    def _on_opened(self) -> None:
        if not self.is_working:
            self._offer_undo()
