import pytest
from PySide6.QtCore import Qt

from desktop_chat.ui.personas.sign import sign_of
from desktop_chat.ui.personas.sign_field import SignField, SignPopup, first_character


@pytest.fixture
def field(qtbot, theme_manager):
    field = SignField(theme_manager)
    qtbot.addWidget(field)
    field.show_sign("", "A")
    field.show()
    return field


@pytest.mark.parametrize(
    ("text", "first"),
    [("", ""), ("ab", "a"), ("한글", "한"), ("🧑‍🏫🎓", "🧑‍🏫"), ("✏️x", "✏️"), ("🇰🇷🇺🇸", "🇰🇷"), ("é!", "é")],
)
def test_a_sign_is_one_character_as_people_count_them(text, first):
    assert first_character(text) == first


def test_without_a_sign_the_name_gives_its_first_letter():
    assert (sign_of("", " tutor"), sign_of("가", "나"), sign_of("", "")) == ("T", "가", "")


def test_a_sign_is_typed(qtbot, field, compose):
    field.click()
    popup = field.findChild(SignPopup)
    compose(popup.field, "ㄱ", "가", "가")
    with qtbot.waitSignal(field.edited) as told:
        qtbot.keyClick(popup.field, Qt.Key.Key_Return)
    assert told.args == ["가"]
    qtbot.waitUntil(lambda: field.findChild(SignPopup) is None)


def test_a_sign_is_chosen_by_keys(qtbot, field):
    field.click()
    popup = field.findChild(SignPopup)
    qtbot.keyClick(popup.field, Qt.Key.Key_Down)
    assert popup.focusWidget() is popup.buttons[0]
    qtbot.keyClick(popup.buttons[0], Qt.Key.Key_Right)
    with qtbot.waitSignal(field.edited) as told:
        qtbot.keyClick(popup.buttons[1], Qt.Key.Key_Space)
    assert told.args == [popup.buttons[1].text()]
