"""Writes the licences of everything inside the frozen app onto one page, which the About window shows.

PyInstaller's spec calls it, so it runs with the Python that the app is frozen with.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import components
import inspecting
import product
from components import Component

FILE = "licences.txt"
_LINE = "=" * 100


def write(folder: Path) -> Path:
    """Write the page into the app; gives the file. Raises `UnknownFileError` and `NoLicenceError`."""
    out = folder / inspecting.CONTENTS / "assets" / FILE
    out.write_text(page(components.collect(folder)), "utf-8")
    return out


def page(found: Sequence[Component]) -> str:
    """Give the page: ours, a list of all, then the texts, each once."""
    parts = [_head(found), _section(product.NAME, product.LICENCE.read_text("utf-8"))]
    seen: dict[str, str] = {}
    for component in found:
        for text in component.texts:
            first = seen.setdefault(text.strip(), component.name)
            if first == component.name:
                parts.append(_section(_title(component), text))
            else:
                parts.append(_section(_title(component), f"The same text as under {first}."))
    return "\n\n".join(parts) + "\n"


def _head(found: Sequence[Component]) -> str:
    lines = [f"  {_title(component)}: {component.licence}" for component in found]
    return "\n".join(
        [
            f"{product.NAME} {product.version()} is made of these parts by others, under these licences:",
            "",
            *lines,
            "",
            "Their texts follow, after that of the app itself.",
        ]
    )


def _title(component: Component) -> str:
    return f"{component.name} {component.version}".strip()


def _section(title: str, text: str) -> str:
    lines = (line.rstrip() for line in text.expandtabs().replace("\f", "").strip().splitlines())
    return "\n".join([_LINE, title, _LINE, "", *lines])
