import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QMessageBox,
    QProgressBar,
    QPushButton,
)

from desktop_chat.faults import Fault
from desktop_chat.paths import Paths
from desktop_chat.settings import Settings, StorageSettings
from desktop_chat.ui.settings.dialog import SettingsDialog
from desktop_chat.ui.settings.downloads_page import DownloadsPage
from desktop_chat.ui.widgets.fields import DoubleSpinBox, SpinBox
from desktop_chat.updates import source


@pytest.fixture
def dialog(qtbot, theme_manager):
    paths = Paths.standard()
    paths.make()
    dialog = SettingsDialog(Settings(), paths, [], has_resident=False)
    qtbot.addWidget(dialog, before_close_func=lambda each: each.done(0))
    dialog.told = []
    dialog.settings_changed.connect(dialog.told.append)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.show_page("downloads")
    for fold in page(dialog).findChildren(QPushButton):
        if fold.isCheckable():
            fold.setChecked(True)
    return dialog


def page(dialog):
    return dialog.findChildren(DownloadsPage)[-1]


def field(dialog, kind, name):
    (found,) = [each for each in page(dialog).findChildren(kind) if each.accessibleName() == name]
    return found


def said(dialog):
    labels = page(dialog).findChildren(QLabel)
    return " ".join(label.text() for label in labels if label.isVisible()).replace("\u200b", "")


def type_into(line, text, qtbot):
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text)
    qtbot.keyClick(line, Qt.Key.Key_Return)


def choose_folder(dialog, folder, qtbot):
    move = field(dialog, QPushButton, "Keep downloaded models in another folder…")
    qtbot.mouseClick(move, Qt.MouseButton.LeftButton)
    chooser = dialog.findChild(QFileDialog)
    chooser.fileSelected.emit(str(folder))
    chooser.close()


def test_every_value_of_the_network_and_the_downloads_has_an_editor(dialog):
    settings = Settings()
    wanted = {("network", name) for name in settings.network.__struct_fields__}
    wanted |= {("downloads", name) for name in settings.downloads.__struct_fields__}
    wanted |= {("updates", name) for name in settings.updates.__struct_fields__}
    assert {editor.place for editor in page(dialog).editors} == wanted


def test_the_app_is_set_offline_with_one_key(dialog, qtbot):
    offline = field(dialog, QCheckBox, "Stay offline")
    offline.setFocus()
    qtbot.keyClick(offline, Qt.Key.Key_Space)
    assert dialog.told[-1].network.offline is True


def test_the_address_of_a_mirror_is_told_when_it_is_complete(dialog, qtbot):
    line = field(dialog, QLineEdit, "Address of the hub")
    line.setFocus()
    qtbot.keyClicks(line, "https://hub.example/")
    assert dialog.told == []
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert [told.network.endpoint for told in dialog.told] == ["https://hub.example"]


def test_an_address_is_told_when_the_field_is_left(dialog, qtbot):
    line = field(dialog, QLineEdit, "Proxy")
    line.setFocus()
    qtbot.keyClicks(line, "10.0.0.1:8080")
    qtbot.keyClick(line, Qt.Key.Key_Tab)
    assert dialog.told[-1].network.proxy == "10.0.0.1:8080"


def test_what_is_no_address_is_said_at_once_and_not_told(dialog, qtbot):
    line = field(dialog, QLineEdit, "Address of the hub")
    type_into(line, "hub example", qtbot)
    assert line.property("invalid") is True
    assert "Not an address." in said(dialog)
    assert dialog.told == []
    type_into(line, "https://hub.example", qtbot)
    assert line.property("invalid") is False
    assert "Not an address." not in said(dialog)
    assert len(dialog.told) == 1


def test_the_speed_limit_is_in_megabytes(dialog):
    limit = field(dialog, DoubleSpinBox, "Speed limit")
    assert limit.text() == "None"
    limit.setValue(2.5)
    assert dialog.told[-1].downloads.rate_limit == 2_500_000
    limit.setValue(0)
    assert dialog.told[-1].downloads.rate_limit == 0


def test_how_many_downloads_run_at_once_is_set(dialog):
    field(dialog, SpinBox, "Downloads at the same time").setValue(3)
    field(dialog, SpinBox, "Connections for a download, at most").setValue(8)
    assert (dialog.told[-1].downloads.at_once, dialog.told[-1].downloads.connections) == (3, 8)


def test_restoring_the_page_moves_no_models(dialog, qtbot):
    field(dialog, SpinBox, "Downloads at the same time").setValue(3)
    (restore,) = [
        each for each in dialog.findChildren(QPushButton) if each.text() == "Restore this page's defaults"
    ]
    with qtbot.assertNotEmitted(dialog.move_requested):
        qtbot.mouseClick(restore, Qt.MouseButton.LeftButton)
    assert dialog.told[-1] == Settings()


