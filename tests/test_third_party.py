"""The licences of what the app is made of."""

from desktop_chat import third_party
from desktop_chat.third_party import third_party_licences


def test_a_packaged_app_shows_what_packaging_wrote(tmp_path, monkeypatch):
    (tmp_path / "licences.txt").write_text("Qt\n\nLGPL 한글\n", encoding="utf-8")
    monkeypatch.setattr(third_party, "assets_folder", lambda: tmp_path)
    assert third_party_licences() == "Qt\n\nLGPL 한글\n"


def test_from_source_it_tells_what_is_installed_each_once():
    text = third_party_licences()
    headings = [line for line in text.splitlines() if line.startswith(("msgspec ", "httpx2 ", "PySide6"))]
    assert len(headings) >= 3
    assert len({line.split()[0].casefold() for line in headings}) == len(headings)
    assert "Permission is hereby granted" in text
