"""Decides the document of a page's bytes or text: encoding, tree and source together."""

from __future__ import annotations

from govpage_lint.document.construction import build_tree
from govpage_lint.document.encoding import Encoding, decode, redeclared
from govpage_lint.document.source import SourceText
from govpage_lint.document.tree import Document


def parse_text(
    text: str,
    *,
    encoding: Encoding | None = None,
    url: str | None = None,
    content_language: str | None = None,
) -> Document:
    """The document of a decoded text (without byte order mark). Never raises on any text."""
    source = SourceText(text)
    return Document(
        build_tree(source.text),
        source,
        encoding or Encoding("utf-8", "transport"),
        url=url,
        content_language=content_language,
    )


def parse(
    data: bytes,
    *,
    transport: str | None = None,
    url: str | None = None,
    content_language: str | None = None,
) -> Document:
    """The document of a page's bytes.

    ``transport`` is the charset and ``content_language`` the language that the HTTP headers name,
    None without one. Never raises on any bytes.
    """
    text, encoding = decode(data, transport=transport)
    document = parse_text(text, encoding=encoding, url=url, content_language=content_language)
    again = (
        redeclared(data, encoding, _late_declaration(document))
        if encoding.source == "guess"
        else None
    )
    if again is not None:
        text, encoding = decode(data, transport=again)
        encoding = Encoding(encoding.name, "meta", malformed=encoding.malformed)
        document = parse_text(text, encoding=encoding, url=url, content_language=content_language)
    return document


def _late_declaration(document: Document) -> str | None:
    """The first encoding that a ``<meta>`` of the tree declares."""
    for meta in document.by_name.get("meta", ()):
        if label := meta.attributes.get("charset"):
            return label
        if meta.attributes.get("http-equiv", "").strip().lower() == "content-type":
            _, found, label = meta.attributes.get("content", "").lower().partition("charset=")
            if found and label.strip():
                return label.strip().strip("\"'").split(";")[0]
    return None
