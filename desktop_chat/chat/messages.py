"""What a conversation is made of, as it is read from the store."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from desktop_chat.engine.protocol import Role, Timings
from desktop_chat.faults import Fault

MessageState = Literal["writing", "done", "stopped", "cut", "failed"]
"""`writing`: not finished; `stopped`: by the user; `cut`: the app died meanwhile; `failed`: see its fault."""


class Message(Struct, frozen=True):
    """One message of a conversation's tree. Times are in seconds since 1970."""

    id: int
    conversation_id: int
    parent_id: int | None  # None: the first of its conversation
    role: Role
    text: str
    reasoning: str
    state: MessageState
    created_at: float
    model: str  # path of the model file that wrote it
    timings: Timings | None
    fault: Fault | None
    sibling_ids: tuple[int, ...]  # the other versions of this message and itself, oldest first


class ConversationSummary(Struct, frozen=True):
    """One line of the sidebar."""

    id: int
    title: str
    updated_at: float  # when its newest message was added or finished
    model: str


class Conversation(Struct, frozen=True):
    """A conversation without its messages."""

    id: int
    title: str  # "": not named yet
    model: str  # path of the model file it was last used with
    system_prompt: str
    draft: str  # what is typed and not sent
    leaf_id: int | None  # the last message of the branch that is shown; None: no message yet
    created_at: float
    updated_at: float
