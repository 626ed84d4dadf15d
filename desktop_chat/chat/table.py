"""What the parts of the store have in common: the database, and looking up a row."""

from __future__ import annotations

from contextlib import AbstractContextManager
from typing import TypeVar

from desktop_chat.chat.database import Database

_Row = TypeVar("_Row")


class Table:
    """A part of the store.

    Every method raises `FaultError` (`disk_full`, `database_damaged`, `storage_failed`), with nothing
    changed and the store usable afterwards, and `LookupError` for an id that is not there.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    @property
    def database(self) -> Database:
        """The file itself, for what goes out and comes in as a whole."""
        return self._database

    def transaction(self) -> AbstractContextManager[None]:
        """Carry out all changes inside, or none."""
        return self._database.transaction()

    def _change_one(self, sql: str, *values: object) -> None:
        """Carry out a change of one row; raises `LookupError` where there is no such row."""
        if not self._database.change(sql, *values):
            raise LookupError(values[-1])


def only(rows: list[_Row]) -> _Row:
    """Give the only row; raises `LookupError` for none."""
    if not rows:
        raise LookupError
    return rows[0]
