"""The Markdown report: found again by its mark, within what a comment holds, and only text in it."""

import html
import re
from dataclasses import replace

from hypothesis import given, settings
from markdown_it import MarkdownIt

from govpage_lint.findings import Report
from govpage_lint.reports import markdown
from govpage_lint.reports.escape import visible
from govpage_lint.reports.markdown_text import code, link, plain
from govpage_lint.reports.trend import trend_of
from govpage_lint.reports.view import View
from tests.reports.reporting import (
    EMPTY_HEADING,
    HOSTILE_TEXT,
    SMALL_TEXT,
    VIEW,
    full_report,
    hostile_reports,
    page,
    report_of,
)

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


@settings(max_examples=200, deadline=None)
@given(HOSTILE_TEXT)
def test_text_stays_text(text: str) -> None:
    shown = plain(text)
    tokens = READER.parse(f"{shown}\n")
    kinds = [child.type for token in tokens for child in token.children or ()]
    assert set(kinds) <= {"text", "text_special"}
    assert [token.type for token in tokens] in ([], ["paragraph_open", "inline", "paragraph_close"])
    told = "".join(child.content for token in tokens for child in token.children or ())
    assert told.replace("\u200b", "") == " ".join(visible(text).split()).replace("\u200b", "")
    # No name is mentioned and no issue is meant, even once the numbers are characters again.
    finished = html.unescape(shown)
    assert not re.search(r"[@#]\w|www\.\w", finished.replace("www&#46;", "")) or "&#46;" in shown
    assert "|" not in shown and "<" not in shown and "`" not in shown


def test_the_first_line_is_the_mark_and_a_summary_follows() -> None:
    lines = markdown.render(full_report(), VIEW).splitlines()
    assert lines[:3] == ["<!-- govpage-lint report -->", "### govpage-lint", ""]
    assert lines[3].startswith("**Found 1 error, 1 warning, 1 to review in 3 pages (1 fixable with")
    assert "| <code>site/a.html</code> | 1 | 0 | 0 | 1 |" in lines
    assert "- <code>site/gone.html</code>: no such file or folder" in lines
    assert "[WCAG 1.3.1 Info and Relationships](https://www.w3.org/x)" in lines


def test_it_speaks_korean() -> None:
    text = markdown.render(replace(full_report(), language="ko"), VIEW)
    assert "| 페이지 | 오류 | 경고 | 권고 | 확인 필요 |" in text
    assert "고치는 법: Write a heading" in text


def test_a_development_is_a_table() -> None:
    old = replace(report_of(page("a.html", EMPTY_HEADING)), created="2026-10-01T08:00:00Z")
    text = markdown.render(full_report(), View(trend=trend_of([old, full_report()])))
    assert "| 2026-11-26 09&#58;00 | 3 | 1 | 1 | 2 | 0 | 1 |" in text


def test_a_fault_on_many_pages_is_told_once() -> None:
    pages = [page(f"p{number}.html", EMPTY_HEADING) for number in range(1_000)]
    text = markdown.render(report_of(*pages), VIEW)
    assert text.count("The &#60;h1&#62; has no text.") == 1
    assert "on 1,000 pages" in text and "and 995 more" in text
    assert len(text) < 5_000


def test_what_is_too_long_for_a_comment_is_cut_and_says_so() -> None:
    many = [
        replace(SMALL_TEXT, message=f"Fault {number}: {'한' * 300}", fingerprint=f"{number:020x}")
        for number in range(500)
    ]
    text = markdown.render(
        report_of(*(page(f"p{n}.html", one) for n, one in enumerate(many))), VIEW
    )
    assert len(text) <= 65_536
    assert len(text.encode()) <= 1_048_576
    left = re.search(r"This report is cut: (\d+) more faults are left out", text)
    assert left is not None
    assert text.count("> Fault ") + int(left[1]) == 500


@settings(max_examples=40, deadline=None)
@given(hostile_reports())
def test_no_text_of_a_report_is_markup(report: Report) -> None:
    text = markdown.render(report, VIEW)
    body = text.removeprefix("<!-- govpage-lint report -->")
    assert "<" not in re.sub(r"</?code>", "", body)
    tokens = [child for token in READER.parse(text) for child in token.children or ()]
    links = {token.attrs["href"] for token in tokens if token.type == "link_open"}
    assert links <= {"https://www.w3.org/x"}
    assert not any(token.type in ("image", "code_inline") for token in tokens)


def test_a_link_that_could_end_early_is_no_link() -> None:
    assert link("x", "https://a/) [y](https://b") == "x"
    assert link("x", "javascript:alert(1)") == "x"
    assert code("`x`|</code>") == "<code>&#96;x&#96;&#124;&#60;/code&#62;</code>"
