"""Decides what kind of a picture its names tell: a logo, a lettering, a chart, a code to be scanned.

The words are data (``rules/data/picture_words.toml``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from govpage_lint.checks.icons.inside import nearest_control
from govpage_lint.checks.images.evidence import file_words, letters, name_words
from govpage_lint.checks.images.tables import made_once
from govpage_lint.checks.page import Page
from govpage_lint.document.tree import Element
from govpage_lint.records import dataclass

_TABLE: Final = "picture_words"
_STEPS: Final = 3
_HOME: Final = frozenset(("", "/", "./", "index.html", "/index.html", "index.do", "/main.do"))


@dataclass(frozen=True, slots=True)
class WordList:
    """Words in Latin letters, which stand alone in a name, and others, which are searched in it."""

    alone: frozenset[str]
    inside: tuple[str, ...]

    def names(self, words: Iterable[str], text: str = "") -> bool:
        """Whether the parts of a name, or a text, have one of the words."""
        parts = list(words)
        if not self.alone.isdisjoint(parts):
            return True
        whole = f"{' '.join(parts)} {text.casefold()}"
        return not whole.isascii() and any(map(whole.__contains__, self.inside))


def word_list(page: Page, name: str) -> WordList:
    """A list of the table of words, made ready once."""
    return made_once(page.data(_TABLE), _lists)[name]


def _lists(table: Mapping[str, Any]) -> dict[str, WordList]:
    return {name: _list(words.casefold().split()) for name, words in table.items()}


def _list(words: Iterable[str]) -> WordList:
    known = list(words)
    latin = frozenset(word for word in known if word.isascii())
    return WordList(latin, tuple(word for word in known if word not in latin))


def code_words(page: Page, element: Element) -> list[str]:
    """The words of the names that an element has in code: class, id, and the file that it shows."""
    words = [
        *name_words(element.attributes.get("class", "")),
        *name_words(element.attributes.get("id", "")),
    ]
    for attribute in ("src", "data", "data-src"):
        words += file_words(element.attributes.get(attribute, ""))
    return words


def is_brand(page: Page, element: Element, text: str, address: str = "") -> bool:
    """Whether a picture may be a logo or slogan, whose writing is a part of what it says.

    ``text`` is its name or what was read in it, ``address`` where it comes from.
    """
    brand = word_list(page, "brand")
    name = page.semantics.name(element)
    said = name if isinstance(name, str) else ""
    names = [*code_words(page, element), *file_words(address), *name_words(said)]
    if brand.names(names, said):
        return True
    node = element.parent
    for _ in range(_STEPS):
        if node is None or node.local_name in ("body", "main", "article"):
            break
        names = [
            *name_words(node.attributes.get("class", "")),
            *name_words(node.attributes.get("id", "")),
        ]
        if brand.names(names):
            return True
        node = node.parent
    return _leads_home(page, element) or _names_site(page, text)


def _leads_home(page: Page, element: Element) -> bool:
    control = nearest_control(page, element)
    if control is None or "href" not in control.attributes:
        return False
    address = control.attributes["href"].strip().lower()
    return address in _HOME or (address.rstrip("/").count("/") == 2 and "://" in address)


def _names_site(page: Page, text: str) -> bool:
    """Whether a text stands in the title of the page, as the name of a ministry does."""
    key = letters(text)
    return bool(key) and key in page.fact(_title)


def _title(page: Page) -> str:
    found = page.document.by_name.get("title", ())
    return letters(found[0].text_content) if found else ""
