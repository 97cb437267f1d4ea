"""Decides which items of a page switch its language, and what is wrong with how they are called.

An item is a link, button or option whose whole label is the name of a language, or a short code or
a flag that stands for one. Names are data (``rules/data/languages.toml``).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from govpage_lint.checks.language_regions import Region, Regions, regions, tables
from govpage_lint.checks.language_script import LATIN, Scripts
from govpage_lint.checks.language_tables import made_once
from govpage_lint.checks.language_tags import primary_subtag
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.semantics.unknown import UNKNOWN

# How an item calls its language: by the language's own name, by a name in another language, by a
# code, by a flag.
type Naming = Literal["native", "translated", "code", "flag"]

_ITEMS: Final = ("a", "button", "option")
_LISTS: Final = frozenset(("ul", "ol", "menu", "nav", "select", "datalist", "optgroup", "dl"))
_LONGEST: Final = 60
_MOST_PIECES: Final = 8
_FLAG: Final = re.compile("[\U0001f1e6-\U0001f1ff]{2}")
_FLAG_FILE: Final = re.compile(
    r"(?:^|[/_.-])(?:flags?|gukgi|taegeukgi)(?:[/_.\d-]|$)", re.IGNORECASE
)
_BRACKETED: Final = re.compile(r"\s*(?:[(（\[]\s*([^()（）\[\]]+?)\s*[)）\]]?|[/|·-]\s*(.+?))\s*\Z")
_EDGES: Final = " \t\n\r\f\u00a0|·/()[]›»>‹«"
# What else says that a single item in plain letters is a switch and not, say, a school subject.
_SWITCH_HINT: Final = re.compile(r"lang|locale|i18n|translat|global|언어", re.IGNORECASE)
_LEAST_CODES: Final = 2
# From so many unmarked items in one list on, the list is the finding.
_MANY: Final = 6


@dataclass(frozen=True, slots=True)
class _Language:
    """A language under one of its names."""

    tag: str
    naming: Naming


@dataclass(frozen=True, slots=True)
class Item:
    """An item of a language switcher.

    ``tag`` is the language it switches to, "" where a flag does not say; ``holder`` the element
    that its label stands in; ``gloss`` the translation that stands in brackets after the name.
    """

    element: Element
    holder: Element
    label: str
    tag: str
    naming: Naming
    gloss: str
    container: Element


class _Names:
    """Names and codes of languages, made ready for looking up."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self.native: dict[str, str] = {}
        self.translated: dict[str, dict[str, str]] = {"en": {}, "ko": {}}
        self.codes: dict[str, str] = {}
        for language in table["language"]:
            tag = language["tag"]
            for name in language["native"]:
                self.native.setdefault(name.lower(), tag)
            for key, kind in (("en", "english"), ("ko", "korean")):
                for name in language.get(kind, ()):
                    self.translated[key].setdefault(name.lower(), tag)
            for code in language.get("codes", ()):
                self.codes.setdefault(code, tag)

    def find(self, label: str) -> _Language | None:
        """The language that a label is the name or code of."""
        name = label.lower()
        if name in self.native:
            return _Language(self.native[name], "native")
        for names in self.translated.values():
            if name in names:
                return _Language(names[name], "translated")
        if label in self.codes:
            return _Language(self.codes[label], "code")
        return None

    def is_same_in(self, label: str, page: str) -> bool:
        """Whether the page's language calls the language just so too: "Afrikaans" in English."""
        return label.lower() in self.translated.get(page, {})


class Switchers:
    """The items of a page that switch its language."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._regions: Regions = page.fact(regions)
        self._scripts: Scripts = page.fact(tables).scripts
        self.names = made_once(_Names, page.data("languages"))
        self.items = list(self._find())
        self._counts: dict[Element, int] = {}
        for item in self.items:
            self._counts[item.container] = self._counts.get(item.container, 0) + 1

    def neighbours(self, item: Item) -> int:
        """How many items there are in the list of an item, itself included."""
        return self._counts[item.container]

    def region(self, element: Element) -> Region:
        """The region that an element's text is in."""
        return self._regions.of[element.order]

    def is_latin(self, text: str) -> bool:
        """Whether a text is in Latin letters."""
        return set(self._scripts.count(text)) == {LATIN}

    @property
    def page_region(self) -> Region:
        """The region of the page's own language."""
        return self._regions.page

    def _find(self) -> Iterator[Item]:
        """Links, buttons and options that are called as languages are."""
        document, semantics = self._page.document, self._page.semantics
        for name in _ITEMS:
            for element in document.by_name.get(name, ()):
                if (
                    name == "a"
                    and "href" not in element.attributes
                    and "onclick" not in element.attributes
                ):
                    continue
                if semantics.hidden_from_all(element) is None:
                    item = self._item(element)
                    if item is not None:
                        yield item

    def _item(self, element: Element) -> Item | None:
        label, holder = self._label(element)
        if not label or len(label) > _LONGEST:
            return None
        found, gloss = self._read(label)
        if found is None:
            return None
        return Item(element, holder, label, found.tag, found.naming, gloss, _container(element))

    def _label(self, element: Element) -> tuple[str, Element]:
        """What an item is called, and the element that says so."""
        passages = self._regions.passages_in(element)
        if len(passages) > _MOST_PIECES:
            return "", element
        holder = passages[0].element if passages else element
        parts = [passage.text.data for passage in passages]
        written = " ".join("".join(parts).split()).strip(_EDGES)
        if written:
            return written, holder
        name = self._page.semantics.name(element)
        if name is UNKNOWN or not name:
            return "", element
        picture = next((e for e in element.descendants if e.attributes.get("alt")), element)
        return name.strip(_EDGES), picture

    def _read(self, label: str) -> tuple[_Language | None, str]:
        found = self.names.find(label)
        if found is not None:
            return found, ""
        if _FLAG.search(label) and not any(char.isalpha() for char in label):
            return _Language("", "flag"), ""
        bracket = _BRACKETED.search(label)
        if bracket is None:
            return None, ""
        gloss = bracket[1] or bracket[2]
        base, inner = self.names.find(label[: bracket.start()]), self.names.find(gloss)
        if base is None or inner is None or primary_subtag(base.tag) != primary_subtag(inner.tag):
            return None, ""
        if base.naming != "native" and inner.naming == "native":
            return inner, label[: bracket.start()]
        return base, gloss


