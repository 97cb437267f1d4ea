"""Decides whether style sheets put words on the page."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.color.language import says
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, check, failed
from govpage_lint.document.tree import Element
from govpage_lint.regexes import regex

_STRING: Final = regex(r'"((?:[^"\\]|\\.)*)"')
_ESCAPE: Final = regex(r"\\([0-9a-fA-F]{1,6}\s?|.)")
_LETTER: Final = regex(r"[^\W\d_]")


@check
def generated(page: Page, element: Element) -> Iterator[Verdict]:
    """What ``::before`` and ``::after`` show is no words. Values: text, pseudo."""
    facts = page.rendered
    if facts is None:
        return
    for place in sorted(facts.pseudos):
        host = page.document.elements[place]
        if page.semantics.visible(host) is not True:
            continue
        for pseudo in ("::before", "::after"):
            text = _shown(page, host, pseudo)
            if text and not _is_said_anyway(host, text):
                yield failed(host, text=text, pseudo=pseudo)


def _shown(page: Page, host: Element, pseudo: str) -> str:
    """The words that a pseudo-element shows; "" for none, and where it has a text of its own for
    assistive technology."""
    value = page.semantics.styles.value
    content = value(host, "content", pseudo)
    if not isinstance(content, str) or '"' not in content:
        return ""
    if regex(r'"\s*/\s*(?:"|attr)').search(content):
        return ""
    if value(host, "display", pseudo) == "none" or value(host, "visibility", pseudo) != "visible":
        return ""
    if value(host, "opacity", pseudo) == "0" or value(host, "font-size", pseudo) == "0px":
        return ""
    text = " ".join(_unescaped(found) for found in _STRING.findall(content))
    text = " ".join(text.split())
    if not _LETTER.search(text) or says(page, host, text, pseudo=pseudo) != "words":
        return ""
    return text


def _is_said_anyway(host: Element, text: str) -> bool:
    """Whether the page has the same words in the element, or as its label."""
    label = host.attributes.get("aria-label", "") + host.attributes.get("title", "")
    return text.casefold() in (host.text_content + label).casefold()


def _unescaped(text: str) -> str:
    def character(found: re.Match[str]) -> str:
        code = found[1].strip()
        if len(code) > 1 or code in "0123456789abcdefABCDEF":
            number = int(code, 16)
            return chr(number) if 0 < number < 0x110000 else "\ufffd"
        return code

    return _ESCAPE.sub(character, text)
