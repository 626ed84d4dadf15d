"""What macOS reads of the app bundle: its Info.plist.

PyInstaller's spec calls `BUNDLE(folder, **bundle.options())`.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import product

APP = f"{product.NAME}.app"
ICON = Path(__file__).with_name("app.icns")
MODEL_TYPE = "org.ggml.gguf"


def options() -> dict[str, Any]:
    """Give what PyInstaller's `BUNDLE` is told."""
    return {
        "name": APP,
        "icon": str(ICON),
        "bundle_identifier": product.IDENTIFIER,
        "version": product.version(),
        "info_plist": info_plist(),
    }


def info_plist() -> dict[str, Any]:
    """Give the app's Info.plist, but for what PyInstaller adds: executable, icon and package type.

    It asks for no permission: whatever the app reads, the user chose in a dialog or by a double click.
    """
    return {
        "CFBundleName": product.NAME,
        "CFBundleDisplayName": product.NAME,
        "CFBundleIdentifier": product.IDENTIFIER,
        "CFBundleShortVersionString": product.version(),
        "CFBundleVersion": ".".join(map(str, product.version_numbers()[:3])),
        "CFBundleInfoDictionaryVersion": "6.0",
        "CFBundleDevelopmentRegion": "en",
        "CFBundleLocalizations": ["en", "ko"],
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": "Language model (GGUF)",
                "CFBundleTypeRole": "Viewer",
                "LSHandlerRank": "Default",
                "LSItemContentTypes": [MODEL_TYPE],
            }
        ],
        # imported: the format is not ours, so a program that declares it as its own goes first
        "UTImportedTypeDeclarations": [
            {
                "UTTypeIdentifier": MODEL_TYPE,
                "UTTypeDescription": "Language model (GGUF)",
                "UTTypeConformsTo": ["public.data"],
                "UTTypeReferenceURL": "https://github.com/ggml-org/ggml/blob/master/docs/gguf.md",
                "UTTypeTagSpecification": {"public.filename-extension": ["gguf"]},
            }
        ],
        "LSApplicationCategoryType": "public.app-category.productivity",
        "LSMinimumSystemVersion": product.OLDEST_MACOS,
        "NSHighResolutionCapable": True,
        "NSHumanReadableCopyright": product.COPYRIGHT,
        "NSPrincipalClass": "NSApplication",
        "NSRequiresAquaSystemAppearance": False,
        "NSSupportsAutomaticGraphicsSwitching": True,
    }
