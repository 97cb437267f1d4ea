"""Decides how the head of a page is mended: its encoding, its title, its viewport."""

from __future__ import annotations

import re

from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Verdict
from govpage_lint.document.tree import Element
from govpage_lint.findings import Edit
from govpage_lint.regexes import regex
from govpage_lint.repairs.edits import (
    Mended,
    Refused,
    element_of,
    escaped_text,
    indentation,
    insert_first,
    is_template,
    remove_element,
    repair,
    replace_content,
    set_attribute,
    start_tag,
)

_LIMITS = regex(r"\s*(?:user-scalable|maximum-scale|minimum-scale)\s*=.*", re.IGNORECASE)
_WIDTH = regex(r"(?<![\w-])width\s*=\s*[^\s,;]+", re.IGNORECASE)
_LONGEST_TITLE = 100


@repair
def charset(page: Page, verdict: Verdict) -> Mended:
    """Declare UTF-8 first in the head of a page that is in UTF-8, without a word about it."""
    encoding = page.document.encoding
    if encoding.name != "utf-8" or encoding.malformed:
        raise Refused
    return Mended(_first_in_head(page, '<meta charset="utf-8">'))


@repair
def charset_first(page: Page, verdict: Verdict) -> Mended:
    """Move the declaration of the encoding to where browsers look for it."""
    meta = element_of(verdict.target)
    text = page.document.source.slice(start_tag(meta))
    return Mended((*_first_in_head(page, text), *remove_element(meta)))


def _first_in_head(page: Page, markup: str) -> tuple[Edit, ...]:
    head = page.document.head
    if head is None:
        raise Refused
    first = next((e for e in head.element_children if e.span is not None), None)
    lead = indentation(first) if first is not None else ""
    return insert_first(head, f"{lead}{markup}")


@repair
def true_charset(page: Page, verdict: Verdict) -> Mended:
    """Declare the encoding that the page is read in whatever it declares: the byte order mark's."""
    meta = element_of(verdict.target)
    encoding = page.document.encoding
    if not encoding.bom:
        raise Refused
    values = {"encoding": encoding.name}
    if meta.has("charset"):
        return Mended(set_attribute(meta, "charset", encoding.name), values)
    content = regex(r"(?i)(charset\s*=\s*)[^\s;]+").sub(
        rf"\1{encoding.name}", meta.attributes["content"]
    )
    return Mended(set_attribute(meta, "content", content), values)


@repair
def doctype(page: Page, verdict: Verdict) -> Mended:
    """Begin the page with the doctype of HTML."""
    old = page.document.doctype
    if page.document.fragment or is_template(page.document.source.text[:200]):
        raise Refused
    if old is not None:
        if old.span is None:
            raise Refused
        return Mended((Edit(*old.span, "<!DOCTYPE html>"),))
    return Mended((Edit(0, 0, "<!DOCTYPE html>\n"),))


@repair
def title_of_heading(page: Page, verdict: Verdict) -> Mended:
    """Call the page what its main heading says."""
    heading = next((one for one, level in page.semantics.headings() if level == 1), None)
    text = page.semantics.text(heading).strip() if heading is not None else ""
    if not text or len(text) > _LONGEST_TITLE:
        raise Refused
    values = {"text": text}
    titles = page.document.by_name.get("title", ())
    if verdict.case == "empty" and len(titles) == 1:
        return Mended(replace_content(titles[0], text), values)
    head = page.document.head
    if titles or head is None:
        raise Refused
    return Mended(_after_charset(head, f"<title>{escaped_text(text)}</title>"), values)


def _after_charset(head: Element, markup: str) -> tuple[Edit, ...]:
    """Behind the declaration of the encoding, which has to stand in the first bytes."""
    for element in head.element_children:
        if element.local_name == "meta" and (
            element.has("charset")
            or element.attributes.get("http-equiv", "").lower() == "content-type"
        ):
            _, end = start_tag(element)
            return (Edit(end, end, f"{indentation(element)}{markup}"),)
    return insert_first(head, markup)


@repair
def zoomable(page: Page, verdict: Verdict) -> Mended:
    """Take out of a viewport what keeps people from zooming."""
    element = _viewport(verdict)
    content = element.attributes["content"]
    parts = regex(r"([,;])").split(content)
    kept: list[str] = []
    for place in range(0, len(parts), 2):
        if _LIMITS.fullmatch(parts[place]):
            continue
        if kept and place:
            kept.append(parts[place - 1])
        kept.append(parts[place])
    return Mended(set_attribute(element, "content", "".join(kept).strip()))


@repair
def device_width(page: Page, verdict: Verdict) -> Mended:
    """Make a page as wide as its device."""
    element = _viewport(verdict)
    content = _WIDTH.sub("width=device-width", element.attributes["content"], count=1)
    return Mended(set_attribute(element, "content", content))


def _viewport(verdict: Verdict) -> Element:
    target = verdict.target
    if not isinstance(target, AttributeOf):
        raise Refused
    return target.element
