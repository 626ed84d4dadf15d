import unicodedata

import pytest

from desktop_chat.ui.palette.fuzzy import Query, Titles


def found(titles, text, limit=20):
    """The titles found, the closest first."""
    index = Titles(titles)
    return [index.shown[match.at] for match in index.find(Query(text), limit)]


def marked(title, text):
    """The runs of a title that are marked."""
    (match,) = Titles([title]).find(Query(text), 1)
    shown = Titles([title]).shown[0]
    return [shown[start:end] for start, end in match.marks]


def test_the_closest_comes_first_whatever_the_order():
    titles = [
        "Save every talk instantly",  # letters in order
        "Resettle",  # within a word
        "Reset the settings",  # the start of a word
        "Settings of the model",  # its start
        "Sett",  # whole
    ]
    assert found(titles, "sett") == list(reversed(titles))


def test_starts_of_words_beat_letters_within_a_word():
    assert found(["Unwind", "New window"], "nw") == ["New window", "Unwind"]


def test_letters_may_go_on_in_a_word_and_in_a_later_one():
    assert found(["Toggle the sidebar", "Tosidebar"], "toside")[0] == "Tosidebar"
    assert found(["Toggle the sidebar"], "togsid") == ["Toggle the sidebar"]


def test_words_are_found_in_any_order():
    assert found(["Trip to Jeju", "Jeju"], "jeju trip") == ["Trip to Jeju"]
    assert found(["제주도 여행 일정"], "여행 제주") == ["제주도 여행 일정"]


def test_of_titles_that_match_alike_the_one_given_first_comes_first():
    titles = [f"Reading files, part {number}" for number in range(50)]
    assert found(titles, "read", limit=3) == titles[:3]


def test_scattered_letters_that_are_closer_together_come_first():
    assert found(["Polite warning", "Plain"], "plan") == ["Plain", "Polite warning"]


def test_scattered_letters_begin_with_the_start_of_a_word():
    assert found(["Unsettling"], "stn") == []


@pytest.mark.parametrize("text", ["ㅅ", "ㅅㅈ", "서", "설", "설ㅈ", "설저", "설정"])
def test_korean_is_found_at_every_key_of_a_word(text):
    assert found(["모델", "설정", "도움말"], text) == ["설정"]


@pytest.mark.parametrize("text", ["ㅅ", "서", "성", "서우", "서울"])
def test_a_consonant_that_is_still_to_move_to_the_next_syllable_counts_for_it(text):
    assert "서울" in found(["서울", "부산"], text)


@pytest.mark.parametrize("text", ["다", "달", "닭", "달갸", "달걀"])
def test_of_two_consonants_at_the_end_the_second_may_move_on(text):
    assert found(["달걀", "감자"], text) == ["달걀"]


@pytest.mark.parametrize("text", ["고", "과", "과ㅈ", "과자"])
def test_a_vowel_that_grows_is_found_on_its_way(text):
    assert found(["과자", "빵"], text) == ["과자"]


def test_initials_are_found_across_words_as_an_input_method_gives_them():
    assert found(["새 대화", "검색 기록"], "ㅅㄷㅎ") == ["새 대화"]
    assert found(["검색 기록", "값"], "ㄳ") == ["검색 기록"]  # ㄱ and ㅅ, typed one after the other


def test_a_whole_syllable_within_a_word_stands_for_itself_alone():
    assert found(["서울", "설정"], "서정") == []


def test_hangul_in_parts_is_the_same_as_in_syllables():
    apart = unicodedata.normalize("NFD", "설정")
    assert found([apart], "설") == ["설정"]
    assert found(["설정"], apart) == ["설정"]


def test_capitals_make_no_difference():
    assert found(["README notes"], "readme") == ["README notes"]
    assert found(["İstanbul trip", "Straße"], "trip") == ["İstanbul trip"]


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_nothing_typed_finds_nothing(text):
    assert Query(text).is_empty
    assert found(["Anything"], text) == []


@pytest.mark.parametrize("text", ["[a-z]+", "(", "\\", "^", "a|b", "c++", "-"])
def test_signs_are_looked_for_as_they_are(text):
    assert found([f"How to read {text} here", "xyz"], text) == [f"How to read {text} here"]


def test_a_title_of_several_lines_is_one_title():
    assert found(["One\ntwo", "Three"], "two thr") == []
    assert found(["One\ntwo", "Three"], "one two") == ["One two"]


def test_what_was_typed_is_marked():
    assert marked("Trip to Jeju", "jeju trip") == ["Trip", "Jeju"]
    assert marked("New window", "nw") == ["N", "w"]
    assert marked("Toggle the sidebar", "togsid") == ["Tog", "sid"]
    assert marked("앱 설정", "ㅅㅈ") == ["설정"]


def test_no_title_takes_long_however_it_repeats_itself():
    titles = Titles(["a " * 2000, "ab" * 2000, "가 나 " * 1000])
    for text in ("a" * 64, "a" * 63 + "b", "ㄱㄴ" * 32, "가나" * 31 + "다"):
        titles.find(Query(text), 20)  # an expression that tries every way would not end
