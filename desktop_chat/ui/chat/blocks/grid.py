"""How wide the columns of a table are: as wide as their cells want, narrower where all must fit."""

from __future__ import annotations

from collections.abc import Sequence

from desktop_chat.ui.chat.blocks.pan import Pan

WIDEST_EM = 26
"""The most a column takes, in units of the font's size, before its cells wrap."""

NARROWEST_EM = 9
"""What a column keeps where the table is too wide, or less where its cells are short."""


class Grid:
    """What the parts of one table share: the widths of columns in pixels, the padding of cells left out."""

    def __init__(self, columns: int) -> None:
        self.pan = Pan()
        self.widths = [0] * columns
        self.version = 0  # rises when columns want another width: parts laid out before are laid out anew
        self._natural = [0.0] * columns
        self._wanted: dict[int, Sequence[float]] = {}

    def learn(self, part: int, wanted: Sequence[float]) -> None:
        """Take what the cells of a part want."""
        self._wanted[part] = wanted
        natural = [max(column) for column in zip(*self._wanted.values(), strict=True)]
        if natural != self._natural:
            self._natural = natural
            self.version += 1

    def fit(self, available: float, em: float) -> None:
        """Choose the widths for a room in pixels."""
        self.widths = [-int(-width // 1) for width in column_widths(self._natural, available, em)]


def column_widths(natural: Sequence[float], available: float, em: float) -> list[float]:
    """Give each column what it wants, or a fair share; their sum may still be more than there is."""
    wanted = [min(width, WIDEST_EM * em) for width in natural]
    if sum(wanted) <= available:
        return _stretched(natural, wanted, available)
    least = [min(width, NARROWEST_EM * em) for width in wanted]
    spare = available - sum(least)
    if spare <= 0:
        return least
    return _shared(wanted, least, spare)


def _stretched(natural: Sequence[float], wanted: list[float], available: float) -> list[float]:
    """Give what is left to the columns whose cells would wrap otherwise."""
    missing = [full - width for full, width in zip(natural, wanted, strict=True)]
    total = sum(missing)
    if not total:
        return wanted
    share = min(1.0, (available - sum(wanted)) / total)
    return [width + lack * share for width, lack in zip(wanted, missing, strict=True)]


def _shared(wanted: list[float], least: list[float], spare: float) -> list[float]:
    """Share what is left between columns in proportion to what they miss."""
    missing = [want - width for want, width in zip(wanted, least, strict=True)]
    share = spare / sum(missing)
    return [width + lack * share for width, lack in zip(least, missing, strict=True)]
