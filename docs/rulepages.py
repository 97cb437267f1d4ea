"""Decides what the documentation says of each rule: pages in Markdown, made from rules/ alone."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Final

from govpage_lint.findings import Language
from govpage_lint.reports.markdown_text import plain as escaped
from govpage_lint.rulebook.book import Rulebook
from govpage_lint.rulebook.loading import load_examples
from govpage_lint.rulebook.model import Rule
from govpage_lint.rulebook.options import options_to_set

_HANGUL: Final = re.compile(r"[가-힣][가-힣 ·]*[가-힣]|[가-힣]")
# Words that are more than a name or a term.
_ENGLISH: Final = re.compile(r"[A-Za-z]+(?: [A-Za-z]+){3,}")
_ACT: Final = "https://www.w3.org/WAI/standards-guidelines/act/rules/{}/"
_AXE: Final = "https://dequeuniversity.com/rules/axe/latest/{}"

_WORDS: Final[Mapping[str, Mapping[Language, str]]] = {
    "rules": {"en": "Rules", "ko": "규칙"},
    "intro": {
        "en": "What govpage-lint looks for, by topic. Each page says what is wrong, who is hurt, which clauses"
        " it breaks and how to mend it.",
        "ko": "govpage-lint가 찾는 문제를 주제별로 모았습니다. 각 페이지에서 무엇이 문제인지, 누가 불편한지, "
        "어느 기준에 어긋나는지, 어떻게 고치는지 볼 수 있습니다.",
    },
    "what": {"en": "What it finds", "ko": "찾는 문제"},
    "why": {"en": "Who is hurt", "ko": "누가 불편한가"},
    "how": {"en": "How to mend it", "ko": "고치는 법"},
    "clauses": {"en": "Clauses", "ko": "관련 기준"},
    "clause": {"en": "Clause", "ko": "기준"},
    "name": {"en": "Name", "ko": "이름"},
    "conformance": {"en": "Level", "ko": "수준"},
    "none": {"en": "It breaks no clause of a standard.", "ko": "어긋나는 기준 조항은 없습니다."},
    "act": {"en": "W3C ACT rules", "ko": "W3C ACT 규칙"},
    "axe": {"en": "axe-core rules that see the same", "ko": "같은 문제를 보는 axe-core 규칙"},
    "facts": {"en": "At a glance", "ko": "한눈에 보기"},
    "id": {"en": "Rule", "ko": "규칙 이름"},
    "level": {"en": "Level", "ko": "등급"},
    "by profile": {"en": "By profile", "ko": "프로파일별 등급"},
    "certainty": {"en": "Certainty", "ko": "확실성"},
    "impact": {"en": "Impact", "ko": "영향"},
    "observers": {"en": "Looks at", "ko": "보는 것"},
    "default": {"en": "By default", "ko": "기본값"},
    "on": {"en": "on", "ko": "켬"},
    "silent": {"en": "judged for conformance reports only", "ko": "적합성 보고서에만 반영"},
    "off": {"en": "off", "ko": "끔"},
    "examples": {"en": "Examples", "ko": "예"},
    "finds": {"en": "Found", "ko": "문제로 찾는 예"},
    "review": {"en": "Left to a person", "ko": "사람이 확인할 예"},
    "clean": {"en": "Not found", "ko": "문제가 아닌 예"},
    "fixed": {"en": "After --fix", "ko": "--fix로 고친 뒤"},
    "title": {"en": "Title", "ko": "제목"},
    "error": {"en": "error", "ko": "오류"},
    "warning": {"en": "warning", "ko": "경고"},
    "info": {"en": "advice", "ko": "권고"},
    "certain": {"en": "certain", "ko": "확실"},
    "likely": {"en": "likely", "ko": "거의 확실"},
    "to review": {"en": "a person has to look", "ko": "사람이 확인"},
    "minor": {"en": "minor", "ko": "작음"},
    "moderate": {"en": "moderate", "ko": "보통"},
    "serious": {"en": "serious", "ko": "큼"},
    "critical": {"en": "critical", "ko": "매우 큼"},
    "source": {"en": "the source", "ko": "소스"},
    "rendered": {"en": "the rendered page", "ko": "브라우저가 만든 화면"},
    "probe": {"en": "a trial in the browser", "ko": "브라우저에서 직접 해 본 결과"},
    "turn off": {"en": "To pass over one place", "ko": "한 곳만 제외하기"},
    "turned off": {
        "en": "Put a comment with a reason before it, or give the rule another level in the configuration.",
        "ko": "바로 앞에 사유를 적은 주석을 넣습니다. 전체 등급은 설정에서 바꿉니다.",
    },
    "reason": {"en": "reason", "ko": "사유"},
    "cases": {"en": "Its cases", "ko": "세부 경우"},
    "cases told": {
        "en": "The configuration may give each a level of its own under this name.",
        "ko": "설정의 levels에서 다음 이름으로 등급을 따로 정할 수 있습니다.",
    },
    "options": {"en": "Its options", "ko": "옵션"},
    "options told": {
        "en": "The configuration may set them; these are the values that hold without it.",
        "ko": "설정에서 바꿀 수 있으며, 다음은 기본값입니다.",
    },
}
# More than these teach nothing new; all of them are in the rule's file.
_MAX_EXAMPLES: Final = 6


def word(key: str, language: Language) -> str:
    """A fixed word of the pages."""
    return _WORDS[key][language]


def plain(text: str, language: Language) -> str:
    """A text that Markdown shows as it is; what is in the other language is marked so."""
    other, runs = ("en", _ENGLISH) if language == "ko" else ("ko", _HANGUL)
    # Nobody is mentioned here, so that no invisible space has to prevent it.
    shown = escaped(text).replace("\u200b", "")
    return runs.sub(rf'<span lang="{other}">\g<0></span>', shown)


def index_page(
    book: Rulebook, topics: Mapping[str, Mapping[Language, str]], language: Language
) -> str:
    """The page that lists all rules; ``topics`` are the names of their folders."""
    lines = [f"# {word('rules', language)}", "", word("intro", language), ""]
    rules = sorted(book.rules.values(), key=lambda rule: (rule.topic, rule.id))
    for topic, members in groupby(rules, key=lambda rule: rule.topic):
        lines += [f"## {plain(topics[topic][language], language)}", ""]
        lines += [
            f"| {word('title', language)} | {word('id', language)} | {word('level', language)} |"
        ]
        lines += ["|---|---|---|"]
        for rule in members:
            level = word("to review" if rule.certainty == "review" else rule.level, language)
            link = f"[{plain(rule.title[language], language)}]({rule.id}.md)"
            lines.append(f"| {link} | `{rule.id}` | {level} |")
        lines.append("")
    return "\n".join(lines)


def rule_page(book: Rulebook, rule: Rule, language: Language) -> str:
    """The page of one rule."""
    parts = [
        f"# {plain(rule.title[language], language)}",
        _facts(book, rule, language),
        _section("what", plain(_spoken(rule, language), language), language),
        _section("why", plain(rule.why[language], language), language),
        _section("how", plain(rule.how[language], language), language),
        _section("clauses", _clauses(book, rule, language), language),
        *_elsewhere(rule, language),
        *_settings(rule, language),
        _section("examples", "\n\n".join(_examples(rule, language)), language),
        _section("turn off", _comment(rule, language), language),
    ]
    return "\n\n".join(parts) + "\n"


def _section(key: str, text: str, language: Language) -> str:
    return f"## {word(key, language)}\n\n{text}"


def _spoken(rule: Rule, language: Language, case: str = "") -> str:
    """The message of a rule or of a case of it, with what it quotes as an ellipsis."""
    return re.sub(r"\{\w+\}", "…", rule.message_of(case, language))


def _facts(book: Rulebook, rule: Rule, language: Language) -> str:
    looks = (
        [word("probe", language)] if rule.probe else [word(one, language) for one in rule.observers]
    )
    state = "silent" if rule.silent else "on" if rule.default else "off"
    rows = [
        ("id", f"`{rule.id}`"),
        ("level", word(rule.level, language)),
        (
            "certainty",
            word("to review" if rule.certainty == "review" else rule.certainty, language),
        ),
        ("impact", word(rule.impact, language)),
        ("observers", ", ".join(looks)),
        ("default", word(state, language)),
    ]
    if other := _by_profile(book, rule, language):
        rows.insert(2, ("by profile", other))
    return "\n".join(f"- **{word(key, language)}:** {value}" for key, value in rows)


def _by_profile(book: Rulebook, rule: Rule, language: Language) -> str:
    found = []
    for profile in book.profiles.values():
        own = profile.levels.get(rule.id)
        if own is not None and own != rule.level:
            found.append(f"{profile.id} {word(own, language)}")
    return ", ".join(found)


def _clauses(book: Rulebook, rule: Rule, language: Language) -> str:
    standards = book.standards
    keys = standards.criteria(rule.wcag, rule.all_criteria, list(standards.by_id))
    if not keys:
        return word("none", language)
    lines = [
        f"| {word('clause', language)} | {word('name', language)} | {word('conformance', language)} |",
        "|---|---|---|",
    ]
    for key in keys:
        found = standards.find(key)
        label = plain(standards.label(key), "en")
        name = plain(found.name[language], language) if found else ""
        if found and found.url:
            label = f"[{label}]({found.url})"
        lines.append(f"| {label} | {name} | {(found.level if found else None) or '–'} |")
    return "\n".join(lines)


def _elsewhere(rule: Rule, language: Language) -> Iterator[str]:
    if rule.act:
        yield _section("act", _links(rule.act, _ACT), language)
    if rule.axe:
        yield _section("axe", _links(rule.axe, _AXE), language)


def _settings(rule: Rule, language: Language) -> Iterator[str]:
    """The cases of a rule, and the options that a configuration may set."""
    if rule.cases:
        lines = [
            f"- `{rule.id}:{name}` ({word(rule.level_of(name), language)}): "
            f"{plain(_spoken(rule, language, name), language)}"
            for name in rule.cases
        ]
        told = [word("cases told", language), "\n".join(lines)]
        yield _section("cases", "\n\n".join(told), language)
    if options := options_to_set(rule):
        lines = [
            f"options.{rule.id}.{name} = {json.dumps(options[name], ensure_ascii=False)}"
            for name in options
        ]
        code = "```toml\n" + "\n".join(lines) + "\n```"
        yield _section("options", f"{word('options told', language)}\n\n{code}", language)


def _links(names: Iterable[str], address: str) -> str:
    return "\n".join(f"- [{name}]({address.format(name)})" for name in names)


def _examples(rule: Rule, language: Language) -> Iterator[str]:
    examples = load_examples(rule)
    finding = [one for one in examples if one.finds or one.review]
    clean = [one for one in examples if not (one.finds or one.review)]
    for example in (*finding[:_MAX_EXAMPLES], *clean[:_MAX_EXAMPLES]):
        kind = "finds" if example.finds else "review" if example.review else "clean"
        yield f"### {word(kind, language)}"
        if example.note and ("ko" if _HANGUL.search(example.note) else "en") == language:
            yield plain(example.note, language)
        yield _code(example.html)
        if example.fixed is not None:
            yield f"**{word('fixed', language)}**"
            yield _code(example.fixed)


def _code(text: str) -> str:
    text = text.strip("\n")
    fence = "`" * max(3, *(len(run) + 1 for run in re.findall("`+", text)), 3)
    return f"{fence}html\n{text}\n{fence}"


def _comment(rule: Rule, language: Language) -> str:
    words = f"<!-- govpage-lint-disable-next {rule.id} -- {word('reason', language)} -->"
    return f"{word('turned off', language)}\n\n{_code(words)}"
