"""Decides how the alternative texts of images are mended, out of what the page says."""

from __future__ import annotations

from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, TextRange, Verdict
from govpage_lint.repairs.edits import (
    Mended,
    Refused,
    element_of,
    remove_attribute,
    repair,
    set_attribute,
)


@repair
def empty_alt(page: Page, verdict: Verdict) -> Mended:
    """Mark an image as decoration whose text stands beside it."""
    target = verdict.target
    element = element_of(target)
    if element.local_name != "img" or not isinstance(target, AttributeOf) or target.name != "alt":
        raise Refused
    # Browsers take the title for the text where the alternative is empty.
    if element.has("title") or element.has("aria-label"):
        raise Refused
    return Mended(set_attribute(element, "alt", ""))


@repair
def alt_from_title(page: Page, verdict: Verdict) -> Mended:
    """Move what the tooltip says of an image to where everybody gets it."""
    element = element_of(verdict.target)
    title = " ".join(element.attributes.get("title", "").split())
    if not title or element.attributes.get("alt", "").strip():
        raise Refused
    edits = (*set_attribute(element, "alt", title), *remove_attribute(element, "title"))
    return Mended(tuple(sorted(edits, key=lambda edit: edit.start)))


@repair
def shortened_label(page: Page, verdict: Verdict) -> Mended:
    """Leave out of the name of an icon the words that all icons beside it begin with."""
    target, rest = verdict.target, verdict.values.get("rest", "")
    if not isinstance(target, AttributeOf) or not rest.strip():
        raise Refused
    return Mended(set_attribute(target.element, target.name, rest))


@repair
def without_medium(page: Page, verdict: Verdict) -> Mended:
    """Leave out of an alternative text the word that says that it is an image."""
    target, word = verdict.target, verdict.values.get("word", "")
    if isinstance(target, TextRange) or not isinstance(target, AttributeOf) or not word:
        raise Refused
    value = target.element.attributes[target.name].strip()
    rest = value.removesuffix(word) if verdict.case == "suffix" else value.removeprefix(word)
    rest = rest.strip(" \t\n:：,，-–—·")
    # What is left must be words of its own: “of the harbour” is none.
    if rest == value or not rest or (verdict.case == "prefix" and rest[0].islower()):
        raise Refused
    return Mended(set_attribute(target.element, target.name, rest), {"rest": rest})


@repair
def near_map(page: Page, verdict: Verdict) -> Mended:
    """Name the map whose name differs only in case or signs."""
    element = element_of(verdict.target)
    names = page.fact(_maps).get(_folded(element.attributes.get("usemap", "")), [])
    if len(names) != 1:
        raise Refused
    name = names[0]
    return Mended(set_attribute(element, "usemap", f"#{name}"), {"name": name})


def _maps(page: Page) -> dict[str, list[str]]:
    """The names of the maps of the page, by their letters alone."""
    found: dict[str, list[str]] = {}
    for one in page.document.by_name.get("map", ()):
        if name := one.attributes.get("name", ""):
            found.setdefault(_folded(name), []).append(name)
    return found


def _folded(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())