def switchers(page: Page) -> Switchers:
    """The language switchers of a page. To be asked for with ``page.fact(switchers)``."""
    return Switchers(page)


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
        verdict = _judge_mark(found, item)
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


def _judge_mark(found: Switchers, item: Item) -> str | None:
    """ "passed", "plain" or a case; None where there is nothing to say."""
    region, page = found.region(item.holder), found.page_region
    own, marked = primary_subtag(item.tag), primary_subtag(region.meant) or region.tag.primary
    if marked == own:
        # In the page's own language a name needs no mark, and its item shows nothing.
        return "passed" if not region.is_page else None
    if not marked or page.tag.is_empty:
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
    return "plain" if not item.label.isascii() or _is_switch(found, item) else None


def _is_switch(found: Switchers, item: Item) -> bool:
    """Whether something besides its name says that an item switches the language."""
    if found.neighbours(item) > 1:
        return True
    attributes = item.element.attributes
    if "hreflang" in attributes or _points_at(attributes.get("href", ""), item.tag):
        return True
    node: Element | None = item.element
    for _ in range(4):
        if node is None or node.local_name == "body":
            break
        if _SWITCH_HINT.search(
            f"{node.attributes.get('class', '')} {node.attributes.get('id', '')}"
        ):
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
        case = _unclear(found, item)
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


def _unclear(found: Switchers, item: Item) -> str | None:
    if item.naming == "flag":
        return "flag"
    if item.gloss:
        region = found.region(item.holder)
        marked_own = region.tag.primary == primary_subtag(item.tag) and not region.is_page
        return (
            "gloss"
            if marked_own and found.is_latin(item.gloss) != found.is_latin(item.label[0])
            else None
        )
    if (
        item.naming == "code"
        and found.neighbours(item) >= _LEAST_CODES
        and _is_short_list(found, item)
    ):
        return "code"
    if item.naming == "translated" and _differs(found, item) and _is_switch(found, item):
        return (
            "translated"
            if found.neighbours(item) > 1 or "hreflang" in item.element.attributes
            else None
        )
    return None


def _differs(found: Switchers, item: Item) -> bool:
    """Whether the item is for another language than the page's."""
    return primary_subtag(item.tag) != found.page_region.tag.primary


def _is_short_list(found: Switchers, item: Item) -> bool:
    """Whether the codes stand among few other things: a list of states has codes too."""
    others = sum(e.local_name == item.element.local_name for e in item.container.descendants)
    return others <= found.neighbours(item) + 2


def _flag_images(page: Page, found: Switchers) -> Iterator[Verdict]:
    """Flags in links that have no other content, named after a country, "flag" or nothing at all."""
    known = {item.element for item in found.items}
    for picture in page.document.by_name.get("img", ()):
        if not _FLAG_FILE.search(picture.attributes.get("src", "")):
            continue
        link = picture.closest("a", "button")
        if link is None or link in known or link.text_content.strip():
            continue
        name = page.semantics.name(link)
        if name is UNKNOWN or not page.semantics.presumed_exposed(link):
            continue
        if not name:
            yield failed(picture, "flag-nameless")
        elif not _has_language(found, name):
            yield failed(picture, "flag-image", text=name)


def _has_language(found: Switchers, name: str) -> bool:
    words = [word.strip(_EDGES) for word in name.split()]
    return any(found.names.find(word) is not None for word in (name.strip(_EDGES), *words))


def _container(element: Element) -> Element:
    """The list or block that holds an item and those like it."""
    node = element.parent
    for _ in range(6):
        if node is None or node.local_name in ("body", "html"):
            break
        if node.local_name in _LISTS or (
            node.local_name == "div" and len(node.element_children) > 1
        ):
            return node
        node = node.parent
    return element.parent or element
