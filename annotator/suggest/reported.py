"""Quotes without marks around them, a sentence at a time: who reports, and where the reported clause ends.

The content is a clause: it begins after the verb and what belongs to the verb (`bahwa`, whom it was said to) and
ends with the sentence, before its full stop and before what belongs to the reporting again.
"""

from __future__ import annotations

from annotator.suggest.clauses import (
    Clause,
    after_dateline,
    after_openers,
    clause_after,
    clause_before,
    sentence_end,
    sentences_between,
)
from annotator.suggest.cues import (
    Attribution,
    according_at,
    bare_at,
    passive_at,
    subject_verb,
    verb_at,
)
from annotator.suggest.drafting import draft_of
from annotator.suggest.drafts import Draft
from annotator.suggest.headlines import headline_quotes
from annotator.suggest.mentions import Phrase, after_adverbs, is_pronoun
from annotator.suggest.offices import begins_office
from annotator.suggest.passage import Passage
from annotator.suggest.subjects import fellows, mention_before
from annotator.suggest.unspoken import impersonal, relayed

_SHORTEST = 2
"""Words of a reported clause."""
_MOST_QUOTES = 3
"""Reported clauses that are read from one sentence."""
_CLAUSE_SEEN = 30
"""Words in which a clause shows that it is one."""
_LONGEST_TOPIC = 7
"""Words of what a clause is about, where that stands before who speaks."""
_LONGEST_PHRASE = 6
"""Words between a verb and the comma behind which a clause begins."""


def reported_quotes(passage: Passage, known: frozenset[str] = frozenset()) -> list[Draft]:
    """The indirect and mixed quotes of a paragraph. `known` are words (casefolded) of names in the article."""
    if not passage.lexicon.speaks or passage.loud:
        return []
    if passage.is_title():
        return headline_quotes(passage, known)
    found: list[Draft] = []
    for first, last in passage.sentences:
        if not _has_taken(passage, first, last):
            found.extend(_sentence(passage, first, last))
    return found


def nested_reports(passage: Passage, direct: list[Draft]) -> list[Draft]:
    """What somebody reports inside a direct quote, where a word such as `bahwa` or `agar` leads to it."""
    if not passage.lexicon.speaks or "nested-lead" not in passage.lexicon.rules:
        return []
    found: list[Draft] = []
    for around in direct:
        for start, end in around.fragments:
            first, last = passage.index_from(start + 1), passage.index_from(end)
            found.extend(_nested(passage, around, first, last))
    return found


def _nested(passage: Passage, around: Draft, first: int, last: int) -> list[Draft]:
    found: list[Draft] = []
    for start, stop in sentences_between(passage, first, last):
        for at in range(start, stop):
            length = verb_at(passage, at)
            subject = mention_before(passage, at, start) if length else None
            if subject is None or passage.lows[at] in passage.lexicon.weak:
                continue
            clause, _, _ = _content(passage, at, at + length, sentence_end(passage, start, stop))
            if (
                clause is None
                or not clause.marked
                or passage.lows[clause.first - 1] not in passage.lexicon.complement
            ):
                continue
            told = Attribution(passage.bounds(at, at + length), subject, subject.first, at + length)
            draft = draft_of(passage, clause, "nested-lead", 55, told)
            if draft is not None:
                draft.inside = around
                found.append(draft)
                break
    return found


def _sentence(passage: Passage, first: int, last: int) -> list[Draft]:
    end = sentence_end(passage, first, last)
    first = after_dateline(passage, first, end)
    if end - first < _SHORTEST + 1:
        return []
    cut = _second_clause(passage, first, end)
    if cut:
        return [*_clause(passage, first, cut), *_clause(passage, cut + 1, end)]
    return _clause(passage, first, end)


def _second_clause(passage: Passage, first: int, end: int) -> int:
    """Index of the comma after which a pronoun reports again: `Menurutnya …, ia lalu mencontohkan …`; 0 for none."""
    reported = False
    for at in range(first, end):
        reported = (
            reported or passage.lows[at] in passage.lexicon.according_clitic or verb_at(passage, at) > 0
        )
        if not reported or passage.lows[at] != "," or at + 2 >= end or not is_pronoun(passage, at + 1):
            continue
        if verb_at(passage, after_adverbs(passage, at + 2, end)):
            return at
    return 0


def _clause(passage: Passage, first: int, end: int) -> list[Draft]:
    if end - first < _SHORTEST + 1:
        return []
    opened = _according(passage, first, end)
    if opened is not None:
        return [opened]
    aside = _aside(passage, first, end)
    if aside is not None:
        return [aside]
    led = _led(passage, first, end)
    if led:
        return led
    found = impersonal(passage, first, end) or relayed(passage, first, end)
    return [found] if found is not None else []


