"""A terminal reader and annotator for news: who said what, and through whom it reached us."""

__version__ = "0.1.0"
