"""Decides what of a page HTML has dropped: elements, attributes, and content for plug-ins.

What is dropped and what takes its place is data: ``rules/data/obsolete.toml``.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Final
from urllib.parse import urlsplit

from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Verdict, check, failed, passed
from govpage_lint.document.tree import Element

_FINITE: Final = ("1", "2", "3")
_NEAR: Final = 8


@check
def obsolete_element(page: Page, element: Element) -> Iterator[Verdict]:
    """The element is one that HTML still has. Case "replaced": another one takes its place, {instead}."""
    instead = page.data("obsolete")["element"].get(element.local_name)
    if instead is None or not element.is_html:
        return
    if instead == "css":
        yield failed(element)
    else:
        yield failed(element, "replaced", instead=instead)


@check
def obsolete_attribute(page: Page, element: Element) -> Iterator[Verdict]:
    """The element has no attribute whose work a style sheet does. One verdict, at the first of them."""
    table = page.data("obsolete")["attribute"]
    if not element.is_html:
        return
    found = [n for n in element.attributes if n in table and element.local_name in table[n]]
    if found:
        yield failed(AttributeOf(element, found[0]), count=len(found))
    else:
        yield passed(element)


@check
def plugin(page: Page, element: Element) -> Iterator[Verdict]:
    """Nothing is there for a plug-in: {plugin}. Case "activex" where the class is of another program."""
    around = islice(element.ancestors, _NEAR)
    if any(outer.local_name in ("object", "applet") for outer in around):
        return  # The object around it is told of.
    name = _plugin(page, element)
    if name == "ActiveX":
        yield failed(element, "activex", plugin=name)
    elif name is not None:
        yield failed(element, plugin=name)
    elif element.local_name != "applet":
        yield passed(element)


def _plugin(page: Page, element: Element) -> str | None:
    if element.local_name == "applet":
        return "Java"
    table, attributes = page.data("obsolete"), element.attributes
    kind = attributes.get("type", "").partition(";")[0].strip().lower()
    program = attributes.get("classid", "").strip().lower()
    known = table["plugin_type"].get(kind) or table["plugin_class"].get(program)
    if known is None and kind.startswith("application/x-java-applet"):
        known = "Java"
    if known is None:
        known = _by_address(page, attributes.get("data") or attributes.get("src") or "")
    if known is None and program.startswith(("clsid:", "java:")):
        known = "ActiveX" if program.startswith("clsid:") else "Java"
    return None if known is None else str(known)


def _by_address(page: Page, address: str) -> str | None:
    try:
        path = urlsplit(address.strip()).path.lower()
    except ValueError:  # urllib refuses some addresses that browsers take
        return None
    ends = page.data("obsolete")["plugin_file"].items()
    return next((str(plugin) for end, plugin in ends if path.endswith(end)), None)


@check
def marquee(page: Page, element: Element) -> Iterator[Verdict]:
    """No text moves by ``marquee``. Case "finite": it comes to an end after a few rounds."""
    if not page.semantics.presumed_visible(element):
        return
    rounds = element.attributes.get("loop", "").strip()
    yield failed(element, "finite" if rounds in _FINITE else None)