def _according(passage: Passage, first: int, end: int) -> Draft | None:
    """`Menurut Budi, …`, at the beginning of a sentence, perhaps after `namun` or the like."""
    at = after_openers(passage, first, end)
    for index in dict.fromkeys((first, at)):
        told = according_at(passage, index, end, closed=True) if index < end else None
        if told is None:
            continue
        if not (_names_somebody(told.speaker) or _is_closed_nominal(passage, told)):
            return None
        clause = clause_after(passage, told.last, end)
        return draft_of(passage, clause, "according", 88, told)
    return None


def _aside(passage: Passage, first: int, end: int) -> Draft | None:
    """`…, kata Budi, …`: a cue between commas or after the last one."""
    lows = passage.lows
    for at in range(first, end):
        if unmarked := _unmarked_according(passage, first, at, end):
            return unmarked
        if at > first and lows[at - 1] not in (",", ")", "—", "–"):
            continue
        if passage.is_quoted(at):
            continue
        rule, score = "bare", 86
        told = bare_at(passage, at, end, closed=True)
        if told is None and at > first and passage.lexicon.asides:
            told = subject_verb(passage, at, end, asides=True)
        if told is None and at > first:
            told = according_at(passage, at, end, closed=True)
            rule, score = ("according", 86) if told else (rule, score)
        if told is None and lows[at] in passage.lexicon.passive | _cut_passives(passage, at):
            told = passive_at(passage, at, end)
            rule, score = "passive", 78
        loose = rule == "according" and told is not None and told.speaker is not None and told.speaker.cut
        if told is None or not (loose or _closed(passage, told, end)):
            continue
        if told.speaker is None and not (rule == "passive" and at == first):
            continue
        if told.speaker is not None and not _names_somebody(told.speaker):
            continue
        before = clause_before(passage, first, at)
        after = clause_after(passage, told.last, end) if loose or _goes_on(passage, told.last, end) else None
        pieces = [piece for piece in (before, after) if piece is not None]
        if not pieces or sum(piece.length for piece in pieces) < _SHORTEST:
            continue
        return draft_of(passage, pieces, rule, score, told)
    return None


def _unmarked_according(passage: Passage, first: int, at: int, end: int) -> Draft | None:
    """`Harga ikan menurut Budi akan turun`: a name between what is spoken of and its verb, without commas."""
    if (
        at <= first
        or not passage.has("according", at)
        or passage.lows[at - 1] == ","
        or passage.is_quoted(at)
    ):
        return None
    told = according_at(passage, at, end, closed=True)
    if told is None or told.speaker is None or not (told.speaker.is_name() or told.speaker.pronoun):
        return None
    if told.last >= end or passage.lows[told.last] not in passage.lexicon.pack.finite:
        return None
    before = clause_before(passage, first, at)
    return (
        None if before is None else draft_of(passage, [before, Clause(told.last, end)], "according", 66, told)
    )


def _led(passage: Passage, first: int, end: int) -> list[Draft]:
    """`Budi mengatakan (bahwa) …`, and further verbs of the same speaker: `… dan menambahkan …`."""
    found: list[Draft] = []
    speaker: Phrase | None = None
    at = first
    while at < end and len(found) < _MOST_QUOTES:
        length = verb_at(passage, at) or int(passage.lows[at] in passage.lexicon.pack.showing)
        if not length or passage.is_quoted(at):
            at += 1
            continue
        subject = mention_before(passage, at, first)
        shows = passage.lows[at] in passage.lexicon.pack.showing and _is_document(subject)
        if not (shows or verb_at(passage, at)):
            at += 1
            continue
        joined = (
            speaker is not None and at > first and passage.lows[at - 1] in passage.lexicon.pack.conjunctions
        )
        if joined and (subject is None or not found):
            subject = speaker
        if subject is None or (found and not joined):
            at += length
            continue
        clause, rule, score = _content(passage, at, at + length, end)
        if clause is None:
            at += length
            continue
        if shows and not (clause.marked or _is_clause(passage, clause)):
            at += length
            continue
        told = Attribution(passage.bounds(at, at + length), subject, subject.first, at + length)
        if found and joined:
            _cut_before(found[-1], passage, at - 1)
        spoken_of = _spoken_of(passage, first, subject, clause)
        pieces = [spoken_of, clause] if spoken_of is not None else clause
        draft = draft_of(
            passage, pieces, rule, score if subject.is_name() or subject.pronoun else score - 15, told
        )
        if draft is not None:
            draft.speakers = [*fellows(subject, first), *draft.speakers]
            found.append(draft)
            speaker = subject
        at += length
    return found


def _is_document(subject: Phrase | None) -> bool:
    """Whether a document or figures are the subject: `Data Badan Cuaca`, `Survei itu`."""
    if subject is None or subject.pronoun or subject.cut:
        return False
    return subject.passage.lows[subject.first] in subject.passage.lexicon.pack.documents


