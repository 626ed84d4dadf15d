"""How the disk image looks when it is opened: the app at the left, the folder of applications at the right.

Finder keeps that in a file `.DS_Store`, which is kept here as `disk-image.DS_Store`. Run this when the layout
changes, with the library ds_store: `python packaging/macos/layout.py`. There is no picture behind, so both of
Finder's themes do.
"""

from __future__ import annotations

from pathlib import Path

KEPT = Path(__file__).with_name("disk-image.DS_Store")
APPLICATIONS = "Applications"
ICON_POINTS = 112
WINDOW = (220, 160, 580, 380)
"""Left, top, width and height of the window, in points."""
PLACES = {"Desktop Chat.app": (160, 170), APPLICATIONS: (420, 170)}
"""Where the middle of each icon is in the window, in points."""


def write(out: Path) -> None:
    """Write the file for Finder."""
    from ds_store import DSStore  # type: ignore[import-not-found]  # noqa: PLC0415  only here

    left, top, width, height = WINDOW
    with DSStore.open(str(out), "w+") as store:
        store["."]["vSrn"] = ("long", 1)
        store["."]["bwsp"] = {
            "ContainerShowSidebar": False,
            "ShowPathbar": False,
            "ShowSidebar": False,
            "ShowStatusBar": False,
            "ShowTabView": False,
            "ShowToolbar": False,
            "WindowBounds": f"{{{{{left}, {top}}}, {{{width}, {height}}}}}",
        }
        store["."]["icvp"] = {
            "arrangeBy": "none",
            "backgroundType": 0,
            "gridOffsetX": 0.0,
            "gridOffsetY": 0.0,
            "gridSpacing": 100.0,
            "iconSize": float(ICON_POINTS),
            "labelOnBottom": True,
            "showIconPreview": True,
            "showItemInfo": False,
            "textSize": 13.0,
            "viewOptionsVersion": 1,
        }
        for name, place in PLACES.items():
            store[name]["Iloc"] = place


if __name__ == "__main__":
    write(KEPT)
