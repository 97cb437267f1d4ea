"""Decides which faults of several observers are one, and how a fault that only axe saw is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import chain, islice
from typing import TYPE_CHECKING

from govpage_lint.document.tree import Document, Element
from govpage_lint.engine.check import DocumentResult, Placed, in_source_order
from govpage_lint.engine.fingerprints import fingerprint
from govpage_lint.engine.trace import find_in_source
from govpage_lint.engine.wording import (
    INSIDE,
    excerpt,
    fill,
    locate,
    selector_of,
    shorten,
    snippet_of,
    written_span,
)
from govpage_lint.findings import (
    Certainty,
    Finding,
    Impact,
    Language,
    Level,
    RuleOutcomes,
    in_order,
)
from govpage_lint.records import replace
from govpage_lint.regexes import regex
from govpage_lint.rulebook.book import AxeRule, Rulebook
from govpage_lint.rulebook.profiles import Profile

if TYPE_CHECKING:
    from govpage_lint.browser.axe import AxeFinding, AxeReport

_WCAG_TAG = regex(r"wcag(\d)(\d)(\d{1,2})\Z")
_IMPACTS: Mapping[str, Impact] = {
    "minor": "minor",
    "moderate": "moderate",
    "serious": "serious",
    "critical": "critical",
}
_WHOLES = frozenset(("table", "ul", "ol", "dl"))
_MAX_SNIPPET = 240
_MAX_CLIMB = 200


def axe_rule_id(name: str) -> str:
    """The rule id of a fault that only axe sees: ``axe-color-contrast``."""
    return f"axe-{name}"


type Finder = Callable[[AxeFinding], Element | None]


def in_source(document: Document) -> Finder:
    """A function that finds what axe speaks of in a page's source."""

    def find(found: AxeFinding) -> Element | None:
        if found.frame_depth or found.in_shadow:
            return None
        return find_in_source(document, found.path, dict(found.attributes))

    return find


class AxeMerger:
    """Merges what axe saw in a page into what our rules found in it."""

    def __init__(
        self, book: Rulebook, profile: Profile, language: Language, disabled: frozenset[str]
    ) -> None:
        self._book = book
        self._profile = profile
        self._language = language
        self._disabled = disabled

    def merge(
        self,
        find: Finder,
        result: DocumentResult,
        report: AxeReport,
        active: frozenset[str],
    ) -> list[Placed]:
        """Findings of both; ``active`` are the ids of our rules that ran on the page.

        ``find`` gives the element that axe speaks of, in the documents that ``result`` is about.
        """
        merged = list(result.placed)
        places = _by_element(merged)
        for found in report.findings:
            element = find(found)
            ours = self._names(found.rule)
            place = _same_fault(merged, places, ours, element)
            if place is not None:
                if found.outcome == "failed":
                    merged[place] = self._witnessed(merged[place], found)
                continue
            if element is not None and self._cleared(found, ours, element, result):
                continue
            own = self._own(element, found, ours & active)
            if own is not None:
                merged.append(own)
        return sorted(merged, key=in_source_order)

    def _names(self, axe_rule: str) -> frozenset[str]:
        """Our rules that see the fault which this rule of axe's sees."""
        known = self._book.axe.get(axe_rule)
        own = (known.rule,) if known and known.rule else ()
        return frozenset((*self._book.seen_by_axe.get(axe_rule, ()), *own))

    def _cleared(
        self, found: AxeFinding, ours: frozenset[str], element: Element, result: DocumentResult
    ) -> bool:
        """Whether our rule looked at the element and found it right, where axe cannot tell, on a
        matter of mere practice, or where our rule is known to decide at least as well.

        Where axe finds else that a criterion is broken, it is heard all the same.
        """
        known = self._book.axe.get(found.rule)
        practice = known is not None and known.best_practice
        if not (practice or self._ours_decides(found.rule)) and found.outcome != "cantTell":
            return False
        return any(element in result.passed.get(rule, ()) for rule in ours)

    def _ours_decides(self, axe_rule: str) -> bool:
        known = self._book.axe.get(axe_rule)
        return known is not None and known.ours_decides

    def _witnessed(self, placed: Placed, found: AxeFinding) -> Placed:
        finding = placed.finding
        observers = in_order((*finding.observers, "axe"))
        certainty: Certainty = finding.certainty
        level: Level = finding.level
        if certainty == "review" and not self._ours_decides(found.rule):
            # What our rule left to a person, axe is sure of.
            rule = self._book.rules.get(finding.rule)
            certainty, level = (
                "likely",
                (self._profile.level(rule, None) if rule else None) or level,
            )
        axe = tuple(dict.fromkeys((*finding.axe, found.rule)))
        return replace(
            placed,
            finding=replace(
                finding, observers=observers, axe=axe, certainty=certainty, level=level
            ),
        )

    def _own(
        self, element: Element | None, found: AxeFinding, ours: frozenset[str]
    ) -> Placed | None:
        """A finding for what axe alone saw; None where the person or the profile has it off."""
        known = self._book.axe.get(found.rule)
        rule = known.rule if known and known.rule in ours else axe_rule_id(found.rule)
        level = self._level(rule, found, known)
        if level is None or rule in self._disabled:
            return None
        document = element.document if element is not None else None
        span = written_span(document, element) if document and element is not None else None
        tag = {"tag": f"<{found.path[-1][0]}>" if found.path else "element"}
        message = fill(known.message[self._language], tag) if known else shorten(found.help, 120)
        wcag = known.wcag if known else _criteria(found.tags)
        own = known.criteria if known else ()
        if not self._profile.sets(rule):
            level = self._profile.bounded(level, wcag, self._book.standards)
        criteria = self._book.standards.criteria(wcag, own, self._profile.standards)
        selector = selector_of(element, found.target[:-1]) or INSIDE.join(found.target)
        snippet = found.html
        if document is not None and element is not None and span is not None:
            snippet = snippet_of(document.source, span, element)
        finding = Finding(
            rule=rule,
            level=level,
            certainty="review" if found.outcome == "cantTell" else "certain",
            impact=_IMPACTS.get(found.impact or "", "moderate"),
            message=message,
            location=locate(document.source, span) if document and span else None,
            selector=selector,
            snippet=shorten(snippet, _MAX_SNIPPET),
            criteria=criteria,
            act=known.act if known else (),
            observers=("axe",),
            axe=(found.rule,),
            fingerprint=fingerprint(rule, element, "" if element is not None else selector),
            how=known.how[self._language] if known else "",
            excerpt=excerpt(document.source, span) if document else None,
        )
        return Placed(finding, element)

    def _level(self, rule: str, found: AxeFinding, known: AxeRule | None) -> Level | None:
        own = self._profile.levels.get(rule)
        if own == "off":
            return None
        if found.outcome == "cantTell":
            return "info"
        if own is not None:
            return own
        if rule in self._book.rules:
            return self._profile.level(self._book.rules[rule], None)
        best_practice = known.best_practice if known else "best-practice" in found.tags
        return "warning" if best_practice else "error"


