"""How fast a model is expected to write on this PC, from what has to be read from memory for each token."""

from __future__ import annotations

import statistics
from collections.abc import Iterable
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from desktop_chat.engine.protocol import LoadPlan
from desktop_chat.models.gguf import GgufHeader
from desktop_chat.models.memory import kv_bytes

TYPICAL_CONTEXT: Final = 1024
"""Tokens in the context of the reply that is expected, its prompt included."""

_EFFICIENCY: Final = 0.9
"""Of the rate at which memory is read, what reading weights reaches."""

_LAYER_SECONDS: Final = 0.0002
"""What each layer takes for a token beside reading: threads that meet, small operations."""

_GPU_READ_RATE: Final = 200e9  # bytes a second: a small graphics card of its own; no GPU was measured
_GPU_LAYER_SECONDS: Final = 0.00005
_LARGEST_FACTOR: Final = 4.0


class MachineSpeed(Struct, frozen=True):
    """How fast this PC reads its memory, in bytes a second, with as many threads as write a reply."""

    read_rate: float
    factor: float = 1.0  # by which models wrote faster here than is expected without it


class Observation(Struct, frozen=True):
    """A reply rate that was measured on this PC, in tokens a second, and what it was measured with."""

    header: GgufHeader
    plan: LoadPlan
    reply_rate: float


def token_bytes(header: GgufHeader) -> int:
    """Give the bytes of weights that are read for one token: of experts only those it uses."""
    resting = header.expert_bytes * (header.experts - header.experts_used) // max(header.experts, 1)
    return header.tensor_bytes - header.lookup_bytes - resting


def expected_rate(header: GgufHeader, plan: LoadPlan, speed: MachineSpeed) -> float:
    """Give the tokens a second of a reply at a short context.

    The two constants are set by what Llama 2's 7B and 13B shapes and a 0.5B model wrote on one PC with one
    thread; there it is within 10 %. Layers on a GPU with memory of its own are taken as on a small one.
    """
    context = min(plan.context_tokens, TYPICAL_CONTEXT)
    read = token_bytes(header) + kv_bytes(header, context, plan.kv_type)
    layers = len(header.layers)
    on_gpu = _part_on_gpu(plan, layers)
    cpu_rate, gpu_rate = _EFFICIENCY * speed.read_rate, _EFFICIENCY * _GPU_READ_RATE
    if on_gpu and not plan.device_bytes:
        gpu_rate = cpu_rate  # it shares the main memory
    on_cpu = 1 - on_gpu
    reading = read * (on_cpu / cpu_rate + on_gpu / gpu_rate)
    beside = layers * (on_cpu * _LAYER_SECONDS + on_gpu * _GPU_LAYER_SECONDS)
    return speed.factor / (reading + beside)


def corrected(speed: MachineSpeed, observations: Iterable[Observation]) -> MachineSpeed:
    """Give the speed with the factor that real replies on this PC show; without any, as it was."""
    plain = replace(speed, factor=1.0)
    ratios = [
        one.reply_rate / expected_rate(one.header, one.plan, plain)
        for one in observations
        if one.reply_rate > 0
    ]
    if not ratios:
        return speed
    factor = statistics.median(ratios)
    return replace(speed, factor=min(max(factor, 1 / _LARGEST_FACTOR), _LARGEST_FACTOR))


def _part_on_gpu(plan: LoadPlan, layers: int) -> float:
    return 1.0 if plan.gpu_layers < 0 else min(1.0, plan.gpu_layers / max(layers, 1))
