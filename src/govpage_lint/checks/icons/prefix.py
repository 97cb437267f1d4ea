"""Decides whether icons in a row all begin with the same long words, so that what differs comes last."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import groupby

from govpage_lint.checks.icons.labels import IconLabel, icon_label
from govpage_lint.checks.icons.networks import around_words, networks_of
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, check, failed, passed
from govpage_lint.document.tree import Element

# How far up the list of the icons may be: link, item, list, and a wrapper or two.
_MAX_STEPS = 5


@check
def prefix_repeated(
    page: Page, element: Element, *, least: int = 3, weight: int = 12
) -> Iterator[Verdict]:
    """Icons of social networks in one list do not all begin with the same long words.

    ``least`` is how many of them make a row; ``weight`` how long the words are, in letters, with
    two for a Hangul syllable or Chinese character.
    """
    icons = [label for label in _icons(page) if _is_network(page, label)]
    orders = [icon.control.order for icon in icons]
    for _, group in groupby(icons, lambda icon: _row(icon.control, orders)):
        row = list(group)
        shared = _shared_words([icon.text for icon in row])
        prefix = " ".join(row[0].text.split()[:shared])
        long = len(row) >= least and _weight(prefix) >= weight and not _is_action(page, prefix)
        for icon in row:
            rest = " ".join(icon.text.split()[shared:])
            yield (
                failed(icon.target, text=prefix, count=len(row), rest=rest)
                if long
                else passed(icon.control)
            )


def _icons(page: Page) -> Iterator[IconLabel]:
    for link in page.document.by_name.get("a", ()):
        if page.semantics.role(link) == "link" and page.semantics.presumed_exposed(link):
            label = icon_label(page, link)
            if label is not None:
                yield label


def _is_network(page: Page, label: IconLabel) -> bool:
    networks = networks_of(page)
    if networks.of_address(label.control.attributes.get("href", "").strip()) is not None:
        return True
    named, _ = networks.named_in(label.text, around_words(page))
    return bool(named)


def _row(control: Element, orders: Sequence[int]) -> int:
    """The order of the nearest element that holds several icons."""
    node = control.parent
    for _ in range(_MAX_STEPS):
        if node is None:
            break
        if bisect_right(orders, node.last) - bisect_left(orders, node.order) > 1:
            return node.order
        node = node.parent
    return control.order


def _shared_words(labels: Sequence[str]) -> int:
    """How many words all labels begin with, where each goes on with something of its own; else 0."""
    rows = [label.casefold().split() for label in labels]
    if len(set(map(tuple, rows))) < len(rows):
        return 0
    shared = 0
    for words in zip(*rows, strict=False):
        if len(set(words)) > 1:
            break
        shared += 1
    goes_on = all(any(map(str.isalnum, "".join(row[shared:]))) for row in rows)
    return shared if goes_on else 0


def _weight(text: str) -> int:
    return sum(2 if character >= "\u1100" else 1 for character in text)


def _is_action(page: Page, prefix: str) -> bool:
    """Whether the shared words say what the links do ("share this page on"), and name nobody."""
    words = [word.strip(".,:;-–—|()[]") for word in prefix.casefold().split()]
    around = around_words(page)
    return any(word in around for word in (words[0], words[-1]))
