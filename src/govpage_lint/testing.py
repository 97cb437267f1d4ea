"""Decides what a test suite is offered: pages in a Selenium driver, files, addresses and markup, asserted clean.

    from govpage_lint.testing import assert_page

    def test_front_page(driver):
        driver.get("https://www.example.go.kr/")
        assert_page(driver)

Who uses axe-selenium-python imports ``Axe`` from here instead, and changes nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from axe_selenium_python import Axe as _Axe

from govpage_lint import __version__
from govpage_lint.cli.arguments import check_parser
from govpage_lint.cli.settings import Settings, read_stack, settings_of
from govpage_lint.engine.run import Run
from govpage_lint.fetch import Resource
from govpage_lint.findings import LEVELS, FailOn, Finding, Level, PageResult, Report, Tool
from govpage_lint.records import replace
from govpage_lint.targets import Target

if TYPE_CHECKING:
    from selenium.webdriver.remote.webdriver import WebDriver

    type Page = WebDriver | str | PathLike[str]

__all__ = ["Axe", "PageFaults", "assert_page", "check_page"]

_INSIDE: Final = " >>> "


class PageFaults(AssertionError):
    """A page has faults, or could not be checked; ``report`` is the whole report."""

    def __init__(self, report: Report, text: str) -> None:
        super().__init__(text)
        self.report = report


def assert_page(
    page: Page,
    *,
    fail_on: FailOn | None = None,
    profile: str | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    lang: str | None = None,
    axe: bool = True,
    options: Sequence[str] = (),
) -> Report:
    """The report on a page that has no fault at or above ``fail_on`` ("error" unless configured).

    ``page`` is a Selenium driver, whose window is looked at as it stands; an address; a path; or
    markup, which begins with ``<``. The configuration above the working directory holds;
    ``select`` and ``ignore`` are names as on the command line, ``options`` more words for it.
    Raises PageFaults where there are faults, UsageError for options that make no sense.
    """
    words = _words(fail_on, profile, select, ignore, lang, options)
    report, settings = _checked(page, words, axe)
    level = settings.fail_on
    failing = _failing(report, level)
    if failing or report.unchecked:
        from govpage_lint.reports import renderer
        from govpage_lint.reports.view import View

        shown = replace(report, pages=tuple(_only(one, failing) for one in report.pages))
        raise PageFaults(report, "\n" + renderer("text")(shown, View(fail_on=level)))
    return report


def check_page(
    page: Page,
    *,
    profile: str | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    lang: str | None = None,
    axe: bool = True,
    options: Sequence[str] = (),
) -> Report:
    """The report on a page, whatever is in it; see ``assert_page``."""
    return _checked(page, _words(None, profile, select, ignore, lang, options), axe)[0]


class Axe(_Axe):  # type: ignore[misc]
    """axe-selenium-python's ``Axe``, whose results have the faults that our rules find too.

    What axe says comes first and as axe says it. Ours stand among the ``violations`` from the
    level ``fail_on`` on, the rest among the ``incomplete``; their ids begin with "govpage-lint-".
    With a ``context``, which is a part of a page, axe runs alone. ``options`` with booleans and
    quotation marks work as well.
    """

    def __init__(
        self, selenium: WebDriver, script_url: str | None = None, *, fail_on: Level = "error"
    ) -> None:
        super().__init__(selenium, *(() if script_url is None else (script_url,)))
        self._fail_on = fail_on

    def run(self, context: Any = None, options: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """axe's results on the page that stands in the driver, with ours."""
        results: dict[str, Any] = self.selenium.execute_async_script(
            "var given = JSON.parse(arguments[0]), done = arguments[arguments.length - 1];"
            "axe.run(given[0] || document, given[1] || {}).then(done, function (error) {"
            " done({ failure: String(error) }); });",
            json.dumps([context, options]),
        )
        if "failure" in results:
            raise RuntimeError(f"axe: {results['failure']}")
        if context is None:
            report = check_page(self.selenium, axe=False)
            for finding in report.pages[0].findings:
                severe = LEVELS.index(finding.level) >= LEVELS.index(self._fail_on)
                sure = finding.certainty != "review"
                kind = "violations" if severe and sure else "incomplete"
                _add(results[kind], finding, report)
        return results


def _words(
    fail_on: str | None,
    profile: str | None,
    select: Iterable[str],
    ignore: Iterable[str],
    lang: str | None,
    options: Sequence[str],
) -> list[str]:
    """The same as words of the command line, which says what is wrong with any of them."""
    given = {
        "--fail-on": fail_on,
        "--profile": profile,
        "--select": ",".join(select),
        "--ignore": ",".join(ignore),
        "--lang": lang,
    }
    return [*(f"{name}={value}" for name, value in given.items() if value), *options]


def _checked(page: Page, words: Sequence[str], axe: bool) -> tuple[Report, Settings]:
    given = check_parser().parse_args([*words])
    driver = None if isinstance(page, str | PathLike) else page
    if driver is not None or str(page).lstrip().startswith("<"):
        given.browser = "never"
    target = _target(page)
    settings = settings_of(given, read_stack(given), (target,))
    with Run(settings.book, settings.run, choose=settings.choose) as run:
        if driver is not None:
            from govpage_lint.engine.attached import check_attached

            result, used = check_attached(run, driver, axe=axe)
        else:
            result = run.check(target, _markup(page) if target.kind == "stdin" else None)
            used = run.browser_used
        return run.report([result], Tool("govpage-lint", __version__, *used)), settings


def _target(page: Page) -> Target:
    if isinstance(page, str):
        if page.lstrip().startswith("<"):
            return Target("stdin", "<markup>")
        if page.lower().startswith(("http://", "https://")):
            return Target("url", page)
    if isinstance(page, str | PathLike):
        path = Path(page)
        return Target("file", str(path), path)
    return Target("url", str(page.current_url))


def _markup(page: Page) -> Resource:
    return Resource(str(page).encode("utf-8", "replace"), None, charset="utf-8")


def _failing(report: Report, fail_on: FailOn) -> frozenset[int]:
    """The findings that fail, by their identity."""
    if fail_on == "never":
        return frozenset()
    return frozenset(
        id(finding)
        for page in report.pages
        for finding in page.findings
        if finding.certainty != "review" and LEVELS.index(finding.level) >= LEVELS.index(fail_on)
    )


def _only(page: PageResult, failing: frozenset[int]) -> PageResult:
    return replace(
        page, findings=tuple(finding for finding in page.findings if id(finding) in failing)
    )


def _add(results: list[dict[str, Any]], finding: Finding, report: Report) -> None:
    """A finding in axe's words, under the entry of its rule."""
    name = f"govpage-lint-{finding.rule}"
    entry = next((one for one in results if one["id"] == name), None)
    if entry is None:
        rule = report.rules[finding.rule]
        addresses = [report.criteria[key].url for key in finding.criteria]
        entry = {
            "id": name,
            "description": rule.why or rule.title,
            "help": rule.title,
            "helpUrl": next((one for one in addresses if one), ""),
            "impact": finding.impact,
            "tags": ["govpage-lint", *finding.criteria],
            "nodes": [],
        }
        results.append(entry)
    entry["nodes"].append(
        {
            "target": finding.selector.split(_INSIDE),
            "html": finding.snippet,
            "impact": finding.impact,
            "any": [],
            "none": [],
            "all": [{"id": finding.rule, "impact": finding.impact, "message": finding.message}],
            "failureSummary": finding.how,
        }
    )
