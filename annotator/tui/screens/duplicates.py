"""Likely duplicates: pairs of people decided one by one, merged or kept apart for good."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from annotator.errors import AnnotatorError
from annotator.store.people_rows import PersonRow
from annotator.suggest.duplicates import Pair
from annotator.tui.beside import beside
from annotator.tui.dialog_commands import DUPLICATES
from annotator.tui.register import Register, counted, what_a_merge_does
from annotator.tui.screens.dialog import Box, muted, one_line
from annotator.tui.widgets.hints import Hints

_EXAMPLES = 2


class DuplicatesScreen(Box[None]):
    """The marked pair is merged, perhaps turned round first, or kept apart; the next one is marked then."""

    DEFAULT_CSS = "DuplicatesScreen #box { width: 92; }"
    SMALL = DUPLICATES
    OTHER_ROWS = 12

    def __init__(self, register: Register) -> None:
        super().__init__()
        self._register = register
        self._pairs: list[Pair] = []
        self._decided = 0

    def compose(self) -> ComposeResult:
        with Vertical(id="box") as box:
            box.border_title = "One person, or two?"
            yield OptionList(markup=False)
            yield Hints(self.hint("escape"), "Comparing names …")

    def on_mount(self) -> None:
        self.query_one(OptionList).focus()
        self.run_worker(self._look())

    async def _look(self) -> None:
        settings = self._register.project.settings()  # read here: a connection belongs to its thread
        self._pairs = await beside(self._register.pairs, settings)
        self._show(0)

    def _show(self, marked: int) -> None:
        options = self.query_one(OptionList)
        options.clear_options()
        options.add_options([Option(self._line(pair)) for pair in self._pairs])
        if self._pairs:
            options.highlighted = min(marked, len(self._pairs) - 1)
        else:
            done = "Nothing is left to decide." if self._decided else "No two names look like one person's."
            self.query_one(Hints).say(done, self.hint("escape"))

    def _line(self, pair: Pair) -> Content:
        return (
            Content(f"{pair.score:3}  ").stylize(muted())
            + Content(one_line(pair.other.name, 36)).stylize("bold")
            + Content("  →  ").stylize(muted())
            + Content(one_line(pair.kept.name, 36)).stylize("bold")
        )

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        self._tell(self._pairs[event.option_index])

    def _tell(self, pair: Pair) -> None:
        kept, other = self._register.row_of(pair.kept.id), self._register.row_of(pair.other.id)
        if kept is None or other is None:
            return
        told = [*map(self._described, (other, kept)), ""]
        told += [
            f"{self.key('merge')}: {one}" if not n else one
            for n, one in enumerate(what_a_merge_does(kept, other))
        ]
        self.query_one(Hints).say("\n".join(told), self.hint("merge", "turn", "keep", "move", "escape"))

    def _described(self, row: PersonRow) -> str:
        about = self._register.about(row)
        also = f" ({', '.join(about.row.entity.aliases)})" if about.row.entity.aliases else ""
        places: Sequence[str] = list(dict.fromkeys(link.place[1] for link in about.links))[:_EXAMPLES]
        where = f" in {', '.join(places)}{' …' if about.row.articles > len(places) else ''}" if places else ""
        return one_line(f"{about.row.entity.name}{also}: {counted(about.row.links, 'link')}{where}", 86)

    def _marked(self) -> int | None:
        marked = self.query_one(OptionList).highlighted
        return marked if marked is not None and marked < len(self._pairs) else None

    def action_turn(self) -> None:
        """Keep the other name of the marked pair."""
        if (marked := self._marked()) is not None:
            pair = self._pairs[marked]
            self._pairs[marked] = replace(pair, kept=pair.other, other=pair.kept)
            self.query_one(OptionList).replace_option_prompt_at_index(marked, self._line(self._pairs[marked]))
            self._tell(self._pairs[marked])

    async def action_take(self) -> None:
        """What one is here for: make the marked pair one."""
        self.action_merge()

    def action_merge(self) -> None:
        """Make the marked pair one."""
        self._decide(lambda pair: self._register.merge(pair.kept.id, pair.other.id), gone=True)

    def action_keep(self) -> None:
        """Say for good that the marked pair are two."""
        self._decide(lambda pair: self._register.keep_apart(pair.kept.id, pair.other.id), gone=False)

    def _decide(self, do: Callable[[Pair], None], *, gone: bool) -> None:
        marked = self._marked()
        if marked is None:
            return
        pair = self._pairs[marked]
        try:
            do(pair)
        except AnnotatorError as error:
            self.query_one(Hints).say(f"Not saved: {error.sentence}")
            return
        self._decided += 1
        left = [one for one in self._pairs if one is not pair]
        self._pairs = [one for one in left if pair.other.id not in one.ids] if gone else left
        self._show(marked)
