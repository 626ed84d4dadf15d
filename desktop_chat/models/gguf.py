"""What a GGUF file says about its model: read from its header alone, in milliseconds, trusting nothing.

The format: https://github.com/ggml-org/ggml/blob/master/docs/gguf.md
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path, PurePath
from typing import Final

from msgspec import Struct

from desktop_chat.faults import FaultError
from desktop_chat.models.architectures import (
    CHAT_ARCHITECTURES,
    HYBRIDS,
    INTERVAL_HYBRIDS,
    RECURRENT,
    SLIDING,
    SlidingWindow,
)
from desktop_chat.models.ggml_types import FILE_TYPES
from desktop_chat.models.gguf_parts import Part, open_local, read_parts
from desktop_chat.models.gguf_reader import BrokenError, Metadata, TensorInfo, Value

MAX_LAYERS: Final = 512  # LLAMA_MAX_LAYERS
MAX_TEXT: Final = 500
"""Letters of a licence's name or link."""


class Layer(Struct, frozen=True):
    """What one layer keeps of the context."""

    kv_heads: int  # 0: no attention
    key_length: int  # values of one head
    value_length: int
    window: int = 0  # tokens; 0: the whole context
    state_values: int = 0  # of a recurrent layer, single precision, however long the context is


class GgufHeader(Struct, frozen=True):
    """What a model file says. Sizes are in bytes, lengths in tokens."""

    path: str  # of the first part, which is the one to load
    parts: tuple[str, ...]  # every file, the first included
    version: int
    file_bytes: int  # of all parts
    modified_ns: int
    architecture: str
    name: str
    quantization: str
    parameters: int
    tensor_bytes: int
    context_length: int
    embedding: int
    feed_forward: int
    heads: int
    layers: tuple[Layer, ...]
    vocabulary: int
    output_bytes: int  # the tensors outside the layers, token embeddings and output
    chat_template: str | None
    experts: int = 0
    sliding_window: int = 0
    is_recurrent: bool = False  # some layer keeps a state, so that the context cannot be cut back
    experts_used: int = 0  # of each layer for one token
    expert_feed_forward: int = 0
    expert_bytes: int = 0  # of all experts together
    lookup_bytes: int = 0  # of tables where a token needs one row alone, so that they slow nothing down
    merges: int = 0  # of the tokenizer
    licence: str = ""  # such as "apache-2.0"; "": the file does not tell
    licence_link: str = ""

    @property
    def identity(self) -> tuple[str, int, int]:
        """What changes when the file does: path, size and time of change."""
        return self.path, self.file_bytes, self.modified_ns


def read_header(path: Path) -> GgufHeader:
    """Read the header of a model file; of one split into parts, any of them.

    Raises `FaultError`: file_missing, file_unreadable, drive_gone, not_gguf, truncated, damaged,
    unsupported_version, unsupported_architecture.
    """
    return header_of(read_parts(str(path), open_local))


def header_of(parts: list[Part]) -> GgufHeader:
    """Say what the parts of a model tell together, the first one first.

    Raises `FaultError`: damaged, unsupported_architecture.
    """
    try:
        return _interpret(parts)
    except BrokenError as error:
        raise FaultError("damaged", name=parts[0].name, reason=str(error)) from None


# ---- meaning


class _Keys:
    """The values of one architecture's keys, each checked to be of the kind it must be."""

    def __init__(self, metadata: Metadata, architecture: str) -> None:
        self._metadata = metadata
        self._architecture = architecture

    def get(self, name: str) -> Value | None:
        return self._metadata.values.get(f"{self._architecture}.{name}")

    def number(self, name: str, default: int = 0) -> int:
        value = self.get(name)
        if value is None:
            return default
        if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < 1 << 32:
            raise BrokenError(f"an impossible {name}")
        return value

    def needed(self, name: str) -> int:
        value = self.number(name)
        if value == 0:
            raise BrokenError(f"no {name}")
        return value

    def per_layer(self, name: str, layers: int, default: tuple[int, ...]) -> tuple[int, ...]:
        """Give a value for each layer, from an array or from one number for all."""
        value = self.get(name)
        if not isinstance(value, tuple):
            return default if value is None else (self.number(name),) * layers
        if len(value) < layers or any(not 0 <= number < 1 << 32 for number in value):
            raise BrokenError(f"an impossible {name}")
        return value[:layers]


