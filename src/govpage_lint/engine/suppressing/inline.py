"""Decides which findings of a page its comments suppress, and what is wrong with those comments."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from govpage_lint.document.tree import Document
from govpage_lint.engine.check import Placed
from govpage_lint.engine.suppressing.comments import Written, comments_of
from govpage_lint.engine.suppressing.directives import (
    EXPIRED,
    UNUSED,
    Directive,
    Fault,
    Name,
    read_directive,
)
from govpage_lint.engine.suppressing.names import RuleNames, names_of, unknown_name
from govpage_lint.engine.suppressing.scopes import Claim, Claims, Place, claims_of
from govpage_lint.findings import Location, Suppressed
from govpage_lint.records import dataclass

type Looked = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class InlineResult:
    """What the comments of a page do: findings that stay, those that don't, and faults of comments."""

    kept: list[Placed]
    suppressed: list[Suppressed]
    faults: list[Fault]


def apply_comments(
    document: Document, placed: Sequence[Placed], names: RuleNames, today: date, looked: Looked
) -> InlineResult:
    """The findings of a page after its comments have been heard.

    ``document`` is the source, ``placed`` what was found in it and in its rendering. ``looked`` says
    of a rule whether it was run on this page: only then can a comment about it be unused.
    """
    comments = comments_of(document)
    directives = _directives(document, comments)
    if not directives:
        return InlineResult(list(placed), [], [])
    faults = [fault for directive in directives for fault in directive.faults]
    understood = []
    for directive in directives:
        if directive.until is not None and directive.until < today:
            value = {"date": directive.until.isoformat()}
            faults.append(Fault(EXPIRED, directive.span, None, value))
        else:
            known, unknown = _resolved(directive, names)
            faults += unknown
            understood.append((directive, known))
    by_rule, claims = claims_of(document, comments, understood)
    kept, suppressed = [], []
    for one in placed:
        claim = _claim(document, one, by_rule)
        if claim is None:
            kept.append(one)
        else:
            claim.used = True
            suppressed.append(Suppressed(one.finding, "inline", claim.directive.reason))
    # What a template writes into its pages may be needed there.
    served = {comment.span for comment in comments if comment.served}
    idle = [claim for claim in claims if claim.directive.span not in served]
    faults += _unused(idle, names, looked)
    return InlineResult(kept, suppressed, sorted(faults, key=lambda fault: fault.span))


def has_dates(document: Document) -> bool:
    """Whether a comment of a page holds up to some day."""
    found = _directives(document, comments_of(document))
    return any(directive.until is not None for directive in found)


def _directives(document: Document, comments: Iterable[Written]) -> list[Directive]:
    read = (read_directive(document.source, comment) for comment in comments)
    return [directive for directive in read if directive is not None]


def _resolved(directive: Directive, names: RuleNames) -> tuple[list[tuple[Name, str]], list[Fault]]:
    """The rules that a comment names, and what is wrong with its other names."""
    known, faults = [], []
    for name in directive.names:
        fault = unknown_name(name.text, name.span, names)
        rule = names.resolve(name.text)
        if fault is not None:
            faults.append(fault)
        elif rule is not None:
            known.append((name, rule))
    return known, faults


def _claim(document: Document, one: Placed, by_rule: dict[str, Claims]) -> Claim | None:
    place: Place | None = None
    for name in names_of(one):
        claims = by_rule.get(name)
        if claims is None:
            continue
        if place is None:
            place = _place(document, one)
        claim = claims.about(place)
        if claim is not None:
            return claim
    return None


def _place(document: Document, one: Placed) -> Place:
    location, element = one.finding.location, one.element
    at = None if location is None else offset_of(document, location)
    if element is None:
        return Place(at, None, None)
    written = element.document.written(element)
    around = written.span[0] if written is not None and written.span is not None else None
    span = element.span or (element.origin.span if element.origin is not None else None)
    return Place(at, span[0] if span is not None else None, around)


def offset_of(document: Document, location: Location) -> int:
    """The offset in the source that a location starts at."""
    starts = document.source.line_starts
    return starts[min(location.line, len(starts)) - 1] + location.column - 1


def _unused(claims: Sequence[Claim], names: RuleNames, looked: Looked) -> Iterator[Fault]:
    """One fault for each comment that does nothing, or for each name in it that does nothing."""
    by_directive: dict[Directive, list[Claim]] = {}
    for claim in claims:
        by_directive.setdefault(claim.directive, []).append(claim)
    for directive, said in by_directive.items():
        idle = [claim for claim in said if not claim.used and looked(_rule(names, claim))]
        if not idle:
            continue
        case = "enable" if directive.kind == "end" else None
        if len(idle) == len(directive.names):
            listed = ", ".join(claim.name.text for claim in idle)
            yield Fault(UNUSED, directive.span, case, {"value": listed})
        else:
            for claim in idle:
                yield Fault(UNUSED, claim.name.span, case, {"value": claim.name.text})


def _rule(names: RuleNames, claim: Claim) -> str:
    return (names.resolve(claim.name.text) or "").partition(":")[0]
