"""Whether an engine process starts, on what it computes, and whether what it computes is right."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Final

from desktop_chat.engine.client import EngineClient
from desktop_chat.engine.graphics import Graphics
from desktop_chat.engine.protocol import (
    ChatMessage,
    Delta,
    Ended,
    Event,
    Failed,
    Finished,
    Generate,
    GenerateOptions,
    Load,
    Loaded,
    LoadPlan,
    Ready,
    SamplerOptions,
    Timings,
)
from desktop_chat.faults import Fault
from desktop_chat.models.fit import thread_counts
from desktop_chat.models.hardware import read_hardware
from desktop_chat.models.sizes import readable_size
from desktop_chat.self_test.result import Check, Fact, Outcome
from desktop_chat.self_test.tiny_model import REPLY, tiny_model
from desktop_chat.settings import EngineSettings

PATIENCE_SECONDS: Final = 20.0
"""How long each step of the engine may take; on a usual PC each takes less than one second."""

_LOOK_SECONDS: Final = 0.1  # how often it is looked whether the check was given up
_CONTEXT: Final = 256
_QUESTION: Final = (ChatMessage("user", "Does everything work?"),)


class _StoppedError(Exception):
    """The engine did not get as far as it should; carries why."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.code)
        self.fault = fault


class _Run:
    """One engine process and what it told."""

    def __init__(
        self, settings: EngineSettings, log_file: Path | None, is_given_up: Callable[[], bool]
    ) -> None:
        self._settings = settings
        self._is_given_up = is_given_up
        self._inbox: SimpleQueue[Event] = SimpleQueue()
        # Graphics cards are tried, also where they crashed an engine of this session.
        self.client = EngineClient(self._inbox.put, log_file=log_file, graphics=Graphics())

    def wait_for(self, kind: type[Event]) -> Iterator[Event]:
        """Give the events up to one of a kind; raises `_StoppedError` where there will be none."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while True:
            event = self._next(deadline)
            match event:
                case Failed(fault=fault):
                    raise _StoppedError(fault)
                case Ended(fault=fault):
                    raise _StoppedError(fault or Fault("engine_crashed"))
            yield event
            if isinstance(event, kind):
                return

    def _next(self, deadline: float) -> Event:
        while not self._is_given_up() and time.monotonic() < deadline:
            with suppress(Empty):
                return self._inbox.get(timeout=_LOOK_SECONDS)
        raise _StoppedError(Fault("self_test_engine_silent", {"seconds": f"{PATIENCE_SECONDS:.0f}"}))

    def plan(self, ready: Ready) -> LoadPlan:
        """Plan to use the graphics card where a model would be on it."""
        has_card = ready.can_offload and any(device.kind != "cpu" for device in ready.devices)
        layers = -1 if has_card and self._settings.gpu_layers else 0
        threads, prompt_threads = thread_counts(read_hardware(ready.devices), self._settings)
        return LoadPlan(_CONTEXT, gpu_layers=layers, threads=threads, prompt_threads=prompt_threads)


def check_engine(
    settings: EngineSettings, log_file: Path | None, is_given_up: Callable[[], bool]
) -> Iterator[Check]:
    """Start an engine, then let it write what only a right one writes: two checks, each told once it is known."""
    run = _Run(settings, log_file, is_given_up)
    began = time.monotonic()
    run.client.start()
    try:
        try:
            (*_, ready) = run.wait_for(Ready)
            assert isinstance(ready, Ready)
        except _StoppedError as stopped:
            yield Check("engine", "failed", (), (stopped.fault,), time.monotonic() - began)
            yield Check("reply", "skipped")
            return
        yield Check("engine", facts=_engine_facts(ready), seconds=time.monotonic() - began)
        began = time.monotonic()
        try:
            yield _check_reply(run, ready, began)
        except _StoppedError as stopped:
            yield Check("reply", "failed", (), (stopped.fault,), time.monotonic() - began)
    finally:
        run.client.end()
        run.client.wait()


def _engine_facts(ready: Ready) -> tuple[Fact, ...]:
    devices = [
        f"{device.description or device.name} ({device.name}, {readable_size(device.memory_total)})"
        for device in ready.devices
    ]
    facts = (
        Fact("llama.cpp", ready.build),
        Fact("Built for", ready.cpu_variant),
        Fact("Plug-ins", ", ".join(ready.backends)),
        Fact("Instructions", ", ".join(ready.cpu_features)),
        *(Fact("Computes on", device) for device in devices),
    )
    return tuple(fact for fact in facts if fact.value)


def _check_reply(run: _Run, ready: Ready, began: float) -> Check:
    model = tiny_model()
    if not model.is_file():
        return Check("reply", "failed", (), (Fault("self_test_model_missing"),))
    run.client.send(Load(str(model), run.plan(ready)))
    for loaded in run.wait_for(Loaded):
        if isinstance(loaded, Ready):  # another process, without the graphics card that crashed the first
            run.client.send(Load(str(model), run.plan(loaded)))
    options = GenerateOptions(SamplerOptions(temperature=0.0), max_tokens=_CONTEXT)
    run.client.send(Generate(1, _QUESTION, options))
    *deltas, finished = run.wait_for(Finished)
    assert isinstance(loaded, Loaded)
    assert isinstance(finished, Finished)
    text = "".join(event.text for event in deltas if isinstance(event, Delta))
    faults = [loaded.notice] if loaded.notice is not None else []
    is_right = text.strip() == REPLY
    if not is_right:
        faults.insert(0, Fault("self_test_reply_wrong"))
    facts = _reply_facts(loaded.plan, finished.timings)
    outcome: Outcome = "failed" if not is_right else "warned" if faults else "passed"
    return Check("reply", outcome, facts, tuple(faults), time.monotonic() - began)


def _reply_facts(plan: LoadPlan, timings: Timings) -> tuple[Fact, ...]:
    on_card = "all" if plan.gpu_layers < 0 else str(plan.gpu_layers)
    return (
        Fact("Layers on the graphics card", on_card),
        Fact("Threads", f"{plan.threads} / {plan.prompt_threads}"),
        Fact("Tokens", f"{timings.prompt_tokens} + {timings.reply_tokens}"),
        Fact("Tokens a second", f"{timings.reply_rate:.0f}"),
    )
