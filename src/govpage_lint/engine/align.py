"""Decides which element of the source each element of a rendered page is, where that is sure.

Scripts add, remove and move elements, so that a place alone proves nothing. From the root down, the
children of a pair are paired: first those that are the same with all they hold, then what is left
where it looks the same. What has an id or attributes that nothing else has is found by them
wherever it stands. The cost grows with the size of both pages.
"""

from collections.abc import Callable, Iterable, Mapping

from govpage_lint.document.tree import Document, Element, Text
from govpage_lint.engine.trace import agrees, is_telling, settled

type Children = Callable[[Element], list[Element]]

_WHOLE = frozenset(("html", "head", "body"))
# What scripting browsers hold as text, or apart, and a parser as elements.
_UNLIKE = frozenset(("noscript", "template"))


def align(source: Document, live: Document, children: Children) -> dict[Element, Element]:
    """The source element of each live one that surely has one; no two have the same.

    ``children`` gives the child elements of a live element as its document has them, without
    shadow trees.
    """
    pairs = _Pairs(source, live, children)
    if source.root.local_name == live.root.local_name:
        pairs.add(source.root, live.root)
    pairs.spread()
    for one, other in _singular(source, live, pairs):
        pairs.add(one, other)
    pairs.spread()
    return pairs.found


class _Pairs:
    """The pairs so far, and those whose children are still to be paired."""

    def __init__(self, source: Document, live: Document, children: Children) -> None:
        self.found: dict[Element, Element] = {}
        self.taken: set[Element] = set()
        self._children = children
        self._ours = _signatures(source, lambda element: element.element_children)
        self._theirs = _signatures(live, children)
        self._waiting: list[tuple[Element, Element]] = []

    def add(self, source: Element, live: Element) -> None:
        if live in self.found or source in self.taken:
            return
        self.found[live] = source
        self.taken.add(source)
        self._waiting.append((source, live))

    def spread(self) -> None:
        """Pair the children of all pairs, and theirs."""
        while self._waiting:
            source, live = self._waiting.pop()
            ours = [one for one in source.element_children if one not in self.taken]
            theirs = [one for one in self._children(live) if one not in self.found]
            if ours and theirs:
                self._pair(ours, theirs)

    def _pair(self, ours: list[Element], theirs: list[Element]) -> None:
        if self._in_order(ours, theirs, self._is_same):
            return
        self._by_key(ours, theirs, self._ours.__getitem__, self._theirs.__getitem__)
        ours = [one for one in ours if one not in self.taken]
        theirs = [one for one in theirs if one not in self.found]
        if self._in_order(ours, theirs, _fits):
            return
        self._by_key(ours, theirs, _look, _look)
        for name in _WHOLE:
            one = [element for element in ours if element.local_name == name]
            other = [element for element in theirs if element.local_name == name]
            if len(one) == len(other) == 1:
                self.add(one[0], other[0])

    def _in_order(
        self,
        ours: list[Element],
        theirs: list[Element],
        same: Callable[[Element, Element], bool],
    ) -> bool:
        """Pair them one by one, if they are as many and each is the same as the other."""
        if len(ours) != len(theirs) or not all(map(same, ours, theirs)):
            return False
        for one, other in zip(ours, theirs, strict=True):
            self.add(one, other)
        return True

    def _is_same(self, one: Element, other: Element) -> bool:
        return self._ours[one] == self._theirs[other]

    def _by_key(
        self,
        ours: list[Element],
        theirs: list[Element],
        key: Callable[[Element], object],
        their_key: Callable[[Element], object],
    ) -> None:
        """Pair those whose key only one on each side has; nothing has the key None."""
        others = _single(theirs, their_key)
        for found, one in _single(ours, key).items():
            other = others.get(found)
            if found is not None and other is not None:
                self.add(one, other)


def _signatures(document: Document, children: Children) -> dict[Element, int]:
    """What an element is with all it holds, for each; equal numbers are equal elements."""
    found: dict[Element, int] = {}
    for element in reversed(document.elements):
        held: tuple[int, ...] = ()
        if element.local_name not in _UNLIKE:
            held = tuple(found[child] for child in children(element))
        found[element] = hash((element.local_name, settled(element), _own_text(element), held))
    return found


def _look(element: Element) -> object:
    """What tells an element from its siblings; None where it has neither attributes nor a text."""
    own = (settled(element), _own_text(element))
    return (element.local_name, element.namespace_url, *own) if any(own) else None


def _fits(source: Element, live: Element) -> bool:
    """Whether they may be the same element: of one name, and with the attributes that stay."""
    return (
        source.local_name == live.local_name
        and source.namespace_url == live.namespace_url
        and (source.local_name in _WHOLE or agrees(source, live.attributes))
    )


def _own_text(element: Element) -> str:
    if element.local_name in _UNLIKE:
        return ""
    parts = [node.data for node in element.children if isinstance(node, Text)]
    return " ".join(" ".join(parts).split()) if parts else ""


def _single[Key](elements: Iterable[Element], key: Callable[[Element], Key]) -> dict[Key, Element]:
    """The elements whose key no other has."""
    found: dict[Key, Element | None] = {}
    for element in elements:
        name = key(element)
        found[name] = None if name in found else element
    return {name: element for name, element in found.items() if element is not None}


def _singular(source: Document, live: Document, pairs: _Pairs) -> Iterable[tuple[Element, Element]]:
    """Pairs of elements that have an id, or telling attributes, that nothing else has."""
    for identifier, elements in live.by_id.items():
        others = source.by_id.get(identifier, ())
        if len(elements) == len(others) == 1:
            one, other = others[0], elements[0]
            if one.local_name == other.local_name and one.namespace_url == other.namespace_url:
                yield one, other
    left = [e for e in live.elements if e not in pairs.found and is_telling(e.attributes)]
    if left:
        theirs = _single(left, _by_attributes)
        every = _counted(live)
        for key, one in _single(source.elements, _by_attributes).items():
            if key in theirs and every[key] == 1:
                yield one, theirs[key]


def _by_attributes(element: Element) -> tuple[str, frozenset[tuple[str, str]]]:
    return element.local_name, frozenset(element.attributes.items())


def _counted(document: Document) -> Mapping[tuple[str, frozenset[tuple[str, str]]], int]:
    found: dict[tuple[str, frozenset[tuple[str, str]]], int] = {}
    for element in document.elements:
        key = _by_attributes(element)
        found[key] = found.get(key, 0) + 1
    return found
