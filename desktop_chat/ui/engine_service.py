"""The engine pool as the window sees it: calls in, signals out, all on the main thread."""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from pathlib import Path
from typing import Final, Literal

import msgspec
from msgspec import Struct
from PySide6.QtCore import QObject, Qt, Signal, Slot

from desktop_chat.engine.pool import EnginePool, PlanFor
from desktop_chat.engine.protocol import (
    NOT_BEGUN,
    Begun,
    ChatMessage,
    Command,
    Count,
    Counted,
    Delta,
    Ended,
    Event,
    Failed,
    Finished,
    Generate,
    GenerateOptions,
    LoadCancelled,
    Loaded,
    LoadProgress,
    PromptProgress,
    Ready,
    Render,
    Rendered,
    SetTemplate,
    Started,
    Stop,
    TemplateChoice,
    TemplateSet,
)
from desktop_chat.faults import Fault
from desktop_chat.models.loading_marker import LoadingMarker
from desktop_chat.ui.background import Background

ModelState = Literal["cold", "loading", "ready"]


class ModelStatus(Struct, frozen=True):
    """What a model is doing: on disk only, being loaded (how far, 0 to 1), or ready to answer."""

    state: ModelState = "cold"
    fraction: float = 0.0
    loaded: Loaded | None = None


COLD: Final = ModelStatus()

ENDING_SECONDS: Final = 3.0
"""How long the end of the app waits for the engines; they end by themselves in any case."""


