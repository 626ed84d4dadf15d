import io
import os
import struct
import sys
import tracemalloc
from contextlib import nullcontext, suppress
from pathlib import Path
from random import Random

import pytest
from gguf import GGML_QUANT_SIZES, GGUFReader

from desktop_chat.faults import Fault, FaultError
from desktop_chat.models.architectures import CHAT_ARCHITECTURES
from desktop_chat.models.ggml_types import GGML_TYPES
from desktop_chat.models.gguf import GgufHeader, header_of, read_header
from desktop_chat.models.gguf_parts import Source, read_parts
from tests.support import gguf_faults
from tests.support.gguf_factory import ARCHITECTURES, CHATML, scripted, tiny


def fault_of(path: Path) -> Fault:
    with pytest.raises(FaultError) as raised:
        read_header(path)
    return raised.value.fault


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny(tmp_path_factory.mktemp("models") / "tiny.gguf", template=CHATML)


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_a_header_says_what_the_reference_reader_says(tmp_path: Path, architecture: str) -> None:
    path = tiny(tmp_path / "model.gguf", architecture, context=384)
    reference = GGUFReader(path)

    header = read_header(path)

    assert header.architecture == architecture
    assert header.name == "Tiny"
    assert header.version == 3
    assert header.quantization == "F16"
    assert header.context_length == 384
    assert header.embedding == 64
    assert len(header.layers) == 2
    assert header.parameters == sum(int(tensor.n_elements) for tensor in reference.tensors)
    assert header.tensor_bytes == sum(int(tensor.n_bytes) for tensor in reference.tensors)
    assert header.vocabulary == len(reference.fields["tokenizer.ggml.tokens"].data)
    assert header.file_bytes == path.stat().st_size
    assert header.chat_template is None


def test_a_template_is_given_as_it_is(good: Path) -> None:
    assert read_header(good).chat_template == CHATML


def test_the_identity_changes_with_the_file(tmp_path: Path) -> None:
    path = tiny(tmp_path / "model.gguf")
    before = read_header(path).identity

    os.utime(path, ns=(1, 1))

    assert read_header(path).identity != before


def test_a_name_with_any_letters_is_found(tmp_path: Path) -> None:
    path = tiny(tmp_path / "한국어 모델 🙂.gguf", name="폴리글롯")

    assert read_header(path).name == "폴리글롯"


def test_a_model_without_a_name_has_its_files(tmp_path: Path) -> None:
    assert read_header(tiny(tmp_path / "llama-2-7b.Q4_K_M.gguf", name=" ")).name == "llama-2-7b.Q4_K_M"


def test_version_2_is_read(good: Path, tmp_path: Path) -> None:
    assert read_header(gguf_faults.wrong_version(good, tmp_path / "x.gguf", 2)).version == 2


def test_heads_may_differ_by_layer(tmp_path: Path) -> None:
    path = tiny(tmp_path / "x.gguf", extra={"llama.attention.head_count_kv": [2, 1]})

    assert [layer.kv_heads for layer in read_header(path).layers] == [2, 1]


def test_a_sliding_window_leaves_every_sixth_layer_of_gemma_3_whole(tmp_path: Path) -> None:
    path = tiny(tmp_path / "x.gguf", "gemma3", layers=12, sliding_window=512, sliding_pattern=6)

    header = read_header(path)

    assert [layer.window for layer in header.layers] == [512, 512, 512, 512, 512, 0] * 2
    assert header.sliding_window == 512


def test_a_window_that_llama_cpp_does_not_carry_out_does_not_count(tmp_path: Path) -> None:
    path = tiny(tmp_path / "x.gguf", "phi3", extra={"phi3.attention.sliding_window": 64})

    assert read_header(path).sliding_window == 0


def test_a_window_may_be_told_layer_by_layer(tmp_path: Path) -> None:
    extra = {"gemma3.attention.sliding_window_pattern": [False, True]}

    assert [
        layer.window for layer in read_header(tiny(tmp_path / "x.gguf", "gemma3", extra=extra)).layers
    ] == [0, 16]


