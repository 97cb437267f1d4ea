"""Decides which findings of a page's source and of its rendering are one, and which ones hold.

Where both observers ran a rule, the rendered page is what people get: what the rule finds there
counts, with the place in the source. A finding of the source alone holds where the browser's page
neither answers it nor took it away: the element is there as it was written, and the rule had
nothing to say about it (it is hidden now, in a menu that opens later).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set

from govpage_lint.document.tree import Element
from govpage_lint.engine.check import DocumentResult, Placed, in_source_order
from govpage_lint.engine.rendered import RenderedDocument
from govpage_lint.engine.trace import is_untouched
from govpage_lint.findings import RuleOutcomes, in_order
from govpage_lint.records import replace
from govpage_lint.rulebook.model import Rule

type _Key = tuple[str, Element, str]


def combine(
    rules: Iterable[Rule],
    source: DocumentResult,
    rendered: Sequence[tuple[RenderedDocument, DocumentResult]],
) -> DocumentResult:
    """One result for a page from that of its source and those of its rendered documents.

    Elements in it are those of the rendered page where they have one there. ``rendered`` begins
    with the page itself; the others are in its frames.
    """
    if not rendered:
        return source
    by_id = {rule.id: rule for rule in rules}
    page, result = rendered[0]
    live = {written: element for element, written in page.origins.items()}
    placed = [one for _, found in rendered for one in found.placed]
    known = _by_key(placed)
    kept: list[Placed] = []
    for one in source.placed:
        element = None if one.element is None else live.get(one.element)
        match = known.get((one.finding.rule, element, one.detail)) if element is not None else None
        if match:
            place = match.pop(0)
            placed[place] = _seen_twice(placed[place], one)
        elif _holds(by_id[one.finding.rule], one, element, result):
            kept.append(Placed(one.finding, element or one.element, one.detail, one.case))
    return DocumentResult(
        tuple(sorted((*placed, *kept), key=in_source_order)),
        _outcomes(by_id, source, [found for _, found in rendered], kept),
        _united(found.passed for _, found in rendered),
        _united(found.judged for _, found in rendered),
    )


def _by_key(placed: Sequence[Placed]) -> dict[_Key, list[int]]:
    found: dict[_Key, list[int]] = {}
    for place, one in enumerate(placed):
        if one.element is not None:
            found.setdefault((one.finding.rule, one.element, one.detail), []).append(place)
    return found


def _seen_twice(placed: Placed, by_source: Placed) -> Placed:
    finding, other = placed.finding, by_source.finding
    observers = in_order((*finding.observers, *other.observers))
    if finding.location is not None:
        told = replace(finding, observers=observers, fix=other.fix)
        return replace(placed, finding=told)
    told = replace(
        finding,
        observers=observers,
        fix=other.fix,
        location=other.location,
        excerpt=other.excerpt,
        snippet=other.snippet,
    )
    return replace(placed, finding=told)


def _holds(rule: Rule, one: Placed, element: Element | None, result: DocumentResult) -> bool:
    """Whether a finding of the source holds that the rendered page does not have."""
    if "rendered" not in rule.observers:
        return True
    if element is None or one.element is None or one.finding.certainty == "review":
        return False
    judged = result.judged.get(rule.id, frozenset())
    if element in judged or (rule.matcher.selectors is None and judged):
        return False
    return is_untouched(one.element, element)


def _outcomes(
    rules: Mapping[str, Rule],
    source: DocumentResult,
    rendered: Sequence[DocumentResult],
    kept: Sequence[Placed],
) -> dict[str, RuleOutcomes]:
    """How often each rule passed and failed on the page, whoever looked."""
    found: dict[str, RuleOutcomes] = {}
    for outcomes in (one.outcomes for one in rendered):
        for name, more in outcomes.items():
            found[name] = found[name].plus(more) if name in found else more
    for name, more in source.outcomes.items():
        if "rendered" not in rules[name].observers:
            found[name] = more
            continue
        failed = sum(one.finding.rule == name for one in kept)
        left = RuleOutcomes(0, failed, 0, more.observers)
        if name in found or failed:
            found[name] = found[name].plus(left) if name in found else left
    return found


def _united(found: Iterable[Mapping[str, Set[Element]]]) -> dict[str, set[Element]]:
    united: dict[str, set[Element]] = {}
    for one in found:
        for name, elements in one.items():
            united.setdefault(name, set()).update(elements)
    return united
