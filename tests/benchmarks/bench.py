"""What the measures share: model files, homes for the app, how often to repeat."""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from desktop_chat.models.library import Library
from desktop_chat.paths import Paths
from desktop_chat.settings import AppearanceSettings, EngineSettings, LanguageSettings, Settings, SettingsFile
from tests.benchmarks.window_protocol import Shown, WindowAnswer
from tests.benchmarks.worker import Worker, window

CHAT_MODEL: Final = "DESKTOP_CHAT_TEST_MODEL"
FOLDER: Final = "DESKTOP_CHAT_BENCH_DIR"
_READ_BYTES: Final = 16 << 20


class SkippedError(Exception):
    """A measure cannot be taken here; the text says why."""


@dataclass(frozen=True)
class Bench:
    """Where files are kept, and whether to be quick rather than sure."""

    folder: Path
    is_quick: bool

    @classmethod
    def standard(cls, *, is_quick: bool) -> Bench:
        """Keep files in `$DESKTOP_CHAT_BENCH_DIR`, else below the system's folder for temporary files."""
        given = os.environ.get(FOLDER)
        folder = Path(given) if given else Path(tempfile.gettempdir()) / "desktop-chat-bench"
        folder.mkdir(parents=True, exist_ok=True)
        return cls(folder, is_quick)

    def times(self, usual: int) -> int:
        """Give how often to repeat what is usually repeated so often."""
        return max(1, usual // 3) if self.is_quick else usual

    def chat_model(self) -> Path:
        """Give the real 0.5B model; raises `SkippedError`."""
        path = Path(os.environ.get(CHAT_MODEL) or "-")
        if not path.is_file():
            raise SkippedError(f"{CHAT_MODEL} does not name a model file")
        return path

    def shape(self, size: str) -> Path:
        """Give a model file of Llama 2's shape, made the first time it is asked for."""
        path = self.folder / f"llama-2-{size}-shape.gguf"
        if not path.exists():
            say(f"writing {path}")
            from tests.support.gguf_factory import llama2_shape

            llama2_shape(path, size)
        return path

    @contextmanager
    def home(self, *models: Path, settings: Settings | None = None) -> Iterator[Path]:
        """Give a new home for the app in which it knows these models."""
        with tempfile.TemporaryDirectory(prefix="home-", dir=self.folder) as folder:
            paths = Paths.below(Path(folder))
            paths.make()
            SettingsFile(paths.settings_file).write(settings or plain_settings())
            library = Library(paths.library_file)
            for model in models:
                library.add(model)
            yield Path(folder)

    @contextmanager
    def window(self, *models: Path, settings: Settings | None = None) -> Iterator[Worker[WindowAnswer]]:
        """Show the window in a new home, knowing these models; end it afterwards."""
        with self.home(*models, settings=settings) as home, window(home) as worker:
            worker.wait_for(Shown)
            yield worker


def plain_settings(engine: EngineSettings | None = None) -> Settings:
    """Give settings that do not depend on whose desktop this is."""
    return Settings(
        engine=engine or EngineSettings(),
        appearance=AppearanceSettings(theme="light"),
        language=LanguageSettings(language="en"),
    )


def warm(path: Path) -> None:
    """Bring a file into the page cache."""
    buffer = bytearray(_READ_BYTES)
    with path.open("rb", buffering=0) as file:
        while file.readinto(buffer):
            pass


def say(text: str) -> None:
    """Tell what is going on, beside the table."""
    print(text, file=sys.stderr, flush=True)
