"""record: all that was found -> the store. Schema, migrations, queries, reviews.

:meth:`Record.open` opens one; :meth:`Record.read` reads reports into it; the other methods ask it.
"""

from whence.record.store import Hit, Intake, Progress, Record

__all__ = ["Hit", "Intake", "Progress", "Record"]
