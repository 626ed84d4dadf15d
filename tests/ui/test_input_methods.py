"""Which of Qt's plug-ins reach the input method on Linux."""

import pytest

from desktop_chat.ui.input_methods import try_ibus_too


@pytest.mark.parametrize("wanted", ["fcitx", "fcitx5", "kime"])
def test_ibus_is_tried_after_a_plug_in_that_may_not_be_there(wanted):
    environment = {"QT_IM_MODULE": wanted}
    try_ibus_too(environment)
    assert environment["QT_IM_MODULES"] == f"{wanted};ibus"


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"QT_IM_MODULE": ""},
        {"QT_IM_MODULE": "ibus"},
        {"QT_IM_MODULE": "fcitx", "QT_IM_MODULES": "wayland;fcitx"},
    ],
)
def test_nothing_else_is_changed(environment):
    before = dict(environment)
    try_ibus_too(environment)
    assert environment == before
