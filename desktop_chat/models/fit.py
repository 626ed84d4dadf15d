"""The memory plan: how a model is loaded on this PC, whether it fits, and what would if it does not."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Final, Literal

from msgspec import Struct
from msgspec.structs import replace

from desktop_chat.engine.protocol import Device, KvType, LoadPlan
from desktop_chat.faults import FaultError
from desktop_chat.models.gguf import GgufHeader
from desktop_chat.models.hardware import Hardware
from desktop_chat.models.memory import (
    CPU_CHUNK,
    GPU_CHUNK,
    GPU_PROCESS_BYTES,
    PAD,
    allows_kv_type,
    compute_bytes,
    kv_bytes,
    overhead_bytes,
)
from desktop_chat.models.sizes import readable_size
from desktop_chat.models.speed import MachineSpeed, expected_rate
from desktop_chat.settings import EngineSettings

Verdict = Literal["fits", "tight", "slow", "does_not_fit"]
PartLabel = Literal["weights", "context", "working_memory", "app"]
Advice = Literal["shorter_context", "smaller_quantization", "close_programs", "use_gpu", "repack_for_speed"]
"""What would make a model fit better or write faster."""

CONTEXT_LADDER: Final = (8192, 4096, 2048)
"""Contexts tried for the automatic one, in tokens: long enough for a chat, and short enough to leave room."""

READING_RATE: Final = 4.0
"""Tokens a second below which one waits for the words: about 180 English words a minute."""

GPU_MARGIN: Final = 768 << 20  # of each GPU, for its driver and the screen
_SMALLEST_MARGIN: Final = 512 << 20
_LARGEST_MARGIN: Final = 2 << 30
_SYSTEM_PART: Final = 0.25  # of the memory, what system and window need when nothing else runs
_FEWEST_BITS: Final = 4.0  # of a weight: with fewer, models lose more than a smaller one would
_REPACKED: Final = ("Q4_0", "Q4_K", "IQ4_NL", "MXFP4")  # what llama.cpp repacks on x86 and on ARM
_SLEEPS_WAITING: Final = sys.platform == "linux"  # see `thread_counts`


class Part(Struct, frozen=True):
    """What a part of a model, or of the process that runs it, takes of a memory."""

    label: PartLabel
    bytes: int


class Fit(Struct, frozen=True):
    """A plan and what it means for this PC. Sizes are in bytes of main memory, contexts in tokens."""

    plan: LoadPlan
    verdict: Verdict  # tight: it fits, but takes what the system and other programs may want back; slow: it
    # fits, but is expected to write more slowly than one reads
    needed_bytes: int
    free_bytes: int
    longest_context: int  # that fits, up to the trained one; 0: none
    largest_file_bytes: int  # of model files like this one, the largest that would fit well
    total_bytes: int = 0  # main memory of this PC
    reply_rate: float = 0.0  # expected tokens a second at a short context; 0: the memory is not measured yet
    parts: tuple[Part, ...] = ()  # of `needed_bytes`
    device_parts: tuple[Part, ...] = ()  # of what it takes of GPUs' own memory
    advice: tuple[Advice, ...] = ()  # the most useful first


def plan(
    header: GgufHeader,
    hardware: Hardware,
    overrides: EngineSettings,
    *,
    reserved_bytes: int = 0,
    speed: MachineSpeed | None = None,
) -> Fit:
    """Plan a load.

    `reserved_bytes` of the memory that is free now are not this model's to take; negative where memory will
    be given back before the load. Without `speed` nothing is called slow.
    """
    free = hardware.memory_available - reserved_bytes
    return _Planner(header, hardware, overrides, free, speed).fit()


def plan_or_refuse(
    header: GgufHeader, hardware: Hardware, overrides: EngineSettings, *, reserved_bytes: int = 0
) -> LoadPlan:
    """Plan a load that fits.

    Raises `FaultError` will_not_fit or context_will_not_fit, which say what would.
    """
    fit = plan(header, hardware, overrides, reserved_bytes=reserved_bytes)
    if fit.verdict != "does_not_fit":
        return fit.plan
    name, needed = Path(header.path).name, readable_size(fit.needed_bytes)
    free, largest = readable_size(max(fit.free_bytes, 0)), readable_size(fit.largest_file_bytes)
    if fit.longest_context:
        context, longest = str(fit.plan.context_tokens), str(fit.longest_context)
        raise FaultError(
            "context_will_not_fit", name=name, needed=needed, free=free, context=context, longest=longest
        )
    raise FaultError("will_not_fit", name=name, needed=needed, free=free, largest=largest)


def with_file_size(header: GgufHeader, size: int) -> GgufHeader:
    """Give the header of another quantization of the same model, by the size of its file in bytes."""
    tensors = max(1, size - (header.file_bytes - header.tensor_bytes))

    def scaled(count: int) -> int:
        return count * tensors // header.tensor_bytes

    return replace(
        header,
        file_bytes=size,
        tensor_bytes=tensors,
        output_bytes=scaled(header.output_bytes),
        expert_bytes=scaled(header.expert_bytes),
        lookup_bytes=scaled(header.lookup_bytes),
        quantization="",
    )


def thread_counts(hardware: Hardware, overrides: EngineSettings) -> tuple[int, int]:
    """Give how many threads write replies and how many read prompts.

    A core is left to the window and the system while a reply is written: beside another program, threads on
    all cores wrote at 0.8 to 0.9 of the speed. Reading a prompt gains more, up to 1.8 times with two threads
    on two idle cores, and lost at most 0.05 beside another program, so it takes every core where waiting
    threads sleep, as GNU OpenMP's do; nothing else was measured.
    """
    one_less = max(1, min(hardware.physical_cores, hardware.logical_cores - 1))
    prompt = hardware.physical_cores if _SLEEPS_WAITING else one_less
    return overrides.threads or one_less, overrides.prompt_threads or prompt


class _Planner:
    """Plans one load."""

    def __init__(
        self,
        header: GgufHeader,
        hardware: Hardware,
        overrides: EngineSettings,
        free: int,
        speed: MachineSpeed | None,
    ) -> None:
        self._header = header
        self._hardware = hardware
        self._overrides = overrides
        self._free = free
        self._speed = speed
        self._gpus = _usable_gpus(hardware.devices)
        self._margin = min(max(hardware.memory_total // 16, _SMALLEST_MARGIN), _LARGEST_MARGIN)

    def fit(self) -> Fit:
        """Choose the plan and judge it."""
        chosen = self._choose()
        needed = _total(self._parts(chosen))
        rate = expected_rate(self._header, chosen, self._speed) if self._speed else 0.0
        room = self._room(chosen)
        verdict: Verdict = "slow" if 0 < rate < READING_RATE and room != "does_not_fit" else room
        longest = self._longest_context()
        return Fit(
            plan=chosen,
            verdict=verdict,
            needed_bytes=needed,
            free_bytes=self._free,
            longest_context=longest,
            largest_file_bytes=self._largest_file(),
            total_bytes=self._hardware.memory_total,
            reply_rate=rate,
            parts=self._parts(chosen),
            device_parts=self._device_parts(chosen),
            advice=tuple(self._advice(chosen, verdict, longest)),
        )

    # ---- choosing

    def _choose(self) -> LoadPlan:
        """Take the longest context that fits well, with all layers on the GPU if any context allows that."""
        plans = [self._plan(context, self._kv_types[0]) for context in self._contexts()]
        good = [one for one in plans if self._room(one) == "fits"]
        whole = [one for one in good if one.gpu_layers == -1]
        if good:
            return (whole or good)[0]
        return next(self._fitting(plans[-1].context_tokens), plans[-1])

    def _fitting(self, context: int) -> Iterator[LoadPlan]:
        """Give the plans with this context that fit, the best kind of KV cache first."""
        plans = (self._plan(context, kv_type) for kv_type in self._kv_types)
        return (one for one in plans if self._room(one) != "does_not_fit")

    def _contexts(self) -> list[int]:
        trained, asked = self._header.context_length, self._overrides.context_tokens
        if asked:
            return [min(asked, trained)]
        return list(dict.fromkeys(min(step, trained) for step in CONTEXT_LADDER))

    @cached_property
    def _kv_types(self) -> tuple[KvType, ...]:
        """Give the kinds of KV cache to try.

        q8_0 comes second: it halves the memory, but on a CPU also the prompt's speed. llama.cpp takes
        quantized ones only with flash attention.
        """
        asked = self._overrides.kv_type
        wanted: tuple[KvType, ...] = ("f16", "q8_0") if asked == "auto" else (asked,)
        if self._overrides.flash_attention == "off":
            return ("f16",)
        return tuple(kv_type for kv_type in wanted if allows_kv_type(self._header, kv_type)) or ("f16",)

    def _longest_context(self) -> int:
        low, high = 0, self._header.context_length // PAD
        if next(self._fitting(self._header.context_length), None):
            return self._header.context_length
        while low < high:
            middle = (low + high + 1) // 2
            if next(self._fitting(middle * PAD), None):
                low = middle
            else:
                high = middle - 1
        return low * PAD

    def _largest_file(self) -> int:
        """Scale this model, with the shortest automatic context, to what is free."""
        size = kv_bytes(self._header, CONTEXT_LADDER[-1], "f16") + self._header.tensor_bytes
        room = max(0, self._free - self._margin - overhead_bytes(self._header))
        return room * self._header.file_bytes // size

    # ---- judging

    def _room(self, one: LoadPlan) -> Literal["fits", "tight", "does_not_fit"]:
        needed = _total(self._parts(one))
        if needed + self._margin <= self._free:
            return "fits"
        return "tight" if needed <= self._free else "does_not_fit"

    def _parts(self, one: LoadPlan) -> tuple[Part, ...]:
        app = overhead_bytes(self._header) + (GPU_PROCESS_BYTES if one.gpu_layers else 0)
        return (
            Part("weights", one.weights_bytes),
            Part("context", one.kv_bytes),
            Part("working_memory", one.compute_bytes),
            Part("app", app),
        )

    def _device_parts(self, one: LoadPlan) -> tuple[Part, ...]:
        if not one.device_bytes:
            return ()
        all_kv = kv_bytes(self._header, one.context_tokens, one.kv_type, self._chunk)
        context = all_kv - one.kv_bytes
        weights = one.device_bytes - context - one.compute_bytes
        return (
            Part("weights", weights),
            Part("context", context),
            Part("working_memory", one.compute_bytes),
        )

    def _advice(self, one: LoadPlan, verdict: Verdict, longest: int) -> Iterator[Advice]:
        """Say what would help, the most useful first."""
        if verdict == "fits":
            return
        can_use_gpu = bool(_usable_gpus(self._hardware.devices)) and self._overrides.gpu_layers == 0
        if can_use_gpu:
            yield "use_gpu"
        if verdict == "slow":
            if self._overrides.repack == "auto" and not one.gpu_layers and self._is_repackable():
                yield "repack_for_speed"
        else:
            if self._fits_shorter(one, verdict, longest):
                yield "shorter_context"
            free_at_best = int(self._hardware.memory_total * (1 - _SYSTEM_PART))
            if _total(self._parts(one)) <= free_at_best and free_at_best > self._free:
                yield "close_programs"
        if self._header.tensor_bytes * 8 > _FEWEST_BITS * self._header.parameters:
            yield "smaller_quantization"

    def _fits_shorter(self, one: LoadPlan, verdict: Verdict, longest: int) -> bool:
        if verdict == "does_not_fit":
            return longest > 0
        shorter = (context for context in CONTEXT_LADDER if context < one.context_tokens)
        return any(self._room(self._plan(context, one.kv_type)) == "fits" for context in shorter)

    def _is_repackable(self) -> bool:
        return self._header.quantization.startswith(_REPACKED)

    # ---- one plan

    @cached_property
    def _chunk(self) -> int:
        return GPU_CHUNK if self._gpus and self._overrides.gpu_layers else CPU_CHUNK

    def _plan(self, context: int, kv_type: KvType) -> LoadPlan:
        flash, repack = self._overrides.flash_attention, self._repack()
        kv = kv_bytes(self._header, context, kv_type, self._chunk)
        compute = compute_bytes(self._header, context, kv_type, flash=flash != "off", chunk=self._chunk)
        gpu_layers = self._gpu_layers(kv, compute)
        moved_weights, moved_kv = self._moved(gpu_layers, kv)
        threads, prompt_threads = thread_counts(self._hardware, self._overrides)
        return LoadPlan(
            context_tokens=context,
            gpu_layers=gpu_layers,
            threads=threads,
            prompt_threads=prompt_threads,
            batch_tokens=self._overrides.batch_tokens,
            flash_attention=flash,
            kv_type=kv_type,
            repack=repack,
            memory_map=self._overrides.memory_map and not repack,
            weights_bytes=max(self._header.tensor_bytes - moved_weights, self._looked_up()),
            kv_bytes=kv - moved_kv,
            compute_bytes=compute,
            device_bytes=moved_weights + moved_kv + compute if moved_weights else 0,
        )

    def _gpu_layers(self, kv: int, compute: int) -> int:
        """Give how many layers the GPUs have room for; -1: all, and the output."""
        asked = self._overrides.gpu_layers
        if asked >= 0 or not self._gpus:
            return max(asked, 0)
        room = sum(max(0, gpu.memory_free - GPU_MARGIN) for gpu in self._gpus) - compute
        if self._header.tensor_bytes + kv <= room:
            return -1
        layers = len(self._header.layers)
        of_layers = self._header.tensor_bytes - self._header.output_bytes + kv
        return min(layers - 1, max(0, room * layers // of_layers))

    def _moved(self, gpu_layers: int, kv: int) -> tuple[int, int]:
        """Give the bytes of weights and of KV cache that lie in GPUs' own memory: of layers, and the output."""
        if not gpu_layers or any(map(_shares_memory, self._gpus)):
            return 0, 0
        of_layers = self._header.tensor_bytes - self._header.output_bytes
        if not 0 <= gpu_layers <= len(self._header.layers):
            return of_layers + self._header.output_bytes - self._header.lookup_bytes, kv
        part = min(1.0, gpu_layers / len(self._header.layers))
        return int(part * of_layers), int(part * kv)

    def _looked_up(self) -> int:
        """Give the bytes of the tables that llama.cpp never moves, also where the output matrix is one."""
        return self._header.lookup_bytes or self._header.output_bytes

    def _repack(self) -> bool:
        """Leave the weights as the file has them, unless asked; what is repacked is not mapped.

        Measured on Llama 2's 7B shape in Q4_K_M, AVX-512, file in the page cache. Repacked: 1.5 to 10 s to
        load instead of 0.1, prompts at 0.55 to 0.7 of the speed, replies at 1.0 (one thread, busy PC) to 1.3
        (two threads, idle PC). A model that is there at once and reads faster serves a chat better; for long
        replies on an idle PC it can be switched on. A 0.5B model showed no difference. Pages of the file
        would stay resident beside the repacked copy: 8.3 GB mapped, 5.2 GB not, as without repacking.
        """
        return self._overrides.repack == "on"


def _total(parts: tuple[Part, ...]) -> int:
    return sum(part.bytes for part in parts)


def _usable_gpus(devices: tuple[Device, ...]) -> list[Device]:
    """Give the devices worth moving layers to. Integrated GPUs are not: they share the memory's bandwidth."""
    return [device for device in devices if device.kind == "gpu"]


def _shares_memory(device: Device) -> bool:
    """Whether a GPU's memory is the main memory: on Apple's chips."""
    return device.name.startswith(("MTL", "Metal"))
