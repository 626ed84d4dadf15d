"""The folders of conversations."""

from __future__ import annotations

from itertools import pairwise

from desktop_chat.chat.messages import Folder
from desktop_chat.chat.table import Table

_CLOSEST = 1e-6  # positions that are nearer to each other leave too little room between them


class Folders(Table):
    """Folders, in the order of their positions."""

    def folders(self) -> list[Folder]:
        """Give the folders in their order."""
        rows = self._database.query("SELECT id, name, position FROM folder ORDER BY position, id")
        return [Folder(*row) for row in rows]

    def create_folder(self, name: str) -> Folder:
        """Make a folder, after the others."""
        with self.transaction():
            ((last,),) = self._database.query("SELECT coalesce(max(position), 0.0) FROM folder")
            new = self._database.insert("INSERT INTO folder (name, position) VALUES (?, ?)", name, last + 1)
        return Folder(new, name, last + 1)

    def rename_folder(self, folder_id: int, name: str) -> None:
        """Give a folder another name."""
        self._change_one("UPDATE folder SET name = ? WHERE id = ?", name, folder_id)

    def move_folder(self, folder_id: int, position: float) -> None:
        """Put a folder between those of a lower and a higher position; the others may get new positions."""
        with self.transaction():
            self._change_one("UPDATE folder SET position = ? WHERE id = ?", position, folder_id)
            positions = [folder.position for folder in self.folders()]
            if any(after - before < _CLOSEST for before, after in pairwise(positions)):
                self._number_anew()

    def delete_folder(self, folder_id: int) -> None:
        """Remove a folder; its conversations stay, in none."""
        self._change_one("DELETE FROM folder WHERE id = ?", folder_id)

    def _number_anew(self) -> None:
        for number, folder in enumerate(self.folders(), 1):
            self._change_one("UPDATE folder SET position = ? WHERE id = ?", float(number), folder.id)
