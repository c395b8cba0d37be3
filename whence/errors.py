"""The errors that Whence raises, in one tree.

    WhenceError
    ├── Unreadable         an input that cannot be read as a report (empty, binary, no such file, ...)
    │   └── Unreachable    an address that gives nothing now, and may later
    ├── UnknownLanguage    no pipeline for a language
    ├── RecordError        the record cannot be opened, read or written
    │   └── Outdated       a decision on what others have decided on meanwhile
    ├── PeopleError        the file of people cannot be used, or a name, password or role is refused
    └── MarkupError        a marked report or story of the corpus that cannot be understood

Each message names the input, says what is wrong with it, and what to do.
"""


class WhenceError(Exception):
    """The root of the tree: catch this to catch them all."""


class Unreadable(WhenceError):
    """An input that cannot be read as a report."""

    def __init__(self, name: str, wrong: str, remedy: str) -> None:
        super().__init__(f"{name}: {wrong}; {remedy}")
        self.name, self.wrong, self.remedy = name, wrong, remedy


class Unreachable(Unreadable):
    """An address that gives nothing now, and may later."""


class UnknownLanguage(WhenceError):
    """There is no pipeline for a language."""


class RecordError(WhenceError):
    """The record cannot be opened, read or written."""


class Outdated(RecordError):
    """A decision on what others have decided on meanwhile. `since` are these decisions, as reviews, in their order."""

    def __init__(self, message: str, since: tuple[object, ...] = ()) -> None:
        super().__init__(message)
        self.since = since


class PeopleError(WhenceError):
    """The file of people cannot be used, or a name, password, role or token is refused."""


class MarkupError(WhenceError):
    """A marked report or story of the corpus that cannot be understood; a line for each thing that is wrong."""
