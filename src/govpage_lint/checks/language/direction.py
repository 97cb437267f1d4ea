"""Decides whether text is laid out in the direction that its script is written in.

Browsers order the words of Arabic and Hebrew by themselves; but on which side a line begins, and where its
full stop, its number or the Latin word in it goes, is told by ``dir`` alone.
"""

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.language.owners import is_inline
from govpage_lint.checks.language.regions import Passage, regions
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Target, Verdict, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.records import dataclass, field
from govpage_lint.regexes import regex
from govpage_lint.semantics.unknown import UNKNOWN

# The blocks of the scripts that run from right to left: Hebrew to Arabic Extended-A, and their forms.
_RIGHT_TO_LEFT: Final = regex(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_VALUES: Final = frozenset(("ltr", "rtl", "auto"))
_LEAST_WORDS: Final = 3
_LEAST_LETTERS: Final = 10
_LEAST_STRANGERS: Final = 6
_MOSTLY: Final = 0.7
_HARDLY: Final = 0.05
# From this share of the letters of a page on, the page is in a script from right to left.
_OF_PAGE: Final = 0.5
_LONGEST_SAID: Final = 50


@dataclass(slots=True)
class _Stretch:
    """Text that has one direction in force: letters of each kind, and words."""

    element: Element
    right: int = 0
    left: int = 0
    words: int = 0
    text: list[str] = field(default_factory=list)

    def add(self, data: str) -> None:
        right = len(_RIGHT_TO_LEFT.findall(data)) if not data.isascii() else 0
        self.right += right
        self.left += max(0, sum(map(str.isalpha, data)) - right)
        self.words += len(data.split())
        if len(self.text) < 8:
            self.text.append(data)

    @property
    def share(self) -> float:
        """The share of letters that run from right to left."""
        letters = self.right + self.left
        return self.right / letters if letters else 0.0

    @property
    def says_something(self) -> bool:
        """Whether it is more than a name or a label."""
        return self.words >= _LEAST_WORDS and self.right + self.left >= _LEAST_LETTERS

    @property
    def sample(self) -> str:
        """Its beginning, as evidence."""
        flat = " ".join("".join(self.text).split())
        return flat if len(flat) <= _LONGEST_SAID else flat[: _LONGEST_SAID - 1] + "…"


class Directions:
    """The direction in force for the texts of a page: by ``dir`` (``of_element``) and by block."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._carriers: dict[int, Element | None] = {}
        found = page.fact(regions)
        self.passages = [
            passage for passage in found.passages if found.quiet[passage.element.order] != 2
        ]
        self.carried: dict[Element, _Stretch] = {}
        self.blocks: dict[Element, _Stretch] = {}
        self.whole = _Stretch(page.document.root)
        # From left to right by and large, as most pages are: there is nothing to tell.
        told = page.document.by_attribute.get("dir", ())
        if any(one.attributes["dir"].lower() == "rtl" for one in told) or _runs_right(
            "".join(passage.text.data for passage in self.passages)
        ):
            for passage in self.passages:
                self._add(passage)

    def _add(self, passage: Passage) -> None:
        data, element = passage.text.data, passage.element
        if passage.region.is_page:
            self.whole.add(data)
        carrier = self.carrier(element)
        if carrier is not None:
            self.carried.setdefault(carrier, _Stretch(carrier)).add(data)
        block = element
        while is_inline(block) and block.parent is not None and "dir" not in block.attributes:
            block = block.parent
        self.blocks.setdefault(block, _Stretch(block)).add(data)

    def carrier(self, element: Element) -> Element | None:
        """The nearest element around, or the element itself, whose ``dir`` is in force."""
        missing: list[Element] = []
        node: Element | None = element
        while node is not None and node.order not in self._carriers and not _has_direction(node):
            missing.append(node)
            node = node.parent
        known = node is None or _has_direction(node)
        found = node if known or node is None else self._carriers[node.order]
        for one in missing:
            self._carriers[one.order] = found
        return found

    def in_force(self, element: Element) -> str:
        """ "ltr", "rtl" or "auto", as markup says."""
        carrier = self.carrier(element)
        if carrier is None:
            return "ltr"
        value = carrier.attributes.get("dir", "").lower()
        return value if value in _VALUES else "auto"


def directions(page: Page) -> Directions:
    """The directions of a page. To be asked for with ``page.fact(directions)``."""
    return Directions(page)


def _has_direction(element: Element) -> bool:
    return element.attributes.get("dir", "").lower() in _VALUES or element.local_name == "bdi"


def _runs_right(data: str) -> bool:
    return not data.isascii() and _RIGHT_TO_LEFT.search(data) is not None


@check
def direction_missing(page: Page, element: Element) -> Iterator[Verdict]:
    """Text in a script that runs from right to left is laid out so.

    Cases: "page" (all of it is), "style" and "page-style": the same where a style sheet that was not read
    may set the direction, as none should.
    """
    found = page.fact(directions)
    whole = found.whole
    if whole.share >= _OF_PAGE and whole.says_something:
        yield from _page_verdict(page, found)
        if found.in_force(page.document.body or page.document.root) == "ltr":
            return
    wrong: dict[Element, _Stretch] = {}
    for block, stretch in found.blocks.items():
        if stretch.share < _MOSTLY or not stretch.says_something:
            continue
        if found.in_force(block) != "ltr":
            yield passed(block)
        else:
            region = page.fact(regions).of[block.order]
            wrong.setdefault(block if region.is_page else region.element, stretch)
    for holder, stretch in wrong.items():
        style = page.semantics.styles.value(holder, "direction")
        if style != "rtl":
            case = "style" if style is UNKNOWN else None
            yield failed(holder, case, text=stretch.sample)


def _page_verdict(page: Page, found: Directions) -> Iterator[Verdict]:
    body = page.document.body or page.document.root
    if found.in_force(body) != "ltr":
        yield passed(page.document.root)
        return
    style = page.semantics.styles.value(body, "direction")
    if style == "rtl" or "dir" in body.attributes or _is_mostly_carried(found):
        return
    case = "page-style" if style is UNKNOWN else "page"
    yield failed(page.document.root, case, text=found.whole.sample)


def _is_mostly_carried(found: Directions) -> bool:
    """Whether parts of the page say for themselves that they run from right to left."""
    said = sum(
        stretch.right
        for carrier, stretch in found.carried.items()
        if found.in_force(carrier) != "ltr"
    )
    return said >= found.whole.right / 2


@check
def direction_wrong(page: Page, element: Element) -> Iterator[Verdict]:
    """Text is not laid out in the direction of another script.

    Cases: "ltr" (``dir="ltr"`` on Arabic, Hebrew …), "stranger" (a block of text from left to right in a
    part that runs from right to left).
    """
    template = page.document.template
    if template is not None and template.places:
        # What code writes may be in any script, and the words beside it are often translated.
        return
    found = page.fact(directions)
    told: set[Element] = set()
    for carrier, stretch in found.carried.items():
        value = found.in_force(carrier)
        if value == "auto" or not stretch.says_something or "dir" not in carrier.attributes:
            continue
        target: Target = AttributeOf(carrier, "dir")
        if value == "rtl" and stretch.share <= _HARDLY:
            told.add(carrier)
            yield failed(target, None, text=stretch.sample)
        elif value == "ltr" and stretch.share >= 1 - _HARDLY:
            told.add(carrier)
            yield failed(target, "ltr", text=stretch.sample)
        else:
            yield passed(carrier)
    for block, stretch in found.blocks.items():
        holder = found.carrier(block)
        is_stranger = stretch.right == 0 and stretch.words >= _LEAST_STRANGERS
        if not is_stranger or holder is None or holder in told or found.in_force(block) != "rtl":
            continue
        if page.semantics.styles.value(block, "direction") != "ltr" and holder is not block:
            yield failed(block, "stranger", text=stretch.sample)
