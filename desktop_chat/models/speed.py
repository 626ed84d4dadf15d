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

_ATTENTION_RATE: Final = 10e9
"""Bytes a second of keys and values in f16 that one thread goes through, once for each head."""

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


def expected_rate(
    header: GgufHeader, plan: LoadPlan, speed: MachineSpeed, context: int = TYPICAL_CONTEXT
) -> float:
    """Give the tokens a second of a reply with so many tokens in the context.

    The constants are set by what Llama 2's 7B and 13B shapes and a 0.5B model wrote on one PC with one thread.
    Layers on a GPU with memory of its own are taken as on a small one.
    """
    context, layers = min(context, plan.context_tokens), len(header.layers)
    weights, on_gpu = token_bytes(header), _part_on_gpu(plan, layers)
    cpu_rate = _EFFICIENCY * speed.read_rate
    shares_memory = on_gpu > 0 and not plan.device_bytes
    gpu_rate = cpu_rate if shares_memory else _EFFICIENCY * _GPU_READ_RATE
    attention = _attention_bytes(header, context) / (_ATTENTION_RATE * max(plan.threads, 1))
    cpu_seconds = weights / cpu_rate + attention + layers * _LAYER_SECONDS
    read = weights + kv_bytes(header, context, plan.kv_type)
    gpu_seconds = read / gpu_rate + layers * _GPU_LAYER_SECONDS
    return speed.factor / ((1 - on_gpu) * cpu_seconds + on_gpu * gpu_seconds)


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


def _attention_bytes(header: GgufHeader, context: int) -> int:
    """Count the keys and values in f16 that a token looks at, again for each head that shares them."""
    return sum(
        2 * header.heads * (layer.key_length + layer.value_length) * min(context, layer.window or context)
        for layer in header.layers
        if layer.kv_heads
    )
