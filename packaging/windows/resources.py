"""What Windows reads out of the two programs: their version resource, icon and manifest.

PyInstaller's spec makes both of the same archive and gives each `**options(work)`: "Desktop Chat.exe" without a
console, "desktop-chat.exe" with one.
"""

from __future__ import annotations

from pathlib import Path

import product

MANIFEST, ICON = (Path(__file__).with_name(name) for name in ("desktop-chat.manifest", "app.ico"))

_US_ENGLISH, _UNICODE = 0x0409, 1200


def options(work: Path) -> dict[str, str]:
    """Write the version resource into `work`; gives PyInstaller's `version`, `icon` and `manifest`."""
    work.mkdir(parents=True, exist_ok=True)
    return {
        "version": str(version_file(work / "version.txt")),
        "icon": str(ICON),
        "manifest": str(MANIFEST),
    }


def version_file(out: Path) -> Path:
    """Write the version resource in the form PyInstaller reads, the text of a Python expression; gives `out`."""
    numbers = product.version_numbers()
    strings = ", ".join(f"StringStruct({name!r}, {text!r})" for name, text in _strings().items())
    out.write_text(
        "VSVersionInfo("
        f"ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3F, flags=0, OS=0x40004, "
        "fileType=1, subtype=0, date=(0, 0)), "
        f"kids=[StringFileInfo([StringTable('{_US_ENGLISH:04x}{_UNICODE:04x}', [{strings}])]), "
        f"VarFileInfo([VarStruct('Translation', [{_US_ENGLISH}, {_UNICODE}])])])\n",
        "utf-8",
    )
    return out


def _strings() -> dict[str, str]:
    return {
        "CompanyName": product.PUBLISHER,
        "FileDescription": product.NAME,
        "FileVersion": product.version(),
        "InternalName": product.EXECUTABLE,
        "LegalCopyright": product.COPYRIGHT,
        "OriginalFilename": product.WINDOWED_EXECUTABLE,
        "ProductName": product.NAME,
        "ProductVersion": product.version(),
    }
