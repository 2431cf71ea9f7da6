"""Outlets and documents through which words reached the article: `dikutip dari Reuters`, `told the BBC`."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from annotator.suggest.clauses import credited
from annotator.suggest.drafts import Draft, SourceDraft
from annotator.suggest.lexicon import TAIL
from annotator.suggest.passage import SHORTEST_GLUED, Bounds, Passage

_MOST_LINKS = 3
"""Small words between a relay phrase and the outlet: `disiarkan langsung di`."""
_FURTHEST = 45
"""Words between a quote, its cue or speaker, and a source."""
_MOST_WORDS = 14
"""Words of an outlet's mention."""
_SHORTEST_SMALL = 3
"""Code points; a shorter word in small letters is no outlet."""


def add_sources(passage: Passage, drafts: list[Draft]) -> None:
    """Gives the quotes of a paragraph the sources that stand in their sentences, outside what was said."""
    if not passage.lexicon.speaks:
        return
    scanned: dict[Bounds, list[SourceDraft]] = {}
    for draft in drafts:
        if draft.passage is passage and draft.inside is None:
            known = [*(one.bounds for one in draft.sources), *(one.bounds for one in draft.speakers)]
            draft.sources += [
                one
                for one in _in_sentences(passage, draft, scanned)
                if not (_within(one.bounds, [*draft.fragments, *known]) or passage.is_taken(*one.bounds))
            ]


def _in_sentences(
    passage: Passage, draft: Draft, scanned: dict[Bounds, list[SourceDraft]]
) -> list[SourceDraft]:
    """The sources in the sentences of a quote; `scanned` keeps what stretches of the paragraph's words hold."""
    # One past a beginning, so that the word there is the one before it.
    edges = [draft.start + 1, *(start + 1 for start, _ in draft.cues)]
    edges += [phrase.bounds[0] + 1 for phrase in draft.speakers] + [end for _, end in draft.fragments]
    found: dict[Bounds, SourceDraft] = {}
    for window in sorted({_window(passage, edge) for edge in edges}):
        if window not in scanned:
            scanned[window] = _scan(passage, *window)
        for source in scanned[window]:
            found.setdefault(source.bounds, source)
    return list(found.values())


def _window(passage: Passage, edge: int) -> Bounds:
    """The words of the sentence around an offset (code points), not too far from it."""
    at = max(passage.index_before(edge), 0)
    first, last = passage.sentence_at(at)
    return max(first, at - _FURTHEST), min(last, at + _FURTHEST)


def _scan(passage: Passage, first: int, last: int) -> list[SourceDraft]:
    found = []
    behind = first
    places = passage.may_relay
    for at in places[bisect_left(places, first) : bisect_left(places, last)]:
        if at < behind:
            continue
        if length := credited(passage, at):
            found.append(SourceDraft(passage.bounds(at + 1, at + 1 + length), None))
            behind = at + 1 + length
            continue
        source, behind = _relay(passage, at, last)
        if source is not None:
            found.append(source)
    return found


def opening_source(passage: Passage, first: int, last: int) -> tuple[SourceDraft | None, int]:
    """The source with which a sentence begins, `Dilansir Antara, …`, and the index of the word after it."""
    lows, at = passage.lows, first
    pack = passage.lexicon.pack
    while at < last and (
        lows[at] in pack.openers or lows[at] in pack.likening or (at > first and lows[at] == ",")
    ):
        at += 1
    if at >= last or not (passage.has("relay", at) or len(lows[at]) >= SHORTEST_GLUED):
        return None, first
    return _relay(passage, at, last)


def _relay(passage: Passage, at: int, last: int) -> tuple[SourceDraft | None, int]:
    """The source that a relay phrase at word `at` names, and where to go on."""
    length = passage.has("relay", at)
    if length:
        medium = _medium(passage, _after_links(passage, at + length, last), last, any_name=True)
        if medium is None and at + length < last and (glued := _glued(passage, at + length)):
            # `dilansir dariHarian`: the small word belongs to the phrase
            return replace(
                glued, cue=(passage.words[at][0], glued.bounds[0]), addressed=False
            ), at + length + 1
        if medium is None:
            return None, at + length
        phrase = " ".join(passage.lows[at : at + length])
        cue = passage.bounds(at, at + length)
        return SourceDraft(passage.bounds(*medium), cue, citing=phrase in passage.lexicon.citing), medium[1]
    small = passage.lows[at] in passage.lexicon.pack.prepositions and not passage.has("according", at)
    if small and (carrier := _carrier(passage, at + 1, last)):
        return SourceDraft(passage.bounds(*carrier), None), carrier[1]
    length = passage.has("addressing", at)
    if length:
        medium = _medium(passage, at + length, last, any_name=False)
        if medium is None or passage.has("audience", at + length):
            return None, at + length
        return SourceDraft(passage.bounds(*medium), None, addressed=True), medium[1]
    return _glued(passage, at), at + 1


def _carrier(passage: Passage, at: int, last: int) -> tuple[int, int] | None:
    """What carries words to the article, up to the next comma or small word: `video tersebut`."""
    length = passage.has("carriers", at) if at < last else 0
    if not length:
        return None
    pack, lows = passage.lexicon.pack, passage.lows
    end = at + length
    while end < min(last, at + _MOST_WORDS):
        joins = lows[end] in pack.office_links or lows[end] in pack.conjunctions
        named = end + 1 < last and passage.is_capital(end + 1)
        same = lows[end] in pack.relatives and end + 1 < last and lows[end + 1] in pack.sameness
        if same:
            return at, end + 2
        if lows[end] in pack.prepositions and (medium := _medium(passage, end + 1, last, any_name=False)):
            return at, medium[1]  # `unggahannya di Instagram`
        if lows[end] in pack.demonstratives or lows[end][0] == "@":
            return at, end + 1
        if not passage.is_word(end) or passage.is_calendar(end) or (lows[end] in pack.breaks and not joins):
            break
        if passage.is_verbal(end) or lows[end] in pack.finite or lows[end] in passage.lexicon.passive:
            break
        if joins and not named:
            break
        end += 1
    return at, end


