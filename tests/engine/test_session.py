"""Loading a model: as planned, on the CPU where there is no GPU, and in words where it fails."""

from __future__ import annotations

from pathlib import Path

import pytest

from desktop_chat.engine.llama import Backend
from desktop_chat.engine.protocol import Load, LoadPlan
from desktop_chat.engine.session import Loader, LoadGivenUpError, load_fault
from desktop_chat.faults import FaultError
from tests.engine.conftest import OpenSession
from tests.support.gguf_factory import CHATML, tiny
from tests.support.gguf_faults import truncated, unknown_architecture, wrong_magic, wrong_version, zero_filled

PLAN = LoadPlan(256)


def load(backend: Backend, path: Path, plan: LoadPlan = PLAN, template: str = ""):
    return Loader(backend, Load(str(path), plan, template), lambda _fraction: None, lambda: False).load()


def fault_code(backend: Backend, path: Path) -> str:
    with pytest.raises(FaultError) as raised:
        load(backend, path)
    return raised.value.fault.code


def test_a_loaded_model_is_described(backend: Backend, tmp_path: Path) -> None:
    path = tiny(tmp_path / "m.gguf", "gemma3", name="Small", template=CHATML, sliding_window=16)
    session, loaded = load(backend, path)
    info = loaded.info
    assert (info.name, info.architecture, info.sliding_window, info.is_recurrent) == (
        "Small",
        "gemma3",
        16,
        False,
    )
    assert (info.trained_context, info.context_tokens, info.vocabulary) == (
        512,
        256,
        session.model.vocabulary,
    )
    assert (info.template.name, info.template.source) == ("file", "file")
    assert (loaded.plan, loaded.notice) == (PLAN, None)
    assert loaded.seconds > 0
    session.close()


def test_the_template_may_be_chosen_and_changed(open_session: OpenSession, tmp_path: Path) -> None:
    session = open_session(tiny(tmp_path / "m.gguf", template=CHATML), template="alpaca")
    assert (session.template.name, session.template.source) == ("alpaca", "user")
    assert session.set_template("").name == "file" == session.info().template.name


def test_a_plan_for_a_gpu_is_carried_out_without_one(backend: Backend, tmp_path: Path) -> None:
    if backend.can_offload:
        pytest.skip("this build has a GPU")
    session, loaded = load(backend, tiny(tmp_path / "m.gguf"), LoadPlan(256, gpu_layers=-1))
    assert loaded.plan.gpu_layers == 0
    assert loaded.notice is not None
    assert loaded.notice.code == "gpu_unsupported"
    session.close()


def test_a_load_that_was_given_up_frees_what_it_had(backend: Backend, tmp_path: Path) -> None:
    given_up = iter([False, False])
    loader = Loader(
        backend,
        Load(str(tiny(tmp_path / "m.gguf")), PLAN),
        lambda _fraction: None,
        lambda: next(given_up, True),
    )
    with pytest.raises(LoadGivenUpError):
        loader.load()


def test_a_missing_file_is_told(backend: Backend, tmp_path: Path) -> None:
    assert fault_code(backend, tmp_path / "none.gguf") == "file_missing"


def test_a_folder_cannot_be_read(backend: Backend, tmp_path: Path) -> None:
    assert fault_code(backend, tmp_path) == "file_unreadable"


@pytest.mark.parametrize(
    ("break_it", "code"),
    [
        (wrong_magic, "not_gguf"),
        (truncated, "damaged"),
        (zero_filled, "not_gguf"),
        (lambda source, path: zero_filled(source, path, 64), "damaged"),
        (wrong_version, "unsupported_version"),
        (lambda _source, path: unknown_architecture(path), "unsupported_architecture"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_in_one_word(
    backend: Backend, tmp_path: Path, break_it, code: str
) -> None:
    assert fault_code(backend, break_it(tiny(tmp_path / "good.gguf"), tmp_path / "bad.gguf")) == code


def test_a_model_with_a_part_missing_is_damaged(backend: Backend, tmp_path: Path) -> None:
    path = tiny(tmp_path / "m.gguf")
    path.write_bytes(path.read_bytes().replace(b"blk.1.attn_q.weight", b"blk.1.attn_x.weight"))
    assert fault_code(backend, path) == "damaged"


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (
            "llama_model_load: error loading model: unknown model architecture: 'gptj'",
            "unsupported_architecture",
        ),
        ("ggml_backend_cpu_buffer_type_alloc_buffer: failed to allocate buffer of size 99", "out_of_memory"),
        ("ggml_backend_cuda_buffer_type_alloc_buffer: cudaMalloc failed: out of memory", "out_of_memory"),
        ("llama_model_load: error loading model: unable to allocate CUDA0 buffer", "out_of_memory"),
        ("llama_model_load: error loading model: mmap failed: Cannot allocate memory", "out_of_memory"),
        ("llama_model_load: error loading model: missing tensor 'blk.0.attn_q.weight'", "damaged"),
        ("something else went wrong", "load_failed"),
    ],
)
def test_what_llama_cpp_says_is_understood(line: str, code: str) -> None:
    assert load_fault(["first: all was well", line], "m.gguf").fault.code == code


def test_what_cannot_be_loaded_is_named(backend: Backend, tmp_path: Path) -> None:
    with pytest.raises(FaultError, match="gptj"):
        load(backend, unknown_architecture(tmp_path / "m.gguf"))
    with pytest.raises(FaultError, match="version 99"):
        load(backend, wrong_version(tiny(tmp_path / "good.gguf"), tmp_path / "m.gguf"))
