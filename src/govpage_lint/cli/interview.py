"""Decides what ``govpage-lint init`` asks, in both languages, and what answers mean."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from typing import Final, TextIO

from govpage_lint.cli import UsageError
from govpage_lint.findings import Language
from govpage_lint.records import dataclass
from govpage_lint.reports.escape import visible

# For whom a person works, in the order in which it is asked.
PROFILES: Final[Mapping[str, Mapping[Language, str]]] = {
    "kr": {"en": "a public body in Korea (KWCAG 2.2)", "ko": "대한민국 공공기관 (KWCAG 2.2)"},
    "us-federal": {
        "en": "a federal agency of the United States (Section 508)",
        "ko": "미국 연방 기관 (재활법 508조)",
    },
    "us-state": {
        "en": "a state or local government of the United States (ADA Title II)",
        "ko": "미국 주·지방 정부 (장애인법 2편)",
    },
    "eu": {
        "en": "a public body in the European Union (EN 301 549)",
        "ko": "유럽 연합 공공기관 (EN 301 549)",
    },
    "uk": {"en": "a public body in the United Kingdom", "ko": "영국 공공기관"},
    "ca": {"en": "a public body in Canada (EN 301 549)", "ko": "캐나다 공공기관 (EN 301 549)"},
    "jp": {"en": "a public body in Japan (JIS X 8341-3)", "ko": "일본 공공기관 (JIS X 8341-3)"},
    "fr": {"en": "a public body in France (RGAA 4.1)", "ko": "프랑스 공공기관 (RGAA 4.1)"},
    "wcag-aa": {"en": "anyone else (WCAG 2.2, level AA)", "ko": "그 밖 (WCAG 2.2 AA 수준)"},
    "auto": {
        "en": "several: each page by its host (.go.kr, .gov.uk, …)",
        "ko": "여러 기관: 페이지의 호스트로 정함(.go.kr, .gov.uk 등)",
    },
}

_TEXTS: Final[Mapping[str, Mapping[Language, str]]] = {
    "whom": {"en": "Whose pages are they?", "ko": "어느 기관의 페이지입니까?"},
    "number": {"en": "Number", "ko": "번호"},
    "targets": {
        "en": "Which folders, files or addresses are to be checked? Separate them by spaces",
        "ko": "검사할 폴더, 파일, 주소를 띄어쓰기로 구분해 입력하십시오",
    },
    "baseline": {
        "en": "Let the faults that are there today pass, and fail for new ones only?",
        "ko": "지금 있는 문제는 넘어가고 새로 생긴 문제만 실패로 처리합니까?",
    },
    "hook": {
        "en": "Check before every commit, by pre-commit?",
        "ko": "커밋할 때마다 pre-commit으로 검사합니까?",
    },
    "action": {
        "en": "Check every pull request on GitHub?",
        "ko": "GitHub의 모든 풀 리퀘스트를 검사합니까?",
    },
    "yes or no": {"en": "y/N", "ko": "y/N"},
    "again": {"en": "That is not one of them.", "ko": "목록에 없는 답입니다."},
    "again yes": {"en": "Answer y or n.", "ko": "y 또는 n으로 답하십시오."},
    "file": {
        "en": 'Configuration of govpage-lint. "govpage-lint --show-config" says what is in force.',
        "ko": "govpage-lint 설정. 적용되는 값은 govpage-lint --show-config로 확인합니다.",
    },
    "profile of the host": {
        "en": "Each page is checked by the profile of its host. For one profile everywhere:",
        "ko": "프로파일은 페이지의 호스트로 정합니다. 한 가지로 고정하려면 다음 줄을 씁니다.",
    },
    "baseline in the file": {
        "en": 'Made by "govpage-lint baseline create".',
        "ko": "govpage-lint baseline create로 만듭니다.",
    },
    "written": {"en": "written", "ko": "작성함"},
    "there already": {
        "en": "{file} is there already and stays as it is; the README says what to add.",
        "ko": "{file} 파일이 이미 있어 그대로 두었습니다. 추가할 내용은 README에 있습니다.",
    },
    "next": {"en": "next", "ko": "다음 단계"},
}
_YES: Final = frozenset(("y", "yes", "예", "네", "ㅛ"))
_NO: Final = frozenset(("n", "no", "아니요", "아니오", "ㅜ", ""))
# Who gives more wrong answers than this is no person.
_MOST_TRIES: Final = 20
_LONGEST: Final = 10_000


def say(key: str, language: Language) -> str:
    """A text of the command."""
    return _TEXTS[key][language]


@dataclass(frozen=True, slots=True)
class Answers:
    """What a person wants: ``targets`` are what is checked where nothing is named."""

    lang: Language
    profile: str
    targets: tuple[str, ...]
    baseline: bool
    hook: bool
    action: bool


class Interview:
    """Asks on standard output and reads answers, one a line. Raises UsageError at their end."""

    def __init__(self, source: TextIO, environment: Mapping[str, str]) -> None:
        self._source = source
        self._environment = environment
        self._tries = 0

    def ask(self, given: argparse.Namespace, folders: Sequence[str]) -> Answers:
        """The answers; what a flag has answered is not asked. ``folders`` are those that may be meant."""
        language = given.lang or self._language()
        return Answers(
            language,
            given.profile or self._profile(language),
            tuple(given.targets) if given.targets is not None else self._targets(language, folders),
            self._whether("baseline", given.baseline, language),
            self._whether("hook", given.hook, language),
            self._whether("action", given.action, language),
        )

    def _language(self) -> Language:
        named = next(
            (
                value
                for name in ("LC_ALL", "LC_MESSAGES", "LANG")
                if (value := self._environment.get(name))
            ),
            "",
        )
        usual: Language = "ko" if named.startswith("ko") else "en"
        while True:
            text = self._line(f"English (en) / 한국어 (ko)? [{usual}] ").lower()
            if not text:
                return usual
            if text in ("en", "english"):
                return "en"
            if text in ("ko", "korean", "한국어"):
                return "ko"
            self._print("en / ko")

    def _profile(self, language: Language) -> str:
        names = list(PROFILES)
        usual = "kr" if language == "ko" else "auto"
        self._print(say("whom", language))
        for number, name in enumerate(names, 1):
            self._print(f"  {number}. {PROFILES[name][language]}")
        while True:
            text = self._line(f"{say('number', language)} [{names.index(usual) + 1}] ")
            if not text:
                return usual
            if text in names:
                return text
            if text.isascii() and text.isdecimal() and 1 <= int(text[:4]) <= len(names):
                return names[int(text[:4]) - 1]
            self._print(say("again", language))

    def _targets(self, language: Language, folders: Sequence[str]) -> tuple[str, ...]:
        usual = " ".join(folders) or "."
        text = self._line(f"{say('targets', language)} [{usual}] ")
        return tuple((text or usual).split())

    def _whether(self, key: str, given: bool | None, language: Language) -> bool:
        if given is not None:
            return given
        while True:
            text = self._line(f"{say(key, language)} [{say('yes or no', language)}] ").lower()
            if text in _YES | _NO:
                return text in _YES
            self._print(say("again yes", language))

    def _line(self, question: str) -> str:
        self._tries += 1
        if self._tries > _MOST_TRIES:
            raise UsageError("no answer could be understood; nothing was written")
        print(question, end="", flush=True)
        text = self._source.readline(_LONGEST)
        if not text.endswith("\n"):
            print()
            raise UsageError(
                "the answers ended before the questions did; nothing was written (--yes asks nothing)"
            )
        return text.strip()

    def _print(self, text: str) -> None:
        print(visible(text))
