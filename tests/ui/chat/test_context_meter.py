import pytest

from desktop_chat.ui.chat.context_meter import ContextMeter


@pytest.fixture
def meter(qtbot, theme_manager):
    widget = ContextMeter(theme_manager)
    qtbot.addWidget(widget)
    return widget


def test_nothing_is_shown_while_nothing_is_known(meter):
    assert meter.isHidden()
    meter.set_use(10, 100)
    assert not meter.isHidden()
    meter.set_use(None, 0)
    assert meter.isHidden()


def test_the_numbers_are_shown_and_spoken(meter):
    meter.set_use(123, 8000)
    assert meter.text.replace(",", "") == "123 / 8000"
    assert "123" in meter.accessibleName()
    assert meter.toolTip() == meter.accessibleName()


@pytest.mark.parametrize(
    ("tokens", "token"), [(0, "accent"), (799, "accent"), (800, "warning"), (950, "danger"), (1200, "danger")]
)
def test_the_ring_warns_before_it_is_full(meter, theme_manager, tokens, token):
    meter.set_use(tokens, 1000)
    assert meter.color == getattr(theme_manager.theme, token)


def test_longer_numbers_ask_for_more_room(meter):
    meter.set_use(1, 9)
    small = meter.sizeHint().width()
    meter.set_use(111_111, 999_999)
    assert meter.sizeHint().width() > small
