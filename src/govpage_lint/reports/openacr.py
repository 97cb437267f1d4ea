"""Decides the OpenACR report: a draft of an Accessibility Conformance Report, for a person to finish.

YAML in the format of GSA's OpenACR (https://github.com/GSA/openacr, schema 0.1.0), by the catalogue of
VPAT 2.5 with WCAG 2.2. No tool can tell that a criterion is met: where nothing was found it says
"not-evaluated", and what the person who goes on should know; where faults are, "does-not-support".
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from govpage_lint.builtin import read_builtin
from govpage_lint.findings import Finding, Language, Report
from govpage_lint.reports.phrases import count
from govpage_lint.reports.summary import summary_line
from govpage_lint.reports.view import View

_CATALOG: Final = "2.5-edition-wcag-2.2-en"
_CHAPTERS: Final = {"A": "success_criteria_level_a", "AA": "success_criteria_level_aa"}
# A note is read by a person, who finds all in the other reports.
_MAX_RULES: Final = 12
_MAX_PAGES: Final = 20

_WORDS: Final[Mapping[str, Mapping[Language, str]]] = {
    "title": {"en": "Accessibility Conformance Report", "ko": "접근성 적합성 보고서"},
    "draft": {
        "en": "Draft made by a tool. Fill in product and author, evaluate what is not evaluated, and read the notes.",
        "ko": "도구가 만든 초안입니다. 제품과 작성자를 적고, 평가하지 않은 항목을 사람이 평가한 뒤 비고를 확인합니다.",
    },
    "method": {
        "en": "Automatic rules on the markup{browser} of these pages: {pages}.",
        "ko": "다음 페이지의 마크업{browser}을 자동 규칙으로 검사했습니다: {pages}.",
    },
    "browser": {
        "en": " and on what {browser} makes of it, with axe-core {axe},",
        "ko": "과 {browser} 화면(axe-core {axe} 포함)",
    },
    "more": {"en": "{} more", "ko": "외 {}개"},
    "faults": {"en": "Faults found: {} ({}): {}.", "ko": "찾은 문제 {}건({}): {}."},
    "review": {
        "en": "Places for a person to look at: {}: {}.",
        "ko": "사람이 확인할 곳 {}건: {}.",
    },
    "nothing": {
        "en": "Automatic rules found no fault; that does not show that the criterion is met.",
        "ko": "자동 규칙으로 찾은 문제는 없습니다. 기준을 충족한다는 뜻은 아닙니다.",
    },
    "untested": {
        "en": "No automatic rule looked at it.",
        "ko": "이 기준을 검사한 자동 규칙이 없습니다.",
    },
}


def render(report: Report, view: View) -> str:
    """The report as YAML, in UTF-8 text."""
    return "\n".join(_yaml(as_data(report))) + "\n"


def as_data(report: Report) -> dict[str, Any]:
    """The report as plain data."""
    language = report.language
    return {
        "title": _WORDS["title"][language],
        "catalog": _CATALOG,
        "product": {"name": _product(report)},
        "author": {"name": "", "email": ""},
        **({"report_date": report.created[:10]} if report.created else {}),
        "notes": f"{_WORDS['draft'][language]} {summary_line(report)}",
        "evaluation_methods_used": _method(report),
        "chapters": {
            chapter: {"criteria": list(_criteria(report, level))}
            for level, chapter in _CHAPTERS.items()
        }
        | {"success_criteria_level_aaa": {"disabled": True}},
    }


def _criteria(report: Report, level: str) -> Iterator[dict[str, Any]]:
    tested = {handle for ground in report.grounds.values() for handle in ground.wcag}
    found = _by_criterion(report)
    for entry in read_builtin("standards/wcag-2.2.toml")["criterion"]:
        if entry["level"] == level and "removed" not in entry:
            told = found.get(f"wcag:{entry['id']}", [])
            adherence = _adherence(report, told, entry["handle"] in tested)
            yield {"num": entry["id"], "components": [{"name": "web", "adherence": adherence}]}


def _by_criterion(report: Report) -> dict[str, list[tuple[str, Finding]]]:
    """The findings of each criterion, with the pages that they are on."""
    found: dict[str, list[tuple[str, Finding]]] = {}
    for page in report.pages:
        # What people decided not to be told is a fault of the page all the same.
        for finding in (*page.findings, *(one.finding for one in page.suppressed)):
            for key in finding.criteria:
                found.setdefault(key, []).append((page.target, finding))
    return found


def _adherence(report: Report, told: Sequence[tuple[str, Finding]], tested: bool) -> dict[str, str]:
    language = report.language
    # Advice is no failure of a criterion.
    faults = [one for one in told if one[1].certainty != "review" and one[1].level != "info"]
    doubts = [one for one in told if one[1].certainty == "review"]
    notes = []
    if faults:
        pages = count(len({page for page, _ in faults}), "page", language)
        words = _WORDS["faults"][language]
        notes.append(words.format(f"{len(faults):,}", pages, _rules(report, faults)))
    if doubts:
        words = _WORDS["review"][language]
        notes.append(words.format(f"{len(doubts):,}", _rules(report, doubts)))
    if not notes:
        notes.append(_WORDS["nothing" if tested else "untested"][language])
    return {
        "level": "does-not-support" if faults else "not-evaluated",
        "notes": " ".join(notes),
    }


def _rules(report: Report, told: Sequence[tuple[str, Finding]]) -> str:
    names = list(dict.fromkeys(finding.rule for _, finding in told))
    titles = [report.rules[name].title if name in report.rules else name for name in names]
    return _listed(titles, _MAX_RULES, report.language)


def _method(report: Report) -> str:
    language, tool = report.language, report.tool
    browser = ""
    if tool.browser is not None:
        browser = _WORDS["browser"][language].format(browser=tool.browser, axe=tool.axe or "–")
    pages = _listed(
        [page.target for page in report.pages if page.kind == "page"], _MAX_PAGES, language
    )
    return f"govpage-lint {tool.version}. " + _WORDS["method"][language].format(
        browser=browser, pages=pages
    )


def _listed(words: Sequence[str], limit: int, language: Language) -> str:
    text = ", ".join(words[:limit])
    left = len(words) - limit
    return f"{text}, {_WORDS['more'][language].format(f'{left:,}')}" if left > 0 else text


def _product(report: Report) -> str:
    """What was checked, as far as a name for it can be told: the host of its addresses."""
    hosts = {page.url.split("/")[2] for page in report.pages if page.url and "://" in page.url}
    return ", ".join(sorted(hosts)[:3])


def _yaml(value: Any, indent: str = "") -> Iterator[str]:
    """Plain data in the block style of YAML; texts as JSON writes them, which YAML reads as well."""
    pairs = value.items() if isinstance(value, dict) else ((None, one) for one in value)
    for key, one in pairs:
        start = f"{indent}-" if key is None else f"{indent}{key}:"
        if isinstance(one, dict | list) and one:
            inner = list(_yaml(one, f"{indent}  "))
            if key is None:
                # The first key of an entry stands behind its dash.
                yield f"{indent}- {inner[0].lstrip()}"
                yield from inner[1:]
            else:
                yield start
                yield from inner
        else:
            yield f"{start} {_scalar(one)}"


def _scalar(value: object) -> str:
    # YAML 1.2 takes JSON's texts; what it does not print is written by its number there.
    text = json.dumps(value, ensure_ascii=False)
    return "".join(one if one.isprintable() else _by_number(one) for one in text)


def _by_number(character: str) -> str:
    number = ord(character)
    return f"\\U{number:08x}" if number > 0xFFFF else f"\\u{number:04x}"
