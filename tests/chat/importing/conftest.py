import pytest

from desktop_chat.chat.importing.found import Found, Skipped
from tests.chat.importing.in_one_go import read


class Read:
    """What was read of a path."""

    def __init__(self, path):
        items = list(read(path))
        self.found = [item for item in items if isinstance(item, Found)]
        self.records = [item.record for item in self.found]
        self.skipped = [item for item in items if isinstance(item, Skipped)]

    @property
    def only(self):
        (record,) = self.records
        assert self.skipped == []
        return record


@pytest.fixture
def read_all():
    """Read a file or folder."""
    return Read


@pytest.fixture
def lines():
    """Give each message as its role and text, indented by its depth in the tree."""

    def of(record):
        depths = {None: -1}
        told = []
        for message in record.messages:
            depths[message.id] = depths[message.parent] + 1
            mark = ">" if message.id == record.shown else " "
            told.append(f"{mark}{'  ' * depths[message.id]}{message.role}: {message.text}")
        return told

    return of
