"""Decides which passages of a page belong together: those of one block, and blocks that follow each other.

Passages follow each other as in the source, so that those of an element are a range.
"""

from bisect import bisect_left
from typing import Final

from govpage_lint.checks.language.foreign import Judge
from govpage_lint.checks.language.owners import Owner, Owners, is_inline
from govpage_lint.checks.language.regions import Region, Regions
from govpage_lint.document.tree import Element
from govpage_lint.records import dataclass

# Elements that whole pages are in: marking them is not marking a part.
_WHOLE: Final = frozenset(("html", "body", "form"))
_MOST_LEVELS: Final = 24
# No label or block of honest text has so many pieces on either side; longer ones are judged in part.
_MOST_PASSAGES: Final = 64


@dataclass(frozen=True, slots=True)
class Span:
    """Passages ``[low:high)`` of the page."""

    low: int
    high: int


@dataclass(slots=True)
class Group:
    """The passages of one owner that have something foreign in them."""

    owner: Owner
    places: list[int]


class Blocks:
    """The blocks of one page."""

    def __init__(self, regions: Regions, owners: Owners, judge: Judge) -> None:
        self._regions = regions
        self._passages = regions.passages
        self._owners = owners
        self._judge = judge
        self._stretches: dict[tuple[int, str], Span] = {}

    def _span(self, place: int, element: Element, low: int, high: int) -> Span:
        """The passages in an element among ``[low:high)``: they follow each other around ``place``."""

        def inside(index: int) -> bool:
            return element.contains(self._passages[index].element)

        first = bisect_left(range(low, place + 1), True, key=inside) + low
        last = bisect_left(range(place, high), True, key=lambda index: not inside(index)) + place
        return Span(first, last)

    def joined(self, group: Group) -> tuple[str, list[tuple[int, int]]]:
        """The text of a block or label, and where each passage starts in it: (start, place)."""
        place, owner = group.places[0], group.owner
        region = self._passages[place].region
        span = self._span(
            place,
            owner.element,
            max(0, place - _MOST_PASSAGES),
            min(len(self._passages), place + _MOST_PASSAGES),
        )
        parts: list[str] = []
        starts: list[tuple[int, int]] = []
        length = 0
        before: Element | None = None
        for index in range(span.low, span.high):
            passage = self._passages[index]
            if passage.region is not region or self._judge.names_language(passage.text.data):
                continue
            if owner.kind == "text" and self._owners.block(passage.element) is not owner.element:
                continue
            if before is not None and are_apart(before, passage.element):
                parts.append(" ")
                length += 1
            starts.append((length, index))
            parts.append(passage.text.data)
            length += len(passage.text.data)
            before = passage.element
        return "".join(parts), starts

    def widest(self, group: Group, region: Region, script: str) -> tuple[Element, Span]:
        """The outermost element around a block with no other text in it, and its passages.

        Of several with the same text it is the innermost.
        """
        place = group.places[0]
        stretch = self._stretch(place, region, script)
        best = group.owner.element
        wide = self._span(place, best, stretch.low, stretch.high)
        node = best.parent
        for _ in range(_MOST_LEVELS):
            if (
                node is None
                or node.local_name in _WHOLE
                or self._regions.of[node.order] is not region
            ):
                break
            if any(
                0 <= index < len(self._passages) and node.contains(self._passages[index].element)
                for index in (stretch.low - 1, stretch.high)
            ):
                break
            grown = self._span(place, node, stretch.low, stretch.high)
            if grown != wide:
                best, wide = node, grown
            node = node.parent
        return best, wide

    def _stretch(self, place: int, region: Region, script: str) -> Span:
        """The passages around one that are all in its region and script."""
        key = (place, script)
        if key not in self._stretches:
            low, high = place, place + 1
            while low > 0 and self._may_join(low - 1, region, script):
                low -= 1
            while high < len(self._passages) and self._may_join(high, region, script):
                high += 1
            for index in range(low, high):
                self._stretches[(index, script)] = Span(low, high)
        return self._stretches[key]

    def _may_join(self, place: int, region: Region, script: str) -> bool:
        passage = self._passages[place]
        return passage.region is region and self._judge.fits(passage.text.data, script)


def are_apart(before: Element, after: Element) -> bool:
    """Whether two neighbouring passages are words apart rather than one word with a part set off."""
    if before is after:
        return False
    links = "a" in (before.local_name, after.local_name)
    return links or not (is_inline(before) or is_inline(after))
