"""Quotes without marks around them, a sentence at a time: who reports, and where the reported clause ends.

The content is a clause: it begins after the verb and what belongs to the verb (`bahwa`, whom it was said to) and
ends with the sentence, before its full stop and before what belongs to the reporting again.
"""

from __future__ import annotations

from bisect import bisect_left

from annotator.suggest.clauses import (
    Clause,
    after_dateline,
    after_openers,
    clause_after,
    clause_before,
    sentence_end,
)
from annotator.suggest.contents import SHORTEST, content_of, is_clause, is_somebody, leads_at
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
from annotator.suggest.mentions import Phrase, after_adverbs, is_pronoun
from annotator.suggest.offices import begins_office
from annotator.suggest.passage import Passage
from annotator.suggest.subjects import document_before, fellows, mention_before
from annotator.suggest.unspoken import impersonal, is_date, raised, relayed

_MOST_QUOTES = 3
"""Reported clauses that are read from one sentence."""
_LONGEST_TOPIC = 7
"""Words of what a clause is about, where that stands before who speaks."""
_PAUSES = frozenset(",)—–")
"""What stands before an aside."""


def reported_quotes(passage: Passage) -> list[Draft]:
    """The indirect and mixed quotes of a paragraph that is no title."""
    if not passage.lexicon.speaks or passage.loud:
        return []
    found: list[Draft] = []
    for first, last in passage.sentences:
        if not _has_taken(passage, first, last):
            found.extend(_sentence(passage, first, last))
    return found


def _sentence(passage: Passage, first: int, last: int) -> list[Draft]:
    end = sentence_end(passage, first, last)
    first = after_dateline(passage, first, end)
    if end - first < SHORTEST + 1:
        return []
    cut = _second_clause(passage, first, end)
    if cut:
        return [*_clause(passage, first, cut), *_clause(passage, cut + 1, end)]
    return _clause(passage, first, end)


def _second_clause(passage: Passage, first: int, end: int) -> int:
    """Index of the comma after which a pronoun reports again: `Menurutnya …, ia lalu mencontohkan …`; 0 for none."""
    lows, clitics = passage.lows, passage.lexicon.according_clitic
    for at in range(first, end - 2):
        if lows[at] != "," or not is_pronoun(passage, at + 1) or _is_led_to(passage, first, at + 1):
            continue
        if not verb_at(passage, after_adverbs(passage, at + 2, end)):
            continue
        if any(passage.verbs[first : at + 1]) or any(low in clitics for low in lows[first : at + 1]):
            return at
    return 0


def _clause(passage: Passage, first: int, end: int) -> list[Draft]:
    if end - first < SHORTEST + 1:
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
    found = impersonal(passage, first, end) or relayed(passage, first, end) or raised(passage, first, end)
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
        clause = clause_after(passage, _after_date(passage, told.last, end), end)
        return draft_of(passage, clause, "according", 88, told)
    return None


def _after_date(passage: Passage, at: int, end: int) -> int:
    """Index of the comma behind the date of a report, `Menurut data BPS, Senin (1/2/2021), …`; else `at`."""
    if at + 1 >= end or passage.lows[at] != "," or not passage.is_calendar(at + 1):
        return at
    behind = at + 1
    while behind < end and passage.lows[behind] != "," and is_date(passage, behind):
        behind += 1
    return behind if behind < end and passage.lows[behind - 1] == ")" and passage.lows[behind] == "," else at


def _aside(passage: Passage, first: int, end: int) -> Draft | None:
    """`…, kata Budi, …`: a cue between commas or after the last one."""
    lows = passage.lows
    opening = first if passage.has("pointers", first) else after_openers(passage, first, end)
    for at in _asides(passage, first, opening, end):
        if unmarked := _unmarked_according(passage, first, at, end):
            return unmarked
        opens = at == opening  # `Padahal kata Budi, …`: nothing has been said yet
        if not opens and at > first and not _parted(passage, at):
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
        if told is None or not (loose or _closed(passage, told, end)) or _is_led_to(passage, first, at):
            continue
        if told.speaker is None and not (rule == "passive" and (at == first or opens)):
            continue
        closing = rule == "according" and told.last >= end and _has_article(told.speaker)
        if told.speaker is not None and not (closing or _names_somebody(told.speaker)):
            continue
        before = clause_before(passage, first, at)
        leads = loose or _goes_on(passage, told.last, end) or (rule == "passive" and opens)
        after = clause_after(passage, told.last, end) if leads else None
        if after is not None and not after.marked and opens and rule == "passive":
            after = None
        if rule == "passive" and before is not None and after is None and not is_clause(passage, before):
            continue  # `Penegasan itu, seperti dilansir Antara, disampaikan Budi`
        pieces = [piece for piece in (before, after) if piece is not None]
        if not pieces or sum(piece.length for piece in pieces) < SHORTEST:
            continue
        return draft_of(passage, pieces, rule, score, told)
    return None


