import subprocess
import sys
from pathlib import Path

import pytest

from desktop_chat.paths import Paths

ROOT = Path(__file__).parents[1]
SECRET = "비밀: my secret diary"
START = """
import logging, os, sys, threading
from pathlib import Path
from desktop_chat.logs import start_logging
from desktop_chat.paths import Paths
start_logging(Paths.below(Path(sys.argv[1])))
SECRET = sys.argv[2]
"""


def run(home, script):
    """Run a script that has started logging below `home`; gives the process and the log."""
    command = [sys.executable, "-X", "utf8", "-c", START + script, str(home), SECRET]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", check=False, timeout=60)
    log = Paths.below(home).log_file
    return done, log.read_text(encoding="utf-8") if log.is_file() else ""


def test_what_the_app_does_is_logged_below_a_home_that_is_not_ascii(tmp_path):
    done, log = run(tmp_path / "홍길동의 집", "logging.getLogger('engine').info('모델 loaded')")
    assert done.returncode == 0
    assert "INFO" in log
    assert "engine: 모델 loaded" in log


def test_text_that_is_not_unicode_is_logged_all_the_same(tmp_path):
    _, log = run(tmp_path, r"logging.info('a \udcff b'); logging.info('after')")
    assert r"a \udcff b" in log
    assert "after" in log


def test_an_uncaught_exception_is_logged_with_its_place_and_still_ends_the_process(tmp_path):
    done, log = run(tmp_path, "def broken():\n    {}.missing\nbroken()")
    assert done.returncode == 1
    assert "AttributeError: 'dict' object has no attribute 'missing'" in log
    assert "in broken" in log
    assert "Traceback" not in done.stderr
    assert "desktop-chat.log says what" in done.stderr


def test_an_uncaught_exception_of_a_thread_is_logged(tmp_path):
    _, log = run(tmp_path, "t = threading.Thread(target=lambda: 1 + '', name='worker'); t.start(); t.join()")
    assert "worker" in log
    assert "TypeError" in log


def test_an_exception_python_ignores_is_logged(tmp_path):
    _, log = run(tmp_path, "class A:\n    def __del__(self): raise OSError('lost')\nA()")
    assert "OSError: lost" in log


def test_exceptions_do_not_carry_conversation_text_into_the_log(tmp_path):
    script = """
def fail():
    try:
        int(SECRET)
    except ValueError:
        {}[SECRET]
thread = threading.Thread(target=fail); thread.start(); thread.join()
try:
    fail()
except KeyError:
    logging.exception('handled')
fail()
"""
    _, log = run(tmp_path, script)
    assert log.count("KeyError") == 3
    assert log.count("ValueError") == 3
    assert SECRET not in log
    assert "secret" not in log


def test_a_keyboard_interrupt_is_no_fault(tmp_path):
    _, log = run(tmp_path, "raise KeyboardInterrupt")
    assert log == ""


def test_logs_rotate_and_stay_below_five_megabytes(tmp_path):
    run(tmp_path, "for number in range(30): logging.info('x' * 300_000)")
    sizes = [file.stat().st_size for file in Paths.below(tmp_path).logs.iterdir()]
    assert len(sizes) == 5
    assert max(sizes) <= 1_000_000


def test_a_folder_that_cannot_be_made_does_not_disturb_the_app(tmp_path):
    (tmp_path / "logs").write_text("a file where the folder should be")
    done, _ = run(tmp_path, "logging.warning('lost'); print('alive')")
    assert (done.returncode, done.stdout, done.stderr) == (0, "alive\n", "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_full_disk_does_not_disturb_the_app(tmp_path):
    logs = Paths.below(tmp_path).logs
    logs.mkdir()
    (logs / "desktop-chat.log").symlink_to("/dev/full")
    done, _ = run(tmp_path, "logging.warning('lost'); print('alive')")
    assert (done.returncode, done.stdout, done.stderr) == (0, "alive\n", "")


def test_a_log_that_cannot_be_renamed_is_written_on(tmp_path):
    logs = Paths.below(tmp_path).logs
    (logs / "desktop-chat.log.1").mkdir(parents=True)
    (logs / "desktop-chat.log.1" / "taken").touch()
    (logs / "desktop-chat.log.2").mkdir()
    (logs / "desktop-chat.log.2" / "taken").touch()
    done, log = run(tmp_path, "for number in range(5): logging.info('x' * 300_000)\nlogging.info('last')")
    assert done.returncode == 0
    assert "last" in log
