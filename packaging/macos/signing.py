"""Signs the app with the hardened runtime and has Apple notarize it, where an identity is configured.

Configured by environment variables; what is missing is skipped, with a line that says so:
  MACOS_IDENTITY          "Developer ID Application: NAME (TEAM)", in a keychain of this user
  MACOS_NOTARY_PROFILE    a profile that `xcrun notarytool store-credentials` keeps in a keychain; or, instead of it:
  MACOS_NOTARY_KEY, MACOS_NOTARY_KEY_ID, MACOS_NOTARY_ISSUER
                          an App Store Connect key: the path of its .p8 file, its id and its issuer
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from errors import BuildError

MACHO_MAGICS = frozenset(
    bytes.fromhex(magic) for magic in ("cffaedfe", "feedfacf", "cefaedfe", "feedface", "cafebabe", "cafebabf")
)
"""How a Mach-O file begins: of 64 and 32 bits in both orders of bytes, and of several architectures."""


class SigningError(BuildError):
    """The app could not be signed or notarized; the message says why."""


def entitlements(machine: str = "") -> Path:
    """Give the file of what the app may do under the hardened runtime, on this Mac's processor or another."""
    return Path(__file__).with_name(f"entitlements-{machine or platform.machine()}.plist")


def sign_app(app: Path) -> bool:
    """Sign everything in a bundle from the inside out, then the bundle; gives whether there is an identity.

    Raises `SigningError`.
    """
    identity = os.environ.get("MACOS_IDENTITY")
    if not identity:
        _say(f"{app.name}: not signed, since MACOS_IDENTITY names no identity")
        return False
    _run("xattr", "-cr", str(app))
    for path in nested_code(app):
        _run(*_codesign(identity), str(path))
    _run(*_codesign(identity), "--entitlements", str(entitlements()), str(app))
    _run("codesign", "--verify", "--deep", "--strict", str(app))
    return True


def sign_image(image: Path) -> None:
    """Sign a disk image, where there is an identity; raises `SigningError`."""
    if identity := os.environ.get("MACOS_IDENTITY"):
        _run("codesign", "--force", "--timestamp", "--sign", identity, str(image))


def notarize(path: Path) -> bool:
    """Have Apple look at a signed app or disk image, and staple its word to it; gives whether that is configured.

    Takes minutes. Raises `SigningError` where Apple refuses it.
    """
    credentials = notary_credentials(os.environ)
    if not credentials or not os.environ.get("MACOS_IDENTITY"):
        _say(f"{path.name}: not notarized, since no identity and credentials of a notary are configured")
        return False
    with TemporaryDirectory() as work:
        sent = path
        if path.is_dir():
            sent = Path(work) / f"{path.stem}.zip"
            _run("ditto", "-c", "-k", "--keepParent", str(path), str(sent))
        _run("xcrun", "notarytool", "submit", str(sent), "--wait", *credentials)
    _run("xcrun", "stapler", "staple", str(path))
    return True


def nested_code(app: Path) -> Iterator[Path]:
    """Give the code inside a bundle, what lies deepest first: libraries, then frameworks; not its own program."""
    found = [
        path for path in app.rglob("*") if not path.is_symlink() and (_is_framework(path) or _is_code(path))
    ]
    for path in sorted(found, key=lambda path: (-len(path.parts), path)):
        if path.parent != app / "Contents" / "MacOS":
            yield path


def notary_credentials(environment: Mapping[str, str]) -> Sequence[str]:
    """Give notarytool's options that say who asks; none where nothing is configured."""
    if profile := environment.get("MACOS_NOTARY_PROFILE"):
        return ("--keychain-profile", profile)
    names = ("MACOS_NOTARY_KEY", "MACOS_NOTARY_KEY_ID", "MACOS_NOTARY_ISSUER")
    key, key_id, issuer = (environment.get(name, "") for name in names)
    return ("--key", key, "--key-id", key_id, "--issuer", issuer) if key and key_id and issuer else ()


def _codesign(identity: str) -> tuple[str, ...]:
    return ("codesign", "--force", "--timestamp", "--options", "runtime", "--sign", identity)


def _is_framework(path: Path) -> bool:
    return path.suffix == ".framework" and path.is_dir()


def _is_code(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(4) in MACHO_MAGICS


def _run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SigningError(f"{' '.join(command[:3])} failed:\n{done.stdout}{done.stderr}")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
