"""What can be done with the text under the mouse, as a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeySequence

from desktop_chat.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from desktop_chat.ui.chat.block_view import BlockView


class TextMenu(Menu):
    """Lists what suits the selection and what is at a point; gone once it is closed."""

    def __init__(self, view: BlockView, point: QPointF) -> None:
        super().__init__(view.theme_manager, view)
        self._view = view
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(self.tr("Text"))
        keys = QKeySequence(QKeySequence.StandardKey.Copy).toString(QKeySequence.SequenceFormat.NativeText)
        if view.has_selection:
            self.add("copy", self.tr("Copy"), view.copy, keys=keys)
            self.add("copy", self.tr("Copy as Markdown"), view.copy_markdown)
        self._add_for_point(point)
        if not self.isEmpty():
            self.addSeparator()
            self.add("chat", self.tr("Select all"), view.select_all)

    def _add_for_point(self, point: QPointF) -> None:
        view = self._view
        span = view.span_at(point)
        if span is not None and span.run.link:
            self.add("globe", self.tr("Copy link"), lambda: view.copy_text(span.run.link))
        if span is not None and span.run.formula:
            self.add("copy", self.tr("Copy formula"), lambda: view.copy_text(span.run.text))
        card = view.card_at(point)
        if card is not None:
            self.add("copy", self.tr("Copy code"), lambda: view.copy_text(view.code_of(card)))
            self.add("download", self.tr("Save code…"), lambda: view.save_code(card))
