"""What the library says in words: how far one is, what is listed, and why nothing is."""

from __future__ import annotations

from collections.abc import Mapping

from rich.cells import cell_len
from textual.content import Content
from textual.style import Style

from annotator.model.layer_names import Progress
from annotator.store.library import Listing, Sort
from annotator.store.search import match_query
from annotator.text.shown import shown_line
from annotator.tui.catalogue import Catalogue
from annotator.tui.widgets.list_columns import NOTED

_SORTED = {
    Sort.ID: ("by id", "by id, last first"),
    Sort.TITLE: ("by title", "by title, Z first"),
    Sort.DATE: ("newest first", "oldest first"),
    Sort.PUBLISHER: ("by publisher", "by publisher, Z first"),
    Sort.STATE: ("begun, new, done", "done, new, begun"),
    Sort.WORKED: ("last worked on first", "longest left alone first"),
}
NOT_DONE = (Progress.NEW, Progress.BEGUN)


def counted(catalogue: Catalogue, room: int) -> Content:
    """The project and how far the person is in it, in one line of `room` cells."""
    counts = catalogue.counts
    told = f"{counts.done:,} of {counts.total:,} done · {counts.begun:,} begun · {counts.new:,} new"
    told += f" · {counts.flagged:,} flagged" if counts.flagged else ""
    if catalogue.notes:
        number = sum(catalogue.notes.values())
        told += f" · {NOTED} {number:,} note{'s' if number > 1 else ''} for you"
    name = Content(_line(catalogue.project.path.name)).stylize(Style.parse("bold"))
    return _spread(name + Content(f"  {told}"), Content(_line(catalogue.who)), room)


def listed(catalogue: Catalogue, marked: int, room: int) -> Content:
    """What the list shows and which place of it is marked, in one line of `room` cells."""
    listing, count = catalogue.listing, len(catalogue)
    shown = f"{count:,} of {_articles(catalogue.total)}" if listing.narrowed else _articles(count)
    facts = [shown, *restrictions(listing), _SORTED[listing.sort][listing.reverse]]
    place = f"{marked + 1:,}/{count:,}" if count else ""
    return _spread(Content(" · ".join(facts)), Content(place), room)


def restrictions(listing: Listing) -> list[str]:
    """What a list is narrowed to, a few words for each."""
    found = []
    if match_query(listing.search):
        found.append(f"“{_line(listing.search.strip())}”")
    if listing.states:
        found.append("not done" if listing.states == NOT_DONE else " or ".join(listing.states))
    if listing.flagged:
        found.append("flagged")
    if listing.assigned:
        found.append("assigned to me")
    if listing.publisher is not None:
        found.append(_line(listing.publisher) or "no publisher")
    if listing.lang is not None:
        found.append(f"in {_line(listing.lang)}")
    return found


def nothing(catalogue: Catalogue, keys: Mapping[str, str]) -> Content:
    """Why no article is listed, and what to do; `keys` are those of the library's commands."""
    strong = Style.parse("bold")
    if not catalogue.total:
        return (
            Content("There are no articles yet.").stylize(strong)
            + Content("\n\nBring some in from the command line, while this stays open if you like:\n\n")
            + Content("    annotator import article.txt\n    annotator import folder/ --lang id").stylize(
                Style.parse("$accent")
            )
            + Content(f"\n\nThey appear here by themselves. {keys['quit']} leaves.")
        )
    wanted = " · ".join(restrictions(catalogue.listing))
    if match_query(catalogue.listing.search):
        advice = "All the words must be in an article. Fewer words find more, and so does kat* for how a word begins."
    else:
        advice = f"{keys['filter']} chooses something else to list."
    return Content(f"Nothing found: {wanted}").stylize(strong) + Content(
        f"\n\n{advice}\n{keys['escape']} lists all again."
    )


def _articles(count: int) -> str:
    return f"{count:,} article{'' if count == 1 else 's'}"


def _spread(left: Content, right: Content, room: int) -> Content:
    """Left and right in one line; where they do not fit, the left is cut."""
    space = room - cell_len(right.plain)
    if cell_len(left.plain) > space - 2:
        left = left.truncate(max(1, space - 2), ellipsis=True)
    return left + Content(" " * max(2, space - cell_len(left.plain))) + right


def _line(text: str) -> str:
    return shown_line(text)
