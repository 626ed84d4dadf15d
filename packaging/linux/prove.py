"""Proves that the packages work on a clean Debian: installed, used without network, removed.

`python3 packaging/linux/prove.py --deb FILE --archive FILE` makes a Debian with neither Python nor a compiler,
installs the .deb with what it depends on, and uses the app as a person does: opens a model, types a question, reads
the answer; then asks in a terminal and runs the self-test, all without network. After its removal nothing is left but
what the user wrote. The same from the archive, unpacked to `한글 폴더` by a user whose home is `/home/홍길동`.
Needs root, and Debian's debootstrap, xvfb, xdotool, imagemagick and desktop-file-utils.
"""

from __future__ import annotations

import argparse
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final, TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import product
from linux import clean_root, tarball
from linux.clean_root import Root, User

DISPLAY: Final = ":91"
QUESTION: Final = "What is the capital of France?"
MODEL: Final = "/srv/model.gguf"
FOLDER: Final = "한글 폴더"
SECONDS: Final = 120.0
"""How long anything is waited for."""

_FONTS: Final = ("fonts-dejavu-core", "fonts-nanum")
_OF_DESKTOPS: Final = ("desktop-file-utils", "hicolor-icon-theme", "shared-mime-info", "xz-utils")
_ENTRY: Final = f"applications/{product.IDENTIFIER}.desktop"


Found = TypeVar("Found")


class ProofError(Exception):
    """Something did not work; the message says what."""


def main() -> int:
    """Prove what the command line names and give the exit code."""
    options = _parser().parse_args()
    clean_root.X_SOCKETS.mkdir(mode=0o1777, exist_ok=True)
    clean_root.enter()
    proof = Proof(options.work.absolute(), options.model.absolute(), options.answer, options.mirror)
    try:
        proof.make_libraries(options.deb.absolute())
        proof.of_lacking_libraries(options.archive.absolute())
        proof.of_deb(options.deb.absolute())
        proof.of_archive(options.archive.absolute())
    except (ProofError, subprocess.CalledProcessError) as error:
        print(f"NOT PROVEN: {error}", file=sys.stderr)
        return 1
    print("proven")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--deb", type=Path, required=True)
    parser.add_argument("--archive", type=Path, required=True, help="the .tar.xz")
    parser.add_argument(
        "--model",
        type=Path,
        default=product.ASSETS / "self-test.gguf",
        help="a chat model; default: %(default)s",
    )
    parser.add_argument(
        "--answer", default="Engine checked", help=f"what it says to “{QUESTION}”; default: %(default)s"
    )
    parser.add_argument("--mirror", default="http://deb.debian.org/debian", help="default: %(default)s")
    parser.add_argument(
        "--work", type=Path, default=product.ROOT / "build" / "proof", help="default: %(default)s"
    )
    return parser


