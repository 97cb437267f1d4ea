"""A run with one browser for all tests of a worker."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from govpage_lint.engine.browsing import BrowsingOptions
from govpage_lint.engine.options import RunOptions
from govpage_lint.engine.run import Run
from govpage_lint.findings import PageResult
from govpage_lint.rulebook.book import Rulebook
from govpage_lint.targets import Target
from tests.web import Answer, page, serve

type Look = Callable[..., PageResult]

PAGE = """<!doctype html><html lang="en"><head><title>News of the ministry</title></head><body>
<main><h1>News</h1>{body}</main></body></html>"""
# Outside hosts are unknown at once.
_HOSTS = "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"


@pytest.fixture(scope="session")
def browser_run() -> Iterator[Run]:
    """A run of all rules, with axe, in a browser that stays open."""
    options = RunOptions(browser="always", browsing=BrowsingOptions(host_rules=_HOSTS))
    with Run(Rulebook([Path(__file__).with_name("house")]), options) as run:
        run.demand_browser()
        yield run


@pytest.fixture
def look(browser_run: Run) -> Look:
    """Gives the result of a page with a body; further pages are named and served beside it.

    Only findings of the rules that are named count.
    """

    def looking(
        body: str, *rules: str, kind: str = "text/html; charset=utf-8", **others: str
    ) -> PageResult:
        answers: dict[str, Answer] = {"/": page(PAGE.format(body=body), kind=kind)}
        answers |= {f"/{name}.html": page(PAGE.format(body=text)) for name, text in others.items()}
        with serve(answers) as address:
            (result,) = browser_run.pages([Target("url", f"{address}/")])
        assert result.status == "checked", result.error
        return _only(result, rules)

    return looking


def _only(result: PageResult, rules: tuple[str, ...]) -> PageResult:
    findings = tuple(finding for finding in result.findings if finding.rule in rules)
    return replace(result, findings=findings)
