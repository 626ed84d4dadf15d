"""The dialog with personas and saved prompts, a page each; every change is kept by itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Literal

from PySide6.QtCore import QEvent, QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from desktop_chat.ui.palette.actions import ModelChoice
from desktop_chat.ui.persona_service import PersonaService
from desktop_chat.ui.personas.persona_page import PersonaPage
from desktop_chat.ui.personas.prompt_page import PromptPage
from desktop_chat.ui.personas.sharing import PersonaSharing
from desktop_chat.ui.reply_setups import ReplySetups
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.dialogs import resize_within
from desktop_chat.ui.widgets.lines import line
from desktop_chat.ui.widgets.toast import Toast

_SIZE = QSize(900, 680)

Page = Literal["personas", "prompts"]
_PAGES: Final[tuple[Page, ...]] = ("personas", "prompts")


class PersonaDialog(QDialog):
    """Lets the user make, change, order, share and delete personas and prompts."""

    def __init__(
        self,
        theme_manager: ThemeManager,
        service: PersonaService,
        setups: ReplySetups,
        models: Sequence[ModelChoice],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.personas = PersonaPage(theme_manager, service, setups, models=models, tell=self._tell_done)
        self.prompts = PromptPage(theme_manager, service, self._tell_done)
        self._sharing = PersonaSharing(self, service, models)
        self.tabs = QTabBar()
        self._pages = QStackedWidget()
        for page in (self.personas, self.prompts):
            self.tabs.addTab("")
            self._pages.addWidget(page)
        self.tabs.currentChanged.connect(self._pages.setCurrentIndex)
        self._done = QPushButton()
        self._done.setProperty("kind", "primary")
        self._done.setAutoDefault(False)  # Enter belongs to the field being edited
        self._done.clicked.connect(self.accept)
        self.personas.export_requested.connect(self._sharing.export)
        self.personas.import_requested.connect(self._sharing.choose_files)
        self._sharing.added.connect(lambda persona: self.personas.choose(persona.key))

        self._lay_out()
        self.toast = Toast(theme_manager, self)
        self._sharing.told.connect(self.toast.show_message)
        resize_within(self, _SIZE)
        self._retranslate()
        self.show_page("personas")

    def show_page(self, page: Page) -> None:
        """Turn to a page."""
        self.tabs.setCurrentIndex(_PAGES.index(page))
        (self.prompts if page == "prompts" else self.personas).pane.view.setFocus()

    def done(self, result: int) -> None:
        """Close, once what was typed last is kept, a syllable being composed among it."""
        QGuiApplication.inputMethod().commit()
        self.personas.flush()
        self.prompts.flush()
        super().done(result)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(2 * SPACING, SPACING, 2 * SPACING, 0)
        head.addWidget(self.tabs)
        head.addStretch(1)
        buttons = QHBoxLayout()
        buttons.setContentsMargins(3 * SPACING, SPACING + 4, 3 * SPACING, SPACING + 4)
        buttons.addStretch(1)
        buttons.addWidget(self._done)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(line())
        column.addWidget(self._pages, 1)
        column.addWidget(line())
        column.addLayout(buttons)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Personas and prompts"))
        self.tabs.setAccessibleName(self.windowTitle())
        self.tabs.setTabText(0, self.tr("Personas"))
        self.tabs.setTabText(1, self.tr("Prompts"))
        for at, page in enumerate((self.personas, self.prompts)):
            page.pane.view.setAccessibleName(self.tabs.tabText(at))
        self._done.setText(self.tr("Done"))

    def _tell_done(self, text: str, undo: Callable[[], None]) -> None:
        self.toast.offer_undo(text, undo)
