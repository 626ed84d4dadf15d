"""Builds GGUF models for tests: tiny real ones, ones that say a given reply, and ones of Llama 2's shapes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain, product
from pathlib import Path
from string import ascii_lowercase
from typing import Any, BinaryIO

import numpy as np
from gguf import GGML_QUANT_SIZES, GGMLQuantizationType, GGUFWriter, LlamaFileType, TokenType

from tests.support.gguf_layouts import LAYOUTS, Shape, Tensor, all_tensors, metadata
from tests.support.gguf_vocab import Vocabulary, spm_vocabulary, vocabulary_of

F16, F32 = GGMLQuantizationType.F16, GGMLQuantizationType.F32
ALIGNMENT = 32
CHATML = (
    "{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}<|im_end|>\n"
    "{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
ARCHITECTURES = tuple(LAYOUTS)
SLOW = {"layers": 12, "embedding": 1024, "feed_forward": 4096, "heads": 16, "kv_heads": 16}
"""Sizes for `scripted` or `endless`: 200 million weights make a token take about 10 ms and a prompt of 2,000
tokens seconds. Nearly all are zeros that take no room on disk."""

Values = Callable[[Tensor], np.ndarray | None]
"""Gives the values of a tensor; None: all zero, written as a hole in the file."""


@dataclass(frozen=True)
class _Model:
    """What a file says before its tensors."""

    architecture: str
    shape: Shape
    vocabulary: Vocabulary
    name: str
    template: str | None = None
    extra: dict[str, Any] | None = None

    @property
    def tensors(self) -> list[Tensor]:
        return all_tensors(self.architecture, self.shape, len(self.vocabulary))


def tiny(
    path: Path,
    architecture: str = "llama",
    *,
    vocabulary: Vocabulary | None = None,
    template: str | None = None,
    name: str = "Tiny",
    context: int = 512,
    seed: int = 0,
    extra: dict[str, Any] | None = None,
    **overrides: int,
) -> Path:
    """Write a working model with random weights, a few hundred KB; most of Gemma 3n's are a table a layer.

    `vocabulary` is used instead of the architecture's usual one. `overrides` are sizes of `Shape` (layers,
    embedding, heads, sliding_window, …), `extra` further metadata.
    """
    layout = LAYOUTS[architecture]
    shape = Shape(context=context, kv_heads=2 // layout.groups)
    shape = replace(shape, **overrides)
    vocabulary = vocabulary or vocabulary_of(layout.tokenizer)
    model = _Model(architecture, shape, vocabulary, name, template, extra)
    return _write(path, model, _random_values(np.random.default_rng(seed), is_tied=layout.is_tied))


def scripted(
    path: Path,
    reply: str | Sequence[str],
    architecture: str = "llama",
    *,
    split_bytes: bool = False,
    vocabulary: Vocabulary | None = None,
    template: str | None = CHATML,
    name: str = "Scripted",
    context: int = 4096,
    extra: dict[str, Any] | None = None,
    **overrides: int,
) -> Path:
    """Write a model that answers every prompt with `reply` and its end token, at any usual sampler setting.

    Each token of the reply is one that no prompt is made of, so the reply starts at its beginning after any
    prompt. `reply` as a sequence sets where the tokens are cut, and names special tokens by their text, each
    at most once; `split_bytes` makes each byte one token, so that every character beyond ASCII is split over
    tokens. A byte-level vocabulary has one token a byte: it is cut after every fourth byte instead.
    `vocabulary` is added to and used instead of the usual SPM one.
    """
    vocabulary = vocabulary or spm_vocabulary()
    tokens = _add_chain(vocabulary, reply, split_bytes)
    model = _Model(architecture, _chain_shape(context, overrides), vocabulary, name, template, extra)
    tokens += [vocabulary.eos] if vocabulary.eos not in tokens else []
    return _write(path, model, _next_tokens(model, tokens))


def endless(
    path: Path,
    words: str = "and on it goes, ",
    architecture: str = "llama",
    *,
    template: str | None = CHATML,
    name: str = "Endless",
    context: int = 4096,
    extra: dict[str, Any] | None = None,
    **overrides: int,
) -> Path:
    """Write a model that says `words` again and again and never ends."""
    vocabulary = spm_vocabulary()
    tokens = _add_chain(vocabulary, words, split_bytes=False)
    model = _Model(architecture, _chain_shape(context, overrides), vocabulary, name, template, extra)
    return _write(path, model, _next_tokens(model, tokens, is_cycle=True))


def llama2_shape(path: Path, size: str = "7b") -> Path:
    """Write a model of Llama 2's real shape ("7b" or "13b") with random weights, unless it is there.

    Its Q4_K and Q6_K blocks are mixed as in Q4_K_M, so speed and memory are the real ones; what it says is
    noise. 4.1 or 7.9 GB.
    """
    if path.exists():
        return path
    shape, blocks = LLAMA2[size], _RandomBlocks(np.random.default_rng(7))
    model = _Model("llama", shape, _llama2_vocabulary(), f"Llama 2 {size.upper()} shape")
    types = ((tensor, _q4_k_m_type(tensor, shape.layers)) for tensor in model.tensors)
    contents = ((tensor, kind, blocks.of(tensor, kind)) for tensor, kind in types)
    return _write_whole(path, _header(model, LlamaFileType.MOSTLY_Q4_K_M), contents)


# ---- weights


def _random_values(random: np.random.Generator, *, is_tied: bool) -> Values:
    def values(tensor: Tensor) -> np.ndarray:
        if tensor.kind == "identity":
            return _identity(tensor)
        noise = random.standard_normal(tensor.shape, dtype=np.float32)
        if is_tied and tensor.name == "output_norm.weight":
            return noise  # else each token would be the likeliest after itself
        if tensor.kind == "norm":
            return 1 + 0.1 * noise
        if tensor.kind == "bias":
            return 0.1 * noise
        if tensor.kind == "decay":
            return -np.exp(noise)
        gain = 0.5 if ".ssm_" in tensor.name else 2.0  # with more, a recurrent state outgrows half precision
        return noise if tensor.name.startswith("token_embd") else gain / np.sqrt(tensor.shape[-1]) * noise

    return values


def _identity(tensor: Tensor) -> np.ndarray:
    return np.tile(np.eye(tensor.shape[-1], dtype=np.float32), (*tensor.shape[:-2], 1, 1))


def _add_chain(vocabulary: Vocabulary, reply: str | Sequence[str], split_bytes: bool) -> list[int]:
    if split_bytes and vocabulary.model == "llama":
        return [_add_byte(vocabulary, byte) for byte in "".join(reply).encode()]
    if split_bytes:
        content = "".join(reply).encode()
        return [_add_new(vocabulary, content[place : place + 4]) for place in range(0, len(content), 4)]
    pieces = _cut(reply) if isinstance(reply, str) else list(reply)
    return [token for piece in pieces for token in _add_piece(vocabulary, piece)]


def _cut(reply: str) -> list[str]:
    """Cut into words, each with the blanks before it, about as a real tokenizer does."""
    pieces, start = [], 0
    for place in range(1, len(reply)):
        if reply[place].isspace() and not reply[place - 1].isspace():
            pieces.append(reply[start:place])
            start = place
    return [*pieces, reply[start:]] if reply else []


def _add_piece(vocabulary: Vocabulary, piece: str) -> list[int]:
    """Give the special token it names, add one token for it, or one a byte where a prompt may have it too."""
    if vocabulary.is_special(piece):
        return [vocabulary.tokens.index(piece)]
    content = piece.encode()
    is_taken = len(piece) < 3 or vocabulary.written(content) in vocabulary.tokens
    if is_taken and vocabulary.model == "llama":
        return [_add_byte(vocabulary, byte) for byte in content]
    return [_add_new(vocabulary, content)]


def _add_new(vocabulary: Vocabulary, piece: bytes) -> int:
    text = vocabulary.written(piece)
    assert text not in vocabulary.tokens, f"a prompt may be made of {piece!r}, or it is there already"
    return vocabulary.add(text, TokenType.NORMAL, -1e6)


def _add_byte(vocabulary: Vocabulary, byte: int) -> int:
    """Add a further token for a byte: llama.cpp reads the two digits only, the rest makes it distinct."""
    return vocabulary.add(f"<0x{byte:02X}>{len(vocabulary)}", TokenType.BYTE)


def _chain_shape(context: int, overrides: dict[str, int]) -> Shape:
    return replace(Shape(embedding=128, heads=4, kv_heads=4, context=context), **overrides)


def _next_tokens(model: _Model, tokens: list[int], *, is_cycle: bool = False) -> Values:
    """Give the values of a model that is a table of next tokens.

    Layers add nothing to the residual stream, so the embedding of the last token reaches the output matrix as
    it is. Every token of a prompt has one embedding, every token of the chain its own; the row of the output
    matrix that scores a token is the embedding of the token before it.
    """
    is_tied = LAYOUTS[model.architecture].is_tied
    embedding, output = _chain_matrices(model, tokens, is_cycle, model.shape.embedding // (1 + is_tied))
    matrices = {"token_embd.weight": embedding, "output.weight": output}
    if is_tied:
        matrices = {"token_embd.weight": np.hstack([embedding, output]), **_moved_half(model.shape)}

    def values(tensor: Tensor) -> np.ndarray | None:
        if tensor.name in matrices:
            return matrices[tensor.name]
        if tensor.kind == "identity":
            return _identity(tensor)
        return np.ones(tensor.shape) if tensor.kind == "norm" else None

    return values


def _chain_matrices(
    model: _Model, tokens: list[int], is_cycle: bool, width: int
) -> tuple[np.ndarray, np.ndarray]:
    """Give the embedding of each token, and the row that scores it."""
    assert len(set(tokens)) == len(tokens), "each token of the chain has one token after it"
    size = (len(model.vocabulary), width)
    signs = np.random.default_rng(1).choice(np.float32([-1, 1]), (len(tokens) + 1, width))
    embedding, output = np.tile(signs[0], (size[0], 1)), np.zeros(size, np.float32)
    output[tokens[0]] = signs[0]
    after = tokens[1:] + tokens[:1] if is_cycle else tokens[1:]
    for sign, token, next_token in zip(signs[1:], tokens, after, strict=False):
        embedding[token] = sign
        output[next_token] += sign
    return embedding, output


def _moved_half(shape: Shape) -> dict[str, np.ndarray]:
    """Give the first feed-forward of a model whose embedding is its output matrix, and its last norm.

    There the first half of a row is the token's own embedding, the second half the row that scores it. The
    feed-forward adds the first half, times many, to the second (a pair of hidden units for each value, one
    open for positive ones, one for negative), and the last norm leaves the second half alone.
    """
    half, unit = shape.embedding // 2, np.eye(shape.embedding // 2, shape.embedding, dtype=np.float32)
    assert shape.feed_forward == shape.embedding
    second = np.roll(unit, half, axis=1)
    return {
        "blk.0.ffn_gate.weight": np.vstack([unit, -unit]) * 100,
        "blk.0.ffn_up.weight": np.vstack([unit, unit]),
        "blk.0.ffn_down.weight": np.vstack([second, second]).T,
        "blk.0.post_ffw_norm.weight": np.full(shape.embedding, 100.0),
        "output_norm.weight": np.repeat(np.float32([0, 0.25]), half),
    }


# ---- Llama 2's shapes

Q4_K, Q6_K = GGMLQuantizationType.Q4_K, GGMLQuantizationType.Q6_K
LLAMA2 = {
    "7b": Shape(layers=32, embedding=4096, feed_forward=11008, heads=32, kv_heads=32, context=4096),
    "13b": Shape(layers=40, embedding=5120, feed_forward=13824, heads=40, kv_heads=40, context=4096),
}


def _q4_k_m_type(tensor: Tensor, layers: int) -> GGMLQuantizationType:
    """Give the type llama-quantize gives a tensor in a Q4_K_M mix."""
    if tensor.kind != "matrix":
        return F32
    if tensor.name == "output.weight":
        return Q6_K
    if "attn_v" not in tensor.name and "ffn_down" not in tensor.name:
        return Q4_K
    layer, eighth = int(tensor.name.split(".")[1]), layers // 8
    wants_more = layer < eighth or layer >= 7 * layers // 8 or (layer - eighth) % 3 == 2
    return Q6_K if wants_more else Q4_K


class _RandomBlocks:
    """A few MB of valid random blocks of each type, handed out again and again from random places."""

    COUNT = 1 << 16

    def __init__(self, random: np.random.Generator) -> None:
        self._random = random
        self._blocks = {Q4_K: self._q4_k(), Q6_K: self._q6_k()}

    def of(self, tensor: Tensor, kind: GGMLQuantizationType) -> Iterator[bytes]:
        """Give the bytes of one tensor, in chunks."""
        if kind == F32:
            yield np.ones(tensor.shape, np.float32).tobytes()
            return
        blocks, left = self._blocks[kind], int(np.prod(tensor.shape)) // 256
        while left > 0:
            start = int(self._random.integers(self.COUNT))
            chunk = blocks[start : start + left]
            yield memoryview(chunk).cast("B")  # type: ignore[misc]
            left -= len(chunk)

    def _noise(self, size: int) -> np.ndarray:
        return self._random.integers(0, 256, (self.COUNT, size), np.uint8)

    def _scales(self, scale: float) -> np.ndarray:
        return np.full((self.COUNT, 1), scale, np.float16).view(np.uint8)

    def _q4_k(self) -> np.ndarray:
        """Blocks of d, dmin, 12 bytes of scales and 128 of quants: mean 0, deviation 0.02."""
        return np.hstack([self._scales(7.75e-5), self._scales(7.5 * 7.75e-5), self._noise(12 + 128)])

    def _q6_k(self) -> np.ndarray:
        """Blocks of 128 + 64 bytes of quants, 16 of scales, and d."""
        scales = self._random.integers(-31, 32, (self.COUNT, 16), np.int8).view(np.uint8)
        return np.hstack([self._noise(128 + 64), scales, self._scales(6e-5)])


def _llama2_vocabulary() -> Vocabulary:
    """Make 32,000 distinct pieces that English and Korean text is really cut into."""
    pairs = ["".join(letters) for letters in product(ascii_lowercase, repeat=2)]
    triples = ["".join(letters) for letters in product(ascii_lowercase, repeat=3)]
    syllables = [chr(code) for code in range(0xAC00, 0xD7A4, 5)]
    blanked = (" " + piece for piece in chain(pairs, triples))
    vocabulary = spm_vocabulary(chain(pairs, syllables, triples, blanked))
    for values in (vocabulary.tokens, vocabulary.scores, vocabulary.types):
        del values[32000:]
    return vocabulary


# ---- files


def _write(path: Path, model: _Model, values: Values) -> Path:
    def contents() -> Iterator[tuple[Tensor, GGMLQuantizationType, Iterable[bytes]]]:
        for tensor in model.tensors:
            kind, array = _plain_type(tensor), values(tensor)
            number = np.float16 if kind == F16 else np.float32
            yield tensor, kind, () if array is None else (array.astype(number).tobytes(),)

    return _write_whole(path, _header(model, LlamaFileType.MOSTLY_F16), contents())


def _header(model: _Model, file_type: LlamaFileType) -> GGUFWriter:
    writer, vocabulary = GGUFWriter(None, model.architecture), model.vocabulary
    writer.add_name(model.name)
    writer.add_file_type(file_type)
    for key, value in (metadata(model.architecture, model.shape) | (model.extra or {})).items():
        _add(writer, key, value)
    writer.add_tokenizer_model(vocabulary.model)
    writer.add_tokenizer_pre(vocabulary.pre)
    writer.add_token_list(vocabulary.tokens)
    writer.add_token_scores(vocabulary.scores)
    writer.add_token_types(vocabulary.types)
    if vocabulary.model == "gpt2":
        writer.add_token_merges(vocabulary.merges)
    writer.add_bos_token_id(vocabulary.bos)
    writer.add_eos_token_id(vocabulary.eos)
    if vocabulary.eot is not None:
        writer.add_eot_token_id(vocabulary.eot)
    writer.add_add_bos_token(vocabulary.adds_bos)
    writer.add_add_space_prefix(vocabulary.adds_space)
    if model.template is not None:
        writer.add_chat_template(model.template)
    return writer


def _add(writer: GGUFWriter, key: str, value: Any) -> None:
    adders = {bool: writer.add_bool, int: writer.add_uint32, float: writer.add_float32}
    adders[str] = writer.add_string
    adders.get(type(value), writer.add_array)(key, value)


def _write_whole(
    path: Path, writer: GGUFWriter, tensors: Iterable[tuple[Tensor, GGMLQuantizationType, Iterable[bytes]]]
) -> Path:
    """Write header and tensors to a file beside, then move it to its place."""
    unfinished = path.with_name(path.name + ".unfinished")
    contents = []
    for tensor, kind, chunks in tensors:
        size = _stored_bytes(tensor, kind)
        writer.add_tensor_info(tensor.name, tensor.shape, np.dtype(np.float32), size, raw_dtype=kind)
        contents.append((size, chunks))
    writer.write_header_to_file(unfinished)
    writer.write_kv_data_to_file()
    writer.write_ti_data_to_file()
    writer.close()
    with unfinished.open("r+b") as file:
        _write_tensors(file, contents)
    return unfinished.replace(path)


def _write_tensors(file: BinaryIO, contents: Iterable[tuple[int, Iterable[bytes]]]) -> None:
    place = _padded(file.seek(0, 2))
    for size, chunks in contents:
        file.seek(place)
        for chunk in chunks:
            file.write(chunk)
        place += _padded(size)
    file.truncate(place)


def _padded(size: int) -> int:
    return -(-size // ALIGNMENT) * ALIGNMENT


def _plain_type(tensor: Tensor) -> GGMLQuantizationType:
    """Give half precision for matrices whose rows fill whole blocks, else single."""
    return F16 if tensor.kind == "matrix" and tensor.shape[-1] % 32 == 0 else F32


def _stored_bytes(tensor: Tensor, kind: GGMLQuantizationType) -> int:
    elements, size = GGML_QUANT_SIZES[kind]
    return int(np.prod(tensor.shape)) // elements * size
