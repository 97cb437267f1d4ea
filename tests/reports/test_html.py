"""The HTML report: one file that asks for nothing, runs nothing of others, and keeps our own rules."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import html5lib
import pytest
from hypothesis import given, settings

from govpage_lint.browser.choice import find_browser
from govpage_lint.browser.session import BrowserSession
from govpage_lint.findings import Language, Report
from govpage_lint.reports import html
from govpage_lint.reports.trend import trend_of
from govpage_lint.reports.view import View
from tests.browser.conftest import options
from tests.cli.conftest import Govpage
from tests.needs import needs_browser
from tests.reports.reporting import (
    EMPTY_HEADING,
    SMALL_TEXT,
    VIEW,
    full_report,
    hostile_reports,
    page,
    report_of,
)


def shown(report: Report, view: View = VIEW) -> str:
    return html.render(report, view)


def elements(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    tree = html5lib.parse(text, namespaceHTMLElements=False)
    for element in tree.iter():
        if isinstance(element.tag, str):
            yield element.tag, dict(element.items())


def with_trend(language: Language) -> tuple[Report, View]:
    """A report that fills every part of the page."""
    korean = replace(
        EMPTY_HEADING,
        message="The heading “바로가기 메뉴” repeats Read all about it “오류”.",
        snippet="<a>누리집 안내</a>",
        excerpt=None,
        fingerprint="8" * 20,
    )
    many = [page(f"site/p{number}.html", EMPTY_HEADING, korean) for number in range(6)]
    report = replace(full_report(), language=language)
    report = replace(report, pages=(*report.pages, *many))
    old = replace(report_of(page("site/a.html", SMALL_TEXT)), created="2026-01-01T00:00:00Z")
    return report, View(trend=trend_of([old, report]))


def test_it_asks_nothing_from_anywhere() -> None:
    text = shown(*with_trend("en"))
    for name, attributes in elements(text):
        assert name not in ("link", "iframe", "object", "embed", "img", "base")
        assert "src" not in attributes and "style" not in attributes
        assert not any(key.startswith("on") for key in attributes)
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy is not None and "default-src &#39;none&#39;" in policy[1]
    assert "unsafe" not in policy[1]
    assert "url(" not in text and "@import" not in text


@settings(max_examples=40, deadline=None)
@given(hostile_reports())
def test_text_of_pages_makes_no_element_and_no_attribute(report: Report) -> None:
    known = {name for name, _ in elements(shown(*with_trend("en")))}
    text = shown(report)
    assert text.count("<script") == 1 and text.count("<style") == 1
    for name, attributes in elements(text):
        assert name in known
        assert not any(key.startswith("on") for key in attributes)
        address = attributes.get("href", "#")
        assert address.startswith(("#", "https://www.w3.org/"))
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e\ud800-\udfff]", text)


def test_a_fault_on_many_pages_is_told_once_with_its_places() -> None:
    pages = [page(f"p{number}.html", EMPTY_HEADING) for number in range(120)]
    text = shown(report_of(*pages))
    assert text.count('class="fault error"') == 1
    assert "On 120 pages, 120 places" in text
    assert "and 70 more" in text


def test_a_clean_report_says_so() -> None:
    assert "No faults were found." in shown(report_of(page("a.html")))
    assert "발견된 문제가 없습니다." in shown(replace(report_of(page("a.html")), language="ko"))


def test_parts_in_another_language_say_which() -> None:
    report, view = with_trend("en")
    text = shown(report, view)
    assert 'The heading “<span lang="ko">바로가기 메뉴</span>” repeats' in text
    korean = shown(replace(report, language="ko"), view)
    assert '<span lang="en">repeats Read all about it</span>' in korean


def test_links_of_a_hostile_report_run_nothing() -> None:
    report = full_report()
    evil = {key: replace(text, url="javascript:alert(1)") for key, text in report.criteria.items()}
    assert "javascript:" not in shown(replace(report, criteria=evil))


@pytest.mark.parametrize("language", ["en", "ko"])
def test_its_source_keeps_our_own_rules(
    govpage: Govpage, tmp_path: Path, language: Language
) -> None:
    report, view = with_trend(language)
    for name, text in (
        ("full", shown(report, view)),
        ("empty", shown(replace(report_of(), language=language))),
    ):
        (tmp_path / f"{name}.html").write_text(text, encoding="utf-8")
    result = govpage(".", "--no-browser", "--format", "concise", "--fail-on", "info")
    assert (result.code, result.out) == (0, "Found 0 errors, 0 warnings in 2 pages.\n")


@needs_browser
@pytest.mark.slow
@pytest.mark.parametrize("language", ["en", "ko"])
def test_in_a_browser_it_keeps_our_own_rules_and_those_of_axe(
    govpage: Govpage, tmp_path: Path, language: Language
) -> None:
    (tmp_path / "report.html").write_text(shown(*with_trend(language)), encoding="utf-8")
    result = govpage("report.html", "--browser", "--quiet", "--format", "json")
    data = json.loads(result.out)
    assert data["pages"][0]["error"] is None
    told = [
        (one["rule"], one["selector"], one["message"])
        for one in data["pages"][0]["findings"]
        if one["certainty"] != "review"
    ]
    assert told == []


@needs_browser
def test_filters_work_and_a_narrow_window_needs_no_sideways_scrolling(tmp_path: Path) -> None:
    (tmp_path / "report.html").write_text(shown(*with_trend("ko")), encoding="utf-8")
    with BrowserSession(find_browser(None), options()) as session, session.page():
        driver = session.driver
        driver.get((tmp_path / "report.html").as_uri())
        visible = (
            "return [...document.querySelectorAll('.fault')].filter(e => e.offsetParent).length"
        )
        assert driver.execute_script(visible) == 4
        driver.execute_script("document.getElementById('show-review').click()")
        assert driver.execute_script(visible) == 3
        driver.execute_script(
            "const page = document.getElementById('only-page'); page.value = '1';"
            "page.dispatchEvent(new Event('change'))"
        )
        assert driver.execute_script(visible) == 1
        assert (
            driver.execute_script("return document.getElementById('shown').textContent")
            == "표시된 문제: 1개"
        )
        driver.execute_cdp_cmd(
            "Emulation.setDeviceMetricsOverride",
            {"width": 320, "height": 700, "deviceScaleFactor": 1, "mobile": False},
        )
        assert driver.execute_script("return document.documentElement.scrollWidth") == 320
