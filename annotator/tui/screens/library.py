"""The library: all articles with how far one is, and the way into each."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.style import Style
from textual.widgets import Static

from annotator.model.items import Progress
from annotator.store.project import Project
from annotator.store.reading import ArticleRow, article_rows, row_of, state_counts
from annotator.text.safe import safe
from annotator.tui.keys import key_name
from annotator.tui.messages import ThemeWanted
from annotator.tui.widgets.article_list import ArticleList
from annotator.tui.widgets.bars import Bar, key_line

_FILTERS = (None, Progress.NEW, Progress.BEGUN, Progress.DONE)
_KEYS = (
    ("Enter", "open"),
    ("↑ ↓", "move"),
    ("n", "next not done"),
    ("s", "show: all, new, begun, done"),
    ("Ctrl+T", "colours"),
    ("Ctrl+Q", "quit"),
)


class LibraryScreen(Screen[None]):
    """A page of articles, the counts above it, the keys below."""

    CSS = """
    LibraryScreen { layout: vertical; }
    #head { background: $panel; }
    ArticleList { background: $background; }
    ArticleList > .list--row { color: $foreground; background: $background; }
    ArticleList > .list--muted { color: $text-muted; background: $background; }
    ArticleList > .list--marked { color: $foreground; background: $panel; text-style: bold; }
    #empty { display: none; height: 1fr; padding: 2 4; }
    LibraryScreen.empty #empty { display: block; }
    LibraryScreen.empty ArticleList { display: none; }
    #keys { background: $surface; color: $text-muted; }
    """
    AUTO_FOCUS = "ArticleList"

    class Chosen(Message):
        """An article is to be opened."""

        def __init__(self, article: str) -> None:
            super().__init__()
            self.article = article

    def __init__(self, project: Project, who: str, marked: str = "") -> None:
        super().__init__()
        self.project = project
        self.who = who
        self._filter: Progress | None = None
        self._marked = marked
        self._counted: dict[Progress, int] | None = None
        self._fresh = True

    def compose(self) -> ComposeResult:
        yield Bar(id="head")
        yield ArticleList(self._fetch, self._count())
        yield Static("", id="empty", markup=False)
        yield Bar(id="preview")
        yield Bar(id="keys")

    def on_mount(self) -> None:
        self._tell()
        self._mark(self._marked)

    def on_screen_resume(self) -> None:
        """Back from an article: show how far it is now."""
        if self._fresh:  # just mounted
            self._fresh = False
            return
        self._counted = None
        self._reload()

    def on_resize(self) -> None:
        self.call_after_refresh(self._tell)

    def remember(self, article: str) -> None:
        """Mark this article when the library shows again."""
        self._marked = article

    def _fetch(self, limit: int, offset: int) -> list[ArticleRow]:
        with self.project.reading() as db:
            return article_rows(db, self.who, limit, offset, self._filter)

    def _counts(self) -> dict[Progress, int]:
        """How many articles are in each state, counted once between two looks at the list."""
        if self._counted is None:
            with self.project.reading() as db:
                self._counted = state_counts(db, self.who)
        return self._counted

    def _count(self) -> int:
        counts = self._counts()
        return counts[self._filter] if self._filter is not None else sum(counts.values())

    def _reload(self) -> None:
        self.query_one(ArticleList).reload(self._count())
        self._tell()
        self._mark(self._marked)

    def _mark(self, article: str) -> None:
        listed = self.query_one(ArticleList)
        if not article:
            listed.mark(listed.marked)
            return
        with self.project.reading() as db:
            listed.mark(row_of(db, article) if self._filter is None else 0)

    def _tell(self) -> None:
        counts = self._counts()
        total = sum(counts.values())
        told = f"{counts[Progress.DONE]} of {total} done · {counts[Progress.BEGUN]} begun · {counts[Progress.NEW]} new"
        shown = f" · showing {self._filter}" if self._filter else ""
        name = Content(safe(self.project.path.name)).stylize(Style.parse("bold"))
        self.query_one("#head", Bar).put(name + Content(safe(f"  {told}{shown} · {self.who}")))
        keys = self.query_one("#keys", Bar)
        keys.put(key_line(_KEYS, keys.room))
        empty = self.query_one(ArticleList).row(0) is None
        self.set_class(empty, "empty")
        if empty:
            self.query_one("#empty", Static).update(self._nothing(total))

    def _nothing(self, total: int) -> Content:
        if total:
            return Content(f"No article is {self._filter}. Press s to show others.")
        return Content(
            "There are no articles yet.\n\nBring some in from the command line:\n\n"
            "    annotator import article.txt\n\nThen come back. Ctrl+Q leaves."
        )

    def on_key(self, event: events.Key) -> None:
        listed = self.query_one(ArticleList)
        page = max(1, listed.size.height - 1)
        moves = {
            "down": 1,
            "j": 1,
            "up": -1,
            "k": -1,
            "pagedown": page,
            "ctrl+d": page,
            "pageup": -page,
            "ctrl+u": -page,
        }
        key = key_name(event.key, event.character)
        if key in moves:
            listed.mark(listed.marked + moves[key])
        elif key in ("home", "g"):
            listed.mark(0)
        elif key in ("end", "G"):
            listed.mark(10**9)
        elif key in ("enter", "right", "l"):
            listed.open_marked()
        elif key == "s":
            self._filter = _FILTERS[(_FILTERS.index(self._filter) + 1) % len(_FILTERS)]
            self._marked = ""
            listed.marked = 0
            self._reload()
        elif key == "n":
            self._next_open(listed)
        elif key == "ctrl+t":
            self.post_message(ThemeWanted())
        elif key == "ctrl+q":
            self.app.exit(0)
        elif key in ("escape", "q"):
            self.query_one("#preview", Bar).put(Content("Ctrl+Q leaves the program; everything is saved."))
        else:
            return
        event.stop()
        event.prevent_default()

    def _next_open(self, listed: ArticleList) -> None:
        """Mark the next article that is not done."""
        number = listed.marked + 1
        while (row := listed.row(number)) is not None:
            if row.state is not Progress.DONE:
                listed.mark(number)
                return
            number += 1

    def on_article_list_opened(self, event: ArticleList.Opened) -> None:
        self._marked = event.article
        self.post_message(self.Chosen(event.article))

    def on_article_list_marked(self, event: ArticleList.Marked) -> None:
        self._marked = event.row.id
        self.query_one("#preview", Bar).put(Content(safe(f"{event.row.id} · {event.row.state}")))
