"""Writes conversations as Claude's account export holds them: messages in order, each naming the one before.

The shape is that of real exports of 2024 to 2026.
"""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

ROOT = "00000000-0000-4000-8000-000000000000"


def text(words: str) -> dict[str, Any]:
    """Give a block of text."""
    return {
        "start_timestamp": None,
        "stop_timestamp": None,
        "flags": None,
        "type": "text",
        "text": words,
        "citations": [],
    }


def message(
    key: str, sender: str, *blocks: dict[str, Any], parent: str | None = ROOT, at: str = "", **fields: Any
) -> dict[str, Any]:
    """Give one message; without a parent it is one of an old export, which knew no branches."""
    told = {
        "uuid": key,
        "text": "\n".join(block["text"] for block in blocks if block["type"] == "text"),
        "content": list(blocks),
        "sender": sender,
        "created_at": at or "2024-01-15T10:30:45.123456Z",
        "updated_at": at or "2024-01-15T10:30:45.123456Z",
        "attachments": [],
        "files": [],
        **fields,
    }
    return told if parent is None else {**told, "parent_message_uuid": parent}


def conversation(messages: list[dict[str, Any]], **fields: Any) -> dict[str, Any]:
    """Give a conversation."""
    return {
        "uuid": "34bd3ec6-80e9-45cf-b4a6-fe21d1f07d0a",
        "name": "Calendar tips",
        "summary": "",
        "created_at": "2024-01-15T10:30:44.000000Z",
        "updated_at": "2024-01-15T11:45:00.500000Z",
        "account": {"uuid": "c1a9a5f8-a09c-42e7-8de7-ad0174488170"},
        "chat_messages": messages,
        **fields,
    }


def write(path: Path, conversations: list[Any]) -> Path:
    """Write `conversations.json`."""
    path.write_text(json.dumps(conversations, ensure_ascii=False), "utf-8")
    return path


def write_zip(path: Path, conversations: list[Any]) -> Path:
    """Write a whole export."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("conversations.json", json.dumps(conversations, ensure_ascii=False))
        archive.writestr("projects.json", "[]")
        archive.writestr("users.json", "[]")
    return path
