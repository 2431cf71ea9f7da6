"""The subject of a verb of saying: the mention before it, perhaps past a date, an apposition or a phrase."""

from __future__ import annotations

from annotator.lang.shapes import ends_as_participle
from annotator.suggest.appositions import MOST_WORDS, before_degrees
from annotator.suggest.clauses import after_dateline, after_openers
from annotator.suggest.mentions import MOST_ADVERBS, Phrase, is_pronoun, mention_after
from annotator.suggest.noun_phrases import is_break, is_office_list, is_proper, places_end
from annotator.suggest.offices import is_collective
from annotator.suggest.passage import Passage

_MOST_ASIDES = 3
_LONGEST_ASIDE = 20
"""Words between two commas."""
_MOST_BETWEEN = 40
"""Words that may stand between a subject and its verb."""
_AGE = 3
"""Words of an age in brackets: `(50)`."""
_LONGEST_DATE = 8
"""Words of a date in brackets."""


def mention_before(passage: Passage, verb: int, start: int) -> Phrase | None:
    """The subject of the verb at word `verb`, in the clause that begins no earlier than `start`."""
    pack, lows = passage.lexicon.pack, passage.lows
    last = verb
    for _ in range(MOST_ADVERBS):
        if last - 1 > start and lows[last - 1] in pack.adverbs:
            last -= 1
    if last <= start or lows[last - 1] in pack.negations:
        return None
    last = before_degrees(passage, _before_asides(passage, last, start), start)
    if lows[last - 1] in pack.relatives:
        return _before_relative(passage, last - 1, start)
    if is_pronoun(passage, last - 1):
        return Phrase(passage, last - 1, last, pronoun=True)
    if _in_relative(passage, last, start):
        return None
    if lows[last - 1] in pack.conjunctions:
        return _shared_subject(passage, last - 1, start)
    return (
        _mention_up_to(passage, last, start)
        or _past_phrase(passage, verb, start)
        or _capitals_before(passage, last, start)
        or _noun_before(passage, verb, last, start)
    )


def document_before(passage: Passage, verb: int, start: int) -> Phrase | None:
    """A document that tells something: `Studi dari Universitas Lembayung tahun 2019 menunjukkan …`.

    It begins the clause and has no verb in it; or a relative word ends it: `laporan Badan Cuaca yang menyebut …`.
    """
    pack, lows = passage.lexicon.pack, passage.lows
    last = verb
    while last - 1 > start and lows[last - 1] in pack.adverbs:
        last -= 1
    if last - 1 > start and lows[last - 1] in pack.negations:
        return None
    relative = last - 1 > start and lows[last - 1] in pack.relatives
    last -= relative
    found = -1
    for at in range(last - 1, max(start, last - MOST_WORDS) - 1, -1):
        if passage.is_verbal(at) or lows[at] in passage.lexicon.lead or lows[at] in pack.finite:
            break
        if lows[at] in (",", ":") or lows[at] in pack.relatives:
            break
        article = at > start and lows[at - 1] in pack.articles
        if lows[at] in pack.documents and (
            at == start or article or _may_begin(passage, at, start) or relative
        ):
            found = at - article
    if found < 0 or last <= found or (relative and last - found < 2):
        return None
    before = lows[found - 1] if found > start else ""
    if before in pack.prepositions:
        return None
    opens = all(
        lows[at] in pack.openers or lows[at] in pack.articles or lows[at] == "," for at in range(start, found)
    )
    return Phrase(passage, found, last) if relative or opens or before == "," else None


def institution_before(passage: Passage, index: int) -> Phrase | None:
    """The institution that the sentence before the one with word `index` tells of: `Lalu pemerintah membuka pasar.`"""
    first, _ = passage.sentence_at(index)
    if not first:
        return None
    adverbs = passage.lexicon.pack.adverbs
    start, end = passage.sentence_at(first - 1)
    at = after_openers(passage, after_dateline(passage, start, end), end)
    if at < end and passage.lows[at] in passage.lexicon.pack.prepositions:  # `Dalam rapat itu, pemerintah …`
        at = next((one + 1 for one in range(at, end) if passage.lows[one] == ","), end)
    found = mention_after(passage, at, end) if at < end else None
    if found is None or found.pronoun or found.first != at:
        return None
    last = next((one for one in range(at + 1, found.last) if passage.lows[one] in adverbs), found.last)
    return Phrase(passage, at, last) if is_collective(passage, at, last) else None


def _mention_up_to(passage: Passage, last: int, start: int) -> Phrase | None:
    """The longest mention that ends before word `last`."""
    for at in range(max(start, last - MOST_WORDS), last):
        may = _may_begin(passage, at, start) or _is_head(passage, at)
        if may and not _is_whereabouts(passage, at, last):
            found = mention_after(passage, at, last)
            if found is not None and found.first == at and found.last == last:
                return _from_head(found)
    return None


def _is_head(passage: Passage, at: int) -> bool:
    """Whether the office of somebody begins at the word, with a capital: `Kepala Dinas Pasar`."""
    if at not in passage.heads or not passage.is_capital(at):
        return False
    pack, before = passage.lexicon.pack, passage.lows[at - 1] if at else ""
    return not (before in pack.prepositions or before in pack.appositives or before in pack.occasions)