class EngineService(QObject):
    """Loads models and talks to them. A model is named by the path of its file.

    `machine` is what the engine that started last told of this PC.

    Signals:
        status_changed: (path, ModelStatus).
        load_failed: (path, Fault).
        load_cancelled: (path).
        reply_event: (path, event) of a reply: Started, PromptProgress, Delta, Finished, Failed.
        counted: (path, Counted).
        rendered: (path, Rendered).
        ended: (path, Fault or None) the process of a model is gone; a fault unless it was asked to end, or
            it is told by `load_failed`.
    """

    status_changed = Signal(str, object)
    load_failed = Signal(str, object)
    load_cancelled = Signal(str)
    reply_event = Signal(str, object)
    counted = Signal(str, object)
    rendered = Signal(str, object)
    ended = Signal(str, object)

    _posted = Signal(object)

    def __init__(
        self,
        plan_for: PlanFor,
        marker: LoadingMarker,
        *,
        log_file: Path | None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._marker = marker
        self._disk = Background("loading-marker", parent=self)
        self._marked = ""  # the model whose load was begun last, while the marker names it
        self._is_closed = False
        self.machine: Ready | None = None
        self._statuses: dict[str, ModelStatus] = {}
        self._ids = count(1)
        self._counts: set[int] = set()  # that are not answered yet
        self._posted.connect(self._run_posted, Qt.ConnectionType.QueuedConnection)
        self._pool = EnginePool(
            post=self._posted.emit, on_event=self._on_event, plan_for=plan_for, log_file=log_file
        )

    def status(self, path: str) -> ModelStatus:
        """Give what a model is doing."""
        return self._statuses.get(path, COLD)

    def load(self, path: str, template: str = "") -> None:
        """Make a model ready; told by `status_changed` or `load_failed`."""
        if self._pool.state(path) is None:
            self._mark(path)
            self._set_status(path, ModelStatus("loading"))
        self._pool.load(path, template)

    def reload(self, path: str, template: str = "") -> None:
        """Load a resident model anew, with the settings of now."""
        self._mark(path)
        self._set_status(path, ModelStatus("loading"))
        self._pool.reload(path, template)

    def cancel_load(self, path: str) -> None:
        """Give up loading a model."""
        self._pool.cancel_load(path)

    def unload(self, path: str) -> None:
        """End a model's process; all its memory is given back."""
        self._pool.unload(path)

    def generate(
        self,
        path: str,
        messages: tuple[ChatMessage, ...],
        options: GenerateOptions,
        begun: Begun = NOT_BEGUN,
    ) -> int | None:
        """Ask a model for a reply, or for more of one that is `begun`.

        Gives the id its events carry, or None where the model must be loaded first.
        """
        reply_id = next(self._ids)
        return reply_id if self._pool.send(path, Generate(reply_id, messages, options, begun)) else None

    def stop(self, path: str, reply_id: int) -> None:
        """End a reply at once."""
        self._pool.send(path, Stop(reply_id))

    def count(self, path: str, messages: tuple[ChatMessage, ...], options: GenerateOptions) -> int:
        """Ask a ready model how full its context would be; gives the id its answer carries."""
        count_id = self._send_new(path, lambda i: Count(i, messages, options))
        self._counts.add(count_id)
        return count_id

    def render(self, path: str, messages: tuple[ChatMessage, ...], options: GenerateOptions) -> int:
        """Ask a ready model for the text it would read; gives the id its answer carries."""
        return self._send_new(path, lambda i: Render(i, messages, options))

    def set_template(self, path: str, template: str) -> None:
        """Change the chat template of a ready model."""
        self._pool.send(path, SetTemplate(template))

    def set_keep_models(self, keep: bool) -> None:
        """Say whether models stay in memory beside the current one where they fit."""
        self._pool.keep_models = keep

    def set_threads(self, threads: int, prompt_threads: int) -> None:
        """Change the number of threads of every resident model."""
        self._pool.set_threads(threads, prompt_threads)

    def resident(self) -> list[str]:
        """Give the paths of the models in memory."""
        return [path for path, status in self._statuses.items() if status.state == "ready"]

    def close(self) -> None:
        """End every process and wait until they are gone. A load that is given up this way was no crash."""
        self._is_closed = True
        if self.status(self._marked).state == "loading":
            self._unmark(self._marked)
        self._disk.close()
        self._pool.close()
        self._pool.wait(ENDING_SECONDS)

    def _mark(self, path: str) -> None:
        self._marked = path
        self._disk.run(lambda: self._marker.set(Path(path)))

    def _unmark(self, path: str) -> None:
        if path == self._marked:
            self._marked = ""
            self._disk.run(self._marker.clear)

    def _send_new(self, path: str, make: Callable[[int], Command]) -> int:
        command_id = next(self._ids)
        self._pool.send(path, make(command_id))
        return command_id

    def _set_status(self, path: str, status: ModelStatus) -> None:
        if self.status(path) != status:
            self._statuses[path] = status
            self.status_changed.emit(path, status)

    @Slot(object)
    def _run_posted(self, call: Callable[[], None]) -> None:
        if not self._is_closed:
            call()

    def _on_event(self, path: str, event: Event) -> None:
        match event:
            case Delta() | Started() | PromptProgress() | Finished():
                self.reply_event.emit(path, event)
            case LoadProgress(fraction):
                self._set_status(path, ModelStatus("loading", fraction))
            case Loaded():
                self._unmark(path)
                self._set_status(path, ModelStatus("ready", 1.0, event))
            case LoadCancelled():
                self._unmark(path)
                self._set_status(path, COLD)
                self.load_cancelled.emit(path)
            case Failed():
                self._on_failed(path, event)
            case Counted(command_id):
                self._counts.discard(command_id)
                self.counted.emit(path, event)
            case Rendered():
                self.rendered.emit(path, event)
            case TemplateSet(template):
                self._on_template_set(path, template)
            case Ready():
                self.machine = event
            case Ended(_, fault):
                self._on_ended(path, fault)

    def _on_failed(self, path: str, failed: Failed) -> None:
        match failed:
            case Failed(0, fault):
                self._unmark(path)
                if self._pool.state(path) != "ready":  # else it is another template that failed
                    self._set_status(path, COLD)
                self.load_failed.emit(path, fault)
            case Failed(count_id, fault) if count_id in self._counts:
                self._counts.discard(count_id)
                if fault.code == "prompt_too_long":
                    tokens, context = int(fault.values["tokens"]), int(fault.values["context"])
                    self.counted.emit(path, Counted(count_id, tokens, context, 0))
            case _:
                self.reply_event.emit(path, failed)

    def _on_template_set(self, path: str, template: TemplateChoice) -> None:
        loaded = self.status(path).loaded
        if loaded is not None:
            info = msgspec.structs.replace(loaded.info, template=template)
            self._set_status(path, ModelStatus("ready", 1.0, msgspec.structs.replace(loaded, info=info)))

    def _on_ended(self, path: str, fault: Fault | None) -> None:
        if self._pool.state(path) is not None:  # another process has taken its place
            self.ended.emit(path, None)
            return
        was_loading = self.status(path).state == "loading"
        if fault is None and was_loading:
            self._unmark(path)
        self._set_status(path, COLD)
        if fault is not None and was_loading:
            self.load_failed.emit(path, fault)
        self.ended.emit(path, None if was_loading else fault)
