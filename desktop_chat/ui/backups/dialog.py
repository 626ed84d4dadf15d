"""The backups there are, and what can be done with them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QColor, QDesktopServices, QPainter
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QHBoxLayout,
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

from desktop_chat.chat.backups import KEPT, Backup
from desktop_chat.ui.exchange.texts import moment
from desktop_chat.ui.fonts import TextSize
from desktop_chat.ui.sentences import file_size
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.theme import SPACING
from desktop_chat.ui.widgets.dialogs import resize_within
from desktop_chat.ui.widgets.text_label import text_label

_SIZE: Final = QSize(600, 460)
_BACKUP: Final = Qt.ItemDataRole.UserRole
_FACTS: Final = Qt.ItemDataRole.UserRole + 1


class BackupsDialog(QDialog):
    """Lists backups, the newest first; whoever made it does the work.

    Signals:
        backup_wanted(): make one now.
        restore_wanted(object): (Backup) put it in the place of the conversations, if the user means it.
    """

    backup_wanted = Signal()
    restore_wanted = Signal(object)

    def __init__(self, theme_manager: ThemeManager, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._about = text_label(tone="muted")
        self._list = QTreeWidget()
        self._list.setHeaderHidden(True)
        self._list.setRootIsDecorated(False)
        self._list.setIndentation(0)
        self._list.setItemDelegate(_BackupDelegate(theme_manager, self._list))
        self._list.currentItemChanged.connect(self._offer)
        self._list.itemActivated.connect(self._restore_current)
        self._none = text_label(tone="muted")
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages = QStackedWidget()
        self._pages.addWidget(self._list)
        self._pages.addWidget(self._none)
        self._said = text_label()
        self._said.hide()
        self._note = text_label(size="caption", tone="muted")
        self._now, self._open, self._restore, self._done = (QPushButton() for _ in range(4))
        self._lay_out()
        resize_within(self, _SIZE)
        self._retranslate()
        self._offer()

    @property
    def chosen(self) -> Backup | None:
        """The backup that is chosen."""
        item = self._list.currentItem()
        return item.data(0, _BACKUP) if item is not None else None

    def show_backups(self, backups: Sequence[Backup]) -> None:
        """List these, the newest first."""
        self._list.clear()
        for backup in backups:
            item = QTreeWidgetItem(self._list, [moment(backup.made_at)])
            facts = f"{self._count(backup)} · {file_size(backup.size_bytes)}"
            item.setData(0, _BACKUP, backup)
            item.setData(0, _FACTS, facts)
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{item.text(0)}, {facts}")
        self._pages.setCurrentIndex(0 if backups else 1)
        if backups:
            self._list.setCurrentItem(self._list.topLevelItem(0))
        self._offer()

    def say(self, sentence: str, tone: str = "") -> None:
        """Say what came of something."""
        self._said.setProperty("tone", tone)
        self._said.style().polish(self._said)
        self._said.setText(sentence)
        self._said.show()

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._retranslate()
        super().changeEvent(event)

    def _lay_out(self) -> None:
        self._now.clicked.connect(self.backup_wanted)
        self._open.clicked.connect(self._open_folder)
        self._restore.clicked.connect(self._restore_current)
        self._done.clicked.connect(self.accept)
        self._done.setProperty("kind", "primary")
        for button in (self._now, self._open, self._restore, self._done):
            button.setAutoDefault(False)
        of_list = QHBoxLayout()
        of_list.setSpacing(SPACING)
        of_list.addWidget(self._restore)
        of_list.addWidget(self._now)
        of_list.addStretch(1)
        of_list.addWidget(self._open)
        end = QHBoxLayout()
        end.addWidget(self._note, 1)
        end.addSpacing(2 * SPACING)
        end.addWidget(self._done, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACING, 3 * SPACING, 3 * SPACING, 2 * SPACING)
        column.setSpacing(SPACING + SPACING // 2)
        column.addWidget(self._about)
        column.addWidget(self._pages, 1)
        column.addWidget(self._said)
        column.addLayout(of_list)
        column.addSpacing(SPACING)
        column.addLayout(end)

    def _offer(self) -> None:
        self._restore.setEnabled(self.chosen is not None)

    def _restore_current(self) -> None:
        if self.chosen is not None:
            self.restore_wanted.emit(self.chosen)

    def _open_folder(self) -> None:
        folder = self._folder if self._folder.exists() else self._folder.parent
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

    def _count(self, backup: Backup) -> str:
        return self.tr("%n conversation(s)", "", backup.conversations)

    def _retranslate(self) -> None:
        self.setWindowTitle(self.tr("Backups"))
        self._about.setText(
            self.tr(
                "All conversations are copied once a day when something has changed, on this PC alone."
                " The last %n are kept.",
                "",
                KEPT,
            )
        )
        self._list.setAccessibleName(self.windowTitle())
        self._none.setText(self.tr("There is no backup yet."))
        self._note.setText(
            self.tr("What you delete stays in the backups made before, until newer ones take their place.")
        )
        self._now.setText(self.tr("Back up now"))
        self._open.setText(self.tr("Open folder"))
        self._restore.setText(self.tr("Restore…"))
        self._done.setText(self.tr("Done"))
        items = [self._list.topLevelItem(at) for at in range(self._list.topLevelItemCount())]
        if items:
            self.show_backups([item.data(0, _BACKUP) for item in items])


class _BackupDelegate(QStyledItemDelegate):
    """Draws when a backup was made over what it holds."""

    def __init__(self, theme_manager: ThemeManager, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme_manager = theme_manager

    def sizeHint(self, option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Ask for two lines."""
        return QSize(0, option.fontMetrics.lineSpacing() * 2 + 2 * SPACING)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the row."""
        self.initStyleOption(option, index)
        made, option.text = option.text, ""
        style = option.widget.style() if option.widget else QApplication.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        area = option.rect.adjusted(SPACING + 4, SPACING, -SPACING, -SPACING)
        theme = self._theme_manager.theme
        painter.save()
        painter.setFont(self._theme_manager.font())
        painter.setPen(QColor(theme.text))
        painter.drawText(area, Qt.AlignmentFlag.AlignTop, made)
        painter.setFont(self._theme_manager.font(TextSize.CAPTION))
        painter.setPen(QColor(theme.text_muted))
        painter.drawText(area, Qt.AlignmentFlag.AlignBottom, index.data(_FACTS))
        painter.restore()
