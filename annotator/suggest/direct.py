"""Quotes between marks: which quotations are somebody's words, and which parts make one quote."""

from __future__ import annotations

from bisect import bisect_left

from annotator.suggest.cues import Attribution, bare_at, following, pointing, preceding
from annotator.suggest.drafts import DIRECT, Draft
from annotator.suggest.mentions import Phrase, is_pronoun
from annotator.suggest.passage import TERMINAL, Passage
from annotator.text.blanks import last_ink
from annotator.text.marks import SINGLE, Quotation

_SHORTEST = 3
"""Words; a shorter quotation without a cue is a name, a title, or held at a distance."""
_SHORTEST_ALONE = 5
"""Words of a quotation that has nothing to tell that it is one, but its full stop."""
_SHORTEST_UNKNOWN = 5
"""Words, where no words for saying are known; fewer, where a comma or stop ends them."""
_SHORTEST_ENDED = 3
_SHORTEST_NESTED = 4
_MARKS = 2
"""Words of punctuation between a noun of saying and the marks."""
_SENTENCE_END = ".?!…"


def direct_quotes(passage: Passage) -> list[Draft]:
    """The direct quotes of a paragraph, in order; what they hold goes to `passage.taken`."""
    found: list[Draft] = []
    outer = [one for one in passage.quotations if one.depth == 0]
    for place, quotation in enumerate(outer):
        before = outer[place - 1] if place else None
        draft = _read(passage, quotation, found[-1] if found else None)
        joined = _continues(passage, found, before, quotation, draft)
        if joined:
            found[-1].fragments.append((quotation.start, quotation.end))
        elif draft is not None:
            found.append(draft)
        if joined or draft is not None:
            passage.taken.append((quotation.start, quotation.end))
    return found


def nested_quotes(passage: Passage, drafts: list[Draft]) -> list[Draft]:
    """Quotations inside the direct quotes that a cue inside them tells."""
    if "nested" not in passage.lexicon.rules:
        return []
    found = []
    pieces = sorted(
        ((start, end, draft) for draft in drafts for start, end in draft.fragments),
        key=lambda piece: piece[:2],
    )
    for quotation in passage.quotations:
        if quotation.depth != 1 or _length(passage, quotation) < _SHORTEST_NESTED:
            continue
        place = bisect_left(pieces, quotation.start, key=lambda piece: piece[0]) - 1
        around = pieces[place][2] if place >= 0 and quotation.end <= pieces[place][1] else None
        if around is None:
            continue
        start, _ = passage.sentence_at(passage.index_from(quotation.start))
        first = passage.index_from(quotation.start)
        told = preceding(passage, first, max(start, passage.index_from(around.start) + 1))
        cue = told[0] if told is not None and (told[1] or told[0].last == first) else _noun(passage, first)
        if cue is not None:
            draft = _draft(passage, quotation, "nested", 60, cue)
            draft.inside = around
            found.append(draft)
    return found


def _noun(passage: Passage, first: int) -> Attribution | None:
    """A noun of saying right before marks, perhaps with whose it is: `tanggapan saya ‘…’`, `ucapannya ‘…’`."""
    sayings, at = passage.lexicon.pack.sayings, first - 1
    while at > 0 and not passage.is_word(at) and first - at <= _MARKS:
        at -= 1  # a comma or colon
    if at < 1:
        return None
    if passage.lows[at] in sayings:
        return Attribution(passage.words[at], None, at, at + 1)
    clitics = passage.lexicon.pack.clitics
    cut = clitics.cut(passage.lows[at]) if clitics is not None else 0
    if cut and passage.lows[at][:-cut] in sayings:
        start, end = passage.words[at]
        return Attribution((start, end - cut), Phrase(passage, at, at + 1, cut=cut), at, at + 1)
    if passage.lows[at - 1] in sayings and is_pronoun(passage, at):
        return Attribution(passage.words[at - 1], Phrase(passage, at, at + 1, pronoun=True), at - 1, at + 1)
    return None


