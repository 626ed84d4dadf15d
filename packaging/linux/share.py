"""The files that tell a Linux desktop of the app: desktop entry, icons, MIME type, metainfo."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Final
from xml.etree import ElementTree

import icons
import product

HERE: Final = Path(__file__).parent
DESKTOP_ENTRY: Final = HERE / f"{product.IDENTIFIER}.desktop"
METAINFO: Final = HERE / f"{product.IDENTIFIER}.metainfo.xml"
MIME_TYPE: Final = HERE / f"{product.IDENTIFIER}.xml"

ICON_SIZES: Final = (16, 24, 32, 48, 64, 128, 256, 512)
"""Edges in pixels, those that the icon theme hicolor has folders for."""

_PAGES: Final = {"homepage": "", "bugtracker": "/issues", "vcs-browser": ""}


def write(folder: Path) -> None:
    """Write the files into a folder as `/usr/share` has them."""
    _copy(DESKTOP_ENTRY, folder / "applications")
    (folder / "metainfo").mkdir(parents=True)
    (folder / "metainfo" / METAINFO.name).write_bytes(metainfo(product.repository()))
    _copy(MIME_TYPE, folder / "mime" / "packages")
    hicolor = folder / "icons" / "hicolor"
    for size in ICON_SIZES:
        icons.write_png(size, hicolor / f"{size}x{size}" / "apps" / f"{product.IDENTIFIER}.png")
    _copy(icons.SOURCE, hicolor / "scalable" / "apps", f"{product.IDENTIFIER}.svg")


def metainfo(repository: str) -> bytes:
    """Give AppStream's metainfo with the addresses of a repository; without one it has none, nor screenshots."""
    tree = ElementTree.parse(METAINFO)
    component = tree.getroot()
    screenshots = component.find("screenshots")
    assert screenshots is not None
    if repository:
        for image in screenshots.iter("image"):
            image.text = f"{repository}/raw/v{product.version()}/{image.text}"
        for kind, page in _PAGES.items():
            ElementTree.SubElement(component, "url", type=kind).text = f"{repository}{page}"
    else:
        component.remove(screenshots)
    ElementTree.indent(tree)
    text: bytes = ElementTree.tostring(component, encoding="utf-8", xml_declaration=True)
    return text + b"\n"


def _copy(file: Path, folder: Path, name: str = "") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, folder / (name or file.name))
