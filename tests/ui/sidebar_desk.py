"""A sidebar in a window, connected with a store of its own, and a person at it."""

from __future__ import annotations

from datetime import date
from threading import Event

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QPlainTextEdit, QSplitter, QWidget

from desktop_chat.paths import Paths
from desktop_chat.ui.conversations_service import ConversationsService
from desktop_chat.ui.sidebar.controller import SidebarController
from desktop_chat.ui.sidebar.dragging import dragged_conversations, dragged_folder
from desktop_chat.ui.sidebar.sidebar import Sidebar
from desktop_chat.ui.sidebar.view import ConversationList
from desktop_chat.ui.store_service import StoreService
from desktop_chat.ui.widgets.search_field import SearchField
from desktop_chat.ui.widgets.toast import Toast

LONG = 10_000


class SidebarDesk:
    """Titles stand for conversations, names for folders."""

    def __init__(self, theme_manager, qtbot):
        paths = Paths.standard()
        paths.make()
        self.qtbot = qtbot
        self.store = StoreService(paths.database)
        self.service = ConversationsService(self.store)
        self.window = QSplitter()
        self.window.resize(900, 900)
        qtbot.addWidget(self.window)
        self.sidebar = Sidebar(theme_manager, today=date.today)
        self.composer = QPlainTextEdit()
        right = QWidget()
        self.window.addWidget(self.sidebar)
        self.window.addWidget(self.composer)
        self.window.addWidget(right)
        self.window.setSizes([264, 400, 236])
        self.toast = Toast(theme_manager, self.composer)
        self.controller = SidebarController(self.sidebar, self.toast, self.service, self.store)
        self.opened = []
        self.sidebar.conversation_chosen.connect(self._open)
        self.store.open()
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def _open(self, conversation_id):
        self.opened.append(conversation_id)
        self.sidebar.set_current(conversation_id)

    # ---- what there is

    def ask(self, work):
        given = []
        self.store.run(work, given.append)
        self.qtbot.waitUntil(lambda: bool(given), timeout=LONG)
        QApplication.processEvents()
        return given[0]

    def settle(self):
        self.ask(lambda _store: True)

    def add(self, *titles, text="Hello", folder=None):
        """Add conversations, the last one newest; they are ids by their titles from then on."""
        for title in titles:

            def work(store, title=title):
                made = store.create_conversation(folder_id=folder)
                store.set_title(made.id, title, "question")
                store.add_message(made.id, None, "user", text)

            self.ask(work)
        self.service.refresh()
        self.settle()

    def add_folder(self, name, *titles):
        made = self.ask(lambda store: store.create_folder(name))
        self.add(*titles, folder=made.id)
        return made.id

    def id(self, title):
        listing = self.service.listing
        return next(one.id for one in (*listing.conversations, *listing.in_bin) if one.title == title)

    def folder_id(self, name):
        return next(one.id for one in self.service.folders if one.name == name)

    def titles_in(self, name):
        folder_id = self.folder_id(name)
        return [one.title for one in self.service.conversations if one.folder_id == folder_id]

    # ---- looking

    @property
    def list(self) -> ConversationList:
        return self.sidebar.findChild(ConversationList)

    @property
    def field(self) -> SearchField:
        return self.sidebar.findChild(SearchField)

    def shown(self):
        model = self.list.model()
        return [model.index(row).data() for row in range(model.rowCount())]

    def index(self, text):
        model = self.list.model()
        return next(model.index(row) for row in range(model.rowCount()) if model.index(row).data() == text)

    def place(self, text, share=0.5):
        rect = self.list.visualRect(self.index(text))
        return QPoint(rect.center().x(), rect.top() + round(rect.height() * share))

    def chosen(self):
        return {index.data() for index in self.list.selectedIndexes()}

    # ---- doing

    def click(self, text, modifier=Qt.KeyboardModifier.NoModifier):
        viewport = self.list.viewport()
        self.qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, modifier, self.place(text))

    def go_to(self, text):
        """Put the keyboard on a line."""
        self.list.setFocus()
        self.list.setCurrentIndex(self.index(text))

    def press(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        self.qtbot.keyClick(self.list, key, modifier)

    def menu(self, text):
        """Open the menu of a line with the right button, as a press and what follows it."""
        viewport, spot = self.list.viewport(), self.place(text)
        self.qtbot.mouseClick(viewport, Qt.MouseButton.RightButton, pos=spot)
        reason = QContextMenuEvent.Reason.Mouse
        QApplication.sendEvent(viewport, QContextMenuEvent(reason, spot, viewport.mapToGlobal(spot)))
        self.qtbot.waitUntil(lambda: isinstance(QApplication.activePopupWidget(), QMenu))
        return QApplication.activePopupWidget()

    def choose(self, menu, *path):
        """Choose an entry of a menu, or of the menus in it; nothing is stored before the menu is gone."""
        is_gone = Event()
        self.store.run(lambda _store: is_gone.wait(10))
        for text in path:
            action = next(one for one in menu.actions() if one.text().split("\t")[0] == text)
            below = action.menu()
            if below is None:
                action.trigger()
            menu = below
        while popup := QApplication.activePopupWidget():
            popup.close()
        QApplication.sync()  # the window may be told only now that it is not in front any more
        self.window.activateWindow()  # as a desktop does when a menu is gone
        QApplication.sync()
        self.qtbot.waitUntil(self.window.isActiveWindow)
        is_gone.set()

    def name(self, text):
        """Type a name into the field that is open in the list."""
        self.qtbot.waitUntil(lambda: self.list.findChild(QLineEdit) is not None)
        editor = self.list.findChild(QLineEdit)
        editor.clear()
        editor.insert(text)
        self.qtbot.keyClick(editor, Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: not self.list.is_editing)
        self.settle()

    def undo(self):
        """Press the button of the note at the bottom."""
        assert self.toast.isVisible()
        self.toast._action.click()
        self.settle()

    def drag(self, data, text, share=0.5):
        """Drop something on a line; tells whether it was taken."""
        viewport, spot = self.list.viewport(), self.place(text, share)
        what = (data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        move = Qt.DropAction.MoveAction
        QApplication.sendEvent(viewport, QDragEnterEvent(spot, move, *what))
        moved = QDragMoveEvent(spot, move, *what)
        QApplication.sendEvent(viewport, moved)
        if moved.isAccepted():
            QApplication.sendEvent(viewport, QDropEvent(QPointF(spot), move, *what))
            self.settle()
        return moved.isAccepted()

    def drag_conversations(self, titles, text):
        return self.drag(dragged_conversations(tuple(map(self.id, titles))), text)

    def drag_folder(self, name, text, share):
        return self.drag(dragged_folder(self.folder_id(name)), text, share)