def _interpret(parts: list[Part]) -> GgufHeader:
    first = parts[0]
    values = first.metadata.values
    architecture = _text(values.get("general.architecture"))
    if not architecture:
        raise BrokenError("no general.architecture")
    if architecture not in CHAT_ARCHITECTURES:
        raise FaultError("unsupported_architecture", name=first.name, architecture=architecture[:40])
    keys = _Keys(first.metadata, architecture)
    tensors = [tensor for part in parts for tensor in part.tensors]
    vocabulary = first.metadata.lengths.get("tokenizer.ggml.tokens") or keys.number("vocab_size")
    if not tensors or not vocabulary:
        raise BrokenError("no tensors" if not tensors else "no vocabulary")
    layers = _layers(keys, architecture)
    return GgufHeader(
        path=first.path,
        parts=tuple(part.path for part in parts),
        version=first.version,
        file_bytes=sum(part.size for part in parts),
        modified_ns=max(part.modified_ns for part in parts),
        architecture=architecture,
        name=_text(values.get("general.name")).strip() or PurePath(first.path).stem,
        quantization=_quantization(values.get("general.file_type"), tensors),
        parameters=sum(tensor.weights for tensor in tensors),
        tensor_bytes=sum(_bytes_of(tensor) for tensor in tensors),
        context_length=keys.needed("context_length"),
        embedding=keys.needed("embedding_length"),
        feed_forward=max(keys.per_layer("feed_forward_length", len(layers), (0,))),
        heads=max(keys.per_layer("attention.head_count", len(layers), (0,))),
        layers=layers,
        vocabulary=vocabulary,
        output_bytes=sum(_bytes_of(tensor) for tensor in tensors if not tensor.name.startswith("blk.")),
        chat_template=_text(values.get("tokenizer.chat_template")) or None,
        experts=keys.number("expert_count"),
        sliding_window=max(layer.window for layer in layers),
        is_recurrent=architecture in RECURRENT or architecture in HYBRIDS,
        experts_used=keys.number("expert_used_count"),
        expert_feed_forward=max(keys.per_layer("expert_feed_forward_length", len(layers), (0,))),
        expert_bytes=sum(_bytes_of(tensor) for tensor in tensors if "_exps." in tensor.name),
        lookup_bytes=_lookup_bytes(tensors),
        merges=first.metadata.lengths.get("tokenizer.ggml.merges", 0),
        licence=_licence(values),
        licence_link=_text(values.get("general.license.link"))[:MAX_TEXT],
    )


def _licence(values: Mapping[str, Value]) -> str:
    """Give the licence's SPDX name, or where it has none ("other") the name its maker gave it."""
    known, named = (
        _text(values.get(key)).strip()[:MAX_TEXT] for key in ("general.license", "general.license.name")
    )
    return named if named and known.lower() in ("", "other") else known


def _lookup_bytes(tensors: list[TensorInfo]) -> int:
    """Sum the tables of embeddings, but for one that is the output matrix too."""
    has_output = any(tensor.name == "output.weight" for tensor in tensors)
    tables = {"position_embd.weight", "per_layer_token_embd.weight"}
    tables |= {"token_embd.weight"} if has_output else set()
    return sum(_bytes_of(tensor) for tensor in tensors if tensor.name in tables)


def _text(value: Value | None) -> str:
    return value if isinstance(value, str) else ""


def _bytes_of(tensor: TensorInfo) -> int:
    return tensor.end - tensor.offset


def _quantization(file_type: Value | None, tensors: list[TensorInfo]) -> str:
    """Name the quantization; where the file does not say it, the type that most of its bytes have."""
    known = FILE_TYPES.get(file_type) if isinstance(file_type, int) else None
    if known is not None:
        return known
    sizes: Counter[str] = Counter()
    for tensor in tensors:
        sizes[tensor.type.name] += _bytes_of(tensor)
    return sizes.most_common(1)[0][0] if sizes else ""


