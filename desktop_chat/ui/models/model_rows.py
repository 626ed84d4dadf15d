"""The known models as rows: name, size and what each is doing."""

from __future__ import annotations

from msgspec import Struct
from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from desktop_chat.models.library import KnownModel
from desktop_chat.ui.engine_service import COLD, ModelStatus
from desktop_chat.ui.sentences import file_size, parameter_count
from desktop_chat.ui.widgets.tooltips import as_tooltip

_Index = QModelIndex | QPersistentModelIndex
ROW_ROLE = Qt.ItemDataRole.UserRole


class ModelRow(Struct, frozen=True):
    """One known model as it is shown."""

    model: KnownModel
    status: ModelStatus
    is_chosen: bool

    @property
    def title(self) -> str:
        """The model's name, or its file's where it has none."""
        return self.model.title

    @property
    def facts(self) -> str:
        """Parameters, quantization and size, as in `7B · Q4_K_M · 4.1 GB`."""
        model = self.model
        size = file_size(model.size_bytes)
        return " · ".join(filter(None, (parameter_count(model.parameters), model.quantization, size)))

    @property
    def state_text(self) -> str:
        """What the model is doing, in a word or two."""
        if not self.model.exists:
            return QCoreApplication.translate("ModelRow", "File missing")
        if self.status.state == "loading":
            percent = round(100 * self.status.fraction)
            return QCoreApplication.translate("ModelRow", "Loading {percent} %").format(percent=percent)
        if self.status.state == "ready":
            return QCoreApplication.translate("ModelRow", "In memory")
        return ""


class ModelRows(QAbstractListModel):
    """The known models with their states, most recently used first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._models: list[KnownModel] = []
        self._statuses: dict[str, ModelStatus] = {}
        self._chosen = ""

    def set_models(self, models: list[KnownModel]) -> None:
        """Show these models."""
        self.beginResetModel()
        self._models = models
        self.endResetModel()

    def set_status(self, path: str, status: ModelStatus) -> None:
        """Show what a model is doing."""
        self._statuses[path] = status
        self._tell_changed()

    def set_chosen(self, path: str) -> None:
        """Mark the model of the open conversation."""
        self._chosen = path
        self._tell_changed()

    def row(self, path: str) -> ModelRow | None:
        """Give the row of a model, if it is known."""
        found = (self._row(model) for model in self._models if model.path == path)
        return next(found, None)

    def index_of(self, path: str) -> QModelIndex:
        """Give the index of a model; an invalid one if it is not known."""
        found = (i for i, model in enumerate(self._models) if model.path == path)
        return self.index(next(found, -1))

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  as Qt declares it
        """Give how many models are known."""
        return 0 if parent.isValid() else len(self._models)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Give a row, or its texts for screen readers and tooltips."""
        if not index.isValid():
            return None
        row = self._row(self._models[index.row()])
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(filter(None, (row.title, row.facts, row.state_text)))
        return as_tooltip(row.model.path) if role == Qt.ItemDataRole.ToolTipRole else None

    def _row(self, model: KnownModel) -> ModelRow:
        return ModelRow(model, self._statuses.get(model.path, COLD), model.path == self._chosen)

    def _tell_changed(self) -> None:
        if self._models:
            self.dataChanged.emit(self.index(0), self.index(len(self._models) - 1))
