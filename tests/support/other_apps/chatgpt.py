"""Writes conversations as ChatGPT's account export holds them: trees of nodes with hidden ones among them.

The shape is that of real exports of 2023 to 2026, as `convert-chatgpt-export` and others read them.
"""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any


def node(
    key: str,
    parent: str | None,
    role: str | None,
    content: dict[str, Any] | str = "",
    *,
    at: float | None = None,
    recipient: str = "all",
    status: str = "finished_successfully",
    name: str | None = None,
    **metadata: Any,
) -> dict[str, Any]:
    """Give one node; a text is the content of an ordinary message. Without a role it is the root."""
    if isinstance(content, str):
        content = {"content_type": "text", "parts": [content]}
    message = role and {
        "id": key,
        "author": {"role": role, "name": name, "metadata": {}},
        "create_time": at,
        "update_time": None,
        "content": content,
        "status": status,
        "end_turn": role == "assistant" or None,
        "weight": 1.0,
        "metadata": metadata,
        "recipient": recipient,
        "channel": None,
    }
    return {"id": key, "message": message, "parent": parent, "children": []}


def conversation(nodes: list[dict[str, Any]], current: str, **fields: Any) -> dict[str, Any]:
    """Give a conversation of nodes, each told its children."""
    mapping = {one["id"]: one for one in nodes}
    for one in nodes:
        if one["parent"] in mapping:
            mapping[one["parent"]]["children"].append(one["id"])
    return {
        "title": "제주도 여행",
        "create_time": 1_700_000_000.5,
        "update_time": 1_700_000_900.25,
        "mapping": mapping,
        "moderation_results": [],
        "current_node": current,
        "plugin_ids": None,
        "conversation_id": "68306281-e8e4-400d-a055-880d41761017",
        "conversation_template_id": None,
        "gizmo_id": None,
        "is_archived": False,
        "is_starred": None,
        "safe_urls": [],
        "default_model_slug": "gpt-4o",
        "id": "68306281-e8e4-400d-a055-880d41761017",
        **fields,
    }


def write(path: Path, conversations: list[Any]) -> Path:
    """Write `conversations.json` as OpenAI does, every letter beyond ASCII escaped."""
    path.write_text(json.dumps(conversations), "utf-8")
    return path


def write_zip(path: Path, *lists: list[Any]) -> Path:
    """Write a whole export; of several lists each is a file of its own, as in exports since 2026."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, conversations in enumerate(lists):
            name = "conversations.json" if len(lists) == 1 else f"conversations-{number:03}.json"
            archive.writestr(name, json.dumps(conversations))
        archive.writestr("chat.html", "<html></html>")
        archive.writestr("user.json", json.dumps({"id": "user-1", "email": "a@example.com"}))
        archive.writestr("file-abc-photo.png", b"\x89PNG")
    return path
