"""Builds GGUF models for tests: tiny real ones, ones that say a given reply, and ones of Llama 2's shapes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain, islice, pairwise, product
from os import replace as move_over
from pathlib import Path
from string import ascii_lowercase
from typing import Any, BinaryIO

import numpy as np
from gguf import GGML_QUANT_SIZES, GGMLQuantizationType, GGUFWriter, LlamaFileType, TokenType

from tests.support.gguf_layouts import LAYOUTS, Shape, Tensor, all_tensors, metadata
from tests.support.gguf_vocab import Vocabulary, bpe_vocabulary, spm_vocabulary

F16, F32 = GGMLQuantizationType.F16, GGMLQuantizationType.F32
ALIGNMENT = 32
CHATML = (
    "{% for message in messages %}<|im_start|>{{ message['role'] }}\n{{ message['content'] }}<|im_end|>\n{% endfor %}"
    "{% if add_generation_prompt %}<|im_start|>assistant\n{% endif %}"
)
ARCHITECTURES = tuple(LAYOUTS)

Values = Callable[[Tensor], np.ndarray | None]
"""Gives the values of a tensor; None: all zero, written as a hole in the file."""


def tiny(
    path: Path,
    architecture: str = "llama",
    *,
    template: str | None = None,
    name: str = "Tiny",
    context: int = 512,
    seed: int = 0,
    extra: dict[str, Any] | None = None,
    **overrides: int,
) -> Path:
    """Write a working model with random weights, a few hundred KB.

    `overrides` are sizes of `Shape` (layers, embedding, heads, sliding_window, …), `extra` further metadata.
    """
    layout = LAYOUTS[architecture]
    shape = Shape(context=context, kv_heads=2 // layout.groups)
    shape = replace(shape, **overrides)
    vocabulary = spm_vocabulary() if layout.tokenizer == "spm" else bpe_vocabulary(layout.tokenizer)
    values = _random_values(np.random.default_rng(seed))
    return _write(path, architecture, shape, vocabulary, values, template=template, name=name, extra=extra)


def scripted(
    path: Path,
    reply: str | Sequence[str],
    architecture: str = "llama",
    *,
    split_bytes: bool = False,
    template: str | None = CHATML,
    name: str = "Scripted",
    context: int = 4096,
    extra: dict[str, Any] | None = None,
    **overrides: int,
) -> Path:
    """Write a model that answers every prompt with `reply` and its end token, at any usual sampler setting.

    Each token of the reply is one that no prompt is made of, so the reply starts at its beginning after any prompt.
    `reply` as a sequence sets where the tokens are cut; `split_bytes` makes each byte one token, so that every
    character beyond ASCII is split over tokens.
    """
    vocabulary = spm_vocabulary()
    tokens = _add_chain(vocabulary, reply, split_bytes)
    return _write_chain(path, architecture, vocabulary, [*tokens, vocabulary.eos], False, template, name, context, extra, overrides)


def endless(
    path: Path,
    words: str = "and on it goes, ",
    architecture: str = "llama",
    *,
    slow: bool = False,
    template: str | None = CHATML,
    name: str = "Endless",
    context: int = 4096,
    extra: dict[str, Any] | None = None,
    **overrides: int,
) -> Path:
    """Write a model that says `words` again and again and never ends.

    `slow` gives it 200 million weights, nearly all of them zeros that take no room on disk: tens of milliseconds
    a token.
    """
    if slow:
        overrides = {"layers": 12, "embedding": 1024, "feed_forward": 4096, "heads": 16, "kv_heads": 16} | overrides
    vocabulary = spm_vocabulary()
    tokens = _add_chain(vocabulary, words, split_bytes=False)
    return _write_chain(path, architecture, vocabulary, tokens, True, template, name, context, extra, overrides)


def llama2_shape(path: Path, size: str = "7b") -> Path:
    """Write a model of Llama 2's real shape ("7b" or "13b") with random Q4_K and Q6_K blocks; kept if it is there.

    The mix is Q4_K_M's, so speed and memory are the real ones; what it says is noise.
    """
    shape, length = LLAMA2[size], path.stat().st_size if path.exists() else 0
    tensors = all_tensors("llama", shape, 32000)
    types = {tensor.name: _q4_k_m_type(tensor, shape.layers) for tensor in tensors}
    if length > sum(_stored_bytes(tensor, types[tensor.name]) for tensor in tensors):
        return path
    blocks = _RandomBlocks(np.random.default_rng(7))
    header = _header("llama", shape, _llama2_vocabulary(), f"Llama 2 {size.upper()} shape", None, None)
    header.add_file_type(LlamaFileType.MOSTLY_Q4_K_M)
    chunks = ((tensor, types[tensor.name], blocks.of(tensor, types[tensor.name])) for tensor in tensors)
    return _write_whole(path, header, chunks)


# ---- weights


def _random_values(random: np.random.Generator) -> Values:
    def values(tensor: Tensor) -> np.ndarray:
        noise = random.standard_normal(tensor.shape, dtype=np.float32)
        if tensor.kind == "norm":
            return 1 + 0.1 * noise
        if tensor.kind == "bias":
            return 0.1 * noise
        if tensor.kind == "decay":
            return -np.exp(noise)
        scale = 1.0 if tensor.name.startswith("token_embd") else 2.0 / np.sqrt(tensor.shape[-1])
        return scale * noise

    return values


def _add_chain(vocabulary: Vocabulary, reply: str | Sequence[str], split_bytes: bool) -> list[int]:
    if split_bytes:
        return [_add_byte(vocabulary, byte) for byte in "".join(reply).encode()]
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
    """Add one token for the piece, or one a byte where its text is taken or a prompt could be made of it."""
    text = piece.replace(" ", "▁")
    if len(piece) < 3 or text in vocabulary.tokens:
        return [_add_byte(vocabulary, byte) for byte in piece.encode()]
    return [vocabulary.add(text, TokenType.NORMAL, -1e6)]


def _add_byte(vocabulary: Vocabulary, byte: int) -> int:
    """Add a further token for a byte: llama.cpp reads only the two digits, so what follows tells them apart."""
    return vocabulary.add(f"<0x{byte:02X}>{len(vocabulary)}", TokenType.BYTE)


def _write_chain(
    path: Path,
    architecture: str,
    vocabulary: Vocabulary,
    tokens: list[int],
    is_cycle: bool,
    template: str | None,
    name: str,
    context: int,
    extra: dict[str, Any] | None,
    overrides: dict[str, int],
) -> Path:
    """Write a model that is a table of next tokens.

    Layers add nothing to the residual stream, so the embedding of the last token reaches the output matrix as it is.
    Every token of a prompt has one embedding, every token of the chain its own; the row of the output matrix that
    scores a token is the embedding of the token before it.
    """
    shape = replace(Shape(embedding=128, heads=4, kv_heads=4, context=context), **overrides)
    signs = np.random.default_rng(1).choice(np.float32([-1, 1]), (len(tokens) + 1, shape.embedding))
    embedding = np.tile(signs[0], (len(vocabulary), 1))
    output = np.zeros((len(vocabulary), shape.embedding), np.float32)
    output[tokens[0]] = signs[0]
    for place, (before, token) in enumerate(pairwise(tokens), 1):
        embedding[before] = signs[place]
        output[token] += signs[place]
    if is_cycle:
        embedding[tokens[-1]] = signs[-1]
        output[tokens[0]] += signs[-1]
    matrices = {"token_embd.weight": embedding, "output.weight": output}

    def values(tensor: Tensor) -> np.ndarray | None:
        if tensor.kind == "norm":
            return np.ones(tensor.shape, np.float32)
        return matrices.get(tensor.name)

    return _write(path, architecture, shape, vocabulary, values, template=template, name=name, extra=extra)


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
        """Blocks of d, dmin, 12 bytes of scales and 128 of quants; the minimum makes the mean zero, deviation 0.02."""
        return np.hstack([self._scales(7.75e-5), self._scales(7.5 * 7.75e-5), self._noise(12 + 128)])

    def _q6_k(self) -> np.ndarray:
        """Blocks of 128 + 64 bytes of quants, 16 of scales, and d."""
        scales = self._random.integers(-31, 32, (self.COUNT, 16), np.int8).view(np.uint8)
        return np.hstack([self._noise(128 + 64), scales, self._scales(6e-5)])


def _llama2_vocabulary() -> Vocabulary:
    """Make 32,000 distinct pieces that English and Korean text is really cut into."""
    pairs, triples = ["".join(letters) for letters in product(ascii_lowercase, repeat=2)], product(ascii_lowercase, repeat=3)
    syllables = (chr(code) for code in range(0xAC00, 0xD7A4, 5))
    threes = ("".join(letters) for letters in triples)
    extra = chain(pairs, (" " + pair for pair in pairs), syllables, *(((" " + three, three)) for three in threes))
    vocabulary = spm_vocabulary(islice(extra, 33000))
    for values in (vocabulary.tokens, vocabulary.scores, vocabulary.types):
        del values[32000:]
    return vocabulary


# ---- files


def _write(
    path: Path,
    architecture: str,
    shape: Shape,
    vocabulary: Vocabulary,
    values: Values,
    *,
    template: str | None,
    name: str,
    extra: dict[str, Any] | None,
) -> Path:
    def chunks() -> Iterator[tuple[Tensor, GGMLQuantizationType, Iterable[bytes]]]:
        for tensor in all_tensors(architecture, shape, len(vocabulary)):
            kind, array = (F16 if tensor.kind == "matrix" else F32), values(tensor)
            number = np.float16 if kind == F16 else np.float32
            yield tensor, kind, () if array is None else (array.astype(number).tobytes(),)

    header = _header(architecture, shape, vocabulary, name, template, extra)
    header.add_file_type(LlamaFileType.MOSTLY_F16)
    return _write_whole(path, header, chunks())


def _header(
    architecture: str,
    shape: Shape,
    vocabulary: Vocabulary,
    name: str,
    template: str | None,
    extra: dict[str, Any] | None,
) -> GGUFWriter:
    writer = GGUFWriter(None, architecture)
    writer.add_name(name)
    for key, value in (metadata(architecture, shape) | (extra or {})).items():
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
    writer.add_add_bos_token(vocabulary.add_bos)
    writer.add_add_space_prefix(False)
    if template is not None:
        writer.add_chat_template(template)
    return writer


def _add(writer: GGUFWriter, key: str, value: Any) -> None:
    adders = {bool: writer.add_bool, int: writer.add_uint32, float: writer.add_float32, str: writer.add_string}
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
    move_over(unfinished, path)
    return path


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


def _stored_bytes(tensor: Tensor, kind: GGMLQuantizationType) -> int:
    elements, size = GGML_QUANT_SIZES[kind]
    return int(np.prod(tensor.shape)) // elements * size