def test_a_recurrent_model_has_a_state_and_no_heads(tmp_path: Path) -> None:
    header = read_header(tiny(tmp_path / "x.gguf", "mamba"))

    assert header.is_recurrent
    assert all(layer.kv_heads == 0 and layer.state_values == 3 * 128 + 16 * 128 for layer in header.layers)


def test_a_missing_file_is_missing(tmp_path: Path) -> None:
    assert fault_of(tmp_path / "gone.gguf") == Fault("file_missing", {"name": "gone.gguf"})


def test_a_folder_is_no_model(tmp_path: Path) -> None:
    assert fault_of(tmp_path).code == "not_gguf"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permission")
@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_permission_is_unreadable(good: Path, tmp_path: Path) -> None:
    path = tiny(tmp_path / "x.gguf")
    path.chmod(0)

    assert fault_of(path).code == "file_unreadable"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.gguf")

    assert fault_of(tmp_path / "x.gguf").code == "not_gguf"


def test_other_files_are_no_models(good: Path, tmp_path: Path) -> None:
    assert fault_of(gguf_faults.wrong_magic(good, tmp_path / "x.gguf")).code == "not_gguf"
    assert fault_of(gguf_faults.zero_filled(good, tmp_path / "x.gguf")).code == "not_gguf"


@pytest.mark.parametrize("version", [0, 1, 4, 99])
def test_other_versions_are_named(good: Path, tmp_path: Path, version: int) -> None:
    fault = fault_of(gguf_faults.wrong_version(good, tmp_path / "x.gguf", version))

    assert fault == Fault("unsupported_version", {"name": "x.gguf", "version": str(version)})


def test_a_big_endian_file_is_told_apart(tmp_path: Path) -> None:
    fault = fault_of(gguf_faults.big_endian(tmp_path / "x.gguf"))

    assert fault.code == "unsupported_version"
    assert fault.values["version"] == "3, big-endian"


@pytest.mark.parametrize("architecture", ["gptj", "clip", "bert", "한국"])
def test_an_architecture_the_engine_cannot_chat_with_is_named(tmp_path: Path, architecture: str) -> None:
    fault = fault_of(gguf_faults.unknown_architecture(tmp_path / "x.gguf", architecture))

    assert (fault.code, fault.values["architecture"]) == ("unsupported_architecture", architecture)


def test_a_cut_file_says_how_much_is_missing(good: Path, tmp_path: Path) -> None:
    size = good.stat().st_size
    path = gguf_faults.truncated(good, tmp_path / "x.gguf", 1 - 100_000 / size)

    assert fault_of(path) == Fault("truncated", {"name": "x.gguf", "missing": "100 KB"})


def test_a_file_cut_by_one_byte_is_truncated(good: Path, tmp_path: Path) -> None:
    (tmp_path / "x.gguf").write_bytes(good.read_bytes()[:-1])

    assert fault_of(tmp_path / "x.gguf").code == "truncated"


def test_a_header_cut_anywhere_is_a_fault(good: Path, tmp_path: Path) -> None:
    content = good.read_bytes()
    for length in [*range(40), *range(40, 12_000, 97)]:
        (tmp_path / "x.gguf").write_bytes(content[:length])

        assert fault_of(tmp_path / "x.gguf").code in {"not_gguf", "damaged", "truncated"}


@pytest.mark.parametrize("kind", gguf_faults.HOSTILE)
def test_a_hostile_header_costs_little_and_is_a_fault(tmp_path: Path, kind: str) -> None:
    path = gguf_faults.hostile(tmp_path / "x.gguf", kind)
    tracemalloc.start()
    try:
        fault = fault_of(path)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert fault.code in {"damaged", "not_gguf"}
    assert peak < 5 << 20


def test_a_header_stuffed_with_text_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    keys = [gguf_faults.string("general.architecture", "llama")]
    keys += [gguf_faults.string(f"llama.x{number}", "x" * 1_000_000) for number in range(20)]
    (tmp_path / "x.gguf").write_bytes(gguf_faults.file_of(keys, []))

    assert fault_of(tmp_path / "x.gguf").values["reason"] == "too much in its header"


