"""What the tests of the whole app share: small models, and a person at the window."""

import pytest
from PySide6.QtCore import QObject, QUrl, Slot
from PySide6.QtGui import QDesktopServices

from tests.app.person import Person
from tests.app.speakers import write_speakers
from tests.support.hub.server import FakeHub


@pytest.fixture(scope="session")
def models(tmp_path_factory):
    """Give the paths of the small models by their names."""
    return write_speakers(tmp_path_factory.mktemp("모델"))


@pytest.fixture
def user_home(tmp_path, monkeypatch):
    """Give the person a home without other apps' models, and a bin of its own."""
    folder = tmp_path / "user"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("USERPROFILE", str(folder))
    for name in (
        "HF_HOME",
        "HF_HUB_CACHE",
        "OLLAMA_MODELS",
        "XDG_DATA_HOME",
        "XDG_CACHE_HOME",
        "XDG_CONFIG_HOME",
    ):
        monkeypatch.delenv(name, raising=False)
    return folder


@pytest.fixture
def hub(monkeypatch):
    """A model hub on this PC, without the proxies and the keychain of whoever runs the tests."""
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.null.Keyring")
    for name in ("http_proxy", "https_proxy", "all_proxy", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with FakeHub() as hub:
        yield hub


@pytest.fixture
def person(qtbot, qapp, home, user_home):
    """A person whose app is not started yet."""
    person = Person(qtbot, qapp)
    yield person
    person.leave()


class Browser(QObject):
    """Takes what the app hands to the system."""

    def __init__(self):
        super().__init__()
        self.opened = []

    @Slot(QUrl)
    def take(self, url):
        self.opened.append(url.toString())


@pytest.fixture
def opened():
    """Give the addresses that were handed to the system."""
    browser, schemes = Browser(), ("http", "https", "file", "mailto")
    for scheme in schemes:
        QDesktopServices.setUrlHandler(scheme, browser, "take")
    yield browser.opened
    for scheme in schemes:
        QDesktopServices.unsetUrlHandler(scheme)
