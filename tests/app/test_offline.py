"""Whole chats without a network, and what the processes ask of it: nothing."""

import re
import shutil
import subprocess
import sys

import pytest

from tests.app.driven import DrivenApp
from tests.app.speakers import GREETING

ALONE = ["unshare", "--net"]
CALL = re.compile(r"^(?:\d+ +)?(socket|connect|bind)\(")
INTERNET = re.compile("AF_INET")
LOCAL = re.compile("AF_UNIX")  # later starts of the app, and the display

if not sys.platform.startswith("linux"):
    pytest.skip("network namespaces and strace are Linux's", allow_module_level=True)


@pytest.fixture
def alone():
    """Give what runs a command where there is no network interface but its own, which is down."""
    tried = subprocess.run([*ALONE, "true"], check=False, capture_output=True, text=True)
    if tried.returncode:
        pytest.skip(f"no network namespace can be made here: {tried.stderr.strip()}")
    return ALONE


@pytest.fixture
def traced(tmp_path):
    """Give what runs a command and notes its calls for the network, and the file they are noted in."""
    if not shutil.which("strace"):
        pytest.skip("strace is not installed")
    calls = tmp_path / "calls"
    return ["strace", "-f", "-e", "trace=network,execve", "-o", str(calls)], calls


def chat(app):
    """Ask a model, and close the window."""
    try:
        app.wait_for("model", having="ready")
        app.do("send", "Hello")
        assert app.wait_for("ended").value == ["done", None, GREETING]
        assert app.close() == 0
        assert app.errors == ""
    finally:
        app.kill()


def ask(model, prefix):
    command = [*prefix, sys.executable, "-m", "desktop_chat", "ask", "--model", model, "Hello"]
    return subprocess.run(
        command, check=False, capture_output=True, encoding="utf-8", stdin=subprocess.DEVNULL
    )


def calls_of(file):
    """Give the calls for the network of all processes and threads, an engine among them."""
    lines = file.read_text(errors="replace").splitlines()
    assert [line for line in lines if "execve(" in line and '"desktop_chat", "engine"]' in line]
    return [line for line in lines if CALL.search(line)]


def test_a_namespace_without_interfaces_reaches_nobody(alone):
    command = "import socket; socket.create_connection(('127.0.0.1', 9), 1)"
    tried = subprocess.run(
        [*alone, sys.executable, "-c", command], check=False, capture_output=True, text=True
    )
    assert "Network is unreachable" in tried.stderr


def test_a_whole_chat_in_the_window_needs_no_network(alone, models):
    chat(DrivenApp(models["greeter"], prefix=alone))


def test_a_question_in_the_terminal_needs_no_network(alone, models):
    answered = ask(models["greeter"], alone)
    assert (answered.returncode, answered.stdout, answered.stderr) == (0, f"{GREETING}\n", "")


def test_the_trace_sees_connections(traced):
    strace, file = traced
    command = "import socket; socket.socket().connect_ex(('127.0.0.1', 9))"
    subprocess.run([*strace, sys.executable, "-c", command, "desktop_chat", "engine"], check=True)
    assert [call for call in calls_of(file) if INTERNET.search(call)]


def test_a_chat_in_the_window_asks_nothing_of_the_network(traced, models):
    strace, file = traced
    chat(DrivenApp(models["greeter"], prefix=strace))
    assert [call for call in calls_of(file) if not LOCAL.search(call)] == []


def test_a_question_in_the_terminal_asks_nothing_of_the_network(traced, models):
    strace, file = traced
    assert ask(models["greeter"], strace).stdout == f"{GREETING}\n"
    assert calls_of(file) == []
