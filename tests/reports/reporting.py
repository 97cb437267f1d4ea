"""A fixed report with one of everything, and reports of any text, for the tests of formats."""

from dataclasses import replace

from hypothesis import strategies as st

from govpage_lint.findings import (
    BaselineUse,
    CriterionText,
    Edit,
    Excerpt,
    Finding,
    Fix,
    Fixed,
    Gone,
    Location,
    PageResult,
    Report,
    RuleGround,
    RuleOutcomes,
    RuleText,
    Suppressed,
    Tool,
)
from govpage_lint.reports.view import View

VIEW = View()

EMPTY_HEADING = Finding(
    rule="heading-empty",
    level="error",
    certainty="certain",
    impact="serious",
    message="The <h1> has no text.",
    location=Location(4, 13, 4, 17),
    selector="body > main > h1",
    snippet="<h1>",
    criteria=("wcag:1.3.1",),
    act=("ffd0e9",),
    observers=("source", "rendered"),
    axe=("empty-heading",),
    fingerprint="0123456789abcdef0123",
    how="Write a heading or remove it.",
    excerpt=Excerpt(4, "<body><main><h1></h1>", 12, 16),
    fix=Fix("Remove the empty heading", False, (Edit(60, 69, "", Location(4, 13, 4, 22)),)),
)
SMALL_TEXT = replace(
    EMPTY_HEADING,
    rule="text-too-small",
    level="warning",
    certainty="likely",
    impact="minor",
    message="The text is 9 px high.",
    location=None,
    excerpt=None,
    fix=None,
    criteria=(),
    fingerprint="aaaaaaaaaaaaaaaaaaaa",
    observers=("rendered",),
    how="",
)
LOOK = replace(
    SMALL_TEXT, rule="image-alt-medium-word", certainty="review", message="Is this alt enough?"
)
OUTCOMES = {
    "heading-empty": RuleOutcomes(2, 1, 0, ("source", "rendered")),
    "image-alt-missing": RuleOutcomes(3, 0, 0, ("source",)),
    "axe-region": RuleOutcomes(1, 0, 0, ("axe",)),
}


def page(target: str, *findings: Finding, url: str | None = None) -> PageResult:
    """A checked page."""
    return PageResult(
        target,
        url,
        "checked",
        profile="kr",
        language="ko",
        findings=findings,
        outcomes=OUTCOMES,
        timings={"fetch": 0.25, "source": 0.5},
        ran=("axe-region", "heading-empty", "image-alt-missing", "title-missing"),
    )


def report_of(*pages: PageResult) -> Report:
    """A report on pages, with words for all that they name."""
    found = [
        finding
        for one in pages
        for finding in (*one.findings, *(held.finding for held in one.suppressed))
    ]
    return Report(
        tool=Tool("govpage-lint", "0.1.0", "4.12.1", "Chromium 140"),
        language="en",
        pages=pages,
        rules={
            finding.rule: RuleText(finding.rule, f"Title of {finding.rule}", "It hurts.", "Mend.")
            for finding in found
        },
        criteria={
            key: CriterionText("WCAG 1.3.1", "Info and Relationships", "A", "https://www.w3.org/x")
            for finding in found
            for key in finding.criteria
        },
        notes=("No browser was used.",),
        grounds={
            name: RuleGround((), ())
            for name in ("axe-region", "heading-empty", "image-alt-missing", "title-missing")
        },
        created="2026-11-26T09:00:00Z",
    )


def full_report() -> Report:
    """A report with one of everything."""
    held = Suppressed(replace(EMPTY_HEADING, fingerprint="b" * 20), "inline", "ticket 812")
    old = Suppressed(replace(EMPTY_HEADING, fingerprint="c" * 20), "baseline")
    report = report_of(
        replace(page("site/a.html", EMPTY_HEADING, LOOK), suppressed=(held, old)),
        page("https://www.example.go.kr/news/", SMALL_TEXT, url="https://www.example.go.kr/news/"),
        PageResult("site/gone.html", None, "error", "no such file or folder"),
    )
    use = BaselineUse("known.json", (Gone("heading-empty", "site/a.html", 2),), allowed=True)
    return replace(report, fixed=Fixed(3, 2), baseline=use)


# Every code point that a page, a file name or a saved report may bring in.
ANY_TEXT = st.text(st.characters(), max_size=40)
_HOSTILE = (
    "::error file=x::y",
    "\n::set-output name=a::b",
    "##[add-path]/evil",
    "\x1b]0;owned\x07\x1b[2J",
    "\u202eevil\u2028line",
    '=HYPERLINK("https://evil/")',
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "＝1+1",
    "</script><script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "--><b>",
    "]]>",
    "&lt;&#0;",
    "[click](javascript:alert(1))",
    "![x](https://evil/x.png)",
    "@everyone #1 GH-2",
    "`code` ``two`` | pipe | **bold** _it_ ~~s~~",
    "# heading\n- list\n> quote\n\n    code",
    "https://evil.example/ www.evil.example a@evil.example",
    "{0} {{x}} {% raw %}",
    "$(rm -rf /) `id`",
    "\x00\x08\ufffe\uffff\ud800",
)
HOSTILE_TEXT = st.one_of(st.sampled_from(_HOSTILE), ANY_TEXT)


@st.composite
def hostile_reports(draw: st.DrawFn) -> Report:
    """Reports in which every text from outside is hostile."""
    texts = draw(st.lists(HOSTILE_TEXT, min_size=9, max_size=9))
    finding = replace(
        EMPTY_HEADING,
        level=draw(st.sampled_from(("error", "warning", "info"))),
        certainty=draw(st.sampled_from(("certain", "likely", "review"))),
        message=texts[0] or "x",
        selector=texts[1],
        snippet=texts[2],
        how=texts[3],
        location=draw(st.sampled_from((Location(4, 13, 4, 17), Location(1, 1, 3, 2), None))),
        excerpt=Excerpt(4, texts[2], 0, len(texts[2]) + 1),
    )
    held = Suppressed(finding, draw(st.sampled_from(("inline", "config", "baseline"))), texts[4])
    url = draw(st.sampled_from((None, "https://www.example.go.kr/")))
    target = texts[5] or "x"
    report = report_of(
        replace(page(target, finding, url=url), suppressed=(held,), notes=(texts[6],)),
        PageResult(texts[6], None, "error", texts[7]),
    )
    text = RuleText(finding.rule, texts[8], texts[7], texts[3])
    return replace(report, notes=(texts[0],), rules={**report.rules, finding.rule: text})
