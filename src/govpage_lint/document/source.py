"""Decides where a character of a page stands: offsets, lines and columns of its text.

Everywhere in this package an *offset* counts code points from 0 in the text with its line endings
normalised to LF (as the HTML standard's input stream preprocessing does), a *span* is a pair
``(start, end)`` of offsets, end exclusive, and a *line* or *column* counts from 1. Lines are the
same in the original text; ``original_span`` maps a span back to it for those who edit files.
"""

from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

from govpage_lint.records import dataclass
from govpage_lint.regexes import regex

type Span = tuple[int, int]

_LINE_END = regex("\r\n?")


@dataclass(frozen=True, slots=True)
class Position:
    """A place in a text: line and column, both counted from 1 in code points."""

    line: int
    column: int


class SourceText:
    """The decoded text of a page, with its places.

    ``original`` is the text as decoded, without a byte order mark; ``text`` is the same with every
    CR LF and lone CR replaced by LF, which is what spans count in.
    """

    def __init__(self, original: str) -> None:
        self.original = original
        self.text = _LINE_END.sub("\n", original) if "\r" in original else original

    @cached_property
    def line_starts(self) -> list[int]:
        """Offsets at which the lines start; the first is 0."""
        lengths = map((1).__add__, map(len, self.text.split("\n")))
        starts = list(accumulate(lengths, initial=0))
        # Behind the last line there is no other.
        starts.pop()
        return starts

    @cached_property
    def _dropped(self) -> list[int]:
        """Offsets in ``text`` of each LF that stands for a CR LF."""
        shift = 0
        dropped = []
        for match in _LINE_END.finditer(self.original):
            if match.end() - match.start() == 2:
                dropped.append(match.start() - shift)
                shift += 1
        return dropped

    def position(self, offset: int) -> Position:
        """Line and column of an offset; the end of the text is a valid place."""
        line = bisect_right(self.line_starts, offset)
        return Position(line, offset - self.line_starts[line - 1] + 1)

    def positions(self, span: Span) -> tuple[int, int, int, int]:
        """Line and column of both ends of a span."""
        (start, end), starts = span, self.line_starts
        first = last = bisect_right(starts, start)
        # Most of what is looked up ends on the line that it starts on.
        if first < len(starts) and end >= starts[first]:
            last = bisect_right(starts, end)
        return first, start - starts[first - 1] + 1, last, end - starts[last - 1] + 1

    def line_span(self, number: int) -> Span:
        """Where a line is, counted from 1, without its line ending."""
        starts = self.line_starts
        end = starts[number] - 1 if number < len(starts) else len(self.text)
        return starts[number - 1], end

    def line(self, number: int) -> str:
        """The text of a line, counted from 1, without its line ending."""
        return self.slice(self.line_span(number))

    def slice(self, span: Span) -> str:
        """The source text of a span."""
        return self.text[span[0] : span[1]]

    def original_span(self, span: Span) -> Span:
        """The same span counted in ``original``, where a CR LF is two characters."""
        if self.text is self.original:
            return span
        return (
            span[0] + bisect_right(self._dropped, span[0] - 1),
            span[1] + bisect_right(self._dropped, span[1] - 1),
        )
