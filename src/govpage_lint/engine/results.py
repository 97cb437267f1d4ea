"""Decides what is told of a page, of all that was seen of it: merged with axe, selected, suppressed, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from govpage_lint.engine.browsing import Seen
from govpage_lint.engine.check import Placed
from govpage_lint.engine.chosen import Chosen
from govpage_lint.engine.dispatch import page_language
from govpage_lint.engine.fingerprints import numbered
from govpage_lint.engine.merge import AxeMerger, merged_outcomes
from govpage_lint.engine.onepage import Inspected
from govpage_lint.engine.options import RunOptions
from govpage_lint.engine.suppressing.stage import Checked, Suppressing, has_looked
from govpage_lint.fetch import Resource
from govpage_lint.findings import Finding, Observer, PageResult, Suppressed
from govpage_lint.problems import Problem, tell
from govpage_lint.rulebook.book import Rulebook
from govpage_lint.targets import Target

# The findings with the files of their pictures, the file of the page's picture, and what went wrong.
type Pictured = tuple[Sequence[Placed], str | None, Problem | None]
type Picture = Callable[[Sequence[Placed]], Pictured]


class PageResults:
    """Makes the results of a run's pages."""

    def __init__(self, book: Rulebook, options: RunOptions) -> None:
        self._book = book
        self._options = options
        self._suppressing = Suppressing(book, options.language, options.today)

    def make(
        self,
        target: Target,
        resource: Resource,
        chosen: Chosen,
        inspected: Inspected,
        seen: Seen,
        timings: Mapping[str, float],
        pictured: Picture = lambda placed: (placed, None, None),
    ) -> PageResult:
        """What is told of a page: by our rules, and by axe where it ran.

        ``timings`` are in seconds; ``pictured`` puts the files of pictures to what is told.
        """
        placed: list[Placed] = list(inspected.result.placed)
        outcomes = dict(inspected.result.outcomes)
        if seen.axe is not None:
            merger = AxeMerger(
                self._book, chosen.profile, self._options.language, chosen.choices.ignore
            )
            placed = merger.merge(inspected.find, inspected.result, seen.axe, chosen.active)
            outcomes = merged_outcomes(outcomes, seen.axe, placed)
        observers: tuple[Observer, ...] = ("source",)
        if inspected.rendered:
            observers = ("source", "rendered", "probe")
        ran = {name for observer in observers for name in chosen.inspector.ran(observer)}
        told = list(chosen.told(self._options.elements.filtered(placed)))
        kept, page_picture, fault = pictured(told)
        findings, suppressed = numbered(*self._suppressed(chosen, inspected, seen, kept))
        notes = (*seen.notes, *inspected.notes, *(() if fault is None else (fault,)))
        return PageResult(
            target=target.name,
            url=self.name(resource.url),
            status="checked" if seen.error is None else "error",
            error=None if seen.error is None else self._tell(seen.error),
            profile=chosen.profile.id,
            language=page_language(inspected.page) or None,
            findings=findings,
            outcomes=outcomes,
            timings={key: round(value, 4) for key, value in timings.items()},
            notes=(*resource.notes, *map(self._tell, notes)),
            ran=tuple(sorted({*ran, *outcomes})),
            suppressed=suppressed,
            screenshot=page_picture,
        )

    def name(self, place: str | None) -> str | None:
        """What reports call the page at a place."""
        return None if place is None else self._options.base.name(place)

    def _suppressed(
        self, chosen: Chosen, inspected: Inspected, seen: Seen, placed: Iterable[Placed]
    ) -> tuple[list[Finding], list[Suppressed]]:
        """The findings in force, and those that people have decided not to be told."""
        selected = list(chosen.told(placed))
        if not self._options.suppressions:
            return [one.finding for one in selected], []
        rules = chosen.rules
        complete = seen.error is None
        looked = has_looked(
            rules if complete else (),
            chosen.profile,
            (inspected.source, inspected.page),
            seen.axe is not None and complete,
            inspected.result.outcomes,
        )
        by_id = {rule.id: rule for rule in rules}
        entries = chosen.choices.suppress
        checked = Checked(inspected.source, selected, by_id, chosen.profile, looked, entries)
        return self._suppressing.apply(checked)

    def _tell(self, problem: object) -> str:
        return tell(problem, self._options.language)
