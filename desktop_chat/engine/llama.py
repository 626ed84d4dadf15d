"""llama.cpp, typed: backend, model, context and samplers. The only module that imports `llama_cpp`."""

from __future__ import annotations

import ctypes
import importlib
import importlib.util
import os
import sys
import threading
from array import array
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, Self

from desktop_chat.engine.backends import load_backends
from desktop_chat.engine.protocol import BACKENDS_VARIABLE, Device, FlashAttention, KvType, LoadPlan
from desktop_chat.faults import FaultError


def _import_alone(name: str) -> Any:  # noqa: ANN401  modules of ctypes functions, which no stub describes
    """Import one module of `llama_cpp` without the package's `__init__`.

    That imports numpy and much else, and takes three times as long. A stand-in for the package, there for the
    moment, has its path but not its contents.
    """
    package = sys.modules.get("llama_cpp")
    if package is None:
        spec = importlib.util.find_spec("llama_cpp")
        if spec is None:
            raise ModuleNotFoundError(name="llama_cpp")
        sys.modules["llama_cpp"] = importlib.util.module_from_spec(spec)
    try:
        return importlib.import_module(f"llama_cpp.{name}")
    finally:
        if package is None:
            del sys.modules["llama_cpp"]


# Threads that wait for each other spin, while the one waited for may have no core to run on: with two busy
# programs beside it, a small model wrote 1 token a second on 2 cores. After so few turns GNU OpenMP sleeps
# instead, which made it 22, and cost nothing when nothing else ran.
os.environ.setdefault("GOMP_SPINCOUNT", "300")

if TYPE_CHECKING:
    import llama_cpp.llama_cpp as lib
else:
    lib = _import_alone("llama_cpp")

NO_TOKEN: Final = -1
"""Stands for no token where one might have been chosen; it ends a reply."""

UBATCH: Final = 128
"""Tokens evaluated in one pass: on a CPU as fast as 512, with a quarter of the compute buffer."""

GPU_UBATCH: Final = 512
"""The same on a GPU, which needs more at once to be busy."""

_ERRORS_KEPT: Final = 50
_LOG_INFO, _LOG_ERROR, _LOG_CONTINUED = 2, 4, 5
_FLASH: Final[dict[FlashAttention, int]] = {"auto": -1, "off": 0, "on": 1}
_KV_TYPES: Final[dict[KvType, int]] = {
    "f16": lib.GGML_TYPE_F16,
    "q8_0": lib.GGML_TYPE_Q8_0,
    "q4_0": lib.GGML_TYPE_Q4_0,
}
_DEVICE_KINDS: Final[dict[int, Literal["cpu", "gpu", "integrated_gpu", "accelerator"]]] = {
    0: "cpu",
    1: "gpu",
    2: "integrated_gpu",
    3: "accelerator",
}
_PARTIAL: Final = 1  # LLAMA_STATE_SEQ_FLAGS_PARTIAL_ONLY
_SPECIAL: Final = lib.LLAMA_TOKEN_ATTR_CONTROL | lib.LLAMA_TOKEN_ATTR_USER_DEFINED


class Backend:
    """The engine library itself: started once a process, it knows the devices and keeps the last errors."""

    def __init__(self, log: Callable[[str], None]) -> None:
        """Start the library; `log` gets each line it prints, from whatever thread prints it."""
        self._log = log
        self._is_continued = False
        self.errors: deque[str] = deque(maxlen=_ERRORS_KEPT)
        self._log_callback = lib.llama_log_callback(self._take_log)  # held, or the library calls freed memory
        lib.llama_log_set(self._log_callback, None)
        self.backends = self._load_backends()
        lib.llama_backend_init()
        self.can_offload: bool = lib.llama_supports_gpu_offload()

    @property
    def build(self) -> str:
        """The version of llama.cpp."""
        return str(lib.llama_version().decode())

    def cpu_features(self) -> tuple[str, ...]:
        """Give the instruction sets and parts this build uses, as llama.cpp names them."""
        text: str = lib.llama_print_system_info().decode()
        features = (part.strip().partition(" = ") for part in text.replace("CPU :", "|").split("|"))
        return tuple(name for name, _, value in features if value == "1")

    def devices(self) -> tuple[Device, ...]:
        """Give every device ggml can compute on."""
        registry, base = _ggml("ggml"), _ggml("ggml-base")
        registry.ggml_backend_dev_count.restype = ctypes.c_size_t
        registry.ggml_backend_dev_get.restype = ctypes.c_void_p
        registry.ggml_backend_dev_get.argtypes = [ctypes.c_size_t]
        handles = [registry.ggml_backend_dev_get(place) for place in range(registry.ggml_backend_dev_count())]
        return tuple(_describe(base, ctypes.c_void_p(handle)) for handle in handles)

    def _load_backends(self) -> tuple[str, ...]:
        """Load the plug-ins beside the library, before it looks for some by itself; give their names."""
        registry = _ggml("ggml")
        registry.ggml_backend_reg_count.restype = ctypes.c_size_t
        registry.ggml_backend_register.argtypes = [ctypes.c_void_p]
        if registry.ggml_backend_reg_count():
            return ()  # they are built in
        wanted = os.environ.get(BACKENDS_VARIABLE, "")
        return load_backends(lib._base_path, wanted, registry.ggml_backend_register, self._log)

    def _take_log(self, level: int, text: bytes, _data: object) -> None:
        """Pass a line on; only its first, for some messages go on with the text they failed on."""
        line, _, _ = text.decode(errors="replace").strip().partition("\n")
        if level == _LOG_ERROR:
            self.errors.append(line)
        if level != _LOG_CONTINUED:
            self._is_continued = level < _LOG_INFO
        if line and not self._is_continued:
            self._log(line)


