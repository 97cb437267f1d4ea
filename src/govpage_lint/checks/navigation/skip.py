"""Decides which links of a page are its skip links, in any language.

Signs are weighed: what the label says, what ids and classes say, where the link leads, and where it
stands. No sign is enough by itself but the words that nothing else is called by. Tables of
contents, links back to the top, tabs, carousels and switches are no skip links.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Final

from govpage_lint.checks.navigation.address import Destination, destination
from govpage_lint.checks.navigation.main import in_frame, main_content, repeated_around
from govpage_lint.checks.navigation.words import (
    Place,
    Reading,
    Vocabulary,
    has_letters,
    name_parts,
    squeezed,
    vocabulary,
)
from govpage_lint.checks.page import Page
from govpage_lint.document.tree import Element
from govpage_lint.records import dataclass
from govpage_lint.semantics.unknown import UNKNOWN

_ENOUGH: Final = 3
# How many tab stops from the start a link still counts as standing at the front.
_FRONT: Final = 8
# No page has so many: what comes after them is something else, or made to keep us busy.
_MOST: Final = 60
# How far up the names of ancestors are asked: a list item, a list and a block around it.
_NAMED_LEVELS: Final = 4
_SWITCH_ATTRIBUTES: Final = (
    "aria-expanded",
    "aria-haspopup",
    "aria-pressed",
    "data-toggle",
    "data-bs-toggle",
    "data-slide",
    "data-bs-slide",
    "data-slide-to",
)
_SWITCH_ROLES: Final = frozenset(
    ("tab", "menuitem", "menuitemradio", "button", "option", "treeitem")
)
# Why an element is not on the page at all, rather than hidden on it.
_NEVER_THERE: Final = frozenset(("head", "noscript", "template", "script", "style", "fallback"))
# What a script may find a link by, so that it answers although its address leads nowhere.
_HOOKS: Final = ("onclick", "onkeydown", "onkeypress", "ng-click", "v-on:click", "@click", "id")


@dataclass(frozen=True, slots=True)
class SkipLink:
    """A skip link.

    ``leads_to`` is the kind of place that it says it leads to, None where it does not say.
    ``front`` is false for a link inside the content, that skips a table or a map.
    """

    element: Element
    label: str
    leads_to: Place | None
    destination: Destination
    front: bool

    @property
    def is_for_content(self) -> bool:
        """Whether it says that it leads to the main content."""
        return self.leads_to == "content"

    @property
    def may_be_scripted(self) -> bool:
        """Whether a script seems to answer when it is used, whatever its address says."""
        attributes = self.element.attributes
        return (
            self.destination.kind == "script"
            or any(name in attributes for name in _HOOKS)
            or any(name.startswith(("data-", "on", "(click")) for name in attributes)
            or any(name.startswith("js-") for name in self.element.classes)
        )


@dataclass(frozen=True, slots=True)
class SkipLinks:
    """The skip links of a page, in source order.

    ``other_means`` are things that seem to move the focus to the content without being a link to
    it: a button, or a component of a framework, which the markup says no more of.
    """

    links: tuple[SkipLink, ...]
    other_means: tuple[Element, ...]

    @property
    def front(self) -> tuple[SkipLink, ...]:
        """Those that skip the repeated parts of the page."""
        return tuple(link for link in self.links if link.front)


@dataclass(frozen=True, slots=True)
class _Candidate:
    link: SkipLink
    score: int


def skip_links(page: Page) -> SkipLinks:
    """The skip links of a page. To be asked for with ``page.fact(skip_links)``."""
    return _Finder(page).find()


class _Finder:
    def __init__(self, page: Page) -> None:
        self._page = page
        self._vocabulary: Vocabulary = vocabulary(page)
        self._framed = page.fact(in_frame)
        order = page.semantics.tab_order()
        self._stops = sorted(element.order for element in order)
        self._tab_places = {element: place for place, element in enumerate(order[:_FRONT])}
        main = page.fact(main_content)
        self._main = main.element if main else None
        self._main_is_sure = main is not None and main.is_marked
        # Ids and classes repeat from item to item.
        self._skips: dict[str, bool] = {}
        self._parts: dict[str, frozenset[str]] = {}

    def find(self) -> SkipLinks:
        candidates = [c for c in map(self._weigh, self._links()) if c is not None]
        # A plain "Main menu" next to "Skip to content" is one of them.
        sure = {
            skip_link_group(c.link.element)
            for c in candidates
            if c.score >= _ENOUGH and c.link.front
        }
        links = [
            c.link
            for c in candidates
            if c.score >= _ENOUGH
            or (c.score == _ENOUGH - 1 and skip_link_group(c.link.element) in sure)
        ]
        return SkipLinks(tuple(links[:_MOST]), tuple(self._other_means()))

    def _links(self) -> Iterator[Element]:
        for element in self._page.document.by_name.get("a", ()):
            address = element.attributes.get("href")
            if address is None or self._framed[element.order]:
                continue
            if "#" not in address and address.lstrip()[:11].lower() != "javascript:":
                continue
            if self._page.semantics.hidden_from_all(element) not in _NEVER_THERE:
                yield element

    def _weigh(self, element: Element) -> _Candidate | None:
        """A link with the weight of its signs; None for what is no skip link whatever else it has."""
        named = self._named(element)
        if not named and self._is_deep(element):
            return None
        leads = destination(self._page, element.attributes["href"])
        label = self._label(element)
        reading = self._vocabulary.read(label)
        said = self._said(reading)
        if reading.top and not named:
            return None
        if said < 2 and (self._is_switch(element) or (named < 2 and not has_letters(label))):
            return None
        if said < 2 and reading.verb is None and leads.kind in ("nowhere", "script"):
            return None
        if leads.kind == "elsewhere" and not (leads.rebased and said >= 2):
            if not leads.fragment or (leads.target is None and said + named < _ENOUGH):
                return None
            leads = self._kept_copy(leads)
            if leads.kind == "elsewhere":
                return None
        front = self._is_front(element, said, named)
        placed = self._placed(element)
        if said == 1 and reading.place != "content":
            # The first link of many pages is called "Menu", and opens it.
            placed = min(placed, 1)
        aimed = self._aimed(leads)
        if not front:
            # In the content only words will do: "Skip the map", not "Contents".
            return self._inner(element, label, reading, leads)
        if said == 0 and named == 0 and not (aimed and self._stands_alone(element)):
            return None
        kind = reading.destination or ("content" if aimed and said == 0 else None)
        score = said + named + placed + aimed
        return _Candidate(SkipLink(element, label, kind, leads, True), score)

    def _inner(
        self, element: Element, label: str, reading: Reading, leads: Destination
    ) -> _Candidate | None:
        if reading.verb != "skip" or leads.kind != "place" or not self._names_of(element):
            return None
        return _Candidate(SkipLink(element, label, None, leads, False), _ENOUGH)

    def _label(self, element: Element) -> str:
        """What it is called, hidden or not: a hidden skip link is one."""
        name = self._page.semantics.name(element)
        if name is not UNKNOWN and name:
            return name
        return " ".join((element.attributes.get("aria-label") or element.text_content).split())[
            :200
        ]

    def _said(self, reading: Reading) -> int:
        """How much its label says that it is a skip link, from 0 to 4."""
        if reading.verb in ("skip", "jump"):
            return 4 if reading.place else 2
        if reading.place is None or not reading.bare:
            return 0
        if reading.verb == "go":
            return 3 if reading.place == "content" else 1
        return 1

    def _names_of(self, element: Element) -> int:
        return 2 if self._speaks_of_skipping(element) else 0

    def _named(self, element: Element) -> int:
        """How much ids and classes say, of the link and of what is around it."""
        if self._speaks_of_skipping(element):
            return 2
        hint = self._has_any(element, self._vocabulary.names.hint)
        node = element.parent
        for _ in range(_NAMED_LEVELS - 1):
            if node is None or node.local_name in ("body", "main", "header"):
                break
            if self._speaks_of_skipping(node):
                return 2
            hint = hint or self._has_any(node, self._vocabulary.names.hint)
            node = node.parent
        return 1 if hint else 0

    def _speaks_of_skipping(self, element: Element) -> bool:
        """Whether its id or one of its classes does."""
        known = self._skips
        for name in _names_at(element):
            if name not in known:
                known[name] = self._is_for_skipping(name)
            if known[name]:
                return True
        return False

    def _is_for_skipping(self, name: str) -> bool:
        whole, beginnings = squeezed(name), self._vocabulary.names.skip
        if not name or whole.startswith(self._vocabulary.names.not_skip):
            return False
        return whole.startswith(beginnings) or any(
            part.startswith(beginnings) for part in name_parts(name)
        )

    def _has_any(self, element: Element, parts: frozenset[str]) -> bool:
        """Whether its id or one of its classes has one of these parts, or is one."""
        known = self._parts
        for name in _names_at(element):
            if name not in known:
                known[name] = frozenset((*name_parts(name), squeezed(name)) if name else ())
            if not parts.isdisjoint(known[name]):
                return True
        return False

    def _is_switch(self, element: Element) -> bool:
        """Whether it opens, closes or turns over something on the page."""
        attributes = element.attributes
        if any(name in attributes for name in _SWITCH_ATTRIBUTES):
            return True
        if self._page.semantics.role(element) in _SWITCH_ROLES:
            return True
        parents = (element, element.parent, element.parent.parent if element.parent else None)
        return any(
            node is not None and self._has_any(node, self._vocabulary.names.switch)
            for node in parents
        )

    def _is_deep(self, element: Element) -> bool:
        """Whether it stands where only a link that is named one can be a skip link: in the content."""
        if self._main is not None and self._main.contains(element):
            return self._main_is_sure or self._stops_before(element) >= _FRONT
        after_main = self._main is None or element.order > self._main.order
        return after_main and self._stops_before(element) >= _FRONT

    def _is_front(self, element: Element, said: int, named: int) -> bool:
        """Whether it stands before the content, or so early that it may, or says itself that it should."""
        in_main = self._main is not None and self._main.contains(element)
        if self._stops_before(element) < _FRONT or (said >= 3 and named):
            return not (self._main_is_sure and in_main)
        return self._main is not None and not in_main and element.order < self._main.order

    def _placed(self, element: Element) -> int:
        before = self._stops_before(element)
        return 2 if before == 0 else 1 if before < _FRONT else 0

    def _stops_before(self, element: Element) -> int:
        """How many tab stops come before it, in the source or by tabindex, whichever is fewer."""
        return min(
            bisect_left(self._stops, element.order), self._tab_places.get(element, len(self._stops))
        )

    def _aimed(self, leads: Destination) -> int:
        """Whether it leads, or means to lead, to the content."""
        if squeezed(leads.fragment) in self._vocabulary.names.content:
            return 1
        return 1 if leads.target is not None and leads.target is self._main else 0

    def _stands_alone(self, element: Element) -> bool:
        """Whether it is no item of a menu: those lead to parts of the page on pages of one part."""
        around = repeated_around(self._page, element)
        if around is not None and self._page.semantics.role(around) == "navigation":
            return False
        return element.parent is None or element.parent.local_name != "li"

    def _kept_copy(self, leads: Destination) -> Destination:
        """A fragment of another address that this page has too is this page, kept elsewhere."""
        target = self._page.document.by_id.get(leads.fragment)
        return Destination("place", leads.fragment, target[0]) if target else leads

    def _other_means(self) -> Iterator[Element]:
        """Buttons, scripted elements and components that skip."""
        semantics = self._page.semantics
        for element in semantics.tab_order()[: _FRONT * 2]:
            if element.local_name == "a" and "href" in element.attributes:
                continue
            reading = self._vocabulary.read(self._label(element))
            if reading.verb in ("skip", "jump") and reading.destination:
                yield element
        for element in self._page.document.elements:
            if "-" in element.local_name and self._has_part_of_name(element.local_name):
                yield element

    def _has_part_of_name(self, name: str) -> bool:
        return any(part.startswith(self._vocabulary.names.skip) for part in name.split("-"))


def skip_link_group(element: Element) -> Element | None:
    """What holds a link and its neighbours: the list or block around it."""
    node = element.parent
    while node is not None and node.local_name in ("li", "p", "span", "dd", "dt"):
        node = node.parent
    return node


def _names_at(element: Element) -> Iterable[str]:
    """The id and the classes of an element."""
    identifier = element.attributes.get("id")
    return element.classes if identifier is None else (identifier, *element.classes)
