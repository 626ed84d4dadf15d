"""A report names neither the user nor their home."""

import getpass
from pathlib import Path

import pytest

from desktop_chat.faults import Fault
from desktop_chat.self_test.private import without_person
from desktop_chat.self_test.result import Check, Fact


@pytest.fixture(autouse=True)
def hong(tmp_path, monkeypatch):
    """Be 홍길동 at home."""
    home = tmp_path / "home" / "홍길동"
    home.mkdir(parents=True)
    monkeypatch.setattr(Path, "home", lambda: home)
    monkeypatch.setattr(getpass, "getuser", lambda: "gildong")
    return home


def hidden(text):
    check = without_person(
        Check("folders", facts=(Fact("Logs", text),), faults=(Fault("no_model", {"x": text}),))
    )
    assert check.faults[0].values["x"] == check.facts[0].value
    return check.facts[0].value


def test_the_home_folder_is_a_sign(hong):
    assert hidden(f"{hong / '데이터' / 'x'} · 3 GB") == "~/데이터/x · 3 GB"
    assert hidden(str(hong)) == "~"


def test_the_users_name_is_taken_out_of_other_folders():
    assert hidden("/media/gildong/STICK/data") == "/media/…/STICK/data"
    assert hidden("C:\\Users\\GILDONG\\x") == "C:\\Users\\…\\x"
    assert hidden("/mnt/홍길동") == "/mnt/…"


def test_words_that_only_hold_the_name_stay(hong):
    assert hidden("/srv/gildongs/x gildong") == "/srv/gildongs/x gildong"
    assert hidden(f"{hong}2/x") == f"{hong}2/x"
