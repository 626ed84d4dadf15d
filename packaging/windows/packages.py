"""Makes everything that is released for Windows of a frozen app."""

from __future__ import annotations

from pathlib import Path

from windows import installer, portable, signing


def build(folder: Path, out: Path) -> list[Path]:
    """Sign the app in `folder`, then pack it into `out` as an installer and a portable zip; gives the files.

    Raises `windows.installer.InstallerError` and `windows.signing.SigningError`.
    """
    signing.sign_folder(folder)
    return [installer.build(folder, out), portable.build(folder, out)]
