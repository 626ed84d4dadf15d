"""The floor: nothing but `llama_decode` and the default samplers, in a process of its own."""

from __future__ import annotations

import ctypes
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import llama_cpp.llama_cpp as lib
import msgspec

from desktop_chat.engine.protocol import LoadPlan, SamplerOptions
from tests.benchmarks.bare_protocol import (
    BareAnswer,
    BareRequest,
    Ends,
    Evaluate,
    Evaluated,
    FindEnds,
    Measure,
    Measured,
    Open,
    Opened,
    Read,
    WasRead,
    Write,
    Written,
)
from tests.benchmarks.pipes import take_stdout

_UBATCH: Final = 128  # as the app's on a CPU
_FILLER: Final = 100  # a token like any other
_NEVER: Final = -100.0
_FLASH: Final = {"auto": -1, "off": 0, "on": 1}
_KV: Final = {"f16": lib.GGML_TYPE_F16, "q8_0": lib.GGML_TYPE_Q8_0, "q4_0": lib.GGML_TYPE_Q4_0}


class Loop:
    """A model and a context, and what one can do with them."""

    def __init__(self, path: str, plan: LoadPlan) -> None:
        self._model = lib.llama_model_load_from_file(path.encode(), _model_params(plan))
        if not self._model:
            raise RuntimeError(f"{Path(path).name} was not loaded")
        self._vocab = lib.llama_model_get_vocab(self._model)
        self._context = lib.llama_init_from_model(self._model, _context_params(plan))
        if not self._context:
            raise RuntimeError("no context was made")
        self._memory = lib.llama_get_memory(self._context)
        self._chain = self._make_chain(1, ())
        self._filled = 0

    def ends(self) -> tuple[int, ...]:
        """Give the tokens that end a reply."""
        size = lib.llama_vocab_n_tokens(self._vocab)
        return tuple(token for token in range(size) if lib.llama_vocab_is_eog(self._vocab, token))

    def tokens(self, text: str) -> list[int]:
        """Give the tokens of a prompt, begun as the model wants it."""
        data = text.encode()
        room = (ctypes.c_int32 * (len(data) + 8))()
        count = lib.llama_tokenize(self._vocab, data, len(data), room, len(room), False, True)
        tokens = list(room[:count])
        bos = lib.llama_vocab_bos(self._vocab)
        wants_bos = lib.llama_vocab_get_add_bos(self._vocab) and tokens[:1] != [bos]
        return [bos, *tokens] if wants_bos else tokens

    def read(self, request: Read) -> WasRead:
        """Forget everything and read a prompt."""
        tokens = self.tokens(request.text)
        lib.llama_memory_clear(self._memory, False)
        self._chain = self._make_chain(request.seed, request.never)
        began = time.monotonic()
        self._decode(tokens)
        return WasRead(len(tokens), time.monotonic() - began)

    def write(self, count: int) -> Written:
        """Choose and evaluate one token after the other."""
        chain, context, times = self._chain, self._context, []
        one = (ctypes.c_int32 * 1)()
        batch = lib.llama_batch_get_one(one, 1)
        for _ in range(count):
            one[0] = lib.llama_sampler_sample(chain, context, -1)
            times.append(time.monotonic())
            if lib.llama_decode(context, batch):
                raise RuntimeError("a token was not evaluated")
        return Written(tuple(times))

    def evaluate(self, count: int, after: int) -> Evaluated:
        """Give how long it takes to read `count` tokens after `after` others, and to choose one."""
        length = lib.llama_memory_seq_pos_max(self._memory, 0) + 1
        if length < after:
            self._decode([_FILLER] * (after - length))
        lib.llama_memory_seq_rm(self._memory, 0, after, -1)
        began = time.monotonic()
        self._decode([_FILLER] * count)
        lib.llama_sampler_sample(self._chain, self._context, -1)
        return Evaluated(time.monotonic() - began)

    def _decode(self, tokens: Sequence[int]) -> None:
        for start in range(0, len(tokens), _UBATCH):
            chunk = tokens[start : start + _UBATCH]
            data = (ctypes.c_int32 * len(chunk))(*chunk)  # held: the batch only points to it
            batch = lib.llama_batch_get_one(data, len(chunk))
            if lib.llama_decode(self._context, batch):
                raise RuntimeError("a prompt was not evaluated")

    def _make_chain(self, seed: int, never: Sequence[int]) -> Any:
        """Make the samplers of the app's default settings, in llama.cpp's own order."""
        options = SamplerOptions()
        chain = lib.llama_sampler_chain_init(lib.llama_sampler_chain_default_params())
        size = lib.llama_vocab_n_tokens(self._vocab)
        biases = (lib.llama_logit_bias * len(never))(*((token, _NEVER) for token in never))
        for sampler in (
            lib.llama_sampler_init_logit_bias(size, len(never), biases),
            lib.llama_sampler_init_top_k(options.top_k),
            lib.llama_sampler_init_top_p(options.top_p, 1),
            lib.llama_sampler_init_min_p(options.min_p, 1),
            lib.llama_sampler_init_temp(options.temperature),
            lib.llama_sampler_init_dist(seed),
        ):
            lib.llama_sampler_chain_add(chain, sampler)
        return chain


def _model_params(plan: LoadPlan) -> Any:
    params = lib.llama_model_default_params()
    params.n_gpu_layers = plan.gpu_layers
    params.load_mode = lib.LLAMA_LOAD_MODE_MMAP if plan.memory_map else lib.LLAMA_LOAD_MODE_NONE
    params.use_extra_bufts = plan.repack
    return params


def _context_params(plan: LoadPlan) -> Any:
    params = lib.llama_context_default_params()
    params.n_ctx = plan.context_tokens
    params.n_batch = plan.batch_tokens
    params.n_ubatch = _UBATCH
    params.n_outputs_max = 1
    params.n_threads, params.n_threads_batch = plan.threads, plan.prompt_threads
    params.flash_attn_type = _FLASH[plan.flash_attention]
    params.type_k = params.type_v = _KV[plan.kv_type]
    params.swa_full = False
    params.no_perf = True
    return params


def _answer(loop: Loop, request: BareRequest) -> BareAnswer:
    match request:
        case FindEnds():
            return Ends(loop.ends())
        case Measure(text):
            return Measured(len(loop.tokens(text)))
        case Read():
            return loop.read(request)
        case Write(count):
            return loop.write(count)
        case Evaluate(count, after):
            return loop.evaluate(count, after)
    raise TypeError(request)


def main() -> None:
    """Carry out requests until there are no more."""
    answers = take_stdout()
    decoder: msgspec.json.Decoder[BareRequest] = msgspec.json.Decoder(BareRequest)
    lib.llama_backend_init()
    loop: Loop | None = None
    for line in sys.stdin.buffer:
        request = decoder.decode(line)
        if isinstance(request, Open):
            loop = Loop(request.path, request.plan)
            answer: BareAnswer = Opened()
        else:
            assert loop is not None
            answer = _answer(loop, request)
        answers.write(msgspec.json.encode(answer) + b"\n")


if __name__ == "__main__":
    main()
