"""What Windows reads out of the programs: manifest and version resource."""

from __future__ import annotations

import ast
from pathlib import Path
from xml.etree import ElementTree

import pytest

import product
from windows import resources

ASM = "{urn:schemas-microsoft-com:asm.v3}"
SETTINGS = "{http://schemas.microsoft.com/SMI/%s/WindowsSettings}"


@pytest.fixture(scope="module")
def manifest() -> ElementTree.Element:
    return ElementTree.parse(resources.MANIFEST).getroot()


@pytest.mark.parametrize(
    ("year", "name", "value"),
    [
        (2019, "activeCodePage", "UTF-8"),
        (2016, "longPathAware", "true"),
        (2016, "dpiAwareness", "PerMonitorV2, PerMonitor"),
    ],
)
def test_the_manifest_asks_for(manifest: ElementTree.Element, year: int, name: str, value: str) -> None:
    found = manifest.findall(f"{ASM}application/{ASM}windowsSettings/{SETTINGS % year}{name}")
    assert [each.text for each in found] == [value]


def test_the_manifest_asks_for_no_administrator(manifest: ElementTree.Element) -> None:
    (level,) = manifest.iter(f"{ASM}requestedExecutionLevel")
    assert (level.get("level"), level.get("uiAccess")) == ("asInvoker", "false")


def test_the_manifest_names_windows_10_and_11(manifest: ElementTree.Element) -> None:
    (system,) = manifest.iter("{urn:schemas-microsoft-com:compatibility.v1}supportedOS")
    assert system.get("Id") == "{8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a}"


def test_the_version_resource_is_the_version(tmp_path: Path) -> None:
    tree = ast.parse(resources.version_file(tmp_path / "version.txt").read_text("utf-8"), mode="eval")
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    strings = {
        ast.literal_eval(call.args[0]): ast.literal_eval(call.args[1])
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id == "StringStruct"
    }
    (fixed,) = (call for call in calls if isinstance(call.func, ast.Name) and call.func.id == "FixedFileInfo")
    numbers = {word.arg: ast.literal_eval(word.value) for word in fixed.keywords}
    assert strings["ProductVersion"] == strings["FileVersion"] == product.version()
    assert strings["FileDescription"] == "Desktop Chat"
    assert numbers["filevers"] == numbers["prodvers"] == product.version_numbers()
    assert product.version().startswith(".".join(map(str, product.version_numbers()[:3])))