def _ggml(name: str) -> ctypes.CDLL:
    """Give a part of ggml that is loaded already."""
    if sys.platform != "win32":
        whole: ctypes.CDLL = (
            lib._lib
        )  # gives the symbols of all it needs; by its name a second copy may be found
        return whole
    load = _import_alone("_ctypes_extensions").load_shared_library
    return load(name, lib._base_path)


def _describe(base: ctypes.CDLL, device: ctypes.c_void_p) -> Device:
    base.ggml_backend_dev_name.restype = base.ggml_backend_dev_description.restype = ctypes.c_char_p
    base.ggml_backend_dev_memory.restype = None
    free, total = ctypes.c_size_t(), ctypes.c_size_t()
    base.ggml_backend_dev_memory(device, ctypes.byref(free), ctypes.byref(total))
    return Device(
        name=base.ggml_backend_dev_name(device).decode(errors="replace"),
        description=base.ggml_backend_dev_description(device).decode(errors="replace"),
        kind=_DEVICE_KINDS.get(base.ggml_backend_dev_type(device), "accelerator"),
        memory_total=total.value,
        memory_free=free.value,
    )


class Model:
    """A loaded model file. Its vocabulary may be used from several threads at once."""

    def __init__(
        self,
        path: str,
        plan: LoadPlan,
        on_progress: Callable[[float], bool] = lambda _fraction: True,
        *,
        shown_control: frozenset[str] = frozenset(),
    ) -> None:
        """Load the file; `on_progress` gets the fraction read, 0 to 1, and gives False to give up.

        Of the control tokens only those in `shown_control` have a `piece`.
        Raises `NotLoadedError` when it cannot be loaded or was given up; `Backend.errors` says why.
        """
        params = lib.llama_model_default_params()
        callback = lib.llama_progress_callback(lambda fraction, _data: on_progress(fraction))
        params.progress_callback = callback
        params.n_gpu_layers = plan.gpu_layers
        params.load_mode = lib.LLAMA_LOAD_MODE_MMAP if plan.memory_map else lib.LLAMA_LOAD_MODE_NONE
        params.use_extra_bufts = plan.repack
        no_devices = (ctypes.c_void_p * 1)()  # without it llama.cpp puts buffers on a GPU for no layers too
        if plan.gpu_layers == 0:
            params.devices = ctypes.cast(no_devices, ctypes.c_void_p)
        encoded = path.encode() if sys.platform == "win32" else os.fsencode(path)
        self._pointer = lib.llama_model_load_from_file(encoded, params)
        if not self._pointer:
            raise NotLoadedError
        self.path = path
        self._shown_control = shown_control
        self._pieces: dict[int, bytes | None] = {NO_TOKEN: None}
        self._read_facts()

    def _read_facts(self) -> None:
        model, vocab = self._pointer, lib.llama_model_get_vocab(self._pointer)
        self._vocab = vocab
        self.architecture = self.metadata("general.architecture")
        self.name = self.metadata("general.name") or Path(self.path).stem
        self.parameters: int = lib.llama_model_n_params(model)
        self.size_bytes: int = lib.llama_model_size(model)
        self.trained_context: int = lib.llama_model_n_ctx_train(model)
        self.sliding_window: int = lib.llama_model_n_swa(model)
        self.is_recurrent: bool = lib.llama_model_is_recurrent(model) or lib.llama_model_is_hybrid(model)
        self.can_chat: bool = lib.llama_model_has_decoder(model) and not (
            lib.llama_model_has_encoder(model) or lib.llama_model_is_diffusion(model)
        )
        self.vocabulary: int = lib.llama_vocab_n_tokens(vocab)
        self.bos: int = lib.llama_vocab_bos(vocab)
        self.eos: int = lib.llama_vocab_eos(vocab)
        self.eot: int = lib.llama_vocab_eot(vocab)
        self.adds_bos: bool = lib.llama_vocab_get_add_bos(vocab)

    @property
    def vocab_pointer(self) -> object:
        """The vocabulary, for the samplers."""
        return self._vocab

    @property
    def pointer(self) -> object:
        """The model, for a context."""
        return self._pointer

    def metadata(self, key: str) -> str:
        """Give a scalar value of the file's header; empty when it has none."""
        size = lib.llama_model_meta_val_str(self._pointer, key.encode(), None, 0)
        if size < 0:
            return ""
        buffer = ctypes.create_string_buffer(size + 1)
        lib.llama_model_meta_val_str(self._pointer, key.encode(), buffer, len(buffer))
        return buffer.value.decode(errors="replace")

    def chat_template(self) -> str | None:
        """Give the file's own Jinja chat template."""
        text = lib.llama_model_chat_template(self._pointer, None)
        return text.decode(errors="replace") if text else None

    def token_text(self, token: int) -> str:
        """Give how the vocabulary writes a token, such as `<|im_end|>`; empty for none."""
        if not 0 <= token < self.vocabulary:
            return ""
        return str(lib.llama_vocab_get_text(self._vocab, token).decode(errors="replace"))

    def control_token(self, text: str) -> int | None:
        """Give the special token that a text is, if it is one."""
        tokens = self.tokenize(text)
        is_one = len(tokens) == 1 and bool(lib.llama_vocab_get_attr(self._vocab, tokens[0]) & _SPECIAL)
        return tokens[0] if is_one else None

    def has_control_token(self, text: str) -> bool:
        """Whether a text is one special token of the vocabulary."""
        return self.control_token(text) is not None

    def stands_alone(self, token: int) -> bool:
        """Whether the tokenizer always takes its text by itself, so that a prompt may be cut before it."""
        if not 0 <= token < self.vocabulary:
            return False
        attributes = lib.llama_vocab_get_attr(self._vocab, token)
        return bool(attributes & _SPECIAL) and not attributes & lib.LLAMA_TOKEN_ATTR_LSTRIP

    def suppressed_tokens(self) -> list[int]:
        """Give the tokens that the file says are never to be chosen."""
        count = ctypes.c_int32()
        tokens = lib.llama_vocab_get_suppress_tokens(self._vocab, ctypes.byref(count))
        return list(tokens[: count.value]) if count.value else []

    def tokenize(self, text: str) -> array[int]:
        """Give the tokens of a text, in which special tokens may be written out; none are added to it."""
        data = text.encode(errors="replace")
        room = len(data) + 8
        while True:
            tokens = array("i", bytes(4 * room))
            view = (ctypes.c_int32 * room).from_buffer(tokens)
            count = lib.llama_tokenize(self._vocab, data, len(data), view, room, False, True)
            del view
            if count >= 0:
                del tokens[count:]
                return tokens
            room = -count

    def piece(self, token: int) -> bytes | None:
        """Give the bytes a token stands for, which need not be whole characters; None: it ends the reply."""
        try:
            return self._pieces[token]
        except KeyError:
            piece = self._pieces[token] = self._read_piece(token)
            return piece

    def _read_piece(self, token: int) -> bytes | None:
        if lib.llama_vocab_is_eog(self._vocab, token):
            return None
        is_shown = self.token_text(token) in self._shown_control
        buffer = ctypes.create_string_buffer(64)
        size = lib.llama_token_to_piece(self._vocab, token, buffer, len(buffer), 0, is_shown)
        if size < 0:
            buffer = ctypes.create_string_buffer(-size)
            size = lib.llama_token_to_piece(self._vocab, token, buffer, len(buffer), 0, is_shown)
        return buffer.raw[:size]

    def close(self) -> None:
        """Free it; its contexts must be closed before."""
        if self._pointer:
            lib.llama_model_free(self._pointer)
            self._pointer = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class NotLoadedError(Exception):
    """A model or its context could not be made; `Backend.errors` says why."""


