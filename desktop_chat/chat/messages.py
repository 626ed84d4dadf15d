"""What a conversation is made of, as it is read from the store. Times are in seconds since 1970."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from desktop_chat.engine.protocol import GenerateOptions, Role, Timings
from desktop_chat.faults import Fault
from desktop_chat.settings import GenerationOverrides

MessageState = Literal["writing", "done", "stopped", "cut", "failed"]
"""`writing`: not finished; `stopped`: by the user; `cut`: the app died meanwhile; `failed`: see its fault."""

TitleSource = Literal["", "question", "model", "user"]
"""What a title was made from: nothing yet, the first question, the model's own words, or the user's."""


class Attachment(Struct, frozen=True, omit_defaults=True):
    """A text that came with a message: of a file, or pasted."""

    name: str  # as it is shown, without a folder
    text: str


class Draft(Struct, frozen=True, omit_defaults=True):
    """What is typed and not sent."""

    text: str = ""
    attachments: tuple[Attachment, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.text or self.attachments)


class Message(Struct, frozen=True):
    """One message of a conversation's tree."""

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
    attachments: tuple[Attachment, ...] = ()
    options: GenerateOptions | None = None  # how the reply was made; None: not known
    reasoning_seconds: float | None = None  # how long the model thought; None: it did not, or it is not known


class ReadingPlace(Struct, frozen=True):
    """Where a conversation was left: so many pixels below the top of a message. At its end there is none."""

    message_id: int
    offset: int


class Folder(Struct, frozen=True):
    """A folder of conversations; those with a lower position come first."""

    id: int
    name: str
    position: float


class ConversationSummary(Struct, frozen=True):
    """One line of the sidebar."""

    id: int
    title: str
    updated_at: float  # when its newest message was added or finished
    model: str
    folder_id: int | None = None
    pinned_at: float | None = None  # None: not pinned
    archived_at: float | None = None  # None: not put into the archive
    deleted_at: float | None = None  # None: not in the bin


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
    title_source: TitleSource = ""
    folder_id: int | None = None
    persona: str = ""  # its key, see `chat.personas`; "": none
    settings: GenerationOverrides = GenerationOverrides()  # of this conversation alone
    beside_id: int | None = None  # the other version of the last reply that is shown beside it
    place: ReadingPlace | None = None  # where it was left; None: at its end
    queued: Draft = Draft()  # what is sent once the reply being written is done
    draft_attachments: tuple[Attachment, ...] = ()