def _after_links(passage: Passage, at: int, last: int) -> int:
    pack = passage.lexicon.pack
    for _ in range(_MOST_LINKS):
        if (
            at < last
            and not passage.is_capital(at)
            and (passage.lows[at] in pack.breaks or passage.lows[at] in pack.adverbs)
        ):
            at += 1
    return at


def _medium(passage: Passage, at: int, last: int, *, any_name: bool) -> tuple[int, int] | None:
    """The words of an outlet's mention from `at` on: a noun for a medium with its name, an outlet, else a name."""
    if at >= last:
        return None
    end = min(last, at + _MOST_WORDS)
    if length := passage.has("media", at):
        last = _name_end(passage, at + length, end, small=True)
        return (at, last) if _says_which(passage, at, last) else None
    if length := passage.has("outlets", at):
        article = passage.lows[at] in passage.lexicon.pack.articles and length > 1
        at, length = (at + 1, length - 1) if article else (at, length)
        return (at, at + length) if passage.is_capital(at) or _is_address(passage, at) else None
    if any_name and passage.is_capital(at) and not passage.is_calendar(at):
        return at, _name_end(passage, at, end, small=False)
    return None


def _says_which(passage: Passage, first: int, last: int) -> bool:
    """Whether a medium has a name (`laman Polri`, `akun Instagram-nya`) and is not just any (`program ini`)."""
    if passage.is_capital(first) or last - first > 1:
        return _is_owned(passage, last - 1) or any(
            passage.is_capital(at) or passage.lows[at][0] == "@" for at in range(first, last)
        )
    return False


def _is_owned(passage: Passage, at: int) -> bool:
    """Whether the word tells whose a medium is by a clitic: `media sosialnya`."""
    clitics = passage.lexicon.pack.clitics
    return clitics is not None and clitics.cut(passage.lows[at]) > 0


def _is_address(passage: Passage, at: int) -> bool:
    """Whether an outlet may be written small: `detikcom`, but not `di antara`."""
    first, last = passage.words[at]
    return last - first > _SHORTEST_SMALL and passage.lows[at] not in passage.lexicon.pack.breaks


def _name_end(passage: Passage, at: int, end: int, *, small: bool) -> int:
    """Where the name of a medium ends; `small` lets words in small letters stand before it (`laman resmi`)."""
    pack = passage.lexicon.pack
    named = False
    while at < end:
        low = passage.lows[at]
        if passage.is_calendar(at):
            break
        if passage.is_word(at) and (passage.is_capital(at) or passage.has("media", at) or "." in low):
            named = named or passage.is_capital(at)
        elif low[0] in "@#":
            at += 1
            break
        elif named and passage.lexicon.pack.clitics is not None and passage.lexicon.pack.clitics.cut(low):
            return at + 1
        elif not small or named or not passage.is_word(at) or low in pack.breaks:
            break
        at += 1
    return at


def _glued(passage: Passage, at: int) -> SourceDraft | None:
    """A relay word and an outlet without the space between them, as pages lose it around links.

    What is glued begins small and goes on with an outlet's name or with a capital: `dikutipHarian`, not `Danantara`.
    """
    low, pack = passage.lows[at], passage.lexicon.pack
    start, end = passage.words[at]
    surface = passage.surfaces[at]
    if not passage.may_be_glued(at) or (surface[0].isupper() and not passage.is_opening(at)):
        return None
    for cut in range(2, len(low) - TAIL + 1):
        before, after = low[:cut], low[cut:]
        relays, addresses = before in passage.lexicon.relay, before in passage.lexicon.addressing
        if not (relays or addresses or before in pack.breaks):
            continue
        named = after in pack.outlets and (relays or addresses or _is_written(after, surface[cut:]))
        if not (named or surface[cut].isupper()):
            continue
        stop = end
        if not named:  # `dariHarianpada`
            behind = next((one for one in pack.prepositions if len(one) > 2 and after.endswith(one)), "")
            stop = end - len(behind) if len(behind) < len(after) - 2 else end
        return SourceDraft(
            (start + cut, stop), (start, start + cut) if relays else None, addressed=not relays
        )
    return None


def _is_written(low: str, surface: str) -> bool:
    """Whether an outlet is written as no plain word is: with a capital or a mark inside, or a figure."""
    return surface != low or not low.isalpha()


def ordered(sources: list[SourceDraft]) -> list[SourceDraft]:
    """The sources as a chain, nearest the utterance first.

    Whoever was spoken to is nearest; of others the earlier in the text, save that `dikutip dari A, mengutip B`
    puts B before A.
    """
    chain: list[SourceDraft] = []
    for source in sorted(sources, key=lambda one: one.bounds):
        if source.addressed:
            chain.insert(sum(one.addressed for one in chain), source)
        elif source.citing and chain and not chain[-1].addressed:
            chain.insert(len(chain) - 1, source)
        else:
            chain.append(source)
    return chain


def _within(bounds: Bounds, fragments: list[Bounds]) -> bool:
    return any(start <= bounds[0] and bounds[1] <= end for start, end in fragments)
