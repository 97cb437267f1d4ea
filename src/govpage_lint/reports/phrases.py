"""Decides the fixed words of reports in each language."""

from __future__ import annotations

from typing import Final

from govpage_lint.findings import Language

_PHRASES: Final[dict[str, dict[Language, str]]] = {
    "error": {"en": "error", "ko": "오류"},
    "warning": {"en": "warning", "ko": "경고"},
    "info": {"en": "advice", "ko": "권고"},
    "review": {"en": "review", "ko": "확인 필요"},
    "unchecked": {"en": "not checked", "ko": "검사 못함"},
    "fix": {"en": "Fix", "ko": "고치는 법"},
    "why": {"en": "Why", "ko": "이유"},
    "only in windows": {"en": "Only in windows", "ko": "이 창 크기에서만"},
    "picture": {"en": "Picture", "ko": "화면 사진"},
    "note": {"en": "Note", "ko": "알림"},
    "rendered": {"en": "in the rendered page", "ko": "브라우저가 만든 화면"},
    "seen by": {"en": "seen by", "ko": "발견"},
    "source": {"en": "source", "ko": "소스"},
    "axe": {"en": "axe", "ko": "axe"},
    "probe": {"en": "trial", "ko": "시험 조작"},
    "certain": {"en": "certain", "ko": "확실"},
    "likely": {"en": "likely", "ko": "유력"},
    "critical": {"en": "critical", "ko": "치명적"},
    "serious": {"en": "serious", "ko": "심각"},
    "moderate": {"en": "moderate", "ko": "보통"},
    "minor": {"en": "minor", "ko": "경미"},
    "yes": {"en": "yes", "ko": "가능"},
    "no": {"en": "no", "ko": "불가"},
    "in force": {"en": "in force", "ko": "유효"},
    "findings": {"en": "Findings", "ko": "점검 결과"},
    "rule": {"en": "Rule", "ko": "규칙"},
    "page": {"en": "Page", "ko": "페이지"},
    "criteria": {"en": "Criteria", "ko": "관련 지침"},
    "trend": {"en": "Development", "ko": "추이"},
    "when": {"en": "When (UTC)", "ko": "시각(UTC)"},
    "pages": {"en": "Pages", "ko": "페이지"},
    "errors": {"en": "Errors", "ko": "오류"},
    "warnings": {"en": "Warnings", "ko": "경고"},
    "new": {"en": "New", "ko": "새로 생김"},
    "fixed": {"en": "Fixed", "ko": "해결됨"},
    "pages unchecked": {"en": "Not checked", "ko": "검사 못함"},
    "by inline": {"en": "suppressed in the page", "ko": "페이지 주석으로 제외"},
    "by config": {"en": "suppressed by the configuration", "ko": "설정으로 제외"},
    "by baseline": {"en": "in the baseline", "ko": "기준선에 있음"},
}


def phrase(key: str, language: Language) -> str:
    """The words for ``key``."""
    return _PHRASES[key][language]


_NOUNS_KO: Final = {
    "error": "오류",
    "warning": "경고",
    "info": "권고",
    "review": "확인 필요",
    "page": "페이지",
    "fixable": "자동 수정 가능",
    "baselined": "기준선으로 제외",
    "suppressed": "예외로 제외",
    "finding": "결과",
}
# Those that are the same for one and for many.
_UNCOUNTED: Final = {
    "info": "advice",
    "review": "to review",
    "fixable": "fixable",
    "baselined": "baselined",
    "suppressed": "suppressed",
}


def count(number: int, noun: str, language: Language) -> str:
    """A number of things: "12 errors", "오류 12건"."""
    if language == "ko":
        if noun == "place":
            return f"{number:,}곳"
        return f"{_NOUNS_KO[noun]} {number:,}{'개' if noun == 'page' else '건'}"
    if noun in _UNCOUNTED:
        return f"{number:,} {_UNCOUNTED[noun]}"
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def on_pages(number: int, language: Language) -> str:
    """On how many pages something is: "on 3 pages", "페이지 3개"."""
    pages = count(number, "page", language)
    return pages if language == "ko" else f"on {pages}"


def capital(text: str) -> str:
    """A text with a capital at its beginning."""
    return text[:1].upper() + text[1:]
