"""Which models are resident: one engine process each, ended in time for the next one's memory."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePath
from time import monotonic
from typing import TYPE_CHECKING, Literal

from msgspec import Struct
from msgspec.structs import replace

from desktop_chat.engine.protocol import (
    Command,
    Device,
    Ended,
    Event,
    Failed,
    Load,
    LoadCancelled,
    Loaded,
    LoadPlan,
    ModelInfo,
    Ready,
    SetTemplate,
    SetThreads,
    TemplateSet,
)
from desktop_chat.faults import Fault, FaultError

if TYPE_CHECKING:
    from desktop_chat.engine.client import EngineClient

PlanFor = Callable[[str, tuple[Device, ...], int], LoadPlan]
"""Plans the load of a model file for these devices. Called on a thread of the pool; raises `FaultError`.

The last value is how many bytes of the memory that is free now are not this model's to take; negative
where models that would be ended first give memory back.
"""

SlotState = Literal["starting", "planning", "waiting", "loading", "ready", "ending"]

_logger = logging.getLogger(__name__)


class ResidentModel(Struct, frozen=True):
    """A model with a process of its own: loaded when its state is `ready`, else on its way."""

    path: str
    state: SlotState
    info: ModelInfo | None
    plan: LoadPlan | None


class EnginePool:
    """The engine processes, at most one for a model file and one being loaded at a time.

    Used from one thread, its owner. `post` runs a call on the owner; `on_event` is called there with the
    model's path: with what its engine says, and with `LoadCancelled`, `Failed` and `Loaded` from the pool.
    Models that are loaded stay while `keep_models` is set and all of them fit into memory.
    """

    def __init__(
        self,
        *,
        post: Callable[[Callable[[], None]], None],
        on_event: Callable[[str, Event], None],
        plan_for: PlanFor,
        log_file: Path | None,
        keep_models: bool = True,
    ) -> None:
        self.keep_models = keep_models
        self._post = post
        self._on_event = on_event
        self._plan_for = plan_for
        self._log_file = log_file
        self._slots: list[_Slot] = []  # least recently used first
        self._current = ""
        self._free_devices: tuple[Device, ...] = ()  # as told when no model took their memory
        self._planner = ThreadPoolExecutor(1, thread_name_prefix="engine-planner")

    # ---- what the owner asks for

    def load(self, path: str, template: str = "") -> None:
        """Make a model the current one; answered by `Loaded`, `LoadCancelled` or `Failed`.

        A resident model is loaded at once. A load of another model that is under way is given up.
        """
        for other in [slot for slot in self._slots if slot.is_coming and slot.path != path]:
            self.cancel_load(other.path)
        slot = self._slot(path)
        if slot is None:
            self._start(path, template)
        elif slot.state == "ready":
            self._make_current(slot)
            if template != slot.template:
                self.send(path, SetTemplate(template))
            self._post(lambda: self._tell_loaded(slot))

    def reload(self, path: str, template: str = "") -> None:
        """Load a model anew, with a new plan. The end of its old process is told only if that cut a reply."""
        self.unload(path)
        self.load(path, template)

    def cancel_load(self, path: str) -> None:
        """Give up a load that is under way; answered by `LoadCancelled`."""
        slot = self._slot(path)
        if slot is not None and slot.is_coming:
            self._end(slot)
            self._post(lambda: self._on_event(path, LoadCancelled()))

    def unload(self, path: str) -> None:
        """End a model's process; `Ended` follows when its memory is back."""
        slot = self._slot(path)
        if slot is not None:
            self._end(slot)

    def send(self, path: str, command: Command) -> bool:
        """Send a command to a loaded model; gives False where the model is not loaded (any more)."""
        slot = self._slot(path)
        if slot is None or slot.state != "ready":
            return False
        if isinstance(command, SetTemplate):
            slot.template = command.template
        self._touch(slot)
        slot.client.send(command)
        return True

    def set_threads(self, threads: int, prompt_threads: int) -> None:
        """Let every loaded model use this many threads from its next token on."""
        for slot in self._slots:
            if slot.state == "ready":
                slot.client.send(SetThreads(threads, prompt_threads))

    @property
    def current(self) -> str | None:
        """The path of the model that was loaded last and is still resident."""
        slot = self._slot(self._current)
        return self._current if slot is not None and slot.state == "ready" else None

    def state(self, path: str) -> SlotState | None:
        """Give how far a model is; None where it has no process, or one that is being ended."""
        slot = self._slot(path)
        return slot.state if slot is not None else None

    def resident(self) -> list[ResidentModel]:
        """Give the models that are loaded or on their way, the most recently used first."""
        alive = [slot for slot in reversed(self._slots) if slot.state != "ending"]
        return [ResidentModel(slot.path, slot.state, slot.info, slot.plan) for slot in alive]

    def close(self) -> None:
        """End every process, without waiting; an `Ended` follows for each."""
        self._planner.shutdown(wait=False, cancel_futures=True)
        for slot in self._slots:
            self._end(slot)

    def wait(self, timeout: float) -> bool:
        """After `close`: wait up to `timeout` seconds until every process is gone; give whether they are."""
        deadline = monotonic() + timeout
        return all(slot.client.wait(max(0.0, deadline - monotonic())) for slot in self._slots)

    # ---- the way of a slot: starting → planning (→ waiting → planning) → loading → ready → ending

    def _start(self, path: str, template: str) -> None:
        from desktop_chat.engine.client import EngineClient  # noqa: PLC0415  not needed for a start

        slot = _Slot(path, template)
        slot.client = EngineClient(
            lambda event: self._post(lambda: self._take(slot, event)), log_file=self._log_file
        )
        self._slots.append(slot)
        slot.client.start()

    def _take(self, slot: _Slot, event: Event) -> None:
        """Take what a slot's engine says: follow it, then tell it."""
        if slot.state == "ending" and not slot.info and not isinstance(event, Ended):
            return  # of a load given up
        match event:
            case Ready(devices=devices):
                slot.devices = devices
                if slot.state == "loading":  # it begins anew, without the graphics card
                    slot.state = "starting"
                if self._slots == [slot]:
                    self._free_devices = devices
            case Loaded(info=info, plan=plan):
                slot.state, slot.info, slot.plan = "ready", info, plan
                self._make_current(slot)
            case TemplateSet(template=template) if slot.info:
                slot.info = replace(slot.info, template=template)
            case Failed(id=0) if slot.is_coming:
                self._end(slot)
            case Ended():
                self._slots.remove(slot)
        if not (isinstance(event, Ended) and self._is_replaced(slot)):
            self._on_event(slot.path, event)
        if isinstance(event, Ready | Ended):
            self._go_on()

    def _go_on(self) -> None:
        """Plan the load under way, once the memory of every process that was ended is back."""
        slot = next((slot for slot in self._slots if slot.is_coming and slot.devices), None)
        if slot is None or slot.state not in ("starting", "waiting"):
            return
        if any(other.state == "ending" for other in self._slots):
            slot.state = "waiting"
            return
        slot.state = "planning"
        others = [other for other in self._slots if other.state == "ready"]
        plans = [other.plan for other in others if other.plan]
        choose = _Choice(self._plan_for, slot.path, slot.devices, self._free_devices, plans, self.keep_models)
        future = self._planner.submit(choose.make)
        future.add_done_callback(
            lambda done: done.cancelled() or self._post(lambda: self._follow(slot, others, done.result()))
        )

    def _follow(self, slot: _Slot, others: list[_Slot], choice: LoadPlan | int | Fault) -> None:
        """Carry out what was chosen: load, end so many of the others first, or fail."""
        if slot.state != "planning":
            return
        match choice:
            case Fault():
                self._take(slot, Failed(0, choice))
            case int():
                slot.state = "waiting"
                for other in others[:choice]:
                    self._end(other)
                self._go_on()
            case LoadPlan():
                slot.state, slot.plan = "loading", choice
                slot.client.send(Load(slot.path, choice, slot.template))

    def _end(self, slot: _Slot) -> None:
        if slot.state != "ending":
            slot.was_replying = slot.client.phase in ("reading", "writing")
            slot.state = "ending"
            slot.client.end()

    # ---- small steps

    def _slot(self, path: str) -> _Slot | None:
        return next((slot for slot in self._slots if slot.path == path and slot.state != "ending"), None)

    def _is_replaced(self, slot: _Slot) -> bool:
        return self._slot(slot.path) is not None and not slot.was_replying

    def _make_current(self, slot: _Slot) -> None:
        self._current = slot.path
        self._touch(slot)

    def _touch(self, slot: _Slot) -> None:
        self._slots.remove(slot)
        self._slots.append(slot)

    def _tell_loaded(self, slot: _Slot) -> None:
        if slot.state == "ready" and slot.info and slot.plan:
            self._on_event(slot.path, Loaded(slot.info, slot.plan, 0.0))


