"""What is remembered of updates."""

from desktop_chat.updates.state import DAY_SECONDS, UpdateState, UpdateStateFile


def test_it_is_due_once_a_day_and_where_the_clock_went_back():
    state = UpdateState(looked_at=1_000_000.0)
    assert UpdateState().is_due(1_000_000.0)
    assert not state.is_due(1_000_000.0 + DAY_SECONDS - 1)
    assert state.is_due(1_000_000.0 + DAY_SECONDS)
    assert state.is_due(999_999.0)


def test_both_things_are_kept(tmp_path):
    UpdateStateFile(tmp_path / "updates.json").note_looked(5.0)
    UpdateStateFile(tmp_path / "updates.json").skip("1.2.0")
    assert UpdateStateFile(tmp_path / "updates.json").read() == UpdateState(5.0, "1.2.0")


def test_a_damaged_file_says_nothing_and_one_that_cannot_be_written_is_no_reason_to_stop(tmp_path):
    (tmp_path / "updates.json").write_bytes(b"\xff{")
    assert UpdateStateFile(tmp_path / "updates.json").read() == UpdateState()
    (tmp_path / "in the way").write_text("")
    UpdateStateFile(tmp_path / "in the way" / "updates.json").skip("1")
