"""How soon the window is there, and how much memory the app takes."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

import msgspec
import psutil

from desktop_chat.chat.store import open_store
from desktop_chat.engine.protocol import Role
from desktop_chat.files import write_whole
from desktop_chat.paths import Paths
from desktop_chat.ui.window_state import WindowState
from tests.benchmarks.bench import Bench, say
from tests.benchmarks.painted import Painted
from tests.benchmarks.table import Bar, Row, Unit
from tests.benchmarks.worker import ROOT, environment

CONVERSATIONS: Final = 200
MESSAGES: Final = 100
MANY: Final = 5000
SETTLE_SECONDS: Final = 5.0

_QUESTION = "How do I read a file line by line in Python, and why is it better than reading it whole? ({n})"
_ANSWER = """\
Reading **line by line** keeps only one line in memory, so the size of the file does not matter ({n}).

1. Open the file with `with`, so that it is closed again.
2. Loop over it: each turn gives the next line.

```python
with open("notes.txt", encoding="utf-8") as file:
    for number, line in enumerate(file, 1):
        print(number, line.rstrip())
```

한국어로도 같습니다. 파일 전체를 읽으면 메모리가 파일 크기만큼 필요하지만, 한 줄씩 읽으면 그렇지 않습니다.
"""


@dataclass(frozen=True)
class Start:
    """One start: seconds until a window was painted, its processor time by then, and its memory at rest."""

    frame: float
    content: float
    work: float
    rss: int
    uss: int


def measure(bench: Bench) -> Iterator[Row]:
    """Measure first paint, of an empty window and of ours in turns, then the memory."""
    with bench.home() as home:
        _fill(Paths.below(home), CONVERSATIONS, MESSAGES)
        floors, ours = _starts(home, bench.times(9), SETTLE_SECONDS)
    yield _row("start, frame painted", "s", [one.frame for one in ours], [one.frame for one in floors])
    what = f"start, {CONVERSATIONS} × {MESSAGES} painted"
    content = [one.content for one in ours]
    yield replace(_row(what, "s", content, [one.frame for one in floors]), bar=Bar("≤", 2.5))
    work = [1000 * one.work for one in ours]
    yield _row("start, processor time", "ms", work, [1000 * one.work for one in floors])
    rss, uss = (statistics.median(getattr(one, kind) / 1e6 for one in ours) for kind in ("rss", "uss"))
    yield Row("app memory, RSS", "MB", rss, bar=Bar("≤", 150, "MB"))
    yield Row("app memory, its own (USS)", "MB", uss)
    with bench.home() as home:
        _fill(Paths.below(home), MANY, 2)
        floors, ours = _starts(home, bench.times(5), 0)
    content = [one.content for one in ours]
    row = _row(f"start, {MANY} conversations painted", "s", content, [one.frame for one in floors])
    yield replace(row, bar=Bar("≤", 2.5))


def _starts(home: Path, times: int, settle_seconds: float) -> tuple[list[Start], list[Start]]:
    """Start an empty window and ours in turns."""
    say("start: first paint")
    floors, ours = [], []
    for turn in range(times + 1):
        floor, our = _start("empty_window", home, 0), _start("first_paint", home, settle_seconds)
        if turn:  # the first one compiles modules
            floors.append(floor)
            ours.append(our)
    return floors, ours


def _row(what: str, unit: Unit, ours: list[float], floors: list[float]) -> Row:
    ratio = statistics.median(one / floor for one, floor in zip(ours, floors, strict=True))
    return Row(what, unit, statistics.median(ours), statistics.median(floors), "empty window", ratio)


def _start(module: str, home: Path, settle_seconds: float) -> Start:
    """Start a window in a process of its own; its memory is that after some seconds more."""
    began = time.monotonic()
    with subprocess.Popen(
        [sys.executable, "-P", str(Path(__file__).with_name(f"{module}.py"))],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment(home),
        cwd=ROOT,
    ) as process:
        assert process.stdout is not None
        painted = msgspec.json.decode(process.stdout.readline(), type=Painted)
        time.sleep(settle_seconds)
        memory = psutil.Process(process.pid).memory_full_info()
        process.kill()
    return Start(painted.frame - began, painted.content - began, painted.work, memory.rss, memory.uss)


def _fill(paths: Paths, conversations: int, messages: int) -> None:
    """Write conversations, the newest of them open."""
    say(f"start: writing {conversations} conversations of {messages} messages")
    store = open_store(paths.database).store
    with store.transaction():
        for number in range(conversations):
            conversation = store.create_conversation()
            store.set_title(conversation.id, f"Reading files in Python, part {number}", "user")
            parent = None
            for turn in range(messages):
                role: Role = "assistant" if turn % 2 else "user"
                text = (_ANSWER if turn % 2 else _QUESTION).format(n=turn)
                parent = store.add_message(conversation.id, parent, role, text).id
    store.close()
    write_whole(paths.window_file, msgspec.json.encode(WindowState(conversation=conversation.id)))
