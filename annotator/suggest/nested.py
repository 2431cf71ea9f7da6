"""What somebody reports inside a quote: `“… saya minta agar …,” kata Budi`, `Budi mengatakan Ani meminta agar …`."""

from __future__ import annotations

from annotator.suggest.clauses import Clause, sentence_end, sentences_between
from annotator.suggest.contents import content_of, is_clause, is_somebody
from annotator.suggest.cues import Attribution, verb_at
from annotator.suggest.drafting import draft_of
from annotator.suggest.drafts import DIRECT, Draft
from annotator.suggest.passage import Passage
from annotator.suggest.subjects import mention_before

_SHORTEST = 2
"""Words that stay of a clause when what follows it is cut off."""
_FURTHEST = 60
"""Words in which a nested clause shows where it ends."""
_LONGEST_VERDICT = 2
"""Words behind a relative clause that say what is true of it."""


def nested_reports(passage: Passage, drafts: list[Draft]) -> list[Draft]:
    """Reported clauses inside quotes: one a sentence of a direct quote, and one in a reported clause."""
    if not passage.lexicon.speaks or "nested-lead" not in passage.lexicon.rules:
        return []
    found: list[Draft] = []
    for around in drafts:
        if around.inside is not None or around.passage is not passage:
            continue
        for start, end in around.fragments:
            first, last = passage.index_from(start + (around.type == DIRECT)), passage.index_from(end)
            for piece in (
                sentences_between(passage, first, last) if around.type == DIRECT else [(first, last)]
            ):
                draft = _in_sentence(passage, *piece, around)
                if draft is not None:
                    found.append(draft)
    return found


def _in_sentence(passage: Passage, start: int, stop: int, around: Draft) -> Draft | None:
    lexicon = passage.lexicon
    for at in range(start + 1, stop):
        length = verb_at(passage, at)
        if not length or (lexicon.weak and passage.lows[at] in lexicon.weak):
            continue
        subject = mention_before(passage, at, start)
        if subject is None:
            continue
        end = sentence_end(passage, start, stop)
        clause, _, _ = content_of(passage, at, at + length, end)
        if clause is None or not passage.is_word(clause.first):
            continue
        led = clause.marked and passage.lows[clause.first - 1] in lexicon.complement
        clause = _up_to_comment(passage, clause, _in_relative(passage, start, subject.first))
        # `Ani mengatakan, pihaknya berharap …`: nobody else's words
        own = passage.lows[subject.first] in lexicon.pack.own_side
        spoken = own or (around.type == DIRECT and is_somebody(subject))
        plain = spoken and passage.lows[at] in lexicon.pack.plain
        pause = _up_to_pause(passage, clause)
        if not (led or (plain and pause.length > 1 and is_clause(passage, pause))):
            continue
        told = Attribution(passage.bounds(at, at + length), subject, subject.first, at + length)
        draft = draft_of(passage, clause, "nested-lead", 55 if led else 45, told)
        if draft is not None:
            draft.inside = around
            return draft
    return None


def _in_relative(passage: Passage, start: int, at: int) -> bool:
    return any(low in passage.lexicon.pack.relatives for low in passage.lows[max(start, at - _FURTHEST) : at])


def _up_to_pause(passage: Passage, clause: Clause) -> Clause:
    """The clause up to its first comma: `dia minta insentif, saya bilang …` asks for a thing."""
    for at in range(clause.first + 1, min(clause.last, clause.first + _FURTHEST)):
        if passage.lows[at] == ",":
            return Clause(clause.first, at)
    return clause


def _up_to_comment(passage: Passage, clause: Clause, relative: bool) -> Clause:
    """The clause up to where whoever reports it goes on: `…, tapi sampai kini belum`, `…, ini tantangan`.

    In a relative clause that is the word that closes it: `video yang menampilkan Ani mengatakan harga naik itu palsu`.
    """
    pack, lows = passage.lexicon.pack, passage.lows
    last = clause.last
    for at in range(clause.first + _SHORTEST, min(clause.last - 1, clause.first + _FURTHEST)):
        turns = lows[at + 1] in pack.contrasts and not any(
            low in pack.correlatives for low in lows[clause.first : at]
        )
        if lows[at] == "," and (turns or lows[at + 1] in pack.demonstratives):
            last = at
            break
    if relative:
        closing = range(max(clause.first + _SHORTEST, last - _LONGEST_VERDICT - 1), last - 1)
        last = next((at for at in closing if lows[at] in pack.demonstratives), last)
    return Clause(clause.first, last, clause.marked, clause.asked)
