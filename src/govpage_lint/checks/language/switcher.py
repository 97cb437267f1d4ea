"""Decides which items of a page switch its language.

An item is a link, button or option whose whole label is the name of a language, or a short code or
a flag that stands for one. Names are data (``rules/data/languages.toml``).
"""

from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal

from govpage_lint.checks.language.regions import Region, Regions, regions, tables
from govpage_lint.checks.language.script import LATIN, Scripts
from govpage_lint.checks.language.tables import made_once
from govpage_lint.checks.language.tags import primary_subtag
from govpage_lint.checks.page import Page
from govpage_lint.document.tree import Element
from govpage_lint.records import dataclass
from govpage_lint.regexes import regex
from govpage_lint.semantics.unknown import UNKNOWN

# How an item calls its language: by the language's own name, by a name in another language, by a
# code, by a flag.
type Naming = Literal["native", "translated", "code", "flag"]

_ITEMS: Final = ("a", "button", "option")
_LISTS: Final = frozenset(("ul", "ol", "menu", "nav", "select", "datalist", "optgroup", "dl"))
_LONGEST: Final = 60
_MOST_PIECES: Final = 8
_FLAG: Final = regex("[\U0001f1e6-\U0001f1ff]{2}")
_BRACKETED: Final = regex(r"\s*(?:[(（\[]\s*([^()（）\[\]]+?)\s*[)）\]]?|[/|·-]\s*(.+?))\s*\Z")
_BRACKETS: Final = frozenset("(（[/|·-")
EDGES: Final = " \t\n\r\f\u00a0|·/()[]›»>‹«"


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
        self._alike: dict[tuple[Element, str], int] = {}
        self._counts: dict[Element, int] = {}
        for item in self.items:
            self._counts[item.container] = self._counts.get(item.container, 0) + 1

    def alike(self, item: Item) -> int:
        """How many elements of its kind there are in the list of an item, items or not."""
        key = (item.container, item.element.local_name)
        if key not in self._alike:
            self._alike[key] = sum(e.local_name == key[1] for e in item.container.descendants)
        return self._alike[key]

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
        written = " ".join("".join(parts).split()).strip(EDGES)
        if written:
            return written, holder
        name = self._page.semantics.name(element)
        if name is UNKNOWN or not name:
            return "", element
        picture = next((e for e in element.descendants if e.attributes.get("alt")), element)
        return name.strip(EDGES), picture

    def _read(self, label: str) -> tuple[_Language | None, str]:
        found = self.names.find(label)
        if found is not None:
            return found, ""
        if not label.isascii() and _FLAG.search(label) and not any(map(str.isalpha, label)):
            return _Language("", "flag"), ""
        bracket = None if _BRACKETS.isdisjoint(label) else _BRACKETED.search(label)
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
