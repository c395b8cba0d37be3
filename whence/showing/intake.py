"""A reading as people see it: a bar while it runs (on a terminal only), and what became of the inputs."""

from __future__ import annotations

from types import TracebackType
from typing import IO, TYPE_CHECKING, Any

from whence.showing.terminal import console, trimmed
from whence.showing.words import count

if TYPE_CHECKING:
    from rich.progress import Progress as RichProgress

    from whence.record import Intake, Progress

_NAME: int = 40


class Bar:
    """A progress bar, a context manager and the callback that moves it. Draws nothing where there is no terminal."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self._last: Progress | None = None
        self._drawn: RichProgress | None = None

    def __enter__(self) -> Bar:
        view = console(self._file)
        if view.is_terminal:
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            columns = (
                BarColumn(),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
                TextColumn("{task.description}", markup=False),
            )
            self._drawn = Progress(*columns, console=view, transient=True)
            self._drawn.start()
            self._task = self._drawn.add_task("finding reports", total=None)
        return self

    def __call__(self, progress: Progress) -> None:
        self._last = progress
        if self._drawn is not None:
            over = progress.done == progress.total
            name = "comparing reports" if over else trimmed(progress.name, _NAME)
            self._drawn.update(self._task, total=progress.total, completed=progress.done, description=name)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._drawn is not None:
            self._drawn.stop()

    def interrupted(self) -> str:
        """What to say when somebody has interrupted the reading."""
        last = self._last
        done = (
            f"{last.done:,} of {last.total:,} reports done, all that was read is kept"
            if last
            else "nothing was read yet"
        )
        return f"interrupted; {done}; run the same command to go on"


def summary(intake: Intake, address: str) -> str:
    """What became of the inputs, in one line."""
    parts = [f"{count(intake.kept, 'document')} kept", f"{intake.unchanged:,} unchanged"]
    return f"{', '.join([*parts, f'{len(intake.refused):,} refused'])}; the record is {address}"


def intake_json(intake: Intake) -> dict[str, Any]:
    """What became of the inputs, as JSON values."""
    refused = [{"name": one.name, "wrong": one.wrong, "remedy": one.remedy} for one in intake.refused]
    return {"kept": intake.kept, "unchanged": intake.unchanged, "refused": refused, "notes": list(intake.notes)}