# ---- layers


def _layers(keys: _Keys, architecture: str) -> tuple[Layer, ...]:
    count = keys.needed("block_count")
    if count > MAX_LAYERS:
        raise BrokenError("too many layers")
    heads = keys.per_layer("attention.head_count", count, (0,) * count)
    if architecture not in RECURRENT and not max(heads):
        raise BrokenError("no attention.head_count")
    kv_heads = keys.per_layer("attention.head_count_kv", count, heads)
    windows = _windows(keys, architecture, count)
    has_state = _has_state(keys, architecture, kv_heads)
    state = _state_values(keys, max(heads))
    with_kv = count - keys.number("attention.shared_kv_layers")  # the last ones use an earlier layer's
    default = keys.needed("embedding_length") // max(*heads, 1)
    layers = []
    for number in range(count):
        attends = number < with_kv and (architecture == "falcon-h1" or not has_state[number])
        key, value = _head_lengths(keys, default, is_sliding=windows[number] > 0)
        layers.append(
            Layer(
                kv_heads=kv_heads[number] if attends else 0,
                key_length=key,
                value_length=value,
                window=windows[number],
                state_values=state if has_state[number] else 0,
            )
        )
    return tuple(layers)


def _head_lengths(keys: _Keys, default: int, *, is_sliding: bool) -> tuple[int, int]:
    key = keys.number("attention.key_length", default)
    value = keys.number("attention.value_length", default)
    if keys.number("attention.key_length_mla"):
        return key, 0  # with latent attention the value is a part of the key
    if not is_sliding:
        return key, value
    return keys.number("attention.key_length_swa", key), keys.number("attention.value_length_swa", value)


def _windows(keys: _Keys, architecture: str, count: int) -> tuple[int, ...]:
    rule = SLIDING.get(architecture)
    if rule is None or (architecture == "exaone4" and count != 64):  # the small EXAONE 4 has no window
        return (0,) * count
    window = keys.number("attention.sliding_window", rule.window)
    pattern = keys.get("attention.sliding_window_pattern")
    if isinstance(pattern, tuple):
        return tuple(window if slides else 0 for slides in (*pattern, *[0] * count)[:count])
    period = keys.number("attention.sliding_window_pattern", rule.period)
    return tuple(0 if _sees_all(number, period, rule) else window for number in range(count))


def _sees_all(number: int, period: int, rule: SlidingWindow) -> bool:
    if period == 0:
        return False
    return number % period == (0 if rule.starts_full else period - 1)


def _has_state(keys: _Keys, architecture: str, kv_heads: tuple[int, ...]) -> tuple[bool, ...]:
    count = len(kv_heads)
    if architecture in RECURRENT or architecture == "falcon-h1":
        return (True,) * count
    if architecture not in HYBRIDS:
        return (False,) * count
    if architecture not in INTERVAL_HYBRIDS:
        return tuple(heads == 0 for heads in kv_heads)
    named = keys.get("attention.recurrent_layers")
    if isinstance(named, tuple) and len(named) >= count:
        return tuple(bool(recurs) for recurs in named[:count])
    interval = max(1, keys.number("full_attention_interval", 4))
    return tuple((number + 1) % interval != 0 for number in range(count))


def _state_values(keys: _Keys, heads: int) -> int:
    """Give the values of a recurrent layer's state, as llama.cpp's `n_embd_r` plus `n_embd_s`."""
    embedding = keys.number("embedding_length")
    wkv, kda = keys.number("wkv.head_size"), keys.number("kda.head_dim")
    kernel, inner, size = (keys.number(f"ssm.{name}") for name in ("conv_kernel", "inner_size", "state_size"))
    if wkv:
        return embedding * (keys.number("token_shift_count", 2) + wkv)
    if short := keys.number("shortconv.l_cache"):
        return embedding * (short - 1)
    if kda:
        return 3 * max(kernel - 1, 0) * heads * kda + kda * kda * heads
    return max(kernel - 1, 0) * (inner + 2 * keys.number("ssm.group_count") * size) + size * inner
