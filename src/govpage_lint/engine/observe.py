"""Decides how a document becomes a page that checks can ask: its styles and its semantics."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, BinaryIO

from govpage_lint.checks.page import Page, PageObserver, Surroundings
from govpage_lint.document.tree import Document, Element
from govpage_lint.engine.neighbours import NeighbourLimits, Neighbours, SheetLoader, Site
from govpage_lint.rulebook.book import data_table
from govpage_lint.semantics.facts import Semantics
from govpage_lint.semantics.style import Styles

if TYPE_CHECKING:
    from govpage_lint.engine.rendered import RenderedDocument


def no_sheets(address: str) -> None:
    """A loader for documents whose linked style sheets are out of reach."""
    return None


def source_page(
    document: Document,
    *,
    profile: str,
    headers: Mapping[str, str] | None = None,
    load_sheet: SheetLoader = no_sheets,
    site: Site | None = None,
    place: str | None = None,
) -> Page:
    """The page of a source document, with facts estimated from its markup and style sheets.

    ``site`` is where the documents beside it and their sheets are found, and ``place`` its own
    place there; None where they are out of reach.
    """

    def make(one: Document, around: Surroundings, where: str | None) -> Page:
        own = where == place
        load = load_sheet if own or site is None or where is None else site.sheets(where)
        semantics = Semantics(one, Styles(one, load))
        semantics.install()
        return Page(
            one,
            semantics,
            data=data_table,
            profile=profile,
            headers=headers if one is document else None,
            surroundings=around,
        )

    return Neighbours(site, make, NeighbourLimits()).start(document, place)


def rendered_pages(
    documents: Sequence[RenderedDocument],
    *,
    profile: str,
    headers: Mapping[str, str] | None = None,
    observer: PageObserver = "rendered",
    source: Page | None = None,
) -> list[Page]:
    """The pages of what a browser rendered, the page itself first, then those in its frames.

    A page knows the pages in its frames, and beside it those that its ``source`` knows.
    ``observer`` is "probe" where something was done to them.
    """
    pages: dict[Document, Page] = {}
    # A frame stands after the document that it is in.
    for one in reversed(documents):
        semantics = Semantics(one.document, rendered=one.facts)
        semantics.install()
        frames: dict[Element, Page] = {
            element: pages[inner.document] for element, inner in one.frames.items()
        }
        pages[one.document] = Page(
            one.document,
            semantics,
            data=data_table,
            profile=profile,
            headers=headers if one.frame is None else None,
            observer=observer,
            surroundings=_Rendered(frames, source if one.frame is None else None),
        )
    return [pages[one.document] for one in documents]


class _Rendered:
    """What is in and beside a rendered document: frames as they were rendered, files as they are."""

    def __init__(self, frames: Mapping[Element, Page], source: Page | None) -> None:
        self._frames = frames
        self._source = source

    def neighbour(self, address: str) -> Page | None:
        return self._source.neighbour(address) if self._source is not None else None

    def frame(self, element: Element) -> Page | None:
        return self._frames.get(element)

    def open_file(self, address: str) -> BinaryIO | None:
        return self._source.open_file(address) if self._source is not None else None
