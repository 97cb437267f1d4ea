"""Decides how a judgement reads and where it stands: from a verdict to a Finding."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, SourceRange, Target, TextRange
from govpage_lint.document.selectors import Paths, css_path
from govpage_lint.document.source import SourceText, Span
from govpage_lint.document.tree import Document, Element
from govpage_lint.engine.dispatch import Judgement
from govpage_lint.engine.fingerprints import Fingerprints, in_order
from govpage_lint.findings import (
    Certainty,
    Edit,
    Excerpt,
    Finding,
    Fix,
    Language,
    Level,
    Location,
    Observer,
)
from govpage_lint.regexes import regex

_PLACEHOLDER = regex(r"\{(\w+)\}")
INSIDE: Final = " >>> "
_MAX_VALUE: Final = 80
_MAX_SNIPPET: Final = 240
_MAX_LINE: Final = 160
_LEAD: Final = 40


def target_element(target: Target) -> Element | None:
    """The element that a target is or belongs to."""
    if isinstance(target, Element):
        return target
    return target.text.parent if isinstance(target, TextRange) else target.element


def target_detail(target: Target) -> str:
    """What tells a target from others on its element: an attribute's name, a part of a text."""
    if isinstance(target, AttributeOf):
        return target.name
    if isinstance(target, TextRange):
        return target.text.data[target.start : target.end]
    return ""


def target_span(document: Document, target: Target) -> Span | None:
    """Where a target is written: itself, or the nearest written place above it."""
    if isinstance(target, SourceRange):
        return target.span
    if isinstance(target, TextRange):
        span = target.text.span_of(target.start, target.end)
        if span is not None:
            return span
    if isinstance(target, AttributeOf):
        attribute = target.element.source_attribute(target.name)
        if attribute is not None:
            return attribute.span
    element = target_element(target)
    return written_span(document, element) if element is not None else None


def written_span(document: Document, element: Element) -> Span | None:
    """Where an element, or what it stands in, is written; None for what a script made."""
    written = None if element.is_made else document.written(element)
    return written.span if written is not None else None


def locate(source: SourceText, span: Span | None) -> Location | None:
    """Line and column of a span; the start of the page where nothing is written."""
    return Location(*source.positions(span or (0, 0)))


def excerpt(source: SourceText, span: Span | None) -> Excerpt | None:
    """The line that a span starts on, cut around it where it is long."""
    if span is None:
        return None
    number = source.position(span[0]).line
    first, last = source.line_span(number)
    start = span[0] - first
    end = min(last, span[1]) - first
    left = 0 if end <= _MAX_LINE else max(0, start - _LEAD)
    # A line of a page without line ends is long, and there may be many findings on it.
    text = source.text[first + left : min(last, first + left + _MAX_LINE)]
    if left:
        text = f"…{text[1:]}"
    if first + left + _MAX_LINE < last:
        text = f"{text[:-1]}…"
    return Excerpt(number, text, start - left, max(start - left + 1, min(end - left, len(text))))


def fill(message: str, values: Mapping[str, str]) -> str:
    """A message with its placeholders filled; values are cut to a readable length."""
    if "{" not in message:
        return message

    def value(match: re.Match[str]) -> str:
        text = values.get(match[1])
        return match[0] if text is None else shorten(text, _MAX_VALUE)

    return _PLACEHOLDER.sub(value, message)


def shorten(text: str, length: int) -> str:
    """A text on one line, cut with an ellipsis."""
    flat = " ".join(text.split())
    return flat if len(flat) <= length else flat[: length - 1] + "…"


def message_values(target: Target, values: Mapping[str, str]) -> dict[str, str]:
    """What the placeholders of a message stand for: the target's own, then what the check gave."""
    element = target_element(target)
    own = {"tag": f"<{element.local_name}>" if element is not None else ""}
    if isinstance(target, AttributeOf):
        own |= {"attr": target.name, "value": target.element.attributes.get(target.name, "")}
    if isinstance(target, TextRange):
        own["text"] = target.text.data[target.start : target.end]
    own.update(values)
    return own


