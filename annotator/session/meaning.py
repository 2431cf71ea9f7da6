"""What a label key means where nothing is selected: the quotation, the word, the name at the cursor.

Also what can be read off a stretch of text at once: whether a quote is direct, what form a speaker has.
All offsets are code points.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import pairwise

from annotator.model.article import ParagraphKind
from annotator.model.items import Span
from annotator.session.naming import capital, may_name, name_run, only_space
from annotator.session.reading import Bounds, Reading, says_enough
from annotator.session.wording import begins_person, is_verbal, low
from annotator.text.lines import trim
from annotator.text.marks import Quotation

_APPOSITION = 8
"""Words; a name stands no further from the noun that it explains."""
_SOON = 3
"""Words; within so many a verb is followed by whoever speaks."""
_STOPS = ".!?…"


def quote_at(reading: Reading, cursor: int) -> Bounds:
    """The quotation around the cursor, else the nearest of its sentence, long ones first, else what the sentence says.

    Short ones count where they end as speech does: words in marks are held at arm's length otherwise.
    """
    number = reading.article.paragraph_at(cursor)
    around = [found for found in reading.quotations(number) if found.start <= cursor < found.end]
    if around:
        return _bounds(around[-1])
    sentence = reading.sentence_at(cursor)
    there = [found for found in reading.quotations(number) if sentence[0] <= found.start < sentence[1]]
    near = [found for found in there if says_enough(reading.text[found.start : found.end])]
    near = near or [found for found in there if _is_said(reading, found)]
    if near:
        return _bounds(min(near, key=lambda found: _distance((found.start, found.end), cursor)))
    return reported(reading, sentence)


def quote_parts_at(reading: Reading, cursor: int) -> tuple[Bounds, ...]:
    """Like `quote_at`, but in two parts where a reported sentence is interrupted: `X, lanjut dia, Y`."""
    whole = quote_at(reading, cursor)
    sentence = reading.sentence_at(cursor)
    if whole != reported(reading, sentence):
        return (whole,)
    inserted = inserted_cue(reading, whole)
    if inserted is None:
        return (whole,)
    first, second = trim(reading.text, whole[0], inserted[0]), trim(reading.text, inserted[1], whole[1])
    return (first, second) if first[0] < first[1] and second[0] < second[1] else (whole,)


def inserted_cue(reading: Reading, bounds: Bounds) -> Bounds | None:
    """Where a sentence is interrupted by whoever says it, the commas included; None if it is not.

    Between two commas stand a verb with its speaker as an ending (`, lanjutnya,`) or a verb and, within a few
    words, a name or a pronoun (`, kata Rina,`); words of the quote stand before and behind.
    """
    inside = _words_in(reading, bounds)
    for index, word in enumerate(inside[1:-1], start=1):
        low = reading.text[slice(*word)].casefold()
        opens = reading.text[bounds[0] : word[0]].rstrip()
        if not opens.endswith(",") or low not in (*reading.pack.speech_bare, *reading.pack.speech_clitic):
            continue
        comma = reading.text.find(",", word[1], bounds[1])
        between = [one for one in inside[index + 1 :] if one[1] <= comma]
        if comma < 0 or comma + 1 >= bounds[1] or len(between) > _APPOSITION:
            continue
        if low in reading.pack.speech_clitic or any(may_name(reading, one) for one in between[:_SOON]):
            return bounds[0] + len(opens) - 1, comma + 1
    return None


def reports(reading: Reading, number: int) -> list[tuple[Bounds, Bounds]]:
    """Sentences of a paragraph that report what somebody says, by a verb with its subject or by `menurut X`; each
    with these words."""
    found = []
    for sentence in reading.sentences(number):
        cue = leading_cue(reading, sentence)
        if cue is None:
            continue
        low = reading.text[slice(*cue)].casefold()
        subject = _words_in(reading, (sentence[0], cue[0]))
        if low not in reading.pack.speech_lead or any(may_name(reading, word) for word in subject):
            found.append((sentence, cue))
    return found


def reported(reading: Reading, sentence: Bounds) -> Bounds:
    """What a sentence reports, without its full stop.

    What follows its leading verb (`mengatakan bahwa …`), its opening `menurut X,`, or the colon of a headline;
    what stands before a closing `, menurut X`; else the whole sentence.
    """
    start, end = sentence
    while end > start and (reading.text[end - 1] in _STOPS or reading.text[end - 1].isspace()):
        end -= 1
    cue = leading_cue(reading, (start, end))
    if cue is None:
        return (start, end) if end > start else sentence
    inside = _words_in(reading, (cue[1], end))
    if reading.text[cue[0]] == ":" or reading.text[slice(*cue)].casefold() in reading.pack.speech_lead:
        while inside and reading.text[slice(*inside[0])].casefold() in reading.pack.complement:
            inside = inside[1:]
        return (_with_mark(reading, inside[0][0]), end) if inside else (start, end)
    if (before := reading.text.rfind(",", start, cue[0])) > start:  # … , menurut X
        return trim(reading.text, start, before)
    comma = _behind_explained(reading, reading.text.find(",", cue[1], end), end)
    return trim(reading.text, comma + 1, end) if comma > 0 else (start, end)


def _behind_explained(reading: Reading, comma: int, end: int) -> int:
    """The comma behind what explains a name, if that follows: the second of `Menurut Ani, warga desa, jalan rusak`."""
    following = reading.text.find(",", comma + 1, end) if comma > 0 else -1
    between = _words_in(reading, (comma + 1, following)) if following > 0 else []
    explains = between and len(between) <= _APPOSITION and begins_person(reading, between, 0)
    return following if explains and not any(is_verbal(reading, word) for word in between) else comma


def leading_cue(reading: Reading, sentence: Bounds) -> Bounds | None:
    """The words by which a sentence says that it reports: a verb, `menurut`, or a headline's colon."""
    inside = _words_in(reading, sentence)
    texts = [reading.text[slice(*word)].casefold() for word in inside]
    for index, word in enumerate(inside):
        opens = index == 0 or reading.text[sentence[0] : word[0]].rstrip().endswith(",")
        length = _phrase(texts, index, reading.pack.according) if opens else 0
        if length and _leads_to_name(reading, inside, index + length):
            return word[0], inside[index + length - 1][1]
        if index + 1 < len(inside) and texts[index] in reading.pack.speech_lead:
            return word
    number = reading.article.paragraph_at(sentence[0])
    colon = reading.text.find(":", sentence[0], sentence[1])
    if colon > 0 and reading.paragraph(number).kind in (ParagraphKind.HEADING, ParagraphKind.TITLE):
        return colon, colon + 1
    return None


