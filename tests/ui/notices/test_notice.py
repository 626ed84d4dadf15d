from desktop_chat.ui.notices.notice import LONGEST_TEXT, beginning


def test_a_short_text_is_said_on_one_line():
    assert beginning("One\n\n two\tthree ") == "One two three"


def test_a_long_text_ends_after_a_word():
    said = beginning("word " * 500)
    assert said.endswith("word…")
    assert LONGEST_TEXT / 2 < len(said) <= LONGEST_TEXT + 1


def test_a_text_without_spaces_is_cut():
    assert beginning("가" * 500) == "가" * LONGEST_TEXT + "…"
