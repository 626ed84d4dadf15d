"""Signing and notarizing for macOS, with stand-ins for Apple's tools that tell what they were given."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from macos import signing

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-ins are shell scripts")
MACHO = bytes.fromhex("cffaedfe") + bytes(28)
NOTARY = {"MACOS_NOTARY_KEY": "key.p8", "MACOS_NOTARY_KEY_ID": "ID", "MACOS_NOTARY_ISSUER": "ISSUER"}


@pytest.fixture(autouse=True)
def unconfigured(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MACOS_IDENTITY", "MACOS_NOTARY_PROFILE", *NOTARY):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put Apple's tools on the path; gives the file in which each notes its name and arguments, a line a call."""
    notes, folder = tmp_path / "said", tmp_path / "bin"
    folder.mkdir()
    for name in ("codesign", "xattr", "xcrun", "ditto"):
        (folder / name).write_text(f'#!/bin/sh\necho "{name} $*" >> "{notes}"\n[ "$FAIL" != {name} ]\n')
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setattr(signing.platform, "machine", lambda: "arm64")
    return notes


@pytest.fixture
def app(tmp_path: Path) -> Path:
    contents = tmp_path / "Desktop Chat.app" / "Contents"
    framework = contents / "Frameworks" / "QtCore.framework"
    for path in (
        contents / "MacOS" / "desktop-chat",
        contents / "Frameworks" / "llama_cpp" / "lib" / "libllama.dylib",
        framework / "Versions" / "A" / "QtCore",
    ):
        path.parent.mkdir(parents=True)
        path.write_bytes(MACHO)
    (contents / "Frameworks" / "libllama.dylib").symlink_to("llama_cpp/lib/libllama.dylib")
    (contents / "Resources").mkdir()
    (contents / "Resources" / "licences.txt").write_text("text")
    return contents.parent


def signed(said: Path) -> list[str]:
    """Give the names of what was signed, in turn."""
    calls = [line for line in said.read_text().splitlines() if " --sign " in line]
    return [call.rpartition("/")[2] for call in calls]


def test_code_is_signed_from_the_inside_out(said: Path, app: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MACOS_IDENTITY", "Developer ID Application: Somebody (TEAM)")
    assert signing.sign_app(app)
    assert signed(said) == ["QtCore", "libllama.dylib", "QtCore.framework", "Desktop Chat.app"]
    calls = said.read_text().splitlines()
    assert all("--options runtime" in call and "--timestamp" in call for call in calls if " --sign " in call)
    assert [call.count("--entitlements") for call in calls if " --sign " in call] == [0, 0, 0, 1]
    assert calls[-1].startswith("codesign --verify --deep --strict")


def test_without_an_identity_nothing_is_signed_and_that_is_said(
    said: Path, app: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert not signing.sign_app(app)
    signing.sign_image(app)
    assert not signing.notarize(app)
    assert not said.exists()
    lines = capsys.readouterr().err.splitlines()
    assert [line.partition(",")[0] for line in lines] == [
        "Desktop Chat.app: not signed",
        "Desktop Chat.app: not notarized",
    ]


def test_an_app_is_notarized_as_a_zip_and_stapled(
    said: Path, app: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {"MACOS_IDENTITY": "Somebody", **NOTARY}.items():
        monkeypatch.setenv(name, value)
    assert signing.notarize(app)
    packed, submitted, stapled = said.read_text().splitlines()
    assert packed.startswith("ditto -c -k --keepParent")
    assert "Desktop Chat.zip --wait --key key.p8 --key-id ID --issuer ISSUER" in submitted
    assert stapled == f"xcrun stapler staple {app}"


def test_a_profile_of_the_keychain_goes_before_a_key() -> None:
    told = {"MACOS_NOTARY_PROFILE": "mine", **NOTARY}
    assert signing.notary_credentials(told) == ("--keychain-profile", "mine")
    assert signing.notary_credentials({"MACOS_NOTARY_KEY": "key.p8"}) == ()


@pytest.mark.parametrize("tool", ["codesign", "xcrun"])
def test_what_apple_refuses_is_an_error(
    said: Path, app: Path, monkeypatch: pytest.MonkeyPatch, tool: str
) -> None:
    for name, value in {"MACOS_IDENTITY": "Somebody", **NOTARY, "FAIL": tool}.items():
        monkeypatch.setenv(name, value)
    with pytest.raises(signing.SigningError, match=f"{tool} "):
        signing.sign_app(app)
        signing.notarize(app)
