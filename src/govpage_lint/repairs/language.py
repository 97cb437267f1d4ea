"""Decides how languages and directions of writing are marked: what the page proves, and nothing else."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from govpage_lint.checks.language.owners import is_inline
from govpage_lint.checks.language.regions import regions, tables
from govpage_lint.checks.language.script import LATIN
from govpage_lint.checks.language.switcher import Item, switchers
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import TextRange, Verdict
from govpage_lint.document.tree import Element
from govpage_lint.findings import Edit
from govpage_lint.regexes import regex
from govpage_lint.repairs.edits import (
    Edits,
    Mended,
    Refused,
    element_of,
    is_template,
    repair,
    set_attribute,
    start_tag,
)

_TAG: Final = regex(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*")
_MARK: Final = regex(r'lang="([A-Za-z0-9-]+)"')
_DIRECTIONS: Final = {"right": "rtl", "left": "ltr", "right-to-left": "rtl", "left-to-right": "ltr"}
# So many letters, so many of them in one script, say in which language a page is.
_ENOUGH_LETTERS: Final = 40
_MOSTLY: Final = 0.6
_LATIN_LETTERS: Final = 200
# What is larger is no phrase in a text.
_LARGEST: Final = 30
# What holds text and no tags.
_NO_TAGS: Final = frozenset(("title", "textarea", "option", "script", "style", "noscript"))


def _root(page: Page) -> Element:
    root = page.document.root
    start_tag(root)
    return root


@repair
def page_as_said(page: Page, verdict: Verdict) -> Mended:
    """Say of the page in ``lang`` what it says of itself elsewhere."""
    lang = verdict.values["lang"].strip()
    if _TAG.fullmatch(lang) is None or page.fact(tables).tag(lang).fault is not None:
        raise Refused
    return Mended(set_attribute(_root(page), "lang", lang), {"lang": lang})


@repair
def page_as_read(page: Page, verdict: Verdict) -> Mended:
    """Say of the page in ``lang`` what language its text is in.

    Safe where nearly all of it is in a script that one language alone is written in.
    """
    known = page.fact(tables)
    texts = [passage.text.data for passage in page.fact(regions).passages]
    text = "\n".join(texts)
    counts = known.scripts.count(text)
    letters = sum(counts.values())
    for script, number in sorted(counts.items(), key=lambda item: -item[1]):
        lang = known.only.get(script)
        if lang and number >= _ENOUGH_LETTERS and number >= _MOSTLY * letters:
            return Mended(set_attribute(_root(page), "lang", lang), {"lang": lang}, safe=True)
        enough = number >= _LATIN_LETTERS and number >= _MOSTLY * letters
        if script == LATIN and enough and known.identifier.is_plainly_in(text, "en"):
            return Mended(set_attribute(_root(page), "lang", "en"), {"lang": "en"})
        break
    raise Refused


@repair
def as_meant(page: Page, verdict: Verdict) -> Mended:
    """Write the tag that was meant."""
    meant = verdict.values.get("meant", "").strip()
    if _TAG.fullmatch(meant) is None:
        raise Refused
    return Mended(set_attribute(element_of(verdict.target), "lang", meant))


@repair
def better_tag(page: Page, verdict: Verdict) -> Mended:
    """Write the registered tag for one that is not, where there is one."""
    better = verdict.values.get("better", "").strip()
    element = element_of(verdict.target)
    written = element.attributes.get("lang", "").strip()
    subtag = verdict.values.get("subtag", "")
    if "-" not in better and subtag and subtag.lower() in written.lower().split("-"):
        better = "-".join(
            better if part.lower() == subtag.lower() else part for part in written.split("-")
        )
    better = _in_usual_case(better)
    if _TAG.fullmatch(better) is None or better == written:
        raise Refused
    if page.fact(tables).tag(better).fault is not None:
        raise Refused
    return Mended(set_attribute(element, "lang", better), {"better": better})


def _in_usual_case(tag: str) -> str:
    """A tag as people write it: language small, script capitalised, region in capitals."""
    language, *rest = tag.split("-")
    sizes = {2: str.upper, 4: str.capitalize}
    return "-".join((language.lower(), *(sizes.get(len(part), str.lower)(part) for part in rest)))


def _native_names(page: Page) -> list[Item]:
    """The languages that are called by their own names, in tree order."""
    native = [item for item in page.fact(switchers).items if item.naming == "native"]
    return sorted(native, key=lambda item: item.element.order)


@repair
def marked_names(page: Page, verdict: Verdict) -> Mended:
    """Mark each language that is called by its own name as being in that language."""
    element = element_of(verdict.target)
    edits: Edits = ()
    items = page.fact(_native_names)
    place = bisect_left(items, element.order, key=lambda item: item.element.order)
    for item in items[place:]:
        if item.element.order > element.last:
            break
        if item.element.has("lang") or not item.tag or item.holder.has("lang"):
            continue
        if page.document.language_of(item.element).partition("-")[0].lower() == item.tag:
            continue
        edits += set_attribute(item.element, "lang", item.tag)
    return Mended(tuple(sorted(edits, key=lambda edit: edit.start)))


@repair
def marked_text(page: Page, verdict: Verdict) -> Mended:
    """Mark a text as being in its own language: at its element, or by a span around a part of it."""
    target = verdict.target
    found = _MARK.search(verdict.values.get("mark", ""))
    lang = found[1] if found is not None else verdict.values.get("meant", "")
    if _TAG.fullmatch(lang) is None:
        raise Refused
    if isinstance(target, Element):
        if target.has("lang") or target.local_name in ("html", "body", "main"):
            raise Refused
        return Mended(set_attribute(target, "lang", lang), {"lang": lang})
    if not isinstance(target, TextRange):
        raise Refused
    return Mended(_span_around(page, target, lang), {"lang": lang})


def _span_around(page: Page, target: TextRange, lang: str) -> Edits:
    parent, span = target.text.parent, target.text.span_of(target.start, target.end)
    if parent is None or span is None or page.document.rendered or parent.local_name in _NO_TAGS:
        raise Refused
    written = page.document.source.slice(span)
    if not parent.is_html or is_template(written) or "<" in written:
        raise Refused
    around = _all_in(page, parent, lang)
    if around is not None:
        return set_attribute(around, "lang", lang)
    whole = not parent.element_children and not target.text.data[: target.start].strip()
    if whole and not target.text.data[target.end :].strip() and not parent.has("lang"):
        return set_attribute(parent, "lang", lang)
    start, end = span
    return (Edit(start, start, f'<span lang="{lang}">'), Edit(end, end, "</span>"))


def _all_in(page: Page, element: Element, lang: str) -> Element | None:
    """The widest inline element from here on up in which all is in the script of that language."""
    known = page.fact(tables)
    found: Element | None = None
    node: Element | None = element
    while node is not None and is_inline(node) and not node.has("lang") and node.span is not None:
        if node.last - node.order > _LARGEST:
            break
        scripts = known.scripts.count(node.text_content)
        if {known.only.get(script) for script in scripts} != {lang}:
            break
        found, node = node, node.parent
    return found


@repair
def valid_direction(page: Page, verdict: Verdict) -> Mended:
    """Write the direction that was meant."""
    element = element_of(verdict.target)
    right = _DIRECTIONS.get(element.attributes.get("dir", "").strip().lower())
    if right is None:
        raise Refused
    return Mended(set_attribute(element, "dir", right), {"right": right})
