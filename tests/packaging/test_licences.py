"""Licences and bill of materials of what is inside a frozen app, with packages of this Python in the app's place."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

import components
import distributions
import libraries
import licences
import product
import sbom
from tests.support.built_app import INSIDE, built

FILES = (
    "PySide6/QtCore.abi3.so",
    "PySide6/Qt/lib/libicuuc.so.73",
    "msgspec/__init__.pyc",
    "jaraco/functools/__init__.pyc",
    "latex2mathml/converter.pyc",
    "ziamath/fonts/STIXTwoMath-Regular.ttf",
    "llama_cpp/lib/libggml-cpu-haswell.so",
    "desktop_chat/app.pyc",
    "assets/catalog.toml",
    "system_libraries.pyc",
    "json/__init__.pyc",
    "python3.11/lib-dynload/_ssl.so",
    "sqlite3.dll",
)


@pytest.fixture
def app(tmp_path: Path) -> Path:
    for name in FILES:
        put(tmp_path / "app", name)
    return tmp_path / "app"


def put(app: Path, name: str) -> Path:
    """Put a file inside that holds its own name."""
    path = app / "_internal" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(name, "utf-8")
    return path


def names(app: Path) -> set[str]:
    return {component.name for component in components.collect(app)}


def test_every_file_belongs_to_a_component_and_ours_to_none(app: Path) -> None:
    assert names(app) >= {
        "PySide6_Essentials",
        "ICU",
        "msgspec",
        "jaraco.functools",
        "latex2mathml",
        "STIX Two Math",
        "llama.cpp",
        "Python",
        "SQLite",
    }
    assert not [name for name in names(app) if name.startswith("desktop")]


@pytest.mark.parametrize(
    "name", ["libmystery.so.1", "mystery/__init__.pyc", "PySide6_Addons-9.dist-info/METADATA"]
)
def test_a_file_of_nobody_is_refused(app: Path, name: str) -> None:
    put(app, name)
    with pytest.raises(components.UnknownFileError):
        components.collect(app)


def test_a_component_without_a_licence_text_is_refused(app: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(distributions.TEXTS, "latex2mathml")
    with pytest.raises(components.NoLicenceError, match="latex2mathml"):
        components.collect(app)


def test_a_library_without_a_licence_text_is_refused(app: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(libraries, "debian_package", lambda _: "")
    put(app, "libkeyutils.so.1")
    with pytest.raises(components.NoLicenceError, match="keyutils"):
        components.collect(app)


@pytest.mark.skipif(not Path("/usr/share/doc/libuuid1/copyright").exists(), reason="this is no Debian")
def test_a_library_of_debian_comes_with_its_licence_and_version(app: Path) -> None:
    put(app, "libuuid.so.1")
    (found,) = (each for each in components.collect(app) if each.name.startswith("libuuid"))
    assert found.purl.startswith("pkg:deb/")
    assert found.version in found.purl
    assert "Theodore Ts'o" in found.texts[0]


def test_every_text_that_is_named_is_there_and_every_one_is_named() -> None:
    named = {name for texts in distributions.TEXTS.values() for name in texts}
    named |= {name for library in libraries.LIBRARIES.values() for name in library.texts}
    assert named | {"python-incorporated.txt"} == {path.name for path in libraries.TEXTS.iterdir()}


def test_the_page_tells_how_qt_can_be_replaced_and_holds_both_licences(app: Path) -> None:
    page = licences.write(app).read_text("utf-8")
    assert "You may replace these libraries" in page
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in page
    assert page.count("GNU GENERAL PUBLIC LICENSE\n") == 1


def test_the_page_names_every_component_and_prints_each_text_once(app: Path) -> None:
    put(app, "shiboken6/Shiboken.abi3.so")
    found = components.collect(app)
    page = licences.page(found)
    assert [component.name for component in found if page.count(f"\n{component.name}") < 1] == []
    assert page.count("GNU LESSER GENERAL PUBLIC LICENSE\n") == 1
    assert "The same text as under PySide6_Essentials." in page


def test_the_page_lies_where_the_app_looks_for_it(app: Path) -> None:
    from desktop_chat import third_party

    assert licences.write(app) == app / "_internal" / "assets" / third_party.FILE


def test_the_bill_is_valid_cyclonedx(app: Path, tmp_path: Path) -> None:
    written = sbom.write(app, tmp_path / "bom.json").read_text("utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(written) is None


def test_the_bill_has_package_urls_licences_and_hashes(app: Path) -> None:
    bill = sbom.bill(app, components.collect(app))
    found = {entry["name"]: entry for entry in bill["components"]}
    assert found["msgspec"]["purl"] == f"pkg:pypi/msgspec@{found['msgspec']['version']}"
    assert found["msgspec"]["licenses"] == [{"expression": "BSD-3-Clause"}]
    (library,) = found["llama.cpp"]["components"]
    data = (app / library["name"]).read_bytes()
    assert library["hashes"] == [{"alg": "SHA-256", "content": hashlib.sha256(data).hexdigest()}]
    assert bill["metadata"]["component"]["version"] == product.version()


def test_a_file_that_is_signed_later_has_no_hash_yet(app: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MACOS_IDENTITY", "Somebody")
    assert "hashes" not in json.dumps(sbom.bill(app, components.collect(app)))


def test_the_same_app_gives_the_same_bill(app: Path) -> None:
    found = components.collect(app)
    assert sbom.bill(app, found) == sbom.bill(app, components.collect(app))


def test_another_version_of_a_part_gives_another_serial_number(app: Path) -> None:
    before = sbom.bill(app, components.collect(app))["serialNumber"]
    put(app, "msgspec/_core.so").write_bytes(b"another")
    assert sbom.bill(app, components.collect(app))["serialNumber"] != before


@pytest.mark.skipif(
    sys.platform == "win32" or shutil.which("sha256sum") is None, reason="sha256sum is not here"
)
def test_the_checksums_are_those_that_sha256sum_checks(tmp_path: Path) -> None:
    import checksums

    (tmp_path / "a b.deb").write_bytes(b"one")
    (tmp_path / "c.dmg").write_bytes(b"two")
    checksums.write(tmp_path)
    command = ["sha256sum", "--check", "--strict", checksums.FILE]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.splitlines()) == (0, ["a b.deb: OK", "c.dmg: OK"])


@built
def test_the_built_app_tells_the_licences_of_its_parts() -> None:
    page = (INSIDE / "assets" / licences.FILE).read_text("utf-8")
    for name in (
        "PySide6_Essentials",
        "shiboken6",
        "llama.cpp",
        "Python",
        "OpenSSL",
        "SQLite",
        "STIX Two Math",
    ):
        assert f"\n  {name} " in page or f"\n  {name}:" in page
    assert "You may replace these libraries" in page
