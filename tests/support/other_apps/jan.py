"""Writes threads into a folder as Jan does: `src-tauri/src/core/threads/commands.rs` and `helpers.rs`."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def message(key: str, role: str, text: str, **fields: Any) -> dict[str, Any]:
    """Give a message of `core/src/types/message/messageEntity.ts`."""
    return {
        "id": key,
        "object": "thread.message",
        "thread_id": "thread-1",
        "role": role,
        "content": [{"type": "text", "text": {"value": text, "annotations": []}}],
        "status": "ready",
        "created_at": 1_748_000_000,
        "completed_at": 1_748_000_000,
        **fields,
    }


def write_thread(data_folder: Path, messages: list[Any], **fields: Any) -> Path:
    """Write a thread of `core/src/types/thread/threadEntity.ts`; gives its folder."""
    thread = {
        "id": "01JWX3W0GCKVYFQ5JFG5D1S3Z1",
        "object": "thread",
        "title": "Jan 대화",
        "assistants": [
            {
                "id": "jan",
                "name": "Jan",
                "instructions": "You are helpful.",
                "model": {"id": "qwen3:4b", "engine": "llamacpp", "settings": {}},
            }
        ],
        "created": 1_748_000_000,
        "updated": 1_748_000_500.25,
        "metadata": {"order": 1, "is_favorite": False},
        **fields,
    }
    folder = data_folder / "threads" / str(thread["id"])
    folder.mkdir(parents=True)
    (folder / "thread.json").write_text(json.dumps(thread, indent=2, ensure_ascii=False), "utf-8")
    lines = [one if isinstance(one, str) else json.dumps(one, ensure_ascii=False) for one in messages]
    (folder / "messages.jsonl").write_text("".join(f"{line}\n" for line in lines), "utf-8")
    return folder
