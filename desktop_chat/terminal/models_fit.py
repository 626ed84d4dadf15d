"""`desktop-chat models fit`: what a model takes of this PC's memory, and how fast it is expected to write."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from desktop_chat.engine.protocol import KvType
from desktop_chat.exit_codes import DONE
from desktop_chat.models.fit import Advice, Fit, PartLabel, Verdict
from desktop_chat.models.gguf import GgufHeader, read_header
from desktop_chat.models.sizes import readable_size
from desktop_chat.settings import EngineSettings
from desktop_chat.terminal import words
from desktop_chat.terminal.fit_bar import bar, legend
from desktop_chat.terminal.interrupts import interruptible
from desktop_chat.terminal.naming import InCatalog, OnDisk, OnHub, find
from desktop_chat.terminal.telling import say, write_json
from desktop_chat.terminal.weighing import a_header, chosen_of_model, chosen_of_repository
from desktop_chat.terminal.widths import table
from desktop_chat.terminal.workplace import Workplace

if TYPE_CHECKING:
    from desktop_chat.models.hub.session import HubSession


class _Weighed(Struct, frozen=True):
    """A file to weigh, and the settings it is loaded with."""

    name: str
    header: GgufHeader
    settings: EngineSettings
    quantization: str


class ShownFit(Struct, frozen=True):
    """A fit, as `--json` tells it. Sizes are in bytes, contexts in tokens, the rate in tokens a second."""

    name: str
    quantization: str
    size_bytes: int
    verdict: Verdict
    needed_bytes: int
    free_bytes: int
    total_bytes: int
    parts: dict[PartLabel, int]
    context_tokens: int
    longest_context: int  # 0: none fits
    kv_type: KvType
    gpu_layers: int
    device_bytes: int  # of graphics cards' own memory
    threads: int
    prompt_threads: int
    reply_rate: float | None  # None: this PC's memory was not measured
    advice: tuple[Advice, ...]


def run(options: Namespace, work: Workplace) -> int:
    """Show how a model fits; only for one of the hub the network is used. Raises `FaultError`."""
    weighed = _find(options.model, work)
    if options.measure:
        work.measure_speed()
    fit = work.weigh(weighed.header, _given(weighed.settings, options))
    if options.json:
        write_json(_shown(weighed, fit))
    else:
        _tell(weighed, fit)
    return DONE


def _find(text: str, work: Workplace) -> _Weighed:
    named = find(text, work.library, work.catalog)
    settings = work.settings.engine
    match named:
        case OnDisk(path, known):
            header = read_header(path)
            own = known.settings.engine(settings) if known else settings
            return _Weighed(known.name if known else header.name, header, own, header.quantization)
        case InCatalog(model, choice):
            name = chosen_of_model(model, choice, work).name
            file = next(file for file in model.files if file.pattern == name)
            return _Weighed(model.name, model.header(file), settings, file.quantization)
        case OnHub(repository, choice):
            with work.hub() as session:
                return interruptible(lambda: _on_hub(session, repository, choice, work))


def _on_hub(session: HubSession, name: str, choice: str, work: Workplace) -> _Weighed:
    from desktop_chat.models.hub.remote_file import read_remote_header  # noqa: PLC0415  it takes long
    from desktop_chat.models.hub.search import repository as ask_for  # noqa: PLC0415  the same

    repository = ask_for(session, name)
    header = None if choice else a_header(session, repository, work)
    files = chosen_of_repository(repository, choice, header, work)
    header = read_remote_header(session, repository.summary.id, repository.revision, files.name)
    return _Weighed(
        repository.summary.name, header, work.settings.engine, files.quantization or header.quantization
    )


def _given(settings: EngineSettings, options: Namespace) -> EngineSettings:
    """Put what was given on the command line in place of the settings."""
    given = {
        "context_tokens": options.context,
        "kv_type": options.kv_type,
        "gpu_layers": options.gpu_layers,
    }
    return replace(settings, **{name: value for name, value in given.items() if value is not None})


def _shown(weighed: _Weighed, fit: Fit) -> ShownFit:
    return ShownFit(
        name=weighed.name,
        quantization=weighed.quantization,
        size_bytes=weighed.header.file_bytes,
        verdict=fit.verdict,
        needed_bytes=fit.needed_bytes,
        free_bytes=fit.free_bytes,
        total_bytes=fit.total_bytes,
        parts={part.label: part.bytes for part in fit.parts},
        context_tokens=fit.plan.context_tokens,
        longest_context=fit.longest_context,
        kv_type=fit.plan.kv_type,
        gpu_layers=fit.plan.gpu_layers,
        device_bytes=fit.plan.device_bytes,
        threads=fit.plan.threads,
        prompt_threads=fit.plan.prompt_threads,
        reply_rate=fit.reply_rate or None,
        advice=fit.advice,
    )


def _tell(weighed: _Weighed, fit: Fit) -> None:
    facts = ", ".join(filter(None, (weighed.quantization, readable_size(weighed.header.file_bytes))))
    needed, free, total = map(readable_size, (fit.needed_bytes, fit.free_bytes, fit.total_bytes))
    say(f"{weighed.name} ({facts}) {_verdict(fit)}: it needs {needed}, and {free} of {total} are free.")
    say(bar(fit))
    say(legend(fit))
    say()
    for line in table(list(_facts(fit)), ("<", "<")):
        say(line)


def _verdict(fit: Fit) -> str:
    return "is slow" if fit.verdict == "slow" else words.VERDICTS[fit.verdict]


def _facts(fit: Fit) -> Iterator[tuple[str, str]]:
    plan = fit.plan
    longest = f"the longest that fits: {fit.longest_context}" if fit.longest_context else "none fits"
    yield "context", f"{plan.context_tokens} tokens ({longest})"
    yield "KV cache", plan.kv_type
    if plan.gpu_layers:
        layers = "all" if plan.gpu_layers < 0 else str(plan.gpu_layers)
        yield "GPU layers", f"{layers} ({readable_size(plan.device_bytes)} of the card's own memory)"
    yield "threads", f"{plan.threads} for replies, {plan.prompt_threads} for prompts"
    if fit.reply_rate:
        yield "speed", words.words_a_second(fit.reply_rate)
    else:
        yield "speed", "not measured on this PC yet; --measure does it"
    for number, advice in enumerate(fit.advice):
        yield "" if number else "advice", words.ADVICE[advice]
