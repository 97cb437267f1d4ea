"""Decides what becomes of a page in a window of another size, as when it is zoomed or held upright."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from govpage_lint.document.tree import Element
from govpage_lint.engine.observe import rendered_pages
from govpage_lint.engine.rendered import RenderedDocument, rendered_documents
from govpage_lint.records import dataclass

if TYPE_CHECKING:
    from govpage_lint.browser.page import Page as Tab
    from govpage_lint.engine.probes.probing import Live, Probed


@dataclass(frozen=True, slots=True)
class View:
    """A window of so many CSS pixels: 640 × 512 is one of 1280 × 1024 at a zoom of 200 %."""

    width: int
    height: int

    def is_wanted(self, live: Live) -> bool:
        """Always: only the page itself knows what it makes of another window."""
        return True

    def probe(self, tab: Tab, live: Live) -> Sequence[Probed]:
        """The page and its frames as they are in that window, and what they were before."""
        from govpage_lint.browser.snapshot import SnapshotLimits, take_snapshot
        from govpage_lint.engine.probes.probing import Probed

        if not tab.is_chromium:
            return ()
        limits = SnapshotLimits(accessibility="none", view=True)
        with tab.window(self.width, self.height):
            snapshot = take_snapshot(tab, limits)
        if not snapshot.complete:
            return ()
        source = live.documents[0].source
        documents = rendered_documents(snapshot, source, fragment=live.pages[0].document.fragment)
        first = live.pages[0]
        pages = rendered_pages(
            documents, profile=first.profile, headers=first.headers, observer="probe"
        )
        found: list[Probed] = []
        for document, page in zip(documents, pages, strict=True):
            base = _base(document, live)
            if base is not None:
                number = live.documents.index(base)
                before = _before(document, base)
                found.append(Probed(page, live.within[number], before))
        return found


def _base(document: RenderedDocument, live: Live) -> RenderedDocument | None:
    """The document that this one was before; None for a frame that was not there."""
    place = document.taken.path, document.taken.local
    same = (one for one in live.documents if (one.taken.path, one.taken.local) == place)
    return next(same, None)


def _before(document: RenderedDocument, base: RenderedDocument) -> dict[Element, Element]:
    """The elements of a document as they were before, by what they are in it."""
    old = dict(zip(base.numbers, base.document.elements, strict=True))
    return {
        element: old[number]
        for place, element in zip(document.numbers, document.document.elements, strict=True)
        if (number := document.taken.same.get(place)) in old
    }
