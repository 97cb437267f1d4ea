"""Decides whether the items of a language switcher are called, and marked, as their languages call themselves."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from govpage_lint.checks.language.script import LATIN
from govpage_lint.checks.language.switcher import EDGES, Item, Switchers, switchers
from govpage_lint.checks.language.tables import made_once
from govpage_lint.checks.language.tags import primary_subtag
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.records import dataclass
from govpage_lint.regexes import regex
from govpage_lint.semantics.unknown import UNKNOWN

# From so many unmarked items in one list on, the list is the finding.
_MANY: Final = 6


@dataclass(frozen=True, slots=True)
class _Signs:
    """What else says that an item is a language switch, and that a picture is one of a flag."""

    hint: re.Pattern[str]
    flag: re.Pattern[str]


def _signs_of(table: Mapping[str, Any]) -> _Signs:
    hints, flags = ("|".join(table["switcher"][key].split()) for key in ("hints", "flags"))
    return _Signs(
        regex(hints, re.IGNORECASE),
        regex(rf"(?:^|[/_.-])(?:{flags})(?:[/_.\d-]|$)", re.IGNORECASE),
    )


def _signs(page: Page) -> _Signs:
    return made_once(_signs_of, page.data("language_words"))


@check
def language_name_unmarked(page: Page, element: Element) -> Iterator[Verdict]:
    """A language's own name is marked as being in that language.

    Cases: "latin" (in Latin letters on a page in another script), "likely" (the page's language
    may well call it the same), "wrong" (marked as another language), "list" (many in one list).
    """
    found = page.fact(switchers)
    native = [item for item in found.items if item.naming == "native"]
    unmarked: dict[Element, list[tuple[Item, str | None]]] = {}
    for item in native:
        verdict = _judge_mark(page, found, item)
        if verdict == "passed":
            yield passed(item.element)
        elif verdict is not None:
            unmarked.setdefault(item.container, []).append(
                (item, None if verdict == "plain" else verdict)
            )
    for container, items in unmarked.items():
        if len(items) >= _MANY and len({case for _, case in items}) == 1 and items[0][1] is None:
            yield failed(
                container, "list", text=items[0][0].label, lang=items[0][0].tag, count=len(items)
            )
            continue
        for item, case in items:
            region = found.region(item.holder)
            yield failed(
                item.element, case, text=item.label, lang=item.tag, language=region.language
            )


def _judge_mark(page: Page, found: Switchers, item: Item) -> str | None:
    """ "passed", "plain" or a case; None where there is nothing to say."""
    region, whole = found.region(item.holder), found.page_region
    own, marked = primary_subtag(item.tag), primary_subtag(region.meant) or region.tag.primary
    if marked == own:
        # In the page's own language a name needs no mark, and its item shows nothing.
        return "passed" if not region.is_page else None
    if not marked or whole.tag.is_empty:
        return None
    if found.names.is_same_in(item.label, marked):
        return None
    if not region.is_page:
        # Marks that another script belies are found by the script (part-language-wrong).
        return (
            "wrong" if found.is_latin(item.label) and LATIN in (region.tag.scripts or ()) else None
        )
    if not found.is_latin(item.label):
        return "plain"
    if region.native is not None and LATIN not in region.native:
        return "latin"
    if marked not in found.names.translated:
        return "likely"
    return "plain" if not item.label.isascii() or _is_switch(page, found, item) else None


def _is_switch(page: Page, found: Switchers, item: Item) -> bool:
    """Whether something besides its name says that an item switches the language."""
    if found.neighbours(item) > 1 or _is_called_switch(page, item):
        return True
    return _points_at(item.element.attributes.get("href", ""), item.tag)


def _is_called_switch(page: Page, item: Item) -> bool:
    """Whether ids, classes or ``hreflang`` say that an item switches the language."""
    if "hreflang" in item.element.attributes:
        return True
    hint = _signs(page).hint
    node: Element | None = item.element
    for _ in range(4):
        if node is None or node.local_name == "body":
            break
        if hint.search(f"{node.attributes.get('class', '')} {node.attributes.get('id', '')}"):
            return True
        node = node.parent
    return False


def _points_at(address: str, tag: str) -> bool:
    """Whether an address has a language's tag as a part of its path, host or query."""
    return (
        re.search(
            rf"(?:^|[/._=?&-]){re.escape(primary_subtag(tag))}(?:[/._?&#-]|$)", address.lower()
        )
        is not None
    )


@check
def language_item_unclear(page: Page, element: Element) -> Iterator[Verdict]:
    """An item of a language switcher says its language by the language's own name.

    Cases: "flag" (a flag and nothing else), "flag-image" (the picture of a flag, with the name of
    a country), "code" (KOR / ENG), "translated" (the name in the page's language), "gloss" (a
    translation in brackets inside the mark of the language).
    """
    found = page.fact(switchers)
    reported: set[tuple[Element, str]] = set()
    for item in found.items:
        case = _unclear(page, found, item)
        if case is None:
            if item.naming == "native":
                yield passed(item.element)
            continue
        # One switcher, one decision on the language to write it in; codes and flags are many faults.
        if case == "translated" and (item.container, case) in reported:
            continue
        reported.add((item.container, case))
        yield failed(item.element, case, text=item.label, lang=item.tag, gloss=item.gloss)
    yield from _flag_images(page, found)


def _unclear(page: Page, found: Switchers, item: Item) -> str | None:
    if item.naming == "flag":
        return "flag"
    if item.gloss:
        region = found.region(item.holder)
        marked = region.tag.primary == primary_subtag(item.tag) and not region.is_page
        other = found.is_latin(item.gloss) != found.is_latin(item.label[0])
        return "gloss" if marked and other else None
    several = found.neighbours(item) > 1
    if item.naming == "code":
        is_switch = several or _is_called_switch(page, item)
        return "code" if is_switch and _is_short_list(found, item) else None
    if item.naming == "translated" and _differs(found, item):
        is_switch = several and _is_switch(page, found, item)
        return "translated" if is_switch or "hreflang" in item.element.attributes else None
    return None


def _differs(found: Switchers, item: Item) -> bool:
    """Whether the item is for another language than the page's."""
    return primary_subtag(item.tag) != found.page_region.tag.primary


def _is_short_list(found: Switchers, item: Item) -> bool:
    """Whether the codes stand among few other things: a list of states has codes too."""
    return found.alike(item) <= found.neighbours(item) + 2


def _flag_images(page: Page, found: Switchers) -> Iterator[Verdict]:
    """Flags in links that have no other content, named after a country, "flag" or nothing at all."""
    flag = _signs(page).flag
    done = {item.element for item in found.items}
    for picture in page.document.by_name.get("img", ()):
        if not flag.search(picture.attributes.get("src", "")):
            continue
        link = picture.closest("a", "button")
        if link is None or link in done:
            continue
        done.add(link)
        name = page.semantics.name(link)
        if (
            name is UNKNOWN
            or link.text_content.strip()
            or not page.semantics.presumed_exposed(link)
        ):
            continue
        if not name:
            yield failed(picture, "flag-nameless")
        elif not _has_language(found, name):
            yield failed(picture, "flag-image", text=name)


def _has_language(found: Switchers, name: str) -> bool:
    words = [word.strip(EDGES) for word in name.split()]
    return any(found.names.find(word) is not None for word in (name.strip(EDGES), *words))
