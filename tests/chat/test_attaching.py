import os
import sys

import pytest

from desktop_chat.chat.attaching import (
    LARGEST_FILE,
    LONG_PASTE_CHARACTERS,
    LONG_PASTE_LINES,
    cut_to_fit,
    estimate_tokens,
    free_name,
    is_long_paste,
    read_attachment,
)
from desktop_chat.chat.messages import Attachment, Draft
from desktop_chat.faults import FaultError


def refusal(path):
    with pytest.raises(FaultError) as refused:
        read_attachment(str(path))
    return refused.value.fault


# ---- reading


def test_a_file_is_read_under_its_name_without_the_folder(tmp_path):
    (tmp_path / "메모.txt").write_bytes("첫 줄\r\n둘째 줄\r".encode("cp949"))
    assert read_attachment(str(tmp_path / "메모.txt")) == Attachment("메모.txt", "첫 줄\n둘째 줄\n")


def test_a_folder_is_refused(tmp_path):
    assert refusal(tmp_path).code == "attachment_folder"


def test_a_file_that_is_gone_is_refused(tmp_path):
    fault = refusal(tmp_path / "gone.txt")
    assert fault.code == "attachment_missing"
    assert "gone.txt" in fault.sentence()


@pytest.mark.parametrize("content", [b"", b" \n\t", b"\xef\xbb\xbf"])
def test_a_file_without_text_is_refused(tmp_path, content):
    (tmp_path / "a.txt").write_bytes(content)
    assert refusal(tmp_path / "a.txt").code == "attachment_empty"


def test_a_file_that_is_too_large_is_refused_unread(tmp_path):
    with (tmp_path / "a.log").open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    fault = refusal(tmp_path / "a.log")
    assert fault.code == "attachment_large"
    assert "10 MB" in fault.sentence()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.pdf", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3"),
        ("without a suffix", b"%PDF-1.4\n"),
        ("a.docx", b"PK\3\4\x14\0\6\0\x08\0\0\0!\0" + b"\xdf\xa4\xd2\x6c\x00\x9a" * 40),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500),
        ("보고서.hwp", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500),
        ("a.rtf", b"{\\rtf1\\ansi Hello}"),
    ],
)
def test_a_document_is_refused_as_one(tmp_path, name, content):
    (tmp_path / name).write_bytes(content)
    assert refusal(tmp_path / name).code == "attachment_document"


def test_a_text_with_the_name_of_a_document_is_read(tmp_path):
    (tmp_path / "id.key").write_text("-----BEGIN PUBLIC KEY-----", encoding="ascii")
    assert read_attachment(str(tmp_path / "id.key")).text.startswith("-----BEGIN")


def test_a_binary_file_is_refused(tmp_path):
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\1\0")
    assert refusal(tmp_path / "a.png").code == "attachment_binary"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pipes among its files")
def test_a_pipe_is_refused_and_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    assert refusal(tmp_path / "pipe").code == "attachment_binary"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may read everything")
def test_a_file_one_may_not_read_is_refused(tmp_path):
    (tmp_path / "a.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "a.txt").chmod(0)
    assert refusal(tmp_path / "a.txt").code == "attachment_unreadable"


def test_a_name_that_is_too_long_is_refused(tmp_path):
    assert refusal(tmp_path / ("x" * 5000)).code == "attachment_unreadable"


# ---- pasting


@pytest.mark.parametrize(
    ("text", "is_long"),
    [
        ("x" * LONG_PASTE_CHARACTERS, False),
        ("x" * (LONG_PASTE_CHARACTERS + 1), True),
        ("x\n" * (LONG_PASTE_LINES - 1) + "x", False),
        ("x\n" * LONG_PASTE_LINES + "x", True),
    ],
)
def test_what_is_long_is_attached(text, is_long):
    assert is_long_paste(text) is is_long


def test_a_name_gets_the_lowest_number_that_is_free():
    assert free_name("a.txt", set()) == "a.txt"
    assert free_name("a.txt", {"a.txt", "a 3.txt"}) == "a 2.txt"
    assert free_name("Pasted text", {"Pasted text", "Pasted text 2"}) == "Pasted text 3"


# ---- length


@pytest.mark.parametrize(
    ("text", "tokens"),
    [("", 0), ("The quick brown fox jumps over the lazy dog.", 10), ("대한민국의 수도는 어디인가요?", 10)],
)
def test_the_tokens_of_a_text_are_about_what_models_make_of_it(text, tokens):
    assert 0.6 * tokens <= estimate_tokens(text) <= 1.7 * tokens


def words(text):
    return len(text.split())


def test_the_longest_attachment_is_cut_between_lines_until_all_fits():
    short, long = Attachment("a", "one two\n" * 10), Attachment("b", "one two three\n" * 1000)
    cut = cut_to_fit(Draft("question", (short, long)), 1000, words)
    assert cut.text == "question"
    assert cut.attachments[0] == short
    assert long.text.startswith(cut.attachments[1].text)
    assert cut.attachments[1].text.endswith("\n")
    assert 1800 <= words(cut.attachments[1].text) <= 2000


def test_an_attachment_of_which_nothing_is_left_goes():
    draft = Draft("question", (Attachment("a", "x " * 100), Attachment("b", "y " * 120)))
    assert cut_to_fit(draft, 500, words) == Draft("question")
    (left,) = cut_to_fit(draft, 150, words).attachments
    assert left.name == "a"


def test_a_single_long_line_is_cut_within():
    cut = cut_to_fit(Draft("", (Attachment("a", "x" * 100_000),)), 10_000, estimate_tokens)
    assert estimate_tokens(cut.attachments[0].text) <= 15_000
    assert estimate_tokens(cut.attachments[0].text) > 13_000
