"""Decides whether links, buttons and the like say what they are when an icon is all they show."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from govpage_lint.checks.icons.inside import (
    inner,
    is_bound,
    is_image_button,
    is_written_later,
    look_inside,
    start_tag,
)
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.regexes import regex
from govpage_lint.semantics.exposure import is_first_summary
from govpage_lint.semantics.unknown import UNKNOWN

# Classes of fonts that draw an icon for an English word ("menu", "arrow_back"): Google's.
_LIGATURE_FONT = regex(r"material-?(?:icons|symbols)(?:[-_]\w+)*\Z|google-symbols\Z", re.IGNORECASE)
_LIGATURE = regex(r"[a-z0-9]+(?:_[a-z0-9]+)*\Z")
# Letters and signs by their categories that nobody sees and no screen reader reads, and two letters
# that are blank by definition (Hangul fillers).
_UNSEEN_CATEGORIES = frozenset(("Cc", "Cf", "Zs", "Zl", "Zp", "Mn"))
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0\u2800\ufffc")


@check
def name_missing(
    page: Page, element: Element, *, roles: Sequence[str] = (), html: bool | None = None
) -> Iterator[Verdict]:
    """A control with one of ``roles`` has a name that can be read out (ACT c487ae, 97a4e1 …).

    ``html`` asks for HTML elements only, or for others only.

    Cases: what it holds instead ("empty", "icon", "svg", "image-without-alt", "image-empty-alt",
    "hidden-text"), "area" and "written-later" (a script, a template or a custom element may name it:
    cannot be told).
    """
    if element.is_html is not (html if html is not None else element.is_html):
        return
    if not _is_asked(page, element, roles):
        return
    name = page.semantics.name(element)
    if name is UNKNOWN:
        if look_inside(page, element).case != "image-without-alt":  # told of the image, for certain
            yield cant_tell(element, "written-later", inside=start_tag(element))
    elif name:
        yield passed(element)
    elif is_written_later(page, element):
        yield cant_tell(element, "written-later", inside=start_tag(element))
    elif element.local_name == "area":
        yield failed(element, "area", inside=start_tag(element))
    else:
        found = look_inside(page, element)
        yield failed(element, found.case, inside=found.sample)


@check
def name_unreadable(
    page: Page, element: Element, *, roles: Sequence[str] = ()
) -> Iterator[Verdict]:
    """The name of a control with one of ``roles`` is more than private characters of an icon font ({sign})."""
    if not _is_asked(page, element, roles):
        return
    name = page.semantics.name(element)
    if name is UNKNOWN or not name:
        return
    if sign := _unreadable(name):
        yield failed(element, sign=sign)
    else:
        yield passed(element)


def _is_asked(page: Page, element: Element, roles: Sequence[str]) -> bool:
    role = page.semantics.role(element)
    if role not in roles or is_image_button(element):
        return False
    if role == "html-summary" and not is_first_summary(element):
        return False
    return page.semantics.presumed_exposed(element)


def _unreadable(name: str) -> str:
    """What is wrong with a name of private or unseen characters alone, as code points; "" if fine."""
    if (name[0].isalnum() and name[0] not in _BLANK_LETTERS) or any(map(_is_readable, name)):
        return ""
    return " ".join(f"U+{ord(character):04X}" for character in name[:3])


def _is_readable(character: str) -> bool:
    category = unicodedata.category(character)
    return (
        category not in _UNSEEN_CATEGORIES and category != "Co" and character not in _BLANK_LETTERS
    )


@check
def image_button(page: Page, element: Element) -> Iterator[Verdict]:
    """An image button has a name of its own (ACT 59796f). Cases: "missing", "empty"."""
    if not is_image_button(element) or not page.semantics.presumed_exposed(element):
        return
    name = page.semantics.name(element)
    if isinstance(name, str) and name and page.semantics.name_source(element) != "default":
        yield passed(element)
    elif not is_bound(page, element):
        alt = element.attributes.get("alt")
        if alt is None:
            yield failed(element, "missing", inside=start_tag(element))
        else:
            yield failed(AttributeOf(element, "alt"), "empty", inside=start_tag(element))


@check
def only_sign(
    page: Page, element: Element, *, roles: Sequence[str] = (), agreed: Sequence[str] = ()
) -> Iterator[Verdict]:
    """The name of a control is more than a sign that stands for a picture ("×", "☰").

    ``agreed`` are signs that a country's pages are told to use.
    """
    if not _is_asked(page, element, roles):
        return
    name = page.semantics.name(element)
    if name is UNKNOWN or not name or _unreadable(name):
        return
    if name[0].isalnum() or any(map(str.isalnum, name)) or name in agreed:
        yield passed(element)
    else:
        yield failed(element, text=name)


@check
def ligature(page: Page, element: Element) -> Iterator[Verdict]:
    """The only name of a link or button is not the word that an icon font draws a picture for."""
    if not page.fact(_draws_words) or not page.semantics.presumed_exposed(element):
        return
    if page.semantics.role(element) not in ("link", "button", "menuitem"):
        return
    name = page.semantics.name(element)
    if (
        name is UNKNOWN
        or not _LIGATURE.match(name)
        or page.semantics.name_source(element) != "content"
    ):
        return
    for icon in inner(element):
        drawn = any(_LIGATURE_FONT.match(word) for word in icon.classes)
        if drawn and icon.text_content.strip() == name:
            yield failed(icon, text=name)
            return


def _draws_words(page: Page) -> bool:
    """Whether anything on a page has a class of such a font."""
    values = {one.attributes["class"] for one in page.document.by_attribute.get("class", ())}
    classes = " ".join(values)
    lowered = classes.lower()
    if "material" not in lowered and "google-symbols" not in lowered:
        return False
    return any(map(_LIGATURE_FONT.match, classes.split()))
