"""Decides how a document becomes a page that checks can ask: its styles and its semantics."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from govpage_lint.checks.page import Page, PageObserver
from govpage_lint.document.tree import Document, Element
from govpage_lint.engine.rendered import RenderedDocument
from govpage_lint.rulebook.book import data_table
from govpage_lint.semantics.facts import Semantics
from govpage_lint.semantics.style import Styles

type SheetLoader = Callable[[str], str | None]


def no_sheets(address: str) -> None:
    """A loader for documents whose linked style sheets are out of reach."""
    return None


def source_page(
    document: Document,
    *,
    profile: str,
    headers: Mapping[str, str] | None = None,
    load_sheet: SheetLoader = no_sheets,
) -> Page:
    """The page of a source document, with facts estimated from its markup and style sheets."""
    semantics = Semantics(document, Styles(document, load_sheet))
    semantics.install()
    return Page(document, semantics, data=data_table, profile=profile, headers=headers)


def rendered_pages(
    documents: Sequence[RenderedDocument],
    *,
    profile: str,
    headers: Mapping[str, str] | None = None,
    observer: PageObserver = "rendered",
) -> list[Page]:
    """The pages of what a browser rendered, the page itself first, then those in its frames.

    A page knows the pages in its frames. ``observer`` is "probe" where something was done to them.
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
            frames=frames,
        )
    return [pages[one.document] for one in documents]
