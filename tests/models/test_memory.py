import re
from pathlib import Path

import pytest

from desktop_chat.engine.protocol import KvType
from desktop_chat.models.gguf import read_header
from desktop_chat.models.memory import allows_kv_type, compute_bytes, kv_bytes, padded
from tests.support.bare_model import bare_model
from tests.support.gguf_factory import ARCHITECTURES, tiny

MIB = 1 << 20
LLAMA_CPP_TYPES: dict[KvType, int] = {"f16": 1, "q8_0": 8, "q4_0": 2}


def mebibytes(log: str, pattern: str) -> float:
    return sum(float(size) for size in re.findall(pattern, log))


@pytest.mark.parametrize("architecture", ARCHITECTURES)
@pytest.mark.parametrize("kv_type", LLAMA_CPP_TYPES)
def test_the_kv_cache_takes_what_llama_cpp_says(tmp_path: Path, architecture: str, kv_type: KvType) -> None:
    path = tiny(tmp_path / "x.gguf", architecture, layers=24, context=8192)
    context = 5000

    with bare_model(path, context, kv_type=LLAMA_CPP_TYPES[kv_type], only_sizes=True) as model:
        said = mebibytes(model.log, r"size = +([\d.]+) MiB \(")

    assert kv_bytes(read_header(path), context, kv_type) / MIB == pytest.approx(said, abs=0.011)


@pytest.mark.parametrize("context", [512, 4096, 32768])
def test_the_compute_buffers_are_estimated_not_below_what_llama_cpp_says(
    tmp_path: Path, context: int
) -> None:
    path = tiny(
        tmp_path / "x.gguf", embedding=512, feed_forward=1376, heads=8, kv_heads=8, layers=2, context=32768
    )

    with bare_model(path, context, only_sizes=True) as model:
        said = mebibytes(model.log, r"(?:compute|output) buffer size = +([\d.]+) MiB")

    assert 0.97 * said < compute_bytes(read_header(path), context) / MIB < 1.2 * said


def test_a_window_stops_the_cache_from_growing(tmp_path: Path) -> None:
    whole = read_header(tiny(tmp_path / "a.gguf", "qwen3", context=32768))
    sliding = read_header(tiny(tmp_path / "b.gguf", "gemma3", context=32768, sliding_pattern=0))

    assert kv_bytes(whole, 32768, "f16") == 16 * kv_bytes(whole, 2048, "f16")
    assert kv_bytes(sliding, 32768, "f16") == kv_bytes(sliding, 2048, "f16")


def test_a_recurrent_state_does_not_grow(tmp_path: Path) -> None:
    header = read_header(tiny(tmp_path / "x.gguf", "mamba"))

    assert kv_bytes(header, 512, "f16") == kv_bytes(header, 100_000, "f16") > 0


def test_heads_that_are_no_multiple_of_a_block_cannot_be_quantized(tmp_path: Path) -> None:
    header = read_header(tiny(tmp_path / "x.gguf", heads=4, kv_heads=4))

    assert allows_kv_type(header, "f16")
    assert not allows_kv_type(header, "q8_0")


def test_contexts_are_rounded_up_as_llama_cpp_does() -> None:
    assert [padded(context) for context in (1, 256, 257, 4096)] == [256, 256, 512, 4096]