def _asides(passage: Passage, first: int, opening: int, end: int) -> list[int]:
    """Indexes of the words at which an aside may begin, by the word and the one before it."""
    lows, lexicon = passage.lows, passage.lexicon
    according, clitics, thus = lexicon.according, lexicon.according_clitic, lexicon.pack.thus
    found = [
        at
        for at in range(first + 1, end)
        if lows[at - 1] in _PAUSES or lows[at] in according or lows[at] in clitics or lows[at - 1] in thus
    ]
    return sorted({first, *([opening] if opening < end else []), *found})


def _parted(passage: Passage, at: int) -> bool:
    """Whether a cue may stand at the word: behind a comma, perhaps with `demikian` between; `menurutnya` anywhere."""
    lows = passage.lows
    if lows[at - 1] in _PAUSES:
        return True
    if lows[at - 1] in passage.lexicon.pack.thus and at > 1 and lows[at - 2] == ",":
        return True
    # `Hal ini menurutnya, tidak bisa dibiarkan`
    return lows[at] in passage.lexicon.according_clitic and lows[at + 1 : at + 2] == [","]


def _is_led_to(passage: Passage, first: int, at: int) -> bool:
    """Whether a verb of saying leads to the word behind its comma: `Ani menjelaskan, berdasarkan data BPS, …`."""
    return at - 2 > first and passage.lows[at - 1] == "," and verb_at(passage, at - 2) == 1


def _unmarked_according(passage: Passage, first: int, at: int, end: int) -> Draft | None:
    """`Harga ikan menurut Budi akan turun`: a name between what is spoken of and its verb, without commas."""
    if at <= first or not passage.has("according", at) or passage.is_quoted(at):
        return None
    told = according_at(passage, at, end, closed=True)
    if told is None or told.speaker is None or not (told.speaker.is_name() or told.speaker.pronoun):
        return None
    pack = passage.lexicon.pack
    if told.last >= end or passage.lows[told.last] not in pack.finite | pack.negations:
        return None
    before = clause_before(passage, first, at)
    return (
        None if before is None else draft_of(passage, [before, Clause(told.last, end)], "according", 66, told)
    )


def _led(passage: Passage, first: int, end: int) -> list[Draft]:
    """`Budi mengatakan (bahwa) …`, and further verbs of the same speaker: `… dan menambahkan …`."""
    found: list[Draft] = []
    speaker: Phrase | None = None
    behind = first  # the index of the word after the verb before
    places = passage.may_lead
    for at in places[bisect_left(places, first) : bisect_left(places, end)]:
        if len(found) == _MOST_QUOTES:
            break
        length = leads_at(passage, at) if at >= behind else 0
        if not length or passage.is_quoted(at) or _is_asked(passage, at):
            continue
        subject = mention_before(passage, at, first)
        if subject is None or (
            passage.lows[at] in passage.lexicon.pack.showing and not _is_document(subject)
        ):
            subject = document_before(passage, at, first) or subject
        shows = passage.lows[at] in passage.lexicon.pack.showing and _is_document(subject)
        if not (shows or verb_at(passage, at) or _claims(passage, at, subject)):
            continue
        behind = at + length
        joined = speaker is not None and passage.lows[at - 1] in passage.lexicon.pack.conjunctions
        if joined and found and _goes_on_inside(passage, found[-1], at, subject):
            continue
        if joined and (subject is None or not found):
            subject = speaker
        apart = bool(found) and subject is not None and _stands_apart(passage, subject)
        if subject is None or (found and not (joined or apart)):
            continue
        clause, rule, score = content_of(passage, at, at + length, end)
        if clause is None or (shows and not (clause.marked or is_clause(passage, clause))):
            continue
        told = Attribution(passage.bounds(at, at + length), subject, subject.first, at + length)
        if found:
            _cut_before(found[-1], passage, subject.first - 1 if apart else at - 1)
        spoken_of = _spoken_of(passage, first, subject, clause)
        pieces = [spoken_of, clause] if spoken_of is not None else clause
        draft = draft_of(
            passage, pieces, rule, score if subject.is_name() or subject.pronoun else score - 15, told
        )
        if draft is not None:
            draft.speakers = [*fellows(subject, first), *draft.speakers]
            found.append(draft)
            speaker = subject
    return found


