"""knowledge: names -> Entity. States, places, people, organisations, companies, outlets, weapon systems; linking.

``load().match(text, language)`` finds the known names of a text; ``lookup`` and ``country`` find one entity;
``facts`` says what the tables hold of it; ``periods`` the named periods. The tables are TSV files under ``data/``.
"""

from whence.knowledge.base import Knowledge, Name, Period, load
from whence.knowledge.tables import Facts

__all__ = ["Facts", "Knowledge", "Name", "Period", "load"]
