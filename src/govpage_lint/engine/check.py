"""Decides the findings of one document: runs the rules, weighs them by the profile, counts outcomes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from functools import cached_property
from operator import attrgetter

from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Target, Verdict
from govpage_lint.document.tree import Document, Element
from govpage_lint.engine.dispatch import Dispatcher, Judgement
from govpage_lint.engine.wording import INSIDE, Wording, target_detail, target_element
from govpage_lint.findings import Certainty, Finding, Language, Level, Observer, RuleOutcomes
from govpage_lint.records import dataclass, field
from govpage_lint.rulebook.model import Rule
from govpage_lint.rulebook.profiles import Profile
from govpage_lint.rulebook.standards import Standards

# What only a person can judge never fails a build.
_REVIEW_LEVEL: Level = "info"


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding with the element that it is about, for merging.

    ``detail`` tells findings on one element apart: the name of an attribute, a part of a text.
    ``case`` is the one of the rule's cases that it is, if any.
    """

    finding: Finding
    element: Element | None
    detail: str = ""
    case: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentResult:
    """What the rules say of a document, in source order, and how often each of them passed.

    ``passed`` has the elements that a rule looked at and found right, ``judged`` all that it gave
    a verdict on.
    """

    placed: tuple[Placed, ...]
    outcomes: Mapping[str, RuleOutcomes]
    passed: Mapping[str, Set[Element]] = field(default_factory=dict)
    judged: Mapping[str, Set[Element]] = field(default_factory=dict)


@dataclass(slots=True)
class _Tally:
    """What became of one rule on one document: the targets that are right, and the others."""

    right: list[Target] = field(default_factory=list)
    others: list[Target] = field(default_factory=list)
    fails: int = 0
    doubts: int = 0

    @property
    def passed(self) -> set[Element]:
        """The elements that it found right, not those of which a part is."""
        return {target for target in self.right if isinstance(target, Element)}

    @property
    def judged(self) -> set[Element]:
        """All elements that it gave a verdict on."""
        found = {
            target if isinstance(target, Element) else target_element(target)
            for target in (*self.right, *self.others)
        }
        return {element for element in found if element is not None}

    def tell(self, rule: Rule, verdict: Verdict) -> None:
        """Count a target that is wrong, or may be."""
        self.others.append(verdict.target)
        if verdict.outcome == "failed" and rule.certainty_of(verdict.case) != "review":
            self.fails += 1
        else:
            # What a person has to look at is no failure yet.
            self.doubts += 1

    def outcomes(self, observer: Observer) -> RuleOutcomes:
        return RuleOutcomes(len(self.right), self.fails, self.doubts, (observer,))


class _Elements(Mapping[str, Set[Element]]):
    """Elements by rule, gathered when asked for: results of most pages are never merged."""

    def __init__(
        self, tallies: Mapping[str, _Tally], gather: Callable[[_Tally], set[Element]]
    ) -> None:
        self._tallies = tallies
        self._gather = gather

    @cached_property
    def _found(self) -> dict[str, set[Element]]:
        found = {rule: self._gather(tally) for rule, tally in self._tallies.items()}
        return {rule: elements for rule, elements in found.items() if elements}

    def __getitem__(self, rule: str) -> Set[Element]:
        return self._found[rule]

    def __iter__(self) -> Iterator[str]:
        return iter(self._found)

    def __len__(self) -> int:
        return len(self._found)


