"""Builds `assets/self-test.gguf`, the same bytes each time: `python -m tests.support.self_test_model`."""

from __future__ import annotations

import sys
from pathlib import Path

from desktop_chat.self_test.tiny_model import REPLY, tiny_model
from tests.support.gguf_factory import scripted


def build(path: Path) -> Path:
    """Write the model to `path`, which is given back."""
    return scripted(
        path,
        REPLY,
        name="Self-test",
        context=512,
        layers=2,
        embedding=64,
        heads=2,
        kv_heads=2,
        feed_forward=64,
    )


if __name__ == "__main__":
    print(build(Path(sys.argv[1]) if len(sys.argv) > 1 else tiny_model()))
