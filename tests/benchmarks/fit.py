"""What the memory plan and the expected speed say, against engine processes that carry the plan out."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from desktop_chat.engine.client import EngineClient
from desktop_chat.engine.protocol import (
    ChatMessage,
    Finished,
    Generate,
    GenerateOptions,
    KvType,
    Load,
    Loaded,
    LoadPlan,
    SamplerOptions,
    Timings,
)
from desktop_chat.models.bandwidth import read_rate
from desktop_chat.models.fit import Fit, plan
from desktop_chat.models.gguf import GgufHeader, read_header
from desktop_chat.models.hardware import read_hardware
from desktop_chat.models.speed import MachineSpeed, expected_rate
from desktop_chat.settings import EngineSettings, Switch
from tests.benchmarks.bench import Bench, SkippedError, say, warm
from tests.benchmarks.memory import peak_bytes
from tests.benchmarks.table import Bar, Row
from tests.support.events import EventLog

_CONTEXTS: Final = (2048, 4096, 8192)
_PROMPT: Final = "The keeper climbed the stairs of the old lighthouse every evening and wrote. " * 20
"""Some 300 tokens: more than a chunk, so that every buffer is used; the cache is touched when it is made."""
_REPLY_TOKENS: Final = 32
_BUFFER_BYTES: Final = 256 << 20
_NO_END: Final = 1 << 50
_PATIENCE: Final = 600.0
_KINDS: Final[tuple[tuple[KvType, Switch], ...]] = (
    ("f16", "off"),
    ("q8_0", "off"),
    ("f16", "on"),
    ("q8_0", "on"),
)


def measure(bench: Bench) -> Iterator[Row]:
    """Measure the 0.5B model and the 7B and 13B shapes with every context, KV cache and repacking."""
    contexts = (4096,) if bench.is_quick else _CONTEXTS
    threads = plan(read_header(bench.shape("7b")), read_hardware(), EngineSettings()).plan.threads
    speed = MachineSpeed(read_rate(threads, _BUFFER_BYTES))
    say(f"fit: {threads} threads read memory at {speed.read_rate / 1e9:.1f} GB/s")
    models = {"7B": bench.shape("7b"), "13B": bench.shape("13b")}
    for name, path in models.items():
        yield from _of_model(name, path, contexts, speed)
    yield from _of_model("0.5B", bench.chat_model(), contexts, speed)


def _of_model(name: str, path: Path, contexts: tuple[int, ...], speed: MachineSpeed) -> Iterator[Row]:
    header = replace(read_header(path), context_length=max(_CONTEXTS))  # the shapes say less
    warm(path)
    for context, (kv_type, repack) in product(contexts, _KINDS):
        fit = _plan(header, EngineSettings(context_tokens=context, kv_type=kv_type, repack=repack), speed)
        say(f"fit: {name}, {context} tokens, {kv_type}{', repacked' if repack == 'on' else ''}")
        peak, timings = _carry_out(path, fit.plan)
        yield _memory_row(f"{name}, {context}, {kv_type}{', repacked' * (repack == 'on')}", fit, peak)
        if (context, kv_type, repack) == (contexts[0], "f16", "off"):
            yield _rate_row(name, header, fit, speed, timings)


def _plan(header: GgufHeader, settings: EngineSettings, speed: MachineSpeed) -> Fit:
    """Plan as if memory had no end, so that the plan is what was asked for; refuse what this PC has not."""
    hardware = read_hardware()
    roomy = replace(hardware, memory_available=_NO_END)
    fit = plan(header, roomy, settings, speed=speed)
    if fit.needed_bytes > hardware.memory_available:
        raise SkippedError(f"{header.name} with {settings.context_tokens} tokens needs more memory")
    return fit


def _carry_out(path: Path, load: LoadPlan) -> tuple[int, Timings]:
    """Load and write a reply in a process of its own; give the most memory it had resident, in bytes."""
    log = EventLog()
    engine = EngineClient(log, log_file=None)
    engine.start()
    try:
        engine.send(Load(str(path), load))
        log.wait_for(Loaded, timeout=_PATIENCE)
        options = GenerateOptions(SamplerOptions(seed=1), _REPLY_TOKENS)
        engine.send(Generate(1, (ChatMessage("user", _PROMPT),), options))
        timings = log.wait_for(Finished, timeout=_PATIENCE).timings
        assert engine.pid is not None
        return peak_bytes(engine.pid), timings
    finally:
        engine.end()
        engine.wait(10)


def _memory_row(what: str, fit: Fit, peak: int) -> Row:
    ratio = fit.needed_bytes / peak
    return Row(f"memory: {what}", "MB", fit.needed_bytes / 1e6, peak / 1e6, "resident", ratio, Bar("±", 0.05))


def _rate_row(name: str, header: GgufHeader, fit: Fit, speed: MachineSpeed, timings: Timings) -> Row:
    context = timings.prompt_tokens + timings.reply_tokens // 2
    expected, measured = expected_rate(header, fit.plan, speed, context), timings.reply_rate
    what = f"expected speed: {name}, {context} tokens in the context"
    return Row(what, "tokens/s", expected, measured, "written", expected / measured)
