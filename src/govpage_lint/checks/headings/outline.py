"""Decides whether the headings of a page make an outline that can be walked."""

from __future__ import annotations

from collections.abc import Iterator

from govpage_lint.checks.page import Page
from govpage_lint.checks.texts import body_text, written
from govpage_lint.checks.verdict import (
    AttributeOf,
    TextRange,
    Verdict,
    cant_tell,
    check,
    failed,
    passed,
)
from govpage_lint.document.tree import Element
from govpage_lint.regexes import regex
from govpage_lint.semantics.unknown import UNKNOWN

_INTEGER = regex(r"[+-]?\d+\Z")
# What may stand between two headings without being content.
_NOTHING = frozenset(("br", "hr", "script", "style", "template", "link", "meta", "wbr"))
_REPLACED = frozenset(
    ("img", "iframe", "input", "video", "audio", "object", "embed", "canvas", "svg")
)
# Signs that decorate a heading and are read out one by one. A doubled sign that means something
# (... "C++", "!?", "--option", "&&") is none: it takes three of those that also stand in words.
_DECORATION = regex(
    r"[★☆■□▪▫●○◆◇◈▶▷►▸◀◁▲△▼▽♣♠♥♡※◎▣▤⊙☞☎♬♪✔✓✦✧❖❤➤➜→⇒»«≫≪]\s?[★☆■□▪▫●○◆◇◈▶▷►▸◀◁▲△▼▽♣♠♥♡※◎▣▤⊙☞☎♬♪✔✓✦✧❖❤➤➜→⇒»«≫≪]+"
    r"|([:|>~=*_#@/\\-])(?:\s?\1){2,}"
    r"|::|>>|<<|\|\|"
)


@check
def level_skipped(page: Page, element: Element) -> Iterator[Verdict]:
    """Each heading is at most one level below the heading before it."""
    before: tuple[Element, int] | None = None
    for heading, level in page.semantics.headings():
        if before is not None and level > before[1] + 1:
            yield failed(heading, level=f"h{level}", before=f"h{before[1]}")
        else:
            yield passed(heading)
        before = (heading, level)


@check
def missing(page: Page, element: Element) -> Iterator[Verdict]:
    """The page has a heading, and one of level 1.

    Cases: "none" (no heading at all), "no-h1" (headings, but none of level 1).
    """
    body = page.document.body
    if body is None:
        return
    headings = page.semantics.headings()
    if any(level == 1 for _, level in headings):
        yield passed(body)
    elif headings:
        yield failed(body, "no-h1")
    elif page.fact(body_text):
        yield failed(body, "none")


@check
def first_level_repeated(page: Page, element: Element) -> Iterator[Verdict]:
    """Only one heading has level 1. Case "in-article": each of several articles has its own."""
    tops = [heading for heading, level in page.semantics.headings() if level == 1]
    for heading in tops[:1]:
        yield passed(heading)
    for heading in tops[1:]:
        case = "in-article" if heading.closest("article", "section") is not None else None
        yield failed(heading, case, count=len(tops), text=page.semantics.text(heading))


def is_heading(page: Page, element: Element) -> bool:
    """Whether an element is an exposed heading."""
    return page.semantics.role(element) == "heading" and page.semantics.presumed_exposed(element)


@check
def empty(page: Page, element: Element) -> Iterator[Verdict]:
    """A heading has an accessible name (ACT ffd0e9)."""
    if not is_heading(page, element):
        return
    name = page.semantics.name(element)
    if name is UNKNOWN:
        yield cant_tell(element)
    elif name:
        yield passed(element)
    elif page.observer == "source" and _filled_later(element):
        # An id and nothing in it: a script writes the heading when it knows it.
        yield cant_tell(element)
    else:
        yield failed(element)


def _filled_later(element: Element) -> bool:
    bound = any(
        name.startswith(("v-", "ng-", "data-bind", "x-", ":", "data-ng-"))
        for name in element.attributes
    )
    return bound or (bool(element.attributes.get("id")) and not element.children)


@check
def level_invalid(page: Page, element: Element) -> Iterator[Verdict]:
    """``aria-level`` of a heading is a number from 1 to 6, and ``role=heading`` has one.

    Cases: "missing", "not-a-number", "too-deep" (above 6), "contradicts" (differs from h1 to h6).
    """
    if page.semantics.role(element) != "heading":
        return
    native = element.local_name if regex("h[1-6]").fullmatch(element.local_name) else None
    written = element.attributes.get("aria-level")
    if written is None:
        yield passed(element) if native else failed(element, "missing")
        return
    level = written.strip()
    target = AttributeOf(element, "aria-level")
    if not _INTEGER.match(level) or int(level) < 1:
        yield failed(target, "not-a-number")
    elif int(level) > 6:
        yield failed(target, "too-deep")
    elif native and native[1] != level:
        yield failed(target, "contradicts", tag=f"<{native}>")
    else:
        yield passed(element)


@check
def without_content(page: Page, element: Element) -> Iterator[Verdict]:
    """Something stands below each heading before the next of its level or above (KWCAG 6.4.2)."""
    headings = page.semantics.headings()
    for place, (heading, level) in enumerate(headings):
        following = headings[place + 1] if place + 1 < len(headings) else None
        if following is None or following[1] > level:
            if following is not None:
                yield passed(heading)
            continue
        if _is_content_itself(page, heading):
            continue
        between = _between(page, heading, following[0])
        if between is None:
            continue
        yield failed(heading, text=page.semantics.text(heading)) if not between else passed(heading)


def _is_content_itself(page: Page, heading: Element) -> bool:
    """Whether a heading is an entry rather than a title: a link or a picture in a list of such."""
    if any(e.local_name in ("a", "button", "img", "svg", "input") for e in heading.descendants):
        return True
    return any(
        e.local_name in ("a", "summary", "button", "hgroup", "label", "dt")
        for e in heading.ancestors
    )


def _between(page: Page, first: Element, second: Element) -> bool | None:
    """Whether content stands between two headings; None where that cannot be told.

    An empty element between them may be filled by a script, so it tells nothing.
    """
    before = written(page).before
    if before[second.order] - before[first.order] > sum(
        1 for text in first.texts if text.data.strip()
    ):
        return True
    unsure = False
    for element in page.document.elements[first.last + 1 : second.order]:
        if element.contains(second) or element.local_name in _NOTHING:
            continue
        if element.local_name in _REPLACED:
            return True
        unsure = True
    return None if unsure else False


@check
def repeated_characters(page: Page, element: Element) -> Iterator[Verdict]:
    """No run of special characters in a title or heading (KWCAG 6.4.2). Case "attribute" for frames."""
    if element.local_name in ("iframe", "frame"):
        found = _DECORATION.search(element.attributes.get("title", ""))
        if found:
            yield failed(AttributeOf(element, "title"), "attribute", text=found[0])
        else:
            yield passed(element)
        return
    if element.local_name != "title" and not is_heading(page, element):
        return
    for text in element.texts:
        if found := _DECORATION.search(text.data):
            yield failed(TextRange(text, found.start(), found.end()), text=found[0])
            return
    yield passed(element)
