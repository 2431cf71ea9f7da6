"""Search in the article: what is typed finds as it grows; what was found can be stepped through and labelled."""

from __future__ import annotations

from annotator.model.replacing import replace
from annotator.session.mentions import unlabelled
from annotator.session.reading import Bounds
from annotator.session.state import Effect, Mode, Search, State, Step, at, calm, refuse, say
from annotator.text.search import fold, occurrences

_LONGEST = 200
"""Code points of a query."""
NO_SEARCH = "Nothing is searched for."
KEEPING = frozenset(
    "search show-found search-type search-back search-exact match-next match-previous".split()
).union("tag-matches tag-all enter escape".split())
"""Commands that know of a search under way; any other leaves it first."""


def begin_search(state: State) -> Step:
    """Ask what to search for; while matches are kept, change it."""
    search = state.search or Search(origin=state.cursor)
    return Step(replace(calm(state), mode=Mode.SEARCH, search=search))


def show_found(state: State, query: str, places: tuple[Bounds, ...]) -> Step:
    """Go to the first of the places that a search elsewhere has found, all of them marked, and go on reading there.

    The next key is the reader's own: until another is pressed, a search goes on from this one.
    """
    if not places:
        return Step(state)
    key = state.key("search")
    told = f"1 of {len(places)} for “{query}”: {key} and Enter go through them"
    if state.cursor:
        told += f", {key} and {state.key('escape')} back to where you were"
    there = at(calm(state), places[0][0])
    found = Search(query[:_LONGEST], matches=places, origin=state.cursor)
    return Step(say(replace(there, search=found), f"{told}."))


def type_on(state: State, typed: str) -> Step:
    """Search for what has been typed so far and `typed`."""
    if state.search is None:
        return refuse(state, NO_SEARCH)
    search = state.search
    return _find(state, replace(search, query=(search.query + typed)[:_LONGEST]))


def take_back(state: State) -> Step:
    """Take back the last character typed; with none left, leave."""
    search = _search(state)
    if not search.query:
        return leave(state)
    return _find(state, replace(search, query=search.query[:-1]))


def toggle_exact(state: State) -> Step:
    """Have case and accents count, or not."""
    if state.search is None:
        return refuse(state, NO_SEARCH)
    return _find(state, replace(state.search, exact=not state.search.exact))


def keep(state: State) -> Step:
    """Keep what was found, to step through it."""
    search = _search(state)
    if not search.query:
        return leave(state)
    if not search.matches:
        return refuse(state, f"“{search.query}” is not in this article.")
    return _show(replace(state, mode=Mode.MATCHES), search)


def step_on(state: State, by: int) -> Step:
    """Go to the next match or the one before, round the end."""
    search = _search(state)
    if not search.matches:
        return Step(state)
    return _show(state, replace(search, current=(search.current + by) % len(search.matches)))


def take_match(state: State) -> Step:
    """Leave the search with the match selected, for a label of its own; moves change the selection's end."""
    search = _search(state)
    if not search.matches:
        return leave(state)
    start, end = search.matches[search.current]
    there = at(calm(state), state.reading.grapheme(max(start, end - 1))[0])
    return Step(say(replace(there, anchor=start), "Selected: a label's key tags it."))


def ask_label_all(state: State, label: str) -> Step:
    """Have chosen which of the matches get a label."""
    places = unlabelled(state, label, _search(state).matches)
    if not places:
        return refuse(state, f"All that was found is a {label.lower()} already.")
    return Step(state, effects=(Effect("check-places", label, places=tuple(places)),))


def left(state: State) -> State:
    """The state without its search, the match that the cursor is on still selected."""
    return state if state.search is None else replace(state, mode=Mode.READ, search=None)


def leave(state: State) -> Step:
    """Leave: while typing back to where the search began, else staying at the start of the match."""
    search = _search(state)
    if state.mode is Mode.SEARCH:
        return Step(at(calm(state), search.origin))
    return Step(at(calm(state), state.cursor))


def find(state: State, search: Search) -> tuple[Bounds, ...]:
    """Where the query stands in the article. Without `exact`, case and accents do not count."""
    reading = state.reading
    if search.exact:
        return tuple(occurrences(reading.text, search.query))
    wanted = fold(search.query).text
    return tuple(reading.folded.back(*place) for place in occurrences(reading.folded.text, wanted))


def _find(state: State, search: Search) -> Step:
    """Show the first match from where the search began, round the end."""
    matches = find(state, search)
    ahead = (number for number, (start, _) in enumerate(matches) if start >= search.origin)
    found = replace(search, matches=matches, current=next(ahead, 0))
    if not matches:
        return Step(at(replace(state, search=found, anchor=None), search.origin))
    return _show(state, found)


def _show(state: State, search: Search) -> Step:
    """Select a match from its end to its start: the cursor is left at the start, where a label's key means it."""
    start, end = search.matches[search.current]
    there = at(replace(state, search=search), start)
    return Step(replace(there, anchor=state.reading.grapheme(max(start, end - 1))[0]))


def _search(state: State) -> Search:
    """The search under way; where there is none, an empty one, which finds nothing."""
    return state.search or Search(origin=state.cursor)
