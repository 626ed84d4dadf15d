import pytest

from desktop_chat.ui.single_instance import Call, SingleInstance


@pytest.fixture
def first(qapp, tmp_path):
    instance = SingleInstance(tmp_path)
    assert instance.claim()
    instance.listen()
    yield instance
    instance.release()


def test_a_second_start_is_told_that_there_is_a_first(first, tmp_path):
    assert not SingleInstance(tmp_path).claim()


def test_the_first_hears_the_second_and_its_model_file(first, tmp_path, qtbot):
    with qtbot.waitSignal(first.called) as heard:
        assert SingleInstance(tmp_path).call_first(Call("/models/한국어.gguf"))
    assert heard.args == [Call("/models/한국어.gguf")]


def test_another_folder_is_another_app(first, tmp_path):
    (tmp_path / "other").mkdir()
    other = SingleInstance(tmp_path / "other")
    assert other.claim()
    other.release()


def test_after_the_first_ends_the_next_one_is_first(qapp, tmp_path):
    first = SingleInstance(tmp_path)
    assert first.claim()
    first.release()
    second = SingleInstance(tmp_path)
    assert second.claim()
    second.release()


def test_a_call_that_is_no_call_still_raises_the_window(first, tmp_path, qtbot):
    from PySide6.QtNetwork import QLocalSocket

    socket = QLocalSocket()
    with qtbot.waitSignal(first.called) as heard:
        socket.connectToServer(first._name)
        assert socket.waitForConnected(2000)
        socket.write(b"\xff{nonsense")
        socket.waitForBytesWritten(2000)
        socket.disconnectFromServer()
    assert heard.args == [Call("")]


def test_without_a_first_nobody_hears(qapp, tmp_path):
    assert not SingleInstance(tmp_path).call_first(Call())


def test_where_nobody_is_there_is_nobody_to_end(qapp, tmp_path):
    assert SingleInstance(tmp_path).end_first()
    assert SingleInstance(tmp_path / "never made").end_first()


def test_the_first_is_asked_to_end_and_waited_for(tmp_path, first, qtbot):
    from concurrent.futures import ThreadPoolExecutor

    first.called.connect(lambda call: first.release() if call.quit else None)
    with ThreadPoolExecutor() as threads:
        ended = threads.submit(lambda: SingleInstance(tmp_path).end_first())
        qtbot.waitUntil(ended.done)
    assert ended.result()