def snippet_of(source: SourceText, span: Span | None, target: Target) -> str:
    """The source text of a finding, or its start tag as a browser has it."""
    if span is not None:
        return shorten(source.slice(span), _MAX_SNIPPET)
    element = target_element(target)
    return shorten(start_tag(element), _MAX_SNIPPET) if element is not None else ""


def start_tag(element: Element) -> str:
    """The start tag of an element that is not in the source, written from its attributes."""
    written = (
        name if not value else f'{name}="{value.replace(chr(34), "&quot;")}"'
        for name, value in element.attributes.items()
    )
    return f"<{' '.join((element.local_name, *written))}>"


def selector_of(element: Element | None, within: Sequence[str] = ()) -> str:
    """A selector that finds an element; ``within`` are those of the frames that it is in."""
    return INSIDE.join((*within, css_path(element))) if element is not None else ""


class Wording:
    """Turns judgements of one document into findings: counts what looks the same, to tell it apart.

    ``within`` are the selectors of the frames that the document is in.
    """

    def __init__(
        self, page: Page, language: Language, observer: Observer, within: Sequence[str] = ()
    ) -> None:
        self._page = page
        self._document = page.document
        self._language = language
        self._observer = observer
        self._within = tuple(within)
        self._paths = Paths()
        self._fingerprints = Fingerprints()
        self._seen: dict[str, int] = {}

    def finding(
        self, judgement: Judgement, level: Level, certainty: Certainty, criteria: Sequence[str]
    ) -> Finding:
        """The finding for a judgement, at a level and with criteria that the profile decides."""
        rule, verdict = judgement.rule, judgement.verdict
        source = self._document.source
        element = target_element(verdict.target)
        span = target_span(self._document, verdict.target)
        values = message_values(verdict.target, verdict.values)
        return Finding(
            rule=rule.id,
            level=level,
            certainty=certainty,
            impact=rule.impact,
            message=fill(rule.message_of(verdict.case, self._language), values),
            location=locate(source, span) if self._is_in_source(span) else None,
            selector=self._selector(element),
            snippet=snippet_of(source, span, verdict.target),
            criteria=tuple(criteria),
            act=rule.act,
            observers=(self._observer,),
            axe=(),
            fingerprint=self._fingerprint(rule.id, element, verdict.target),
            how=rule.how_of(verdict.case, self._language),
            excerpt=excerpt(source, span),
            fix=self._fix(judgement, values) if rule.fixes else None,
        )

    def _selector(self, element: Element | None) -> str:
        if element is None:
            return ""
        path = self._paths.to(element)
        return INSIDE.join((*self._within, path)) if self._within else path

    def _fix(self, judgement: Judgement, values: Mapping[str, str]) -> Fix | None:
        """The first of the rule's ways to mend this. A browser's page has no source of its own."""
        if self._observer != "source":
            return None
        from govpage_lint.repairs.declared import mended

        rule, verdict = judgement
        for way in rule.fixes:
            if way.cases is not None and (verdict.case or "") not in way.cases:
                continue
            found = mended(way.data, self._page, verdict, values)
            if found is not None and found.edits:
                title = fill(way.title[self._language], {**values, **found.values})
                safe = way.safe if found.safe is None else found.safe
                return Fix(title, safe, tuple(map(self._located, found.edits)))
        return None

    def _located(self, edit: Edit) -> Edit:
        place = locate(self._document.source, (edit.start, edit.end))
        return Edit(edit.start, edit.end, edit.text, place)

    def _is_in_source(self, span: Span | None) -> bool:
        """Whether there is a source to point at: its beginning stands for what it only implies."""
        return span is not None or self._observer == "source"

    def _fingerprint(self, rule: str, element: Element | None, target: Target) -> str:
        detail = target_detail(target)
        if isinstance(target, SourceRange):
            detail = self._document.source.slice(target.span)
        if self._within:
            detail = INSIDE.join((*self._within, detail))
        mark = self._fingerprints.of(rule, element, detail)
        self._seen[mark] = place = self._seen.get(mark, 0) + 1
        return in_order(mark, place)
