"""The messages between the app and an engine process: one JSON object a line, commands in, events out."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Final, Literal

import msgspec
from msgspec import Meta, Struct

from desktop_chat.faults import Fault

Probability = Annotated[float, Meta(ge=0.0, le=1.0)]
KvType = Literal["f16", "q8_0", "q4_0"]
FlashAttention = Literal["auto", "on", "off"]
Role = Literal["system", "user", "assistant"]
FinishReason = Literal["end", "stop_string", "length", "context", "stopped"]
Channel = Literal["answer", "reasoning"]

BACKENDS_VARIABLE: Final = "DESKTOP_CHAT_BACKENDS"
"""In the environment of an engine: the plug-ins it may load, see `engine.backends`; all where it is not set."""

CPU_ONLY: Final = "cpu"
"""Its value for an engine that leaves graphics cards alone."""


class SamplerOptions(Struct, frozen=True, omit_defaults=True):
    """How the next token is chosen. A value that switches its sampler off is named beside it."""

    temperature: Annotated[float, Meta(ge=0.0, le=5.0)] = 0.7  # 0: always the likeliest token
    top_k: Annotated[int, Meta(ge=0, le=1000)] = 40  # 0: off
    top_p: Probability = 0.95  # 1: off
    min_p: Probability = 0.05  # 0: off
    typical_p: Probability = 1.0  # 1: off
    repeat_penalty: Annotated[float, Meta(ge=0.1, le=3.0)] = 1.0  # 1: off
    frequency_penalty: Annotated[float, Meta(ge=-2.0, le=2.0)] = 0.0  # 0: off
    presence_penalty: Annotated[float, Meta(ge=-2.0, le=2.0)] = 0.0  # 0: off
    penalty_tokens: Annotated[int, Meta(ge=0, le=8192)] = 64
    dry_multiplier: Annotated[float, Meta(ge=0.0, le=5.0)] = 0.0  # 0: off
    dry_base: Annotated[float, Meta(ge=1.0, le=4.0)] = 1.75
    dry_allowed_length: Annotated[int, Meta(ge=0, le=64)] = 2
    xtc_probability: Probability = 0.0  # 0: off
    xtc_threshold: Annotated[float, Meta(ge=0.0, le=0.5)] = 0.1
    mirostat: Literal[0, 1, 2] = 0  # 0: off; else it replaces top-k, top-p, min-p and typical
    mirostat_tau: Annotated[float, Meta(ge=0.0, le=10.0)] = 5.0
    mirostat_eta: Annotated[float, Meta(ge=0.0, le=1.0)] = 0.1
    seed: Annotated[int, Meta(ge=-1, le=0xFFFFFFFE)] = -1  # -1: a new one for each reply
    logit_bias: dict[int, Annotated[float, Meta(ge=-100.0, le=100.0)]] = {}
    grammar: str = ""  # GBNF
    json_schema: str = ""  # JSON text; not together with a grammar


class GenerateOptions(Struct, frozen=True, omit_defaults=True):
    """How one reply is made."""

    sampler: SamplerOptions = SamplerOptions()
    max_tokens: Annotated[int, Meta(ge=0)] = 0  # 0: as many as the context holds
    stop: tuple[str, ...] = ()
    thinking: bool | None = None  # the template's `enable_thinking`; None: the template's own default


class ChatMessage(Struct, frozen=True):
    """One message as the model reads it."""

    role: Role
    content: str


class Begun(Struct, frozen=True, omit_defaults=True):
    """What is written of a reply that is to go on."""

    text: str = ""
    reasoning: str = ""

    def __bool__(self) -> bool:
        return bool(self.text or self.reasoning)

    @property
    def channel(self) -> Channel:
        """Where it goes on: a reply that has text has done its reasoning."""
        return "reasoning" if self.reasoning and not self.text else "answer"


NOT_BEGUN: Final = Begun()
"""Of a reply from its start."""


class LoadPlan(Struct, frozen=True):
    """How a model is loaded; made by `models.fit` from the file's header and this PC. Sizes are in bytes."""

    context_tokens: int
    gpu_layers: int = 0  # -1: all
    threads: int = 1
    prompt_threads: int = 1
    batch_tokens: int = 512  # prompt tokens evaluated between two looks at `stop`
    flash_attention: FlashAttention = "auto"
    kv_type: KvType = "f16"
    repack: bool = False
    memory_map: bool = True
    weights_bytes: int = 0
    kv_bytes: int = 0
    compute_bytes: int = 0
    device_bytes: int = 0  # in the memory of GPUs; what is above is in main memory

    @property
    def total_bytes(self) -> int:
        """Main memory the model takes: weights, KV cache and compute buffers."""
        return self.weights_bytes + self.kv_bytes + self.compute_bytes


