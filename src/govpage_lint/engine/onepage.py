"""Decides how one page is checked: its source, its rendering and axe's view, made one result.

The source is inspected, and then each snapshot, in a thread of their own while the browser works. What
only a rendered page needs is imported when there is one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from time import perf_counter
from typing import TYPE_CHECKING, Final

from govpage_lint.checks.page import Page
from govpage_lint.document.parse import parse
from govpage_lint.document.tree import Document
from govpage_lint.engine.check import DocumentResult, Inspector
from govpage_lint.engine.merge import Finder, in_source
from govpage_lint.engine.neighbours import SheetLoader, Site
from govpage_lint.engine.observe import no_sheets, source_page
from govpage_lint.engine.reading import ReadingService
from govpage_lint.engine.wording import selector_of
from govpage_lint.fetch import Resource
from govpage_lint.problems import Problem
from govpage_lint.records import dataclass, field
from govpage_lint.rulebook.model import Rule

if TYPE_CHECKING:
    from concurrent.futures import Future, ThreadPoolExecutor

    from govpage_lint.browser.page import Page as Tab
    from govpage_lint.browser.screenshot import Photograph
    from govpage_lint.browser.snapshot import Snapshot
    from govpage_lint.engine.probes.probing import Live, ProbeResults
    from govpage_lint.engine.rendered import RenderedDocument


_LARGEST_PART: Final = 500_000


@dataclass(slots=True)
class Inspected:
    """What our rules found in a page, and how to look up in it what axe speaks of.

    ``page`` is the rendered one where there is one, ``source`` always the one of the source.
    """

    page: Page
    result: DocumentResult
    find: Finder
    source: Page
    rendered: bool = False
    notes: tuple[Problem, ...] = ()
    timings: dict[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Around:
    """What a page may read beside itself: its sheets, and the documents of its site, where it has
    a ``place``."""

    load_sheet: SheetLoader = no_sheets
    site: Site | None = None
    place: str | None = None


class PageInspection:
    """The inspection of one page while it is observed; a watcher of the browser.

    ``whole`` says that the target is a page whatever its markup leaves out; ``reading`` reads its
    pictures. ``name`` is what the file is called, None for what is served and so no template;
    ``language`` is its template language, or "html", where a person says so.
    ``photographs`` says whether a picture of the page is taken, once all else is done.
    """

    def __init__(
        self,
        resource: Resource,
        inspector: Inspector,
        around: Around,
        *,
        rules: Sequence[Rule],
        whole: bool,
        reading: ReadingService,
        name: str | None = None,
        photographs: bool = False,
        language: str | None = None,
    ) -> None:
        self._name = name
        self._language = language
        self._resource = resource
        self._inspector = inspector
        self._around = around
        self._rules = rules
        self._whole = whole
        self._reading = reading
        self._pool: ThreadPoolExecutor | None = None
        self._source: Future[_Source] | None = None
        self._rendered: Future[_Rendered] | None = None
        self._probed: ProbeResults | None = None
        self._photographs = photographs
        self.photograph: Photograph | None = None

    def inspect_source(self) -> Inspected:
        """The inspection of the source alone."""
        source = self._inspect_source()
        return source.inspected()

    # -- with a browser ----------------------------------------------------------------------------

    def observe(self, look: Callable[[], None]) -> Inspected:
        """The inspection of what ``look`` shows to this watcher, and of the source."""
        from concurrent.futures import ThreadPoolExecutor

        from govpage_lint.engine.combine import combine
        from govpage_lint.engine.live import LivePage
        from govpage_lint.engine.probes.probing import ProbeResults, add_probed

        with ThreadPoolExecutor(max_workers=1, thread_name_prefix="inspection") as pool:
            self._pool = pool
            self._source = pool.submit(self._inspect_source)
            try:
                look()
                source = self._source.result()
                rendered = self._rendered.result() if self._rendered is not None else None
            finally:
                self._pool = None
                pool.shutdown(wait=True, cancel_futures=True)
        if rendered is None:
            return source.inspected()
        live, probed = rendered.live, self._probed or ProbeResults()
        pairs = list(zip(live.documents, rendered.results, strict=True))
        result = combine(self._rules, source.result, pairs)
        return Inspected(
            live.pages[0],
            add_probed(result, probed.results),
            LivePage(live.documents).find,
            source.page,
            rendered=True,
            timings={**source.timings, **rendered.timings, **probed.timings},
            notes=tuple(probed.notes),
        )

    def snapshot_taken(self, snapshot: Snapshot) -> None:
        """Inspect a snapshot in the background, instead of an earlier one."""
        assert self._pool is not None
        if self._rendered is not None:
            self._rendered.cancel()
        self._probed = None
        # Of a page that was cut short, what is missing proves nothing.
        self._rendered = (
            self._pool.submit(self._inspect_rendered, snapshot) if snapshot.complete else None
        )

    def page_settled(self, page: Tab) -> None:
        """Put the page to the probes that its rules want, and take its picture."""
        if self._rendered is not None and self._inspector.probes:
            from govpage_lint.engine.probes.probing import run_probes

            self._probed = run_probes(page, self._rendered.result().live, self._inspector)
        if self._photographs:
            from govpage_lint.browser.screenshot import photograph

            self.photograph = photograph(page)

    # -- the work ----------------------------------------------------------------------------------

    def _inspect_source(self) -> _Source:
        resource = self._resource
        began = perf_counter()
        document = parse(
            resource.data,
            transport=resource.charset,
            url=resource.url,
            content_language=resource.language,
            name=self._name,
            read=self._read_beside,
            language=self._language,
        )
        parsed = perf_counter()
        page = self._page_of(document)
        if document.template is None:
            result = self._inspector.inspect(page)
        else:
            from govpage_lint.engine.worlds import inspect_template

            result = inspect_template(page, self._page_of, self._inspector)
        timings = {"parse": parsed - began, "rules": perf_counter() - parsed}
        return _Source(page, result, timings)

    def _read_beside(self, address: str) -> str | None:
        """The text of a file that a template takes in; None for what is out of reach."""
        site, place = self._around.site, self._around.place
        file = site.open_file(place, address) if site is not None and place is not None else None
        if file is None:
            return None
        with file:
            return file.read(_LARGEST_PART).decode("utf-8", "replace")

    def _page_of(self, document: Document) -> Page:
        """The page of a document of this source."""
        return source_page(
            document,
            profile=self._inspector.profile.id,
            headers=self._resource.headers,
            load_sheet=self._around.load_sheet,
            site=self._around.site,
            place=self._around.place,
        )

    def _inspect_rendered(self, snapshot: Snapshot) -> _Rendered:
        from govpage_lint.engine.observe import rendered_pages
        from govpage_lint.engine.probes.probing import Live
        from govpage_lint.engine.rendered import rendered_documents

        assert self._source is not None
        source = self._source.result().page
        began = perf_counter()
        fragment = source.document.fragment and not self._whole
        documents = rendered_documents(snapshot, source.document, fragment=fragment)
        pages = rendered_pages(
            documents,
            profile=self._inspector.profile.id,
            headers=self._resource.headers,
            source=source,
        )
        selectors = _frame_selectors(documents)
        within = [selectors[page.document] for page in pages]
        live = Live(documents, pages, within, self._reading)
        results = [
            self._inspector.inspect(page, within)
            for page, within in zip(pages, live.within, strict=True)
        ]
        return _Rendered(live, results, {"rendered": perf_counter() - began})


@dataclass(frozen=True, slots=True)
class _Source:
    page: Page
    result: DocumentResult
    timings: dict[str, float]

    def inspected(self) -> Inspected:
        """What is known of a page that was looked at in its source alone."""
        find = in_source(self.page.document)
        return Inspected(self.page, self.result, find, self.page, timings=self.timings)


@dataclass(frozen=True, slots=True)
class _Rendered:
    live: Live
    results: list[DocumentResult]
    timings: dict[str, float]


def _frame_selectors(
    documents: Sequence[RenderedDocument],
) -> Mapping[Document, tuple[str, ...]]:
    """The selectors of the frames that each document stands in, outermost first."""
    found: dict[Document, tuple[str, ...]] = {}
    for one in documents:
        outer = () if one.frame is None else found[one.frame.document]
        found[one.document] = outer if one.frame is None else (*outer, selector_of(one.frame))
    return found