def merged_outcomes(
    outcomes: Mapping[str, RuleOutcomes], report: AxeReport, placed: Iterable[Placed]
) -> dict[str, RuleOutcomes]:
    """Outcomes of our rules and of axe's, each under the id its findings have."""
    merged = dict(outcomes)
    failed: dict[str, int] = {}
    unsure: dict[str, int] = {}
    for found in report.findings:
        tally = failed if found.outcome == "failed" else unsure
        tally[found.rule] = tally.get(found.rule, 0) + 1
    for name in {*report.passes, *failed, *unsure}:
        merged[axe_rule_id(name)] = RuleOutcomes(
            report.passes.get(name, 0), failed.get(name, 0), unsure.get(name, 0), ("axe",)
        )
    for found_by_axe in placed:
        rule = found_by_axe.finding.rule
        if "axe" in found_by_axe.finding.observers and rule in outcomes:
            own = merged[rule]
            observers = in_order((*own.observers, "axe"))
            merged[rule] = replace(own, observers=observers)
    return merged


def _by_element(placed: Iterable[Placed]) -> dict[Element, list[int]]:
    """Places in the list of findings, by their element."""
    places: dict[Element, list[int]] = {}
    for place, candidate in enumerate(placed):
        if candidate.element is not None:
            places.setdefault(_whole(candidate.element), []).append(place)
    return places


def _same_fault(
    merged: list[Placed],
    places: Mapping[Element, list[int]],
    ours: frozenset[str],
    element: Element | None,
) -> int | None:
    """The place of the finding of one of our rules on that element, or on what it stands in."""
    if element is None:
        return None
    # A fault of a block is one fault, though axe tells it for each thing in the block.
    nodes = chain((element,), islice(element.ancestors, _MAX_CLIMB))
    for node in nodes if ours else ():
        for place in places.get(_whole(node), ()):
            if merged[place].finding.rule in ours:
                return place
    if element.local_name in _WHOLES:
        # axe tells faults of cells and items at their table or list.
        for place, one in enumerate(merged):
            if (
                one.finding.rule in ours
                and one.element is not None
                and one.element.document is element.document
                and element.contains(one.element)
            ):
                return place
    if element.parent is None:
        # axe tells faults of the whole page at its root; ours may stand at the block to mend.
        return next((p for p, one in enumerate(merged) if one.finding.rule in ours), None)
    return None


def _whole(element: Element) -> Element:
    """What a fault of a whole page stands at: root and body count as one."""
    parent = element.parent
    return parent if element.local_name == "body" and parent is not None else element


def _criteria(tags: Iterable[str]) -> tuple[str, ...]:
    """The WCAG numbers in axe's tags: ``wcag143`` is 1.4.3."""
    return tuple(".".join(match.groups()) for tag in tags if (match := _WCAG_TAG.match(tag)))
