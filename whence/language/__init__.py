"""Document -> parsed Doc. One folder a language holds its pipeline and its lexicons: data files, not code."""

from whence.language.lexicons import available, lexicon, table

__all__ = ["available", "lexicon", "pipeline", "table"]


def __getattr__(name: str) -> object:
    # spaCy takes a second to import: nobody pays for it who only asks which languages there are.
    if name == "pipeline":
        from whence.language.pipeline import pipeline

        return pipeline
    raise AttributeError(name)
