"""What screens ask of the program."""

from __future__ import annotations

from textual.message import Message


class ThemeWanted(Message):
    """The person wants the next colours."""


class ArticleWanted(Message):
    """An article is to be opened; `article` is its id.

    Where a search led to it, `words` is what was searched for and `places` is where it stands, in code points.
    """

    def __init__(self, article: str, words: str = "", places: tuple[tuple[int, int], ...] = ()) -> None:
        super().__init__()
        self.article = article
        self.words = words
        self.places = places


class ReviewWanted(Message):
    """An article is to be reviewed; `article` is its id."""

    def __init__(self, article: str) -> None:
        super().__init__()
        self.article = article


class PlaceWanted(Message):
    """A place where people differ is to be shown: an article's id, and an offset in code points."""

    def __init__(self, article: str, offset: int) -> None:
        super().__init__()
        self.article = article
        self.offset = offset


class EditWanted(Message):
    """A reviewer wants to edit gold by hand, in the reader, at an offset in code points."""

    def __init__(self, article: str, offset: int) -> None:
        super().__init__()
        self.article = article
        self.offset = offset


class ArticleLeft(Message):
    """The person backs out of an article; `article` is its id."""

    def __init__(self, article: str) -> None:
        super().__init__()
        self.article = article


class PeopleWanted(Message):
    """The person wants to see the people of the project."""
