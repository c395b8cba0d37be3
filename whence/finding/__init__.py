"""Parsed Doc -> statements: attributions, chains, participants, events, relations, figures, times, hedges.

spaCy components over Universal Dependencies and lexicons; :func:`analyse` runs them all on a document.
"""

from whence.finding.analysis import ENGINE, analyse

__all__ = ["ENGINE", "analyse"]
