"""A reply while it is being written."""

from __future__ import annotations

import time

from msgspec.structs import replace

from desktop_chat.chat.messages import Message, MessageState
from desktop_chat.engine.protocol import Begun, Channel, ChatMessage, GenerateOptions, Timings
from desktop_chat.faults import Fault


class ActiveReply:
    """The text of one reply so far, in memory; the store follows at most a second behind.

    A message that has text already is written on. `after`: the reply that has to end before this one begins.
    """

    def __init__(
        self,
        message: Message,
        prompt: tuple[ChatMessage, ...],
        options: GenerateOptions,
        after: ActiveReply | None = None,
    ) -> None:
        self.message = message
        self.prompt = prompt
        self.options = options
        self.after = after
        self.begun = Begun(message.text, message.reasoning)
        self.command_id: int | None = None  # None: the model is not ready yet
        self.is_stopping = False
        self.is_unsaved = False
        self._pieces: dict[Channel, list[str]] = {"answer": [message.text], "reasoning": [message.reasoning]}
        self._reasoned: tuple[float, float] | None = None  # when the first and the last thought came

    @property
    def model(self) -> str:
        """The path of the model that writes."""
        return self.message.model

    def append(self, text: str, channel: Channel) -> None:
        """Take the next piece."""
        self._pieces[channel].append(text)
        self.is_unsaved = True
        if channel == "reasoning":
            now = time.monotonic()
            self._reasoned = (self._reasoned[0] if self._reasoned else now, now)

    def text(self, channel: Channel = "answer") -> str:
        """Give all of a channel so far."""
        pieces = self._pieces[channel]
        if len(pieces) > 1:
            pieces[:] = ["".join(pieces)]
        return pieces[0]

    def current(self) -> Message:
        """Give the message as it is now."""
        return replace(self.message, text=self.text(), reasoning=self.text("reasoning"), state="writing")

    def ended(self, state: MessageState, timings: Timings | None, fault: Fault | None) -> Message:
        """Give the message as it ended; what it took is added to what it took before it was cut."""
        return replace(
            self.current(),
            state=state,
            timings=_added(self.message.timings, timings),
            fault=fault,
            options=self.options,
            reasoning_seconds=self._reasoning_seconds(),
        )

    def _reasoning_seconds(self) -> float | None:
        before = self.message.reasoning_seconds
        if self._reasoned is None:
            return before
        began, ended = self._reasoned
        return (before or 0.0) + ended - began


def _added(before: Timings | None, now: Timings | None) -> Timings | None:
    if before is None or now is None:
        return now or before
    return replace(
        before,
        reply_tokens=before.reply_tokens + now.reply_tokens,
        reply_seconds=before.reply_seconds + now.reply_seconds,
    )
