"""Decides which probes a page is put to, and what their rules find: the door for the engine.

A probe that fails is a note; the rest of the page's result stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from time import perf_counter
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from govpage_lint.checks.page import Page
from govpage_lint.document.tree import Element
from govpage_lint.engine.check import DocumentResult, Inspector, Placed
from govpage_lint.engine.reading import ReadingService
from govpage_lint.engine.rendered import RenderedDocument
from govpage_lint.problems import Problem
from govpage_lint.records import dataclass, field, replace

if TYPE_CHECKING:
    from govpage_lint.browser.page import Page as Tab

_NOWHERE: Final[Mapping[Element, Element]] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Live:
    """A page as it stands in the tab: its documents, the page first, what rules know of each, and
    the selectors of the frames that each is in. ``reading`` reads pictures."""

    documents: Sequence[RenderedDocument]
    pages: Sequence[Page]
    within: Sequence[tuple[str, ...]]
    reading: ReadingService = field(default_factory=ReadingService)


@dataclass(frozen=True, slots=True)
class Probed:
    """A page after a probe, for rules to judge.

    ``before`` has, where the probe made documents of its own, the elements of the page as it was
    by those of the probe.
    """

    page: Page
    within: tuple[str, ...]
    before: Mapping[Element, Element] | None = None


class Prober(Protocol):
    """A kind of probe."""

    def is_wanted(self, live: Live) -> bool:
        """Whether there is anything on the page that the probe can tell more about."""

    def probe(self, tab: Tab, live: Live) -> Sequence[Probed]:
        """Try it. The tab is left as it was. Raises the errors of the browser."""


@runtime_checkable
class EarlyProber(Prober, Protocol):
    """A probe with work that goes on elsewhere while the page is put to others."""

    def begin(self, tab: Tab, live: Live) -> None:
        """Start that work. The tab is left as it was. Raises the errors of the browser."""


@dataclass(slots=True)
class ProbeResults:
    """What came of all probes of a page."""

    results: list[DocumentResult] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    timings: dict[str, float] = field(default_factory=dict)


# From the first of these on a page reaches no server and goes nowhere: they use it as people do. The
# tab is closed when they are through.
_DISTURBING: Final = frozenset(("focus", "keys", "wait"))
_MOST_GUARDED: Final = 8
# A page that has answered so far, and then never pauses, gets no more time than this.
_PATIENCE_SECONDS: Final = 4.0


def probe_page(name: str, tab: Tab, live: Live) -> Sequence[Probed]:
    """The page in the tab after one probe. Raises the errors of the browser."""
    from govpage_lint.engine.probes.probers import PROBERS

    prober = PROBERS[name]()
    if not prober.is_wanted(live):
        return ()
    if isinstance(prober, EarlyProber):
        prober.begin(tab, live)
    return prober.probe(tab, live)


def run_probes(tab: Tab, live: Live, inspector: Inspector) -> ProbeResults:
    """Put the page in the tab to all probes that its rules ask for."""
    # Imported here, with all that probes need: most runs keep to the source.
    from govpage_lint.browser.probes.guard import guard_for_good
    from govpage_lint.engine.probes.probers import PROBERS

    found = ProbeResults()
    wanted = [name for name in PROBERS if name in inspector.probes]
    probers = {name: prober for name in wanted if (prober := PROBERS[name]()).is_wanted(live)}
    failed: set[str] = set()
    for name, prober in probers.items():
        if isinstance(prober, EarlyProber):
            with _trying(name, found, failed):
                prober.begin(tab, live)
    tab.hurry(_PATIENCE_SECONDS)
    for name, prober in probers.items():
        if name in failed:
            continue
        with _trying(name, found, failed):
            if name in _DISTURBING and tab.is_chromium:
                guard_for_good(tab, [one.taken for one in live.documents[:_MOST_GUARDED]])
            for one in prober.probe(tab, live):
                result = inspector.inspect(one.page, one.within, probe=name)
                found.results.append(_as_before(result, one.before))
    return found


@contextmanager
def _trying(name: str, found: ProbeResults, failed: set[str]) -> Iterator[None]:
    """A probe takes its time, and one that fails is a note; a browser that died is an error."""
    from govpage_lint.browser.errors import BrowserError, DriverFailure

    began = perf_counter()
    try:
        yield
    except DriverFailure:
        raise
    except BrowserError as error:
        failed.add(name)
        text = f"The page could not be put to the probe “{name}”: {error}"
        found.notes.append(Problem("probe-failed", text, probe=name, reason=str(error)))
    finally:
        key = f"probe {name}"
        found.timings[key] = found.timings.get(key, 0.0) + perf_counter() - began


def _as_before(result: DocumentResult, before: Mapping[Element, Element] | None) -> DocumentResult:
    """The result with the elements of the page as it was, where it still has them."""
    if before is None:
        return result
    placed = tuple(
        replace(one, element=before.get(one.element, one.element) if one.element else None)
        for one in result.placed
    )
    return replace(result, placed=placed, passed={}, judged={})


def add_probed(result: DocumentResult, probed: Sequence[DocumentResult]) -> DocumentResult:
    """A page's result with what its probes found."""
    placed: list[Placed] = list(result.placed)
    outcomes = dict(result.outcomes)
    for one in probed:
        placed.extend(one.placed)
        for name, more in one.outcomes.items():
            outcomes[name] = outcomes[name].plus(more) if name in outcomes else more
    return replace(
        result,
        placed=tuple(placed),
        outcomes=outcomes,
        passed=_united([result.passed, *(one.passed for one in probed)]),
        judged=_united([result.judged, *(one.judged for one in probed)]),
    )


def _united(found: Sequence[Mapping[str, Set[Element]]]) -> dict[str, Set[Element]]:
    united: dict[str, Set[Element]] = {}
    for one in found:
        for name, elements in one.items():
            united[name] = united[name] | elements if name in united else elements
    return united
