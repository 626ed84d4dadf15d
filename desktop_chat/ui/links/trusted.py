"""The sites whose links are opened without asking, the same for every window."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal


class TrustedSites(QObject):
    """Holds them; whoever keeps the settings listens.

    Signals:
        changed: (tuple of sites) these are trusted now, in the order they were added.
    """

    changed = Signal(object)

    def __init__(self, sites: Iterable[str] = (), parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sites = tuple(sites)

    def __contains__(self, site: str) -> bool:
        return site in self._sites

    def use(self, sites: Iterable[str]) -> None:
        """Trust these and no others; nothing is told."""
        self._sites = tuple(sites)

    def trust(self, site: str) -> None:
        """Do not ask for a site from now on."""
        if site not in self._sites:
            self._sites = (*self._sites, site)
            self.changed.emit(self._sites)
