"""Decides how a page's source is changed: one small function for each kind of change.

All take elements of a parsed source and give edits of ``document.source.text``; what is not written
there, or is written by a template, they refuse. Values are escaped here and nowhere else.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Final

from govpage_lint.checks.verdict import AttributeOf, Target, TextRange, Verdict
from govpage_lint.document.attributes import SourceAttribute
from govpage_lint.document.source import Span
from govpage_lint.document.tree import Document, Element
from govpage_lint.findings import Edit
from govpage_lint.records import dataclass, field
from govpage_lint.regexes import regex

if TYPE_CHECKING:
    from govpage_lint.checks.page import Page

type Edits = tuple[Edit, ...]

VOID: Final = frozenset(
    (
        "area base basefont bgsound br col embed frame hr img input keygen link meta param source "
        "track wbr"
    ).split()
)
# What a template engine, a server or a framework fills in: nobody knows what stands there.
_TEMPLATE: Final = regex(r"\{\{|\{%|\{#|<%|<\?|[$#@*]\{|\}\}|%\}|%>|\?>|[\ue000-\uf8ff]")
_BOOLEAN: Final = frozenset("autofocus autoplay controls hidden muted required".split())
_TAG_NAME: Final = regex(r"</?[^\s/>]+")
_SPACE: Final = " \t\n\f\r"


class Refused(Exception):
    """A fault that cannot be mended here: the place is not written, or not ours to change."""


@dataclass(frozen=True, slots=True)
class Mended:
    """What a named repair does: its edits, and values for the placeholders of the fix's title.

    ``safe`` overrules the rule's file where one case is surer than the others.
    """

    edits: Edits
    values: Mapping[str, str] = field(default_factory=dict)
    safe: bool | None = None


type Repair = Callable[[Page, Verdict], Mended | None]


def repair[F: Callable[..., Mended | None]](function: F) -> F:
    """Mark a public function of a module in ``repairs/`` as a repair that rules may name."""
    function.is_repair = True  # type: ignore[attr-defined]
    return function


def is_template(text: str) -> bool:
    """Whether a piece of source holds the syntax of a template engine."""
    return _TEMPLATE.search(text) is not None


def keeps_code(document: Document, edits: Iterable[Edit]) -> bool:
    """Whether edits of a template leave all of its code alone, and write none of what stands for it."""
    template = document.template
    if template is None:
        return True
    from govpage_lint.document.templates.masking import MARKS, OPAQUE

    starts = [token.span[0] for token in template.tokens]
    for edit in edits:
        if OPAQUE.search(edit.text) or MARKS.search(edit.text):
            return False
        place = bisect_left(starts, edit.end) - 1
        while place >= 0 and template.tokens[place].span[1] > edit.start:
            start, end = template.tokens[place].span
            if start < edit.end and edit.start < end:
                return False
            place -= 1
    return True


def escaped(value: str, quote: str = '"') -> str:
    """A value as it is written between quotes."""
    value = value.replace("&", "&amp;")
    return value.replace('"', "&quot;") if quote == '"' else value.replace("'", "&#39;")


def escaped_text(text: str) -> str:
    """A text as it is written between tags."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


# -- tags and attributes ---------------------------------------------------------------------------


def start_tag(element: Element) -> Span:
    """Where the start tag of an element is written. Raises Refused where it is not."""
    if element.span is None or element.document.rendered:
        raise Refused
    return element.span


def end_tag(element: Element) -> Span:
    """Where the end tag of an element is written. Raises Refused where there is none."""
    if element.end_span is None:
        raise Refused
    text = element.document.source.slice(element.end_span)
    # A parser may take another tag's place for it: <td> ends when </tr> comes.
    if not text.lower().startswith(f"</{element.local_name.lower()}"):
        raise Refused
    return element.end_span


def _own(element: Element, span: Span) -> str:
    text = element.document.source.slice(span)
    if is_template(text):
        raise Refused
    return text


def written_attribute(element: Element, name: str) -> SourceAttribute:
    """The written attribute that counts for a name. Raises Refused where there is none."""
    start_tag(element)
    found = element.source_attribute(name)
    if found is None:
        raise Refused
    return found


def set_attribute(element: Element, name: str, value: str) -> Edits:
    """Give an attribute a value, in the quotes that it has, or add it as the last of its tag."""
    tag = start_tag(element)
    found = element.source_attribute(name)
    if found is None:
        _refuse_open(element, tag)
        place = _place_for_more(element, tag)
        more = f" {name}" if not value and name in _BOOLEAN else f' {name}="{escaped(value)}"'
        return (Edit(place, place, more),)
    written = _own(element, found.span)
    if found.value_span is None or not found.quote:
        own = written.partition("=")[0].rstrip(_SPACE)
        return (Edit(*found.span, f'{own}="{escaped(value)}"'),)
    return (Edit(*found.value_span, escaped(value, found.quote)),)


def _refuse_open(element: Element, tag: Span) -> None:
    """Raise Refused for a tag that code may give the attribute already."""
    template = element.document.template
    if template is not None and template.is_open(tag[0]):
        raise Refused
    if template is None:
        _own(element, tag)


def set_attributes(element: Element, values: Mapping[str, str]) -> Edits:
    """Give several attributes values; those that are new come together."""
    edits: list[Edit] = []
    added = ""
    for name, value in values.items():
        for edit in set_attribute(element, name, value):
            if edit.start == edit.end and element.source_attribute(name) is None:
                added += edit.text
            else:
                edits.append(edit)
    if added:
        place = _place_for_more(element, start_tag(element))
        edits.append(Edit(place, place, added))
    return tuple(sorted(edits, key=lambda edit: edit.start))


