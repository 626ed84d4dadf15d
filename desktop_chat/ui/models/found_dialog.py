"""The models that other apps keep on this PC: which of them are to be used here as well."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from desktop_chat.models.places.found import FoundModel
from desktop_chat.ui.fonts import TextSize
from desktop_chat.ui.models import words
from desktop_chat.ui.sentences import file_size
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.progress import Spinner
from desktop_chat.ui.widgets.tooltips import as_tooltip

_MODEL: Final = Qt.ItemDataRole.UserRole
_LOOKING, _NONE, _SOME = range(3)


class FoundDialog(QDialog):
    """Lists models by the app that keeps them, all of them ticked; it says that it looks until `set_found`.

    Signals:
        add_requested: (list[FoundModel]) put these on the list of models.
    """

    add_requested = Signal(list)

    def __init__(self, theme_manager: ThemeManager, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager
        self.setWindowTitle(self.tr("Models you already have"))
        self.resize(620, 520)
        self._hint = QLabel(
            self.tr("They stay where they are; nothing is copied, and the other app can still use them.")
        )
        self._hint.setWordWrap(True)
        self._hint.setProperty("tone", "muted")
        self._tree = QTreeWidget()
        self._tree.setHeaderHidden(True)
        self._tree.setRootIsDecorated(False)
        self._tree.setIndentation(0)  # the delegate indents: a selected row begins where its tick box does
        self._tree.setItemsExpandable(False)
        self._tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._tree.setVerticalScrollMode(QTreeWidget.ScrollMode.ScrollPerPixel)
        self._tree.setItemDelegate(_FoundDelegate(theme_manager, self._tree))
        self._tree.setAccessibleName(self.windowTitle())
        self._tree.itemChanged.connect(self._count)
        self._all = self._link(self.tr("Select all"), Qt.CheckState.Checked)
        self._nothing = self._link(self.tr("Select none"), Qt.CheckState.Unchecked)
        self._pages = QStackedWidget()
        self._lay_out()
        self._count()

    def set_found(self, found: Sequence[FoundModel]) -> None:
        """Show what was found; all of it is ticked."""
        self._tree.blockSignals(True)
        self._tree.clear()
        by_app = sorted(found, key=lambda model: (words.place(model.app), model.name.lower()))
        for name, models in groupby(by_app, key=lambda model: words.place(model.app)):
            self._add_group(name, list(models))
        self._tree.expandAll()
        self._tree.blockSignals(False)
        self._pages.setCurrentIndex(_SOME if found else _NONE)
        self._count()
        if found:
            self._tree.setCurrentItem(self._tree.topLevelItem(0))
            self._tree.setFocus()

    def chosen(self) -> list[FoundModel]:
        """Give the models that are ticked."""
        return [item.data(0, _MODEL) for item in self._items() if item.checkState(0) == Qt.CheckState.Checked]

    def accept(self) -> None:
        """Tell which models are to be added and close."""
        self.add_requested.emit(self.chosen())
        super().accept()

    def _lay_out(self) -> None:
        self._pages.addWidget(self._looking_page())
        self._pages.addWidget(self._nothing_page())
        self._pages.addWidget(self._tree)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACING, 3 * SPACING, 3 * SPACING, 2 * SPACING)
        column.setSpacing(SPACING + SPACING // 2)
        column.addWidget(self._hint)
        column.addWidget(self._pages, 1)
        links = QHBoxLayout()
        links.addWidget(self._all)
        links.addWidget(self._nothing)
        links.addStretch(1)
        column.addLayout(links)
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self._cancel = box.button(QDialogButtonBox.StandardButton.Cancel)
        self._add = box.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self._add.setProperty("kind", "primary")
        self._add.setDefault(True)
        box.accepted.connect(self.accept)
        box.rejected.connect(self.reject)
        column.addWidget(box)

    def _looking_page(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.addStretch(1)
        row.addWidget(Spinner(self._theme_manager))
        row.addSpacing(SPACING // 2)
        row.addWidget(QLabel(self.tr("Looking into the folders of other apps…")))
        row.addStretch(1)
        return page

    def _nothing_page(self) -> QWidget:
        label = QLabel(
            self.tr(
                "No models of LM Studio, Ollama, Jan, GPT4All or Hugging Face were found on this PC. If yours"
                " lie elsewhere, open the file instead."
            )
        )
        label.setWordWrap(True)
        label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        return label

    def _link(self, text: str, state: Qt.CheckState) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("kind", "link")
        button.setAutoDefault(False)
        button.clicked.connect(lambda: self._tick_all(state))
        return button

    def _add_group(self, name: str, models: list[FoundModel]) -> None:
        group = QTreeWidgetItem(self._tree, [name])
        group.setFlags(group.flags() | Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsAutoTristate)
        for model in models:
            item = QTreeWidgetItem(group, [model.name])
            item.setData(0, _MODEL, model)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(0, Qt.CheckState.Checked)
            item.setToolTip(0, as_tooltip(model.path))
            words_read = (model.name, file_size(model.size_bytes), model.path)
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, ", ".join(words_read))

    def _items(self) -> list[QTreeWidgetItem]:
        groups = [self._tree.topLevelItem(number) for number in range(self._tree.topLevelItemCount())]
        return [group.child(number) for group in groups for number in range(group.childCount())]

    def _tick_all(self, state: Qt.CheckState) -> None:
        for number in range(self._tree.topLevelItemCount()):
            self._tree.topLevelItem(number).setCheckState(0, state)

    def _count(self) -> None:
        count = len(self.chosen())
        has_found = self._pages.currentIndex() == _SOME
        for widget in (self._all, self._nothing, self._add, self._hint):
            widget.setVisible(has_found)
        self._add.setText(self.tr("Add %n model(s)", "", count) if count else self.tr("Add models"))
        self._add.setEnabled(count > 0)
        self._cancel.setText(self.tr("Cancel") if has_found else self.tr("Close"))


class _FoundDelegate(QStyledItemDelegate):
    """Draws a tick box, the name over the path, and the size at the right."""

    def __init__(self, theme_manager: ThemeManager, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager

    def initStyleOption(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Indent models below their app, for what is drawn and for what is clicked."""
        super().initStyleOption(option, index)
        if index.data(_MODEL) is not None:
            option.rect = option.rect.adjusted(2 * SPACING, 0, 0, 0)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Ask for two lines for a model, one for an app."""
        lines = 1 if index.data(_MODEL) is None else 2
        return QSize(0, option.fontMetrics.lineSpacing() * lines + 2 * SPACING)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the row."""
        self.initStyleOption(option, index)
        name, option.text = option.text, ""
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        box = style.subElementRect(QStyle.SubElement.SE_ItemViewItemCheckIndicator, option, option.widget)
        area = QRect(box.right() + SPACING, option.rect.top(), 0, option.rect.height())
        area.setRight(option.rect.right() - SPACING)
        painter.save()
        self._draw(painter, area.adjusted(0, SPACING, 0, -SPACING), name, index.data(_MODEL))
        painter.restore()

    def _draw(self, painter: QPainter, area: QRect, name: str, model: FoundModel | None) -> None:
        theme, align = self._theme_manager.theme, Qt.AlignmentFlag
        weight = painter.font().Weight
        painter.setFont(self._theme_manager.font(weight=weight.DemiBold if model is None else weight.Normal))
        if model is None:
            _line(painter, area, name, theme.text, align.AlignVCenter)
            return
        size = file_size(model.size_bytes)
        _line(painter, area, size, theme.text_muted, align.AlignTop | align.AlignRight)
        taken = painter.fontMetrics().horizontalAdvance(size) + SPACING
        _line(painter, area.adjusted(0, 0, -taken, 0), name, theme.text, align.AlignTop)
        painter.setFont(self._theme_manager.font(TextSize.CAPTION))
        _line(painter, area, model.path, theme.text_muted, align.AlignBottom)


def _line(painter: QPainter, area: QRect, text: str, color: str, align: Qt.AlignmentFlag) -> None:
    painter.setPen(QColor(color))
    shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideMiddle, area.width())
    painter.drawText(area, align, shown)
