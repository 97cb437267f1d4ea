"""Decides what a SARIF report says about rules: texts in plain and Markdown, tags, precision."""

from __future__ import annotations

from typing import Any, Final

from govpage_lint.findings import LEVELS, CriterionText, Finding, Report, RuleText
from govpage_lint.reports.escape import visible
from govpage_lint.reports.markdown_text import link, plain
from govpage_lint.reports.phrases import phrase

HOME: Final = "https://github.com/govpage-lint/govpage-lint"
_LEVELS: Final = {"error": "error", "warning": "warning", "info": "note"}
_SEVERITIES: Final = {"error": "error", "warning": "warning", "info": "recommendation"}
_PRECISION: Final = {"certain": "very-high", "likely": "high", "review": "low"}
_CERTAINTIES: Final = ("certain", "likely", "review")
# GitHub shows ten tags of a rule.
_MAX_TAGS: Final = 10


class Rules:
    """The rules that findings name, in the order of their ids."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._findings: dict[str, list[Finding]] = {}
        for page in report.pages:
            for finding in (*page.findings, *(one.finding for one in page.suppressed)):
                self._findings.setdefault(finding.rule, []).append(finding)
        self._numbers = {name: number for number, name in enumerate(sorted(self._findings))}

    def index(self, name: str) -> int:
        """The number of a rule in the list."""
        return self._numbers[name]

    def as_data(self) -> list[dict[str, Any]]:
        """The rules as SARIF's reporting descriptors."""
        return [self._descriptor(name, self._findings[name]) for name in self._numbers]

    def _descriptor(self, name: str, findings: list[Finding]) -> dict[str, Any]:
        text = self._report.rules.get(name) or RuleText(name, name, "", "")
        told = [one for one in findings if one.certainty != "review"] or findings
        level = max((one.level for one in told), key=LEVELS.index)
        certainty = max((one.certainty for one in told), key=_CERTAINTIES.index)
        keys = dict.fromkeys(key for one in findings for key in one.criteria)
        criteria = [self._report.criteria[key] for key in keys]
        return {
            "id": name,
            "name": _pascal(name),
            "shortDescription": {"text": sentence(visible(text.title))},
            "fullDescription": {"text": sentence(visible(text.why or text.title))},
            "help": self._help(text, criteria),
            "helpUri": next((one.url for one in criteria if one.url), HOME),
            "defaultConfiguration": {"level": _LEVELS[level]},
            "properties": {
                "tags": ["accessibility", *keys][:_MAX_TAGS],
                "precision": _PRECISION[certainty],
                "problem.severity": _SEVERITIES[level],
            },
        }

    def _help(self, text: RuleText, criteria: list[CriterionText]) -> dict[str, str]:
        language = self._report.language
        pairs = [
            (phrase(key, language), words)
            for key, words in (("why", text.why), ("fix", text.how))
            if words
        ]
        lines = [f"{label}: {visible(words)}" for label, words in pairs]
        marked = [f"**{plain(label)}**: {plain(words)}" for label, words in pairs]
        names = [f"{one.label} {one.name}".rstrip() for one in criteria]
        if names:
            lines.append(f"{phrase('criteria', language)}: {visible('; '.join(names))}")
            items = (f"- {link(name, one.url)}" for name, one in zip(names, criteria, strict=True))
            marked.append(f"**{phrase('criteria', language)}**:\n\n" + "\n".join(items))
        return {
            "text": sentence("\n".join(lines) or visible(text.title)),
            "markdown": "\n\n".join(marked) or plain(text.title),
        }


def sentence(text: str) -> str:
    """A text that ends as a sentence does."""
    shown = text.rstrip()
    return shown if shown.endswith((".", "!", "?", "。")) else f"{shown}."


def _pascal(name: str) -> str:
    """An id as one word: "HeadingEmpty"."""
    words = "".join(part[:1].upper() + part[1:] for part in visible(name).split("-"))
    pascal = "".join(sign for sign in words if sign.isalnum())
    # A name that only repeats the id says nothing, find validators.
    return f"{pascal}Rule" if pascal.lower() in ("", name.lower()) else pascal
