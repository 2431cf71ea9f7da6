"""What a verb of saying leads to: a clause, and how sure it is that the clause is what somebody said."""

from __future__ import annotations

from annotator.suggest.clauses import Clause, clause_after
from annotator.suggest.cues import verb_at
from annotator.suggest.mentions import Phrase
from annotator.suggest.passage import Passage

SHORTEST = 2
"""Words of a reported clause."""
_SHORTEST_AFFIRMED = 3
"""Words of a noun phrase that a verb of confirming or promising leads to."""
_SHORTEST_UNKNOWN = 4
"""Code points of a word before `bahwa` that the pack does not know as a verb."""
_SHORTEST_VERB = 6
"""Code points of a verb."""
_CLAUSE_SEEN = 30
"""Words in which a clause shows that it is one."""
_LONGEST_PHRASE = 6
"""Words between a verb and the comma behind which a clause begins."""


def leads_at(passage: Passage, at: int) -> int:
    """Words of what may lead to a reported clause at `at`: a verb of the pack, or any word before `bahwa`."""
    if passage.is_capital(at) and not passage.is_opening(at):
        return 0
    pack = passage.lexicon.pack
    if length := verb_at(passage, at) or int(passage.lows[at] in pack.showing):
        return length
    follows = passage.lows[at + 1] if at + 1 < len(passage.words) else ""
    if follows not in passage.lexicon.complement or follows in pack.purpose:
        return 0
    low = passage.lows[at]
    known = low in pack.openers | pack.breaks | pack.finite | pack.adverbs | pack.negations | pack.documents
    return int(low.isalpha() and len(low) >= _SHORTEST_UNKNOWN and not known and low not in pack.pronouns)


def is_somebody(subject: Phrase | None) -> bool:
    """Whether a person or institution is the subject, by name or pronoun."""
    return subject is not None and (subject.pronoun or subject.is_name())


def content_of(passage: Passage, verb: int, after: int, end: int) -> tuple[Clause | None, str, int]:
    """The clause that a verb leads to, with the rule and its score; None where the verb has another object."""
    lexicon = passage.lexicon
    low = " ".join(passage.lows[verb:after])
    clause = clause_after(passage, after, end, verb=low)
    if clause is None or clause.length < SHORTEST:
        return None, "", 0
    if low in lexicon.request and clause.asked:
        return clause, "request", 84
    loose = not clause.marked and (low in lexicon.weak or low in lexicon.pack.thing)
    if loose and passage.lows[clause.first] in lexicon.pack.topics and not _says(passage, clause):
        return None, "", 0
    if low in lexicon.weak and not clause.marked and not is_clause(passage, clause):
        return (clause, "lead-weak", 56) if _is_affirmed(passage, low, clause) else (None, "", 0)
    if low in lexicon.weak:
        return clause, "lead-weak", 70 if clause.marked else 58
    if low in lexicon.request and not clause.marked and low not in lexicon.pack.speech_hope:
        return (clause, "request", 66) if is_clause(passage, clause) else (None, "", 0)
    if low in lexicon.request:
        return clause, "request", 74
    return clause, "lead", 88 if clause.marked else 82


def _is_affirmed(passage: Passage, verb: str, clause: Clause) -> bool:
    """Whether a noun phrase is what somebody confirms, questions or promises: `membenarkan kebakaran di pasar`.

    Nothing is told by one that only points back: `membenarkan kabar tersebut`.
    """
    pack, lows = passage.lexicon.pack, passage.lows
    if verb not in pack.speech_affirming or clause.length < _SHORTEST_AFFIRMED:
        return False
    return lows[clause.first] not in pack.breaks and lows[clause.last - 1] not in pack.demonstratives


def _says(passage: Passage, clause: Clause) -> bool:
    """Whether a clause follows a noun such as `alasan`, and not only what the noun is of."""
    pack = passage.lexicon.pack
    if clause.length > 1 and passage.lows[clause.first + 1] in pack.teasers:
        return False  # `alasan kenapa …`
    for low in passage.lows[clause.first : min(clause.last, clause.first + _CLAUSE_SEEN)]:
        if low in pack.relatives or low == ",":
            return False
        if low in pack.finite and not low.endswith(_nominal(passage)):
            return True
    return False


def _nominal(passage: Passage) -> tuple[str, ...]:
    """Endings that make a noun of a word (`pentingnya`)."""
    clitics = passage.lexicon.pack.clitics
    return clitics.suffixes if clitics is not None else ()


def is_clause(passage: Passage, clause: Clause) -> bool:
    """Whether a word that only a clause has, or a verb, stands among the first words."""
    pack, breaks = passage.lexicon.pack, passage.lexicon.pack.breaks
    if passage.lows[clause.first] in breaks and passage.lows[clause.first] not in pack.finite:
        near = range(clause.first + 1, min(clause.last - SHORTEST, clause.first + _LONGEST_PHRASE))
        return any(passage.lows[at] == "," for at in near)  # `merinci dari jumlah itu, …`
    for at in range(clause.first, min(clause.last, clause.first + _CLAUSE_SEEN)):
        low = passage.lows[at]
        if low in pack.relatives:
            return False
        if low in pack.finite or (passage.is_verbal(at) and not low.endswith(_nominal(passage))):
            return True
        if low in breaks and _is_ending_verb(passage, low):
            return True
    return False


def _is_ending_verb(passage: Passage, low: str) -> bool:
    """Whether a word at which a mention ends is a verb: `meminta pemerintah membuka pasar`."""
    pack = passage.lexicon.pack
    shaped = len(low) >= _SHORTEST_VERB and low.startswith(pack.verb_prefixes)
    return shaped and low not in pack.nonverbs and low not in pack.prepositions
