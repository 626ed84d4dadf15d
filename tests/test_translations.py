"""Every text of the window is translated, and the compiled files are those of the sources."""

import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "assets" / "translations"
TOOLS = Path(sys.executable).parent


def run(tool, *arguments):
    subprocess.run(
        [shutil.which(tool, path=str(TOOLS)), *map(str, arguments)], check=True, capture_output=True, cwd=ROOT
    )


def refresh(file, language, *options):
    sources = sorted((ROOT / "desktop_chat").rglob("*.py"))
    places = ("-locations", "none", "-source-language", "en", "-target-language", language)
    run("pyside6-lupdate", "-no-obsolete", *places, *options, *sources, "-ts", file)


def messages(file):
    for message in ET.parse(file).getroot().iter("message"):
        translation = message.find("translation")
        forms = [form.text or "" for form in translation.findall("numerusform")] or [translation.text or ""]
        yield message.find("source").text, forms, translation.get("type")


@pytest.mark.parametrize(("language", "options"), [("ko", ()), ("en", ("-pluralonly",))])
def test_no_text_is_missing_or_left_over(tmp_path, language, options):
    kept = FOLDER / f"desktop_chat_{language}.ts"
    fresh = tmp_path / kept.name
    shutil.copy(kept, fresh)
    refresh(fresh, language, *options)
    unfinished = [source for source, forms, state in messages(fresh) if state or not all(forms)]
    assert unfinished == []
    assert fresh.read_text(encoding="utf-8") == kept.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_compiled_file_is_that_of_the_source(tmp_path, language):
    kept = FOLDER / f"desktop_chat_{language}.ts"
    run("pyside6-lrelease", kept, "-qm", tmp_path / "fresh.qm")
    assert (tmp_path / "fresh.qm").read_bytes() == kept.with_suffix(".qm").read_bytes()


def test_every_blank_to_fill_in_is_in_the_translation_too():
    wrong = [
        source
        for source, forms, _ in messages(FOLDER / "desktop_chat_ko.ts")
        for form in forms
        if sorted(re.findall(r"\{\w+\}|%n", source)) != sorted(re.findall(r"\{\w+\}|%n", form))
    ]
    assert wrong == []