def _leads_to_name(reading: Reading, inside: list[Bounds], after: int) -> bool:
    """Whether a phrase such as `menurut` is about a speaker: it ends in a clitic, or a name follows soon."""
    if clitic_of(reading, inside[after - 1]):
        return True
    return any(may_name(reading, word) for word in inside[after : after + _SOON])


def next_slot(reading: Reading, quote: Bounds, after: Bounds | None) -> int | None:
    """Where a quote's next label is likely: its cue, or, `after` the cue, its speaker; None where nothing tells.

    A cue before the quote has its speaker before it, unless words stand between cue and quote (`Menurut X, …`).
    What follows in another sentence tells nothing, unless it is a verb: a sentence may seem to end in `…?" tanya X`.
    """
    sentence = reading.sentence_at(quote[0])
    if after is None:
        following = _first_after(reading, quote[1])
        if following is not None and _is_speech(reading, following):
            return following
        cue = leading_cue(reading, sentence)
        if cue is not None and not (quote[0] <= cue[0] < quote[1]):
            return cue[0]
        return following if _goes_on(reading, quote[1], following) else None
    between = [
        word
        for word in _words_in(reading, (after[1], quote[0]))
        if reading.text[slice(*word)].casefold() not in reading.pack.complement
    ]
    if after[1] <= quote[0] and not between:
        before = _words_in(reading, (sentence[0], after[0]))
        likely = [word for word in before[-_APPOSITION:] if may_name(reading, word)]
        return (likely or before)[-1][0] if before else None
    following = _first_after(reading, after[1])
    return following if _goes_on(reading, after[1], following) else None


def _goes_on(reading: Reading, end: int, following: int | None) -> bool:
    """Whether a word is in the sentence of what ends before it."""
    return following is not None and following < reading.sentence_at(max(0, end - 1))[1]


def _is_speech(reading: Reading, offset: int) -> bool:
    """Whether the word at an offset is a reporting verb."""
    word = reading.word_at(offset)
    low = reading.text[slice(*word)].casefold() if word else ""
    pack = reading.pack
    return low in pack.speech_bare or low in pack.speech_clitic or low in pack.speech_lead


def _first_after(reading: Reading, offset: int) -> int | None:
    words = reading.words(reading.article.paragraph_at(max(0, offset - 1)))
    index = bisect_left(words, offset, key=lambda word: word[0])
    return words[index][0] if index < len(words) else None


def _phrase(texts: list[str], index: int, phrases: tuple[str, ...]) -> int:
    """How many words of one of the phrases stand at `index`, the longest counts; 0 for none."""
    lengths = [
        len(parts) for phrase in phrases if texts[index : index + len(parts := phrase.split())] == parts
    ]
    return max(lengths, default=0)


