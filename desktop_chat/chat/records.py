"""Whole conversations as they go out and come in: the definition of the app's JSON, version 1.

`docs/export-format.md` describes it for people. Times are in seconds since 1970; a value that is the default is
not written. Ids count within one conversation.
"""

from __future__ import annotations

from typing import Annotated, Final

from msgspec import Meta, Struct

from desktop_chat.chat.messages import Attachment, Draft, MessageState, ReadingPlace, TitleSource
from desktop_chat.chat.personas import Persona, SavedPrompt
from desktop_chat.engine.protocol import GenerateOptions, Role, Timings
from desktop_chat.faults import Fault
from desktop_chat.settings import GenerationOverrides

FORMAT: Final = "desktop-chat"
VERSION: Final = 1

_LATEST: Final = 1e12
Time = Annotated[float, Meta(ge=0, le=_LATEST)]
Id = Annotated[int, Meta(ge=1)]


def time_within(seconds: float) -> Time:
    """Keep a time within what a file may hold: a clock may have been far off."""
    return min(max(seconds, 0.0), _LATEST)


class MessageRecord(Struct, frozen=True, omit_defaults=True):
    """One message of a conversation's tree; its parent comes before it."""

    id: Id
    role: Role
    created_at: Time
    text: str = ""
    parent: Id | None = None  # None: a first message
    reasoning: str = ""
    reasoning_seconds: float | None = None
    state: MessageState = "done"
    model: str = ""  # path or name of the model that wrote it
    attachments: tuple[Attachment, ...] = ()
    options: GenerateOptions | None = None
    timings: Timings | None = None
    fault: Fault | None = None
    deleted_at: Time | None = None  # only its place in the tree is kept


class ConversationRecord(Struct, frozen=True, omit_defaults=True):
    """A conversation with all its messages and their versions."""

    created_at: Time
    updated_at: Time
    title: str = ""
    title_source: TitleSource = ""
    model: str = ""
    system_prompt: str = ""
    persona: str = ""  # its key
    settings: GenerationOverrides = GenerationOverrides()
    folder: str = ""  # its name; "": none
    pinned_at: Time | None = None
    archived_at: Time | None = None
    draft: Draft = Draft()
    queued: Draft = Draft()
    shown: Id | None = None  # the last message of the branch that is shown
    beside: Id | None = None  # the other version of the last reply that is shown beside it
    place: ReadingPlace | None = None  # where it was left
    source: str = ""  # the app it was imported from, a colon, and its id there; "": none
    messages: tuple[MessageRecord, ...] = ()


class Head(Struct, frozen=True, omit_defaults=True):
    """What stands before the conversations of a file."""

    format: str
    version: int
    app: str = ""  # the version that wrote it
    exported_at: Time = 0
    folders: tuple[str, ...] = ()  # in their order
    personas: tuple[Persona, ...] = ()
    prompts: tuple[SavedPrompt, ...] = ()


class ExportFile(Head, frozen=True, omit_defaults=True):
    """A whole file. It is written and read conversation by conversation."""

    conversations: tuple[ConversationRecord, ...] = ()
