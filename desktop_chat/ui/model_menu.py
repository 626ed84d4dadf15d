"""A menu of the models there are, to choose one for a single reply."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from desktop_chat.ui.models.model_rows import ROW_ROLE, ModelRow, ModelRows
from desktop_chat.ui.style import ThemeManager
from desktop_chat.ui.widgets.menu import Menu


def model_menu(
    theme_manager: ThemeManager, rows: ModelRows, chosen: Callable[[str], None], parent: QWidget
) -> Menu:
    """Give a menu that calls `chosen` with the path of a model; those in memory are marked, those gone left out."""
    menu = Menu(theme_manager, parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setAccessibleName(QCoreApplication.translate("ModelMenu", "Models"))
    for number in range(rows.rowCount()):
        row = rows.index(number).data(ROW_ROLE)
        if row.model.exists:
            _add(menu, row, chosen)
    if menu.isEmpty():
        menu.addAction(QCoreApplication.translate("ModelMenu", "There is no other model")).setEnabled(False)
    return menu


def _add(menu: Menu, row: ModelRow, chosen: Callable[[str], None]) -> None:
    path = row.model.path
    title = row.title.replace("&", "&&")
    menu.add("model", title, lambda: chosen(path), keys=row.state_text)
