"""How apps, files and conversations are called while they are imported."""

from __future__ import annotations

from datetime import date, datetime
from typing import Final

from PySide6.QtCore import QCoreApplication

from desktop_chat.chat.importing.found import Format
from desktop_chat.chat.importing.known import Status
from desktop_chat.chat.importing.preview import PreviewedConversation
from desktop_chat.ui.sidebar.dates import short_day

APPS: Final[dict[Format, str]] = {
    "desktop-chat": "Desktop Chat",
    "chatgpt": "ChatGPT",
    "claude": "Claude",
    "jan": "Jan",
    "lm-studio": "LM Studio",
    "gpt4all": "GPT4All",
    "open-webui": "Open WebUI",
}


def source(format: Format) -> str:  # noqa: A002  the word people use
    """Say what a file is."""
    if format == "desktop-chat":
        return QCoreApplication.translate("Import", "An export of this app")
    return QCoreApplication.translate("Import", "Conversations of {app}").replace("{app}", APPS[format])


def status(of: Status) -> str:
    """Say whether a conversation is here already."""
    if of == "here":
        return QCoreApplication.translate("Import", "Already here")
    return QCoreApplication.translate("Import", "Has grown") if of == "grown" else ""


def title(one: PreviewedConversation) -> str:
    """Give the title of a conversation on one line."""
    return " ".join(one.title.split()) or QCoreApplication.translate("Import", "Without a title")


def facts(one: PreviewedConversation, length: str, today: date) -> str:
    """Say when a conversation was written in last, how long it is, and what folder it is from."""
    day = short_day(datetime.fromtimestamp(one.updated_at).date(), today)
    return " · ".join(filter(None, (day, length, one.folder)))
