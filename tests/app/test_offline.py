"""Whole chats without a network, and what the processes ask of it: nothing."""

import re
import shutil
import subprocess
import sys

import pytest

from tests.app.driven import DrivenApp
from tests.app.speakers import GREETING
from tests.support.gguf_factory import scripted

ALONE = ["unshare", "--net"]
WATCHING = ["strace", "-f", "-e", "trace=network,execve,openat", "-o"]
TEMPTING = """![pixel](http://127.0.0.1:9/pixel.png) ![local](file://SECRET)
<img src="http://127.0.0.1:9/a.png"><img src="file://SECRET"><script src="http://127.0.0.1:9/b.js"></script>
<meta http-equiv="refresh" content="0; url=http://127.0.0.1:9/"> [file](file://SECRET) [web](http://127.0.0.1:9/c)
http://127.0.0.1:9/d.png <iframe src="http://127.0.0.1:9/e"></iframe> <a href="file://SECRET">here</a>
"""
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


def noted(file):
    return file.read_text(errors="replace").splitlines()


def programs(file):
    """Give the programs that were run, but Python itself."""
    begun = [line for line in noted(file) if "execve(" in line and line.endswith("= 0")]
    names = {line.split('"')[1].rsplit("/", 1)[-1] for line in begun}
    return {name for name in names if not name.startswith("python")}


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


def test_pictures_links_and_html_of_a_reply_are_neither_fetched_nor_opened(tmp_path):
    if not shutil.which("strace"):
        pytest.skip("strace is not installed")
    secret = tmp_path / "secret.png"
    secret.write_bytes(b"no picture")
    said = TEMPTING.replace("SECRET", str(secret))
    model = str(scripted(tmp_path / "tempting.gguf", said, name="Tempting", context=4096))
    file = tmp_path / "calls"
    app = DrivenApp(model, prefix=[*WATCHING, str(file)])
    try:
        app.wait_for("model", having="ready")
        app.do("send", said)
        assert app.wait_for("ended").value == ["done", None, said]
        app.wait_for("painted")
        assert app.close() == 0
        assert app.errors == ""
    finally:
        app.kill()
    assert [line for line in noted(file) if CALL.search(line) and not LOCAL.search(line)] == []
    assert [line for line in noted(file) if "secret.png" in line] == []
    assert programs(file) == set()


def test_the_trace_sees_files_and_programs(tmp_path):
    if not shutil.which("strace"):
        pytest.skip("strace is not installed")
    secret, file = tmp_path / "secret.png", tmp_path / "calls"
    secret.write_bytes(b"no picture")
    command = f"import subprocess; open({str(secret)!r}); subprocess.run(['true'])"
    subprocess.run([*WATCHING, str(file), sys.executable, "-c", command], check=True)
    assert [line for line in noted(file) if "secret.png" in line]
    assert programs(file) == {"true"}


def test_a_question_in_the_terminal_asks_nothing_of_the_network(traced, models):
    strace, file = traced
    assert ask(models["greeter"], strace).stdout == f"{GREETING}\n"
    assert calls_of(file) == []
