"""Decides where a place of a page's source stands for an editor, which counts in other units.

An editor counts lines and columns from 0, and columns in code units of the encoding that it agreed
on: UTF-16 unless it can do better (LSP 3.17, Position Encoding).
"""

from __future__ import annotations

from typing import Literal

from lsprotocol import types

from govpage_lint.document.source import SourceText
from govpage_lint.findings import Location

type Units = Literal["utf-8", "utf-16", "utf-32"]


class Places:
    """Places of one text in an editor's units."""

    def __init__(self, text: str, units: Units = "utf-16") -> None:
        self.source = SourceText(text)
        self._units = units

    def range_of(self, location: Location) -> types.Range:
        """A finding's location; at least one character where there is one, so that it can be seen."""
        start = self._position(location.line, location.column)
        end = self._position(location.end_line, location.end_column)
        if start == end:
            end = self._position(location.line, location.column + 1)
        return types.Range(start, end)

    def range_between(self, start: int, end: int) -> types.Range:
        """A span of offsets in ``source.text``."""
        first, last = self.source.position(start), self.source.position(end)
        return types.Range(
            self._position(first.line, first.column), self._position(last.line, last.column)
        )

    def offset(self, location: Location) -> int:
        """The offset in ``source.text`` at which a location starts."""
        line = min(location.line, len(self.source.line_starts))
        return self.source.line_starts[line - 1] + location.column - 1

    def _position(self, line: int, column: int) -> types.Position:
        # The text may have changed since it was checked.
        line = min(line, len(self.source.line_starts))
        before = self.source.line(line)[: column - 1]
        return types.Position(line - 1, self._length(before))

    def _length(self, text: str) -> int:
        if self._units == "utf-32" or text.isascii():
            return len(text)
        if self._units == "utf-8":
            return len(text.encode("utf-8", "surrogatepass"))
        return len(text.encode("utf-16-le", "surrogatepass")) // 2
