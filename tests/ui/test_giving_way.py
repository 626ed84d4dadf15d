import sys
import threading

from desktop_chat.ui.giving_way import giving_way


def test_what_still_gives_way_goes_on_doing_so_when_other_work_ends():
    usual = sys.getswitchinterval()
    is_begun, may_end = threading.Event(), threading.Event()

    def work():
        with giving_way():
            is_begun.set()
            assert may_end.wait(10)

    other = threading.Thread(target=work)
    other.start()
    assert is_begun.wait(10)
    with giving_way():
        pass
    assert sys.getswitchinterval() < usual
    may_end.set()
    other.join(10)
    assert sys.getswitchinterval() == usual
