"""What a person does in the Models window of the whole app."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from desktop_chat.ui.models.entries import EntryKey
from desktop_chat.ui.models.entry_view import EntryView
from desktop_chat.ui.models.window import ModelsWindow
from tests.app.person import Person
from tests.support.hub.server import FakeHub, FakeRepository


class ModelsPerson:
    """A person with the app, its Models window, and a hub on this PC."""

    def __init__(self, person: Person, hub: FakeHub) -> None:
        self.person = person
        self.hub = hub
        self.set_network()

    def set_network(self, *, offline: bool = False, rate_limit: int = 0) -> None:
        """Write the settings by hand, before a start."""
        self.person.write_settings(
            f'[language]\nlanguage = "en"\n[network]\nendpoint = "{self.hub.url}"\n'
            f"offline = {str(offline).lower()}\n[downloads]\nrate_limit = {rate_limit}\n"
        )

    @property
    def window(self) -> ModelsWindow:
        return self.person.wait_for(ModelsWindow)

    @property
    def view(self) -> EntryView:
        return self.window.findChild(EntryView)

    @property
    def lines(self) -> list[str]:
        """What a screen reader says of each row."""
        model = self.view.model()
        return [model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]

    def open(self) -> None:
        """Open the window by its keys, and wait until it shows what suits this PC."""
        self.person.press("Ctrl+Shift+M")
        self.person.wait(lambda: any("Recommended" in line for line in self.lines))

    def search_hub(self, text: str) -> None:
        """Type into the search field and press Enter."""
        field = next(each for each in self.window.findChildren(QLineEdit) if each.isVisible())
        field.selectAll()
        self.person.qtbot.keyClicks(field, text)
        self.person.qtbot.keyClick(field, Qt.Key.Key_Return)

    def choose(self, key: EntryKey) -> None:
        """Click an entry and wait until its details are shown."""
        self.person.wait(lambda: self.view.model().index_of(key).isValid())
        index = self.view.model().index_of(key)
        self.view.scrollTo(index)
        place = self.view.visualRect(index).center()
        self.person.qtbot.mouseClick(self.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
        self.person.wait(lambda: self.window.shown == key)

    def wait_for_button(self, start: str, where: QWidget | None = None):
        """Wait for a button whose text begins so, in the Models window or elsewhere."""

        def found():
            buttons = (where or self.window).findChildren(QWidget)
            return [
                each
                for each in buttons
                if each.isVisible()
                and each.isEnabled()
                and hasattr(each, "click")
                and each.text().strip().startswith(start)
            ]

        self.person.wait(found)
        return found()[0]

    def press_button(self, start: str, where: QWidget | None = None) -> None:
        """Click the button whose text begins so, once it is there."""
        self.person.qtbot.mouseClick(self.wait_for_button(start, where), Qt.MouseButton.LeftButton)

    def close_dialogs(self) -> None:
        """Let dialogs that are done go."""
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def repository(repository_id: str, *files: tuple[str, bytes], **facts: object) -> FakeRepository:
    """Make a repository of the hub with these files."""
    made = FakeRepository(repository_id, **facts)
    for name, content in files:
        made.add(name, content)
    return made
