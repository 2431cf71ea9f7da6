"""Key lines of small screens."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annotator.tui.widgets.hints import PARTED, in_lines

PIECES = st.lists(st.text("ab ", min_size=1, max_size=12).filter(str.strip), min_size=1, max_size=6)


def test_no_key_is_parted_from_what_it_does() -> None:
    keys = "Enter takes it · ↑ ↓ move · Ctrl+N new person · Esc leaves"
    assert in_lines(keys, 30) == "Enter takes it · ↑ ↓ move\nCtrl+N new person · Esc leaves"


@given(pieces=PIECES, room=st.integers(0, 60))
def test_lines_are_as_long_as_there_is_room_and_leave_nothing_out(pieces: list[str], room: int) -> None:
    lines = in_lines(PARTED.join(pieces), room).split("\n")
    assert PARTED.join(lines) == PARTED.join(pieces)
    for line in lines if room else ():
        assert len(line) <= room or PARTED not in line
