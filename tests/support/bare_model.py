"""A model loaded with llama_cpp alone: checks what the factory builds without the app's own engine."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import llama_cpp as lib
import numpy as np

_lines: list[str] = []


@lib.llama_log_callback
def _keep_line(_level: int, text: bytes, _data: object) -> None:
    _lines.append(text.decode("utf-8", "replace"))


class BareModel:
    """A model and one context, always choosing the likeliest token."""

    def __init__(
        self,
        path: Path,
        context: int = 512,
        *,
        kv_type: int = 1,
        flash: bool = True,
        only_sizes: bool = False,
    ) -> None:
        _lines.clear()
        lib.llama_log_set(_keep_line, ctypes.c_void_p(0))
        lib.llama_backend_init()
        params = lib.llama_model_default_params()
        params.use_extra_bufts = False
        if only_sizes:
            params.no_alloc, params.load_mode = True, lib.LLAMA_LOAD_MODE_NONE
        self._model = lib.llama_model_load_from_file(str(path).encode(), params)
        assert self._model, "".join(_lines[-5:])
        self._vocabulary = lib.llama_model_get_vocab(self._model)
        self._context = lib.llama_init_from_model(self._model, _context_params(context, kv_type, flash))
        assert self._context, "".join(_lines[-5:])
        self.log = "".join(_lines)

    def close(self) -> None:
        """Give the memory back."""
        lib.llama_free(self._context)
        lib.llama_model_free(self._model)

    def tokens(self, text: str, *, special: bool = True) -> list[int]:
        """Cut a text into tokens."""
        content = text.encode()
        found = (lib.llama_token * (len(content) + 8))()
        count = lib.llama_tokenize(self._vocabulary, content, len(content), found, len(found), False, special)
        assert count >= 0
        return list(found[:count])

    def piece(self, token: int) -> bytes:
        """Give the bytes of a token."""
        buffer = ctypes.create_string_buffer(512)
        count = lib.llama_token_to_piece(self._vocabulary, token, buffer, len(buffer), 0, False)
        assert count >= 0
        return buffer.raw[:count]

    def reply(self, prompt: str, limit: int = 100) -> tuple[list[bytes], bool]:
        """Give the pieces that follow a prompt, and whether an end token came."""
        lib.llama_memory_clear(lib.llama_get_memory(self._context), True)
        pieces: list[bytes] = []
        tokens = self.tokens(prompt)
        while len(pieces) < limit:
            token = self._next(tokens)
            if lib.llama_vocab_is_eog(self._vocabulary, token):
                return pieces, True
            pieces.append(self.piece(token))
            tokens = [token]
        return pieces, False

    def _next(self, tokens: list[int]) -> int:
        array = (lib.llama_token * len(tokens))(*tokens)  # the batch holds only its address
        assert lib.llama_decode(self._context, lib.llama_batch_get_one(array, len(tokens))) == 0
        count = lib.llama_vocab_n_tokens(self._vocabulary)
        logits = np.ctypeslib.as_array(lib.llama_get_logits_ith(self._context, -1), (count,))
        assert np.isfinite(logits).all()
        return int(logits.argmax())


@contextmanager
def bare_model(
    path: Path, context: int = 512, *, kv_type: int = 1, flash: bool = True, only_sizes: bool = False
) -> Iterator[BareModel]:
    """Load a model and give its memory back at the end."""
    model = BareModel(path, context, kv_type=kv_type, flash=flash, only_sizes=only_sizes)
    try:
        yield model
    finally:
        model.close()


def _context_params(context: int, kv_type: int, flash: bool) -> lib.llama_context_params:
    params = lib.llama_context_default_params()
    params.n_ctx, params.n_batch, params.n_ubatch, params.n_outputs_max = context, 512, 128, 1
    params.n_threads = params.n_threads_batch = 1
    params.flash_attn_type = -1 if flash else 0
    params.type_k = params.type_v = kv_type
    params.swa_full = params.offload_kqv = params.op_offload = False
    return params
