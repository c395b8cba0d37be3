"""The corpus in other people's forms: CoNLL-U Plus, spaCy's DocBin, brat standoff, TimeML."""

from whence.measuring.annotation.formats.brat import brat, scheme
from whence.measuring.annotation.formats.conllup import conllup
from whence.measuring.annotation.formats.docbin import docbin
from whence.measuring.annotation.formats.timeml import timeml

__all__ = ["brat", "conllup", "docbin", "scheme", "timeml"]
