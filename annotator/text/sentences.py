"""Sentences inside a paragraph, by rule.

Good enough to step through a text and to look for the clause that a cue stands in. Nothing that is exported
depends on it unless a person asks for sentences.
"""

from __future__ import annotations

import re

from annotator.text.blanks import BLANK, first_ink
from annotator.text.lines import trim

# One end mark or several, then what closes with them, then where the next sentence could begin. East Asian
# full stops need no space after them.
_STOPS = ".!?…؟۔।"
_CLOSING = "”\"’'»«“)\\]}›」』》"
# The look behind and the possessive repeats keep a long run of full stops from being tried from each of them.
_END = re.compile(
    rf"(?<![{_STOPS}])[{_STOPS}]++(?P<closing>[{_CLOSING}]*+)(?=[{BLANK}])|[。！？]++[{_CLOSING}]*+"
)
_OPENING = frozenset("“\"‘'«»„”([{‹「『《¿¡")
_DASHES = frozenset("-–—―")
# The word before a full stop, looked for no further back than this.
_LONGEST_ABBREVIATION = 20
_LAST_WORD = re.compile(rf"[^{BLANK}(\[\"“”'‘’«»/,;:—–-]+\Z")


def sentences(
    text: str, start: int = 0, end: int | None = None, abbreviations: frozenset[str] = frozenset()
) -> list[tuple[int, int]]:
    """Bounds of the sentences in `text[start:end]` (code points), without the blanks between them.

    A full stop does not end a sentence after an abbreviation (given casefolded and without its last stop; with ` #`
    behind it, one only before a figure: `hal. 5`), an initial, or the number that opens a list item; nor does any
    mark before a small letter, which is where the words around a quotation go on: `"Benar?" tanya Budi`. Closing
    marks stay with the sentence they close.
    """
    stop = len(text) if end is None else end
    found: list[tuple[int, int]] = []
    begin = first_ink(text, start, stop)
    while begin >= 0:
        for match in _END.finditer(text, begin, stop):
            if _ends(text, begin, match, stop, abbreviations):
                found.append((begin, match.end()))
                begin = first_ink(text, match.end(), stop)
                break
        else:
            found.append(trim(text, begin, stop))
            break
    return found


def _ends(text: str, begin: int, match: re.Match[str], stop: int, abbreviations: frozenset[str]) -> bool:
    following = first_ink(text, match.end(), stop)
    if following < 0:
        return True
    closing = match["closing"]
    if closing is None:
        return True
    mark = text[match.start()]
    if mark == "." and not closing and match.end() - match.start() == 1:
        word = _word_before(text, begin, match.start())
        low = word.casefold()
        if low in abbreviations or (f"{low} #" in abbreviations and text[following].isdecimal()):
            return False
        initial = len(word) == 1 and word.isupper() and text[match.start() - 2 : match.start() - 1] != "/"
        if initial and text[following] not in _OPENING:
            return False
        # `A.H` of `A.H. Nasution`, and the number of a list item.
        if len(word.rpartition(".")[2]) == 1 and "." in word and word[-1].isupper():
            return False
        if word.isdecimal() and match.start() - len(word) == begin:
            return False
    after = text[following]
    if closing and after in _DASHES:
        return False
    while after in _OPENING and following + 1 < stop:
        following += 1
        after = text[following]
    return not (after.islower() or after in ",;:")


def _word_before(text: str, begin: int, at: int) -> str:
    found = _LAST_WORD.search(text[max(begin, at - _LONGEST_ABBREVIATION) : at])
    return found[0] if found else ""