class Proof:
    """The systems that the proofs run in, one over another: clean, with libraries, with the app."""

    def __init__(self, work: Path, model: Path, answer: str, mirror: str) -> None:
        self._work = work
        self._model = model
        self._answer = answer
        self._clean = work / "clean"
        self._libraries = work / "libraries"
        self._turn = 0
        work.mkdir(parents=True, exist_ok=True)
        _say(f"a clean Debian {clean_root.SUITE}")
        clean_root.make(self._clean, mirror)

    def make_libraries(self, deb: Path) -> None:
        """Install the .deb with all it depends on, as apt does it, and remove the app alone again."""
        _say("apt installs the .deb with what it depends on")
        with clean_root.layer(self._clean, upper=self._libraries) as root:
            clean_root.use_network_of_host(root)
            inside = _put(root, deb)
            root.run(["apt-get", "update", "-qq"])
            extras = (*_FONTS, *_OF_DESKTOPS)
            root.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", inside, *extras])
            root.run(["apt-get", "purge", "-y", "-qq", product.EXECUTABLE])
            for program in ("python3", "python", "gcc", "cc", "cmake"):
                _expect(not root.has(program), f"the system has {program}")

    def of_lacking_libraries(self, archive: Path) -> None:
        """Start the archive's app where no library of a desktop is: it says what is not there, and how to get it."""
        _say("the archive's app on a system without a desktop's libraries")
        with self._new_layer(self._clean) as root:
            user = _user("somebody", "/home/somebody")
            root.add_user(user)
            program = _unpack(root, archive, user, user.home)
            done = _finish(root.as_user(user, [program]))
            _expect(done.returncode == 1, f"it ended with {done.returncode}")
            for said in ("libEGL.so.1", "libxcb.so.1", "sudo apt install", "libegl1"):
                _expect(said in done.stderr, f"it does not say {said}: {done.stderr}")
            _expect("Traceback" not in done.stderr, done.stderr)

    def of_deb(self, deb: Path) -> None:
        """Install, use and remove the .deb; nothing is left but what the user wrote."""
        with self._new_layer(self._libraries, self._clean) as root:
            user = _user("user", "/home/user")
            root.add_user(user)
            before = root.files()
            _say("dpkg installs the .deb")
            root.run(["dpkg", "--install", _put(root, deb)])
            root.run(["dpkg", "--verify", product.EXECUTABLE])
            cache = (root.folder / "usr/share/applications/mimeinfo.cache").read_text("utf-8")
            _expect("application/x-gguf" in cache, "the desktop does not open .gguf files with the app")
            self._use(root, user, product.EXECUTABLE, self._work / "deb.png")
            _say("dpkg removes it")
            root.run(["dpkg", "--purge", product.EXECUTABLE])
            left = root.files() - before
            _expect(not left, f"left behind: {sorted(left)[:20]}")
            _expect(_database(root, user).exists(), "the user's conversations are gone")

    def of_archive(self, archive: Path) -> None:
        """Unpack the archive to a folder with a Hangul name, put the app into the menu, use it, take it out."""
        with self._new_layer(self._libraries, self._clean) as root:
            user = _user("hong", "/home/홍길동")
            root.add_user(user)
            _say(f"the archive is unpacked to {user.home}/{FOLDER}")
            program = _unpack(root, archive, user, f"{user.home}/{FOLDER}")
            install = str(Path(program).with_name("install.sh"))
            _check(root.as_user(user, [install]))
            self._expect_in_menu(root, user, program)
            self._use(root, user, program, self._work / "archive.png")
            _check(root.as_user(user, [install, "--remove"]))
            kept = root.folder / user.home.lstrip("/") / ".local"
            left = [path for path in kept.rglob("*") if product.IDENTIFIER in path.name or path.is_symlink()]
            _expect(not left, f"left in the menu: {left}")
            _expect(_database(root, user).exists(), "the user's conversations are gone")

    def _expect_in_menu(self, root: Root, user: User, program: str) -> None:
        entry = root.folder / user.home.lstrip("/") / ".local/share" / _ENTRY
        _check(["desktop-file-validate", str(entry)])
        text = entry.read_text("utf-8")
        _expect(f'Exec="{program}" --model %f' in text, f"the menu starts something else:\n{text}")

    def _use(self, root: Root, user: User, program: str, picture: Path) -> None:
        """Use the app as a person does, without network."""
        _put(root, self._model, MODEL)
        with _screen():
            _say("the window opens the model and answers")
            with _running(root.as_user(user, [program, "--model", MODEL])) as app:
                answer = _converse(app, _database(root, user), picture)
            _expect(self._answer in answer, f"it answered {answer!r}")
            _say("the terminal answers")
            ask = [program, "ask", "--model", MODEL, "--max-tokens", "40", QUESTION]
            done = _finish(root.as_user(user, ask))
            _expect(self._answer in done.stdout, f"it said {done.stdout!r}, {done.stderr!r}")
            _say("the self-test passes")
            done = _finish(root.as_user(user, [program, "self-test"]))
            _expect(done.returncode == 0, f"the self-test failed:\n{done.stdout}{done.stderr}")
        (self._work / f"{picture.stem}-self-test.txt").write_text(done.stdout, "utf-8")

    @contextmanager
    def _new_layer(self, *below: Path) -> Iterator[Root]:
        self._turn += 1
        upper = self._work / f"run-{self._turn}"
        for folder in (upper, upper.with_name(f"{upper.name}-work")):
            subprocess.run(["rm", "-rf", str(folder)], check=True)
        with clean_root.layer(*below, upper=upper) as root:
            yield root


