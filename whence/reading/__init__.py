"""SOURCE -> Document: files, folders, pages and feeds are found, decoded, cleaned, dated; nothing is understood yet.

``find`` says which reports there are, ``read`` reads one of them, ``read_bytes`` reads what is already in memory.
"""

from whence.reading.report import read, read_bytes
from whence.reading.search import Fetched, Found, find

__all__ = ["Fetched", "Found", "find", "read", "read_bytes"]
