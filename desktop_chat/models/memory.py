"""How much memory a model takes: the KV cache exactly, the compute buffers and the process within a few percent.

Found by comparing with what llama.cpp logs and with the resident memory of engine processes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from desktop_chat.engine.protocol import KvType
from desktop_chat.models.gguf import GgufHeader, Layer

KV_BLOCKS: Final[dict[KvType, tuple[int, int]]] = {"f16": (1, 2), "q8_0": (32, 34), "q4_0": (32, 18)}
"""So many values of the KV cache take so many bytes."""

PAD: Final = 256  # llama.cpp rounds the cells of a cache up to it
CPU_CHUNK: Final = 128  # prompt tokens in one graph, the engine's `n_ubatch`
GPU_CHUNK: Final = 512

PROCESS_BYTES: Final = 36_000_000  # an engine process: 32 MB before it loads a model, the rest for its graphs
GPU_PROCESS_BYTES: Final = 300_000_000  # more where it computes on a GPU, for its driver; not measured
_TOKEN_BYTES: Final = 175  # of the vocabulary and of the sampler's candidates
_MERGE_BYTES: Final = 160

_FUSED_ROTARY: Final = frozenset({"codeshell", "falcon", "gptneox", "phi2", "phi3", "phimoe"})
_FUSED: Final = frozenset({"bloom", "gpt2", "jais", "mpt", "starcoder"})
"""Architectures that make queries, keys and values in one product; the first ones rotate them afterwards."""

_PLAIN_FEED_FORWARD: Final = _FUSED | {"codeshell", "falcon", "gptneox", "nemotron", "phi2", "starcoder2"}
"""Architectures whose feed-forward has no gate."""

_GEMMA3N_INPUT: Final = 256  # values of each layer's own embedding of a token


def padded(tokens: int) -> int:
    """Round a context up to what llama.cpp makes of it."""
    return max(PAD, -(-tokens // PAD) * PAD)


def allows_kv_type(header: GgufHeader, kv_type: KvType) -> bool:
    """Whether the model's heads can be cut into the blocks of a KV type."""
    block, _ = KV_BLOCKS[kv_type]
    lengths = ((layer.key_length, layer.value_length) for layer in header.layers if layer.kv_heads)
    return all(key % block == 0 and value % block == 0 for key, value in lengths)


def kv_bytes(header: GgufHeader, context: int, kv_type: KvType, chunk: int = CPU_CHUNK) -> int:
    """Give the bytes of the KV cache and of the recurrent states for a context of so many tokens."""
    kinds = _kinds(header.layers)
    return sum(count * _layer_bytes(layer, context, kv_type, chunk) for layer, count in kinds.items())


def overhead_bytes(header: GgufHeader) -> int:
    """Give what a process has resident beside weights, KV cache and compute buffers.

    Measured on Linux for vocabularies of 300 to 256,000 tokens, with and without merges.
    """
    return PROCESS_BYTES + _TOKEN_BYTES * header.vocabulary + _MERGE_BYTES * header.merges


def compute_bytes(
    header: GgufHeader, context: int, kv_type: KvType, *, flash: bool = True, chunk: int = CPU_CHUNK
) -> int:
    """Give the bytes of the compute and output buffers for one sequence and the last token's output alone.

    The compute buffer has room for what a graph holds at the moment it holds most: in the feed-forward or in
    the attention of a layer. Its rows are in single precision, one for each token of a chunk.
    """
    chunk = min(chunk, padded(context))
    masks = _mask_cells(header, context, chunk)
    if flash:
        peak = chunk * (
            4 * max(_feed_forward_values(header, kv_type), _attention_values(header)) + 2 * sum(masks)
        )
    else:
        scores = header.heads * max(masks, default=0) + _plain_attention_values(header)
        peak = 4 * chunk * (max(_feed_forward_values(header, kv_type), scores) + sum(masks))
    output = 4 * header.vocabulary
    return max(peak, output) + output


# ---- compute buffers: values of single precision for one token


def _feed_forward_values(header: GgufHeader, kv_type: KvType) -> int:
    """Count what the feed-forward holds: gate, up and their product, beside a few rows of the embedding."""
    size, inner = header.embedding, header.feed_forward
    if header.is_recurrent and not inner:
        return 40 * size // 3  # Mamba: its inner rows are twice as long
    if header.architecture == "gemma3n":
        return 4 * inner + 6 * size + _GEMMA3N_INPUT * len(header.layers)
    if header.architecture in _PLAIN_FEED_FORWARD:
        return inner + (5 if header.architecture == "phi2" else 4) * size
    rows = 4 if kv_type == "f16" and header.architecture not in _FUSED_ROTARY else 3
    dense = 3 * inner + rows * size
    if not header.experts:
        return dense
    used = header.experts_used
    return max(3 * used * header.expert_feed_forward + 4 * size, 2 * used * size + 2 * size)


def _attention_values(header: GgufHeader) -> int:
    """Count what attention holds with flash attention."""
    size, (queries, keys) = header.embedding, _widths(header)
    if header.architecture in _FUSED_ROTARY:
        return (5 if header.architecture == "falcon" else 4) * size + 3 * keys
    if header.architecture in _FUSED:
        return 4 * size + 2 * keys
    return size + 3 * queries + 2 * keys if keys == queries else 3 * size + 2 * queries


def _plain_attention_values(header: GgufHeader) -> int:
    """Count what attention without flash holds beside scores and masks."""
    size, (_, keys) = header.embedding, _widths(header)
    if header.architecture in _FUSED_ROTARY - {"falcon", "phi2"}:
        return 3 * size + 2 * keys
    grows = header.architecture in {*_FUSED, "falcon", "phi2"} or header.sliding_window
    return (4 if header.architecture in _FUSED else 5) * size + (4 if grows else 2) * keys


def _widths(header: GgufHeader) -> tuple[int, int]:
    """Give the values of one token's queries and of its keys, in the widest layer."""
    attending = [layer for layer in _kinds(header.layers) if layer.kv_heads]
    queries = max((header.heads * layer.key_length for layer in attending), default=0)
    return queries, max((layer.kv_heads * layer.key_length for layer in attending), default=0)


def _mask_cells(header: GgufHeader, context: int, chunk: int) -> list[int]:
    """Give the cells that masks cover: one mask for whole layers, one for sliding ones."""
    return list({_cells(layer, context, chunk) for layer in _kinds(header.layers) if layer.kv_heads})


# ---- KV cache


@lru_cache(maxsize=128)
def _kinds(layers: tuple[Layer, ...]) -> Mapping[Layer, int]:
    """Count the layers that are alike: a plan is made for dozens of contexts, of hundreds of models."""
    return Counter(layers)


def _cells(layer: Layer, context: int, chunk: int) -> int:
    cells = padded(context)
    return padded(min(cells, layer.window + chunk)) if layer.window else cells


def _layer_bytes(layer: Layer, context: int, kv_type: KvType, chunk: int) -> int:
    block, size = KV_BLOCKS[kv_type]
    values = layer.kv_heads * (layer.key_length + layer.value_length)
    return _cells(layer, context, chunk) * values // block * size + 4 * layer.state_values
