"""Notifications as a real session bus carries them."""

import json
import os
import shutil
import subprocess
import sys
import threading

import pytest

from desktop_chat import DESKTOP_ENTRY
from desktop_chat.ui.notices.notice import Notice

if not sys.platform.startswith("linux"):
    pytest.skip("the notification service is Linux's", allow_module_level=True)

from desktop_chat.ui.notices.freedesktop import ServiceNotices

LONG = 10_000
NOTICE = Notice(4, "제주 여행", "Three days & <two> nights")


@pytest.fixture
def bus(monkeypatch):
    """A session bus of this test's own."""
    if not shutil.which("dbus-daemon"):
        pytest.skip("dbus-daemon is not installed")
    command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as daemon:
        address = daemon.stdout.readline().strip()
        monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", address)
        yield address
        daemon.kill()


class Service:
    """The service in a process of its own, and what it was asked."""

    def __init__(self, *capabilities):
        command = [sys.executable, "-m", "tests.support.notification_service", *capabilities]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        )
        assert json.loads(self.process.stdout.readline()) == ["ready"]
        self.asked = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self):
        for line in self.process.stdout:
            self.asked.append(json.loads(line))

    def of(self, method):
        return [each[1:] for each in self.asked if each[0] == method]

    def do(self, command):
        self.process.stdin.write(f"{command}\n")

    def end(self):
        self.process.stdin.close()
        self.process.wait(10)
        self._reader.join(10)
        self.process.stdout.close()


@pytest.fixture
def serve(bus):
    """Give what starts the service."""
    services = []

    def start(*capabilities):
        services.append(Service(*capabilities))
        return services[-1]

    yield start
    for service in services:
        service.end()


@pytest.fixture
def notices(qapp):
    notices = ServiceNotices()
    notices.clicks, notices.refusals = [], []
    notices.clicked.connect(notices.clicks.append)
    notices.refused.connect(notices.refusals.append)
    yield notices
    notices.close()


def shown(service, notices, qtbot, notice=NOTICE, count=1):
    """Show a notice and wait until the service has it and has answered."""
    notices.show(notice)
    qtbot.waitUntil(lambda: len(service.of("Notify")) == count, timeout=LONG)
    qtbot.waitUntil(lambda: notice.conversation_id in notices._shown, timeout=LONG)
    return service.of("Notify")[-1]


def test_a_notice_says_the_conversation_and_how_the_reply_begins(serve, notices, qtbot):
    service = serve("actions", "body")
    app, replaced, icon, title, text, actions, hints, expires = shown(service, notices, qtbot)
    assert (app, replaced, icon, expires) == ("Desktop Chat", 0, DESKTOP_ENTRY, -1)
    assert (title, text) == ("제주 여행", "Three days & <two> nights")
    assert actions == ["default", "Show"]
    assert hints["desktop-entry"] == ["s", DESKTOP_ENTRY]


def test_a_service_that_reads_markup_is_given_none(serve, notices, qtbot):
    service = serve("actions", "body", "body-markup")
    assert shown(service, notices, qtbot)[4] == "Three days &amp; &lt;two&gt; nights"


def test_a_service_without_actions_is_offered_none(serve, notices, qtbot):
    assert shown(serve("body"), notices, qtbot)[5] == []


def test_a_click_tells_of_the_conversation(serve, notices, qtbot):
    service = serve("actions")
    shown(service, notices, qtbot)
    service.do("click 99")
    service.do("click 1")
    qtbot.waitUntil(lambda: notices.clicks == [4], timeout=LONG)


def test_a_later_notice_of_a_conversation_takes_the_place_of_the_first(serve, notices, qtbot):
    service = serve("actions")
    shown(service, notices, qtbot)
    assert shown(service, notices, qtbot, NOTICE._replace(text="More"), count=2)[1] == 1
    assert shown(service, notices, qtbot, NOTICE._replace(conversation_id=5), count=3)[1] == 0


def test_a_notice_that_was_closed_is_not_replaced(serve, notices, qtbot):
    service = serve("actions")
    shown(service, notices, qtbot)
    service.do("close 1")
    qtbot.waitUntil(lambda: not notices._shown, timeout=LONG)
    assert shown(service, notices, qtbot, count=2)[1] == 0


def test_a_notice_is_taken_back(serve, notices, qtbot):
    service = serve("actions")
    shown(service, notices, qtbot)
    notices.withdraw(5)
    notices.withdraw(4)
    qtbot.waitUntil(lambda: service.of("CloseNotification") == [[1]], timeout=LONG)


def test_a_service_that_does_not_take_a_notice_is_told(serve, notices, qtbot):
    serve("refuses")
    notices.show(NOTICE)
    qtbot.waitUntil(lambda: notices.refusals == [NOTICE], timeout=LONG)


def test_a_bus_without_a_service_is_told(bus, notices, qtbot):
    notices.show(NOTICE)
    qtbot.waitUntil(lambda: notices.refusals == [NOTICE], timeout=LONG)


@pytest.mark.parametrize("address", [None, "unix:path=/nowhere/bus", "nonsense"])
def test_without_a_bus_a_notice_is_told(address, monkeypatch, notices, qtbot):
    if address is None:
        monkeypatch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
    else:
        monkeypatch.setitem(os.environ, "DBUS_SESSION_BUS_ADDRESS", address)
    notices.show(NOTICE)
    qtbot.waitUntil(lambda: notices.refusals == [NOTICE], timeout=LONG)


def test_a_bus_that_goes_is_looked_for_again(serve, notices, qtbot, bus, tmp_path):
    service = serve("actions")
    shown(service, notices, qtbot)
    notices._line.connection.sock.shutdown(2)
    qtbot.waitUntil(lambda: notices._line is None, timeout=LONG)
    assert shown(service, notices, qtbot, count=2)[1] == 0
