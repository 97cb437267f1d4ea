"""Decides how a run goes: many targets, one after another, nothing lost when one of them fails."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING

from govpage_lint.engine.browsing import BrowserMissing, Browsing, Seen
from govpage_lint.engine.cache.witness import Witness
from govpage_lint.engine.check import Placed
from govpage_lint.engine.choices import Choices, Choose
from govpage_lint.engine.chosen import Chosen, Inspectors
from govpage_lint.engine.masking import Mask
from govpage_lint.engine.onepage import Inspected, PageInspection
from govpage_lint.engine.options import RunOptions
from govpage_lint.engine.reading import ReadingService
from govpage_lint.engine.results import PageResults, Pictured
from govpage_lint.engine.schedule import Frontier, Listed
from govpage_lint.engine.sources import Sources
from govpage_lint.engine.suppressing.stage import depends_on_day
from govpage_lint.engine.windows import merged
from govpage_lint.engine.words import report_on
from govpage_lint.fetch import FetchError, Resource
from govpage_lint.findings import (
    PageResult,
    Report,
    Tool,
)
from govpage_lint.logs import log
from govpage_lint.problems import Problem, tell
from govpage_lint.records import replace
from govpage_lint.rulebook.book import Rulebook
from govpage_lint.targets import MissingTarget, Target

if TYPE_CHECKING:
    from govpage_lint.engine.fixing.judging import Examined
    from govpage_lint.semantics.rendered import Rect

type Progress = Callable[[str, str], None]
type Look = Callable[[Target, Resource, PageInspection], Seen]


def quiet(target: str, stage: str) -> None:
    """No progress is shown."""


class Run:
    """One call of the tool. A context manager: it may hold a browser.

    ``choose`` says what holds for a target, where that differs between targets.
    """

    def __init__(
        self,
        book: Rulebook,
        options: RunOptions,
        progress: Progress = quiet,
        choose: Choose | None = None,
    ) -> None:
        self._book = book
        self._options = options
        self._progress = progress
        self._mask = Mask(options.secrets)
        self._signed_in = False
        self._refused: Problem | None = None
        self._sources = Sources(options)
        self._reading = ReadingService(options.pictures)
        self._results = PageResults(book, options)
        self._choose = choose or (lambda target: options.choices)
        self._inspectors = Inspectors(book, self._results.name, options.language)
        self._browsing = Browsing(options.browsing) if options.browser != "never" else None
        # What other processes had and said that looked at pages for this one.
        self._adopted: tuple[str | None, str | None] = (None, None)
        self._told: dict[str, None] = {}
        self._frontier: Frontier = Listed(())

    @property
    def witness(self) -> Witness | None:
        """Who wants to know which files are read beside a page in a file."""
        return self._sources.witness

    @witness.setter
    def witness(self, witness: Witness | None) -> None:
        self._sources.witness = witness

    def __enter__(self) -> Run:
        return self

    def __exit__(self, *exception: object) -> None:
        if self._browsing is not None:
            self._browsing.close()
        self._reading.close()

    def demand_browser(self) -> None:
        """Start the browser now. Raises BrowserMissing."""
        assert self._browsing is not None
        self._browsing.start()

    @property
    def browser_used(self) -> tuple[str | None, str | None]:
        """The versions of axe and of the browser that ran, None where none did."""
        own = self._browsing.used if self._browsing is not None else (None, None)
        return own if own != (None, None) else self._adopted

    @property
    def notes(self) -> tuple[str, ...]:
        """What the run could not do, said once for all pages."""
        notes = self._browsing.notes if self._browsing is not None else ()
        told = map(self._tell, (*notes, *self._reading.notes, *self._frontier.notes))
        return tuple(dict.fromkeys((*told, *self._told)))

    def adopt(self, used: tuple[str | None, str | None], notes: Iterable[str]) -> None:
        """Take for its own what another process used, and had to say of its part of the run."""
        if used != (None, None):
            self._adopted = used
        self._told.update(dict.fromkeys(notes))

    def rest(self) -> None:
        """End the browser: other processes look at pages. What it was is still known."""
        if self._browsing is not None:
            self._browsing.close()

    def pages(self, targets: Iterable[Target | MissingTarget] | Frontier) -> Iterator[PageResult]:
        """A result for each target, in order; one that fails never stops the others."""
        frontier = self.follow(targets)
        while (target := frontier.take()) is not None:
            if (result := self.one(target)) is not None:
                yield result

    def follow(self, targets: Iterable[Target | MissingTarget] | Frontier) -> Frontier:
        """Where the targets of this run come from, and learn where they lead to."""
        self._frontier = Listed(targets) if isinstance(targets, Iterable) else targets
        return self._frontier

    def one(self, target: Target | MissingTarget) -> PageResult | None:
        """The result of one target; None where a link led to nothing that is checked."""
        if isinstance(target, MissingTarget):
            missing = PageResult(target.name, None, "error", self._tell(target.error))
            return self._mask.result(missing)
        return self._checked(target)

    def check(
        self, target: Target, resource: Resource | None = None, look: Look | None = None
    ) -> PageResult:
        """The result for a target, whatever goes wrong with it.

        ``resource`` are its bytes where the caller has them: those of a file that is being edited.
        ``look`` shows the page in the caller's own browser.
        """
        result = self._checked(target, resource, look)
        assert result is not None, "only what links lead to may turn out to be nothing"
        return result

    def _checked(
        self, target: Target, resource: Resource | None = None, look: Look | None = None
    ) -> PageResult | None:
        """The result of one target; None where a link led to nothing that is checked."""
        try:
            self._sign_in()
            if self._refused is not None:
                return self.unchecked(target, self._refused)
            result = self._page(target, resource, look)
            return None if result is None else self._mask.result(result)
        except FetchError as error:
            if self._frontier.is_no_page(target, error.problem.code):
                return None
            return self.unchecked(target, error.problem)
        except Exception as error:
            log.debug("while checking %s", target.name, exc_info=True)
            detail = " ".join(f"{type(error).__name__}: {error}".split())
            words = "a fault of govpage-lint itself, worth a report (--debug shows where)"
            problem = Problem("tool-fault", f"{words}: {detail[:200]}", detail=detail[:200])
            return self.unchecked(target, problem)
        finally:
            # Does nothing where the page has told already where it leads to.
            self._frontier.learn(target, None)

    def unchecked(self, target: Target, problem: Problem) -> PageResult:
        """The result of a target that could not be checked, and why."""
        url = target.name if target.kind == "url" else None
        told = self.linked_from(target)
        return self._mask.result(
            PageResult(target.name, url, "error", self._tell(problem), notes=told)
        )

    def linked_from(self, target: Target) -> tuple[str, ...]:
        """Who links to a target, where a link is why it is looked at."""
        above = self._frontier.found_on(target)
        if above is None:
            return ()
        return (self._tell(Problem("linked-from", f"linked from {above}", url=above)),)

    def _page(
        self, target: Target, resource: Resource | None, look: Look | None
    ) -> PageResult | None:
        self._progress(target.name, "read")
        started = perf_counter()
        resource = resource or self._sources.fetch(target)
        fetched = perf_counter()
        if not self._is_wanted(target, resource):
            return None
        chosen = self._inspectors.for_page(resource, self._choose(target))
        windows = self._options.browsing.windows
        looks: list[tuple[str, Look | None]] = [("", look)]
        if look is None and self._wants_browser(target):
            assert self._browsing is not None
            one = self._browsing.look
            looks = [(str(window), partial(one, window=window)) for window in windows]
        views = [
            (name, self._view(target, resource, chosen, each, name if len(looks) > 1 else ""))
            for name, each in looks
        ]
        result = merged(views)
        return replace(result, timings={"fetch": round(fetched - started, 4), **result.timings})

    def _view(
        self,
        target: Target,
        resource: Resource,
        chosen: Chosen,
        look: Look | None,
        window: str,
    ) -> PageResult:
        """What comes of a page in one window, or of its source alone."""
        inspection = PageInspection(
            resource,
            chosen.inspector,
            self._sources.around(target, resource),
            rules=chosen.rules,
            whole=target.kind == "url",
            reading=self._reading,
            name=self._sources.name_of(target),
            photographs=self._may_be_pictured(target),
            language=chosen.choices.language_of(self._sources.name_of(target) or ""),
        )
        seen = Seen()
        if look is not None:
            self._progress(target.name, "browser")

            def show() -> None:
                nonlocal seen
                seen = look(target, resource, inspection)

            inspected = inspection.observe(show)
        else:
            inspected = inspection.inspect_source()
        self._follow(target, resource, inspected)
        if self.witness is not None and depends_on_day(
            inspected.source.document, chosen.choices.suppress
        ):
            self.witness.day = self._options.today.isoformat()
        timings = {**inspected.timings, **seen.timings}
        pictured = partial(self._pictured, target, window, inspection, inspected)
        result = self._results.make(target, resource, chosen, inspected, seen, timings, pictured)
        if not inspected.rendered:
            # All that is told of it are values.
            inspected.page.take_apart()
        return result

    def _may_be_pictured(self, target: Target) -> bool:
        """Whether pictures are wanted, and nothing was filled in that they could show."""
        actions = self._options.browsing.visiting.for_page(target.place)
        filled = any(action.kind == "fill" for action in actions)
        return self._options.pictures_of is not None and not filled

    def _pictured(
        self,
        target: Target,
        window: str,
        inspection: PageInspection,
        inspected: Inspected,
        placed: Sequence[Placed],
    ) -> Pictured:
        """The findings with the files of their pictures, and the file of the page's."""
        taken, kept = inspection.photograph, self._options.pictures_of
        facts = inspected.page.rendered
        if taken is None or kept is None or facts is None:
            return placed, None, None

        def box_of(one: Placed) -> Rect | None:
            own = one.element is not None and one.element.document is inspected.page.document
            box = facts.box(one.element) if own and one.element is not None else None
            return None if box is None else box.rect

        return kept.keep(target.name, window, taken, placed, box_of)

    def examine(self, target: Target, data: bytes) -> Examined:
        """What the rules say of the source of a target, if its bytes were these."""
        resource = Resource(data, None)
        chosen = self._inspectors.for_page(resource, self._choose(target))
        inspected = PageInspection(
            resource,
            chosen.inspector,
            self._sources.around(target, resource),
            rules=chosen.rules,
            whole=False,
            reading=self._reading,
            name=self._sources.name_of(target),
            language=chosen.choices.language_of(self._sources.name_of(target) or ""),
        ).inspect_source()
        result = self._results.make(target, resource, chosen, inspected, Seen(), {})
        from govpage_lint.engine.fixing.judging import Examined

        return Examined(data, inspected.page.document, result.findings)

    def read(self, target: Target) -> bytes:
        """The bytes of a file or of standard input. Raises FetchError."""
        return self._sources.fetch(target).data

    def hold(self, target: Target, data: bytes) -> None:
        """Take these bytes for those of a target that can be read only once."""
        self._sources.hold(target, data)

    def _sign_in(self) -> None:
        """Do once what is to be done once. Where it fails, no page is what a person wants checked."""
        if self._signed_in or self._browsing is None:
            return
        self._signed_in = True
        if not self._options.browsing.visiting.once:
            return
        from govpage_lint.browser.errors import BrowserError

        try:
            cookies = self._browsing.sign_in()
        except (BrowserError, BrowserMissing) as error:
            words = f"not checked, because what was to be done first failed: {error}"
            self._refused = Problem("actions-failed", words, reason=self._tell(error))
            return
        self._sources.send(cookies)

    def _is_wanted(self, target: Target, resource: Resource) -> bool:
        if not self._frontier.follows or resource.url is None:
            return True
        from govpage_lint.engine.links import canonical_of

        return self._frontier.accepts(target, resource.url, canonical_of(resource.data))

    def _follow(self, target: Target, resource: Resource, inspected: Inspected) -> None:
        if self._frontier.follows and resource.url is not None:
            from govpage_lint.engine.links import links_of

            self._frontier.learn(target, links_of(inspected.page.document, resource.url))

    def _tell(self, problem: object) -> str:
        return tell(problem, self._options.language)

    def _wants_browser(self, target: Target) -> bool:
        if self._browsing is None:
            return False
        return self._options.browser == "always" or (
            target.kind == "url" and self._browsing.available
        )

    def choices(self, target: Target) -> Choices:
        """What was chosen for a target."""
        return self._choose(target)

    def report(self, pages: Iterable[PageResult], tool: Tool) -> Report:
        """The report on these pages, with the words for the rules and criteria that they name."""
        return report_on(self._book, self._options.language, tuple(pages), tool, self.notes)