def test_the_folder_of_downloaded_models_is_shown_and_moved(dialog, qtbot, tmp_path):
    assert str(Paths.standard().models) in said(dialog)
    with qtbot.waitSignal(dialog.move_requested) as told:
        choose_folder(dialog, tmp_path, qtbot)
    assert told.args == [str(tmp_path)]
    assert dialog.told == []  # the setting changes when the models are there


def test_moving_shows_how_far_it_is_and_can_be_stopped(dialog, qtbot):
    dialog.set_move_progress(1_000_000_000, 4_000_000_000)
    assert "Moving: 1.0 of 4.0 GB" in said(dialog)
    bar = page(dialog).findChild(QProgressBar)
    assert bar.value() / bar.maximum() == 0.25
    assert not field(dialog, QPushButton, "Keep downloaded models in another folder…").isEnabled()
    (stop,) = [each for each in page(dialog).findChildren(QPushButton) if each.text() == "Stop moving"]
    with qtbot.waitSignal(dialog.move_cancelled):
        qtbot.mouseClick(stop, Qt.MouseButton.LeftButton)


def test_after_moving_the_new_folder_is_shown_and_kept(dialog, tmp_path):
    dialog.set_move_progress(1, 2)
    dialog.end_move(Settings(storage=StorageSettings(str(tmp_path))))
    assert str(tmp_path) in said(dialog)
    assert not page(dialog).findChild(QProgressBar).isVisible()
    field(dialog, SpinBox, "Downloads at the same time").setValue(2)
    assert dialog.told[-1].storage.models_folder == str(tmp_path)


def test_what_kept_the_models_from_moving_is_said(dialog):
    fault = Fault("move_no_room", {"needed": "4.0 GB", "free": "1.0 GB", "folder": "/media/usb"})
    dialog.end_move(Settings(), fault)
    assert "Your models take 4.0 GB" in said(dialog)
    assert str(Paths.standard().models) in said(dialog)


def test_the_token_is_asked_about_once_and_only_where_it_is_shown(qtbot, theme_manager):
    dialog = SettingsDialog(Settings(), Paths.standard(), [], has_resident=False)
    qtbot.addWidget(dialog, before_close_func=lambda each: each.done(0))
    asked = []
    dialog.token_state_requested.connect(lambda: asked.append(True))
    dialog.show()
    assert asked == []
    for name in ("downloads", "storage", "downloads"):
        dialog.show_page(name)
    assert asked == [True]


def test_a_token_is_entered_replaced_and_forgotten(dialog, qtbot):
    with qtbot.waitSignal(dialog.token_entry_requested):
        qtbot.mouseClick(field(dialog, QPushButton, "Enter an access token…"), Qt.MouseButton.LeftButton)
    dialog.set_token(True, True)
    assert "There is one, in this PC's keychain." in said(dialog)
    with qtbot.waitSignal(dialog.token_entry_requested):
        qtbot.mouseClick(field(dialog, QPushButton, "Replace the access token…"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(field(dialog, QPushButton, "Forget the access token"), Qt.MouseButton.LeftButton)
    question = dialog.findChild(QMessageBox)
    (forget,) = [each for each in question.buttons() if each.text() == "Forget"]
    with qtbot.waitSignal(dialog.token_forgotten):
        forget.click()
    dialog.set_token(False, True)
    assert not field(dialog, QPushButton, "Forget the access token").isVisible()


def test_a_token_without_a_keychain_is_told(dialog):
    dialog.set_token(True, False)
    assert "until the app ends" in said(dialog)


def test_another_language_keeps_what_is_known(dialog, qtbot):
    dialog.set_token(True, True)
    dialog.set_move_progress(1_000_000_000, 4_000_000_000)
    QApplication.sendEvent(dialog, QEvent(QEvent.Type.LanguageChange))
    assert "There is one, in this PC's keychain." in said(dialog)
    assert "Moving: 1.0 of 4.0 GB" in said(dialog)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_of_it_is_cut_at_the_side(dialog, theme_manager, qtbot, scale):
    theme_manager.set_text_scale(scale)
    dialog.resize(780, 600)
    dialog.set_token(True, True)
    qtbot.waitUntil(lambda: page(dialog).widget().width() == page(dialog).viewport().width())


def test_updates_are_looked_for_once_that_is_wanted(dialog, qtbot):
    look = field(dialog, QCheckBox, "Look for updates of the app")
    assert not look.isChecked()
    look.setFocus()
    qtbot.keyClick(look, Qt.Key.Key_Space)
    assert dialog.told[-1].updates.look


def test_a_build_that_knows_no_releases_says_so(dialog):
    assert "does not know where its updates are published" in said(dialog)


def test_a_build_that_knows_them_says_when_they_are_looked_for(qtbot, theme_manager, monkeypatch, tmp_path):
    (tmp_path / "release.toml").write_text('repository = "https://example.org/a/b"')
    monkeypatch.setattr(source, "assets_folder", lambda: tmp_path)
    page = DownloadsPage()
    qtbot.addWidget(page)
    assert any("Once a day" in label.text() for label in page.findChildren(QLabel))
