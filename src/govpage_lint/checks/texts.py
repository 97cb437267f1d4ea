"""Decides which texts of a page say something at all, and where they stand among its elements.

Two of three texts of a page are the white space between its tags. Checks that look at all texts
share one walk over it.
"""

from __future__ import annotations

from collections.abc import Iterable

from govpage_lint.checks.page import Page
from govpage_lint.document.numbers import Numbers, numbers, sums
from govpage_lint.document.tree import Element, Text
from govpage_lint.records import dataclass


@dataclass(frozen=True, slots=True)
class Written:
    """The texts of a page that are not blank, in the order of the source, hidden ones too.

    ``before[i]`` and ``until[i]`` are how many of them stand before the start and the end of the
    element at place i of tree order; ``before`` has one entry more, for the end of the page.
    ``after`` is the place of the last element that begins before each text, ``of`` the texts right
    in each element that has any.
    """

    texts: list[Text]
    after: Numbers
    before: Numbers
    until: Numbers
    of: dict[Element, list[Text]]

    def counts(self, weights: Iterable[int]) -> Numbers:
        """Of a number for each text: the sums before each text, and of all."""
        return sums(weights)


def body_text(page: Page) -> str:
    """All that the body of a page says to assistive technology; "" where there is none. For
    ``page.fact``: whole pages are long, and read by several checks."""
    body = page.document.body
    return "" if body is None else page.semantics.text(body)


def written(page: Page) -> Written:
    """The texts of a page that are not blank."""
    return page.fact(_written)


def _written(page: Page) -> Written:
    flat = page.document.flat
    texts: list[Text] = []
    after = numbers(())
    of: dict[Element, list[Text]] = {}
    said = bytearray(len(flat.nodes))
    place = 0
    for number, node in enumerate(flat.nodes):
        if type(node) is Text:
            data = node.data
            if data and not data.isspace() and (parent := node.parent) is not None:
                said[number] = 1
                texts.append(node)
                after.append(place)
                if parent in of:
                    of[parent].append(node)
                else:
                    of[parent] = [node]
        elif isinstance(node, Element):
            place += 1
    counts = sums(said)
    before = numbers(map(counts.__getitem__, flat.starts))
    before.append(len(texts))
    return Written(texts, after, before, numbers(map(counts.__getitem__, flat.ends)), of)
