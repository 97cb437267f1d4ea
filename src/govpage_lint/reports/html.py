"""Decides what the HTML report holds: one file for people who read it without any tool of ours.

It asks nothing from anywhere, and its policy lets nothing run but its own script: the text of
pages stays text. Filters by level work without the script too.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from govpage_lint.digests import sha256
from govpage_lint.findings import (
    CriterionText,
    Excerpt,
    Finding,
    Language,
    PageResult,
    Report,
)
from govpage_lint.reports.escape import visible
from govpage_lint.reports.grouping import Fault, Place, faults
from govpage_lint.reports.html_text import tongue
from govpage_lint.reports.html_words import WORDS, words_of
from govpage_lint.reports.phrases import capital, count, on_pages, phrase
from govpage_lint.reports.pictures import Album
from govpage_lint.reports.summary import fixed_line, summary_line
from govpage_lint.reports.tables import trend_row, when
from govpage_lint.reports.trend import Trend
from govpage_lint.reports.view import View

if TYPE_CHECKING:
    from jinja2 import Template

# What is more than this nobody reads, and browsers grow slow with.
MAX_FAULTS: Final = 2_000
_MAX_PLACES: Final = 50
_MAX_PAGES: Final = 500
_MAX_POINTS: Final = 60
_KINDS: Final = ("error", "warning", "info", "review")
_BAR: Final = 6
_HEIGHT: Final = 100


def render(report: Report, view: View) -> str:
    """The report as a whole HTML document."""
    style, script = _own("style.css"), _own("script.js")
    policy = (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    template = _template(report)
    return template.render(_values(report, view), style=style, script=script, policy=policy) + "\n"


def _own(name: str) -> Any:
    """A part of the document that is ours, and needs no escape."""
    from importlib.resources import files

    from markupsafe import Markup

    text = files("govpage_lint.reports").joinpath("html_page", name).read_text(encoding="utf-8")
    return Markup(text.replace("\r\n", "\n").strip())


def _hash(text: str) -> str:
    digest = sha256(text.encode()).digest()
    return f"sha256-{base64.b64encode(digest).decode()}"


def _template(report: Report) -> Template:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(
        autoescape=True,
        undefined=StrictUndefined,
        finalize=lambda value: visible(value) if type(value) is str else value,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["tongue"] = lambda text: tongue(text, report.language)
    return environment.from_string(str(_own("report.html.jinja")))


def _values(report: Report, view: View) -> dict[str, Any]:
    """All that the template shows."""
    language = report.language
    found = faults(report)
    shown = _Pictures(Album(view.pictures), language)
    numbers = {page.target: number for number, page in enumerate(report.pages)}
    words = words_of(language)
    summary = summary_line(report)
    return {
        "lang": language,
        "words": words,
        "title": f"{words['heading']} – {when(report.created) or report.tool.version}",
        "summary": summary,
        "fixed": fixed_line(report.fixed, language) if report.fixed is not None else "",
        "made": list(_made(report)),
        "cards": list(_cards(report)),
        "broken": [page for page in report.pages if page.status == "error"],
        "notes": list(_notes(report)),
        "trend": _trend(report, view.trend),
        "chart": _chart(view.trend),
        "rules": _rules(report, found[:MAX_FAULTS], numbers, shown),
        "faults_left_out": _left_out(report, "faults", len(found) - MAX_FAULTS),
        "page_names": [
            capital(phrase(name, language)) for name in ("errors", "warnings", "info", "review")
        ],
        "pages": _pages(report),
        "pages_left_out": _left_out(report, "pages", _with_findings(report) - _MAX_PAGES),
        "choices": _choices(report),
        "kinds": [{"kind": kind, "name": phrase(kind, language)} for kind in _KINDS],
        "held": list(_held(report)),
    }


def _left_out(report: Report, what: str, number: int) -> str:
    return WORDS[f"left out: {what}"][report.language].format(number=number) if number > 0 else ""


def _made(report: Report) -> Iterator[str]:
    tool = report.tool
    if report.created:
        yield f"{when(report.created)} UTC"
    yield f"{tool.name} {tool.version}"
    if tool.axe:
        yield f"axe-core {tool.axe}"
    if tool.browser:
        yield tool.browser
    profiles = sorted({page.profile for page in report.pages if page.profile})
    if profiles:
        yield f"{WORDS['profile'][report.language]}: {', '.join(profiles)}"


def _cards(report: Report) -> Iterator[dict[str, str]]:
    language = report.language
    numbers = (
        ("error", "errors", report.count("error")),
        ("warning", "warnings", report.count("warning")),
        ("info", "info", report.count("info")),
        ("review", "review", report.to_review),
        ("", "pages", report.looked_at),
        ("error", "pages unchecked", report.unchecked),
        ("good", "fixable", report.fixable),
        ("", "held", report.suppressed("inline", "config", "baseline")),
    )
    for kind, name, number in numbers:
        if number or name in ("errors", "warnings", "pages"):
            label = (
                WORDS["card: " + name][language]
                if "card: " + name in WORDS
                else phrase(name, language)
            )
            yield {"kind": kind, "number": f"{number:,}", "name": label}


def _notes(report: Report) -> Iterator[str]:
    yield from report.notes
    pages: dict[str, list[str]] = {}
    for page in report.pages:
        for note in page.notes:
            pages.setdefault(note, []).append(page.target)
    for note, targets in pages.items():
        where = targets[0] if len(targets) == 1 else on_pages(len(targets), report.language)
        yield f"{note} ({where})"


def _trend(report: Report, trend: Trend) -> dict[str, Any] | None:
    if not trend:
        return None
    names = ("when", "pages", "errors", "warnings", "new", "fixed", "pages unchecked")
    rows = [trend_row(number, trend, report.language) for number in range(len(trend))]
    return {
        "names": [phrase(name, report.language) for name in names],
        "rows": rows[-_MAX_POINTS:],
    }


def _chart(trend: Trend) -> dict[str, Any]:
    """Bars for the errors and warnings of each report, on one scale."""
    points = trend[-_MAX_POINTS:]
    most = max((max(point.errors, point.warnings) for point in points), default=0) or 1
    bars = []
    for number, point in enumerate(points):
        for offset, (kind, value) in enumerate(
            (("error", point.errors), ("warning", point.warnings))
        ):
            height = round((_HEIGHT - 4) * value / most, 2)
            bars.append(
                {
                    "kind": kind,
                    "x": number * 3 * _BAR + _BAR / 2 + offset * _BAR,
                    "y": _HEIGHT - height,
                    "width": _BAR - 0.5,
                    "height": height,
                }
            )
    return {"width": max(1, len(points)) * 3 * _BAR, "height": _HEIGHT, "bars": bars}


def _rules(
    report: Report, found: list[Fault], numbers: dict[str, int], shown: _Pictures
) -> list[dict[str, Any]]:
    """The rules in the order of their worst faults, each with its faults."""
    language = report.language
    by_rule: dict[str, list[Fault]] = {}
    for fault in found:
        by_rule.setdefault(fault.finding.rule, []).append(fault)
    rules = []
    for name, own in by_rule.items():
        text = report.rules[name]
        kinds = {_kind(fault.finding) for fault in own}
        hows = {fault.finding.how for fault in own}
        keys = dict.fromkeys(key for fault in own for key in fault.finding.criteria)
        findings = sum(fault.count for fault in own)
        targets = {page.target for fault in own for page, _ in fault.where}
        rules.append(
            {
                "id": name,
                "title": text.title or name,
                "kind": _kind(own[0].finding),
                "level": phrase(_kind(own[0].finding), language),
                "only": next(iter(kinds)) if len(kinds) == 1 else "",
                "mixed": len(kinds) > 1,
                "why": text.why,
                "criteria": [_criterion(report.criteria[key]) for key in keys],
                "count": f"{count(findings, 'finding', language)}, {on_pages(len(targets), language)}",
                "findings": f"{findings:,}",
                "pages": f"{len(targets):,}",
                "faults": [
                    _fault(report, fault, numbers, shown, tell_how=len(hows) > 1 or number == 0)
                    for number, fault in enumerate(own)
                ],
            }
        )
    return rules


def _criterion(text: CriterionText) -> dict[str, str | None]:
    level = f" ({text.level})" if text.level else ""
    # Whatever made the report, a link of it leads to the web and runs nothing.
    web = text.url is not None and text.url.lower().startswith(("https://", "http://"))
    return {"name": f"{text.label} {text.name}{level}".strip(), "url": text.url if web else None}


def _kind(finding: Finding) -> str:
    return "review" if finding.certainty == "review" else finding.level


def _fault(
    report: Report, fault: Fault, numbers: dict[str, int], shown: _Pictures, *, tell_how: bool
) -> dict[str, Any]:
    language = report.language
    finding = fault.finding
    more = fault.count - _MAX_PLACES
    where = dict.fromkeys(numbers[page.target] for page, _ in fault.where)
    spread = count(fault.count, "place", language)
    if fault.pages > 1:
        spread = f"{on_pages(fault.pages, language)}, {spread}"
    return {
        "kind": _kind(finding),
        "level": phrase(_kind(finding), language),
        "message": finding.message,
        "how": finding.how if tell_how else "",
        "code": _code(finding.excerpt, finding.snippet),
        "where": [_place(place) for place in fault.first(_MAX_PLACES)],
        "more": _left_out(report, "places", more),
        "numbers": " ".join(map(str, where)),
        "spread": capital(spread),
        "selector": finding.selector,
        "picture": shown.of(fault),
    }


class _Pictures:
    """The pictures that were shown so far: one that several faults have stands there once."""

    def __init__(self, album: Album, language: Language) -> None:
        self._album = album
        self._language: Language = language
        self._numbers: dict[str, int] = {}

    def of(self, fault: Fault) -> dict[str, Any] | None:
        """What the template shows of the picture of a fault: itself, a link to it, or its file."""
        if fault.pictured is None:
            return None
        target, path = fault.pictured
        if path in self._numbers:
            return {"number": self._numbers[path], "image": None, "path": path}
        image = self._album.picture(path)
        if image is None:
            return {"number": 0, "image": None, "path": path}
        number = self._numbers[path] = len(self._numbers) + 1
        said = WORDS["picture: alt"][self._language].format(number=number, page=target)
        name = WORDS["picture: name"][self._language].format(number=number)
        return {"number": number, "image": image, "path": path, "alt": said, "name": name}


def _place(place: Place) -> str:
    return str(place)


def _code(excerpt: Excerpt | None, snippet: str) -> dict[str, str] | None:
    """The line of a fault in three parts, or what it quotes."""
    if excerpt is None:
        return {"before": snippet, "fault": "", "after": ""} if snippet else None
    text = excerpt.text
    return {
        "before": text[: excerpt.start].lstrip(),
        "fault": text[excerpt.start : excerpt.end],
        "after": text[excerpt.end :].rstrip(),
    }


def _with_findings(report: Report) -> int:
    """How many pages have findings."""
    return sum(bool(page.findings) and page.kind == "page" for page in report.pages)


def _pages(report: Report) -> list[dict[str, Any]]:
    """The pages with findings, the worst first."""
    rows = [(page, _levels(page)) for page in report.pages if page.findings and page.kind == "page"]
    rows.sort(key=lambda row: [-number for number in row[1]])
    return [
        {"target": page.target, "cells": [f"{number:,}" for number in levels]}
        for page, levels in rows[:_MAX_PAGES]
    ]


def _levels(page: PageResult) -> list[int]:
    kinds = [_kind(finding) for finding in page.findings]
    return [kinds.count(kind) for kind in _KINDS]


def _choices(report: Report) -> list[dict[str, Any]]:
    numbers = {page.target: number for number, page in enumerate(report.pages)}
    found = [page.target for page in report.pages if page.findings]
    return [{"number": numbers[name], "target": name} for name in dict.fromkeys(found)][:_MAX_PAGES]


def _held(report: Report) -> Iterator[dict[str, str]]:
    number = 0
    for page in report.pages:
        for one in page.suppressed:
            number += 1
            if number > _MAX_PAGES:
                return
            yield {
                "title": report.rules[one.finding.rule].title,
                "place": str(Place(page, one.finding.location)),
                "cause": phrase(f"by {one.by}", report.language),
                "reason": one.reason or "–",
            }
