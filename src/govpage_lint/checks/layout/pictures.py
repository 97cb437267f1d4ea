"""Decides whether the background of an element may be a picture that says something."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, cant_tell, check, passed
from govpage_lint.document.tree import Element
from govpage_lint.regexes import regex

# Classes and addresses of pictures that say something.
_MEANS: Final = regex(
    r"(?:^|[-_/\s])(?:alert|banner|caution|chart|danger|diagram|error|graph|important|info|infographic|logo|map"
    r"|notice|photo|poster|success|visual|warning)(?:$|[-_./\s\d])",
    re.I,
)
# Those that say how the text beside them is meant.
_WEIGHS: Final = regex(
    r"(?:^|[-_/\s])(?:alert|caution|danger|error|important|notice|success|warning)(?:$|[-_./\s\d])",
    re.I,
)
_DECORATES: Final = regex(
    r"(?:^|[-_/\s])(?:arrow|bg|bullet|back(?:ground)?|border|bullet|dot|dots|gradient|line|pattern|shadow|sprite|spinner"
    r"|texture)(?:$|[-_./\s\d])",
    re.I,
)
_ADDRESS: Final = regex(r'url\("?([^")]+)"?\)')
_LEAST: Final = 16.0
_LARGE: Final = 120.0
_NAMED: Final = ("aria-label", "aria-labelledby", "title")


@check
def background(page: Page, element: Element) -> Iterator[Verdict]:
    """A background picture that may say something has that in words as well. Case "icon" beside a
    text, "picture" where there is no text at all. Values: value (the address)."""
    if page.rendered is None:
        return
    for one in page.document.elements:
        address = _address(page, one)
        if address is None or page.semantics.visible(one) is not True:
            continue
        kind = _kind(page, one, address)
        if kind is None:
            yield passed(one)
        else:
            yield cant_tell(one, kind, value=address.rpartition("/")[2][:60])


def _address(page: Page, element: Element) -> str | None:
    images = page.semantics.styles.value(element, "background-image")
    if not isinstance(images, str) or "url(" not in images:
        return None
    found = _ADDRESS.search(images)
    return None if found is None or found[1].startswith("data:") else found[1]


def _kind(page: Page, element: Element, address: str) -> str | None:
    """ "icon" or "picture" for what may say something; None for what is decoration."""
    box = None if page.rendered is None else page.rendered.box(element)
    if box is None or min(box.width, box.height) < _LEAST or element.local_name in ("body", "html"):
        return None
    if any(name in element.attributes for name in _NAMED) or _is_in_control(page, element):
        return None
    words = f"{' '.join(element.classes)} {element.id or ''} {address}"
    means = _MEANS.search(words) is not None
    decorates = _DECORATES.search(address) is not None
    text = page.semantics.text(element)
    if not text and not element.element_children:
        large = min(box.width, box.height) >= _LARGE
        return "picture" if means or (large and not decorates) else None
    if _WEIGHS.search(words) and not decorates and not _says(text, words):
        return "icon"
    return None


def _is_in_control(page: Page, element: Element) -> bool:
    """Whether it stands for a link or button, whose name is asked for elsewhere."""
    at: Element | None = element
    for _ in range(4):
        if at is None:
            return False
        if page.semantics.role(at) in ("link", "button", "img", "textbox", "searchbox"):
            return True
        at = at.parent
    return False


def _says(text: str, words: str) -> bool:
    """Whether a text says in words what its class or picture does ("Warning: …")."""
    found = _MEANS.findall(words)
    start = text[:40].casefold()
    return any(word.strip("-_./ ").casefold() in start for word in found)
