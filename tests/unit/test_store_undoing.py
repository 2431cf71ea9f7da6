"""What can be undone and redone, against two plain stacks that are played from the beginning."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given
from hypothesis import strategies as st

from annotator.store.undoing import to_redo, to_undo

Done = tuple[str, str, str, bool]


@given(st.lists(st.sampled_from(["do", "import", "undo", "redo", "undo an older one"]), max_size=30))
def test_they_are_what_two_stacks_would_hold(verbs: list[str]) -> None:
    log: list[Done] = []
    done: list[str] = []
    undone: list[str] = []
    for number, verb in enumerate(verbs):
        action = f"d.{number}"
        match verb:
            case "do":
                log.append((action, "do", "", False))
                done.append(action)
                undone.clear()
            case "import":
                log.append((action, "do", "", True))
            case "redo" if undone:
                done.append(undone.pop())
                log.append((action, "redo", done[-1], False))
            case "undo" | "undo an older one" if done:
                # The one on top changed nothing any more, since others had undone it: it was passed over.
                undone.append(done.pop(0 if verb == "undo an older one" else -1))
                log.append((action, "undo", undone[-1], False))
        assert list(to_undo(reversed(log))) == done[::-1]
        assert list(to_redo(reversed(log))) == undone[::-1]


def test_the_past_is_read_no_further_than_the_first_answer() -> None:
    def past() -> Iterator[Done]:
        yield "d.9", "undo", "d.8", False
        yield "d.8", "do", "", False
        yield "d.7", "do", "", False
        raise AssertionError("read on")

    assert next(to_undo(past())) == "d.7"
    assert list(to_redo(past())) == ["d.8"]
