"""Where files are kept and how much they take."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_chat.paths import Paths
from desktop_chat.ui.background import Background
from desktop_chat.ui.models.flow_layout import FlowLayout
from desktop_chat.ui.sentences import file_size
from desktop_chat.ui.settings.form import Form, breakable
from desktop_chat.ui.theme import SPACING


class StoragePage(Form):
    """Lists the app's folders with their sizes, and leads to what takes conversations out and brings them in.

    Signals:
        export_requested(), import_requested(), backups_requested(): the user wants to do this.
    """

    export_requested = Signal()
    import_requested = Signal()
    backups_requested = Signal()

    def __init__(self, paths: Paths, model_files: list[str], parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Storage"))
        self.setParent(parent)
        self._background = Background("sizes", parent=self)
        self.add_label(self._about(paths), tone="muted")
        self._add_folder(self.tr("Conversations"), paths.data, [paths.data])
        self._add_exchange()
        self._add_folder(self.tr("Settings"), paths.config, [paths.config])
        self._add_folder(self.tr("Logs (without what you write)"), paths.logs, [paths.logs])
        files = [Path(file) for file in model_files]
        self._add_folder(self.tr("Models on the list"), files[0].parent if files else None, files)

    def _about(self, paths: Paths) -> str:
        if not paths.is_portable:
            return self.tr("Everything stays on this PC. Models lie where you put them.")
        return self.tr(
            "The app is portable: everything is kept beside it in “{folder}” and goes where it goes. Only an access"
            " token for the hub is in the keychain of the PC you entered it on."
        ).replace("{folder}", breakable(str(paths.data.parent)))

    def close_work(self) -> None:
        """Wait for the sizes still being added up."""
        self._background.close()

    def _add_exchange(self) -> None:
        row = QWidget()
        line = FlowLayout(row, spacing=SPACING)
        for text, wanted in (
            (self.tr("Export all conversations…"), self.export_requested),
            (self.tr("Import conversations…"), self.import_requested),
            (self.tr("Backups…"), self.backups_requested),
        ):
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(wanted)
            line.addWidget(button)
        self.add_widget(row)

    def _add_folder(self, title: str, folder: Path | None, counted: list[Path]) -> None:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        name = QLabel(title)
        name.setWordWrap(True)
        texts.addWidget(name)
        place = QLabel(breakable(str(folder)) if folder else "")
        place.setProperty("tone", "muted")
        place.setProperty("textSize", "caption")
        place.setWordWrap(True)
        texts.addWidget(place)
        size = QLabel()
        size.setProperty("tone", "muted")
        line.addLayout(texts, 1)
        line.addWidget(size)
        if folder is not None:
            button = QPushButton(self.tr("Open folder"))
            button.setAccessibleName(self.tr("Open folder: {name}").format(name=title))
            button.clicked.connect(lambda: QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))))
            line.addWidget(button)
        self.add_widget(row)
        self._background.run(
            lambda: sum(map(_size, counted)), lambda total: size.setText(file_size(total)), receiver=size
        )


def _size(path: Path) -> int:
    """Give the bytes of a file, or of all files below a folder; what cannot be read counts nothing."""
    try:
        if path.is_dir():
            return sum(_size(child) for child in path.iterdir())
        return path.stat().st_size
    except OSError:
        return 0
