"""Decides which texts and attributes of a page are not in the language that they are marked as.

The text of a label, a link or a block is looked at as a whole, whatever inline elements divide it.
Blocks that follow each other in the same foreign script are one fault, at what holds them all.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from govpage_lint.checks.language.blocks import Blocks, Group
from govpage_lint.checks.language.foreign import Foreign, Judge, most_sure
from govpage_lint.checks.language.owners import Kind, Owner, is_inline, owners
from govpage_lint.checks.language.regions import Passage, Region, Regions, regions, tables
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Target, TextRange
from govpage_lint.document.tree import Element
from govpage_lint.records import dataclass

_ATTRIBUTES: Final = frozenset(
    """
    abbr alt aria-description aria-label aria-placeholder aria-roledescription aria-valuetext label
    placeholder summary title value
    """.split()
)
_VALUED: Final = frozenset(("button", "submit", "reset", "text", "search", ""))
# Why assistive technology does not get a text that others do, but for what is part of a name.
_PART_OF_NAME: Final = "presentational"


@dataclass(frozen=True, slots=True)
class Found:
    """A text that is not in the language it is marked as.

    ``element`` is what owns it; ``count`` how many blocks or items of the kind are one with it.
    """

    kind: Kind
    target: Target
    element: Element
    region: Region
    text: str
    foreign: Foreign
    count: int = 1


class Texts:
    """What is found on a page, and what was looked at and is as it should be."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._regions: Regions = page.fact(regions)
        self.judge = Judge(page.fact(tables))
        self._owners = page.fact(owners)
        self._blocks = Blocks(self._regions, self._owners, self.judge)
        self.found: list[Found] = []
        self.passed: list[tuple[Kind, Element]] = []
        self._claimed: set[tuple[Element, str]] = set()
        self._passages = self._regions.passages
        if any(region.native is not None for region in self._regions.all):
            self._find_texts()
            self._find_attributes()

    # -- text ----------------------------------------------------------------------------------

    def _find_texts(self) -> None:
        groups: dict[Element, Group] = {}
        for place, passage in enumerate(self._passages):
            if self._is_suspect(passage):
                owner = self._owners.of_text(passage.element)
                groups.setdefault(owner.element, Group(owner, [])).places.append(place)
        blocks = [group for group in groups.values() if group.owner.kind in ("text", "menu")]
        covered = self._find_blocks(blocks)
        for group in groups.values():
            if group.owner.kind in ("skip", "control") and group.places[0] not in covered:
                self._add_label(group)

    def _is_suspect(self, passage: Passage) -> bool:
        native = passage.region.native
        if native is None or self._regions.quiet[passage.element.order]:
            return False
        data = passage.text.data
        if not self.judge.is_foreign(data, native) or self.judge.names_language(data):
            return False
        return self._is_read(passage.element)

    def _add_label(self, group: Group) -> None:
        """The text of a skip link or control, judged as a whole."""
        owner, region = group.owner, self._passages[group.places[0]].region
        text, _ = self._blocks.joined(group)
        best = self._best(text, region, label=True)
        if best is not None:
            said = text[best.start : best.end] if best.mixed else text
            self._add(
                Found(
                    owner.kind, owner.element, owner.element, region, said, best, len(group.places)
                )
            )

    def _find_blocks(self, groups: list[Group]) -> set[int]:
        """Blocks and menu items; returns the passages that a finding about several blocks covers."""
        covered: set[int] = set()
        firsts = [group.places[0] for group in groups]
        for index, group in enumerate(groups):
            if group.places[0] in covered:
                continue
            owner, region = group.owner, self._passages[group.places[0]].region
            text, starts = self._blocks.joined(group)
            best = self._best(text, region, label=owner.kind == "menu")
            if best is None:
                continue
            if best.mixed:
                self._add(self._in_block(owner, region, text, starts, best))
                continue
            holder, wide = self._blocks.widest(group, region, best.script)
            others = groups[index + 1 : bisect_left(firsts, wide.high)]
            others = [other for other in others if other.owner.kind == owner.kind]
            for other in others:
                best, text = self._surer(other, region, best, text)
            target = holder if others else self._narrowest(group)
            self._add(Found(owner.kind, target, owner.element, region, text, best, len(others) + 1))
            if others:
                covered.update(range(wide.low, wide.high))
        return covered

    def _best(self, text: str, region: Region, *, label: bool) -> Foreign | None:
        return None if region.native is None else self.judge.best(text, region.native, label=label)

    def _surer(self, other: Group, region: Region, best: Foreign, text: str) -> tuple[Foreign, str]:
        """The more telling of a text and that of another block."""
        theirs, _ = self._blocks.joined(other)
        found = self._best(theirs, region, label=other.owner.kind == "menu")
        if found is None or most_sure((best, found)) is best:
            return best, text
        return found, theirs

    def _in_block(
        self,
        owner: Owner,
        region: Region,
        text: str,
        starts: Sequence[tuple[int, int]],
        best: Foreign,
    ) -> Found:
        """A foreign stretch with other text around it: at its inline element, or at its characters."""
        place, offset = next(
            (place, start) for start, place in reversed(starts) if start <= best.start
        )
        passage = self._passages[place]
        said = text[best.start : best.end]
        target: Target
        if owner.kind == "menu":
            target = owner.element
        elif is_inline(passage.element) and passage.text.data.strip() == said.strip():
            target = passage.element
        else:
            end = min(len(passage.text.data), best.end - offset)
            target = TextRange(passage.text, best.start - offset, end)
        return Found(owner.kind, target, passage.element, region, said, best)

    def _narrowest(self, group: Group) -> Element:
        """The innermost element that has all the foreign text of a block."""
        if group.owner.kind == "menu":
            return group.owner.element
        elements = {self._passages[place].element for place in group.places}
        return elements.pop() if len(elements) == 1 else group.owner.element

    # -- attributes ----------------------------------------------------------------------------

    def _find_attributes(self) -> None:
        for element, name, value in self._attributes():
            region = self._regions.of[element.order]
            native = region.native
            if native is None:
                continue
            kind = self._owners.of_attribute(element, name)
            if not self.judge.is_foreign(value, native) or self.judge.names_language(value):
                if kind != "attribute":
                    self.passed.append((kind, element))
                continue
            if (element, _plain(value)) in self._claimed or not self._is_read(element):
                continue
            best = self._best(value, region, label=True)
            if best is not None:
                self._add(Found(kind, AttributeOf(element, name), element, region, value, best))

    def _attributes(self) -> Iterator[tuple[Element, str, str]]:
        """Attributes that people read or hear, those that name things first."""
        for element in self._page.document.with_attributes(_ATTRIBUTES):
            attributes = element.attributes
            parent = element.parent
            if parent is not None and self._regions.quiet[parent.order]:
                continue
            for name in sorted(_ATTRIBUTES.intersection(attributes), key=_naming_first):
                value = attributes[name]
                if value and not value.isspace() and _is_read_as_text(element, name):
                    yield element, name, value

    def _is_read(self, element: Element) -> bool:
        return self._page.semantics.hidden_by(element) in (None, _PART_OF_NAME)

    def _add(self, found: Found) -> None:
        self.found.append(found)
        self._claimed.add((found.element, _plain(found.text)))


def texts(page: Page) -> Texts:
    """The texts of a page that are not in their language. To be asked for with ``page.fact(texts)``."""
    return Texts(page)


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()


def _naming_first(name: str) -> tuple[int, str]:
    order = ("aria-label", "alt", "value", "label", "placeholder", "title")
    return (order.index(name) if name in order else len(order), name)


def _is_read_as_text(element: Element, name: str) -> bool:
    """Whether an attribute of that element is text at all: ``value`` often is not."""
    tag = element.local_name
    if name == "value":
        return tag == "input" and element.attributes.get("type", "").strip().lower() in _VALUED
    if name == "label":
        return tag in ("option", "optgroup", "track")
    if name == "abbr":
        return tag in ("th", "td")
    if name == "summary":
        return tag == "table"
    if not element.is_html:
        return name == "aria-label"
    if name == "alt":
        return tag in ("img", "area", "input")
    if name == "placeholder":
        return tag in ("input", "textarea")
    return True