class Inspector:
    """Runs a set of rules under a profile. One for a run; pages are inspected one by one."""

    def __init__(
        self, rules: Iterable[Rule], profile: Profile, standards: Standards, language: Language
    ) -> None:
        self.profile = profile
        self.language = language
        self._standards = standards
        self._dispatcher = Dispatcher(rules)
        self._covers = {rule.id: rule.covers for rule in self._dispatcher.rules if rule.covers}
        self._criteria: dict[tuple[str, str | None], tuple[str, ...]] = {}

    def rule(self, name: str) -> Rule | None:
        """The rule of that name that is run; None for any other."""
        return self._rules.get(name)

    @cached_property
    def _rules(self) -> Mapping[str, Rule]:
        return {rule.id: rule for rule in self._dispatcher.rules}

    def criteria_of(self, rule: Rule, case: str | None) -> tuple[str, ...]:
        """The criteria of the profile's standards that a finding of a rule is about."""
        key = (rule.id, case)
        if key not in self._criteria:
            own = rule.criteria_of(case)
            self._criteria[key] = self._standards.criteria(rule.wcag, own, self.profile.standards)
        return self._criteria[key]

    @cached_property
    def probes(self) -> frozenset[str]:
        """What rules want to be tried in a browser."""
        return frozenset(rule.probe for rule in self._dispatcher.rules if rule.probe)

    def inspect(
        self, page: Page, within: Sequence[str] = (), *, probe: str | None = None
    ) -> DocumentResult:
        """The findings of a page, each once, and the outcomes of every rule that had a target.

        ``within`` are the selectors of the frames that the page is in, ``probe`` what was done to
        it: then only the rules that ask for that run.
        """
        observer: Observer = page.observer
        wording = Wording(page, self.language, observer, within)
        tallies: dict[str, _Tally] = {}
        placed: list[Placed] = []
        seen: set[tuple[object, ...]] = set()
        for rule, verdicts in self._dispatcher.judged(page, probe):
            tally = None
            for verdict in verdicts:
                # Most judgements give no verdict.
                if tally is None and (tally := tallies.get(rule.id)) is None:
                    tally = tallies[rule.id] = _Tally()
                outcome, target, _, _ = verdict
                if outcome == "passed":
                    tally.right.append(target)
                    continue
                tally.tell(rule, verdict)
                found = self._place(page.document, Judgement(rule, verdict), wording, seen)
                if found is not None:
                    placed.append(found)
        placed = self._told_once(placed)
        placed.sort(key=in_source_order)
        return DocumentResult(
            tuple(placed),
            {rule: tally.outcomes(observer) for rule, tally in tallies.items()},
            _Elements(tallies, attrgetter("passed")),
            _Elements(tallies, attrgetter("judged")),
        )

    def _told_once(self, placed: list[Placed]) -> list[Placed]:
        """The findings without those of general rules where a narrower one tells the same fault."""
        covered: set[tuple[str, object]] = set()
        doubtful: set[int] = set()
        sure = {
            (one.finding.rule, one.element) for one in placed if one.detail and not _is_doubt(one)
        }
        for one in placed:
            for name in self._covers.get(one.finding.rule, ()):
                if not one.detail and (name, one.element) in sure and _is_doubt(one):
                    # What is sure of an attribute leaves nothing to ask about its element.
                    doubtful.add(id(one))
                    continue
                covered.add((name, _place_of(one)))
                # What is sure of an element is so of its attributes.
                if not one.detail and one.element is not None and not _is_doubt(one):
                    covered.add((name, one.element))
        if not covered and not doubtful:
            return placed
        return [
            one
            for one in placed
            if id(one) not in doubtful
            and (one.finding.rule, _place_of(one)) not in covered
            and not (one.detail and (one.finding.rule, one.element) in covered)
        ]

    def ran(self, observer: Observer) -> tuple[str, ...]:
        """The ids of the rules that this observer runs, whether they find a target or not."""
        return tuple(rule.id for rule in self._dispatcher.rules if observer in rule.observers)

    def _place(
        self,
        document: Document,
        judgement: Judgement,
        wording: Wording,
        seen: set[tuple[object, ...]],
    ) -> Placed | None:
        rule, verdict = judgement.rule, judgement.verdict
        level = self.profile.level(rule, verdict.case)
        if level is None:
            return None
        if not self.profile.sets(rule.id, verdict.case):
            level = self.profile.bounded(level, rule.wcag, self._standards)
        certainty: Certainty = rule.certainty_of(verdict.case)
        if verdict.outcome == "cantTell":
            certainty = "review"
        if certainty == "review":
            level = _REVIEW_LEVEL
        element = target_element(verdict.target)
        criteria = self.criteria_of(rule, verdict.case)
        finding = wording.finding(judgement, level, certainty, criteria)
        # A parser's repair can make several elements of one tag: that is one fault.
        key = (rule.id, verdict.case, finding.location, finding.message)
        copied = element is not None and element.span is None and element.origin is not None
        if key in seen and copied:
            return None
        seen.add(key)
        return Placed(finding, element, target_detail(verdict.target), verdict.case)


def _is_doubt(placed: Placed) -> bool:
    return placed.finding.certainty == "review"


def _place_of(placed: Placed) -> tuple[object, ...]:
    """Where a finding stands: in the source, or at what a script made."""
    element = placed.element
    return (placed.finding.location, element if element is not None and element.is_made else None)


def in_source_order(placed: Placed) -> tuple[object, ...]:
    """What findings are sorted by: by their places in the source, those that have none last."""
    finding, element = placed.finding, placed.element
    location = finding.location
    if location is None:
        place = -1 if element is None else element.order
        # What stands in frames comes after the page.
        return (1, finding.selector.count(INSIDE), place, finding.rule, finding.selector)
    return (0, location.line, location.column, finding.rule, finding.selector)
