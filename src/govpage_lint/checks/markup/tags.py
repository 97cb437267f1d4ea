"""Decides whether the tags of a page are closed, in the order in which they were opened.

It goes by what the parser made of the page: an element without an end tag of its own, an end tag
that ended nothing, and the two together, which is one fault.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import SourceRange, Verdict, check, failed
from govpage_lint.document.tree import Document, Element, StrayTag
from govpage_lint.records import dataclass, field
from govpage_lint.regexes import regex

# HTML 13.1.2: void elements, obsolete ones included, and those whose end tag may be left out.
VOID: Final = frozenset(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr".split()
)
_END_OPTIONAL: Final = frozenset(
    """
    html head body li dt dd p rb rt rtc rp optgroup option colgroup caption thead tbody tfoot tr td th plaintext
    """.split()
)
# What stands in it is read otherwise by browsers, as they run scripts.
_SCRIPTLESS: Final = frozenset(("noscript",))
# Parts of a page that a server puts together may be whole only together.
_PUT_TOGETHER = regex(r"<(?:%|\?(?!(?i:xml\b))|!--\s*#\w|(?i:jsp|c|s|tiles|th):)")
_CODE = regex(r"\{(?:%|\{[#/])")
_SELF_CLOSED = regex(r"/\s*>\Z")
_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_ALONE: Final = (frozenset(("a",)), frozenset(("button",)), frozenset(("nobr",)), _HEADINGS)
_LOOK_BACK: Final = 300
# One tag that is missing can leave a row of others without theirs.
_MAX_FAULTS: Final = 200


@dataclass(slots=True)
class Faults:
    """What is wrong with the tags of a page.

    ``unclosed`` are elements without an end tag, ``stray`` end tags without an element,
    ``crossed`` elements whose end tag stands outside of what they stand in, ``mixed`` headings with
    the end tag of another level.
    """

    unclosed: list[Element] = field(default_factory=list)
    stray: list[StrayTag] = field(default_factory=list)
    crossed: list[Element] = field(default_factory=list)
    mixed: list[tuple[Element, StrayTag]] = field(default_factory=list)


def _faults(page: Page) -> Faults:
    document = page.document
    if document.rendered or _is_put_together(document.source.text):
        return Faults()
    crossings = _Crossings(document)
    found = Faults(crossed=crossings.elements)
    unclosed = [e for e in _unclosed(document) if e not in crossings.ended_later]
    repeated = page.fact(repeated_inside)
    dropped = _dropped(document)
    for tag in document.stray_end_tags[:_MAX_FAULTS]:
        partner = _partner(unclosed, tag)
        if partner is None:
            if dropped[tag.name]:
                dropped[tag.name] -= 1  # told of at the start tag
            elif (heading := _heading_before(unclosed, tag)) is not None:
                unclosed.remove(heading)
                found.mixed.append((heading, tag))
            elif tag.name not in _SCRIPTLESS:
                found.stray.append(tag)
            continue
        unclosed.remove(partner)
        if partner not in repeated and not crossings.explain(partner, tag.span[0]):
            found.crossed.append(partner)
    found.unclosed = [e for e in unclosed if e not in repeated]
    found.crossed.sort(key=lambda element: element.order)
    return found


def _is_put_together(text: str) -> bool:
    return _PUT_TOGETHER.search(text) is not None or _CODE.search(text) is not None


class _Crossings:
    """Formatting elements that the parser had to split, as they end in another element than they began.

    ``elements`` are those; ``ended_later`` all whose end tag ended only a copy of them.
    """

    def __init__(self, document: Document) -> None:
        ends = sorted(e.offset for e in document.errors if e.code == "adoption-agency-1.3")
        self._ends = ends
        copies: dict[Element, int] = {}
        for element in [one for one in document.elements if one.origin is not None]:
            if element.origin is not None and element.end_span is not None:
                copies.setdefault(element.origin, element.end_span[0])
        self.ended_later = {e: end for e, end in copies.items() if e.end_span is None}
        wanted = frozenset(ends)
        self.elements = [
            element
            for element in (document.elements if wanted or self.ended_later else ())
            if (
                element.span is not None
                and element.end_span is not None
                and element.end_span[0] in wanted
            )
            or (
                element in self.ended_later and not self.explain(element, self.ended_later[element])
            )
        ]

    def explain(self, element: Element, end: int) -> bool:
        """Whether another crossing, told of already, lies between an element and an end tag."""
        start = element.span[0] if element.span is not None else 0
        return bisect_right(self._ends, end - 1) > bisect_right(self._ends, start)


def _unclosed(document: Document) -> list[Element]:
    """Written elements that need an end tag and have none, the first ones."""
    found: list[Element] = []
    for element in document.elements:
        if element.end_span is not None or element.span is None:
            continue
        if element.is_html:
            name = element.local_name
            if name in VOID or name in _END_OPTIONAL or name in _SCRIPTLESS:
                continue
        elif _SELF_CLOSED.search(document.source.slice(element.span)):
            continue
        found.append(element)
        if len(found) >= _MAX_FAULTS:
            break
    return found


def _partner(unclosed: list[Element], tag: StrayTag) -> Element | None:
    """The last element before an end tag that it may have been meant for."""
    return next(
        (
            element
            for element in reversed(unclosed)
            if element.local_name.lower() == tag.name
            and element.span is not None
            and element.span[1] <= tag.span[0]
        ),
        None,
    )


def _heading_before(unclosed: list[Element], tag: StrayTag) -> Element | None:
    """The open heading that the end tag of another level of heading ends."""
    if tag.name not in _HEADINGS:
        return None
    before = (e for e in reversed(unclosed) if e.span is not None and e.span[1] <= tag.span[0])
    return next((e for e in before if e.local_name in _HEADINGS), None)


def _dropped(document: Document) -> Counter[str]:
    """How many start tags of each name the parser ignored, so that their end tags end nothing."""
    return Counter(
        str(error.data.get("name", ""))
        for error in document.errors
        if error.code == "unexpected-start-tag-ignored"
        or (error.code == "unexpected-start-tag" and error.data.get("name") == "form")
    )


def forms_inside(page: Page) -> list[int]:
    """Where a form begins inside of another, so that its start tag is dropped."""
    errors = page.document.errors
    return [
        e.offset
        for e in errors
        if e.code == "unexpected-start-tag" and e.data.get("name") == "form"
    ]


def repeated_inside(page: Page) -> dict[Element, Element]:
    """Elements that the parser ended because another of their kind began in them: ``a``, ``button``,
    headings; each with the one that began."""
    document = page.document
    codes = ("unexpected-start-tag-implies-end-tag", "unexpected-start-tag")
    places = [error.offset for error in document.errors if error.code in codes]
    if not places:
        return {}
    starts = {element.span[0]: element for element in document.elements if element.span is not None}
    found: dict[Element, Element] = {}
    for place in places:
        inner = starts.get(place)
        outer = _open_before(document, inner) if inner is not None else None
        if inner is not None and outer is not None:
            found[outer] = inner
    return found


def _open_before(document: Document, inner: Element) -> Element | None:
    """The element of its kind that was open where an element begins: the last one without an end."""
    kind = next((names for names in _ALONE if inner.local_name in names), None)
    if kind is None:
        return None
    for place in range(inner.order - 1, max(-1, inner.order - _LOOK_BACK), -1):
        element = document.elements[place]
        if element.local_name in kind and element.span is not None:
            return element if element.end_span is None else None
    return None


@check
def unclosed(page: Page, element: Element) -> Iterator[Verdict]:
    """Every element that needs an end tag has one.

    Case "self-closed": it is written like ``<div/>``, where the slash has no effect.
    """
    for found in page.fact(_faults).unclosed:
        written = page.document.source.slice(found.span or (0, 0))
        yield failed(found, "self-closed" if _SELF_CLOSED.search(written) else None)


@check
def crossed(page: Page, element: Element) -> Iterator[Verdict]:
    """Elements end inside of the element that they began in."""
    for found in page.fact(_faults).crossed:
        yield failed(found)


@check
def stray(page: Page, element: Element) -> Iterator[Verdict]:
    """Every end tag has a start tag.

    Cases: "void" (``</img>``: there is none), "paragraph" (``</p>`` after something ended the
    paragraph), "heading" (that of another level than the heading has).
    """
    document = page.document
    for tag in page.fact(_faults).stray[:_MAX_FAULTS]:
        case = "void" if tag.name in VOID else "paragraph" if tag.name == "p" else None
        target = SourceRange(around(page, tag.span[0]), tag.span)
        yield failed(target, case, text=document.source.slice(tag.span))
    for heading, tag in page.fact(_faults).mixed:
        target = SourceRange(heading, tag.span)
        text = document.source.slice(tag.span)
        yield failed(target, "heading", text=text, start=f"<{heading.local_name}>")


def around(page: Page, offset: int) -> Element:
    """The written element that an offset of the source stands in, or the root."""
    written = page.fact(written_tags)
    place = bisect_right(written[0], offset) - 1
    node: Element | None = written[1][place] if place >= 0 else page.document.root
    while node is not None:
        if node.span is not None and node.end_span is not None and node.end_span[1] > offset:
            return node
        node = node.parent
    return page.document.body or page.document.root


def written_tags(page: Page) -> tuple[list[int], list[Element]]:
    """Where the elements of a page are written, in the order of the source."""
    pairs = sorted((e.span[0], e.order) for e in page.document.elements if e.span is not None)
    return [start for start, _ in pairs], [page.document.elements[order] for _, order in pairs]


@check
def inside_its_like(page: Page, element: Element) -> Iterator[Verdict]:
    """No link, button or heading begins inside of another one: browsers end the first there.

    Case "form": the start tag of the inner form is dropped.
    """
    source = page.document.source
    for outer, inner in page.fact(repeated_inside).items():
        yield failed(inner, outer=source.slice(outer.span)[:60] if outer.span else "")
    for offset in page.fact(forms_inside):
        end = source.text.find(">", offset) + 1 or len(source.text)
        yield failed(SourceRange(around(page, offset), (offset, end)), "form")
