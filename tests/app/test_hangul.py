"""Korean typed into the real app with a real input method, key by key, as X11 and ibus deliver it."""

import sys

import pytest

from tests.app.driven import DrivenApp
from tests.support.hangul_desk import HangulDesk, missing
from tests.support.hangul_keys import keys_of

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="ibus runs on Linux"),
    pytest.mark.skipif(bool(missing()), reason=f"not installed: {missing()}"),
]

HELLO = "안녕하세요"
SENTENCES = [
    "오늘 날씨가 어때요?",
    "한국의 수도는 어디인가요?",
    "이 문장을 영어로 옮겨 주세요.",
    "값이 얼마예요?",
    "닭갈비를 먹고 싶어요.",
    "괜찮습니다, 고마워요!",
    "읽고 쓰는 법을 배웁니다.",
    "뭐라고 쓰면 좋을까",
    "꽃이 피었습니다.",
    "빨래를 널었어",
    "의사가 왔다",
    "쌓인 눈을 치웠다.",
    "없어요",
    "앉으세요",
    "핥다",
    "외워서 썼다",
    "3시에 만나요",
    "네",
    "크크",
    "끝",
]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    desk = HangulDesk(tmp_path_factory.mktemp("desk") / "home")
    try:
        desk.open()
        yield desk
    finally:
        desk.close()


class Typist:
    """Someone who types Korean into the app."""

    def __init__(self, desk, app):
        self.desk = desk
        self.app = app

    def until(self, is_meant):
        """Wait until what is seen in the field is so, and give it."""
        return self.app.wait_for_last("seen", is_meant)

    def type(self, text, milliseconds=12):
        self.desk.press(keys_of(text), milliseconds)

    def sent(self):
        """Give what was sent, once one more message has gone: of digits, which no input method composes."""
        self.desk.press(["9", "9", "Return"])
        self.app.wait_for("sent", having="99")
        self.until(lambda seen: not seen["text"] and not seen["preedit"])
        *sent, last = [each.value for each in self.app.news if each.what == "sent"]
        assert last == "99"
        return sent


@pytest.fixture(params=["", "1"], ids=["keys after commits", "keys before commits"])
def typist(request, desk, models, monkeypatch, user_home):
    """A typist; where Qt waits for what ibus says to a key, the key overtakes the syllable it ends."""
    for name, value in desk.environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("IBUS_ENABLE_SYNC_MODE", request.param)
    monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    app = DrivenApp(models["greeter"], module="tests.app.hangul_app")
    try:
        app.wait_for("model", having="ready")
        typist = Typist(desk, app)
        typist.until(lambda seen: seen["active"])
        desk.use_engine()
        desk.press(["k"])
        if typist.until(lambda seen: seen["text"] or seen["preedit"])["text"]:
            desk.press(["shift+space"])  # from Latin to Hangul
        desk.press(["BackSpace"])
        typist.until(lambda seen: not seen["text"] and not seen["preedit"])
        yield typist
    finally:
        app.close()


def test_one_enter_sends_what_was_typed_with_its_last_syllable_once(typist):
    typist.desk.press([*"dkssudgktpdy"], 60)
    typist.desk.press(["Return"])
    assert typist.app.wait_for("ended")
    assert typist.sent() == [HELLO]


@pytest.mark.parametrize("milliseconds", [0, 1, 30])
def test_enter_in_the_same_breath_sends_the_last_syllable_once(typist, milliseconds):
    typist.desk.press([*keys_of(HELLO), "Return"], milliseconds)
    assert typist.sent() == [HELLO]


def test_twenty_sentences_are_sent_as_they_were_typed(typist):
    for number, sentence in enumerate(SENTENCES, 1):
        typist.desk.press([*keys_of(sentence), "Return"], 1)
        typist.app.wait_for("ended", number)
    assert typist.sent() == SENTENCES


def test_the_next_message_may_be_typed_at_once(typist):
    typist.desk.press([*keys_of("하나"), "Return", *keys_of("둘"), "Return"], 1)
    assert typist.sent() == ["하나", "둘"]


def test_what_is_composed_is_seen_in_its_place(typist):
    typist.type("안녕")
    seen = typist.until(lambda seen: seen["preedit"] == "녕")
    assert seen["text"] == "안"


def test_a_second_enter_sends_nothing(typist):
    typist.desk.press([*keys_of(HELLO), "Return", "Return"], 1)
    assert typist.sent() == [HELLO]


def test_backspace_takes_a_syllable_apart_letter_by_letter(typist):
    typist.desk.press([*keys_of("안녕하셍"), "BackSpace", *keys_of("요"), "Return"])
    assert typist.sent() == [HELLO]


def test_backspace_goes_on_into_what_was_composed_before(typist):
    typist.desk.press([*keys_of("안녕히"), *["BackSpace"] * 3, *keys_of("하세요"), "Return"])
    assert typist.sent() == ["안하세요"]


def test_a_syllable_deleted_letter_by_letter_is_not_sent(typist):
    typist.desk.press([*keys_of("안녕"), *["BackSpace"] * 3, "Return"], 1)
    assert typist.sent() == ["안"]


def test_shift_and_enter_break_the_line_after_the_syllable(typist):
    typist.desk.press([*keys_of("안녕"), "shift+Return", *keys_of("하세요"), "Return"], 1)
    assert typist.sent() == ["안녕\n하세요"]


def test_a_click_into_the_text_leaves_the_syllable_where_it_was(typist):
    typist.type("안녕")
    seen = typist.until(lambda seen: seen["preedit"] == "녕")
    typist.desk.click(seen["start"])
    typist.until(lambda seen: seen["text"] == "안녕" and not seen["preedit"])
    typist.desk.press([*keys_of("하"), "Return"])
    assert typist.sent() == ["하안녕"]


def test_a_click_elsewhere_keeps_the_syllable(typist):
    typist.type("안녕")
    seen = typist.until(lambda seen: seen["preedit"] == "녕")
    typist.desk.click(seen["elsewhere"])
    typist.desk.click(seen["end"])
    typist.desk.press(["Return"])
    assert typist.sent() == ["안녕"]


def test_the_button_sends_the_syllable_being_composed(typist):
    typist.type("안녕")
    seen = typist.until(lambda seen: seen["preedit"] == "녕")
    typist.desk.click(seen["button"])
    assert typist.app.wait_for("sent").value == "안녕"
    typist.desk.click(seen["end"])
    assert typist.sent() == ["안녕"]


def test_moving_the_cursor_ends_the_syllable(typist):
    typist.desk.press([*keys_of("안녕"), "Left", *keys_of("하"), "Return"], 1)
    assert typist.sent() == ["안하녕"]


def test_switching_to_latin_ends_the_syllable(typist):
    typist.desk.press([*keys_of("안녕"), "shift+space", "o", "k", "Return"], 1)
    typist.desk.press(["shift+space"])
    assert typist.sent() == ["안녕ok"]


def test_escape_loses_no_syllable(typist):
    typist.desk.press([*keys_of("안녕"), "Escape", "Return"], 1)
    assert typist.sent() == ["안녕"]
