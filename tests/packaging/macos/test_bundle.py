"""What macOS is told of the app: Info.plist and entitlements."""

from __future__ import annotations

import plistlib

import pytest

import product
from macos import bundle, signing

INFO = bundle.info_plist()


def test_the_plist_can_be_written_and_read_back() -> None:
    assert plistlib.loads(plistlib.dumps(INFO)) == INFO


def test_the_versions_are_the_apps() -> None:
    assert INFO["CFBundleShortVersionString"] == product.version()
    assert product.version().startswith(INFO["CFBundleVersion"])


def test_model_files_open_with_the_app() -> None:
    (opened,), (declared,) = INFO["CFBundleDocumentTypes"], INFO["UTImportedTypeDeclarations"]
    assert opened["LSItemContentTypes"] == [declared["UTTypeIdentifier"]] == ["org.ggml.gguf"]
    assert declared["UTTypeTagSpecification"]["public.filename-extension"] == ["gguf"]


def test_it_needs_macos_13_and_speaks_both_languages() -> None:
    assert INFO["LSMinimumSystemVersion"] == "13.0"
    assert INFO["CFBundleLocalizations"] == ["en", "ko"]
    assert INFO["NSHighResolutionCapable"] is True


def test_it_asks_for_no_permission() -> None:
    assert [key for key in INFO if key.endswith("UsageDescription")] == []


@pytest.mark.parametrize(
    ("machine", "allowed"),
    [("arm64", {}), ("x86_64", {"com.apple.security.cs.allow-unsigned-executable-memory": True})],
)
def test_the_hardened_runtime_is_opened_only_where_callbacks_need_it(
    machine: str, allowed: dict[str, bool]
) -> None:
    assert plistlib.loads(signing.entitlements(machine).read_bytes()) == allowed


def test_the_icon_is_there() -> None:
    assert bundle.ICON.read_bytes()[:4] == b"icns"