def _from_head(phrase: Phrase) -> Phrase:
    """A mention without what stands before an office in it: a heading runs on into the text where pages lose its line.

    `Harga naik Kepala Dinas Pasar Ani`; but `juru bicara Presiden Ani` and `istri Gubernur Ani` are one mention.
    """
    passage, first = phrase.passage, phrase.first
    if phrase.pronoun or first in passage.persons or passage.lows[first] in passage.lexicon.pack.collectives:
        return phrase
    for at in range(first + 1, phrase.last - 1):
        if passage.lows[at] == ",":
            break
        if _is_head(passage, at):
            return Phrase(passage, at, phrase.last)
    return phrase


def _is_whereabouts(passage: Passage, at: int, last: int) -> bool:
    """Whether a comma and a place stand there, and nobody who speaks: `Camat Tanjung, Kota Biru, mengatakan`."""
    return at > 0 and passage.lows[at - 1] == "," and places_end(passage, at, last) == last


def _before_relative(passage: Passage, relative: int, start: int) -> Phrase | None:
    """Whom a clause behind a comma tells of: `epidemiolog itu, Ani Lestari, yang mengatakan …`."""
    if relative - 1 <= start or passage.lows[relative - 1] != ",":
        return None
    lead, stop = passage.lexicon.lead, passage.sentence_at(relative)[1]
    if any(passage.lows[at] == "," and passage.lows[at + 1] in lead for at in range(relative + 2, stop - 1)):
        return None  # the sentence's own verb comes after the clause
    found = _mention_up_to(passage, _before_date(passage, relative - 1, start), start)
    return found if found is not None and found.is_name() else None


def _noun_before(passage: Passage, verb: int, last: int, start: int) -> Phrase | None:
    """`Ibu dari dua anak ini mengatakan bahwa …`: all up to the last comma, closed by a word such as `ini`."""
    pack, lows = passage.lexicon.pack, passage.lows
    reports = lows[verb + 1 : verb + 2] and lows[verb + 1] in passage.lexicon.complement - pack.purpose
    if not reports or lows[last - 1] not in pack.demonstratives:
        return None
    first = last - 1
    while first > max(start, last - MOST_WORDS) and passage.is_word(first - 1):
        first -= 1
    while first < last - 1 and (lows[first] in pack.openers or is_break(passage, first)):
        first += 1
    noun = lows[first] in pack.persons or lows[first] in pack.collectives
    return Phrase(passage, first, last) if noun else None


def _before_asides(passage: Passage, last: int, start: int) -> int:
    """Where a subject ends before what commas set apart: `Budi, yang juga ketua, mengatakan`."""
    lows = passage.lows
    for _ in range(_MOST_ASIDES):
        last = _before_date(passage, last, start)
        if last - 1 <= start or lows[last - 1] != ",":
            break
        last -= 1
        comma = next(
            (at for at in range(last - 1, max(start, last - _LONGEST_ASIDE), -1) if lows[at] == ","), None
        )
        listed = comma is not None and is_office_list(passage, comma, last)
        if comma is None or listed or not _is_aside(passage, comma + 1):
            return _before_date(passage, last, start)  # `Ani Lestari (34), mengatakan`
        last = comma + 1
    return last


def _before_date(passage: Passage, last: int, start: int) -> int:
    """Where the words end before a date or an age: `…, Senin (3/2)`, `Senin`, `(50)`."""
    lows = passage.lows
    edge = last
    if lows[edge - 1] == ")" and edge - start > 3:
        opening = next(
            (at for at in range(edge - 2, max(start, edge - _LONGEST_DATE), -1) if lows[at] == "("), None
        )
        if opening is None or not lows[opening + 1][0].isdigit():
            return last
        edge = opening
    if edge - 1 > start and passage.is_calendar(edge - 1):
        edge -= 1
    elif edge < last and last - edge > _AGE:
        return last
    return edge


def fellows(phrase: Phrase, start: int) -> list[Phrase]:
    """Who else speaks: a name joined by `dan` before a subject, in the clause from `start` on."""
    passage = phrase.passage
    pack, at = passage.lexicon.pack, phrase.first - 1
    joins = at > start and passage.lows[at] in pack.conjunctions and passage.lows[at] in pack.office_links
    if not joins or not phrase.is_name():
        return []
    for begin in range(max(start, at - MOST_WORDS), at):
        if _may_begin(passage, begin, start):
            found = mention_after(passage, begin, at)
            if found is not None and (found.first, found.last) == (begin, at) and found.is_name():
                return [found]
    return []


def _is_aside(passage: Passage, at: int) -> bool:
    # `Laura Pike, D-Vermont, said`: a party's letter and a place.
    letter = passage.lows[at][1:2] == "-"
    small = is_break(passage, at) or passage.has("relay", at) > 0 or passage.is_calendar(at)
    return letter or small or _is_participle(passage, at)