def _place_for_more(element: Element, tag: Span) -> int:
    text = element.document.source.text
    name = _TAG_NAME.match(text, *tag)
    if name is None:
        raise Refused
    if element.document.template is not None and is_template(text[slice(*tag)]):
        # The last attribute may stand in a branch.
        return name.end()
    for last in reversed(element.source_attributes):
        if tag[0] <= last.span[0] < tag[1]:
            # Behind `alt=` an attribute would be its value.
            return name.end() if text[last.span[1] - 1] == "=" else last.span[1]
    return name.end()


def remove_attribute(element: Element, name: str) -> Edits:
    """Take an attribute out of its tag."""
    return remove_written(element, written_attribute(element, name))


def remove_written(element: Element, attribute: SourceAttribute) -> Edits:
    """Take out one attribute as it is written, which may be one that has no effect."""
    start_tag(element)
    _own(element, attribute.span)
    text = element.document.source.text
    start, end = attribute.span
    while text[start - 1] in _SPACE:
        start -= 1
    # `src=a alt/>`: without a space the slash would belong to the value before it.
    keep = " " if text[end : end + 1] not in (*_SPACE, ">") and text[start - 1] not in "\"'" else ""
    return (Edit(start, end, keep),)


def rename_attribute(target: Target, name: str) -> Edits:
    """Write the attribute that was found under another name, with the value that it has."""
    if not isinstance(target, AttributeOf) or target.element.has(name):
        raise Refused
    found = written_attribute(target.element, target.name)
    _own(target.element, found.span)
    return (Edit(found.span[0], found.span[0] + len(found.name), name),)


# -- elements --------------------------------------------------------------------------------------


def whole_span(element: Element) -> Span:
    """From the start tag of an element to its end tag. Raises Refused where one is missing."""
    start = start_tag(element)
    if element.local_name in VOID and element.is_html:
        return start
    return start[0], end_tag(element)[1]


def remove_element(element: Element) -> Edits:
    """Take out an element with all that is in it, and the line where it stood alone."""
    span = whole_span(element)
    _own(element, span)
    return (Edit(*with_its_line(element.document.source.text, span), ""),)


def remove_span(element: Element, span: Span) -> Edits:
    """Take out a piece of source, such as a stray tag, that stands in an element."""
    _own(element, span)
    return (Edit(*span, ""),)


def with_its_line(text: str, span: Span) -> Span:
    """A span, and the rest of its line where nothing else stands there."""
    start, end = span
    while start and text[start - 1] in " \t":
        start -= 1
    stop = end
    while text[stop : stop + 1] in (" ", "\t"):
        stop += 1
    if (start == 0 or text[start - 1] == "\n") and text[stop : stop + 1] == "\n":
        return start, stop + 1
    return span


def unwrap(element: Element) -> Edits:
    """Take out the tags of an element, and leave what is in it."""
    start = start_tag(element)
    _own(element, start)
    if element.local_name in VOID and element.is_html:
        return (Edit(*start, ""),)
    return (Edit(*start, ""), Edit(*end_tag(element), ""))


def rename(element: Element, name: str) -> Edits:
    """Make another element of it, with the same attributes and content."""
    text = element.document.source.text
    found: list[Edit] = []
    tags = (
        (start_tag(element),)
        if element.local_name in VOID
        else (start_tag(element), end_tag(element))
    )
    for tag, lead in zip(tags, ("<", "</"), strict=False):
        match = _TAG_NAME.match(text, *tag)
        if match is None:
            raise Refused
        found.append(Edit(tag[0], match.end(), f"{lead}{name}"))
    return tuple(found)


def wrap(element: Element, before: str, after: str) -> Edits:
    """Put markup around an element."""
    start, end = whole_span(element)
    _own(element, (start, end))
    return (Edit(start, start, before), Edit(end, end, after))


def insert_first(element: Element, markup: str) -> Edits:
    """Put markup at the beginning of what is in an element."""
    _, end = start_tag(element)
    return (Edit(end, end, markup),)


def insert_last(element: Element, markup: str) -> Edits:
    """Put markup at the end of what is in an element."""
    start, _ = end_tag(element)
    start_tag(element)
    return (Edit(start, start, markup),)


def insert_before(element: Element, markup: str) -> Edits:
    """Put markup before an element."""
    start, _ = start_tag(element)
    return (Edit(start, start, markup),)


def insert_after(element: Element, markup: str) -> Edits:
    """Put markup behind an element."""
    _, end = whole_span(element)
    return (Edit(end, end, markup),)


# -- texts -----------------------------------------------------------------------------------------


def replace_range(target: TextRange, text: str) -> Edits:
    """Put another text in the place of a part of one."""
    parent = target.text.parent
    span = target.text.span_of(target.start, target.end)
    if span is None or parent is None or parent.document.rendered:
        raise Refused
    _own(parent, span)
    return (Edit(*span, escaped_text(text)),)


def replace_content(element: Element, text: str) -> Edits:
    """Put a text in the place of all that is in an element."""
    _, start = start_tag(element)
    end, _ = end_tag(element)
    _own(element, (start, end))
    return (Edit(start, end, escaped_text(text)),)


def indentation(element: Element) -> str:
    """What an element's tag is indented by, with the line ending before it; empty when it does not
    begin its line."""
    text = element.document.source.text
    start, _ = start_tag(element)
    place = start
    while place and text[place - 1] in " \t":
        place -= 1
    return "\n" + text[place:start] if place == 0 or text[place - 1] == "\n" else ""


def element_of(target: Target) -> Element:
    """The element that a target is or stands in. Raises Refused where there is none."""
    if isinstance(target, Element):
        return target
    element = target.text.parent if isinstance(target, TextRange) else target.element
    if element is None:
        raise Refused
    return element