def _read(passage: Passage, quotation: Quotation, before: Draft | None) -> Draft | None:
    """The quotation as a quote, or None where it is a scare quote, a title, or part of a reported clause."""
    length = _length(passage, quotation)
    if not length:
        return None
    first = passage.index_from(quotation.start)
    after = passage.index_from(quotation.end)
    start, stop = _sentence_around(passage, quotation)
    if not passage.lexicon.speaks:
        return _by_marks_alone(passage, quotation, length, start == first)
    ended = _last(passage, quotation) in _SENTENCE_END
    parted = _last(passage, quotation) in TERMINAL
    cue = following(passage, after, stop, ended=ended, parted=parted) if quotation.closed else None
    # `yang disebut “kota hantu” oleh …`: words inside a clause are no statement.
    inside = _in_clause(passage, start, first)
    spoken = (_ends_words(passage, quotation) or (length >= _SHORTEST and not inside)) and not (
        inside and _goes_on_small(passage, quotation)
    )
    if cue is not None and spoken:
        return _rule(passage, quotation, "direct-after", 97 if cue.speaker else 80, cue)
    told = preceding(passage, first, start)
    if told is not None and before is not None and told[0].cue in before.cues:
        return None
    if told is not None and told[1] and _closes_sentence(passage, quotation, after, stop):
        return _rule(passage, quotation, "direct-before", 92 if told[0].speaker else 75, told[0])
    if headline := _headline(passage, quotation, first, start, after, stop):
        return headline
    if first > start and passage.lows[first - 1] == ":" and length >= _SHORTEST_ALONE:
        return _after_colon(passage, quotation, after, stop)
    if start != first or length < _SHORTEST:
        return None
    return _without_cue(passage, quotation, length, after, stop)


def _after_colon(passage: Passage, quotation: Quotation, after: int, stop: int) -> Draft | None:
    """A quotation after a colon that no known verb leads to, up to the end of its sentence: `Di sana tertulis: “…”`."""
    if not quotation.closed or not _closes_sentence(passage, quotation, after, stop):
        return None
    return _rule(passage, quotation, "direct-alone", 58, None)


def _without_cue(passage: Passage, quotation: Quotation, length: int, after: int, stop: int) -> Draft | None:
    """A quotation that begins its sentence and has no cue in it."""
    if passage.is_title():
        return None
    if not quotation.closed:
        return _unclosed(passage, quotation)
    whole = after >= len(passage.words)
    if not (_ends_words(passage, quotation) or whole):
        return None
    told = _told_next(passage, after) if not whole else None
    if told is not None:
        return _rule(passage, quotation, "direct-next", 85, told)
    draft = _rule(passage, quotation, "direct-implicit", 70 if length >= _SHORTEST_ALONE else 55, None)
    if draft is not None:
        draft.implied = True
    return draft


def _told_next(passage: Passage, after: int) -> Attribution | None:
    """Who spoke, where the sentence after a quotation says so: `Hal itu disampaikan Budi`."""
    first, last = passage.sentence_at(after)
    return pointing(passage, first, last) if first >= after else None


def _unclosed(passage: Passage, quotation: Quotation) -> Draft | None:
    """A quotation that nothing closes: up to a cue that ends a sentence, `“Kami siap, kata Budi.`, else whole."""
    draft = _rule(passage, quotation, "direct-unclosed", 50, None)
    if draft is None:
        return None
    draft.implied = True
    first, last = passage.sentence_at(passage.index_from(quotation.start))
    for at in range(first + 2, last):
        if passage.lows[at - 1] != "," or not (
            passage.lows[at] in passage.lexicon.bare or passage.lows[at] in passage.lexicon.clitic
        ):
            continue
        cue = bare_at(passage, at, last)
        if (
            cue is not None
            and cue.speaker is not None
            and not (cue.last < last and passage.is_word(cue.last))
        ):
            draft.fragments = [(quotation.start, passage.words[at - 1][1])]
            draft.cues, draft.speakers, draft.implied, draft.open = [cue.cue], [cue.speaker], False, False
            break
    return draft


def _by_marks_alone(passage: Passage, quotation: Quotation, length: int, opens: bool) -> Draft | None:
    """Where the language's words are not known: long enough, or with the stop inside."""
    least = _SHORTEST_ENDED if _ends_words(passage, quotation) else _SHORTEST_UNKNOWN
    if length < least or not quotation.closed:
        return None
    if quotation.mark in SINGLE and not opens:
        return None
    return _rule(
        passage, quotation, "direct-alone", 60 if opens or _ends_words(passage, quotation) else 45, None
    )


def _headline(
    passage: Passage, quotation: Quotation, first: int, start: int, after: int, stop: int
) -> Draft | None:
    """`Ani Lestari: “Kami Siap”`, as a whole title or heading."""
    if not passage.is_title() or first - 1 <= start or passage.lows[first - 1] != ":":
        return None
    if not all(passage.is_capital(at) or not passage.is_word(at) for at in range(start, first - 1)):
        return None
    if after < stop and passage.is_word(after):
        return None
    told = Attribution(passage.words[first - 1], Phrase(passage, start, first - 1), start, first)
    return _rule(passage, quotation, "direct-headline", 85, told)