DecodeOutcome = Literal["done", "no_room", "aborted", "failed"]
_OUTCOMES: Final[dict[int, DecodeOutcome]] = {0: "done", 1: "no_room", 2: "aborted"}


class Context:
    """What a model computes with: the KV cache of one sequence, and the logits of its last token."""

    def __init__(self, model: Model, plan: LoadPlan) -> None:
        """Make it as planned; raises `NotLoadedError` when the memory or a part for it is missing."""
        self._model = model  # kept alive: the context reads it
        self._abort_flag = ctypes.create_string_buffer(2)
        self._lifetime = threading.Lock()
        params = lib.llama_context_default_params()
        params.n_ctx = plan.context_tokens
        params.n_batch = max(plan.batch_tokens, 1)
        self.chunk_tokens = min(GPU_UBATCH if plan.gpu_layers else UBATCH, params.n_batch)
        params.n_ubatch = self.chunk_tokens
        params.n_outputs_max = 1  # one token is sampled from; else room for the scores of each is reserved
        params.n_threads, params.n_threads_batch = max(plan.threads, 1), max(plan.prompt_threads, 1)
        params.flash_attn_type = _FLASH[plan.flash_attention]
        params.type_k = params.type_v = _KV_TYPES[plan.kv_type]
        params.offload_kqv = params.op_offload = plan.gpu_layers != 0
        params.swa_full = False
        params.no_perf = True
        address = _strlen_address()
        if address:
            params.abort_callback = lib.ggml_abort_callback(address)
            params.abort_callback_data = ctypes.addressof(self._abort_flag)
        self.pointer = lib.llama_init_from_model(model.pointer, params)
        if not self.pointer:
            raise NotLoadedError
        self.size: int = lib.llama_n_ctx_seq(self.pointer)
        self._memory = lib.llama_get_memory(self.pointer)
        self._one = (ctypes.c_int32 * 1)()
        self._one_batch = lib.llama_batch_get_one(self._one, 1)

    @property
    def keeps_sequence(self) -> bool:
        """Whether it remembers what it read, as a model that writes must."""
        return bool(self._memory)

    def decode(self, tokens: array[int]) -> DecodeOutcome:
        """Evaluate up to `chunk_tokens` tokens after what is there."""
        view = (ctypes.c_int32 * len(tokens)).from_buffer(tokens)
        batch = lib.llama_batch_get_one(view, len(tokens))
        return _OUTCOMES.get(lib.llama_decode(self.pointer, batch), "failed")

    def decode_one(self, token: int) -> DecodeOutcome:
        """Evaluate one token after what is there."""
        self._one[0] = token
        return _OUTCOMES.get(lib.llama_decode(self.pointer, self._one_batch), "failed")

    def abort(self) -> None:
        """Make the decode under way, and every one after it, end at once; for any thread."""
        self._abort_flag[0] = b"\1"

    def clear_abort(self) -> None:
        """Let decodes run again."""
        self._abort_flag[0] = b"\0"

    def set_threads(self, threads: int, prompt_threads: int) -> None:
        """Use other numbers of threads from the next decode on; for any thread."""
        with self._lifetime:
            if self.pointer:
                lib.llama_set_n_threads(self.pointer, max(threads, 1), max(prompt_threads, 1))

    def first_position(self) -> int:
        """Give the first position still held of every layer; -1 when empty."""
        return int(lib.llama_memory_seq_pos_min(self._memory, 0))

    def length(self) -> int:
        """Give how many tokens were read."""
        return int(lib.llama_memory_seq_pos_max(self._memory, 0)) + 1

    def cut(self, length: int) -> bool:
        """Forget everything from position `length` on; False: the model cannot, and nothing is forgotten."""
        return bool(lib.llama_memory_seq_rm(self._memory, 0, length, -1))

    def clear(self) -> None:
        """Forget everything."""
        lib.llama_memory_clear(self._memory, False)

    def save_state(self, *, partial: bool, limit: int) -> ctypes.Array[ctypes.c_char] | None:
        """Copy what was read; `partial`: only what `cut` cannot undo. None: it is over `limit` bytes."""
        flags = _PARTIAL if partial else 0
        size = lib.llama_state_seq_get_size_ext(self.pointer, 0, flags)
        if size > limit:
            return None
        buffer = (ctypes.c_char * size)()
        written = lib.llama_state_seq_get_data_ext(self.pointer, _bytes_of(buffer), size, 0, flags)
        return buffer if written == size else None

    def restore_state(self, state: ctypes.Array[ctypes.c_char], *, partial: bool) -> bool:
        """Put back what `save_state` copied from this context; False when it was not taken."""
        flags = _PARTIAL if partial else 0
        return bool(lib.llama_state_seq_set_data_ext(self.pointer, _bytes_of(state), len(state), 0, flags))

    def logits(self) -> memoryview[float]:
        """Give the scores of every token of the vocabulary, valid until the next decode."""
        pointer = lib.llama_get_logits_ith(self.pointer, -1)
        scores = (ctypes.c_float * self._model.vocabulary).from_address(ctypes.addressof(pointer.contents))
        return memoryview(scores).cast("B").cast("f")

    def close(self) -> None:
        """Free it, before its model."""
        with self._lifetime:
            if self.pointer:
                lib.llama_free(self.pointer)
                self.pointer = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _bytes_of(buffer: ctypes.Array[ctypes.c_char]) -> object:
    return ctypes.cast(buffer, ctypes.POINTER(ctypes.c_uint8))


