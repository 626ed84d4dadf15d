"""Texts that go with a message: reading them from files, judging their length, and cutting them to fit."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from desktop_chat.chat.encodings import decode
from desktop_chat.chat.messages import Attachment, Draft
from desktop_chat.faults import FaultError

LARGEST_FILE: Final = 10_000_000
"""Bytes of the largest file that can be attached."""

LONG_PASTE_CHARACTERS: Final = 2_000
LONG_PASTE_LINES: Final = 30
"""A pasted text with more characters or lines than these is attached instead of put among what is typed."""

_DOCUMENTS: Final = (
    *(".pdf", ".doc", ".docx", ".rtf", ".odt", ".hwp", ".hwpx", ".xls", ".xlsx", ".ods"),
    *(".ppt", ".pptx", ".odp", ".pages", ".numbers", ".key", ".epub"),
)
_DOCUMENT_STARTS: Final = (b"%PDF-", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"{\\rtf")

_SAFETY: Final = 1.05
"""How many more tokens are cut off than estimated."""


def read_attachment(path: str) -> Attachment:
    """Read a text file; takes as long as its disk, so call it off the main thread.

    Raises `FaultError` with one of the codes `attachment_missing`, `attachment_unreadable`, `attachment_folder`,
    `attachment_empty`, `attachment_large`, `attachment_document`, `attachment_binary`.
    """
    name = Path(path).name or path
    data = _read(path, name)
    if data.startswith(_DOCUMENT_STARTS):
        raise FaultError("attachment_document", name=name)
    try:
        text = decode(data)
    except UnicodeError:
        is_document = name.lower().endswith(_DOCUMENTS)
        raise FaultError("attachment_document" if is_document else "attachment_binary", name=name) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise FaultError("attachment_empty", name=name)
    return Attachment(name, text)


def _read(path: str, name: str) -> bytes:
    try:
        status = Path(path).stat()
        if stat.S_ISDIR(status.st_mode):
            raise FaultError("attachment_folder", name=name)
        if not stat.S_ISREG(status.st_mode):  # a pipe or a device, which may never end
            raise FaultError("attachment_binary", name=name)
        if status.st_size > LARGEST_FILE:
            raise FaultError("attachment_large", name=name, most=f"{LARGEST_FILE // 1_000_000} MB")
        with Path(path).open("rb") as file:
            return file.read(LARGEST_FILE)
    except FileNotFoundError:
        raise FaultError("attachment_missing", name=name) from None
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise FaultError("attachment_unreadable", name=name, reason=reason) from None


def is_long_paste(text: str) -> bool:
    """Say whether a pasted text is better attached than put among what is typed."""
    return len(text) > LONG_PASTE_CHARACTERS or text.count("\n") >= LONG_PASTE_LINES


def free_name(name: str, taken: set[str]) -> str:
    """Give a name none of the others has: itself, or with the lowest free number, as in `notes 2.txt`."""
    stem, suffix = os.path.splitext(name)  # noqa: PTH122  a name, not a path: it may hold what paths may not
    number = 1
    wanted = name
    while wanted in taken:
        number += 1
        wanted = f"{stem} {number}{suffix}"
    return wanted


def estimate_tokens(text: str) -> int:
    """Estimate the tokens of a text for a model of today: four Latin letters or one and a half others make one."""
    beyond = (len(text.encode("utf-8", "surrogatepass")) - len(text)) / 2  # most take three bytes
    return round((len(text) - beyond) / 4 + beyond / 1.5) + 1 if text else 0


def cut_to_fit(draft: Draft, excess: int, count: Callable[[str], int]) -> Draft:
    """Cut the ends of a draft's attachments, the longest first, until they have `excess` tokens less by `count`.

    Cuts are made between lines where a line's end is near. An attachment of which nothing is left is taken
    out; the text is never cut.
    """
    attachments = list(draft.attachments)
    left = round(excess * _SAFETY)
    while left > 0 and attachments:
        tokens = [count(each.text) for each in attachments]
        longest = tokens.index(max(tokens))
        keep = tokens[longest] - left
        if keep <= 0:
            left -= tokens[longest]
            del attachments[longest]
        else:
            text = head(attachments[longest].text, keep, count)
            attachments[longest] = replace(attachments[longest], text=text)
            left = 0
    return replace(draft, attachments=tuple(attachments))


def head(text: str, tokens: int, count: Callable[[str], int]) -> str:
    """Give the beginning of a text that has at most so many tokens by `count`, up to the end of a line near there."""
    if len(text) <= 16 * tokens and count(text) <= tokens:
        return text
    low, high = 0, min(len(text), 16 * tokens)  # hardly any text has longer tokens
    while high - low > 64:
        middle = (low + high) // 2
        if count(text[:middle]) <= tokens:
            low = middle
        else:
            high = middle
    line_end = text.rfind("\n", max(0, low - 400), low)
    return text[: line_end + 1 if line_end > 0 else low]
