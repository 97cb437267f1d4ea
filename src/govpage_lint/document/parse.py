"""Decides the document of a page's bytes or text: encoding, tree and source together."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from govpage_lint.document.encoding import Encoding, decode, redeclared
from govpage_lint.document.parsers import build_tree
from govpage_lint.document.source import SourceText
from govpage_lint.document.tree import Document

if TYPE_CHECKING:
    from govpage_lint.document.templates.includes import ReadBeside
    from govpage_lint.document.templates.template import Rendition, World


def parse_text(
    text: str,
    *,
    encoding: Encoding | None = None,
    url: str | None = None,
    content_language: str | None = None,
    name: str | None = None,
    read: ReadBeside | None = None,
    language: str | None = None,
) -> Document:
    """The document of a decoded text (without byte order mark). Never raises on any text.

    ``name`` is what its file is called: by it and by what stands in the text it may be a template,
    and the document is then the fullest page that it may become (see ``in_world``). Without a name
    it is taken as it is. ``read`` reads what a template takes in, by its address relative to it.
    ``language`` is the template language, or "html", where a person says so.
    """
    source = SourceText(text)
    encoding = encoding or Encoding("utf-8", "transport")
    if name is not None:
        # Most pages are none, and need nothing of templates.
        from govpage_lint.document.templates.languages import language_of

        found = language_of(name, source.text, language)
        if found is not None:
            from govpage_lint.document.templates.template import Template

            suffix = "".join(PurePath(name).suffixes[-2:]) if name.endswith(".erb") else ""
            suffix = suffix or PurePath(name).suffix
            template = Template(source.text, found, suffix=suffix, read=read)
            first = next(iter(template.worlds()))
            template.first = template.render(first, build_tree)
            return _rendered(source, encoding, template.first, url)
    return Document(
        build_tree(source.text), source, encoding, url=url, content_language=content_language
    )


def in_world(document: Document, world: World) -> tuple[Document, Rendition]:
    """The document of a template as another of the pages that it may become."""
    assert document.template is not None
    rendition = document.template.render(world, build_tree)
    return _rendered(document.source, document.encoding, rendition, document.url), rendition


def _rendered(
    source: SourceText, encoding: Encoding, rendition: Rendition, url: str | None
) -> Document:
    return Document(
        rendition.tree,
        source,
        encoding,
        url=url,
        template=rendition.template,
        markup=rendition.markup,
    )


def parse(
    data: bytes,
    *,
    transport: str | None = None,
    url: str | None = None,
    content_language: str | None = None,
    name: str | None = None,
    read: ReadBeside | None = None,
    language: str | None = None,
) -> Document:
    """The document of a page's bytes.

    ``transport`` is the charset and ``content_language`` the language that the HTTP headers name,
    None without one; for ``name``, ``read`` and ``language`` see ``parse_text``. Never raises on
    any bytes.
    """
    if name is not None and transport is None:
        from govpage_lint.document.templates.languages import declared_encoding

        transport = declared_encoding(name, data, language)
    text, encoding = decode(data, transport=transport)
    document = parse_text(
        text,
        encoding=encoding,
        url=url,
        content_language=content_language,
        name=name,
        read=read,
        language=language,
    )
    again = (
        redeclared(data, encoding, _late_declaration(document))
        if encoding.source == "guess"
        else None
    )
    if again is not None:
        text, encoding = decode(data, transport=again)
        encoding = Encoding(encoding.name, "meta", malformed=encoding.malformed)
        document = parse_text(
            text,
            encoding=encoding,
            url=url,
            content_language=content_language,
            name=name,
            read=read,
            language=language,
        )
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
