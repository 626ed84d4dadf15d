"""The memory plan: how a model is loaded on this PC, whether it fits, and what would if it does not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final, Literal

from msgspec import Struct

from desktop_chat.engine.protocol import Device, KvType, LoadPlan
from desktop_chat.faults import FaultError
from desktop_chat.models.gguf import GgufHeader
from desktop_chat.models.hardware import Hardware
from desktop_chat.models.memory import CPU_CHUNK, GPU_CHUNK, PAD, allows_kv_type, compute_bytes, kv_bytes
from desktop_chat.models.sizes import readable_size
from desktop_chat.settings import EngineSettings

Verdict = Literal["fits", "tight", "slow", "does_not_fit"]

CONTEXT_LADDER: Final = (8192, 4096, 2048)
"""Contexts tried for the automatic one, in tokens: long enough for a chat, and short enough to leave room."""

ENGINE_BYTES: Final = 120 << 20  # an engine process before it loads a model: Python and llama.cpp
GPU_MARGIN: Final = 768 << 20  # of each GPU, for its driver and the screen
_SMALLEST_MARGIN: Final = 512 << 20
_LARGEST_MARGIN: Final = 2 << 30


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


def plan(
    header: GgufHeader, hardware: Hardware, overrides: EngineSettings, *, reserved_bytes: int = 0
) -> Fit:
    """Plan a load.

    `reserved_bytes` of the memory that is free now are not this model's to take; negative where memory will
    be given back before the load.
    """
    free = hardware.memory_available - reserved_bytes
    return _Planner(header, hardware, overrides, free).fit()


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


def thread_counts(hardware: Hardware, overrides: EngineSettings) -> tuple[int, int]:
    """Give how many threads write replies and how many read prompts.

    A core is left to the window and the system: spinning threads collapse when they must share.
    """
    best = max(1, min(hardware.physical_cores, hardware.logical_cores - 1))
    return overrides.threads or best, overrides.prompt_threads or best


class _Planner:
    """Plans one load.

    What it says is needed came out 1 % above the resident memory of a 13B model with a context of 4096, 4 %
    above that of a 7B model, and 8 % above that of a 0.5B model.
    """

    def __init__(self, header: GgufHeader, hardware: Hardware, overrides: EngineSettings, free: int) -> None:
        self._header = header
        self._hardware = hardware
        self._overrides = overrides
        self._free = free
        self._gpus = _usable_gpus(hardware.devices)
        self._margin = min(max(hardware.memory_total // 16, _SMALLEST_MARGIN), _LARGEST_MARGIN)

    def fit(self) -> Fit:
        """Choose the plan and judge it."""
        chosen = self._choose()
        return Fit(
            plan=chosen,
            verdict=self._verdict(chosen),
            needed_bytes=_needed(chosen),
            free_bytes=self._free,
            longest_context=self._longest_context(),
            largest_file_bytes=self._largest_file(),
        )

    # ---- choosing

    def _choose(self) -> LoadPlan:
        """Take the longest context that fits well, with all layers on the GPU if any context allows that."""
        plans = [self._plan(context, self._kv_types()[0]) for context in self._contexts()]
        good = [one for one in plans if self._verdict(one) == "fits"]
        whole = [one for one in good if one.gpu_layers == -1]
        if good:
            return (whole or good)[0]
        return next(self._fitting(plans[-1].context_tokens), plans[-1])

    def _fitting(self, context: int) -> Iterator[LoadPlan]:
        """Give the plans with this context that fit, the best kind of KV cache first."""
        plans = (self._plan(context, kv_type) for kv_type in self._kv_types())
        return (one for one in plans if self._verdict(one) != "does_not_fit")

    def _contexts(self) -> list[int]:
        trained, asked = self._header.context_length, self._overrides.context_tokens
        if asked:
            return [min(asked, trained)]
        return list(dict.fromkeys(min(step, trained) for step in CONTEXT_LADDER))

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
        room = max(0, self._free - self._margin - ENGINE_BYTES)
        return room * self._header.file_bytes // size

    def _verdict(self, one: LoadPlan) -> Verdict:
        if _needed(one) + self._margin <= self._free:
            return "fits"
        return "tight" if _needed(one) <= self._free else "does_not_fit"

    # ---- one plan

    def _plan(self, context: int, kv_type: KvType) -> LoadPlan:
        chunk = GPU_CHUNK if self._gpus and self._overrides.gpu_layers else CPU_CHUNK
        flash = self._overrides.flash_attention
        kv = kv_bytes(self._header, context, kv_type, chunk)
        compute = compute_bytes(self._header, context, flash=flash != "off", chunk=chunk)
        gpu_layers = self._gpu_layers(kv, compute)
        moved = 0.0 if any(map(_shares_memory, self._gpus)) else self._part_moved(gpu_layers)
        moved_weights = int(moved * (self._header.tensor_bytes - self._header.output_bytes))
        moved_kv = int(moved * kv)
        threads, prompt_threads = thread_counts(self._hardware, self._overrides)
        return LoadPlan(
            context_tokens=context,
            gpu_layers=gpu_layers,
            threads=threads,
            prompt_threads=prompt_threads,
            batch_tokens=self._overrides.batch_tokens,
            flash_attention=flash,
            kv_type=kv_type,
            repack=self._repack(),
            memory_map=self._overrides.memory_map,
            weights_bytes=self._header.tensor_bytes - moved_weights,
            kv_bytes=kv - moved_kv,
            compute_bytes=compute,
            device_bytes=moved_weights + moved_kv + compute if moved else 0,
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

    def _part_moved(self, gpu_layers: int) -> float:
        layers = len(self._header.layers)
        return 1.0 if gpu_layers < 0 else min(1.0, gpu_layers / layers)

    def _repack(self) -> bool:
        """Leave the weights as the file has them, unless asked.

        Measured on Llama 2's 7B shape in Q4_K_M, AVX-512, file in the page cache. Repacked: 3.0 GB more
        resident (9.2 instead of 6.2), 1.5 to 10 s to load instead of 0.1, prompts at 0.55 to 0.7 of the
        speed, replies at 1.0 (one thread, busy PC) to 1.3 (two threads, idle PC). A model that is there at
        once and reads faster serves a chat better; for long replies on an idle PC it can be switched on. A
        0.5B model showed no difference.
        """
        return self._overrides.repack == "on"


def _needed(one: LoadPlan) -> int:
    return one.total_bytes + ENGINE_BYTES


def _usable_gpus(devices: tuple[Device, ...]) -> list[Device]:
    """Give the devices worth moving layers to. Integrated GPUs are not: they share the memory's bandwidth."""
    return [device for device in devices if device.kind == "gpu"]


def _shares_memory(device: Device) -> bool:
    """Whether a GPU's memory is the main memory: on Apple's chips."""
    return device.name.startswith(("MTL", "Metal"))
