"""Decides whether links in running text are told from it, and not by their colour alone (WCAG 1.4.1)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.color.contrast import written_ratio
from govpage_lint.checks.color.painting import painted_texts
from govpage_lint.checks.page import Page
from govpage_lint.checks.text.blocks import flow_block, inside
from govpage_lint.checks.verdict import Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.records import dataclass, field
from govpage_lint.semantics.colors import contrast, hex_code, parse
from govpage_lint.semantics.text_paint import TextPaint

_PICTURES: Final = frozenset(("canvas", "img", "picture", "svg", "video"))
_INLINE: Final = ("inline", "inline-block", "contents")
_LETTERS: Final = ("font-weight", "font-style", "font-size", "font-family", "text-transform")
_MOST_INSIDE: Final = 40
_LEAST_PROSE: Final = 10
_DISTINCT: Final = 3.0


@dataclass(slots=True)
class _Prose:
    """A block of text: the links in it with their texts, and the texts around them."""

    links: dict[Element, list[TextPaint]] = field(default_factory=dict)
    around: list[TextPaint] = field(default_factory=list)


@check
def color_only(page: Page, element: Element, *, underlined: bool = False) -> Iterator[Verdict]:
    """A link in running text is told from it by more than its colour, or by a contrast of 3:1.

    Case "same" for a link that nothing tells from the text, "unlike" for one that has no underline
    where another beside it has. ``underlined`` asks for an underline or
    the like, whatever the contrast. Values: text, ratio, color, ground (that of the text around).
    """
    for prose in page.fact(_all_prose):
        if _is_running_text(prose):
            found = [
                _verdict(page, link, texts, prose.around, underlined)
                for link, texts in prose.links.items()
            ]
        else:
            found = []
        if not underlined and all(verdict.outcome == "passed" for verdict in found):
            found += _unlike(page, prose)
        yield from found


def _nearest(around: list[TextPaint], link: Element) -> TextPaint:
    """The text of those in tree order that is nearest to a link."""
    place = bisect_left(around, link.order, key=lambda one: one.element.order)
    near = around[max(0, place - 1) : place + 1]
    return min(near, key=lambda one: abs(one.element.order - link.order))


def _unlike(page: Page, prose: _Prose) -> list[Verdict]:
    """Links that are set apart by their colour alone, where others beside them are underlined."""
    plain, lined = [], False
    for link, texts in prose.links.items():
        if _is_set_apart(page, link, texts[0].element, prose.around[0].element):
            lined = lined or _is_underlined(page, link)
        else:
            plain.append((link, texts))
    if not lined:
        return []
    return [cant_tell(link, "unlike", text=_text(texts)) for link, texts in plain]


def _is_underlined(page: Page, link: Element) -> bool:
    return page.semantics.styles.value(link, "text-decoration-line") == "underline"


def _text(texts: list[TextPaint]) -> str:
    return " ".join(" ".join(one.text.data for one in texts).split())


def _verdict(
    page: Page, link: Element, texts: list[TextPaint], around: list[TextPaint], underlined: bool
) -> Verdict:
    other = _nearest(around, link)
    mine, theirs = texts[0].worst.ink, other.worst.ink
    known = mine.is_known and theirs.is_known and texts[0].sure and other.sure
    if not known or _is_set_apart(page, link, texts[0].element, other.element):
        return passed(link)
    ratio = contrast(mine.low, theirs.low)
    values = {
        "text": _text(texts),
        "ratio": written_ratio(ratio),
        "color": hex_code(mine.low),
        "ground": hex_code(theirs.low),
    }
    if underlined:
        return failed(link, **values) if ratio >= _DISTINCT else passed(link)
    if mine == theirs:
        return failed(link, "same", **values)
    return failed(link, **values) if ratio < _DISTINCT else passed(link)


# -- running text --------------------------------------------------------------------------------


def _all_prose(page: Page) -> list[_Prose]:
    """The blocks of text with links in them, for ``page.fact``."""
    links = _links(page)
    found: dict[Element, _Prose] = {}
    for paint in page.fact(painted_texts):
        if page.semantics.hidden_by(paint.element) == "aria-hidden":
            continue
        block = flow_block(page, paint.element)
        prose = found.setdefault(block, _Prose())
        link = links[paint.element.order]
        if link is not None:
            prose.links.setdefault(link, []).append(paint)
        else:
            prose.around.append(paint)
    return [prose for prose in found.values() if prose.links and prose.around]


def _links(page: Page) -> list[Element | None]:
    """The link that each element stands in or is, by its place; other controls are not of the text."""
    found: list[Element | None] = []
    for element in page.document.elements:
        is_link = element.local_name == "a" and page.semantics.role(element) == "link"
        above = element.parent
        found.append(element if is_link else None if above is None else found[above.order])
    return found


def _is_running_text(prose: _Prose) -> bool:
    """Whether there is more text around the links than in them."""
    inside = sum(_letters(one) for texts in prose.links.values() for one in texts)
    around = sum(_letters(one) for one in prose.around)
    return around >= max(_LEAST_PROSE, inside)


def _letters(paint: TextPaint) -> int:
    return sum(map(str.isalpha, paint.text.data))


# -- what sets a link apart ----------------------------------------------------------------------


def _is_set_apart(page: Page, link: Element, inner: Element, other: Element) -> bool:
    """Whether a link looks otherwise than the text in anything but its colour."""
    value = page.semantics.styles.value
    if any(value(inner, name) != value(other, name) for name in _LETTERS):
        return True
    if value(link, "display") not in _INLINE:
        return True
    parts = [link, *inside(link, _MOST_INSIDE)]
    if any(_is_marked(page, part) or part.local_name in _PICTURES for part in parts):
        return True
    at: Element | None = link.parent
    # A mark of an ancestor that the text around does not share, such as a u around the link.
    while at is not None and not at.contains(other) and at is not other:
        if _is_marked(page, at):
            return True
        at = at.parent
    return False


def _is_marked(page: Page, element: Element) -> bool:
    value = page.semantics.styles.value
    if value(element, "text-decoration-line") != "none":
        return True
    for side in ("bottom", "top", "left", "right"):
        if value(element, f"border-{side}-width") != "0px":
            return True
    if value(element, "outline-style") != "none" or value(element, "box-shadow") != "none":
        return True
    if value(element, "background-image") != "none":
        return True
    ground = value(element, "background-color")
    color = parse(ground) if isinstance(ground, str) else None
    if color is None or color.alpha > 0.0:
        return True
    return any(
        isinstance(content := value(element, "content", pseudo), str)
        and content not in ("none", "normal", '""')
        for pseudo in ("::before", "::after")
    )