def test_a_changed_byte_never_raises_anything_else(good: Path, tmp_path: Path) -> None:
    content = good.read_bytes()
    path = tmp_path / "x.gguf"
    path.write_bytes(content)
    with path.open("r+b", buffering=0) as file:
        for place in range(4, 9000, 31):
            for value in (0, 0x7F, 0xFF):
                file.seek(place)
                file.write(bytes([value]))
                with suppress(FaultError):
                    assert isinstance(read_header(path), GgufHeader)
            file.seek(place)
            file.write(content[place : place + 1])


class CountingFile(io.BytesIO):
    """Counts what is read of it."""

    reads = 0
    bytes_read = 0

    def read(self, size: int | None = -1, /) -> bytes:
        content = super().read(size)
        self.reads += 1
        self.bytes_read += len(content)
        return content


def read_counted(file: CountingFile) -> GgufHeader:
    size = len(file.getbuffer())
    return header_of(read_parts("m.gguf", lambda _path: nullcontext(Source(file, size))))


@pytest.mark.parametrize("architecture", ["llama", "gemma3", "qwen2", "mamba"])
def test_500_mutated_headers_each_cost_little_and_raise_nothing_else(
    tmp_path: Path, architecture: str
) -> None:
    content = tiny(tmp_path / "x.gguf", architecture, template=CHATML).read_bytes()
    whole = CountingFile(content)
    read_counted(whole)
    random = Random(architecture)
    readable = 0
    tracemalloc.start()
    try:
        for _ in range(500):
            file = CountingFile(gguf_faults.mutated(content, 12_000, random))
            with suppress(FaultError):
                readable += isinstance(read_counted(file), GgufHeader)
            assert file.bytes_read <= 2 * whole.bytes_read + (1 << 20)
            assert file.reads < 1000
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert 0 < readable < 500
    assert peak < 50 << 20


def test_a_large_vocabulary_is_read_once_and_its_file_no_further(tmp_path: Path) -> None:
    count = 250_000
    keys = [
        gguf_faults.string("general.architecture", "llama"),
        *(gguf_faults.number(f"llama.{key}", 32) for key in ("context_length", "embedding_length")),
        gguf_faults.number("llama.block_count", 1),
        gguf_faults.number("llama.attention.head_count", 1),
        gguf_faults.texts("tokenizer.ggml.tokens", [f"token{number:06}" for number in range(count)]),
        gguf_faults.texts("tokenizer.ggml.merges", [f"to k{number}" for number in range(count)]),
    ]
    tensors = [gguf_faults.tensor("output.weight", (32, 1 << 19), 0, 0)]
    header = gguf_faults.file_of(keys, tensors)
    file = CountingFile(header + bytes(64 << 20))
    tracemalloc.start()
    try:
        assert read_counted(file).vocabulary == count
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert file.bytes_read < len(header) + (1 << 20) < 16 << 20
    assert peak < 4 << 20


def test_a_file_says_its_licence(tmp_path: Path) -> None:
    link = {"general.license.link": "https://example.org/licence"}
    known = read_header(tiny(tmp_path / "a.gguf", extra={"general.license": "apache-2.0"} | link))
    named = {"general.license": "other", "general.license.name": "llama3.1"}

    assert (known.licence, known.licence_link) == ("apache-2.0", "https://example.org/licence")
    assert read_header(tiny(tmp_path / "b.gguf", extra=named)).licence == "llama3.1"
    assert read_header(tiny(tmp_path / "c.gguf", extra={"general.license": "other"})).licence == "other"
    assert read_header(tiny(tmp_path / "d.gguf")).licence == ""


@pytest.mark.parametrize("key", ["block_count", "context_length", "embedding_length"])
def test_a_count_of_zero_that_would_abort_the_engine_is_damage(tmp_path: Path, key: str) -> None:
    fault = fault_of(tiny(tmp_path / "x.gguf", extra={f"llama.{key}": 0}))

    assert (fault.code, fault.values["reason"]) == ("damaged", f"no {key}")


def test_more_layers_than_the_engine_has_room_for_are_damage(tmp_path: Path) -> None:
    assert fault_of(tiny(tmp_path / "x.gguf", extra={"llama.block_count": 513})).code == "damaged"