# ---- commands: app → engine


class Load(Struct, frozen=True, tag="load"):
    """Load the model file at `path`; answered by `LoadProgress`…, then `Loaded`, `LoadCancelled` or `Failed`."""

    path: str
    plan: LoadPlan
    template: str = ""  # the name of one of our templates; "": choose by the file


class CancelLoad(Struct, frozen=True, tag="cancel_load"):
    """Give up a load that is under way."""


class Generate(Struct, frozen=True, tag="generate"):
    """Write a reply; answered by `Started`, `PromptProgress`…, `Delta`…, then `Finished` or `Failed`.

    With `begun` the reply goes on after it, and what is told is only what follows.
    """

    id: int
    messages: tuple[ChatMessage, ...]
    options: GenerateOptions = GenerateOptions()
    begun: Begun = NOT_BEGUN


class Stop(Struct, frozen=True, tag="stop"):
    """End the reply `id` at once; it is answered by that reply's `Finished` with reason `stopped`."""

    id: int


class Count(Struct, frozen=True, tag="count"):
    """Count the tokens of a prompt, also while a reply is written; answered by `Counted` or `Failed`."""

    id: int
    messages: tuple[ChatMessage, ...]
    options: GenerateOptions = GenerateOptions()


class Render(Struct, frozen=True, tag="render"):
    """Give the text the model would read; answered by `Rendered` or `Failed`."""

    id: int
    messages: tuple[ChatMessage, ...]
    options: GenerateOptions = GenerateOptions()


class SetTemplate(Struct, frozen=True, tag="set_template"):
    """Use another chat template from the next command on; answered by `TemplateSet` or `Failed`."""

    template: str = ""


class SetThreads(Struct, frozen=True, tag="set_threads"):
    """Use another number of threads from the next token on."""

    threads: int
    prompt_threads: int


Command = Load | CancelLoad | Generate | Stop | Count | Render | SetTemplate | SetThreads

# ---- events: engine → app


class Device(Struct, frozen=True):
    """A device ggml can compute on. Memory is in bytes, 0 where unknown."""

    name: str
    description: str
    kind: Literal["cpu", "gpu", "integrated_gpu", "accelerator"]
    memory_total: int
    memory_free: int


class Ready(Struct, frozen=True, tag="ready"):
    """The first event of a process: what it is and what it can compute on."""

    build: str
    pid: int
    devices: tuple[Device, ...]
    cpu_features: tuple[str, ...]
    can_offload: bool
    backends: tuple[str, ...] = ()  # the plug-ins in use, such as cpu-haswell; none where all is built in

    @property
    def cpu_variant(self) -> str:
        """What the part for the processor is built for, such as haswell; "" where there is but one."""
        return next((name.partition("-")[2] for name in self.backends if name.startswith("cpu-")), "")


class LoadProgress(Struct, frozen=True, tag="load_progress"):
    """How much of the weights is read, 0 to 1."""

    fraction: float


class TemplateChoice(Struct, frozen=True):
    """The chat template in use, and who chose it."""

    name: str  # "file" for the file's own, else one of ours
    source: Literal["file", "family", "user"]
    is_plain_completion: bool = False
    can_think: bool = False
    problem: str = ""  # why the file's own was not used


