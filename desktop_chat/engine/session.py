"""A loaded model, ready to answer: loads it as planned, falls back from the GPU, tells why a load failed."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from desktop_chat.engine.cache import CachedSequence
from desktop_chat.engine.fitting import Fitter, Tokenizer
from desktop_chat.engine.llama import Backend, Context, Model, NotLoadedError
from desktop_chat.engine.protocol import Load, Loaded, LoadPlan, ModelInfo, TemplateChoice
from desktop_chat.engine.reasoning_formats import VISIBLE_CONTROL_TOKENS
from desktop_chat.engine.templates import choose_template
from desktop_chat.faults import Fault, FaultError

_NO_MEMORY: Final = re.compile(
    r"out of memory|bad_alloc|(?:failed|unable) to (?:re)?allocate|cannot allocate memory|cudaMalloc failed",
    re.I,
)
_DAMAGED: Final = re.compile(
    r"not within the file bounds|corrupted|invalid magic|missing tensor|wrong number of tensors|wrong type"
    r"|tensor '[^']*' (?:not found|has wrong)|key not found|failed to read|hyperparameters|model vocabulary",
    re.I,
)
_UNKNOWN_ARCHITECTURE: Final = re.compile(r"(?:unknown|unsupported) model architecture: '([^']*)'")
_UNKNOWN_VERSION: Final = re.compile(r"file is version (\d+) but")


class LoadGivenUpError(Exception):
    """The load was cancelled."""


class Session:
    """A model with its context, and what makes prompts for it. Make it with `load`."""

    def __init__(self, model: Model, context: Context, plan: LoadPlan, template: str) -> None:
        """Take both over; raises `FaultError("bad_template")` and leaves them to the caller then."""
        self.model = model
        self.context = context
        self.plan = plan
        self.sequence = CachedSequence(model, context)
        self._tokenizer = Tokenizer(model)
        self.template = self.set_template(template)

    def set_template(self, name: str) -> TemplateChoice:
        """Use another template for the prompts from now on; raises `FaultError("bad_template")`."""
        model = self.model
        template = choose_template(
            wanted=name,
            file_template=model.chat_template(),
            name=f"{model.name} {Path(model.path).stem}",
            architecture=model.architecture,
            bos=model.token_text(model.bos),
            eos=model.token_text(model.eos),
            has_token=model.has_control_token,
        )
        self.fitter = Fitter(self._tokenizer, template, self.context.size)
        self.template = template.choice
        return template.choice

    def info(self) -> ModelInfo:
        """Describe the model."""
        model = self.model
        return ModelInfo(
            name=model.name,
            architecture=model.architecture,
            parameters=model.parameters,
            size_bytes=model.size_bytes,
            trained_context=model.trained_context,
            context_tokens=self.context.size,
            vocabulary=model.vocabulary,
            sliding_window=model.sliding_window,
            is_recurrent=model.is_recurrent,
            template=self.template,
        )

    def set_threads(self, threads: int, prompt_threads: int) -> None:
        """Use other numbers of threads from the next token on; for any thread."""
        self.context.set_threads(threads, prompt_threads)

    def close(self) -> None:
        """Free the context, then the model."""
        self.context.close()
        self.model.close()


class Loader:
    """Carries out one `Load`. `on_progress` gets the fraction read; `is_given_up` is asked as it goes on."""

    def __init__(
        self,
        backend: Backend,
        command: Load,
        on_progress: Callable[[float], None],
        is_given_up: Callable[[], bool],
    ) -> None:
        self._backend = backend
        self._command = command
        self._on_progress = on_progress
        self._is_given_up = is_given_up

    def load(self) -> tuple[Session, Loaded]:
        """Load it, on the CPU where the GPU fails; raises `FaultError` or `LoadGivenUpError`."""
        started = time.monotonic()
        check_file(self._command.path)
        plan, notice = self._command.plan, None
        name = Path(self._command.path).name
        if plan.gpu_layers and not self._backend.can_offload:
            plan, notice = replace(plan, gpu_layers=0), Fault("gpu_unsupported", {"name": name})
        try:
            session = self._load(plan)
        except NotLoadedError:
            if not plan.gpu_layers:
                raise self._fault() from None
            notice = Fault("gpu_failed", {"name": name, "reason": self._last_error()})
            session = self._load_on_cpu(replace(plan, gpu_layers=0))
        return session, Loaded(session.info(), session.plan, time.monotonic() - started, notice)

    def _load_on_cpu(self, plan: LoadPlan) -> Session:
        try:
            return self._load(plan)
        except NotLoadedError:
            raise self._fault() from None

    def _load(self, plan: LoadPlan) -> Session:
        self._backend.errors.clear()
        model = self._load_model(plan)
        try:
            context = self._make_context(model, plan)
        except BaseException:
            model.close()
            raise
        try:
            return Session(model, context, plan, self._command.template)
        except BaseException:
            context.close()
            model.close()
            raise

    def _load_model(self, plan: LoadPlan) -> Model:
        try:
            return Model(self._command.path, plan, self._progress, shown_control=VISIBLE_CONTROL_TOKENS)
        except NotLoadedError:
            if self._is_given_up():
                raise LoadGivenUpError from None
            raise

    def _make_context(self, model: Model, plan: LoadPlan) -> Context:
        context = Context(model, plan)
        if model.can_chat and context.keeps_sequence and not self._is_given_up():
            return context
        context.close()
        if self._is_given_up():
            raise LoadGivenUpError
        raise FaultError("unsupported_architecture", architecture=model.architecture)

    def _progress(self, fraction: float) -> bool:
        self._on_progress(fraction)
        return not self._is_given_up()

    def _last_error(self) -> str:
        errors = self._backend.errors
        return errors[-1].rpartition(": ")[2] if errors else "no reason given"

    def _fault(self) -> FaultError:
        return load_fault(self._backend.errors, Path(self._command.path).name)


def check_file(path: str) -> None:
    """Raise `FaultError` when the file is not there, cannot be read or is no GGUF file."""
    name = Path(path).name
    try:
        with Path(path).open("rb") as file:
            magic = file.read(4)
    except FileNotFoundError:
        raise FaultError("file_missing", name=name) from None
    except OSError:
        raise FaultError("file_unreadable", name=name) from None
    if magic != b"GGUF":
        raise FaultError("not_gguf", name=name)


def load_fault(errors: Iterable[str], name: str) -> FaultError:
    """Give the fault that the lines llama.cpp printed while failing to load stand for."""
    lines = list(errors)
    for line in lines:
        if unknown := _UNKNOWN_ARCHITECTURE.search(line):
            return FaultError("unsupported_architecture", architecture=unknown[1])
        if unknown := _UNKNOWN_VERSION.search(line):
            return FaultError("unsupported_version", name=name, version=unknown[1])
        if _NO_MEMORY.search(line):
            return FaultError("out_of_memory", name=name)
        if _DAMAGED.search(line):
            return FaultError("damaged", name=name, reason=line.rpartition(": ")[2].strip())
    return FaultError("load_failed", name=name)
