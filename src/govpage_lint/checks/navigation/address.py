"""Decides where on the page a link leads, if it leads to a place on the page at all."""

import re
from typing import Final, Literal
from urllib.parse import unquote, urljoin, urlsplit

from govpage_lint.checks.page import Page
from govpage_lint.document.tree import Element
from govpage_lint.records import dataclass
from govpage_lint.regexes import regex

_SPACE: Final = " \t\n\f\r"
_LINE_BREAKS = regex(r"[\t\n\r]")
_SCRIPT = regex(r"javascript:(.*)", re.IGNORECASE | re.DOTALL)
# Scripts that do nothing.
_IDLE = regex(
    r"\s*(?:void\s*\(?\s*\w*\s*\)?|return\s+false|false|null|undefined|\(\s*\)|\{\s*\})?[\s;]*\Z"
)
# Places that a template fills in later.
_TEMPLATE = regex(r"\{\{|\$\{|<[%?]|\[\[|\{%")
# Fragments that a program on the page reads as addresses of its own.
_ROUTE = regex(r"[/!?=&]")

type Kind = Literal["place", "nowhere", "script", "elsewhere", "unsure"]


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a link leads.

    ``kind``: "place" a fragment of this page; "nowhere" an empty fragment or an idle script;
    "script" a script that may do anything; "elsewhere" another page; "unsure" a fragment of a page
    that may be this one (its address is not known). ``fragment`` is decoded; ``target`` is the
    first element that it means; ``rebased`` is true where only ``<base href>`` sends it elsewhere.
    """

    kind: Kind
    fragment: str = ""
    target: Element | None = None
    rebased: bool = False


def destination(page: Page, address: str) -> Destination:
    """Where a link of that ``href`` leads."""
    # Several checks ask for each link, and menus repeat.
    known = page.fact(_known_destinations)
    found = known.get(address)
    if found is None:
        found = known[address] = _destination(page, address)
    return found


def _known_destinations(page: Page) -> dict[str, Destination]:
    return {}


def _destination(page: Page, address: str) -> Destination:
    text = _LINE_BREAKS.sub("", address.strip(_SPACE))
    script = _SCRIPT.match(text)
    if script:
        return Destination("nowhere" if _IDLE.match(script[1]) else "script")
    before, mark, raw = text.partition("#")
    if not mark:
        return Destination("elsewhere")
    fragment = unquote(raw)
    here = is_same_page(page, before)
    if here is False:
        return Destination("elsewhere", fragment, rebased=not before)
    if not raw:
        return Destination("nowhere")
    if _TEMPLATE.search(text):
        return Destination("unsure", fragment)
    target = find_target(page, raw)
    if target is not None:
        return Destination("place", fragment, target)
    if _ROUTE.search(raw):
        return Destination("elsewhere", fragment)
    return Destination("place" if here else "unsure", fragment)


def find_target(page: Page, raw: str) -> Element | None:
    """The element that a fragment means (HTML standard, 7.4.6.4); None where there is none."""
    by_id, anchors = page.document.by_id, page.fact(_named_anchors)
    for fragment in dict.fromkeys((raw, unquote(raw))):
        if fragment in by_id:
            return by_id[fragment][0]
        if fragment in anchors:
            return anchors[fragment]
    return None


def _named_anchors(page: Page) -> dict[str, Element]:
    """The first of the anchors of each name: the way to mark a place before there were ids."""
    found: dict[str, Element] = {}
    for element in page.document.by_name.get("a", ()):
        if name := element.attributes.get("name"):
            found.setdefault(name, element)
    return found


def is_same_page(page: Page, before: str) -> bool | None:
    """Whether an address without its fragment is that of the page; None where nobody can tell."""
    bases = page.document.by_name.get("base", ())
    base = next((e.attributes["href"] for e in bases if "href" in e.attributes), None)
    if not before and base is None:
        return True
    url = page.url
    if url is None or not url.startswith(("http://", "https://")):
        return None if before else True
    try:
        resolved = urljoin(urljoin(url, base or ""), before)
        return _comparable(resolved) == _comparable(url)
    except ValueError:  # urllib refuses some addresses that browsers take
        return None


def _comparable(address: str) -> tuple[str, str, str]:
    parts = urlsplit(address)
    return parts.netloc.lower(), parts.path.rstrip("/"), parts.query
