"""Which chat template a model uses: the one in use, the others, and what the model would read."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QPlainTextEdit, QVBoxLayout, QWidget

from desktop_chat.engine.families import Family
from desktop_chat.engine.protocol import TemplateChoice
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.translation import Language
from desktop_chat.ui.widgets.fields import ComboBox


class TemplateDialog(QDialog):
    """Lets the user look at and change a model's chat template.

    Signals:
        template_chosen: (name) one of ours; nothing: chosen by the file.
    """

    template_chosen = Signal(str)

    def __init__(
        self,
        theme_manager: ThemeManager,
        families: tuple[Family, ...],
        language: Language,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Chat template"))
        self.resize(640, 560)
        hint = QLabel(
            self.tr(
                "A chat template is how your conversation is written for the model. If its answers"
                " look broken or never end, try another one."
            ),
            self,
        )
        hint.setWordWrap(True)
        hint.setProperty("tone", "muted")
        self._choice = ComboBox(self)
        self._choice.setAccessibleName(self.tr("Chat template"))
        self._choice.addItem(self.tr("Automatic"), "")
        for family in families:
            self._choice.addItem(family.title_ko if language == "ko" else family.title, family.name)
        self._choice.activated.connect(lambda _: self.template_chosen.emit(self._choice.currentData()))
        self._in_use = QLabel(self)
        self._in_use.setWordWrap(True)
        self._preview = QPlainTextEdit(self)
        self._preview.setReadOnly(True)
        self._preview.setFont(theme_manager.monospace_font())
        self._preview.setAccessibleName(self.tr("What the model reads"))
        heading = QLabel(self.tr("What the model reads"), self)
        heading.setProperty("textSize", "lead")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACING, 3 * SPACING, 3 * SPACING, 2 * SPACING)
        column.setSpacing(SPACING + SPACING // 2)
        for widget in (hint, self._choice, self._in_use, heading, self._preview, buttons):
            column.addWidget(widget)

    def set_wanted(self, name: str) -> None:
        """Show which template the user chose; nothing: automatic."""
        self._choice.setCurrentIndex(max(0, self._choice.findData(name)))

    def set_in_use(self, choice: TemplateChoice | None) -> None:
        """Say which template is in use; None: the model is not loaded."""
        if choice is None:
            self._in_use.setText(self.tr("Load the model to see which template it uses."))
            return
        if choice.name == "file":
            text = self.tr("In use: the template inside the model file.")
        else:
            title = self._choice.itemText(max(0, self._choice.findData(choice.name)))
            text = self.tr("In use: {title}.").format(title=title)
        if choice.problem:
            text += " " + self.tr("The file's own does not work: {reason}").format(reason=choice.problem)
        self._in_use.setText(text)

    def set_preview(self, text: str) -> None:
        """Show the text the model would read."""
        self._preview.setPlainText(text)
