"""Decides which targets of a pointer are too small, or too close to each other (WCAG 2.5.8)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import reduce
from math import hypot
from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.checks.text.blocks import flow_block, inside, seen_texts
from govpage_lint.checks.verdict import Verdict, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.records import dataclass
from govpage_lint.semantics.rendered import Rect

_NATIVE: Final = frozenset(("a", "button", "input", "select", "summary", "textarea"))
_ROLES: Final = frozenset(
    """button checkbox combobox link listbox menuitem menuitemcheckbox menuitemradio option radio
    searchbox slider spinbutton switch tab textbox treeitem""".split()
)
_INLINE: Final = ("inline", "contents")
_IN_SENTENCES: Final = ("inline", "inline-block")
_MOST_INSIDE: Final = 200
_MOST_NEAR: Final = 100
_CELL: Final = 64.0
_ROUNDING: Final = 0.1
# How Chromium sets controls that nobody styled.
_NATIVE_SIZE: Final = "13.3333px"
_NATIVE_BORDERS: Final = ("inset", "outset")
_NATIVE_BOX: Final = 13.0
# 6 mm in CSS pixels.
_SIX_MM: Final = 6.0 / 25.4 * 96.0


@dataclass(frozen=True, slots=True)
class Target:
    """Something to be hit, and where."""

    element: Element
    rect: Rect

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of its box."""
        return (self.rect.x + self.rect.width / 2, self.rect.y + self.rect.height / 2)


@check
def small(page: Page, element: Element, *, least: float = 24.0) -> Iterator[Verdict]:
    """Each target is large enough, or has room around it. Case "plain" for a link that is as high as
    browsers make a line that no style speaks of. Values: width, height, least."""
    if page.rendered is None:
        return
    targets = page.fact(all_targets)
    near = _Near(targets)
    small_ones = {one.element for one in targets if _is_small(one, least)}
    large_links = {
        one.element.attributes.get("href") for one in targets if one.element not in small_ones
    }
    for target in targets:
        one = target.element
        if one not in small_ones or _is_excused(page, one, large_links):
            yield passed(one)
        elif any(_is_hit(target, other, small_ones, least) for other in near.of(target, least)):
            case = "plain" if _is_plain_link(page, one) else None
            yield failed(one, case, **_sizes(target), least=f"{least:g}")
        else:
            yield passed(one)


@check
def diagonal_short(page: Page, element: Element) -> Iterator[Verdict]:
    """Each target is 6 mm across its diagonal (KWCAG 6.1.3). Values: width, height."""
    for target in page.fact(all_targets):
        across = hypot(target.rect.width, target.rect.height)
        if across >= _SIX_MM - _ROUNDING or _is_as_browsers_draw_it(page, target.element):
            yield passed(target.element)
        else:
            yield failed(target.element, **_sizes(target))


def all_targets(page: Page) -> list[Target]:
    """The targets of a page that can be seen and used, in tree order; for ``page.fact``."""
    found = []
    for element in page.document.elements:
        if _is_target(page, element):
            rect = _rect(page, element)
            if rect is not None:
                found.append(Target(element, rect))
    return found


def _sizes(target: Target) -> dict[str, str]:
    return {"width": f"{target.rect.width:.0f}", "height": f"{target.rect.height:.0f}"}


# -- what is a target ----------------------------------------------------------------------------


def _is_target(page: Page, element: Element) -> bool:
    semantics, name = page.semantics, element.local_name
    if not element.is_html:
        return False
    native = name in _NATIVE and (name != "a" or "href" in element.attributes)
    if not native and ("role" not in element.attributes or semantics.role(element) not in _ROLES):
        return False
    if name == "input" and element.attributes.get("type", "").strip().lower() == "hidden":
        return False
    if semantics.visible(element) is not True or semantics.is_inactive(element):
        return False
    if semantics.hidden_by(element) == "inert":
        return False
    if semantics.styles.value(element, "pointer-events") == "none":
        return False
    if native:
        return True
    clicks = page.rendered is not None and page.rendered.listens_to_clicks(element) is True
    return clicks or semantics.presumed_focusable(element)


def _rect(page: Page, element: Element) -> Rect | None:
    """The box of all that can be hit of a target; None where nothing of it is left."""
    rendered, sight = page.rendered, page.semantics.sight
    if rendered is None or sight is None:
        return None
    rects = list(rendered.pieces_of(element))
    if page.semantics.styles.value(element, "display") in _INLINE:
        # The box of what runs over lines is no higher than they are, whatever stands in it.
        for inner in inside(element, _MOST_INSIDE):
            box = rendered.box(inner)
            if box is not None and page.semantics.presumed_visible(inner):
                rects.append(box.rect)
    rects += _labels(page, element)
    seen = [one.within(sight.room(element)) for one in rects]
    seen = [one for one in seen if one.area > 0.0]
    return reduce(_union, seen) if seen else None


