"""English words for the codes and figures of models and files."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from desktop_chat.models.catalog import Skill
from desktop_chat.models.fit import Advice, PartLabel, Verdict
from desktop_chat.models.hub.listing import Gate
from desktop_chat.models.hub.quantizations import Quality
from desktop_chat.models.known import Place

VERDICTS: Final[dict[Verdict, str]] = {
    "fits": "fits",
    "tight": "fits, but tight",
    "slow": "slow",
    "does_not_fit": "does not fit",
}
QUALITIES: Final[dict[Quality, str]] = {
    "": "",
    "smallest": "smallest",
    "small": "smaller",
    "best_balance": "best balance",
    "high": "high quality",
    "nearly_lossless": "nearly lossless",
    "original": "original",
}
PLACES: Final[dict[Place, str]] = {
    "own": "models folder",
    "elsewhere": "elsewhere",
    "lm_studio": "LM Studio",
    "ollama": "Ollama",
    "jan": "Jan",
    "gpt4all": "GPT4All",
    "hugging_face": "Hugging Face",
}
PARTS: Final[dict[PartLabel, str]] = {
    "weights": "weights",
    "context": "context",
    "working_memory": "working memory",
    "app": "the engine itself",
}
ADVICE: Final[dict[Advice, str]] = {
    "shorter_context": "a shorter context (--context) needs less memory",
    "smaller_quantization": "a smaller quantization of it needs less memory",
    "close_programs": "closing other programs frees memory",
    "use_gpu": "a graphics card can take a part (--gpu-layers)",
    "repack_for_speed": "repacking, in the settings, makes it faster",
}
GATES: Final[dict[Gate, str]] = {
    "open": "",
    "automatic": "asks for consent on its website",
    "manual": "asks for consent on its website, which its owner grants",
}
SKILLS: Final[dict[Skill, str]] = {
    "chat": "conversation",
    "korean": "Korean",
    "writing": "writing",
    "coding": "programming",
    "reasoning": "thinking through",
    "translation": "translation",
    "summaries": "summaries",
    "completion": "continues a text, does not chat",
}

_WORDS_PER_TOKEN: Final = 0.75  # of English text, the usual rule


def count(number: float) -> str:
    """Give a count in short, such as `1.2M`; nothing for 0."""
    if not number:
        return ""
    for unit in ("", "K", "M"):
        if number < 999.5:
            return _short(number) + unit
        number /= 1000
    return _short(number) + "B"


def date(seconds: float) -> str:
    """Give the date of a moment in seconds since 1970; nothing for 0."""
    if not seconds:
        return ""
    try:
        return datetime.fromtimestamp(seconds).date().isoformat()
    except (ValueError, OverflowError, OSError):  # a file, or the hub, may say anything
        return ""


def duration(seconds: float) -> str:
    """Give a time, in whole minutes where it is more than one."""
    minutes = round(seconds / 60)
    if seconds < 60:
        return f"{max(1, round(seconds))} s"
    return f"{minutes} min" if minutes < 60 else f"{minutes // 60} h {minutes % 60} min"


def words_a_second(tokens_a_second: float) -> str:
    """Say how fast replies are written."""
    words = tokens_a_second * _WORDS_PER_TOKEN
    return "less than one word a second" if words < 1 else f"about {words:.0f} words a second"


def _short(number: float) -> str:
    return f"{number:.0f}" if number >= 9.95 or number == int(number) else f"{number:.1f}"