def _continues(
    passage: Passage, found: list[Draft], before: Quotation | None, quotation: Quotation, draft: Draft | None
) -> bool:
    """Whether a quotation is a further part of the quote before it: only its attribution stands between them."""
    if before is None or not found or found[-1].end != before.end or not found[-1].cues:
        return False
    if draft is not None and draft.cues:
        return False
    if (
        found[-1].cues[0][0] < before.end
        and len(found[-1].fragments) == 1
        and found[-1].rule != "direct-after"
    ):
        return False
    if found[-1].cues[-1][0] < found[-1].start:
        return False
    # Anything more than the rest of that sentence lies between: no continuation.
    edge = passage.index_from(quotation.start)
    start, _ = passage.sentence_at(edge)
    gap = range(passage.index_from(before.end), edge)
    if start in gap and passage.sentence_at(start - 1)[0] in gap:
        return False
    return _length(passage, quotation) >= 2 and (
        _ends_words(passage, quotation) or not _has_word_after(passage, quotation)
    )


def _has_word_after(passage: Passage, quotation: Quotation) -> bool:
    after = passage.index_from(quotation.end)
    return after < len(passage.words) and passage.is_word(after)


def _rule(
    passage: Passage, quotation: Quotation, rule: str, score: int, cue: Attribution | None
) -> Draft | None:
    if rule not in passage.lexicon.rules:
        return None
    return _draft(passage, quotation, rule, score, cue)


def _draft(passage: Passage, quotation: Quotation, rule: str, score: int, cue: Attribution | None) -> Draft:
    end = last_ink(passage.text, quotation.start, quotation.end)
    draft = Draft(passage, [(quotation.start, end)], DIRECT, rule, score)
    draft.open = not quotation.closed
    if cue is not None:
        draft.cues.append(cue.cue)
        if cue.speaker is not None:
            draft.speakers.append(cue.speaker)
        else:
            draft.implied = True
    return draft


def _sentence_around(passage: Passage, quotation: Quotation) -> tuple[int, int]:
    """The sentence of the quotation, and the one after it where the attribution stands in that."""
    first = passage.index_from(quotation.start)
    start, stop = passage.sentence_at(first)
    after = passage.index_from(quotation.end)
    if stop == after and after < len(passage.words):
        # “Kami siap.” Kata Budi … : the stop inside the marks ends no sentence of the text around them.
        stop = passage.sentence_at(after)[1]
    return start, stop


def _in_clause(passage: Passage, start: int, first: int) -> bool:
    """Whether words of the same clause stand before the quotation."""
    return first > start and passage.lows[first - 1] not in (",", ":", ".", "—", "–", "-")


def _goes_on_small(passage: Passage, quotation: Quotation) -> bool:
    """Whether a few words in small letters stand between the marks: `The plan is “a disgrace”, Holm said`."""
    at = passage.index_from(quotation.start + 1)
    few = _length(passage, quotation) < _SHORTEST_UNKNOWN
    return few and at < len(passage.words) and passage.is_word(at) and not passage.is_capital(at)


def _closes_sentence(passage: Passage, quotation: Quotation, after: int, stop: int) -> bool:
    """Whether nothing of the reported clause follows the quotation in its sentence."""
    if after >= stop or passage.sentence_at(after)[0] == after:
        return True
    low = passage.lows[after]
    return not passage.is_word(after) or (
        low in passage.lexicon.pack.breaks and _ends_words(passage, quotation)
    )


def _ends_words(passage: Passage, quotation: Quotation) -> bool:
    """Whether a comma or stop stands before the closing mark, or right after it."""
    if _last(passage, quotation) in TERMINAL:
        return True
    return (
        passage.text[quotation.end : quotation.end + 1] in (",", ".")
        and passage.text[quotation.end : quotation.end + 1] != ""
    )


def _last(passage: Passage, quotation: Quotation) -> str:
    start, end = quotation.inner
    ink = last_ink(passage.text, start, end)
    return passage.text[ink - 1] if ink > start else ""


def _length(passage: Passage, quotation: Quotation) -> int:
    start, end = quotation.inner
    inside = range(passage.index_from(start), passage.index_from(end))
    return sum(1 for index in inside if passage.is_word(index))
