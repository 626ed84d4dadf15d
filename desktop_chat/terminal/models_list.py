"""`desktop-chat models list`: the models on this PC."""

from __future__ import annotations

from argparse import Namespace
from typing import Final

from msgspec import Struct

from desktop_chat.exit_codes import DONE
from desktop_chat.models.known import KnownModel, Place
from desktop_chat.models.sizes import readable_size
from desktop_chat.terminal import words
from desktop_chat.terminal.telling import remark, say, write_json
from desktop_chat.terminal.widths import Side, table
from desktop_chat.terminal.workplace import Workplace

_SIDES: Final[tuple[Side, ...]] = (">", "<", "<", "<", "<", "<")


class ListedModel(Struct, frozen=True):
    """A model on this PC, as `--json` tells it. The size is in bytes, the time in seconds since 1970."""

    name: str
    size_bytes: int
    quantization: str
    place: Place
    last_used: float
    path: str
    exists: bool
    repository: str
    catalog_id: str

    @classmethod
    def of(cls, model: KnownModel) -> ListedModel:
        """Describe a known model as it is on disk now."""
        return cls(
            name=model.name,
            size_bytes=model.size_bytes,
            quantization=model.quantization,
            place=model.place,
            last_used=model.last_used,
            path=model.path,
            exists=model.exists,
            repository=model.repository,
            catalog_id=model.catalog_id,
        )

    def row(self) -> tuple[str, ...]:
        """Give the cells of its line for people."""
        return (
            readable_size(self.size_bytes),
            self.quantization,
            words.date(self.last_used),
            words.PLACES[self.place],
            self.name,
            self.path if self.exists else f"{self.path}  (no longer there)",
        )


def run(options: Namespace, work: Workplace) -> int:
    """List the known models; raises `FaultError`."""
    models = [ListedModel.of(model) for model in work.library.all()]
    if options.json:
        for model in models:
            write_json(model)
    else:
        for line in table([model.row() for model in models], _SIDES):
            say(line)
    if not models:
        remark(
            "No model is on the list yet: `desktop-chat models search` finds one, `models add` takes a file."
        )
    return DONE
