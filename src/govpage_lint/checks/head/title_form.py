"""Decides whether the title of a page is well made: one, whole, of its own, and no longer than needed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from govpage_lint.checks.describing.placeholders import key_of
from govpage_lint.checks.describing.words import shares_words, stems_of
from govpage_lint.checks.head.titles import title_of
from govpage_lint.checks.icons.inside import is_template
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.regexes import regex

_TAG = regex(r"</?[a-z][a-z0-9]*(?:\s[^<>]*)?/?>", re.IGNORECASE)
_GAP = regex(r"\A\s*[|｜>»·:]|[|｜<«·:-]\s*\Z|\s[-–—]\Z|\A[-–—]\s|[|｜]\s*[|｜]|\s[-–—]\s+[-–—|]\s")
_EMPTY_VALUE = regex(
    r"(?:\A|[|｜:–—-]\s*)(?:undefined|null|NaN|\[object Object\])(?:\s*[|｜–—-]|\Z)"
)
_HOME = regex(
    r"/?(?:[a-z]{2,3}(?:[-_][a-z]{2})?/?)?(?:(?:index|main|home|default)(?:[._-]\w+)*)?/?\Z",
    re.IGNORECASE,
)
_ELSEWHERE: Final = ("template", "iframe", "object", "noscript")


@check
def title_long(page: Page, element: Element, *, max_length: int = 150) -> Iterator[Verdict]:
    """The title of the page is short enough to be listened to: at most ``max_length`` characters."""
    title = title_of(page)
    if title is None or not title.text:
        return
    if len(title.text) > max_length:
        yield failed(title.element, count=len(title.text), limit=max_length)
    else:
        yield passed(title.element)


@check
def title_repeated(page: Page, element: Element) -> Iterator[Verdict]:
    """The page has one title, in its head. Cases: None for a second one, "in-body"."""
    first = title_of(page)
    for title in page.document.by_name.get("title", ()):
        if title.closest(*_ELSEWHERE) is not None:
            continue
        if first is not None and title is not first.element:
            yield failed(title, text=first.text)
        elif title.closest("head") is None:
            yield failed(title, "in-body")
        else:
            yield passed(title)


@check
def title_broken(page: Page, element: Element) -> Iterator[Verdict]:
    """The title of the page is whole. Cases: "markup", "value" (of a variable that has none), "gap"."""
    title = title_of(page)
    if title is None or not title.text:
        return
    if page.observer == "source" and is_template(title.text):
        return
    text = title.text
    if found := _TAG.search(text):
        yield failed(title.element, "markup", text=text, part=found[0])
    elif _EMPTY_VALUE.search(text):
        yield failed(title.element, "value", text=text)
    elif _GAP.search(text):
        yield failed(title.element, "gap", text=text)
    else:
        yield passed(title.element)


@check
def title_site_only(page: Page, element: Element) -> Iterator[Verdict]:
    """The title of a page that is not the home page has more than the name of the site.

    Cannot tell where the address of the page is not known.
    """
    title = title_of(page)
    if title is None or not title.text:
        return
    names = {key_of(name) for name in _site_names(page)} - {""}
    headings = [
        page.semantics.text(each) for each, level in page.semantics.headings() if level == 1
    ]
    if not names:
        return
    if key_of(title.text) not in names:
        yield passed(title.element)
        return
    own = [text for text in headings if stems_of(text) and not shares_words(text, title.text)]
    if not own:
        return
    address = _address(page)
    if address is None:
        yield cant_tell(title.element, text=title.text, heading=own[0])
    elif not _HOME.match(urlsplit(address).path or "/"):
        yield failed(title.element, text=title.text, heading=own[0])


def _site_names(page: Page) -> Iterator[str]:
    """What a page says that its site is called."""
    for meta in page.document.by_name.get("meta", ()):
        name = meta.attributes.get("property") or meta.attributes.get("name") or ""
        if name.lower() in ("og:site_name", "application-name", "apple-mobile-web-app-title"):
            yield meta.attributes.get("content") or ""
    for link in page.document.by_name.get("a", ())[:40]:
        if link.attributes.get("href", "").strip() == "/":
            label = page.semantics.name(link)
            if isinstance(label, str):
                yield label


def _address(page: Page) -> str | None:
    """The address of a page: where it was fetched, or where it says that it belongs."""
    if page.url is not None and page.url.startswith(("http://", "https://")):
        return page.url
    for link in page.document.by_name.get("link", ()):
        if "canonical" in link.attributes.get("rel", "").lower().split():
            return link.attributes.get("href")
    for meta in page.document.by_name.get("meta", ()):
        if meta.attributes.get("property", "").lower() == "og:url":
            return meta.attributes.get("content")
    return None


@check
def title_without_heading(page: Page, element: Element) -> Iterator[Verdict]:
    """The title of the page has a word of its main heading. Whether it must is for a person to say."""
    title = title_of(page)
    if title is None or not stems_of(title.text):
        return
    tops = [page.semantics.text(each) for each, level in page.semantics.headings() if level == 1]
    tops = [text for text in tops if stems_of(text)]
    if not tops or is_template(title.text):
        return
    if any(shares_words(title.text, text) for text in tops):
        yield passed(title.element)
    elif any(map(str.isascii, stems_of(title.text))) == any(map(str.isascii, stems_of(tops[0]))):
        yield cant_tell(title.element, text=title.text, heading=tops[0])
