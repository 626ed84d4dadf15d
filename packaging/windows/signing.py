#!/usr/bin/env python3
"""Signs programs and libraries for Windows with signtool, where a certificate is configured.

Configured by environment variables, else everything goes unsigned, with a line that says so:
  WINDOWS_CERTIFICATE       the SHA-1 thumbprint of a certificate in this user's store (a token or key vault brings
                            it there), or the path of a .pfx file
  WINDOWS_CERTIFICATE_PASSWORD   the password of that file
  WINDOWS_TIMESTAMP_URL     the time-stamping server, unless the one below

By hand: `python3 packaging/windows/signing.py FILE ...`
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

if __name__ == "__main__":  # makensis runs it for the installer and the uninstaller
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from errors import BuildError

TIMESTAMP_URL = "http://timestamp.digicert.com"
SIGNED_SUFFIXES = frozenset({".exe", ".dll", ".pyd"})
_FILES_A_CALL = 50
_KITS = Path(r"C:\Program Files (x86)\Windows Kits\10\bin")


class SigningError(BuildError):
    """A file could not be signed; the message says why."""


def is_configured() -> bool:
    """Give whether there is a certificate to sign with."""
    return bool(os.environ.get("WINDOWS_CERTIFICATE"))


def sign_folder(folder: Path) -> int:
    """Sign every program and library below a folder; gives how many. Raises `SigningError`.

    Without a certificate none is signed, which is said.
    """
    if not is_configured():
        _say_unsigned(folder.name)
        return 0
    return sign(sorted(path for path in folder.rglob("*") if path.suffix.lower() in SIGNED_SUFFIXES))


def sign(files: Sequence[Path]) -> int:
    """Sign files; gives how many. Raises `SigningError`."""
    for start in range(0, len(files), _FILES_A_CALL):
        some = files[start : start + _FILES_A_CALL]
        done = subprocess.run(
            [*command(os.environ), *map(str, some)], capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise SigningError(f"signtool failed:\n{done.stdout}{done.stderr}")
    return len(files)


def command(environment: Mapping[str, str]) -> list[str]:
    """Give signtool's command without the files; raises `SigningError` where there is no signtool."""
    certificate = environment["WINDOWS_CERTIFICATE"]
    if Path(certificate).is_file():
        chosen = ["/f", certificate, "/p", environment.get("WINDOWS_CERTIFICATE_PASSWORD", "")]
    else:
        chosen = ["/sha1", certificate]
    url = environment.get("WINDOWS_TIMESTAMP_URL") or TIMESTAMP_URL
    return [_signtool(), "sign", *chosen, "/fd", "SHA256", "/tr", url, "/td", "SHA256"]


def _signtool() -> str:
    found = shutil.which("signtool") or next(map(str, sorted(_KITS.glob("*/x64/signtool.exe"))[-1:]), None)
    if found is None:
        raise SigningError("signtool was not found: install the Windows SDK")
    return found


def _say_unsigned(name: str) -> None:
    print(f"{name}: not signed, since WINDOWS_CERTIFICATE names no certificate", file=sys.stderr, flush=True)


def main() -> int:
    """Sign the files given on the command line; gives the exit code."""
    if not is_configured():
        _say_unsigned(", ".join(sys.argv[1:]))
        return 0
    try:
        sign([Path(name) for name in sys.argv[1:]])
    except SigningError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
