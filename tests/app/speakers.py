"""The small models of these tests, by name, and what they say."""

from __future__ import annotations

from pathlib import Path

from tests.support.gguf_factory import SLOW, endless, scripted

GREETING = "안녕하세요! Nice to meet you."
OTHER = "This is the other model speaking."


def write_speakers(folder: Path) -> dict[str, str]:
    """Write them: two that say one sentence, one that never ends, one that never ends and is slow."""
    return {
        "greeter": str(scripted(folder / "greeter.gguf", GREETING, name="Greeter")),
        "other": str(scripted(folder / "other.gguf", OTHER, name="Other")),
        "endless": str(endless(folder / "endless.gguf", name="Endless", context=8192)),
        "slow": str(endless(folder / "slow.gguf", name="Slow", **SLOW)),
    }
