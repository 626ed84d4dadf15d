import pytest
from PySide6.QtWidgets import QSystemTrayIcon

from desktop_chat.ui.notices.notice import Notice
from desktop_chat.ui.notices.tray import TrayNotices


def test_no_icon_stays_in_the_tray(qapp):
    notices = TrayNotices()
    notices.show(Notice(4, "Title", "Words"))
    notices.withdraw(5)
    notices.withdraw(4)
    assert not [each for each in notices.findChildren(QSystemTrayIcon) if each.isVisible()]


@pytest.mark.qt_log_ignore("systemTrayWindowChanged")  # of a platform without a tray
def test_a_click_tells_of_the_conversation_once_and_takes_the_icon_away(qapp, monkeypatch):
    monkeypatch.setattr(QSystemTrayIcon, "isSystemTrayAvailable", lambda: True)
    notices = TrayNotices()
    clicks = []
    notices.clicked.connect(clicks.append)
    notices.show(Notice(4, "Title", "Words"))
    (icon,) = notices.findChildren(QSystemTrayIcon)
    icon.messageClicked.emit()
    icon.messageClicked.emit()
    assert clicks == [4]
    assert not icon.isVisible()
