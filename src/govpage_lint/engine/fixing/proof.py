"""Decides whether two trees of a page are the same but for the mended spots.

Both are walked together. What stands in a changed part of the source is passed over on either
side; everything else must be there in the same order, under the same tags, with the same attributes and
texts, and written at the place that the changes have moved it to.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence, Set
from itertools import zip_longest
from typing import NamedTuple

from govpage_lint.document.rewriting import Change
from govpage_lint.document.source import Span
from govpage_lint.document.tree import Comment, Document, Element, Text


class _Regions:
    """The changed parts of one source, in order, which do not overlap."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._starts = [start for start, _ in spans]

    def holds(self, span: Span | None) -> bool:
        """Whether a span lies in a changed part."""
        if span is None or span[0] == span[1]:
            return False
        place = bisect_right(self._starts, span[0]) - 1
        # An insertion may begin where a change ends.
        for index in (place, place - 1):
            if index >= 0 and self._spans[index][0] <= span[0] and span[1] <= self._spans[index][1]:
                return True
        return False

    def touching(self, span: Span) -> Iterator[Span]:
        """The changed parts in a span, and those that begin or end at its edges."""
        place = max(0, bisect_right(self._starts, span[0]) - 2)
        while place < len(self._spans) and self._spans[place][0] <= span[1]:
            if self._spans[place][1] >= span[0]:
                yield self._spans[place]
            place += 1

    def without(self, data: str, span: Span | None) -> str:
        """What of a written piece of text stands outside."""
        if span is None:
            return data
        touched = [one for one in self.touching(span) if one[0] < span[1] and one[1] > span[0]]
        if not touched:
            return data
        if span[1] - span[0] != len(data):
            return ""
        kept, place = [], span[0]
        for start, end in touched:
            kept.append(data[place - span[0] : max(0, start - span[0])])
            place = max(place, end)
        kept.append(data[max(0, place - span[0]) :])
        return "".join(kept)


class _Opened(NamedTuple):
    """An element begins."""

    element: Element
    place: int | None


class _Said(NamedTuple):
    """Something else is there: a text, a comment, a doctype, the end of an element."""

    kind: str
    text: str


def same_but_for(old: Document, new: Document, changes: Sequence[Change]) -> bool:
    """Whether ``new`` is ``old`` with these changes and nothing else.

    ``changes`` are spans of the old source, in order, with the texts of the new one.
    """
    return first_difference(old, new, changes) is None


def first_difference(old: Document, new: Document, changes: Sequence[Change]) -> int | None:
    """About where in the new source ``new`` is more than ``old`` with these changes, None if it is not.

    It is the last start tag before the difference.
    """
    before = _Regions([(change.start, change.end) for change in changes])
    spans, shift = [], 0
    for change in changes:
        start = change.start + shift
        spans.append((start, start + len(change.text)))
        shift += len(change.text) - (change.end - change.start)
    after = _Regions(spans)
    moved = Moved(changes)
    ended = _ended_in(new, after, lambda place: place) | _ended_in(old, before, moved.place)
    last = 0
    for one, other in zip_longest(
        _events(old, before, ended, moved.place), _events(new, after, ended, lambda place: place)
    ):
        if isinstance(other, _Opened) and other.place is not None:
            last = other.place
        if isinstance(one, _Opened) and isinstance(other, _Opened):
            if not _same_element(one, other, before, after, moved):
                return last
        elif one != other:
            return last
    return None


class Moved:
    """Where the changes have moved a place to."""

    def __init__(self, changes: Sequence[Change]) -> None:
        self._ends = [change.end for change in changes]
        self._shifts = [0]
        for change in changes:
            self._shifts.append(self._shifts[-1] + len(change.text) - (change.end - change.start))

    def place(self, offset: int) -> int:
        """Where what stands at an offset is now."""
        return offset + self._shifts[bisect_right(self._ends, offset)]

    def start(self, offset: int) -> int:
        """Where a change that begins at an offset begins now."""
        return offset + self._shifts[bisect_left(self._ends, offset)]


def _same_element(
    one: _Opened, other: _Opened, before: _Regions, after: _Regions, moved: Moved
) -> bool:
    old, new = one.element, other.element
    if (one.place is None) != (other.place is None):
        return False
    if one.place is not None and moved.place(one.place) != other.place:
        return False
    if old.namespace_url != new.namespace_url:
        return False
    old_touched, new_touched = _touched(old, before), _touched(new, after)
    # A tag's name changes only where the change begins at the tag.
    if old.local_name != new.local_name and "" not in (old_touched & new_touched):
        return False
    if old.attributes == new.attributes:
        return True
    touched = old_touched | new_touched
    return _others(old, touched) == _others(new, touched)


def _others(element: Element, touched: set[str]) -> dict[str, str]:
    return {name: value for name, value in element.attributes.items() if name not in touched}


def _touched(element: Element, regions: _Regions) -> set[str]:
    """The attributes of a tag that changed parts touch; "" stands for its name."""
    written = element if element.span is not None else element.origin
    if written is None or written.span is None:
        return set()
    found: set[str] = set()
    for start, end in (r for span in _tags(written) for r in regions.touching(span)):
        if start == written.span[0]:
            found.add("")
        for one in written.source_attributes:
            if start < one.span[1] and one.span[0] < end:
                found.add(one.name)
    return found


def _tags(element: Element) -> list[Span]:
    assert element.span is not None
    return [element.span, *element.document.merged_tags.get(element, ())]


def _ended_in(document: Document, regions: _Regions, moved: Callable[[int], int]) -> set[int]:
    """Elements whose end tag was put in, or taken out, by the places they begin at afterwards.

    Where they end is what was changed of them.
    """
    return {
        moved(element.span[0])
        for element in document.elements
        if element.span is not None and regions.holds(element.end_span)
    }


def _outside(document: Document, comment: Comment, regions: _Regions) -> str:
    """What of a comment is not changed."""
    if comment.span is None:
        return comment.data
    return regions.without(document.source.slice(comment.span), comment.span)


def _events(
    document: Document, regions: _Regions, ended: Set[int], moved: Callable[[int], int]
) -> Iterator[_Opened | _Said]:
    """What a document has outside of changed parts, in tree order.

    The ends of elements that begin at one of the places ``ended`` are left out.
    """
    doctype = document.doctype
    if doctype is not None and not regions.holds(doctype.span):
        yield _Said("!", f"{doctype.name} {doctype.public_id} {doctype.system_id}")
    text: list[str] = []

    def flushed() -> Iterator[_Said]:
        if text:
            said = "".join(text)
            text.clear()
            if said:
                yield _Said("text", said)

    root = document.root
    stack: list[tuple[Element, bool, int]] = []
    opened: list[Element] = [root]
    while opened or stack:
        if opened:
            element = opened.pop()
            written = element.span or (element.origin.span if element.origin else None)
            shown = not regions.holds(written)
            if shown:
                yield from flushed()
                yield _Opened(element, None if element.span is None else element.span[0])
            stack.append((element, shown, 0))
        element, shown, place = stack.pop()
        children = element.children
        while place < len(children):
            node = children[place]
            place += 1
            if isinstance(node, Element):
                stack.append((element, shown, place))
                opened.append(node)
                break
            if isinstance(node, Text):
                text += [regions.without(data, span) for data, span in node.pieces]
            elif not regions.holds(node.span):
                yield from flushed()
                yield _Said("comment", _outside(document, node, regions))
        else:
            if shown and (element.span is None or moved(element.span[0]) not in ended):
                yield from flushed()
                yield _Said("end", "")
    yield from flushed()