class _Slot:
    """A model and its engine process."""

    client: EngineClient

    def __init__(self, path: str, template: str) -> None:
        self.path = path
        self.template = template
        self.state: SlotState = "starting"
        self.devices: tuple[Device, ...] = ()
        self.info: ModelInfo | None = None
        self.plan: LoadPlan | None = None
        self.was_replying = False

    @property
    def is_coming(self) -> bool:
        """Whether its load is under way."""
        return self.state not in ("ready", "ending")


class _Choice(Struct, frozen=True):
    """Chooses between loading at once and ending resident models first; made on the planner's thread."""

    plan_for: PlanFor
    path: str
    devices: tuple[Device, ...]
    free_devices: tuple[Device, ...]
    others: list[LoadPlan]  # of the resident models, least recently used first
    may_keep: bool

    def make(self) -> LoadPlan | int | Fault:
        """Give the plan to load by now, or how many of the others must end first, or why neither helps."""
        try:
            alone = self._plan(len(self.others))
            if not self.others:
                return alone
            return self._beside_the_others(alone) if self.may_keep else len(self.others)
        except FaultError as error:
            return error.fault
        except Exception:
            _logger.exception("A load could not be planned")
            return Fault("load_failed", {"name": PurePath(self.path).name})

    def _beside_the_others(self, alone: LoadPlan) -> LoadPlan | int:
        """Keep as many others as leave this model everything it would have alone."""
        for ended in range(len(self.others)):
            try:
                plan = self._plan(ended)
            except FaultError:
                continue
            if _is_as_good(plan, alone):
                return ended or plan
        return len(self.others)

    def _plan(self, ended: int) -> LoadPlan:
        """Plan as if the first `ended` of the others were gone."""
        is_alone = ended == len(self.others)
        devices = (self.free_devices or self.devices) if is_alone else self.devices
        return self.plan_for(
            self.path, devices, _bytes_kept(self.others[ended:]) - _bytes_back(self.others[:ended])
        )


def _is_as_good(plan: LoadPlan, alone: LoadPlan) -> bool:
    is_as_fast = (plan.gpu_layers, plan.kv_type) == (alone.gpu_layers, alone.kv_type)
    return is_as_fast and plan.context_tokens >= alone.context_tokens


def _bytes_kept(plans: Sequence[LoadPlan]) -> int:
    """Memory these models need that counts as free: Linux calls the pages of mapped files available."""
    return sum(map(_mapped_bytes, plans)) if sys.platform == "linux" else 0


def _bytes_back(plans: Sequence[LoadPlan]) -> int:
    """Memory that counts as taken until these models are ended."""
    return sum(plan.total_bytes for plan in plans) - _bytes_kept(plans)


def _mapped_bytes(plan: LoadPlan) -> int:
    return plan.weights_bytes if plan.memory_map and not plan.repack else 0
