"""Decides the fixed words of the HTML report in each language."""

from __future__ import annotations

from typing import Final

from govpage_lint.findings import Language
from govpage_lint.reports.phrases import phrase

WORDS: Final[dict[str, dict[Language, str]]] = {
    "skip": {"en": "Skip to the results", "ko": "본문 바로가기"},
    "heading": {"en": "Accessibility report", "ko": "웹 접근성 점검 보고서"},
    "overview": {"en": "Overview", "ko": "요약"},
    "broken": {"en": "Pages that could not be checked", "ko": "검사하지 못한 페이지"},
    "notes": {"en": "Notes", "ko": "알림"},
    "trend_caption": {
        "en": "Counts of each report, the newest last",
        "ko": "보고서별 건수(아래로 갈수록 최근)",
    },
    "by_rule": {"en": "By rule", "ko": "규칙별 현황"},
    "rules_caption": {
        "en": "Rules that are broken, the most serious first",
        "ko": "위반한 규칙(심각한 순서)",
    },
    "by_page": {"en": "By page", "ko": "페이지별 현황"},
    "pages_caption": {
        "en": "Pages with findings, the worst first",
        "ko": "문제가 있는 페이지(문제가 많은 순서)",
    },
    "level": {"en": "Level", "ko": "수준"},
    "filter": {"en": "Filter the findings", "ko": "결과 골라 보기"},
    "show": {"en": "Show", "ko": "표시할 수준"},
    "only_rule": {"en": "Only this rule", "ko": "이 규칙만"},
    "only_page": {"en": "Only this page", "ko": "이 페이지만"},
    "all_rules": {"en": "All rules", "ko": "모든 규칙"},
    "all_pages": {"en": "All pages", "ko": "모든 페이지"},
    "shown": {"en": "Faults shown: {number}", "ko": "표시된 문제: {number}개"},
    "fix": {"en": "How to fix", "ko": "고치는 법"},
    "place": {"en": "Place", "ko": "위치"},
    "element": {"en": "Element", "ko": "요소"},
    "picture": {"en": "Picture", "ko": "화면 사진"},
    "same_picture": {"en": "Shown in picture {number}", "ko": "화면 사진 {number} 참고"},
    "picture: name": {"en": "Picture {number}", "ko": "화면 사진 {number}"},
    "picture: alt": {
        "en": "Picture {number}: a part of {page}, with a frame around the fault",
        "ko": "화면 사진 {number}: {page}에서 문제가 있는 부분을 테두리로 표시",
    },
    "clean": {"en": "No faults were found.", "ko": "발견된 문제가 없습니다."},
    "held": {"en": "Exceptions and known faults", "ko": "예외와 기존 문제"},
    "held_caption": {
        "en": "Findings that are not counted, and why",
        "ko": "건수에 넣지 않은 문제와 그 사유",
    },
    "cause": {"en": "By", "ko": "근거"},
    "reason": {"en": "Reason", "ko": "사유"},
    "footer": {
        "en": "Machines find only a part of the barriers on a page. What they pass is not yet accessible: "
        "try it with a keyboard and a screen reader.",
        "ko": "자동 점검으로는 접근성 문제의 일부만 찾을 수 있습니다. 키보드와 "
        "화면 낭독 프로그램으로도 확인해야 합니다.",
    },
    "profile": {"en": "Profile", "ko": "프로필"},
    "card: pages": {"en": "Pages", "ko": "페이지"},
    "card: info": {"en": "Advice", "ko": "권고"},
    "card: review": {"en": "To review", "ko": "확인 필요"},
    "card: fixable": {"en": "Fixable", "ko": "자동 수정 가능"},
    "card: held": {"en": "Not counted", "ko": "제외"},
    "left out: faults": {
        "en": "{number:,} more faults are left out here. The JSON report holds them all.",
        "ko": "문제 {number:,}개를 더 생략했습니다. JSON 보고서에는 모두 있습니다.",
    },
    "left out: pages": {
        "en": "{number:,} more pages have findings.",
        "ko": "이 밖에 {number:,}개 페이지에도 문제가 있습니다.",
    },
    "left out: places": {"en": "and {number:,} more", "ko": "외 {number:,}곳"},
}
_SHARED: Final = ("trend", "errors", "warnings", "rule", "page", "pages", "findings")


def words_of(language: Language) -> dict[str, str]:
    """The words that the template names."""
    own = {name: text[language] for name, text in WORDS.items() if ":" not in name}
    return {**{name: phrase(name, language) for name in _SHARED}, **own}
