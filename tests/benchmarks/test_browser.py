"""What a page costs in a browser, as shares of opening it and running axe-core in it with nothing else."""

from collections.abc import Iterator
from statistics import median
from time import perf_counter

import pytest

from govpage_lint.browser.axe_source import read_axe
from govpage_lint.browser.choice import BrowserChoice
from govpage_lint.browser.session import BrowserSession
from govpage_lint.engine.browsing import BrowsingOptions
from govpage_lint.engine.options import RunOptions
from govpage_lint.engine.run import Run
from govpage_lint.findings import PageResult
from govpage_lint.rulebook.book import Rulebook
from govpage_lint.targets import Target
from tests.benchmarks.conftest import tell
from tests.benchmarks.pages import page
from tests.browser.conftest import LOOPBACK_ONLY, choice, options
from tests.web import page as answer
from tests.web import serve

__all__ = ["choice"]
_TIMES = 5
_BARE_AXE = "const done = arguments[arguments.length - 1]; axe.run().then(() => done(1));"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """An ordinary page, and one of 3,000 elements."""
    answers = {"/ordinary": answer(page(elements=800)), "/large": answer(page(elements=3_000))}
    with serve(answers) as base:
        yield base


def _bare(session: BrowserSession, url: str) -> tuple[float, float]:
    """Seconds to open a page and run axe in it, and those of axe alone."""
    source = read_axe(None).text
    with session.page() as tab:
        began = perf_counter()
        tab.driver.get(url)
        tab.driver.execute_script(source)
        opened = perf_counter()
        tab.driver.execute_async_script(_BARE_AXE)
        ended = perf_counter()
    return ended - began, ended - opened


def _ours(run: Run, url: str) -> tuple[float, PageResult]:
    began = perf_counter()
    (found,) = run.pages([Target("url", url)])
    seconds = perf_counter() - began
    assert found.status == "checked", found.error
    return seconds, found


@pytest.mark.parametrize(("path", "budget"), [("/ordinary", 1.25), ("/large", 1.25)])
def test_a_page_costs_little_more_than_axe_alone(
    choice: BrowserChoice, address: str, path: str, budget: float
) -> None:
    url = address + path
    browsing = BrowsingOptions(host_rules=LOOPBACK_ONLY)
    chosen = RunOptions(browser="always", browsing=browsing)
    with BrowserSession(choice, options()) as session, Run(Rulebook(), chosen) as run:
        _bare(session, url)
        _ours(run, url)
        # In turns, so that what else the machine does hits both.
        pairs = [(_bare(session, url), _ours(run, url)) for _ in range(_TIMES)]
    bare = median(both for (both, _), _ in pairs)
    axe = median(alone for (_, alone), _ in pairs)
    ours = median(seconds for _, (seconds, _) in pairs)
    kept = [found.timings for _, (_, found) in pairs]
    parts = {key: median(one[key] for one in kept) for key in kept[0]}
    print(f"\n{path}: bare {bare:.2f} s, of that axe {axe:.2f} s; ours {ours:.2f} s: {parts}")
    own = parts["snapshot"] + parts["rendered"]
    tell(f"snapshot and rendered rules / axe's own run on {path}", own / axe, 1.0)
    tell(f"a URL / bare navigation and axe on {path}", ours / bare, budget)