def _is_participle(passage: Passage, at: int) -> bool:
    """Whether a word behind a name and a comma is a participle by its ending: `Ani Lestari, wearing a hat, said`."""
    if not ends_as_participle(passage.lows[at], passage.lexicon.pack.participles) or at in passage.persons:
        return False
    return at > 1 and passage.is_capital(at - 2) and not passage.is_capital(at)


def _in_relative(passage: Passage, last: int, start: int) -> bool:
    """Whether the verb stands right behind a relative word: `warga yang mengatakan`, `yang dominan mendorong`."""
    pack = passage.lexicon.pack
    if passage.lows[last - 1] in pack.relatives:
        return True
    if passage.lows[last - 1] in pack.sameness and passage.lows[last - 2] in pack.relatives:
        return False  # `Ani dalam kesempatan yang sama mengatakan`
    small = range(max(start, last - 2), last)
    return any(passage.lows[at] in pack.relatives for at in small) and not any(
        passage.is_capital(at) for at in small
    )


def _may_begin(passage: Passage, at: int, start: int) -> bool:
    """Whether a mention may begin at the word: at the clause's start, after punctuation or a small word."""
    pack, lows = passage.lexicon.pack, passage.lows
    if not passage.is_word(at) or lows[at] in pack.openers or is_break(passage, at):
        return False
    if at == start:
        return True
    before = lows[at - 1]
    if before in pack.prepositions or before in pack.appositives or before in pack.occasions:
        return False
    if before in pack.openers or before in pack.breaks or before in pack.conjunctions:
        return True
    if _is_relayed_by(passage, at):
        return False  # `Dilaporkan Kantor Berita Nusa, Ani mengatakan …`
    if before in passage.lexicon.passive and _is_owned(passage, at):
        return False  # `pejabat yang tidak mau disebutkan namanya`
    if before in passage.lexicon.passive:
        # `dilaporkan Kantor Berita Antara, Ani mengatakan …`
        return not (passage.has("relay", at - 1) and (passage.has("media", at) or passage.has("outlets", at)))
    if passage.is_capital(at) and passage.is_verbal(at - 1):
        return True  # `video yang menampilkan Ani mengatakan …`
    return not before[0].isalpha() and before not in ("(", "/", "&", ".")


def _is_owned(passage: Passage, at: int) -> bool:
    """Whether the word is a thing of somebody's, by a clitic: `namanya`, but not `istrinya`."""
    pack, low = passage.lexicon.pack, passage.lows[at]
    cut = pack.clitics.cut(low) if pack.clitics is not None else 0
    return cut > 0 and low[:-cut] not in pack.persons and low not in pack.own_side


def _is_relayed_by(passage: Passage, at: int) -> bool:
    """Whether an outlet stands at the word, behind what says that it relayed the words."""
    if not (passage.has("media", at) or passage.has("outlets", at)):
        return False
    return passage.has("relay", at - 1) == 1 or (at > 1 and passage.has("relay", at - 2) == 2)


def _shared_subject(passage: Passage, conjunction: int, start: int) -> Phrase | None:
    """The subject of a verb before `dan`, which the verb after it shares: `Budi datang dan mengatakan`."""
    for at in range(max(start, conjunction - _MOST_BETWEEN), conjunction):
        if _may_begin(passage, at, start):
            found = mention_after(passage, at, conjunction, closed=True)
            if found is not None and found.first == at and found.last < conjunction:
                return found if found.pronoun or found.is_name() else None
    return None


def _past_phrase(passage: Passage, verb: int, start: int) -> Phrase | None:
    """The subject before a phrase that parts it from its verb: `Budi saat ditemui di rumahnya mengatakan`."""
    pack = passage.lexicon.pack
    for at in range(max(start, verb - _MOST_BETWEEN), verb):
        if not _may_begin(passage, at, start):
            continue
        found = mention_after(passage, at, verb)
        if found is None or found.first != at or not (found.pronoun or found.is_name()):
            continue
        after = found.last
        noun = after - at == 1 and (found.pronoun or passage.lows[at] in pack.persons)
        if noun and passage.lows[after] in pack.nominal_links:
            continue  # `Ibu dari dua anak`
        if after < verb and passage.lows[after] == ",":
            after += 1
        stops = passage.lows[after] in pack.negations or passage.lows[after] in pack.finite
        if after < verb and is_break(passage, after) and not stops and _lets_pass(passage, after, verb):
            return found
    return None


def _lets_pass(passage: Passage, first: int, verb: int) -> bool:
    """Whether the words between subject and verb hold no other verb of saying and no clause of their own."""
    lexicon = passage.lexicon
    return not any(
        passage.lows[at] in lexicon.lead
        or passage.lows[at] in lexicon.complement
        or passage.lows[at] in lexicon.pack.contrasts
        for at in range(first, verb)
    )


def _capitals_before(passage: Passage, last: int, start: int) -> Phrase | None:
    """The capitalised words right before a verb, where nothing better is found."""
    first = last
    while first > start and is_proper(passage, first - 1) and not passage.is_calendar(first - 1):
        first -= 1
    if first < last and passage.is_word(first):
        return Phrase(passage, first, last)
    return None
