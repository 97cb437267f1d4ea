"""Decides whether the keyboard reaches what scrolls within a page."""

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, cant_tell, check, failed, passed
from govpage_lint.document.numbers import Numbers, sums
from govpage_lint.document.tree import Element
from govpage_lint.records import dataclass
from govpage_lint.semantics.rendered import ElementBox, RenderedFacts

_SCROLLS: Final = frozenset(("auto", "scroll"))
# The extents are whole pixels, so that a difference of one may be none.
_ROUNDING: Final = 1.0
# With another font, what scrolls so little of all that it holds may not scroll at all.
_LITTLE: Final = 0.15
# They scroll what is in them by themselves, and take the focus or are disabled.
_FIELDS: Final = frozenset(("textarea", "select", "input", "iframe", "frame", "html"))
_PICTURES: Final = frozenset(
    ("img", "svg", "canvas", "video", "object", "embed", "input", "button", "select", "textarea",
     "meter", "progress", "iframe")
)  # fmt: skip
_SIDES: Final = ("top", "right", "bottom", "left")


@check
def scroller_unreachable(page: Page, element: Element) -> Iterator[Verdict]:
    """Elements that scroll what they show, and neither take the focus with Tab nor hold anything
    that does. What browsers make focusable by themselves does not count: not all of them do."""
    facts = page.rendered
    if facts is None:
        return
    for target, box in zip(page.document.elements, facts.boxes, strict=True):
        if box is None or not _overflows(box):
            continue
        excess = _excess(page, target, box)
        if excess <= 0.0:
            continue
        inside = page.fact(_inside)
        if not inside.shows(target):
            continue
        if inside.reaches(target):
            yield passed(target)
        elif excess < _LITTLE:
            yield cant_tell(target)
        else:
            yield failed(target)


def _overflows(box: ElementBox) -> bool:
    return (
        box.scroll_width - box.client_width > _ROUNDING
        or box.scroll_height - box.client_height > _ROUNDING
    )


def _excess(page: Page, element: Element, box: ElementBox) -> float:
    """How much of what it holds it scrolls, beyond its padding, which some browsers do not scroll;
    0 where it does not scroll."""
    if not element.is_html or element.local_name in _FIELDS:
        return 0.0
    if element.local_name == "body" and _is_canvas(page, element):
        return 0.0
    return max(
        _along(page, element, "x", (box.client_width, box.scroll_width), ("left", "right")),
        _along(page, element, "y", (box.client_height, box.scroll_height), ("top", "bottom")),
    )


def _along(
    page: Page, element: Element, axis: str, extents: tuple[float, float], sides: tuple[str, str]
) -> float:
    seen, whole = extents
    if whole - seen <= _ROUNDING:
        return 0.0
    if page.semantics.styles.value(element, f"overflow-{axis}") not in _SCROLLS:
        return 0.0
    padding = min(_pixels(page, element, f"padding-{side}") for side in sides)
    return max(whole - seen - padding, 0.0) / whole


def _is_canvas(page: Page, body: Element) -> bool:
    """Whether the body lends its scrolling to the window."""
    root = page.document.root
    return page.semantics.styles.value(root, "overflow-y") == "visible"


def _pixels(page: Page, element: Element, name: str) -> float:
    value = page.semantics.styles.value(element, name)
    text = value.removesuffix("px") if isinstance(value, str) else ""
    try:
        return float(text)
    except ValueError:
        return 0.0


@dataclass(frozen=True, slots=True)
class _Inside:
    """Of all elements before each place: how many show something, hold text, take the focus."""

    shown: Numbers
    texts: Numbers
    reached: Numbers

    def shows(self, element: Element) -> bool:
        """Whether anything in an element can be seen."""
        end = element.last + 1
        return (
            self.shown[end] > self.shown[element.order + 1]
            or self.texts[end] > self.texts[element.order]
        )

    def reaches(self, element: Element) -> bool:
        """Whether Tab reaches an element or something in it."""
        return self.reached[element.last + 1] > self.reached[element.order]


def _inside(page: Page) -> _Inside:
    facts = page.rendered
    assert facts is not None
    semantics, elements = page.semantics, page.document.elements
    texts = bytearray(len(elements))
    for text, lines in facts.texts.items():
        parent = text.parent
        if parent is not None and lines and semantics.presumed_visible(parent):
            texts[parent.order] = 1
    shown = (semantics.presumed_visible(one) and _paints(page, one, facts) for one in elements)
    reached = (semantics.tabbable(one) is not False for one in elements)
    return _Inside(_counted(shown), _counted(texts), _counted(reached))


def _counted(flags: Iterator[bool] | bytearray) -> Numbers:
    return sums(map(bool, flags))


def _paints(page: Page, element: Element, facts: RenderedFacts) -> bool:
    """Whether an element itself shows anything, whatever it holds."""
    box = facts.box(element)
    if box is None or box.width * box.height <= 0.0:
        return False
    if element.local_name in _PICTURES:
        return True
    value = page.semantics.styles.value
    if value(element, "background-image") != "none":
        return True
    if not str(value(element, "background-color")).endswith(", 0)"):
        return True
    return any(
        value(element, f"border-{side}-style") != "none"
        and value(element, f"border-{side}-width") != "0px"
        for side in _SIDES
    )