def _is_asked(passage: Passage, at: int) -> bool:
    """Whether a verb is what somebody is asked for: `warga diminta melaporkan …`, `diminta untuk mengimbau …`."""
    pack, lows = passage.lexicon.pack, passage.lows
    before = at - 1 - (at > 1 and lows[at - 1] in pack.purpose)
    return at > 0 and lows[before] in pack.speech_asked


def _claims(passage: Passage, at: int, subject: Phrase | None) -> bool:
    """Whether somebody is the subject of a word before `bahwa` that the pack does not know: `Budi … bahwa`."""
    pack = passage.lexicon.pack
    if subject is None or not is_somebody(subject) or passage.lows[at] in pack.showing:
        return False
    return all(low in pack.adverbs for low in passage.lows[subject.last : at])


def _goes_on_inside(passage: Passage, before: Draft, at: int, subject: Phrase | None) -> bool:
    """Whether a verb behind `dan` or `lalu` is part of what was reported: `Budi mengatakan Ani lalu melaporkan …`."""
    start = before.fragments[-1][0]
    if subject is not None and subject.bounds[0] >= start:
        return True
    clause = Clause(passage.index_from(start), at - 1)
    pair = clause.length > 1 and passage.is_verbal(at - 2)  # `Ani menyetujui dan menyampaikan …`
    return before.rule == "lead" and (pair or not is_clause(passage, clause))


def _stands_apart(passage: Passage, subject: Phrase) -> bool:
    """Whether a clause with a subject of its own begins: `…, sementara Ani menilai …`."""
    pack, at = passage.lexicon.pack, subject.first - 1
    joins = passage.lows[at] in pack.contrasts | pack.conjunctions or passage.lows[at] in pack.meanwhile
    return joins and passage.lows[at - 1] == "," and is_somebody(subject)


def _is_document(subject: Phrase | None) -> bool:
    """Whether a document or figures are the subject: `Data Badan Cuaca`, `Survei itu`."""
    if subject is None or subject.pronoun or subject.cut:
        return False
    pack, lows, first = subject.passage.lexicon.pack, subject.passage.lows, subject.first
    return lows[first] in pack.documents or (
        lows[first] in pack.articles and lows[first + 1] in pack.documents
    )


def _spoken_of(passage: Passage, first: int, subject: Phrase, clause: Clause) -> Clause | None:
    """What the reported clause is about, where it stands before who speaks: `Sisanya, ia menyebut, dibayar nanti`."""
    comma = subject.first - 1
    if not subject.pronoun or comma <= first or passage.lows[comma] != ",":
        return None
    pack, low = passage.lexicon.pack, passage.lows[first]
    belongs = pack.clitics.cut(low) if pack.clitics is not None else 0
    known = (belongs and low not in pack.openers) or low in pack.collectives or passage.is_acronym(first)
    apart = any(passage.lows[at] == "," or passage.lows[at] in pack.breaks for at in range(first, comma))
    predicate = passage.lows[clause.first] in pack.finite or passage.is_verbal(clause.first)
    short = comma - first <= _LONGEST_TOPIC
    return Clause(first, comma) if known and short and not apart and predicate else None


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
    named = speaker.is_name() and speaker.passage.is_capital(speaker.first)
    return bool(speaker.pronoun or speaker.cut or named or begins_office(speaker.passage, speaker.first))


def _has_article(speaker: Phrase | None) -> bool:
    return (
        speaker is not None and speaker.passage.lows[speaker.first] in speaker.passage.lexicon.pack.articles
    )


def _is_closed_nominal(passage: Passage, told: Attribution) -> bool:
    """Whether a comma closes a noun with its article: `According to the library's log, …`."""
    return _has_article(told.speaker) and passage.lows[told.last : told.last + 1] == [","]


def _closed(passage: Passage, told: Attribution, end: int) -> bool:
    """Whether an aside ends as one: with a comma, with the sentence, or with a preposition."""
    if told.last >= end:
        return True
    low = passage.lows[told.last]
    pack = passage.lexicon.pack
    leads = low in passage.lexicon.complement and low not in pack.purpose
    return leads or low in (",", "—", "–", "(") or (low in pack.breaks and low not in pack.finite)


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
