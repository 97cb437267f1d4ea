"""Decides whether links to files say what they lead to, and whether sounds and pictures have a text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.icons.inside import inner, is_template
from govpage_lint.checks.links.addresses import extension_of
from govpage_lint.checks.links.filetypes import SIZE, FileType, file_types
from govpage_lint.checks.links.linked import link_name, links, named_links, place_among_nodes
from govpage_lint.checks.links.words import link_words
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, check, failed, passed
from govpage_lint.document.tree import Element, Text

# So much of the text beside a link is read for the format and size of its file.
_BESIDE: Final = 60
_NODES_BESIDE: Final = 4
_FILES: Final = frozenset(("document", "archive"))
_MEDIA: Final = frozenset(("sound", "video"))


@check
def type_unsaid(page: Page, element: Element) -> Iterator[Verdict]:
    """A link to a document or archive says its format, and how large it is.

    In its name, ``title`` or description, or in the text right beside it. Case "size" where only the
    size is missing. A file name that is the text of the link says the format by its extension.
    """
    for link, name, kind in page.fact(_file_links):
        if kind.group not in _FILES:
            continue
        said = " ".join((name, *_attributes(page, link), *_beside(page, link)))
        if is_template(said):
            continue
        if not kind.is_named_in(said):
            yield failed(link, type=kind.name, text=name)
        elif not SIZE.search(said):
            yield failed(link, "size", type=kind.name, text=name)
        else:
            yield passed(link)


@check
def image_unexplained(page: Page, element: Element) -> Iterator[Verdict]:
    """A link does not lead to a mere picture, which has no alternative where it opens.

    A link around a picture with an alternative text has said what is in it.
    """
    for link, name, kind in page.fact(_file_links):
        if kind.group != "image":
            continue
        if any(
            inside.local_name == "img" and inside.attributes.get("alt") for inside in inner(link)
        ):
            yield passed(link)
        else:
            yield failed(link, type=kind.name, text=name)


@check
def media_without_transcript(page: Page, element: Element) -> Iterator[Verdict]:
    """A link to a sound or film has a transcript, or captions, beside it or in a link near it.

    Cases: "sound", "video".
    """
    for link, name, kind in page.fact(_file_links):
        if kind.group not in _MEDIA:
            continue
        if speaks_of_transcripts(page) or link_words(page).tells_captions(name):
            yield passed(link)
        else:
            yield failed(link, kind.group, type=kind.name, text=name)


def _file_links(page: Page) -> list[tuple[Element, str, FileType]]:
    """The named links that lead to files of a known format, with their names."""
    types = file_types(page)
    found = ((link, name, types.get(extension_of(link))) for link, name in named_links(page))
    return [(link, name, kind) for link, name, kind in found if kind is not None]


def speaks_of_transcripts(page: Page) -> bool:
    """Whether a page speaks of a transcript in a link or heading."""
    return page.fact(_speaks_of_transcripts)


def _speaks_of_transcripts(page: Page) -> bool:
    """Whether any link or heading of the page speaks of a transcript; what the whole page is called
    does not count."""
    words = link_words(page)
    headings = (page.semantics.text(one) for one, level in page.semantics.headings() if level > 1)
    names = (link_name(page, link) for link in links(page))
    summaries = (page.semantics.text(e) for e in page.document.by_name.get("summary", ()))
    return any(
        words.tells_transcript(text) for texts in (headings, names, summaries) for text in texts
    )


def _attributes(page: Page, link: Element) -> Iterator[str]:
    yield link.attributes.get("title", "")
    if "aria-describedby" in link.attributes:
        yield page.semantics.description(link)
    for inside in inner(link):
        yield inside.attributes.get("alt", "")
        yield inside.attributes.get("title", "")


def _beside(page: Page, link: Element) -> Iterator[str]:
    """The text right before and after a link, in what holds it."""
    node = link
    while node.parent is not None and len(node.parent.children) == 1:
        node = node.parent
    parent = node.parent
    if parent is None:
        return
    place = place_among_nodes(page, node)
    before = parent.children[max(0, place - _NODES_BESIDE) : place]
    after = parent.children[place + 1 : place + 1 + _NODES_BESIDE]
    yield "".join(map(_text_of, before))[-_BESIDE:]
    yield "".join(map(_text_of, after))[:_BESIDE]


def _text_of(node: object) -> str:
    if isinstance(node, Text):
        return node.data
    if not isinstance(node, Element) or node.local_name in ("script", "style", "a"):
        return " "
    if node.local_name in ("img", "input"):
        return f" {node.attributes.get('alt', '')} "
    texts = []
    for count, text in enumerate(node.texts):
        texts.append(text.data)
        if count == _NODES_BESIDE:
            break
    pictures = (e.attributes.get("alt", "") for e in inner(node) if e.local_name == "img")
    return " ".join((*texts, *pictures))
