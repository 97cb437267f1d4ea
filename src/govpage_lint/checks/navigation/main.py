"""Decides where the main content of a page begins and ends, and how much stands before a place."""

from operator import add
from typing import Final

from govpage_lint.checks.navigation.words import squeezed, vocabulary
from govpage_lint.checks.page import Page
from govpage_lint.checks.texts import written
from govpage_lint.document.numbers import Numbers, numbers, sums
from govpage_lint.document.tree import Element, Text
from govpage_lint.records import dataclass

# What repeats from page to page, and what belongs to it when written in plain HTML.
REPEATED_ROLES: Final = frozenset(
    ("banner", "navigation", "complementary", "contentinfo", "search")
)
_WRAPPED_ROLES: Final = frozenset(("banner", "contentinfo", "main"))
_NO_BLOCKS: Final = frozenset(
    ("a", "button", "input", "select", "textarea", "label", "form", "li", "area")
)


@dataclass(frozen=True, slots=True)
class MainContent:
    """The main content: "landmark" where the page marks it, "name" by an id, "heading" by its h1."""

    element: Element
    known_by: str

    @property
    def is_marked(self) -> bool:
        """Whether the author says that it is the main content."""
        return self.known_by == "landmark"

    @property
    def is_block(self) -> bool:
        """Whether the element holds the main content, rather than only begin it."""
        return self.known_by == "landmark" or bool(self.element.children)


@dataclass(frozen=True, slots=True)
class Measures:
    """How much stands before each element, by its place in tree order: letters, and tab stops."""

    letters: Numbers
    stops: Numbers

    def letters_between(self, first: Element, second: Element) -> int:
        """How many characters a reader gets between the starts of two elements."""
        return self.letters[second.order] - self.letters[first.order]

    def stops_between(self, first: Element, second: Element) -> int:
        """How often a person presses Tab between the starts of two elements."""
        return self.stops[second.order] - self.stops[first.order]

    def letters_in(self, element: Element) -> int:
        """How many characters a reader gets in an element."""
        return self.letters[element.last + 1] - self.letters[element.order]

    def stops_in(self, element: Element) -> int:
        """How many tab stops an element has, itself included."""
        return self.stops[element.last + 1] - self.stops[element.order]


def measures(page: Page) -> Measures:
    """Letters and tab stops before each element; one entry more than there are elements."""
    document = page.document
    size = len(document.elements)
    pictures, stops = bytearray(size), bytearray(size)
    for element in page.semantics.tab_order():
        stops[element.order] = 1
    for image in document.by_name.get("img", ()):
        if image.attributes.get("alt"):
            pictures[image.order] = 1
    texts = written(page)
    letters = texts.counts(_letters(page, text) for text in texts.texts)
    before = (letters[place] for place in texts.before)
    return Measures(numbers(map(add, before, sums(pictures))), sums(stops))


def _letters(page: Page, text: Text) -> int:
    parent = text.parent
    if parent is None or page.semantics.hidden_from_all(parent) is not None:
        return 0
    return sum(map(len, text.data.split()))


def in_frame(page: Page) -> bytearray:
    """1 for each element in the document of a frame, which a browser's snapshot holds too."""
    framed = bytearray(len(page.document.elements))
    for name in ("iframe", "frame", "object", "fencedframe"):
        for element in page.document.by_name.get(name, ()):
            if element.last > element.order and any(
                child.local_name == "html" for child in element.element_children
            ):
                framed[element.order + 1 : element.last + 1] = b"\x01" * (
                    element.last - element.order
                )
    return framed


def main_content(page: Page) -> MainContent | None:
    """The main content: the main landmark, else what its id or the page's first h1 says it is."""
    framed = page.fact(in_frame)
    for landmark in page.semantics.landmarks():
        if page.semantics.role(landmark) == "main" and not framed[landmark.order]:
            return MainContent(landmark, "landmark")
    named = _named_content(page)
    if named is not None:
        return MainContent(named, "name")
    for heading, level in page.semantics.headings():
        if level == 1 and not framed[heading.order] and repeated_around(page, heading) is None:
            return MainContent(heading, "heading")
    return None


def _named_content(page: Page) -> Element | None:
    """The block with an id such as "content" or "main" that comes first in the list of such ids.

    Not one around the whole page, nor one in a part that repeats, nor one with nothing in it.
    """
    names = vocabulary(page).names.content
    sizes = page.fact(measures)
    framed = page.fact(in_frame)
    wrapped = [
        e.order for e in page.semantics.landmarks() if page.semantics.role(e) in _WRAPPED_ROLES
    ]
    for identifier, elements in page.document.by_id.items():
        if squeezed(identifier) not in names:
            continue
        element = elements[0]
        if not element.is_html or element.local_name in _NO_BLOCKS or framed[element.order]:
            continue
        if any(element.order < place <= element.last for place in wrapped[:8]):
            continue
        if sizes.letters_in(element) and repeated_around(page, element) is None:
            return element
    return None


def repeated_around(page: Page, element: Element) -> Element | None:
    """The nearest part around an element, itself included, that repeats from page to page."""
    return page.fact(_repeated_parts)[element.order]


def _repeated_parts(page: Page) -> list[Element | None]:
    """For each element the nearest repeated part around it: a landmark, or a block named like one."""
    names = vocabulary(page).names.repeated
    found: list[Element | None] = []
    for element, role in zip(page.document.elements, page.semantics.roles, strict=True):
        identifier = element.attributes.get("id")
        if role in REPEATED_ROLES or (identifier and squeezed(identifier) in names):
            found.append(element)
        elif role != "main" and element.parent is not None:
            found.append(found[element.parent.order])
        else:
            found.append(None)
    return found
