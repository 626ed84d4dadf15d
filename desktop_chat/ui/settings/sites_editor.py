"""The sites whose links open without asking, each with a button that takes it from the list."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_chat.ui.settings.editors import Editor
from desktop_chat.ui.settings.values import Place


class SitesEditor(Editor):
    """Sites are added where a link is opened; here they are removed."""

    is_wide = True

    def __init__(self, place: Place) -> None:
        widget = QWidget()
        super().__init__(place, widget)
        self._sites: tuple[str, ...] = ()
        self._column = QVBoxLayout(widget)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._rows: list[QWidget] = []
        self.show_value(())

    def show_value(self, value: tuple[str, ...]) -> None:
        """List sites."""
        self._sites = value
        for row in self._rows:
            row.setParent(None)
            row.deleteLater()
        self._rows = [self._row(site) for site in value] or [self._nothing()]
        for row in self._rows:
            self._column.addWidget(row)

    def _row(self, site: str) -> QWidget:
        row, name, remove = QWidget(), QLabel(site), QPushButton(self.tr("Remove"))
        name.setTextFormat(Qt.TextFormat.PlainText)
        remove.setProperty("kind", "link")
        remove.setAutoDefault(False)
        remove.setAccessibleName(self.tr("Remove {site}").replace("{site}", site))
        remove.clicked.connect(lambda: self._remove(site))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(name, 1)
        line.addWidget(remove)
        return row

    def _nothing(self) -> QLabel:
        label = QLabel(self.tr("None so far."))
        label.setProperty("tone", "muted")
        return label

    def _remove(self, site: str) -> None:
        at = self._sites.index(site)
        self.show_value(tuple(each for each in self._sites if each != site))
        self._tell(self._sites)
        if self._sites:
            self._rows[min(at, len(self._rows) - 1)].findChild(QPushButton).setFocus()
