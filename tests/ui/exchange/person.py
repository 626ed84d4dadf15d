"""A person at the real window with conversations to take out and bring in."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QMenu, QRadioButton

from desktop_chat.ui.exchange.import_dialog import ImportDialog
from tests.app.person import Person


class Carrier(Person):
    """Knows the dialogs of exporting, importing and backups."""

    # ---- what there is

    def do(self, work):
        """Do something on the store's thread, and give what comes of it."""
        given = []
        self.app.store.run(work, lambda result: given.append((result,)))
        self.wait(lambda: given)
        return given[0][0]

    def add(self, title, *texts, reasoning=""):
        """Add a conversation of messages in a row; gives its id."""

        def work(store):
            made = store.create_conversation()
            store.set_title(made.id, title, "user")
            parent = None
            for number, text in enumerate(texts):
                role = "assistant" if number % 2 else "user"
                message = store.add_message(made.id, parent, role, "" if number % 2 else text)
                if number % 2:
                    store.finish_message(message.id, text, reasoning, "done")
                parent = message.id
            return made.id

        made = self.do(work)
        self.app.services.conversations.refresh()
        self.settle()
        return made

    def settle(self):
        self.do(lambda _store: True)
        QApplication.processEvents()

    def open(self, conversation_id):
        self.app.controller.open(conversation_id)
        self.wait(lambda: self.conversation is not None and self.conversation.id == conversation_id)

    def texts(self):
        """The titles of all conversations with their messages, by title."""
        return self.do(
            lambda store: sorted(
                (one.title, [each.text for each in store.messages(one.id)]) for one in store.conversations()
            )
        )

    # ---- dialogs

    def dialog(self, kind=QDialog):
        """Wait for a dialog of a kind, and give it."""
        return self.wait_for(kind)

    def is_shown(self, kind):
        return bool(self._visible(kind))

    def choose_place(self, path: Path):
        """Give a path to the file dialog that is open, by keyboard."""
        chooser = self.wait_for(QFileDialog)
        line = chooser.findChild(QLineEdit)
        line.setText(str(path))
        self.press("Return", line)

    def choose_format(self, name: str):
        """Choose a format in the dialog of an export."""
        (found,) = [each for each in self.dialog().findChildren(QRadioButton) if each.text() == name]
        self.qtbot.mouseClick(found, Qt.MouseButton.LeftButton, pos=QPoint(8, found.height() // 2))

    def export_to(self, path: Path, name: str):
        """Go on from the dialog of an export that is open, and wait until it is said that it is done."""
        self.choose_format(name)
        self.click(self.button("Choose where…", self.dialog()))
        self.choose_place(path)
        self.wait(lambda: self.window.toast.isVisible() and "xported" in self.window.toast.text)

    def choose_in_all(self, text: str):
        """Choose an entry of the menu of the window, in what concerns all conversations."""
        menu, inner = self._menus()
        (action,) = [each for each in inner.actions() if each.text() == text]
        action.trigger()
        menu.close()

    def entries_of_all(self):
        """The entries there."""
        menu, inner = self._menus()
        texts = [each.text() for each in inner.actions()]
        menu.close()
        return texts

    def _menus(self):
        self.window.activateWindow()
        self.wait(self.window.isActiveWindow)
        self.press("F10")
        menu = self.wait_for(QMenu)
        (inner,) = [each.menu() for each in menu.actions() if each.menu() is not None]
        return menu, inner

    def look_into(self, path: Path) -> ImportDialog:
        """Open the dialog of an import with a file, and wait until what is in it is shown."""
        self.app.controller.exchange.import_from(path)
        dialog = self.wait_for(ImportDialog)
        self.wait(dialog.preview.isVisible)
        return dialog

    def bring_in(self, path: Path):
        """Import all of a file, and wait until it is said."""
        dialog = self.look_into(path)
        self.click(dialog.import_button)
        self.wait(lambda: "imported" in self.window.toast.text and self.window.toast.isVisible())
        self.settle()
