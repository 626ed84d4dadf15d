"""Writes conversations as LM Studio 0.3 and 0.4 keep them in `~/.lmstudio/conversations`.

The shape is that of real files, as `lm-studio-conversation-converter` and others read them.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


def user(*texts: str, files: tuple[str, ...] = ()) -> dict[str, Any]:
    """Give a message of the user, each text a version of it."""
    parts = [
        {"type": "file", "fileIdentifier": name, "fileType": "text/plain", "sizeBytes": 12} for name in files
    ]
    versions = [
        {"type": "singleStep", "role": "user", "content": [{"type": "text", "text": text}, *parts]}
        for text in texts
    ]
    return {"versions": versions, "currentlySelected": 0}


def reply(*versions: list[dict[str, Any]], chosen: int = 0) -> dict[str, Any]:
    """Give a reply, each list of steps a version of it."""
    return {
        "versions": [
            {
                "type": "multiStep",
                "role": "assistant",
                "senderInfo": {"senderName": "qwen/qwen3-4b"},
                "steps": steps,
            }
            for steps in versions
        ],
        "currentlySelected": chosen,
    }


def block(text: str, **fields: Any) -> dict[str, Any]:
    """Give a step that says something."""
    return {
        "type": "contentBlock",
        "stepIdentifier": "1748000000000-0.1",
        "content": [{"type": "text", "text": text, "tokensCount": 3}],
        "defaultShouldIncludeInContext": True,
        "shouldIncludeInContext": True,
        **fields,
    }


def thinking(text: str, seconds: float) -> dict[str, Any]:
    """Give a step in which the model thinks."""
    style = {"type": "thinking", "ended": True, "title": f"Thought for {seconds:.2f} seconds"}
    return block(text, style=style, prefix="<think>", suffix="</think>")


def write(root: Path, file: str, messages: list[Any], **fields: Any) -> Path:
    """Write a conversation to a file, named with its folder where it is in one."""
    path = root / f"{file}.conversation.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    told = {
        "name": "Spreadsheet",
        "pinned": False,
        "createdAt": 1_748_000_000_123,
        "preset": "",
        "tokenCount": 2146,
        "userLastMessagedAt": 1_748_000_100_000,
        "assistantLastMessagedAt": 1_748_000_200_000,
        "systemPrompt": "",
        "messages": messages,
        "usePerChatPredictionConfig": True,
        "perChatPredictionConfig": {"fields": []},
        "lastUsedModel": {
            "identifier": "qwen/qwen3-4b",
            "indexedModelIdentifier": "qwen/qwen3-4b-GGUF/q8.gguf",
        },
        **fields,
    }
    path.write_text(json.dumps(told, ensure_ascii=False), "utf-8")
    return path
