"""The licence of a model, accepted before its download."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from desktop_chat.models.catalog import Licence
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.translation import Language
from desktop_chat.ui.widgets.link_label import LinkLabel
from desktop_chat.ui.widgets.text_label import text_label


class LicenceDialog(QDialog):
    """Says what a licence allows in a few words, where it stands in full, and asks for acceptance.

    Signals:
        licence_accepted: the user accepts it and wants the download.
        link_requested: (address) the user wants to read it.
    """

    licence_accepted = Signal()
    link_requested = Signal(str)

    def __init__(
        self,
        theme_manager: ThemeManager,
        licence: Licence,
        language: Language,
        *,
        title: str,
        is_gated: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Ask for the model named `title`; `is_gated`: its website asks for consent as well."""
        super().__init__(parent)
        self._theme_manager = theme_manager
        self.setWindowTitle(self.tr("Licence"))
        self.setMinimumWidth(480)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACING, 3 * SPACING, 3 * SPACING, 2 * SPACING)
        column.setSpacing(SPACING + SPACING // 2)
        column.addWidget(text_label(self.tr("Before you download {model}").format(model=title), "lead"))
        column.addWidget(
            text_label(self.tr("Its makers give it under the {name}.").format(name=licence.name))
        )
        column.addWidget(text_label(licence.summary_ko if language == "ko" else licence.summary))
        if not licence.allows_commercial_use:
            column.addLayout(self._notice(self.tr("It is not for commercial use.")))
        if is_gated:
            column.addLayout(
                self._notice(
                    self.tr(
                        "Its makers also ask for your consent on their website. For that you need an account"
                        " there and an access token; the next step shows how."
                    )
                )
            )
        column.addWidget(text_label(self.tr("The licence in full:"), tone="muted"))
        link = LinkLabel(theme_manager, licence.link)
        link.link_requested.connect(self.link_requested)
        column.addWidget(link)
        column.addStretch(1)
        column.addSpacing(SPACING)
        column.addWidget(self._buttons())

    def accept(self) -> None:
        """Tell that it is accepted and close."""
        self.licence_accepted.emit()
        super().accept()

    def _notice(self, text: str) -> QHBoxLayout:
        sign = QLabel()
        icon = self._theme_manager.icon("warning", "warning")
        sign.setPixmap(icon.pixmap(QSize(18, 18), self.devicePixelRatioF()))
        row = QHBoxLayout()
        row.setSpacing(SPACING)
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(text_label(text), 1)
        return row

    def _buttons(self) -> QDialogButtonBox:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        accept = box.addButton(self.tr("Accept and download"), QDialogButtonBox.ButtonRole.AcceptRole)
        accept.setProperty("kind", "primary")
        accept.setDefault(True)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        return box
