"""What tells a Linux desktop of the app: as its validators have it, and as the app is."""

from __future__ import annotations

import configparser
import json
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

import product
from desktop_chat import DESKTOP_ENTRY, cli
from linux import flatpak, share

REPOSITORY = "https://github.com/own/app"


def needs(tool: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(
        sys.platform != "linux" or shutil.which(tool) is None, reason=f"{tool} is not here"
    )


def passes(*command: str | Path, folder: Path | None = None) -> None:
    done = subprocess.run(command, check=False, capture_output=True, encoding="utf-8", cwd=folder)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture
def entry() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None, delimiters="=")
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # keys have capitals
    parser.read(share.DESKTOP_ENTRY, "utf-8")
    return parser["Desktop Entry"]


def test_the_app_goes_by_the_name_of_its_files():
    assert product.IDENTIFIER == DESKTOP_ENTRY
    for file in (share.DESKTOP_ENTRY, share.METAINFO, share.MIME_TYPE, flatpak.MANIFEST):
        assert file.is_file()
        assert file.name.startswith(f"{DESKTOP_ENTRY}.")


def test_the_entry_starts_the_app_with_a_file_and_without(entry):
    program, *arguments = entry["Exec"].split()
    assert program == product.EXECUTABLE
    with_file = [argument.replace("%f", "/a.gguf") for argument in arguments]
    without = [argument for argument in arguments if argument != "%f"]
    assert cli._parser(with_file).parse_args(with_file).model == Path("/a.gguf")
    assert cli._parser(without).parse_args(without).model is None


def test_the_entry_is_in_korean_too(entry):
    for key in ("Name", "GenericName", "Comment", "Keywords"):
        assert entry[f"{key}[ko]"]


def test_the_entry_opens_the_type_that_is_declared(entry):
    declared = ElementTree.parse(share.MIME_TYPE).getroot()[0]
    assert entry["MimeType"] == f"{declared.get('type')};"


def test_the_newest_release_in_the_metainfo_is_this_version():
    releases = ElementTree.parse(share.METAINFO).find("releases")
    assert releases is not None
    assert releases[0].get("version") == product.version()


def test_pictures_in_the_metainfo_are_those_of_the_documents():
    images = [image.text or "" for image in ElementTree.parse(share.METAINFO).iter("image")]
    assert len(images) >= 3
    assert all((product.ROOT / image).is_file() for image in images)


def test_the_metainfo_has_the_addresses_of_the_repository():
    tree = ElementTree.fromstring(share.metainfo(REPOSITORY))
    assert [url.text for url in tree.iter("url")] == [REPOSITORY, f"{REPOSITORY}/issues", REPOSITORY]
    folder = f"{REPOSITORY}/raw/v{product.version()}/docs/images/"
    assert all((image.text or "").startswith(folder) for image in tree.iter("image"))


def test_without_a_repository_the_metainfo_has_no_address():
    text = share.metainfo("").decode()
    assert "https://" not in text.replace("https://specifications", "")
    assert "<screenshots" not in text


def test_every_text_of_the_metainfo_is_in_korean_too():
    language = "{http://www.w3.org/XML/1998/namespace}lang"
    texts = [
        one
        for one in ElementTree.parse(share.METAINFO).iter()
        if one.tag in ("p", "li", "caption", "summary")
    ]
    korean = [one for one in texts if one.get(language) == "ko"]
    assert len(korean) * 2 == len(texts)


@needs("desktop-file-validate")
def test_the_entry_passes_its_validator():
    passes("desktop-file-validate", "--no-hints", share.DESKTOP_ENTRY)


@needs("appstreamcli")
@pytest.mark.parametrize("repository", ["", REPOSITORY])
def test_the_metainfo_passes_its_validator(tmp_path, repository):
    file = tmp_path / share.METAINFO.name
    file.write_bytes(share.metainfo(repository))
    passes("appstreamcli", "validate", "--no-net", file)


@needs("update-mime-database")
def test_files_are_known_by_their_name_and_their_first_bytes(tmp_path):
    packages = tmp_path / "mime" / "packages"
    packages.mkdir(parents=True)
    shutil.copy(share.MIME_TYPE, packages)
    passes("update-mime-database", tmp_path / "mime")
    assert "50:application/x-gguf:*.gguf" in (tmp_path / "mime" / "globs2").read_text("utf-8")
    assert b"application/x-gguf" in (tmp_path / "mime" / "magic").read_bytes()


def test_the_flatpak_reaches_the_network_and_no_files_of_the_user():
    manifest = json.loads(flatpak.MANIFEST.read_text("utf-8"))
    assert manifest["id"] == product.IDENTIFIER
    assert "--share=network" in manifest["finish-args"]
    assert not [one for one in manifest["finish-args"] if "filesystem" in one]


@needs("flatpak-builder")
def test_the_flatpak_manifest_names_its_archive_and_is_understood(tmp_path):
    archive = tmp_path / "app.tar.xz"
    archive.write_bytes(b"packed")
    made = flatpak.build(archive, tmp_path)
    (source,) = json.loads(made.read_text("utf-8"))["modules"][0]["sources"]
    assert source["path"] == "app.tar.xz"
    assert len(source["sha256"]) == 64
    passes("flatpak-builder", "--show-manifest", made, folder=tmp_path)
