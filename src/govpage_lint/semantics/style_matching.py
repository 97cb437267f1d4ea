"""Decides which elements of a page match the selectors of its style sheets.

A selector is answered for the whole page at once, from left to right: the elements that match its
first compound, then those of the next that stand in, under or beside one of them. Each beginning
of a selector is answered once, however many selectors share it, so that the cost is that of
looking at the candidates of each compound: never elements by ancestors, nor siblings by siblings.
"""

from collections.abc import Callable, Iterable
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from govpage_lint.document.tree import Document, Element
from govpage_lint.regexes import regex
from govpage_lint.semantics.style_counting import Counter
from govpage_lint.semantics.style_matches import Matches
from govpage_lint.semantics.style_selector_parts import (
    Attribute,
    Compound,
    Has,
    Link,
    Logical,
    Nth,
    Simple,
)
from govpage_lint.semantics.style_simples import attribute_test, simple_test
from govpage_lint.semantics.style_surroundings import Surroundings

if TYPE_CHECKING:
    from govpage_lint.semantics.style_states import State

_INTRICATE: Final = regex(r"[(\[\\|&\"']")
# Names, classes and ids of a plain selector, but no pseudo-classes.
_NAMES: Final = regex(r"[.#][-\w]+|(?<![-\w:.#])[A-Za-z_-][-\w]*")
# Elements looked at, over all selectors of a page: some seconds of work.
MOST_WORK: Final = 8_000_000


class Exhausted(Exception):
    """Matching the page's selectors takes more work than is spent on one page."""


type Test = Callable[[Element], bool]


