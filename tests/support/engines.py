"""Speaking to an engine in tests: one in a process of its own, and short ways to write conversations."""

from __future__ import annotations

import subprocess
import threading
from pathlib import Path
from typing import Any

from desktop_chat.engine.protocol import (
    NOT_BEGUN,
    Begun,
    ChatMessage,
    Command,
    Delta,
    Event,
    Generate,
    GenerateOptions,
    Load,
    Loaded,
    LoadPlan,
    decode_event,
    encode,
)
from tests.support.events import EventLog


class Engine:
    """An engine in a process of its own, spoken to as the app does."""

    def __init__(self, command: list[str], errors: Path) -> None:
        self.log = EventLog()
        self.lines: list[bytes] = []
        self._errors = errors
        with errors.open("wb") as log:
            self.process = subprocess.Popen(
                command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log
            )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append(line)
            self.log(decode_event(line))

    def send(self, *commands: Command) -> None:
        self.write(b"".join(map(encode, commands)))

    def write(self, data: bytes) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def load(self, path: Path, context: int = 4096, **plan: Any) -> Loaded:
        before = len(self.log.of(Loaded))
        self.send(Load(str(path), LoadPlan(context, **plan)))
        return self.log.wait_for(Loaded, nth=before + 1)

    def end(self) -> int:
        """Close its standard input and give its exit code."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        code = self.process.wait(10)
        self._reader.join(10)
        return code

    @property
    def errors(self) -> str:
        return self._errors.read_text(encoding="utf-8", errors="replace")

    def close(self) -> None:
        self.process.kill()
        self.process.wait(10)
        self._reader.join(10)
        for pipe in (self.process.stdin, self.process.stdout):
            if pipe is not None and not pipe.closed:
                pipe.close()


def chat(*texts: str, system: str = "") -> tuple[ChatMessage, ...]:
    """A conversation: user and assistant in turn."""
    head = (ChatMessage("system", system),) if system else ()
    roles = ("user", "assistant")
    return (*head, *(ChatMessage(roles[place % 2], text) for place, text in enumerate(texts)))  # type: ignore[arg-type]


def generate(
    number: int, *texts: str, system: str = "", begun: Begun = NOT_BEGUN, **options: Any
) -> Generate:
    """The command for a reply to a conversation."""
    return Generate(number, chat(*texts, system=system), GenerateOptions(**options), begun)


def text_of(events: list[Event], channel: str = "answer") -> str:
    """What was shown."""
    return "".join(each.text for each in events if isinstance(each, Delta) and each.channel == channel)
