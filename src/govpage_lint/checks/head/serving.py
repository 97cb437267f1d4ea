"""Decides whether browsers can read a page as it was meant: its document type and its encoding."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import webencodings

from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import TextRange, Verdict, check, failed, passed
from govpage_lint.document.tree import Element, Text

# How far browsers look for the declaration, in bytes.
_PRESCAN: Final = 1024
_BROKEN: Final = "\ufffd"


@check
def doctype_missing(page: Page, element: Element) -> Iterator[Verdict]:
    """The page is shown in standards mode. Cases: "missing" (no doctype), "quirks" (an old one)."""
    document = page.document
    if document.mode != "quirks":
        yield passed(document.root)
    elif document.doctype is None:
        yield failed(document.root, "missing")
    else:
        yield failed(
            document.root, "quirks", text=document.doctype.public_id or document.doctype.name
        )


def _declarations(page: Page) -> Iterator[tuple[Element, str]]:
    """The encodings that a page names for itself, as written, in order."""
    for meta in page.document.by_name.get("meta", ()):
        label = meta.attributes.get("charset")
        if (
            label is None
            and meta.attributes.get("http-equiv", "").strip().lower() == "content-type"
        ):
            _, found, label = meta.attributes.get("content", "").lower().partition("charset=")
            label = label.split(";")[0].strip(" \"'") if found else None
        if label:
            yield meta, label.strip()


@check
def charset_missing(page: Page, element: Element) -> Iterator[Verdict]:
    """The encoding of the page is declared: by the server, a byte order mark, or in its first bytes.

    Cases: "late" (too far down for browsers to find it), "file" (a server may still declare it).
    Nothing is said of a page in ASCII letters alone.
    """
    document = page.document
    first = next(_declarations(page), None)
    if first is not None:
        span = first[0].span
        if span is not None and document.encoding.source in ("meta", "guess"):
            before = len(document.written_before(span[1]).encode("utf-8", "replace"))
            if before > _PRESCAN:
                yield failed(first[0], "late", count=before)
                return
        yield passed(first[0])
    elif document.encoding.source != "guess":
        yield passed(document.root)
    elif document.source.text.isascii():
        return
    else:
        case = "file" if page.headers is None else None
        yield failed(document.head or document.root, case)


@check
def charset_contradicts(page: Page, element: Element) -> Iterator[Verdict]:
    """The encoding that the page names is the one that it is read in: {encoding}."""
    for meta, label in _declarations(page):
        known = webencodings.lookup(label)
        if known is None:
            yield failed(meta, "unknown", text=label)
        elif known.name == page.document.encoding.name or (
            # A page that names UTF-16 in ASCII letters is read as UTF-8.
            known.name.startswith("utf-16") and page.document.encoding.name == "utf-8"
        ):
            yield passed(meta)
        elif not page.document.source.text.isascii():
            yield failed(meta, text=label, encoding=page.document.encoding.name)


@check
def text_undecodable(page: Page, element: Element) -> Iterator[Verdict]:
    """All bytes of the page are text in its encoding; one verdict, where the first is not."""
    if not page.document.encoding.malformed:
        return
    for node in page.document.root.nodes:
        if isinstance(node, Text) and _BROKEN in node.data:
            place = node.data.index(_BROKEN)
            count = page.document.encoding.malformed
            yield failed(TextRange(node, place, place + 1), count=count)
            return
    yield failed(page.document.root, count=page.document.encoding.malformed)
