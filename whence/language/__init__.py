"""Document -> parsed Doc. One folder a language holds its pipeline and its lexicons: data files, not code."""

from whence.language.lexicons import available, lexicon, table

__all__ = ["available", "lexicon", "table"]
