"""Decides whether elements are used for what they mean: articles, and abbreviations."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.checks.texts import body_text
from govpage_lint.checks.verdict import TextRange, Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element, Text
from govpage_lint.regexes import regex

# From this share of its text on, what is in lists of links makes an article a menu.
_MENU: Final = 0.6
_MIN_LINKS: Final = 2
# No article that is a menu has more elements in it.
_MAX_INSIDE: Final = 1000
_BESIDE: Final = 40
_ABBREVIATION = regex(r"(?<![\w.&/@-])(?:[A-Z]{2,6}|[A-Z]{1,5}&[A-Z]{1,3})s?(?![\w@/-])")
_SKIPPED: Final = (
    "abbr",
    "acronym",
    "code",
    "pre",
    "kbd",
    "samp",
    "script",
    "style",
    "template",
    "title",
    "a",
)


@check
def article(page: Page, element: Element) -> Iterator[Verdict]:
    """An article stands on its own, and is more than a list of links. A person has to say."""
    if element.last - element.order > _MAX_INSIDE:
        yield passed(element)
        return
    links = [e for e in element.descendants if e.local_name == "a" and "href" in e.attributes]
    listed = [e for e in links if _in_list(e, element)]
    whole = len(page.semantics.text(element)) if len(listed) >= _MIN_LINKS else 0
    linked = sum(len(page.semantics.text(link)) for link in listed) if whole else 0
    if whole and linked >= _MENU * whole:
        yield cant_tell(element)
    else:
        yield passed(element)


def _in_list(link: Element, article: Element) -> bool:
    """Whether a link stands in a list of an article."""
    for around in link.ancestors:
        if around.local_name == "li":
            return True
        if around is article:
            return False
    return False


@check
def abbreviation(page: Page, element: Element) -> Iterator[Verdict]:
    """The first time that an abbreviation is used, it is written out beside it or in ``abbr``.

    One verdict for each abbreviation of the page; those that everyone knows are in
    ``rules/data/abbreviations.toml``.
    """
    body = page.document.body
    if body is None:
        return
    known = set(page.data("abbreviations")["known"])
    known |= {
        e.text_content.strip() for e in page.document.by_name.get("abbr", ()) if e.has("title")
    }
    text = page.fact(body_text)
    for node in body.texts:
        parent = node.parent
        if parent is None or node.data.isupper() or parent.closest(*_SKIPPED) is not None:
            continue
        for found in _ABBREVIATION.finditer(node.data):
            word = found[0].removesuffix("s") if found[0][-1] == "s" else found[0]
            if word in known or _is_in_capitals(node.data, found):
                continue
            if not page.semantics.presumed_exposed(parent):
                continue
            known.add(word)
            if not _is_written_out(text, word):
                yield failed(_range(node, found), text=word)


def _is_in_capitals(text: str, found: re.Match[str]) -> bool:
    """Whether the word before or after is in capitals, too: a name or a headline."""
    before = text[max(0, found.start() - _BESIDE) : found.start()].split()[-1:]
    after = text[found.end() : found.end() + _BESIDE].split()[:1]
    return any(len(word) > 2 and word.isupper() for word in (*before, *after))


def _range(node: Text, found: re.Match[str]) -> TextRange:
    return TextRange(node, found.start(), found.end())


def _is_written_out(text: str, word: str) -> bool:
    """Whether a text has an abbreviation in brackets after its words, or its words in brackets after it."""
    return f"({word})" in text or f"({word}s)" in text or f"{word} (" in text or f"{word}(" in text
