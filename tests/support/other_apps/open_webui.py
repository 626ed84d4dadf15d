"""Writes chats as Open WebUI exports them.

The format is that of `backend/open_webui/models/chats.py` and `src/lib/components/chat/Chat.svelte`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def message(key: str, parent: str | None, role: str, content: str, **fields: Any) -> dict[str, Any]:
    """Give one message of a chat's history."""
    return {
        "id": key,
        "parentId": parent,
        "childrenIds": [],
        "role": role,
        "content": content,
        "timestamp": 1_733_240_000,
        **(
            {"model": "llama3.2:3b", "modelName": "llama3.2:3b", "modelIdx": 0, "done": True}
            if role == "assistant"
            else {}
        ),
        **fields,
    }


def chat(messages: list[dict[str, Any]], current: str | None, **fields: Any) -> dict[str, Any]:
    """Give a chat as `/api/v1/chats/all` does."""
    by_id = {one["id"]: one for one in messages}
    for one in messages:
        if one["parentId"] in by_id:
            by_id[one["parentId"]]["childrenIds"].append(one["id"])
    inner = {
        "id": "",
        "title": "웹 대화",
        "models": ["llama3.2:3b"],
        "params": {},
        "history": {"messages": by_id, "currentId": current},
        "messages": [],
        "tags": [],
        "timestamp": 1_733_240_000_000,
        "files": [],
        **fields.pop("chat", {}),
    }
    return {
        "id": "c8d05d0a-6a2f-4c2e-9d0e-1f6a0f9d3c11",
        "user_id": "u1",
        "title": inner["title"],
        "chat": inner,
        "updated_at": 1_733_241_000,
        "created_at": 1_733_240_000,
        "share_id": None,
        "archived": False,
        "pinned": False,
        "meta": {},
        "folder_id": None,
        **fields,
    }


def write(path: Path, chats: list[Any]) -> Path:
    """Write an export."""
    path.write_text(json.dumps(chats, ensure_ascii=False), "utf-8")
    return path
