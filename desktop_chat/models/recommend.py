"""Which models of the catalog suit this PC, and which one to begin with."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Final, Literal

from msgspec import Struct

from desktop_chat.models.catalog import Catalog, CatalogFile, CatalogModel
from desktop_chat.models.fit import READING_RATE, Fit, plan
from desktop_chat.models.hardware import Hardware
from desktop_chat.models.hub.quantizations import Quality, quality_of
from desktop_chat.models.speed import MachineSpeed
from desktop_chat.settings import EngineSettings

Reason = Literal["best", "fast", "korean", "coding", "small"]
"""Why: the best that fits, the fastest good one, the best at Korean or at programming, the smallest usable one."""

MOST: Final = 4
"""Recommendations at a time."""

ASSUMED_SPEED: Final = MachineSpeed(25e9)
"""A common laptop's, for as long as this PC's memory is not measured."""

_COMFORTABLE_RATE: Final = 1.5 * READING_RATE
_FAST_RATE: Final = 15.0
_FASTEST_NEEDED: Final = 25.0  # with as much, nobody wants a faster one
_MUCH_FASTER: Final = 1.5
_GOOD: Final = 40  # of `CatalogModel.quality`
_USABLE: Final = 25

_STEPS: Final[dict[Quality, float]] = {"small": -6, "best_balance": 0, "high": 1, "nearly_lossless": 2}
"""What a quantization adds to a model's quality; others are not recommended."""

_SMALL_PC_BYTES: Final = 9e9  # of memory in all
_SMALL_BYTES: Final = 1e9  # of a model file
_AUTOMATIC: Final = EngineSettings()
_MOST: Final = 0.8  # of all memory, what a recommended model may need: people do other things too
_PLENTY: Final = 0.4  # of the free memory, what a larger quantization may take
_SHORT_CONTEXT: Final = 4096
_SHORT_CONTEXT_COST: Final = 5
_FOREIGN_COST: Final = 15  # of a model that was not made for the user's language
_TIGHT_COST: Final = 20
_FIRST_BYTES: Final = ((5e9, 1.2e9), (9e9, 3e9))  # of so much memory in all, at most so large a download
_FIRST_MOST_BYTES: Final = 5e9
_FIRST_GIGABYTE_COST: Final = 2
_FIRST_THINKING_COST: Final = 6  # of a model that thinks before it answers, where it does not think fast


class Recommendation(Struct, frozen=True):
    """A model that suits this PC, the file to take and why. Its verdict is never does_not_fit."""

    model: CatalogModel
    file: CatalogFile
    fit: Fit
    reason: Reason


def recommend(
    catalog: Catalog,
    hardware: Hardware,
    speed: MachineSpeed | None,
    language: str,
    installed: Collection[str] = (),
) -> tuple[Recommendation, ...]:
    """Give up to four models, the one that suits most people best first; none where nothing fits.

    Where every model is slow, it is the smallest of use.
    `language` is the user's, such as "ko"; `installed` are ids of models that need no recommendation.
    """
    new = [model for model in _current(catalog) if model.id not in installed]
    choices = [choice for model in new for choice in _choices(model, hardware, speed, language)]
    chosen: dict[str, Recommendation] = {}
    for reason, found in _wishes(choices, language, hardware):
        if found is not None and found.model.id not in chosen and len(chosen) < MOST:
            chosen[found.model.id] = found.as_recommendation(reason)
    if not chosen and (smallest := _smallest(new, hardware, speed, language)):
        return (smallest,)
    return tuple(chosen.values())


def first_start(
    catalog: Catalog, hardware: Hardware, speed: MachineSpeed | None, language: str
) -> Recommendation | None:
    """Give the one model to begin with: soon downloaded, and good enough to stay with; None: nothing fits.

    One under an open licence is taken where there is any, and one that speaks the user's language. On a PC on
    which every model is slow it is the smallest of use.
    """
    limit = next((most for total, most in _FIRST_BYTES if hardware.memory_total <= total), _FIRST_MOST_BYTES)
    small = [
        choice
        for model in _current(catalog)
        for choice in _choices(model, hardware, speed, language)
        if choice.file.size <= limit
    ]
    needs_consent = {licence.id for licence in catalog.licences if licence.needs_acceptance}
    speaking = [choice for choice in small if language in choice.model.languages]
    free = [choice for choice in speaking if choice.is_open(needs_consent)]
    best = max(free or speaking or small, key=_worth_at_first, default=None)
    return best.as_recommendation("best") if best else _smallest(_current(catalog), hardware, speed, language)


