"""About the app: its version, those of its engine and of Qt, and under which licences they come."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import QSize, Qt, Signal, qVersion
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from desktop_chat import __version__
from desktop_chat.engine.protocol import Ready
from desktop_chat.paths import assets_folder
from desktop_chat.ui.models.flow_layout import FlowLayout
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.text_label import text_label

_ICON = 64
_WIDTH = 500
_BINDINGS = "llama-cpp-python"


class AboutDialog(QDialog):
    """Tells versions and licences, and leads to more. `machine`: what the engine told of itself, if it runs.

    Signals:
        licences_requested: the user wants to read the licences of what the app is made of.
        check_requested: the user wants to check this computer.
        updates_requested: the user wants to look for a newer version.
    """

    licences_requested = Signal()
    check_requested = Signal()
    updates_requested = Signal()

    def __init__(self, machine: Ready | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("About Desktop Chat"))
        self.setMinimumWidth(_WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACING, 3 * SPACING, 3 * SPACING, 2 * SPACING)
        column.setSpacing(2 * SPACING)
        column.addLayout(self._head())
        column.addWidget(text_label(self._facts(machine), tone="muted", is_selectable=True))
        column.addWidget(
            text_label(
                self.tr(
                    "Desktop Chat comes under the MIT licence. What it is made of comes under licences of its own."
                ),
                tone="muted",
            )
        )
        column.addLayout(self._leads())
        column.addStretch(1)
        column.addLayout(self._end())
        self._done.setFocus()

    def _head(self) -> QHBoxLayout:
        sign = QLabel()
        icon = QIcon(str(assets_folder() / "icons" / "app.svg"))
        sign.setPixmap(icon.pixmap(QSize(_ICON, _ICON), self.devicePixelRatioF()))
        texts = QVBoxLayout()
        texts.setSpacing(SPACING // 2)
        name = self.tr("Desktop Chat {version}").format(version=__version__)
        texts.addWidget(text_label(name, "title", is_selectable=True))
        texts.addWidget(
            text_label(self.tr("Chat with a language model on your own PC. Nothing you write leaves it."))
        )
        row = QHBoxLayout()
        row.setSpacing(2 * SPACING)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)
        return row

    def _facts(self, machine: Ready | None) -> str:
        engine = self.tr("Engine: {version}").replace("{version}", engine_version(machine))
        return f"{engine}\nQt {qVersion()} · Python {platform.python_version()}"

    def _leads(self) -> FlowLayout:
        leads = FlowLayout(spacing=SPACING)
        for text, wanted in (
            (self.tr("Third-party licences"), self.licences_requested),
            (self.tr("Check this computer"), self.check_requested),
            (self.tr("Check for updates"), self.updates_requested),
        ):
            button = QPushButton(text)
            button.setAutoDefault(False)
            button.clicked.connect(wanted)
            leads.addWidget(button)
        return leads

    def _end(self) -> QHBoxLayout:
        done = QPushButton(self.tr("Done"))
        done.setProperty("kind", "primary")
        done.setDefault(True)
        done.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(done)
        self._done = done
        return row


def engine_version(machine: Ready | None) -> str:
    """Give what the engine is, as far as it is known without starting it."""
    try:
        bindings = f"{_BINDINGS} {version(_BINDINGS)}"
    except PackageNotFoundError:
        bindings = ""
    build = f"llama.cpp {machine.build}" if machine is not None else ""
    variant = machine.cpu_variant if machine is not None else ""
    return " · ".join(filter(None, (build, variant, bindings))) or "llama.cpp"
