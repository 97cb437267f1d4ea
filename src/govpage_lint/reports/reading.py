"""Decides what a saved JSON report says: a Report, or one line on why it is none.

A saved report may come from anywhere: each value is taken only if it has the type and the range
that the published schema gives it. Keys that are not known are from a later version, and left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any, Final, Literal, NoReturn

from govpage_lint.findings import (
    LANGUAGES,
    LEVELS,
    OBSERVERS,
    PAGE_KINDS,
    BaselineUse,
    Certainty,
    CriterionText,
    Edit,
    Excerpt,
    Finding,
    Fix,
    Fixed,
    Gone,
    Impact,
    Location,
    PageResult,
    Report,
    RuleGround,
    RuleOutcomes,
    RuleText,
    Suppressed,
    Tool,
)
from govpage_lint.records import replace
from govpage_lint.regexes import regex
from govpage_lint.reports.json import SCHEMA

MAX_BYTES: Final = 100_000_000
_MAX_NUMBER: Final = 2**53
_WEB: Final = regex(r"https?://", re.IGNORECASE)
_IMPACTS: Final[tuple[Impact, ...]] = ("minor", "moderate", "serious", "critical")
_CERTAINTIES: Final[tuple[Certainty, ...]] = ("certain", "likely", "review")
_STATES: Final[tuple[Literal["checked", "error"], ...]] = ("checked", "error")
_CAUSES: Final[tuple[Literal["inline", "config", "baseline"], ...]] = (
    "inline",
    "config",
    "baseline",
)


class ReportError(Exception):
    """A saved report that cannot be read: what is wrong with it, and where, in one line."""


class _Object:
    """An object of the report that knows its place in it, for messages."""

    __slots__ = ("_data", "_place")

    def __init__(self, data: object, place: str) -> None:
        if not isinstance(data, dict):
            raise ReportError(f"{place or 'the report'}: is not an object")
        self._data: dict[str, Any] = data
        self._place = place

    def _where(self, key: str) -> str:
        return f"{self._place}.{key}" if self._place else key

    def _wrong(self, key: str, what: str) -> NoReturn:
        state = "is not" if key in self._data else "is missing; it should be"
        raise ReportError(f"{self._where(key)}: {state} {what}")

    def text(self, key: str, default: str | None = None) -> str:
        value = self._data.get(key, default)
        return value if isinstance(value, str) else self._wrong(key, "a text")

    def text_or_none(self, key: str) -> str | None:
        return None if self._data.get(key) is None else self.text(key)

    def word[W: str](self, key: str, words: tuple[W, ...]) -> W:
        value = self._data.get(key)
        for word in words:
            if word == value:
                return word
        self._wrong(key, f"one of {', '.join(words)}")

    def number(self, key: str, least: int = 0) -> int:
        value = self._data.get(key)
        if type(value) is not int or not least <= value <= _MAX_NUMBER:
            self._wrong(key, f"a whole number from {least}")
        return value

    def index(self, key: str, below: int) -> int | None:
        value = self._data.get(key)
        if value is not None and self.number(key) >= below:
            self._wrong(key, f"a whole number below {below}")
        return value

    def flag(self, key: str, default: bool | None = None) -> bool:
        value = self._data.get(key, default)
        return value if isinstance(value, bool) else self._wrong(key, "true or false")

    def texts(self, key: str, *, needed: bool = True) -> tuple[str, ...]:
        value = self._data.get(key) if needed or key in self._data else []
        if not isinstance(value, list) or not all(isinstance(text, str) for text in value):
            self._wrong(key, "a list of texts")
        return tuple(value)

    def words[W: str](self, key: str, words: tuple[W, ...]) -> tuple[W, ...]:
        given = self.texts(key)
        if not set(given) <= set(words):
            self._wrong(key, f"a list of {', '.join(words)}")
        return tuple(word for word in words if word in given)

    def numbers(self, key: str) -> dict[str, float]:
        value = self._data.get(key)
        if not isinstance(value, dict) or not all(
            type(number) in (int, float) and abs(number) < _MAX_NUMBER for number in value.values()
        ):
            self._wrong(key, "an object of numbers")
        return value

    def maybe[V](self, key: str, read: Callable[[_Object], V]) -> V | None:
        value = self._data.get(key)
        return None if value is None else read(_Object(value, self._where(key)))

    def child(self, key: str) -> _Object:
        return _Object(self._data.get(key), self._where(key))

    def list[V](self, key: str, read: Callable[[_Object], V], *, needed: bool = True) -> list[V]:
        value = self._data.get(key) if needed or key in self._data else []
        if not isinstance(value, list):
            self._wrong(key, "a list")
        where = self._where(key)
        return [read(_Object(one, f"{where}[{number}]")) for number, one in enumerate(value)]

    def table[V](
        self, key: str, read: Callable[[str, _Object], V], *, needed: bool = False
    ) -> dict[str, V]:
        value = self._data.get(key) if needed or key in self._data else {}
        if not isinstance(value, dict):
            self._wrong(key, "an object")
        where = self._where(key)
        return {name: read(name, _Object(one, f"{where}.{name}")) for name, one in value.items()}

    def lists(self, key: str) -> tuple[tuple[str, ...], ...]:
        value = self._data.get(key, [])
        if not isinstance(value, list):
            self._wrong(key, "a list of lists")
        return tuple(_Object({key: one}, self._place).texts(key) for one in value)


def read_report(data: bytes) -> Report:
    """The report in the bytes of a file, in UTF-8 or UTF-16. Raises ReportError."""
    if len(data) > MAX_BYTES:
        raise ReportError(f"is larger than {MAX_BYTES // 1_000_000} MB")
    if not data.strip():
        raise ReportError("is empty")
    return report_of(_parsed(data))


def _parsed(data: bytes) -> object:
    try:
        return json.loads(data, parse_constant=_refuse)
    except UnicodeDecodeError as error:
        raise ReportError("is not JSON: it is neither UTF-8 nor UTF-16 text") from error
    except json.JSONDecodeError as error:
        if not error.doc[error.pos :].strip():
            raise ReportError(f"is cut off: it ends in line {error.lineno}") from error
        if error.msg.startswith("Unterminated string"):
            raise ReportError(
                f"is cut off: it ends within a text of line {error.lineno}"
            ) from error
        place = f"line {error.lineno}, column {error.colno}"
        raise ReportError(f"is not JSON: {place}: {error.msg}") from error
    except RecursionError as error:
        raise ReportError("is nested too deeply for a report") from error
    except ValueError as error:
        raise ReportError(f"is not JSON: {error}") from error


def _refuse(name: str) -> NoReturn:
    raise ReportError(f"is not JSON: {name} is no number")


def report_of(data: object) -> Report:
    """The report that parsed JSON stands for. Raises ReportError, naming the key."""
    if not isinstance(data, dict) or type(data.get("schema")) is not int or "pages" not in data:
        raise ReportError("is no JSON report of govpage-lint (make one with --format json=PATH)")
    if data["schema"] > SCHEMA:
        raise ReportError(
            f"is of schema version {data['schema']}, and this govpage-lint reads up to {SCHEMA}:"
            " update govpage-lint"
        )
    if data["schema"] != SCHEMA:
        raise ReportError(f"schema: there is no version {data['schema']}")
    root = _Object(data, "")
    rulesets = root.lists("rulesets")
    pages = tuple(root.list("pages", lambda page: _page(page, rulesets)))
    grounds = root.table("grounds", _ground)
    report = Report(
        tool=_tool(root.child("tool")),
        language=root.word("lang", LANGUAGES) if "lang" in data else "en",
        pages=pages,
        rules=root.table("rules", _rule),
        criteria=root.table("criteria", _criterion),
        notes=root.texts("notes", needed=False),
        grounds=grounds,
        created=root.text_or_none("created") or "",
        baseline=root.maybe("baseline", _baseline),
        fixed=root.maybe("fixed", _fixed),
    )
    return _complete(report)


def _complete(report: Report) -> Report:
    """The report with words for every rule and criterion that it names, if only their ids."""
    found = [
        finding
        for page in report.pages
        for finding in (*page.findings, *(one.finding for one in page.suppressed))
    ]
    rules = {finding.rule: RuleText(finding.rule, finding.rule, "", "") for finding in found}
    keys = {key for finding in found for key in finding.criteria}
    criteria = {key: CriterionText(key, "", None, None) for key in sorted(keys)}
    grounds = {name: RuleGround((), ()) for page in report.pages for name in page.ran}
    return replace(
        report,
        rules={**rules, **report.rules},
        criteria={**criteria, **report.criteria},
        grounds={**grounds, **report.grounds},
    )


def _tool(tool: _Object) -> Tool:
    return Tool(
        tool.text("name"),
        tool.text("version"),
        tool.text_or_none("axe"),
        tool.text_or_none("browser"),
    )


def _baseline(use: _Object) -> BaselineUse:
    return BaselineUse(use.text("file"), tuple(use.list("gone", _gone)), use.flag("allowed"))


def _gone(gone: _Object) -> Gone:
    return Gone(gone.text("rule"), gone.text("page"), gone.number("count", 1))


def _rule(name: str, rule: _Object) -> RuleText:
    return RuleText(name, rule.text("title"), rule.text("why"), rule.text("how"))


def _criterion(name: str, criterion: _Object) -> CriterionText:
    url = criterion.text_or_none("url")
    # A link of a report leads to the web, and runs nothing.
    safe = url if url is not None and _WEB.match(url) else None
    level = criterion.text_or_none("level")
    return CriterionText(criterion.text("label"), criterion.text("name"), level, safe)


def _ground(name: str, ground: _Object) -> RuleGround:
    return RuleGround(ground.texts("act"), ground.texts("wcag"))


def _page(page: _Object, rulesets: tuple[tuple[str, ...], ...]) -> PageResult:
    outcomes = page.table("outcomes", _outcomes, needed=True)
    number = page.index("ruleset", len(rulesets))
    ran = {*outcomes, *(rulesets[number] if number is not None else ())}
    status = page.word("status", _STATES)
    return PageResult(
        target=page.text("target"),
        url=page.text_or_none("url"),
        status=status,
        error=page.text("error") if status == "error" else None,
        profile=page.text_or_none("profile"),
        language=page.text_or_none("language"),
        findings=tuple(page.list("findings", _finding)),
        outcomes=outcomes,
        timings=page.numbers("timings"),
        notes=page.texts("notes", needed=False),
        ran=tuple(sorted(ran)),
        suppressed=tuple(page.list("suppressed", _suppressed, needed=False)),
        screenshot=page.text_or_none("screenshot"),
        kind="page" if page.text_or_none("kind") is None else page.word("kind", PAGE_KINDS),
    )


def _outcomes(name: str, outcomes: _Object) -> RuleOutcomes:
    return RuleOutcomes(
        outcomes.number("passed"),
        outcomes.number("failed"),
        outcomes.number("cantTell"),
        outcomes.words("observers", OBSERVERS),
    )


def _suppressed(one: _Object) -> Suppressed:
    by = one.word("by", _CAUSES)
    return Suppressed(_finding(one.child("finding")), by, one.text("reason", ""))


def _finding(finding: _Object) -> Finding:
    return Finding(
        rule=finding.text("rule"),
        level=finding.word("level", LEVELS),
        certainty=finding.word("certainty", _CERTAINTIES),
        impact=finding.word("impact", _IMPACTS),
        message=finding.text("message"),
        location=finding.maybe("location", _location),
        selector=finding.text("selector"),
        snippet=finding.text("snippet"),
        criteria=finding.texts("criteria"),
        act=finding.texts("act"),
        observers=finding.words("observers", OBSERVERS),
        axe=finding.texts("axe"),
        fingerprint=finding.text("fingerprint"),
        how=finding.text("how", ""),
        excerpt=finding.maybe("excerpt", _excerpt),
        fix=finding.maybe("fix", _fix),
        viewports=finding.texts("viewports", needed=False),
        screenshot=finding.text_or_none("screenshot"),
    )


def _location(place: _Object) -> Location:
    first, last = place.number("line", 1), place.number("end_line", 1)
    return Location(first, place.number("column", 1), last, place.number("end_column", 1))


def _excerpt(excerpt: _Object) -> Excerpt:
    line, text = excerpt.number("line", 1), excerpt.text("text")
    return Excerpt(line, text, excerpt.number("start"), excerpt.number("end"))


def _fixed(fixed: _Object) -> Fixed:
    unsafe = fixed.flag("unsafe", False)
    return Fixed(fixed.number("faults"), fixed.number("files"), unsafe)


def _fix(fix: _Object) -> Fix:
    return Fix(fix.text("title"), fix.flag("safe"), tuple(fix.list("edits", _edit)))


def _edit(edit: _Object) -> Edit:
    place = edit.maybe("location", _location)
    return Edit(edit.number("start"), edit.number("end"), edit.text("text"), place)