def _strlen_address() -> int | None:
    """Give the address of C's `strlen`, used as llama.cpp's abort callback.

    llama.cpp asks the callback before each node of the graph, hundreds of times a token: a Python function
    would cost milliseconds. `strlen` of a two-byte buffer is a flag instead: 0 while its first byte is 0,
    else 1. Without it a decode cannot be cut short, and a stop waits for the chunk under way.
    """
    try:
        library = ctypes.CDLL("ucrtbase" if sys.platform == "win32" else None)
        return ctypes.cast(library.strlen, ctypes.c_void_p).value
    except (OSError, AttributeError):
        return None


# ---- samplers


class Candidates:
    """The vocabulary with a score for each token: what samplers narrow down and choose from."""

    def __init__(self, vocabulary: int) -> None:
        self._fresh = (lib.llama_token_data * vocabulary)()
        memoryview(self._fresh).cast("B").cast("i")[0::3] = memoryview(array("i", range(vocabulary)))
        self._data = (lib.llama_token_data * vocabulary)()
        self._scores = memoryview(self._data).cast("B").cast("f")[1::3]
        self.array = lib.llama_token_data_array()

    def fill(self, logits: memoryview[float]) -> None:
        """Start again with all tokens, in order, with these scores."""
        ctypes.memmove(self._data, self._fresh, ctypes.sizeof(self._fresh))  # samplers move tokens about
        self._scores[:] = logits
        self.array.data = self._data
        self.array.size, self.array.selected, self.array.sorted = len(self._data), -1, False

    def is_any_left(self) -> bool:
        """Whether not all were ruled out."""
        return max(self._scores) > float("-inf")

    def chosen(self) -> int:
        """Give the token a sampler chose, or `NO_TOKEN`."""
        place = self.array.selected
        return int(self.array.data[place].id) if 0 <= place < self.array.size else NO_TOKEN


