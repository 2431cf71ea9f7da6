"""The record: articles, what people say about them, the scheme they say it in, and edits."""
