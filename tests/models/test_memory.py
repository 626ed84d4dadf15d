import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from desktop_chat.engine.protocol import KvType
from desktop_chat.models.gguf import GgufHeader, read_header
from desktop_chat.models.memory import allows_kv_type, compute_bytes, kv_bytes, overhead_bytes, padded
from tests.support.bare_model import bare_model
from tests.support.gguf_factory import ARCHITECTURES, tiny
from tests.support.gguf_layouts import LAYOUTS

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


@pytest.mark.parametrize("architecture", ARCHITECTURES)
@pytest.mark.parametrize(("context", "kv_type"), [(2048, "f16"), (8192, "f16"), (8192, "q8_0")])
def test_the_compute_buffers_take_what_llama_cpp_says(
    tmp_path: Path, architecture: str, context: int, kv_type: KvType
) -> None:
    header, said = said_of_buffers(tmp_path, architecture, context, kv_type)

    assert compute_bytes(header, context, kv_type) / MIB == pytest.approx(said, rel=0.1)


@pytest.mark.parametrize("architecture", ["llama", "gptneox", "mpt", "gemma3", "qwen3", "exaone"])
def test_the_scores_of_attention_without_flash_take_what_llama_cpp_says(
    tmp_path: Path, architecture: str
) -> None:
    header, said = said_of_buffers(tmp_path, architecture, 4096, "f16", flash=False)

    assert compute_bytes(header, 4096, "f16", flash=False) / MIB == pytest.approx(said, rel=0.1)


def said_of_buffers(
    folder: Path, architecture: str, context: int, kv_type: KvType, *, flash: bool = True
) -> tuple[GgufHeader, float]:
    """Give the header of a model with the proportions of real ones, and the MiB its buffers take."""
    sizes = {"embedding": 512, "feed_forward": 2048, "heads": 8, "layers": 4, "context": 8192}
    path = tiny(folder / "x.gguf", architecture, **sizes, kv_heads=8 // LAYOUTS[architecture].groups)
    with bare_model(path, context, kv_type=LLAMA_CPP_TYPES[kv_type], flash=flash, only_sizes=True) as model:
        return read_header(path), mebibytes(model.log, r"(?:compute|output) buffer size = +([\d.]+) MiB")


def test_a_longer_vocabulary_and_its_merges_take_memory(tmp_path: Path) -> None:
    header = read_header(tiny(tmp_path / "x.gguf"))
    larger = replace(header, vocabulary=header.vocabulary + 100_000)

    assert overhead_bytes(header) < overhead_bytes(larger) < overhead_bytes(replace(larger, merges=100_000))


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