class SamplerChain:
    """Samplers that narrow down the candidates one after the other; the last one added chooses."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._vocabulary = model.vocabulary
        self._pointer = lib.llama_sampler_chain_init(lib.llama_sampler_chain_default_params())

    def _add(self, sampler: object) -> None:
        lib.llama_sampler_chain_add(self._pointer, sampler)

    def add_logit_bias(self, biases: Mapping[int, float]) -> None:
        """Add to the scores of these tokens."""
        data = (lib.llama_logit_bias * len(biases))(*biases.items())
        self._add(lib.llama_sampler_init_logit_bias(self._vocabulary, len(biases), data))

    def add_penalties(self, last_tokens: int, repeat: float, frequency: float, presence: float) -> None:
        """Lower the scores of what is among the last tokens."""
        size = self._vocabulary
        self._add(lib.llama_sampler_init_penalties(size, last_tokens, repeat, frequency, presence))

    def add_dry(self, multiplier: float, base: float, allowed_length: int, last_tokens: int) -> None:
        """Lower the scores of what would go on with a sequence that was there before (DRY)."""
        breakers = (ctypes.c_char_p * len(DRY_BREAKERS))(*DRY_BREAKERS)
        numbers = (multiplier, base, allowed_length, last_tokens)
        vocab = self._model.vocab_pointer
        self._add(lib.llama_sampler_init_dry(vocab, *numbers, breakers, len(DRY_BREAKERS)))

    def add_top_k(self, count: int) -> None:
        """Keep the likeliest."""
        self._add(lib.llama_sampler_init_top_k(count))

    def add_typical(self, probability: float) -> None:
        """Keep those about as surprising as expected."""
        self._add(lib.llama_sampler_init_typical(probability, 1))

    def add_top_p(self, probability: float) -> None:
        """Keep the likeliest that together reach a probability."""
        self._add(lib.llama_sampler_init_top_p(probability, 1))

    def add_min_p(self, share: float) -> None:
        """Keep those at least this share as likely as the likeliest."""
        self._add(lib.llama_sampler_init_min_p(share, 1))

    def add_xtc(self, probability: float, threshold: float, seed: int) -> None:
        """Sometimes drop all above the threshold but the least likely of them (XTC)."""
        self._add(lib.llama_sampler_init_xtc(probability, threshold, 1, seed))

    def add_temperature(self, temperature: float) -> None:
        """Divide the scores."""
        self._add(lib.llama_sampler_init_temp(temperature))

    def add_mirostat(self, version: int, tau: float, eta: float, seed: int) -> None:
        """Choose so that the surprise stays near `tau`."""
        if version == 1:
            self._add(lib.llama_sampler_init_mirostat(self._vocabulary, seed, tau, eta, 100))
        else:
            self._add(lib.llama_sampler_init_mirostat_v2(seed, tau, eta))

    def add_random_choice(self, seed: int) -> None:
        """Choose by probability."""
        self._add(lib.llama_sampler_init_dist(seed))

    def add_likeliest_choice(self) -> None:
        """Choose the likeliest."""
        self._add(lib.llama_sampler_init_greedy())

    def sample(self, context: Context) -> int:
        """Choose the next token and count it as said."""
        return int(lib.llama_sampler_sample(self._pointer, context.pointer, -1))

    def apply(self, candidates: Candidates) -> None:
        """Narrow down and choose, without counting it as said."""
        lib.llama_sampler_apply(self._pointer, ctypes.byref(candidates.array))

    def accept(self, token: int) -> None:
        """Count a token as said."""
        lib.llama_sampler_accept(self._pointer, token)

    def close(self) -> None:
        """Free it with all its samplers."""
        if self._pointer:
            lib.llama_sampler_free(self._pointer)
            self._pointer = None


DRY_BREAKERS: Final[Sequence[bytes]] = (b"\n", b":", b'"', b"*")
"""Texts over which DRY sees no repetition; its author's choice."""