def split(source: Path, folder: Path) -> list[Path]:
    """Make two parts, as llama.cpp's gguf-split does: the second holds tensors alone."""
    first = tiny(folder / "m-00001-of-00002.gguf", extra={"split.count": 2, "split.no": 0})
    keys = [gguf_faults.number("split.no", 1), gguf_faults.number("split.count", 2)]
    second = folder / "m-00002-of-00002.gguf"
    second.write_bytes(gguf_faults.file_of(keys, [gguf_faults.tensor("blk.9.x", (32,), 0, 0)], bytes(128)))
    return [first, second]


def test_a_split_model_is_one_model_whichever_part_is_given(good: Path, tmp_path: Path) -> None:
    first, second = split(good, tmp_path)

    header = read_header(second)

    assert header == read_header(first)
    assert header.path == str(first)
    assert header.parts == (str(first), str(second))
    assert header.file_bytes == first.stat().st_size + second.stat().st_size
    assert header.parameters == read_header(tiny(tmp_path / "whole.gguf")).parameters + 32


def test_a_missing_part_is_named(good: Path, tmp_path: Path) -> None:
    first, second = split(good, tmp_path)
    second.unlink()

    assert fault_of(first) == Fault("file_missing", {"name": second.name})


def test_a_part_under_another_name_is_refused(good: Path, tmp_path: Path) -> None:
    first, _ = split(good, tmp_path)
    renamed = first.rename(tmp_path / "renamed.gguf")

    assert fault_of(renamed).code == "damaged"


def test_a_file_of_gigabytes_is_not_read(tmp_path: Path) -> None:
    path = scripted(tmp_path / "x.gguf", "hi", layers=12, embedding=2048, feed_forward=8192, heads=16)
    tracemalloc.start()
    try:
        header = read_header(path)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert header.file_bytes > 1 << 30
    assert peak < 2 << 20


def test_tensor_sizes_are_those_of_the_reference() -> None:
    known = {int(kind): sizes for kind, sizes in GGML_QUANT_SIZES.items()}

    assert {
        number: (kind.block_weights, kind.block_bytes) for number, kind in GGML_TYPES.items()
    } == known | {42: (64, 18)}


def test_every_supported_family_of_the_engine_is_known() -> None:
    assert {
        "llama",
        "gptneox",
        "gpt2",
        "phi2",
        "phi3",
        "gemma",
        "gemma4",
        "falcon",
        "mpt",
    } <= CHAT_ARCHITECTURES
    assert {"qwen", "qwen2", "qwen3", "qwen35", "exaone", "exaone4", "gpt-oss"} <= CHAT_ARCHITECTURES
    assert "gptj" not in CHAT_ARCHITECTURES


def test_quantization_is_told_by_the_tensors_where_the_file_does_not(tmp_path: Path) -> None:
    keys = [
        gguf_faults.string("general.architecture", "llama"),
        *(
            gguf_faults.number(f"llama.{key}", 32)
            for key in ("context_length", "embedding_length", "vocab_size")
        ),
        gguf_faults.number("llama.block_count", 1),
        gguf_faults.number("llama.attention.head_count", 1),
    ]
    tensors = [gguf_faults.tensor("a", (256, 2), 12, 0), gguf_faults.tensor("b", (32,), 0, 288)]
    (tmp_path / "x.gguf").write_bytes(gguf_faults.file_of(keys, tensors, bytes(288 + 128)))

    assert read_header(tmp_path / "x.gguf").quantization == "Q4_K"


def test_a_number_of_the_wrong_kind_is_damage(tmp_path: Path) -> None:
    negative = gguf_faults.text(b"llama.block_count") + struct.pack("<Ii", 5, -1)
    keys = [
        gguf_faults.string("general.architecture", "llama"),
        gguf_faults.number("llama.vocab_size", 1),
        negative,
    ]
    tensors = [gguf_faults.tensor("a", (32,), 0, 0)]
    (tmp_path / "x.gguf").write_bytes(gguf_faults.file_of(keys, tensors, bytes(128)))

    assert fault_of(tmp_path / "x.gguf").values["reason"] == "an impossible block_count"
