"""Where conversations come from: a file, a folder, or another app on this PC."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_chat.ui.exchange import words
from desktop_chat.ui.exchange.other_apps import OtherApp
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.elided_label import ElidedLabel
from desktop_chat.ui.widgets.progress import Spinner
from desktop_chat.ui.widgets.text_label import text_label


class SourcePage(QWidget):
    """Says that it looks for other apps until `set_found`.

    Signals:
        file_wanted(), folder_wanted(): let the user choose one.
        app_chosen(object): (OtherApp) look into its folder.
    """

    file_wanted = Signal()
    folder_wanted = Signal()
    app_chosen = Signal(object)

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self._found: Sequence[OtherApp] | None = None
        self._hint = text_label(tone="muted")
        self._file, self._folder = QPushButton(), QPushButton()
        self._file.setProperty("kind", "primary")
        self._file.clicked.connect(self.file_wanted)
        self._folder.clicked.connect(self.folder_wanted)
        self._here = text_label(size="lead")
        self._apps = QVBoxLayout()
        self._apps.setSpacing(SPACING)
        self._fault = text_label(tone="danger")
        self._fault.hide()
        self._lay_out()
        self._retranslate()

    @property
    def first_button(self) -> QPushButton:
        """What has the keyboard at first."""
        return self._file

    @property
    def is_known(self) -> bool:
        """Whether it is known what other apps keep."""
        return self._found is not None

    def set_found(self, found: Sequence[OtherApp]) -> None:
        """Offer what was found."""
        self._found = found
        self._show_found()

    def say(self, sentence: str) -> None:
        """Say why a file cannot be imported; nothing: there is no such reason any more."""
        self._fault.setText(sentence)
        self._fault.setVisible(bool(sentence))

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self._file)
        buttons.addWidget(self._folder)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING + SPACING // 2)
        column.addWidget(self._hint)
        column.addLayout(buttons)
        column.addWidget(self._fault)
        column.addSpacing(SPACING)
        column.addWidget(self._here)
        column.addLayout(self._apps)
        column.addStretch(1)

    def _retranslate(self) -> None:
        self._hint.setText(
            self.tr(
                "Choose what another app exported: the zip of a ChatGPT or Claude account as it is, files of"
                " LM Studio, GPT4All, Jan or Open WebUI, or an export of this app. Nothing leaves this PC."
            )
        )
        self._file.setText(self.tr("Choose a file…"))
        self._folder.setText(self.tr("Choose a folder…"))
        self._here.setText(self.tr("On this PC"))
        self._show_found()

    def _show_found(self) -> None:
        while (item := self._apps.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        if self._found is None:
            self._apps.addWidget(self._looking())
        elif not self._found:
            none = self.tr("No conversations of Jan, LM Studio or GPT4All are in their usual folders.")
            self._apps.addWidget(text_label(none, tone="muted"))
        for app in self._found or ():
            self._apps.addWidget(self._row(app))

    def _looking(self) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(Spinner(self._theme_manager))
        line.addWidget(QLabel(self.tr("Looking into the folders of other apps…")), 1)
        return row

    def _row(self, app: OtherApp) -> QWidget:
        row = QWidget()
        name = QLabel(words.APPS[app.format])
        facts = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)
        facts.setText(" · ".join((self.tr("%n conversation(s)", "", app.conversations), str(app.path))))
        facts.setProperty("tone", "muted")
        facts.setProperty("textSize", "caption")
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(name)
        texts.addWidget(facts)
        button = QPushButton(self.tr("Look inside"))
        button.setAccessibleName(self.tr("Look inside: {app}").replace("{app}", words.APPS[app.format]))
        button.clicked.connect(lambda: self.app_chosen.emit(app))
        sign = QLabel()
        sign.setPixmap(self._theme_manager.icon("folder").pixmap(QSize(20, 20), self.devicePixelRatioF()))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACING + SPACING // 2)
        line.addWidget(sign)
        line.addLayout(texts, 1)
        line.addWidget(button)
        return row
