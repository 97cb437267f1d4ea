"""Decides whether a frame has a title, and whether the title says what is in the frame."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.describing.placeholders import placeholders
from govpage_lint.checks.describing.words import shares_words, stems_of
from govpage_lint.checks.frames.words import frame_words
from govpage_lint.checks.head.titles import title_of
from govpage_lint.checks.icons.inside import is_bound, is_template
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import (
    AttributeOf,
    Target,
    Verdict,
    cant_tell,
    check,
    failed,
    passed,
)
from govpage_lint.document.tree import Element
from govpage_lint.semantics.unknown import UNKNOWN

# A title of fewer words may say what a document of other words is about.
_MIN_TITLE_STEMS: Final = 3
_MIN_FRAME_STEMS: Final = 6


def source_of(element: Element) -> str | None:
    """The address of what a frame shows; None for one that shows nothing."""
    address = element.attributes.get("src", "").strip()
    return None if not address or address.lower().startswith("about:blank") else address


def is_empty(element: Element) -> bool:
    """Whether a frame shows nothing, as far as its attributes tell."""
    return not element.attributes.get("srcdoc", "").strip() and source_of(element) is None


def is_decorative(page: Page, element: Element) -> bool:
    """Whether its first valid role is "none" or "presentation" (ACT, "marked as decorative")."""
    valid = page.semantics.valid_roles
    roles = (role.lower() for role in page.semantics.explicit_roles(element))
    return next((role for role in roles if role in valid), "") in ("none", "presentation")


@check
def title_missing(page: Page, element: Element) -> Iterator[Verdict]:
    """An exposed frame that the keyboard is not kept from has a name (ACT cae760).

    Cases: "empty" (a title of white space), "unseen" (a frame without content, or too small to see).
    """
    index = page.semantics.tab_index(element)
    if (index is not None and index < 0) or is_decorative(page, element):
        return
    if not page.semantics.presumed_exposed(element):
        return
    name = page.semantics.name(element)
    if name is not UNKNOWN and name:
        yield passed(element)
    elif name is UNKNOWN or is_bound(page, element):
        yield cant_tell(element)
    elif is_empty(element) or not page.semantics.presumed_visible(element):
        yield failed(element, "unseen")
    elif "title" in element.attributes:
        yield failed(AttributeOf(element, "title"), "empty")
    else:
        yield failed(element)


@check
def title_uninformative(page: Page, element: Element) -> Iterator[Verdict]:
    """The title of a frame says what is in it.

    Cases: None ("frame"), "file-name", "placeholder", "claims-empty" (it says that nothing is in it),
    "player" (it says that there is a video and not which).
    """
    if not page.semantics.presumed_exposed(element):
        return
    name = page.semantics.name(element)
    if name is UNKNOWN or not name or is_template(name):
        return
    target: Target = element
    if page.semantics.name_source(element) in ("title", "aria-label"):
        target = AttributeOf(element, str(page.semantics.name_source(element)))
    case = _fault(page, element, name)
    if case is None:
        yield passed(element)
    else:
        yield failed(target, case or None, text=name)


def _fault(page: Page, element: Element, name: str) -> str | None:
    """What is wrong with a title: a case, "" for the rule's own, None where nothing is."""
    words, blanks = frame_words(page), placeholders(page)
    if words.has("empty", name):
        shown = not is_empty(element) and page.semantics.visible(element) is True
        return "claims-empty" if shown else None
    if words.has("generic", name):
        return ""
    if words.has("player", name):
        return "player"
    if blanks.has("file-name", name):
        return "file-name"
    return "placeholder" if blanks.has("untitled", name) or blanks.has("heading", name) else None


@check
def title_differs(page: Page, element: Element) -> Iterator[Verdict]:
    """The title of a frame shares a word with the document in the frame, where that is known.

    Cannot tell where either is short.
    """
    if not page.semantics.presumed_exposed(element):
        return
    name = page.semantics.name(element)
    inner = page.frame(element) if isinstance(name, str) and stems_of(name) else None
    if inner is None or inner.document.body is None or not isinstance(name, str):
        return
    if _fault(page, element, name) is not None:
        return
    text = inner.semantics.text(inner.document.body)
    title = title_of(inner)
    if shares_words(name, text) or (title is not None and shares_words(name, title.text)):
        yield passed(element)
    elif not _alike_letters(name, text):
        return
    elif len(stems_of(name)) < _MIN_TITLE_STEMS or len(stems_of(text)) < _MIN_FRAME_STEMS:
        yield cant_tell(element, text=name, title=title.text if title else "")
    else:
        yield failed(element, text=name, title=title.text if title else "")


def _alike_letters(text: str, other: str) -> bool:
    """Whether two texts are in letters of one kind, so that they can share words at all."""
    ours, theirs = stems_of(text), stems_of(other)
    return bool(theirs) and any(map(str.isascii, ours)) == any(map(str.isascii, theirs))
