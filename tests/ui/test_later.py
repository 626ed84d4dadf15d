from desktop_chat.ui.later import Later


def test_it_is_made_once_and_only_when_it_is_asked_for():
    made = []
    later = Later(lambda: made.append("one") or made)
    assert made == []
    assert later() is later()
    assert made == ["one"]


def test_who_waits_for_it_is_told_once_it_is_made():
    told = []
    later = Later(lambda: "made")
    later.when_made(told.append)
    assert told == []
    later()
    later()
    assert told == ["made"]


def test_once_it_is_made_all_are_told_at_once():
    told = []
    later = Later(lambda: "made")
    later()
    later.when_made(told.append)
    later.if_made(told.append)
    assert told == ["made", "made"]


def test_what_is_not_made_yet_is_told_nothing():
    told = []
    later = Later(lambda: "made")
    later.if_made(told.append)
    later()
    assert told == []
