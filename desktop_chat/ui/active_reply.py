"""A reply while it is being written."""

from __future__ import annotations

import msgspec

from desktop_chat.chat.messages import Message, MessageState
from desktop_chat.engine.protocol import Channel, ChatMessage, GenerateOptions, Timings
from desktop_chat.faults import Fault


class ActiveReply:
    """The text of one reply so far, in memory; the store follows at most a second behind."""

    def __init__(self, message: Message, prompt: tuple[ChatMessage, ...], options: GenerateOptions) -> None:
        self.message = message
        self.prompt = prompt
        self.options = options
        self.command_id: int | None = None  # None: the model is not ready yet
        self.is_stopping = False
        self.is_unsaved = False
        self._pieces: dict[Channel, list[str]] = {"answer": [], "reasoning": []}

    @property
    def model(self) -> str:
        """The path of the model that writes."""
        return self.message.model

    def append(self, text: str, channel: Channel) -> None:
        """Take the next piece."""
        self._pieces[channel].append(text)
        self.is_unsaved = True

    def text(self, channel: Channel = "answer") -> str:
        """Give all of a channel so far."""
        pieces = self._pieces[channel]
        if len(pieces) > 1:
            pieces[:] = ["".join(pieces)]
        return pieces[0] if pieces else ""

    def current(self) -> Message:
        """Give the message as it is now."""
        return msgspec.structs.replace(
            self.message, text=self.text(), reasoning=self.text("reasoning"), state="writing"
        )

    def ended(self, state: MessageState, timings: Timings | None, fault: Fault | None) -> Message:
        """Give the message as it ended."""
        return msgspec.structs.replace(self.current(), state=state, timings=timings, fault=fault)