class Grammar:
    """A GBNF grammar and how far it is followed."""

    def __init__(self, model: Model, text: str) -> None:
        """Read it; raises `FaultError("bad_grammar")`, for to use one that failed kills the process."""
        self._model = model
        data = text.encode(errors="replace")
        self._pointer = lib.llama_sampler_init_grammar(model.vocab_pointer, data, b"root")
        if not text.strip() or not self._pointer:
            raise FaultError("bad_grammar")
        self._single = (lib.llama_token_data * 1)()
        self._single_array = lib.llama_token_data_array()

    def allows(self, token: int) -> bool:
        """Whether it may come next; to `accept` one that may not kills the process."""
        self._single[0].id, self._single[0].logit = token, 1.0
        self._single_array.data = self._single
        self._single_array.size, self._single_array.selected, self._single_array.sorted = 1, -1, False
        lib.llama_sampler_apply(self._pointer, ctypes.byref(self._single_array))
        return bool(self._single[0].logit > 0)

    def restrict(self, candidates: Candidates) -> None:
        """Rule out all that may not come next."""
        lib.llama_sampler_apply(self._pointer, ctypes.byref(candidates.array))

    def accept(self, token: int) -> None:
        """Follow it one token on, one that it allows."""
        lib.llama_sampler_accept(self._pointer, token)

    def close(self) -> None:
        """Free it."""
        if self._pointer:
            lib.llama_sampler_free(self._pointer)
            self._pointer = None


def grammar_of_schema(schema: str) -> str:
    """Give a JSON schema as GBNF; raises `FaultError("bad_schema")`."""
    try:
        return str(_import_alone("llama_grammar").json_schema_to_gbnf(schema))
    except Exception as error:
        reason = str(error).partition("\n")[0] or type(error).__name__
        raise FaultError("bad_schema", reason=reason) from error