def _converse(app: subprocess.Popen[bytes], database: Path, picture: Path) -> str:
    """Type a question into the window and give its answer; a picture is taken, and the app ended."""
    window = _wait_for(lambda: _window_of(app), "a window")
    _tool("windowfocus", window)
    time.sleep(3)  # the composer has the keyboard once the window is there; a person takes as long
    _tool("type", "--delay", "30", QUESTION)
    _tool("key", "Return")
    answer = _wait_for(lambda: _answer(database), "an answer")
    time.sleep(1)  # it is drawn
    subprocess.run(["import", "-display", DISPLAY, "-window", "root", str(picture)], check=True)
    app.send_signal(signal.SIGTERM)
    _expect(app.wait(SECONDS) == 0, f"it ended with {app.returncode}")
    return answer


def _answer(database: Path) -> str:
    """Give the text of the newest answer that is complete."""
    if not database.exists():
        return ""
    query = "SELECT text FROM message WHERE role = 'assistant' AND state = 'done' ORDER BY id DESC"
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
        row = connection.execute(query).fetchone()
    return str(row[0]) if row else ""


def _database(root: Root, user: User) -> Path:
    return root.folder / user.home.lstrip("/") / ".local/share/desktop-chat/conversations.db"


def _window_of(app: subprocess.Popen[bytes]) -> str:
    _expect(app.poll() is None, f"the app ended with {app.returncode}")
    search = ["search", "--onlyvisible", "--class", product.NAME]
    return _tool(*search, check=False).split("\n")[0]


def _tool(*arguments: str, check: bool = True) -> str:
    """Run xdotool on the screen and give what it says."""
    done = subprocess.run(
        ["xdotool", *arguments],
        check=check,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        env=os.environ | {"DISPLAY": DISPLAY},
    )
    return done.stdout.strip()


@contextmanager
def _screen() -> Iterator[None]:
    """Have a screen of its own while something runs."""
    socket = clean_root.X_SOCKETS / f"X{DISPLAY[1:]}"
    command = ["Xvfb", DISPLAY, "-screen", "0", "1280x860x24", "-ac", "-nolisten", "tcp"]
    with _running(command) as server:
        _wait_for(lambda: server.poll() is None and socket.exists(), "the screen")
        yield


@contextmanager
def _running(command: Sequence[str]) -> Iterator[subprocess.Popen[bytes]]:
    """Have a program run, and end it."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as program:
        try:
            yield program
        finally:
            if program.poll() is None:
                program.terminate()
            program.wait(SECONDS)


def _wait_for(look: Callable[[], Found], what: str) -> Found:
    """Look again and again until something is there, and give it."""
    deadline = time.monotonic() + SECONDS
    while not (found := look()):
        _expect(time.monotonic() < deadline, f"{what} did not come in {SECONDS:.0f} s")
        time.sleep(0.2)
    return found


def _user(name: str, home: str) -> User:
    return User(name, home, 1000, {"DISPLAY": DISPLAY})


def _put(root: Root, file: Path, place: str = "") -> str:
    """Put a file of the host into a system; gives its path there."""
    place = place or f"/srv/{file.name}"
    inside = root.folder / place.lstrip("/")
    if not inside.exists():
        subprocess.run(["cp", "--reflink=auto", str(file), str(inside)], check=True)
    return place


def _unpack(root: Root, archive: Path, user: User, folder: str) -> str:
    """Unpack the archive as a user, with the host's tar; gives the path of the program."""
    inside = root.folder / folder.lstrip("/")
    inside.mkdir(exist_ok=True)
    subprocess.run(["tar", "-xf", str(archive), "-C", str(inside), "--no-same-owner"], check=True)
    subprocess.run(["chown", "-R", f"{user.number}:{user.number}", str(inside)], check=True)
    return f"{folder}/{tarball.folder_name()}/{product.EXECUTABLE}"


def _finish(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, check=False, capture_output=True, encoding="utf-8", errors="replace", timeout=SECONDS
    )


def _check(command: Sequence[str]) -> None:
    done = _finish(command)
    _expect(done.returncode == 0, f"{command[-1]} failed:\n{done.stdout}{done.stderr}")


def _expect(is_so: bool, otherwise: str) -> None:
    if not is_so:
        raise ProofError(otherwise)


def _say(what: str) -> None:
    print(f"— {what}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
