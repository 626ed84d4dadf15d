"""What the two processes load: the app no inference, the engine no window."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

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
from PySide6 import QtWidgets
from PySide6.QtCore import QEvent, QObject
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
store.add_message(conversation.id, asked.id, "assistant", "**So:**\\n\\n- `print`\\n\\n```python\\nprint(1)\\n```")
store.close()
write_whole(paths.window_file, msgspec.json.encode(WindowState(conversation=conversation.id)))
qt = QApplication(sys.argv[:1])
app = App(qt, paths, "")
transcript = app.window.transcript
loaded = []

class Paint(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and not loaded:
            loaded.extend(sys.modules)
            loaded.extend("PySide6.QtWidgets." + name for name in vars(QtWidgets))
            app.window.close()
        return False

paint = Paint()
app.conversation.opened.connect(lambda *_: transcript.views[-1].body.installEventFilter(paint))
app.show()
qt.exec()
app.close()
assert len(transcript.views) == 2
print(*loaded)
"""

NOT_FOR_A_START = (
    "asyncio",
    "ctypes",
    "email.message",
    "http.client",
    "logging.handlers",
    "multiprocessing",
    "pygments",
    "selectors",
    "socket",
    "subprocess",
    "urllib.request",
    "httpx2",
    "huggingface_hub",
    "keyring",
    "tomli_w",
    "truststore",
    "ziamath",
    "PySide6.QtNetwork",
    "PySide6.QtPrintSupport",
    "desktop_chat.chat.backups",
    "desktop_chat.chat.exporting",
    "desktop_chat.chat.importing",
    "desktop_chat.chat.recovery",
    "desktop_chat.chat.search",
    "desktop_chat.chat.summarizing",
    "desktop_chat.chat.titles",
    "desktop_chat.child",
    "desktop_chat.engine.client",
    "desktop_chat.markdown.definitions",
    "desktop_chat.markdown.undecided",
    "desktop_chat.models.catalog",
    "desktop_chat.models.fit",
    "desktop_chat.models.gguf",
    "desktop_chat.models.hardware",
    "desktop_chat.models.hub",
    "desktop_chat.models.places",
    "desktop_chat.models.scan",
    "desktop_chat.self_test",
    "desktop_chat.terminal",
    "desktop_chat.third_party",
    "desktop_chat.updates",
    "desktop_chat.ui.backups",
    "desktop_chat.ui.help",
    "desktop_chat.ui.self_test",
    "desktop_chat.ui.updates",
    "desktop_chat.ui.chat.attachment_bar",
    "desktop_chat.ui.chat.blocks.formula_box",
    "desktop_chat.ui.chat.blocks.table_box",
    "desktop_chat.ui.chat.blocks.text_menu",
    "desktop_chat.ui.chat.blocks.typeset",
    "desktop_chat.ui.chat.composer_notice",
    "desktop_chat.ui.chat.empty_state",
    "desktop_chat.ui.chat.find_bar",
    "desktop_chat.ui.chat.light_code",
    "desktop_chat.ui.chat.message_menu",
    "desktop_chat.ui.chat.prompt_menu",
    "desktop_chat.ui.chat.reasoning_fold",
    "desktop_chat.ui.chat.reply_details",
    "desktop_chat.ui.exchange.exporting",
    "desktop_chat.ui.exchange.importing",
    "desktop_chat.ui.links.address",
    "desktop_chat.ui.links.dialog",
    "desktop_chat.ui.model_management",
    "desktop_chat.ui.models.switcher",
    "desktop_chat.ui.models.window",
    "desktop_chat.ui.notices.desktop",
    "desktop_chat.ui.palette.palette",
    "desktop_chat.ui.personas.chips",
    "desktop_chat.ui.personas.dialog",
    "desktop_chat.ui.personas.picker",
    "desktop_chat.ui.settings",
    "desktop_chat.ui.shortcuts_dialog",
    "desktop_chat.ui.sidebar.menus",
    "desktop_chat.ui.sidebar.search",
    "desktop_chat.ui.summarizing",
    "desktop_chat.ui.widgets.menu",
)
"""What is loaded once it is needed, each with what is in it; a start would be longer by it."""


@pytest.fixture(scope="module")
def loaded_by_a_start() -> list[str]:
    """What is loaded when the app has painted the conversation that was open, classes of widgets among it."""
    done = subprocess.run(
        [sys.executable, "-c", SHOW_A_CONVERSATION],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


def test_the_app_shows_a_conversation_without_what_only_engines_need(loaded_by_a_start):
    loaded = packages(loaded_by_a_start)
    assert "PySide6" in loaded
    assert not loaded & {"llama_cpp", "numpy", "jinja2"}


def test_the_app_shows_a_conversation_before_it_loads_what_can_wait(loaded_by_a_start):
    parts = {".".join(name.split(".")[:depth]) for name in loaded_by_a_start for depth in range(1, 6)}
    assert "desktop_chat.ui.chat.blocks.code_box" in parts
    assert [name for name in NOT_FOR_A_START if name in parts] == []


@pytest.mark.parametrize("name", [name for name in NOT_FOR_A_START if name.startswith("desktop_chat.")])
def test_what_can_wait_is_called_by_its_name(name):
    assert find_spec(name) is not None


def test_the_app_shows_a_conversation_without_setting_up_every_widget(loaded_by_a_start):
    assert "PySide6.QtWidgets.QMainWindow" in loaded_by_a_start
    assert "PySide6.QtWidgets.QMdiArea" not in loaded_by_a_start


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
