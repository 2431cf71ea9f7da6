"""An article as it is read: words, sentences and quotations of its paragraphs, found when first asked for."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from unicodedata import category

from annotator.lang.pack import Pack
from annotator.model.article import Article, Paragraph
from annotator.text.graphemes import grapheme_at, previous_grapheme
from annotator.text.marks import Quotation, quotations
from annotator.text.safe import safe
from annotator.text.search import Folded, fold
from annotator.text.sentences import sentences
from annotator.text.tokens import words

Bounds = tuple[int, int]
SCARE_LIMIT = 3
"""Words; a shorter quotation in a longer sentence is rarely somebody's statement."""
_THAI = "\u0e00"
"""From here on in Unicode, letters without case belong to scripts of the far East, most of which are unspaced."""
_LETTERS_OF_A_WORD = 2
"""Of such a script, on average."""


def says_enough(text: str) -> bool:
    """Whether a text has so many words, or as much of a script that puts no blanks between them (Thai, Chinese)."""
    if len(text.split()) >= SCARE_LIMIT:
        return True
    unspaced = sum(one >= _THAI and category(one) == "Lo" for one in text)
    return unspaced >= SCARE_LIMIT * _LETTERS_OF_A_WORD


class Reading:
    """Facts about an article's text, cached by paragraph. All offsets are code points of the article's text."""

    def __init__(self, article: Article, pack: Pack) -> None:
        self.article = article
        self.pack = pack
        self._shown: dict[int, str] = {}
        self._words: dict[int, list[Bounds]] = {}
        self._quotations: dict[int, list[Quotation]] = {}
        self._long_quotations: dict[int, list[Bounds]] = {}
        self._slight_quotations: dict[int, list[Bounds]] = {}
        self._sentences: dict[int, list[Bounds]] = {}
        self.reports: dict[int, list[tuple[Bounds, Bounds]]] = {}
        """Paragraph -> its sentences that may report somebody's words, as far as they have been looked for."""

    @cached_property
    def relay_words(self) -> frozenset[str]:
        """The words of the phrases that name an outlet. Folded as the pack has them."""
        return frozenset(word for phrase in self.pack.relay for word in phrase.split())

    @cached_property
    def folded(self) -> Folded:
        """The text without case and accents, for searching."""
        return fold(self.article.text)

    @property
    def text(self) -> str:
        return self.article.text

    def paragraph(self, number: int) -> Paragraph:
        """The paragraph of this number; an empty one for an article without any."""
        paragraphs = self.article.paragraphs
        return paragraphs[number] if paragraphs else Paragraph(0, 0)

    def words(self, number: int) -> list[Bounds]:
        """Surface words of a paragraph that hold a letter or a digit."""
        if number not in self._words:
            part = self.paragraph(number)
            found = words(self.text, part.start, part.end)
            text = self.text
            self._words[number] = [
                word
                for word in found
                if text[word[0]].isalnum() or any(char.isalnum() for char in text[word[0] : word[1]])
            ]
        return self._words[number]

    def clitic_of(self, word: Bounds) -> Bounds | None:
        """The clitic at the end of a word, cut off as in exports; None if it has none."""
        start, end = word
        clitics = self.pack.clitics
        if clitics is None:
            return None
        length = clitics.cut(self.text[start:end])
        return (end - length, end) if length else None

    def quotations(self, number: int) -> list[Quotation]:
        """Stretches between quotation marks in a paragraph."""
        if number not in self._quotations:
            part = self.paragraph(number)
            self._quotations[number] = quotations(self.text, part.start, part.end, self.pack.marks)
        return self._quotations[number]

    def long_quotations(self, number: int) -> list[Bounds]:
        """Those of them that lie in no other and are long enough to be somebody's statement."""
        if number not in self._long_quotations:
            outer = [(mark.start, mark.end) for mark in self.quotations(number) if mark.depth == 0]
            self._long_quotations[number] = [one for one in outer if says_enough(self.text[slice(*one)])]
        return self._long_quotations[number]

    def slight_quotations(self, number: int) -> list[Bounds]:
        """Those that may be somebody's statement all the same: short ones, and long ones that lie in another."""
        if number not in self._slight_quotations:
            self._slight_quotations[number] = [
                (mark.start, mark.end)
                for mark in self.quotations(number)
                if says_enough(self.text[mark.start : mark.end]) == (mark.depth > 0)
            ]
        return self._slight_quotations[number]

    def sentences(self, number: int) -> list[Bounds]:
        """Sentences of a paragraph."""
        if number not in self._sentences:
            part = self.paragraph(number)
            self._sentences[number] = sentences(self.text, part.start, part.end, self.pack.abbreviations)
        return self._sentences[number]

    def sentence_at(self, offset: int) -> Bounds:
        """The sentence that holds `offset`, else the one before it, else the paragraph."""
        number = self.article.paragraph_at(offset)
        found = self.sentences(number)
        index = bisect_right(found, offset, key=lambda sentence: sentence[0]) - 1
        if index < 0:
            part = self.paragraph(number)
            return (part.start, part.end)
        return found[index]

    def word_at(self, offset: int) -> Bounds | None:
        """The word that holds `offset`, else the next one in the paragraph, else the last; None if it has none."""
        found = self.words(self.article.paragraph_at(offset))
        if not found:
            return None
        index = bisect_right(found, offset, key=lambda word: word[0]) - 1
        if index >= 0 and offset < found[index][1]:
            return found[index]
        return found[min(index + 1, len(found) - 1)]

    def grapheme(self, offset: int) -> Bounds:
        """The grapheme that holds `offset`, within its paragraph; the last one for offsets after it.

        Graphemes are those of the text as it is drawn. In the text itself a control character has no width, and would
        count as a part of what stands before it; it is drawn, and clicked, in a cell of its own.
        """
        number = self.article.paragraph_at(offset)
        start, shown = self.paragraph(number).start, self._shown_paragraph(number)
        place = min(max(offset - start, 0), max(0, len(shown) - 1))
        first, last = grapheme_at(shown, 0, len(shown), place)
        return start + first, start + last

    def grapheme_before(self, offset: int) -> int:
        """Start of the grapheme before the one at `offset`; at the paragraph's start, that."""
        number = self.article.paragraph_at(offset)
        start, shown = self.paragraph(number).start, self._shown_paragraph(number)
        return start + previous_grapheme(shown, 0, len(shown), offset - start)

    def _shown_paragraph(self, number: int) -> str:
        """A paragraph as it is drawn: code point for code point, with a stand-in for each control character."""
        if number not in self._shown:
            part = self.paragraph(number)
            self._shown[number] = safe(self.text[part.start : part.end])
        return self._shown[number]
