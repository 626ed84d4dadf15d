"""What is said after something was done with conversations."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop_chat.ui.sidebar.requests import Archive, Delete, Move, Restore


class SidebarNotes(QObject):
    """Sentences about one conversation or about several."""

    def of(self, done: Archive | Delete | Move | Restore, folder: str = "") -> str:
        """Say what was done; `folder` is the name of where they were moved."""
        count = len(done.ids)
        match done:
            case Delete():
                one, several = (
                    self.tr("Conversation deleted."),
                    self.tr("%n conversation(s) deleted.", "", count),
                )
            case Restore():
                one, several = (
                    self.tr("Conversation restored."),
                    self.tr("%n conversation(s) restored.", "", count),
                )
            case Archive(_, True):
                one, several = (
                    self.tr("Conversation archived."),
                    self.tr("%n conversation(s) archived.", "", count),
                )
            case Archive():
                one = self.tr("Conversation taken out of the archive.")
                several = self.tr("%n conversation(s) taken out of the archive.", "", count)
            case Move(_, None):
                one = self.tr("Conversation taken out of its folder.")
                several = self.tr("%n conversation(s) taken out of their folders.", "", count)
            case Move():
                one = self.tr("Conversation moved to “{folder}”.")
                several = self.tr("%n conversation(s) moved to “{folder}”.", "", count)
        return (one if count == 1 else several).replace("{folder}", folder)