def _labels(page: Page, element: Element) -> list[Rect]:
    """The boxes of the labels of a box to be checked: who hits them, hits it."""
    rendered = page.rendered
    if rendered is None or page.semantics.role(element) not in ("checkbox", "radio", "switch"):
        return []
    boxes = (rendered.box(label) for label in page.semantics.labels.of(element))
    return [box.rect for box in boxes if box is not None]


def _union(one: Rect, other: Rect) -> Rect:
    x, y = min(one.x, other.x), min(one.y, other.y)
    return Rect(x, y, max(one.right, other.right) - x, max(one.bottom, other.bottom) - y)


# -- what excuses a small one ------------------------------------------------------------------------


def _is_small(target: Target, least: float) -> bool:
    return min(target.rect.width, target.rect.height) < least - _ROUNDING


def _is_excused(page: Page, element: Element, large_links: set[str | None]) -> bool:
    """Whether it stands in a sentence, is as browsers draw it, has a larger twin or is stretched."""
    display = page.semantics.styles.value(element, "display")
    if display in _IN_SENTENCES and flow_block(page, element) in page.fact(_sentences):
        return True
    href = element.attributes.get("href")
    if href is not None and href.strip() not in ("", "#") and href in large_links:
        return True
    return _is_as_browsers_draw_it(page, element) or _is_stretched(page, element)


def _is_as_browsers_draw_it(page: Page, element: Element) -> bool:
    value = page.semantics.styles.value
    if element.local_name not in ("button", "input", "select", "textarea"):
        return False
    if value(element, "appearance") == "none":
        return False
    box = None if page.rendered is None else page.rendered.box(element)
    if element.attributes.get("type", "").strip().lower() in ("checkbox", "radio"):
        return box is not None and box.width == box.height == _NATIVE_BOX
    plain = value(element, "font-size") == _NATIVE_SIZE
    return plain and (
        value(element, "border-top-style") in _NATIVE_BORDERS or element.local_name == "select"
    )


def _is_plain_link(page: Page, element: Element) -> bool:
    """Whether the height of a link is that of a line of the browser's own."""
    value = page.semantics.styles.value
    if element.local_name != "a" or value(element, "display") != "inline":
        return False
    return value(element, "font-size") == "16px" and value(element, "line-height") == "normal"


def _is_stretched(page: Page, element: Element) -> bool:
    """Whether a pseudo-element out of the flow makes more of the page its target."""
    value = page.semantics.styles.value
    for pseudo in ("::before", "::after"):
        if value(element, "position", pseudo) != "absolute":
            continue
        sides = [value(element, name, pseudo) for name in ("width", "height")]
        if all(isinstance(side, str) and _at_least(side, 24.0) for side in sides):
            return True
    return False


def _at_least(length: object, least: float) -> bool:
    try:
        return float(str(length).removesuffix("px")) >= least
    except ValueError:
        return False


def _sentences(page: Page) -> set[Element]:
    """The blocks that hold text which is no target: what stands in them is as high as their lines."""
    inside = bytearray(len(page.document.elements))
    for target in page.fact(all_targets):
        first, last = target.element.order, target.element.last + 1
        inside[first:last] = b"\x01" * (last - first)
    return {
        flow_block(page, text.parent)
        for text in page.fact(seen_texts)
        if text.parent is not None and not inside[text.parent.order]
    }


# -- room --------------------------------------------------------------------------------------------


class _Near:
    """Targets by where they are, to find the neighbours of each."""

    def __init__(self, targets: Sequence[Target]) -> None:
        self._cells: dict[tuple[int, int], list[Target]] = {}
        for target in targets:
            rect = target.rect
            if rect.width > 40 * _CELL or rect.height > 40 * _CELL:
                continue
            for cell in _cells(rect):
                self._cells.setdefault(cell, []).append(target)

    def of(self, target: Target, reach: float) -> Iterator[Target]:
        """Those whose boxes come near enough to be hit instead."""
        x, y = target.middle
        around = Rect(x - reach, y - reach, 2 * reach, 2 * reach)
        seen: set[Element] = {target.element}
        for cell in _cells(around):
            for other in self._cells.get(cell, [])[:_MOST_NEAR]:
                if other.element not in seen:
                    seen.add(other.element)
                    yield other


def _cells(rect: Rect) -> Iterator[tuple[int, int]]:
    for across in range(int(rect.x // _CELL), int(rect.right // _CELL) + 1):
        for along in range(int(rect.y // _CELL), int(rect.bottom // _CELL) + 1):
            yield (across, along)


def _is_hit(target: Target, other: Target, small_ones: set[Element], least: float) -> bool:
    """Whether a circle of the least size around a target meets another one, or its circle."""
    one, two = target.element, other.element
    if one.contains(two) or two.contains(one):
        return False
    href = one.attributes.get("href")
    if href is not None and href == two.attributes.get("href"):
        return False
    (x, y), rect = target.middle, other.rect
    if two in small_ones:
        across, along = other.middle
        return hypot(x - across, y - along) < least - _ROUNDING
    distance = hypot(max(rect.x - x, 0.0, x - rect.right), max(rect.y - y, 0.0, y - rect.bottom))
    return distance < least / 2 - _ROUNDING
