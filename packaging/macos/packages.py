"""Makes what is released for macOS of a frozen app: a signed, notarized disk image for this Mac's processor."""

from __future__ import annotations

from pathlib import Path

from macos import disk_image, signing


def build(app: Path, out: Path) -> list[Path]:
    """Sign the bundle `app`, pack it into `out`, and have both notarized; gives the image.

    The app is stapled too, so that it starts on a Mac without a network. Without an identity nothing is signed,
    which is said. Raises `macos.signing.SigningError` and `CalledProcessError`.
    """
    if signing.sign_app(app):
        signing.notarize(app)
    image = disk_image.build(app, out)
    signing.sign_image(image)
    signing.notarize(image)
    return [image]