def _words_in(reading: Reading, bounds: Bounds) -> list[Bounds]:
    found = reading.words(reading.article.paragraph_at(bounds[0]))
    first = bisect_left(found, bounds[0], key=lambda word: word[0])
    return found[first : bisect_right(found, bounds[1], key=lambda word: word[1])]


def _with_mark(reading: Reading, start: int) -> int:
    """The place of an opening mark right before a word, else of the word."""
    number = reading.article.paragraph_at(start)
    return next((start - 1 for found in reading.quotations(number) if found.start == start - 1), start)


def cue_at(reading: Reading, cursor: int) -> Bounds | None:
    """The word at the cursor without its clitic, a phrase such as `according to`, or the colon it is on."""
    if cursor < len(reading.text) and reading.text[cursor] == ":":
        return cursor, cursor + 1
    word = reading.word_at(cursor)
    if word is None:
        return None
    inside = _words_in(reading, (word[0], reading.sentence_at(word[0])[1]))
    texts = [reading.text[slice(*one)].casefold() for one in inside[:6]]
    if length := _phrase(texts, 0, (*reading.pack.according, *reading.pack.relay)):
        return word[0], inside[length - 1][1]
    clitic = clitic_of(reading, word)
    return (word[0], clitic[0]) if clitic else word


def name_behind(reading: Reading, word: Bounds) -> Bounds | None:
    """The name that a noun leads to; None if it leads to none.

    It stands in the noun's apposition (`pemilik Kafe Ombak, Lina Sarwita`), right after it (`petani Budi Santoso`)
    or after another one (`mantan bupati Budi Santoso`), within a few words. What follows whoever lives somewhere is
    the place, which is said with them: `warga Muara`.
    """
    ahead = _words_in(reading, (word[1], reading.sentence_at(word[0])[1]))[:_APPOSITION]
    words = [word, *ahead]
    for before, following in pairwise(words):
        if capital(reading, following) and reading.text[before[1] : following[0]].strip() == ",":
            return name_run(reading, following)
    for index, (before, following) in enumerate(pairwise(words)):
        if not only_space(reading, before, following) or (index and not begins_person(reading, words, index)):
            return None
        if capital(reading, following):
            run = name_run(reading, following)
            return (before[0], run[1]) if low(reading, before) in reading.pack.residents else run
    return None


def clitic_of(reading: Reading, word: Bounds) -> Bounds | None:
    """The clitic at the end of a word, by the pack's rule."""
    return reading.clitic_of(word)


def quote_type(reading: Reading, bounds: Bounds) -> str:
    """`direct` between marks, `mixed` with some inside, else `indirect`."""
    start, end = bounds
    number = reading.article.paragraph_at(start)
    found = [mark for mark in reading.quotations(number) if mark.start < end and start < mark.end]
    if any(mark.start <= start and (mark.end >= end or not mark.closed) for mark in found):
        return "direct"
    return "mixed" if found else "indirect"


def speaker_form(reading: Reading, bounds: Bounds) -> str:
    """`clitic`, `pronoun`, `name` or `nominal`."""
    start, end = bounds
    text = reading.text[start:end]
    if start > 0 and reading.text[start - 1].isalpha() and text[:1].isalpha():
        return "clitic"
    if text.casefold() in reading.pack.pronouns:
        return "pronoun"
    return "name" if any(part[:1].isupper() for part in text.split()) else "nominal"


def cue_kind(reading: Reading, bounds: Bounds) -> str:
    """`relay` for words that pass something on (`dikutip`), else `speech`."""
    words = reading.text[slice(*bounds)].casefold().split()
    relay = reading.pack.relay
    return "relay" if words and (words[0] in relay or " ".join(words) in relay) else "speech"


def nearest(spans: list[Span], bounds: Bounds) -> Span | None:
    """The span nearest to a stretch; the earlier of two that are equally near."""
    return min(spans, key=lambda span: (_gap((span.start, span.end), bounds), span.start), default=None)


def _bounds(found: Quotation) -> Bounds:
    return found.start, found.end


def _is_said(reading: Reading, found: Quotation) -> bool:
    """Whether a stop or comma stands before the closing mark, as in speech however short: `“Siap,” kata Rina`."""
    return reading.text[found.inner[0] : found.inner[1]].rstrip().endswith((*_STOPS, ","))


def _distance(bounds: Bounds, offset: int) -> int:
    return max(bounds[0] - offset, offset - bounds[1], 0)


def _gap(one: Bounds, other: Bounds) -> int:
    return max(one[0] - other[1], other[0] - one[1], 0)
