"""What the two processes load: the app no inference, the engine no window."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from desktop_chat.child.process import child_environment
from desktop_chat.engine.protocol import (
    ChatMessage,
    Failed,
    Finished,
    Generate,
    GenerateOptions,
    Load,
    LoadPlan,
    decode_event,
    encode,
)
from tests.support.gguf_factory import CHATML, tiny

ROOT = Path(__file__).resolve().parent.parent

SHOW_A_CONVERSATION = """
import sys
import msgspec
from PySide6.QtWidgets import QApplication
from desktop_chat.app import App
from desktop_chat.chat.store import open_store
from desktop_chat.files import write_whole
from desktop_chat.paths import Paths
from desktop_chat.ui.window_state import WindowState

paths = Paths.standard()
paths.make()
store = open_store(paths.database).store
conversation = store.create_conversation()
asked = store.add_message(conversation.id, None, "user", "How do I print?")
store.add_message(conversation.id, asked.id, "assistant", "```python\\nprint(1)\\n```\\n\\n|a|\\n|-|\\n|1|")
store.close()
write_whole(paths.window_file, msgspec.json.encode(WindowState(conversation=conversation.id)))
qt = QApplication(sys.argv[:1])
app = App(qt, paths, "")
transcript = app.window.transcript
transcript.settled.connect(lambda: transcript.views and app.window.close())
app.show()
qt.exec()
app.close()
assert len(transcript.views) == 2
print(*sys.modules)
"""


def test_the_app_shows_a_conversation_without_what_only_engines_need():
    done = subprocess.run(
        [sys.executable, "-c", SHOW_A_CONVERSATION],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    loaded = packages(done.stdout.split())
    assert "PySide6" in loaded
    assert not loaded & {"llama_cpp", "numpy", "jinja2"}


def test_the_engine_answers_without_qt(tmp_path):
    model = tiny(tmp_path / "tiny.gguf", template=CHATML)
    loaded = packages(modules_of_an_engine(tmp_path / "imports", model))
    assert "llama_cpp" in loaded
    assert not loaded & {"PySide6", "shiboken6", "numpy"}


def modules_of_an_engine(log: Path, model: Path) -> list[str]:
    """Let an engine write a reply; give the modules it imported, as Python itself logs them."""
    hello = (ChatMessage("user", "Hello"),)
    with (
        log.open("wb") as imports,
        subprocess.Popen(
            [sys.executable, "-X", "importtime", "-m", "desktop_chat", "engine"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=imports,
            env=child_environment(),
        ) as engine,
    ):
        engine.stdin.write(encode(Load(str(model), LoadPlan(256))))
        engine.stdin.write(encode(Generate(1, hello, GenerateOptions(max_tokens=4))))
        engine.stdin.flush()
        events = map(decode_event, engine.stdout)
        last = next(event for event in events if isinstance(event, Finished | Failed))
        engine.stdin.close()
    assert isinstance(last, Finished), last
    lines = log.read_text("utf-8", "replace").splitlines()
    return [line.rpartition("|")[2].strip() for line in lines if line.startswith("import time:")]


def packages(modules: list[str]) -> set[str]:
    """Give the top-level packages of modules."""
    return {name.partition(".")[0] for name in modules}
