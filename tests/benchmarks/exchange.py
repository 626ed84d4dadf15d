"""Exporting and importing 5,000 conversations of 20 messages, in steps between which the window's work is done."""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from typing import Any, Final

from desktop_chat.chat.database import Database
from desktop_chat.chat.exporting.export import export_steps
from desktop_chat.chat.exporting.forms import Format, form_of
from desktop_chat.chat.exporting.texts import ExportTexts
from desktop_chat.chat.importing.carrying import import_steps
from desktop_chat.chat.importing.preview import preview_steps
from desktop_chat.chat.importing.read import found_in
from desktop_chat.chat.store import Store
from tests.benchmarks.bench import Bench, say
from tests.benchmarks.corpus import Corpus
from tests.benchmarks.search import CONVERSATIONS, MESSAGES, fill
from tests.benchmarks.table import Row
from tests.support.other_apps import chatgpt, claude, open_webui

_TEXTS: Final = ExportTexts("en", "Untitled", "You", "Assistant", "System prompt", "Reasoning", str)
_FIRST_TIME: Final = 1.6e9

Said = list[tuple[str, str]]  # role and text


def measure(bench: Bench) -> Iterator[Row]:
    """Export to each format, then import ours and those of other apps whose exports are long."""
    with tempfile.TemporaryDirectory(dir=bench.folder) as name:
        folder = Path(name)
        say(f"exchange: writing {CONVERSATIONS} conversations of {MESSAGES} messages")
        database = Database(folder / "full.db")
        fill(database, Corpus(CONVERSATIONS, MESSAGES))
        store = Store(database)
        formats: tuple[Format, ...] = ("json", "markdown", "html", "text")
        for kind in formats:
            say(f"exchange: exporting {kind}")
            path = folder / f"export.{kind}"
            ids = [one.id for one in store.conversations()]
            if bench.is_quick and kind != "json":
                ids = ids[: CONVERSATIONS // 10]
            form, untitled = form_of(store, kind, _TEXTS), "" if kind == "json" else _TEXTS.untitled
            steps = export_steps(store, path, form, ids, untitled=untitled)
            yield from _timed(f"export {len(ids)} as {kind}", steps)
        store.close()
        yield from _imports(folder)


def _imports(folder: Path) -> Iterator[Row]:
    conversations = list(_conversations())
    writers: dict[str, Callable[[Path], object]] = {
        "ours": (folder / "export.json").rename,
        "ChatGPT's": lambda path: chatgpt.write(path, [_chatgpt(*one) for one in conversations]),
        "Claude's": lambda path: claude.write(path, [_claude(*one) for one in conversations]),
        "Open WebUI's": lambda path: open_webui.write(path, [_open_webui(*one) for one in conversations]),
    }
    for name, write in writers.items():
        say(f"exchange: importing {name}")
        path = folder / "import.json"
        write(path)
        store = Store(Database(folder / f"{name}.db"))
        yield Row(f"import {name}, file", "MB", path.stat().st_size / 1e6)
        with found_in(path) as inputs:
            yield from _timed(f"preview {name}", preview_steps(store, inputs, path.name))
            yield from _timed(f"import {name}", import_steps(store, inputs, path.name))
        assert len(store.conversations()) == CONVERSATIONS
        store.close()


def _timed(what: str, steps: Generator[object, None, object]) -> Iterator[Row]:
    taken: list[float] = []
    while True:
        began = time.perf_counter()
        ended = next(steps, None) is None
        taken.append(time.perf_counter() - began)
        if ended:
            break
    yield Row(what, "s", sum(taken))
    yield Row(f"{what}, step, p95", "ms", 1000 * statistics.quantiles(taken, n=20)[-1])
    yield Row(f"{what}, step, worst", "ms", 1000 * max(taken))


def _conversations() -> Iterator[tuple[int, Said]]:
    said: Said = []
    for text in Corpus(CONVERSATIONS, MESSAGES):
        said.append(("assistant" if len(said) % 2 else "user", text.text))
        if len(said) == MESSAGES:
            yield text.conversation, said
            said = []


def _chatgpt(number: int, said: Said) -> dict[str, Any]:
    nodes = [chatgpt.node("root", None, None)]
    for place, (role, text) in enumerate(said):
        at = _FIRST_TIME + 1000 * number + place
        nodes.append(
            chatgpt.node(f"{number}-{place}", nodes[-1]["id"], role, text, at=at, model_slug="gpt-4o")
        )
    return chatgpt.conversation(nodes, nodes[-1]["id"], conversation_id=str(number))


def _claude(number: int, said: Said) -> dict[str, Any]:
    parent = claude.ROOT
    messages = []
    for place, (role, text) in enumerate(said):
        sender = "human" if role == "user" else role
        messages.append(claude.message(f"{number}-{place}", sender, claude.text(text), parent=parent))
        parent = f"{number}-{place}"
    return claude.conversation(messages, uuid=str(number))


def _open_webui(number: int, said: Said) -> dict[str, Any]:
    messages: list[dict[str, Any]] = []
    for place, (role, text) in enumerate(said):
        parent = messages[-1]["id"] if messages else None
        messages.append(open_webui.message(f"{number}-{place}", parent, role, text))
    return open_webui.chat(messages, messages[-1]["id"], id=str(number))
