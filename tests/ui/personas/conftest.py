import pytest
from msgspec.structs import replace
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QApplication

from desktop_chat.settings import GenerationSettings, Settings
from desktop_chat.ui.persona_service import PersonaService
from desktop_chat.ui.reply_setups import ReplySetups
from desktop_chat.ui.store_service import StoreService


@pytest.fixture
def store(qtbot, tmp_path):
    store = StoreService(tmp_path / "conversations.db")
    with qtbot.waitSignal(store.opened):
        store.open()
    yield store
    store.close()


@pytest.fixture
def settled(qtbot, store):
    """Wait until the store did all it was asked, and told of it; gives what `read` finds then."""

    def wait(read=lambda _store: None):
        found = []
        store.run(read, found.append)
        qtbot.waitUntil(lambda: bool(found))
        return found[0]

    return wait


@pytest.fixture
def service(qtbot, store):
    service = PersonaService(store, "en")
    service.failed.connect(lambda fault: pytest.fail(fault.sentence()))
    with qtbot.waitSignal(service.changed):
        service.load()
    return service


@pytest.fixture
def setups(service):
    """The settings of all levels, with instructions of the app, and what of them is asked to change."""
    settings = Settings(generation=GenerationSettings(system_prompt="Be kind."))
    return ReplySetups(
        settings,
        settings_for=lambda path, base: replace(base, max_tokens=99) if path == "/m/own.gguf" else base,
        persona_for=service.persona,
        model_name=lambda path: path,
    )


@pytest.fixture
def compose(qapp):
    """Type with an input method: each text is a step of what is composed, the last is committed."""

    def type_into(widget, *steps):
        for step in steps[:-1]:
            QApplication.sendEvent(widget, QInputMethodEvent(step, []))
        event = QInputMethodEvent("", [])
        event.setCommitString(steps[-1])
        QApplication.sendEvent(widget, event)

    return type_into
