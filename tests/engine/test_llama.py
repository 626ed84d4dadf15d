"""The typed layer over llama.cpp: vocabulary, loading, decoding, states."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from desktop_chat.engine.llama import NO_TOKEN, Backend, Context, Model, NotLoadedError
from desktop_chat.engine.protocol import LoadPlan
from tests.support.gguf_factory import scripted, tiny

PLAN = LoadPlan(256)
TEXT = "The end: 안녕하세요, 한국! 🙂👩‍👩‍👧 naïve\n\ttabs  and   blanks"


@pytest.fixture
def llama(backend: Backend, tmp_path: Path):
    with Model(str(tiny(tmp_path / "llama.gguf")), PLAN) as model:
        yield model


@pytest.fixture
def context(llama: Model):
    with Context(llama, PLAN) as context:
        yield context


def test_neither_numpy_nor_qt_nor_the_packages_own_classes_are_imported() -> None:
    program = (
        "import sys; from desktop_chat.engine import host, llama; llama.grammar_of_schema('{}'); "
        "print(*{name.partition('.')[0] for name in sys.modules} & {'numpy', 'PySide6', 'llama_cpp'}, "
        "*[name for name in sys.modules if name == 'llama_cpp.llama'])"
    )
    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert printed.stdout.split() == ["llama_cpp"]


def test_the_whole_package_can_still_be_imported_afterwards() -> None:
    program = "from desktop_chat.engine import llama; import llama_cpp; print(llama_cpp.Llama.__name__)"
    printed = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert printed.stdout.strip() == "Llama"


def test_the_backend_knows_the_processor(backend: Backend) -> None:
    (cpu,) = [device for device in backend.devices() if device.kind == "cpu"]
    assert cpu.memory_total >= cpu.memory_free > 0
    assert backend.cpu_features()
    assert backend.build


@pytest.mark.parametrize("architecture", ["llama", "qwen2", "gptneox", "exaone"])
def test_text_comes_back_from_its_tokens(backend: Backend, tmp_path: Path, architecture: str) -> None:
    with Model(str(tiny(tmp_path / "m.gguf", architecture)), PLAN) as model:
        pieces = [model.piece(token) for token in model.tokenize(TEXT)]
        assert b"".join(piece or b"" for piece in pieces) == TEXT.encode()


def test_a_piece_of_any_length_is_given_whole(backend: Backend, tmp_path: Path) -> None:
    long = "long" * 50
    with Model(str(scripted(tmp_path / "m.gguf", [long])), PLAN) as model:
        assert long.encode() in {model.piece(token) for token in range(model.vocabulary)}


def test_an_end_token_has_no_piece_and_other_control_tokens_an_empty_one(llama: Model) -> None:
    (start,) = llama.tokenize("<|im_start|>")
    (end,) = llama.tokenize("<|im_end|>")
    assert [llama.piece(token) for token in (llama.eos, end, NO_TOKEN)] == [None, None, None]
    assert llama.piece(start) == b""


def test_a_control_token_that_is_shown_has_its_text_for_a_piece(backend: Backend, tmp_path: Path) -> None:
    shown = frozenset(["<|im_start|>"])
    with Model(str(tiny(tmp_path / "m.gguf")), PLAN, shown_control=shown) as model:
        assert [model.piece(token) for token in model.tokenize("<|im_start|>")] == [b"<|im_start|>"]


def test_only_special_tokens_stand_alone(llama: Model) -> None:
    (letter,) = llama.tokenize("a")
    assert llama.stands_alone(llama.eos)
    assert not llama.stands_alone(letter)
    assert not llama.stands_alone(NO_TOKEN)
    assert llama.has_control_token("<|im_start|>")
    assert not llama.has_control_token("a")
    assert not llama.has_control_token("ab<|im_start|>")


def test_loading_tells_how_far_it_is(backend: Backend, tmp_path: Path) -> None:
    told: list[float] = []

    def listen(fraction: float) -> bool:
        told.append(fraction)
        return True

    Model(str(tiny(tmp_path / "m.gguf")), PLAN, listen).close()
    assert told == sorted(told)
    assert told[-1] == 1.0


def test_a_load_that_is_given_up_loads_nothing(backend: Backend, tmp_path: Path) -> None:
    with pytest.raises(NotLoadedError):
        Model(str(tiny(tmp_path / "m.gguf")), PLAN, lambda _fraction: False)


def test_why_a_file_was_not_loaded_is_kept(backend: Backend, tmp_path: Path) -> None:
    (tmp_path / "m.gguf").write_bytes(b"GGUF" + bytes(100))
    backend.errors.clear()
    with pytest.raises(NotLoadedError):
        Model(str(tmp_path / "m.gguf"), PLAN)
    assert backend.errors


def test_a_path_may_have_any_name(backend: Backend, tmp_path: Path) -> None:
    folder = tmp_path / "모델 폴더 é"
    folder.mkdir()
    with Model(str(tiny(folder / "작은 모델.gguf", name="")), PLAN) as model:
        assert model.name == "작은 모델"


@pytest.mark.parametrize("options", [{"memory_map": False}, {"repack": True}, {"gpu_layers": -1}])
def test_every_way_of_loading_gives_the_same_model(backend: Backend, tmp_path: Path, options) -> None:
    path = str(tiny(tmp_path / "m.gguf"))
    scores = []
    for plan in (PLAN, LoadPlan(256, **options)):
        with Model(path, plan) as model, Context(model, plan) as context:
            context.decode(model.tokenize("Hello"))
            scores.append(list(context.logits()))
    assert scores[0] == pytest.approx(scores[1], abs=0.1)


@pytest.mark.parametrize("kv_type", ["f16", "q8_0", "q4_0"])
def test_every_type_of_kv_cache_works(backend: Backend, tmp_path: Path, kv_type) -> None:
    plan = LoadPlan(256, kv_type=kv_type, flash_attention="on")
    path = tiny(tmp_path / "m.gguf", embedding=128)  # blocks of 32 values must fill a head
    with Model(str(path), plan) as model, Context(model, plan) as context:
        assert context.decode(model.tokenize("Hello")) == "done"


def test_a_context_that_cannot_be_made_is_told(llama: Model) -> None:
    with pytest.raises(NotLoadedError):
        Context(llama, LoadPlan(256, kv_type="q4_0", flash_attention="off"))


def test_an_aborted_decode_leaves_what_was_read_before(llama: Model, context: Context) -> None:
    context.decode(llama.tokenize("Hello"))
    length = context.length()
    context.abort()
    assert context.decode_one(5) == "aborted"
    assert context.length() == length
    context.clear_abort()
    assert context.decode_one(5) == "done"
    assert context.length() == length + 1


def test_a_full_context_has_no_room(llama: Model, context: Context) -> None:
    tokens = llama.tokenize("a" * context.size)
    for start in range(0, context.size, context.chunk_tokens):
        assert context.decode(tokens[start : start + context.chunk_tokens]) == "done"
    assert context.decode_one(5) == "no_room"


def test_a_state_put_back_goes_on_as_if_nothing_had_happened(llama: Model, context: Context) -> None:
    context.decode(llama.tokenize("Hello"))
    state = context.save_state(partial=False, limit=1 << 20)
    context.decode_one(5)
    expected = list(context.logits())
    context.clear()
    assert state is not None
    assert context.restore_state(state, partial=False)
    context.decode_one(5)
    assert list(context.logits()) == expected


def test_a_state_over_the_limit_is_not_copied(llama: Model, context: Context) -> None:
    context.decode(llama.tokenize("Hello"))
    assert context.save_state(partial=False, limit=100) is None


def test_a_recurrent_model_does_not_forget_a_part(backend: Backend, tmp_path: Path) -> None:
    with Model(str(tiny(tmp_path / "m.gguf", "mamba")), PLAN) as model, Context(model, PLAN) as context:
        context.decode(model.tokenize("Hello"))
        assert model.is_recurrent
        assert not context.cut(2)
        assert context.length() == len(model.tokenize("Hello"))


def test_threads_may_be_set_at_any_time_even_too_late(llama: Model) -> None:
    context = Context(llama, PLAN)
    context.set_threads(2, 2)
    assert context.decode_one(5) == "done"
    context.close()
    context.set_threads(1, 1)


@pytest.mark.skipif(os.name == "nt", reason="opens a file by its bytes")
def test_a_model_file_keeps_its_facts(llama: Model) -> None:
    assert (llama.architecture, llama.trained_context, llama.sliding_window) == ("llama", 512, 0)
    assert llama.metadata("llama.block_count") == "2"
    assert llama.metadata("no.such.key") == ""
    assert llama.chat_template() is None
    assert llama.size_bytes > 0 < llama.parameters
