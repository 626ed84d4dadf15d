"""How soon the Models window is there, how soon a letter finds, and whether downloads hold up the window."""

from __future__ import annotations

import shutil
import statistics
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from desktop_chat.models.library import Library
from desktop_chat.paths import Paths
from tests.benchmarks.bench import Bench, say, warm
from tests.benchmarks.download_protocol import Answer as HubAnswer
from tests.benchmarks.download_protocol import Serve, Serving
from tests.benchmarks.downloads import large_file
from tests.benchmarks.models_protocol import Answer, Beat, Beats, Opened, OpenModels, Typed, TypeWord
from tests.benchmarks.table import Bar, Row
from tests.benchmarks.worker import Worker
from tests.support.gguf_factory import tiny

MODELS: Final = 500
_SECONDS: Final = 4.0
_WORD: Final = "model 42"


def measure(bench: Bench) -> Iterator[Row]:
    """Measure the window with 500 models, then its heartbeat beside three downloads."""
    home = bench.folder / "models-500"
    _fill(home)
    opened = []
    for _ in range(bench.times(9)):
        with Worker[Answer]("models_child", Answer, home) as app:
            opened.append(app.ask(OpenModels(), Opened))
    yield Row(
        f"Models window with {MODELS} models, first time",
        "ms",
        1000 * statistics.median(one.seconds for one in opened),
        1000 * statistics.median(one.empty_seconds for one in opened),
        "empty window",
        statistics.median(one.seconds / one.empty_seconds for one in opened),
        Bar("≤", 150.0, "ms"),
    )
    with Worker[Answer]("models_child", Answer, home) as app:
        app.ask(OpenModels(), Opened)
        typed = [app.ask(TypeWord(_WORD), Typed).seconds for _ in range(bench.times(9))]
        keys = sorted(seconds for word in typed for seconds in word)
        yield Row(
            "a letter in its search field, 95 of 100",
            "ms",
            1000 * keys[int(0.95 * len(keys))],
            bar=Bar("≤", 30.0, "ms"),
        )
    yield from _heartbeat(bench, home)


def _heartbeat(bench: Bench, home: Path) -> Iterator[Row]:
    path = large_file(bench)
    warm(path)
    _forget_downloads(home)
    with Worker[HubAnswer]("download_server", HubAnswer, bench.folder / "downloads") as hub:
        url = hub.ask(Serve(str(path)), Serving).url
        with Worker[Answer]("models_child", Answer, home) as app:
            app.ask(OpenModels(), Opened)
            idle = app.ask(Beat(_SECONDS), Beats)
            busy = app.ask(Beat(_SECONDS, url, path.stat().st_size), Beats)
    say(f"models: {busy.downloaded / _SECONDS / 1e6:.0f} MB/s while the heart beat")
    bar = Bar("≤", 10.0, "ms")
    for name, share, kept in (("999 of 1000 beats", 0.999, bar), ("the worst beat", 1.0, None)):
        ours, floor = (sorted(one.late)[int(share * (len(one.late) - 1))] for one in (busy, idle))
        what = f"main thread late while three downloads run, {name}"
        yield Row(what, "ms", 1000 * ours, 1000 * floor, "no download", bar=kept)


def _forget_downloads(home: Path) -> None:
    """Let downloads begin anew that an earlier run left in the middle."""
    paths = Paths.below(home)
    paths.downloads_file.unlink(missing_ok=True)
    for folder in paths.models.glob("bench/*-GGUF"):
        shutil.rmtree(folder)


def _fill(home: Path) -> None:
    """Write the models the first time, and put them on the list."""
    paths = Paths.below(home)
    paths.make()
    library = Library(paths.library_file)
    if len(library.listed()) == MODELS:
        return
    say(f"writing {MODELS} small models")
    folder = paths.models / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    for number in range(MODELS):
        path = folder / f"model-{number}-Q4_K_M.gguf"
        if not path.exists():
            tiny(path, name=f"Model {number}", seed=number)
        library.add(path, place="own")
