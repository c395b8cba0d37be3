"""SOURCE -> Document: files and folders are found, decoded, cleaned, dated; nothing is understood yet.

``find`` says which reports there are, ``read`` reads one of them, ``read_bytes`` reads what is already in memory.
"""

from whence.reading.report import read, read_bytes
from whence.reading.search import Found, find

__all__ = ["Found", "find", "read", "read_bytes"]
