"""LM Studio's conversations: one `….conversation.json` each, every message with its versions.

The format is not described. What is read here is what the files of LM Studio 0.3 and 0.4 hold, as their open readers
read them, such as `lm-studio-conversation-converter`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from desktop_chat.chat.importing.found import Described, put_together
from desktop_chat.chat.importing.loose import Loose, as_json, decode
from desktop_chat.chat.importing.pieces import Piece, fenced, joined, split_thinking
from desktop_chat.chat.messages import Attachment, MessageState
from desktop_chat.chat.records import ConversationRecord
from desktop_chat.engine.protocol import Timings
from desktop_chat.settings import GenerationOverrides

ENDING: Final = ".conversation.json"
_SECONDS: Final = re.compile(r"(\d+(?:\.\d+)?) seconds?")
_STATES: Final[dict[str, MessageState]] = {
    "userStopped": "stopped",
    "modelUnloaded": "cut",
    "failed": "failed",
}


def read_file(file: Path, root: Path) -> ConversationRecord:
    """Give the conversation in a file, its folder below `root` as its own.

    Raises `OSError`, `ValueError` and `FaultError("import_record_empty")`.
    """
    table = Loose(decode(file.read_bytes()))
    below = file.relative_to(root)
    pieces, shown = _pieces(table)
    folder = below.parent.as_posix()
    described = Described(
        source=below.as_posix().removesuffix(ENDING),
        title=table.text("name"),
        created_at=table.seconds("createdAt"),
        updated_at=max(
            filter(None, map(table.seconds, ("userLastMessagedAt", "assistantLastMessagedAt"))), default=None
        ),
        model=table.table("lastUsedModel").text("identifier"),
        system_prompt=table.text("systemPrompt") or _text_setting(table, "llm.prediction.systemPrompt"),
        settings=_settings(table),
        folder="" if folder == "." else folder,
        is_pinned=table.flag("pinned"),
    )
    return put_together("lm-studio", described, pieces, shown, written_at=file.stat().st_mtime)


def _pieces(table: Loose) -> tuple[list[Piece], str | None]:
    """Give all versions, each below the chosen one of the message before."""
    pieces: list[Piece] = []
    before: str | None = None
    for number, message in enumerate(table.tables("messages")):
        versions = message.tables("versions")
        chosen = min(message.whole("currentlySelected"), len(versions) - 1)
        parent = before
        for index, version in enumerate(versions):
            piece = _piece(version, f"{number}.{index}", parent)
            pieces.append(piece)
            if index == chosen:
                before = piece.key
    return pieces, before


def _piece(version: Loose, key: str, parent: str | None) -> Piece:
    is_user = version.text("role") == "user"
    steps = version.tables("steps")
    contents = [(step, _content(step)) for step in steps] if steps else [(version, _content(version))]
    thoughts = [(step, text) for step, text in contents if _is_thinking(step)]
    text = joined([text for step, text in contents if not _is_thinking(step)])
    reasoning = joined([text for _, text in thoughts])
    if not is_user and not reasoning:
        reasoning, text = split_thinking(text)
    infos = [step.table("genInfo") for step in steps if step.table("genInfo")]
    last = infos[-1] if infos else Loose({})
    return Piece(
        key,
        parent,
        "user" if is_user else "" if version.text("role") == "system" else "assistant",
        created_at=version.seconds("createdAt"),
        text=text,
        reasoning=reasoning,
        reasoning_seconds=_seconds([step for step, _ in thoughts]),
        state=_STATES.get(last.table("stats").text("stopReason"), "done"),
        model=last.text("identifier")
        or last.text("indexedModelIdentifier")
        or version.table("senderInfo").text("senderName") * (not is_user),
        attachments=tuple(_attachments([version, *steps])),
        timings=_timings(last.table("stats")),
    )


def _is_thinking(step: Loose) -> bool:
    return step.table("style").text("type") == "thinking"


def _seconds(thoughts: list[Loose]) -> float | None:
    found = [_SECONDS.search(step.table("style").text("title")) for step in thoughts]
    known = [float(match.group(1)) for match in found if match]
    return sum(known) if known else None


def _content(step: Loose) -> str:
    if step.text("content"):
        return step.text("content")
    return joined(list(filter(None, map(_part, step.tables("content"))))) or step.text("citedText")


def _part(part: Loose) -> str:
    match part.text("type"):
        case "toolCallRequest":
            asked = part.raw("parameters") or part.raw("arguments") or {}
            return joined([f"**{part.text('name')}**", fenced(as_json(asked), "json")])
        case "toolCallResult":
            answer = part.raw("content")
            return fenced(answer if isinstance(answer, str) else as_json(answer))
        case "file":
            return ""
        case _:
            return part.text("text")


def _attachments(steps: list[Loose]) -> Iterator[Attachment]:
    for step in steps:
        for part in step.tables("content"):
            name = part.text("name") or part.text("fileIdentifier")
            if part.text("type") == "file" and name:
                yield Attachment(name, "")


def _timings(stats: Loose) -> Timings | None:
    tokens, rate = stats.whole("predictedTokensCount"), stats.number("tokensPerSecond")
    if not tokens:
        return None
    return Timings(
        prompt_tokens=stats.whole("promptTokensCount"),
        reply_tokens=tokens,
        reply_seconds=tokens / rate if rate and rate > 0 else 0.0,
        first_token_seconds=max(stats.number("timeToFirstTokenSec") or 0.0, 0.0),
    )


# ---- settings of one conversation


def _setting(table: Loose, key: str) -> Loose:
    fields = table.table("perChatPredictionConfig").tables("fields")
    return next((field for field in fields if field.text("key") == key), Loose({}))


def _text_setting(table: Loose, key: str) -> str:
    return _setting(table, key).text("value")


def _number_setting(table: Loose, key: str) -> float | None:
    """Give a number, which may be written alone or beside whether it is used."""
    field = _setting(table, key)
    value = field.table("value")
    if value and not value.flag("checked"):
        return None
    return value.number("value") if value else field.number("value")


def _settings(table: Loose) -> GenerationOverrides:
    temperature = _number_setting(table, "llm.prediction.temperature")
    top_p = _number_setting(table, "llm.prediction.topPSampling")
    longest = _number_setting(table, "llm.prediction.maxPredictedTokens")
    return GenerationOverrides(
        temperature=temperature if temperature is not None and 0 <= temperature <= 5 else None,
        top_p=top_p if top_p is not None and 0 <= top_p <= 1 else None,
        max_tokens=int(longest) if longest is not None and 0 <= longest <= 10_000_000 else None,
    )