class ModelInfo(Struct, frozen=True):
    """A loaded model, as llama.cpp describes it."""

    name: str
    architecture: str
    parameters: int
    size_bytes: int
    trained_context: int
    context_tokens: int
    vocabulary: int
    sliding_window: int
    is_recurrent: bool
    template: TemplateChoice


class Loaded(Struct, frozen=True, tag="loaded"):
    """The model is ready."""

    info: ModelInfo
    plan: LoadPlan  # as carried out: differs from the asked one after a fall back to the CPU
    seconds: float
    notice: Fault | None = None  # why it does not run as planned


class LoadCancelled(Struct, frozen=True, tag="load_cancelled"):
    """The load was given up; the process can load again."""


class Started(Struct, frozen=True, tag="started"):
    """A reply began: what of the conversation the model reads."""

    id: int
    prompt_tokens: int
    reused_tokens: int
    dropped_messages: int  # oldest messages, after the system prompt, that no longer fit


class PromptProgress(Struct, frozen=True, tag="prompt_progress"):
    """How many of the new prompt tokens are evaluated."""

    id: int
    done: int
    total: int


class Delta(Struct, frozen=True, tag="delta"):
    """The next piece of a reply."""

    id: int
    text: str
    channel: Channel = "answer"


class Timings(Struct, frozen=True):
    """Where the time of a reply went. Times are in seconds, from the command's arrival."""

    prompt_tokens: int = 0  # evaluated, without the reused
    reused_tokens: int = 0
    prompt_seconds: float = 0.0
    reply_tokens: int = 0
    reply_seconds: float = 0.0
    first_token_seconds: float = 0.0

    @property
    def reply_rate(self) -> float:
        """Reply tokens a second."""
        return self.reply_tokens / self.reply_seconds if self.reply_seconds else 0.0


class Finished(Struct, frozen=True, tag="finished"):
    """A reply ended."""

    id: int
    reason: FinishReason
    timings: Timings


class Counted(Struct, frozen=True, tag="counted"):
    """How full the context would be."""

    id: int
    tokens: int  # of what the model would read, after dropping
    context_tokens: int
    dropped_messages: int


class Rendered(Struct, frozen=True, tag="rendered"):
    """The text the model would read."""

    id: int
    text: str


class TemplateSet(Struct, frozen=True, tag="template_set"):
    """The chat template now in use."""

    template: TemplateChoice


class Failed(Struct, frozen=True, tag="failed"):
    """A command could not be carried out; `id` 0 is a load or a template, -1 a line that was no command."""

    id: int
    fault: Fault


class Ended(Struct, frozen=True, tag="ended"):
    """The process is gone. Never sent by it: the client tells it, once, as the last event."""

    exit_code: int
    fault: Fault | None  # None: it was asked to end


Event = (
    Ready
    | LoadProgress
    | Loaded
    | LoadCancelled
    | Started
    | PromptProgress
    | Delta
    | Finished
    | Counted
    | Rendered
    | TemplateSet
    | Failed
    | Ended
)

_encoder = msgspec.json.Encoder()


@cache
def _command_decoder() -> msgspec.json.Decoder[Command]:
    return msgspec.json.Decoder(Command)


@cache
def _event_decoder() -> msgspec.json.Decoder[Event]:
    return msgspec.json.Decoder(Event)


def encode(message: Command | Event) -> bytes:
    """Give a message as one line, its newline included."""
    try:
        return _encoder.encode(message) + b"\n"
    except UnicodeEncodeError:  # half a surrogate pair, as a text field may give one: it becomes "?"
        import json  # noqa: PLC0415  rarely needed

        plain = msgspec.to_builtins(message, str_keys=True)
        return json.dumps(plain, ensure_ascii=False).encode(errors="replace") + b"\n"


def decode_command(line: bytes) -> Command:
    """Read one line the app sent; raises `ValueError` for what is no command."""
    return _command_decoder().decode(line)


def decode_event(line: bytes) -> Event:
    """Read one line an engine sent; raises `ValueError` for what is no event."""
    return _event_decoder().decode(line)