def _spoken_of(passage: Passage, first: int, subject: Phrase, clause: Clause) -> Clause | None:
    """What the reported clause is about, where it stands before who speaks: `Sisanya, ia menyebut, dibayar nanti`."""
    comma = subject.first - 1
    if not subject.pronoun or comma <= first or passage.lows[comma] != ",":
        return None
    pack, low = passage.lexicon.pack, passage.lows[first]
    belongs = pack.clitics.cut(low) if pack.clitics is not None else 0
    known = (belongs and low not in pack.openers) or low in pack.collectives or passage.is_acronym(first)
    apart = any(passage.lows[at] == "," or passage.lows[at] in pack.breaks for at in range(first, comma))
    predicate = passage.lows[clause.first] in pack.finite or _is_verbal(passage, clause.first)
    short = comma - first <= _LONGEST_TOPIC
    return Clause(first, comma) if known and short and not apart and predicate else None


def _is_verbal(passage: Passage, at: int) -> bool:
    pack, low = passage.lexicon.pack, passage.lows[at]
    return bool(pack.verb_prefixes) and low.startswith(pack.verb_prefixes) and len(low) > 5


def _content(passage: Passage, verb: int, after: int, end: int) -> tuple[Clause | None, str, int]:
    """The clause that a verb leads to, with the rule and its score; None where the verb has another object."""
    lexicon = passage.lexicon
    low = passage.lows[verb]
    clause = clause_after(passage, after, end, verb=low)
    if clause is None or clause.length < _SHORTEST:
        return None, "", 0
    if low in lexicon.request and clause.asked:
        return clause, "request", 84
    if low in lexicon.weak and not clause.marked and not _is_clause(passage, clause):
        return None, "", 0
    if low in lexicon.weak:
        return clause, "lead-weak", 70 if clause.marked else 58
    if low in lexicon.request and not clause.marked and low not in lexicon.pack.speech_hope:
        return (clause, "request", 66) if _is_clause(passage, clause) else (None, "", 0)
    if low in lexicon.request:
        return clause, "request", 74
    return clause, "lead", 88 if clause.marked else 82


def _is_clause(passage: Passage, clause: Clause) -> bool:
    """Whether a word that only a clause has, or a verb, stands among the first words."""
    pack = passage.lexicon.pack
    if passage.lows[clause.first] in pack.breaks and passage.lows[clause.first] not in pack.finite:
        near = range(clause.first + 1, min(clause.last - _SHORTEST, clause.first + _LONGEST_PHRASE))
        return any(passage.lows[at] == "," for at in near)  # `merinci dari jumlah itu, …`
    for low in passage.lows[clause.first : min(clause.last, clause.first + _CLAUSE_SEEN)]:
        if low in pack.relatives:
            return False
        if low in pack.finite:
            return True
        verbal = pack.verb_prefixes and low.startswith(pack.verb_prefixes) and not low.endswith("nya")
        if verbal and len(low) > 5 and low not in pack.breaks:
            return True
    return False


def _cut_before(draft: Draft, passage: Passage, index: int) -> None:
    """Ends a reported clause before the conjunction at `index`, and the comma before that."""
    while index > 0 and passage.lows[index - 1] == ",":
        index -= 1
    start, end = draft.fragments[-1]
    edge = passage.words[index - 1][1]
    if start < edge < end:
        draft.fragments[-1] = (start, edge)


def _names_somebody(speaker: Phrase | None) -> bool:
    if speaker is None:
        return False
    return bool(
        speaker.pronoun or speaker.cut or speaker.is_name() or begins_office(speaker.passage, speaker.first)
    )


def _is_closed_nominal(passage: Passage, told: Attribution) -> bool:
    """Whether a comma closes a noun with its article: `According to the library's log, …`."""
    article = told.speaker is not None and passage.lows[told.speaker.first] in passage.lexicon.pack.articles
    return article and passage.lows[told.last : told.last + 1] == [","]


def _closed(passage: Passage, told: Attribution, end: int) -> bool:
    """Whether an aside ends as one: with a comma, with the sentence, or with a preposition."""
    if told.last >= end:
        return True
    low = passage.lows[told.last]
    pack = passage.lexicon.pack
    return low in (",", "—", "–", "(") or (low in pack.breaks and low not in pack.finite)


def _goes_on(passage: Passage, last: int, end: int) -> bool:
    """Whether the reported clause goes on after an aside, and no date or place of the reporting."""
    if last >= end or passage.lows[last] not in (",", "—", "–"):
        return False
    at = last + 1
    return at < end and not passage.is_calendar(at)


def _cut_passives(passage: Passage, at: int) -> frozenset[str]:
    pack = passage.lexicon.pack
    low = passage.lows[at]
    cut = pack.clitics.cut(low) if pack.clitics is not None and low.startswith("di") else 0
    return frozenset((low,)) if cut and low[:-cut] in passage.lexicon.passive else frozenset()


def _has_taken(passage: Passage, first: int, last: int) -> bool:
    return last > first and passage.is_taken(*passage.bounds(first, last))
