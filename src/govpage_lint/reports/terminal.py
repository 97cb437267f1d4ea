"""Decides how the text report looks on a terminal: its colours and how long lines wrap."""

from __future__ import annotations

from typing import IO, Final

from govpage_lint.findings import Report
from govpage_lint.reports.styled import Style
from govpage_lint.reports.text import lines
from govpage_lint.reports.view import View

_STYLES: Final[dict[Style, str]] = {
    "": "",
    "error": "bold red",
    "warning": "bold yellow",
    "info": "bold cyan",
    "review": "magenta",
    "place": "bold",
    "dim": "dim",
    "title": "bold",
    "good": "bold green",
}


def write(report: Report, stream: IO[str], view: View, *, colour: bool) -> None:
    """Write the report to a terminal, in colour or plainly."""
    # Not needed for files and pipes, and slower to import than they take to write.
    from rich.console import Console
    from rich.text import Text

    console = Console(
        file=stream, highlight=False, soft_wrap=True, no_color=not colour, emoji=False, markup=False
    )
    for line in lines(report, view):
        text = Text()
        for piece, style in line:
            text.append(piece, _STYLES[style] or None)
        console.print(text)