def _smallest(
    models: list[CatalogModel], hardware: Hardware, speed: MachineSpeed | None, language: str
) -> Recommendation | None:
    """Give the smallest model of use that fits, however slow it is."""
    found = (
        Recommendation(model, file, plan(model.header(file), hardware, _AUTOMATIC, speed=speed), "small")
        for model in models
        if model.quality >= _USABLE and language in model.languages
        for file in model.files
        if quality_of(file.quantization) == "best_balance"
    )
    fitting = (one for one in found if one.fit.verdict != "does_not_fit")
    return min(fitting, key=lambda one: (one.file.size, one.model.id), default=None)


class _Choice(Struct, frozen=True):
    """A model in the file that suits this PC, and how well it does here for this user."""

    model: CatalogModel
    file: CatalogFile
    fit: Fit
    worth: float

    def is_open(self, needs_consent: Collection[str]) -> bool:
        return not self.model.is_gated and self.model.licence not in needs_consent

    def as_recommendation(self, reason: Reason) -> Recommendation:
        return Recommendation(self.model, self.file, self.fit, reason)


# ---- wishes


def _wishes(
    choices: list[_Choice], language: str, hardware: Hardware
) -> Iterator[tuple[Reason, _Choice | None]]:
    """Give what people want, the most wanted first, and what fulfils it best."""
    fitting = [one for one in choices if one.fit.verdict == "fits"] or choices
    comfortable = [one for one in fitting if one.fit.reply_rate >= _COMFORTABLE_RATE] or fitting
    best = _best(comfortable)
    if language == "ko":
        yield "korean", _best(one for one in comfortable if "korean" in one.model.skills)
    yield "best", best
    good = [one for one in comfortable if one.model.quality >= _GOOD]
    if best is not None and best.fit.reply_rate < _FASTEST_NEEDED:
        needed = max(_FAST_RATE, _MUCH_FASTER * best.fit.reply_rate)
        yield "fast", _best(one for one in good if one.fit.reply_rate >= needed)
    yield "coding", _best(one for one in good if "coding" in one.model.skills)
    if hardware.memory_total <= _SMALL_PC_BYTES:
        usable = (one for one in comfortable if one.model.quality >= _USABLE)
        yield "small", _best(one for one in usable if one.file.size <= _SMALL_BYTES)


def _best(choices: Iterable[_Choice]) -> _Choice | None:
    return max(choices, key=lambda one: (one.worth, one.model.id), default=None)


def _worth_at_first(choice: _Choice) -> tuple[float, str]:
    worth = choice.worth - _FIRST_GIGABYTE_COST * choice.file.size / 1e9
    if choice.fit.reply_rate < _COMFORTABLE_RATE:
        worth -= _TIGHT_COST
    if "reasoning" in choice.model.skills and choice.fit.reply_rate < _FAST_RATE:
        worth -= _FIRST_THINKING_COST
    return worth, choice.model.id


# ---- models and files


def _current(catalog: Catalog) -> list[CatalogModel]:
    """Give the models worth recommending: of today, seen on the hub, and taught to answer."""
    return [
        model
        for model in catalog.models
        if model.is_confirmed and not model.is_historic and "completion" not in model.skills
    ]


def _choices(
    model: CatalogModel, hardware: Hardware, speed: MachineSpeed | None, language: str
) -> Iterator[_Choice]:
    """Give the best file of a model for this PC; nothing where none fits or all are slow."""
    files = [file for file in model.files if quality_of(file.quantization) in _STEPS]
    fits = [
        (file, plan(model.header(file), hardware, _AUTOMATIC, speed=speed or ASSUMED_SPEED)) for file in files
    ]
    good = [
        _Choice(model, file, fit, _worth(model, file, fit, language))
        for file, fit in fits
        if _suits(file, fit)
    ]
    if best := _best(good):
        yield best


def _suits(file: CatalogFile, fit: Fit) -> bool:
    if fit.verdict not in ("fits", "tight") or fit.needed_bytes > _MOST * fit.total_bytes:
        return False
    is_large = _STEPS[quality_of(file.quantization)] > 0
    return not is_large or (fit.needed_bytes <= _PLENTY * fit.free_bytes and fit.reply_rate >= _FAST_RATE)


def _worth(model: CatalogModel, file: CatalogFile, fit: Fit, language: str) -> float:
    worth = model.quality + _STEPS[quality_of(file.quantization)]
    if fit.verdict == "tight":
        worth -= _TIGHT_COST
    if fit.plan.context_tokens < min(_SHORT_CONTEXT, model.context_length):
        worth -= _SHORT_CONTEXT_COST
    return worth if language in model.languages else worth - _FOREIGN_COST
