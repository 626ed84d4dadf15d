import pytest

from desktop_chat.ui.persona_service import PersonaService
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