class Matcher:
    """Answers selectors for one page. Raises Exhausted when it has done too much."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.fold = document.mode == "quirks"
        self._work = MOST_WORK
        self._matches: dict[tuple[Link, bool], Matches] = {}
        self._has: dict[tuple[Has, bool], frozenset[Element]] = {}
        self._around = Surroundings(document)
        self.counter = Counter(document, self)
        self.by_id: dict[str, list[Element]] = {}
        self.by_class: dict[str, list[Element]] = {}
        self.by_tag: dict[str, list[Element]] = {}
        self._index()

    def _index(self) -> None:
        fold = self.fold
        by_id, by_class, by_tag = self.by_id, self.by_class, self.by_tag
        for element in self.document.elements:
            name = element.local_name
            if not element.is_html:
                # Names of SVG elements may have capitals; selectors come in lower case.
                name = name.lower()
            if name in by_tag:
                by_tag[name].append(element)
            else:
                by_tag[name] = [element]
            attributes = element.attributes
            if not attributes:
                continue
            if "id" in attributes and (identifier := attributes["id"]):
                by_id.setdefault(identifier.lower() if fold else identifier, []).append(element)
            if "class" in attributes:
                for one in (
                    element.classes if not fold else frozenset(c.lower() for c in element.classes)
                ):
                    if (found := by_class.get(one)) is None:
                        by_class[one] = [element]
                    else:
                        found.append(element)

    @cached_property
    def names(self) -> frozenset[str]:
        """All names, ``.classes`` and ``#ids`` of the page."""
        return frozenset(
            (*self.by_tag, *(f".{name}" for name in self.by_class), *(f"#{i}" for i in self.by_id))
        )

    @cached_property
    def by_attribute(self) -> dict[str, list[Element]]:
        """Elements by the lower-case names of their attributes."""
        found: dict[str, list[Element]] = {}
        for element in self.document.elements:
            for name in element.attributes:
                found.setdefault(name if name.islower() else name.lower(), []).append(element)
        return found

    def spend(self, work: int) -> None:
        """Account for looking at that many elements."""
        self._work -= work + 1
        if self._work < 0:
            raise Exhausted

    # -- selectors -------------------------------------------------------------------------------

    def conceivable(self, selectors: str) -> bool:
        """Whether one of a rule's selectors may match, by a first look at their plain text."""
        if not selectors.isascii() or _INTRICATE.search(selectors):
            return True
        names, known = self.names, self._lower_names
        for selector in selectors.split(","):
            for name in _NAMES.findall(selector):
                if name not in names and name.lower() not in known:
                    break
            else:
                return True
        return False

    @cached_property
    def _lower_names(self) -> frozenset[str]:
        """What a name may be in lower case: element names, and all in quirks mode."""
        return self.names if self.fold else frozenset(self.by_tag)

    def possible(self, link: Link | None) -> bool:
        """Whether all names, classes and ids of a selector occur on the page at all."""
        while link is not None:
            compound = link.compound
            if compound.tag is not None and compound.tag not in self.by_tag:
                return False
            if any(one not in self.by_class for one in compound.classes):
                return False
            if any(one not in self.by_id for one in compound.ids):
                return False
            link = link.left
        return True

    def matches(self, link: Link, assume: bool = False) -> Matches:
        """The elements that match; what cannot be decided is taken to be as ``assume`` says."""
        assume = assume and link.unsure
        todo: list[Link] = []
        step: Link | None = link
        while step is not None and (step, assume and step.unsure) not in self._matches:
            todo.append(step)
            step = step.left
        for step in reversed(todo):
            elements = self._candidates(step.compound, assume)
            if step.left is not None and elements:
                left = self._matches[step.left, assume and step.left.unsure]
                self.spend(len(elements))
                elements = left.related(step.combinator, elements) if left.elements else []
            for test in self._tests(step.compound, assume):
                if not elements:
                    break
                self.spend(len(elements))
                elements = [element for element in elements if test(element)]
            self._matches[step, assume and step.unsure] = Matches(elements)
        return self._matches[link, assume]

    def _candidates(self, compound: Compound, assume: bool) -> list[Element]:
        """The elements with the names, classes and ids of a compound, found by the rarest."""
        lists = [self.by_class.get(one, _NONE) for one in compound.classes]
        lists += [self.by_id.get(one, _NONE) for one in compound.ids]
        if compound.tag is not None:
            lists.append(self.by_tag.get(compound.tag, _NONE))
        if not lists:
            return self._named_otherwise(compound, assume)
        if len(lists) == 1:
            return lists[0]
        lists.sort(key=len)
        found = lists[0]
        self.spend(len(found) * len(lists))
        for other in lists[1:]:
            if found:
                inside = frozenset(other) if len(other) < 8 * len(found) else None
                found = (
                    [e for e in found if e in inside]
                    if inside is not None
                    else self.having(found, compound)
                )
                if inside is None:
                    break
        return found

    def having(self, elements: list[Element], compound: Compound) -> list[Element]:
        """Those with the compound's names, asked one by one: for few elements and common names."""
        fold = self.fold
        found = []
        for element in elements:
            classes = element.classes if not fold else frozenset(c.lower() for c in element.classes)
            identifier = element.attributes.get("id", "")
            if (
                (compound.tag is None or element.local_name.lower() == compound.tag)
                and all(one in classes for one in compound.classes)
                and all(one == (identifier.lower() if fold else identifier) for one in compound.ids)
            ):
                found.append(element)
        return found

    def _named_otherwise(self, compound: Compound, assume: bool) -> list[Element]:
        """Candidates for a compound without names: by its attributes, or what it lists."""
        for simple in compound.simples:
            if isinstance(simple, Attribute):
                return self.by_attribute.get(simple.name, _NONE)
            if isinstance(simple, Logical) and simple.kind == "is" and not compound.stateful:
                return self.union(simple.links, assume)
        return self.document.elements

    def union(self, links: Iterable[Link], assume: bool) -> list[Element]:
        """The elements that match one of several selectors, in tree order."""
        found = [self.matches(link, assume).elements for link in links]
        if len(found) == 1:
            return found[0]
        self.spend(sum(map(len, found)))
        merged = {element.order: element for elements in found for element in elements}
        return [merged[order] for order in sorted(merged)]

    def _tests(self, compound: Compound, assume: bool) -> list[Test]:
        return [self.test(simple, assume) for simple in compound.simples]

    def test(self, simple: Simple, assume: bool, state: "State | None" = None) -> Test:
        """Whether an element is what a simple selector says, with nothing in focus but by ``state``."""
        if isinstance(simple, Attribute):
            return attribute_test(simple)
        if isinstance(simple, Logical):
            return self._logical(simple, assume, state)
        if isinstance(simple, Has):
            members = self._having_inside(simple, assume)
            return members.__contains__
        if isinstance(simple, Nth):
            return self.counter.nth(simple, assume)
        return simple_test(simple, assume, self.counter, self._around, state)

    def _logical(self, simple: Logical, assume: bool, state: "State | None") -> Test:
        negated = simple.kind == "not"
        # What is assumed true of an undecided selector is assumed against its negation.
        inner = assume != negated
        tests: list[Test] = []
        for link in simple.links:
            if state is not None and link.stateful:
                tests.append(partial(_held, state, link, inner))
            else:
                tests.append(self.matches(link, inner).members.__contains__)
        if len(tests) == 1:
            only = tests[0]
            return (lambda e: not only(e)) if negated else only
        if negated:
            return lambda e: not any(test(e) for test in tests)
        return lambda e: any(test(e) for test in tests)

    # -- :has() ------------------------------------------------------------------------------------

    def _having_inside(self, simple: Has, assume: bool) -> frozenset[Element]:
        known = self._has.get((simple, assume))
        if known is None:
            found: set[Element] = set()
            for combinator, link in simple.relatives:
                found |= self._anchors(combinator, link, assume)
            known = self._has[simple, assume] = frozenset(found)
        return known

    def _anchors(self, combinator: str, link: Link, assume: bool) -> set[Element]:
        """The elements that a relative selector starts from, from its right end to its left."""
        step: Link | None = link
        reached: set[Element] | None = None
        while step is not None:
            alone = Link(step.compound, "", None, step.specificity, step.stateful, step.unsure)
            elements = self._alone(alone, assume)
            if reached is not None:
                elements = [e for e in elements if e in reached]
            reached = self._before(step.combinator or combinator, elements)
            step = step.left
        return reached or set()

    def _alone(self, link: Link, assume: bool) -> list[Element]:
        elements = self._candidates(link.compound, assume)
        for test in self._tests(link.compound, assume):
            self.spend(len(elements))
            elements = [element for element in elements if test(element)]
        return elements

    def _before(self, combinator: str, elements: list[Element]) -> set[Element]:
        """The elements that have one of these to their right by the combinator."""
        self.spend(len(elements))
        if combinator == ">":
            return {e.parent for e in elements if e.parent is not None}
        if combinator == "+":
            return {e.previous for e in elements if e.previous is not None}
        found: set[Element] = set()
        for element in elements:
            node = element.previous if combinator == "~" else element.parent
            while node is not None and node not in found:
                found.add(node)
                node = node.previous if combinator == "~" else node.parent
        self.spend(len(found))
        return found


_NONE: Final[list[Element]] = []


def _held(state: "State", link: Link, assume: bool, element: Element) -> bool:
    return state.holds(link, element, assume)
