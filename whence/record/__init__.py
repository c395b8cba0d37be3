"""record: all that was found -> the store. Schema, migrations, queries, reviews.

:meth:`Record.open` opens one; :meth:`Record.read` reads reports into it; the other methods ask it.
"""

from whence.record.answers import Hit, Intake, Progress
from whence.record.store import Record

__all__ = ["Hit", "Intake", "Progress", "Record"]
