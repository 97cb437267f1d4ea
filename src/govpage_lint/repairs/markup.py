"""Decides how broken and obsolete markup is mended."""

from __future__ import annotations

import re
from bisect import bisect_left
from html import unescape
from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, SourceRange, Verdict
from govpage_lint.document.attributes import SourceAttribute
from govpage_lint.findings import Edit
from govpage_lint.regexes import regex
from govpage_lint.repairs.edits import (
    Mended,
    Refused,
    element_of,
    end_tag,
    is_template,
    remove_attribute,
    remove_element,
    remove_span,
    remove_written,
    rename,
    repair,
    set_attribute,
    start_tag,
)

_RENAMED: Final = {"acronym": "abbr", "strike": "s", "dir": "ul", "listing": "pre", "tt": "code"}
# What is the same to browsers under its new name, looks and all.
_SAME: Final = frozenset(("acronym", "strike", "dir"))
_COLOUR: Final = regex(r"#(?:[0-9a-f]{3}|[0-9a-f]{6})|[a-z]{3,20}")
_LENGTH: Final = regex(r"\d{1,5}(?:px|%)?")
# What these say is a list of words: two make one.
_LISTS: Final = frozenset(("class", "rel", "headers", "aria-describedby", "aria-labelledby"))


@repair
def without_attribute(page: Page, verdict: Verdict) -> Mended:
    """Take the very attribute out that was found, which may be one that has no effect."""
    element = element_of(verdict.target)
    return Mended(remove_written(element, _found(verdict)))


def _found(verdict: Verdict) -> SourceAttribute:
    target = verdict.target
    if not isinstance(target, SourceRange):
        raise Refused
    written = target.element.source_attributes
    place = bisect_left(written, target.span[0], key=lambda one: one.span[0])
    if place < len(written) and written[place].span == target.span:
        return written[place]
    raise Refused


@repair
def one_attribute(page: Page, verdict: Verdict) -> Mended:
    """Keep the attribute that has effect, with the words that the second one adds to a list."""
    element = element_of(verdict.target)
    second = _found(verdict)
    gone = remove_written(element, second)
    if second.name not in _LISTS or second.value is None:
        return Mended(gone)
    first = element.attributes.get(second.name, "").split()
    more = [word for word in unescape(second.value).split() if word not in first]
    if not more:
        return Mended(gone)
    joined = set_attribute(element, second.name, " ".join([*first, *more]))
    return Mended((*joined, *gone))


@repair
def tidy_tag(page: Page, verdict: Verdict) -> Mended:
    """Put spaces between attributes, and take out quotation marks that are too many.

    Nothing that the parser reads changes but for attributes whose names are such marks.
    """
    element = element_of(verdict.target)
    tag = start_tag(element)
    text = page.document.source.text
    if is_template(text[slice(*tag)]):
        raise Refused
    edits: list[Edit] = []
    for one in element.source_attributes:
        if not tag[0] <= one.span[0] < tag[1]:
            continue
        if one.value is None and set(one.name) <= set("\"'"):
            edits += remove_written(element, one)
        elif text[one.span[0] - 1] in "\"'":
            edits.append(Edit(one.span[0], one.span[0], " "))
    return Mended(tuple(edits))


@repair
def modern_element(page: Page, verdict: Verdict) -> Mended:
    """Make the element of it that took its place. Safe for one that is the same by another name."""
    element = element_of(verdict.target)
    right = _RENAMED.get(element.local_name)
    if right is None:
        raise Refused
    return Mended(rename(element, right), {"right": right}, safe=element.local_name in _SAME)


@repair
def as_style(page: Page, verdict: Verdict) -> Mended:
    """Write an attribute for looks as the style that browsers make of it."""
    target = verdict.target
    element = element_of(target)
    if not isinstance(target, AttributeOf):
        raise Refused
    value = element.attributes[target.name].strip().lower()
    style = _style(element.local_name, target.name, value)
    if style is None:
        raise Refused
    own = element.attributes.get("style", "").strip().rstrip(";")
    name = style.partition(":")[0]
    if re.search(rf"(?:^|;)\s*{name}\s*:", own):
        # The style wins already.
        return Mended(remove_attribute(element, target.name), {"style": own})
    edits = (
        *remove_attribute(element, target.name),
        *set_attribute(element, "style", f"{own}; {style}" if own else style),
    )
    return Mended(tuple(sorted(edits, key=lambda edit: edit.start)), {"style": style})


def _style(element: str, name: str, value: str) -> str | None:
    if name == "bgcolor" and _COLOUR.fullmatch(value):
        return f"background-color: {value}"
    if name == "align" and value in ("left", "right", "center", "justify"):
        if element in ("p", "td", "th", "tr", "h1", "h2", "h3", "h4", "h5", "h6"):
            return f"text-align: {value}"
        if element in ("img", "iframe") and value in ("left", "right"):
            return f"float: {value}"
    if name == "valign" and value in ("top", "middle", "bottom", "baseline"):
        return f"vertical-align: {value}"
    if name == "nowrap" and element in ("td", "th"):
        return "white-space: nowrap"
    if (
        name in ("width", "height")
        and element in ("table", "td", "th")
        and _LENGTH.fullmatch(value)
    ):
        return f"{name}: {value if value.endswith('%') else value.removesuffix('px') + 'px'}"
    if name == "border" and element == "img" and value.isdigit():
        return f"border: {value}px solid" if int(value) else "border: 0"
    return None


@repair
def without_empty(page: Page, verdict: Verdict) -> Mended:
    """Take out an element in which nothing is."""
    element = element_of(verdict.target)
    if element.text_content.strip(" \t\n\r\f\u00a0") or element.element_children:
        raise Refused
    return Mended(remove_element(element))


@repair
def without_stray(page: Page, verdict: Verdict) -> Mended:
    """Take out an end tag that ends nothing: parsers pass it over."""
    target = verdict.target
    if not isinstance(target, SourceRange):
        raise Refused
    return Mended(remove_span(target.element, target.span))


@repair
def closed(page: Page, verdict: Verdict) -> Mended:
    """Write the end tag of an element where the parser ends it, with what it stands in."""
    element = element_of(verdict.target)
    start_tag(element)
    node = element
    while node.parent is not None and node.parent.end_span is None:
        if node.parent.children[-1] is not node:
            raise Refused
        node = node.parent
    outer = node.parent
    if outer is None or outer.end_span is None or outer.children[-1] is not node:
        raise Refused
    place, _ = end_tag(outer)
    text = page.document.source.text
    # At the end of its last line, not before the end tag around it.
    while place and text[place - 1] in " \t\n":
        place -= 1
    return Mended((Edit(place, place, f"</{element.local_name}>"),))


@repair
def window_mode(page: Page, verdict: Verdict) -> Mended:
    """Let a plug-in have a window of its own, which assistive technology gets at."""
    element = element_of(verdict.target)
    name = "value" if element.local_name == "param" else "wmode"
    return Mended(set_attribute(element, name, "window"))
