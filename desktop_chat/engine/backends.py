"""Loads ggml's plug-ins from a folder: the best one for this processor, and those for graphics cards.

A build of ggml has them when made with `GGML_BACKEND_DL`. Ours, not ggml's own, which also looks into the folder
the app was started in, tells nobody which one it chose, and cannot leave one out.
"""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Final

from desktop_chat.engine.protocol import BACKENDS_VARIABLE, CPU_ONLY

_FILE: Final = re.compile(r"(?:lib)?ggml-(?P<name>(?P<kind>[a-z0-9]+)(?:-.+)?)\.(?:so|dll)")
_PARTS: Final = frozenset({"base"})  # of ggml itself: no plug-ins
_DEFAULT_SCORE: Final = 1  # of one that is the only one of its kind


class Plugin:
    """A plug-in's file; `name` is such as `cpu-haswell`, `kind` then `cpu`."""

    def __init__(self, path: Path, name: str, kind: str) -> None:
        self.path = path
        self.name = name
        self.kind = kind

    def score(self) -> int:
        """Give how well it suits this PC, 0 where it cannot run; raises `OSError` where it cannot be opened."""
        library = ctypes.CDLL(str(self.path))
        has_score = hasattr(library, "ggml_backend_score")
        return int(library.ggml_backend_score()) if has_score else _DEFAULT_SCORE

    def start(self) -> int | None:
        """Give the address of its registration; None where it finds nothing to compute on."""
        begin = ctypes.CDLL(str(self.path)).ggml_backend_init
        begin.restype = ctypes.c_void_p
        address: int | None = begin()
        return address


def load_backends(
    folder: Path, wanted: str, register: Callable[[int], None], log: Callable[[str], None]
) -> tuple[str, ...]:
    """Load plug-ins and hand their registrations to `register`; give the names of those in use.

    Of each kind the one with the highest score is taken. `wanted` names kinds (`cpu`) or plug-ins (`cpu-haswell`),
    comma between them, and leaves out all others; without one for the processor that runs, the best is taken.
    One that cannot be opened or started is left out, and `log` told why.
    """
    plugins = list(_plugins(folder))
    names = [name.strip() for name in wanted.split(",") if name.strip()] or sorted({p.kind for p in plugins})
    loaded = [plugin for name in names if (plugin := _load_best(plugins, name, register, log))]
    if not any(plugin.kind == CPU_ONLY for plugin in loaded):
        if wanted:
            log(f"{BACKENDS_VARIABLE}={wanted} names nothing this processor can run")
        loaded += filter(None, [_load_best(plugins, CPU_ONLY, register, log)])
    return tuple(plugin.name for plugin in loaded)


def _plugins(folder: Path) -> Iterator[Plugin]:
    for path in sorted(folder.iterdir()):
        match = _FILE.fullmatch(path.name)
        if match and match["kind"] not in _PARTS:
            yield Plugin(path, match["name"], match["kind"])


def _load_best(
    plugins: Iterable[Plugin], name: str, register: Callable[[int], None], log: Callable[[str], None]
) -> Plugin | None:
    """Load the best plug-in of a kind or of that very name; give it, or None where none runs."""
    scored: list[tuple[int, Plugin]] = []
    for plugin in plugins:
        if name in (plugin.kind, plugin.name):
            try:
                scored.append((plugin.score(), plugin))
            except OSError as error:
                log(f"The backend {plugin.name} cannot be opened: {error}")
    for score, plugin in sorted(scored, key=lambda each: each[0], reverse=True):
        if score and (address := plugin.start()):
            register(address)
            return plugin
        log(f"The backend {plugin.name} finds nothing it can run on")
    return None
