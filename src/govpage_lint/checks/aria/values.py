"""Decides whether ``aria-`` attributes exist, and whether their values are of the kind that they take."""

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.aria.written import is_code, may_be_set
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Verdict, check, failed, passed
from govpage_lint.document.tree import HTML, SVG, Element
from govpage_lint.semantics.aria_details import AttributeDetails, attributes
from govpage_lint.spelling import get_close_matches

_LONGEST: Final = 40
_LEAST_LIKENESS: Final = 0.8
_MOST_HINTS: Final = 100
# What browsers heed though no standard has it, for so many people write it.
_HEEDED: Final = "aria-labeledby"
_PLAIN: Final = frozenset("abcdefghijklmnopqrstuvwxyz-0123456789")


@check
def attribute_unknown(page: Page, element: Element) -> Iterator[Verdict]:
    """``aria-`` attributes that ARIA does not have (ACT 5f99a7).

    Cases: "heeded" for a common slip that browsers understand, "typo" near to a real one ({near}).
    """
    known = attributes()
    here = [name for name in page.document.by_attribute if name[:5] == "aria-"]
    for found in page.document.with_attributes(here):
        names = [name for name in found.attributes if name[:5] == "aria-"]
        for name in names:
            if name not in known:
                yield from _unknown(page, AttributeOf(found, name))
        if known.keys() >= set(names):
            yield passed(found)


def _unknown(page: Page, target: AttributeOf) -> Iterator[Verdict]:
    name = target.name
    # A directive of a framework is no attribute yet.
    if page.observer == "source" and not _PLAIN.issuperset(name):
        return
    near = _nearest(page, name)
    if name == _HEEDED:
        yield failed(target, "heeded")
    elif near is not None:
        yield failed(target, "typo", near=near)
    else:
        yield failed(target)


def _nearest(page: Page, name: str) -> str | None:
    hints = page.fact(_hints)
    # Looking for what is alike takes time: a page with so many is not mended by hints.
    if name not in hints and len(hints) < _MOST_HINTS and len(name) <= _LONGEST:
        near = get_close_matches(name, attributes(), 1, _LEAST_LIKENESS)
        hints[name] = near[0] if near else None
    return hints.get(name)


def _hints(page: Page) -> dict[str, str | None]:
    """The attributes that wrong names of the page seem to mean, filled as they are met."""
    return {}


@check
def value_invalid(page: Page, element: Element) -> Iterator[Verdict]:
    """Values that are not of the type of their attribute (ACT 6a7281); {allowed} are the right ones.

    Cases: "token", "tokens" ({wrong}), "integer", "number", "unit" for a number with a unit after it,
    "reference" for several ids where one is taken, "current" for what counts as "true".
    """
    if element.namespace_url not in (HTML, SVG):
        return
    known = attributes()
    for name, value in element.attributes.items():
        details = known.get(name) if name.startswith("aria-") else None
        if details is None or not value.strip() or is_code(page, value):
            continue
        # How far a number may go is not a matter of its type.
        if details.is_valid(value) or _is_whole(details, value):
            yield passed(element)
        else:
            yield _wrong(AttributeOf(element, name), details, value)


def _is_whole(details: AttributeDetails, value: str) -> bool:
    digits = value.strip().lstrip("+-")
    return details.kind == "integer" and digits.isascii() and digits.isdigit()


def _wrong(target: AttributeOf, details: AttributeDetails, value: str) -> Verdict:
    if details.kind in ("integer", "number"):
        start = value.strip().rstrip("%abcdefghijklmnopqrstuvwxyz ")
        case = "unit" if details.kind == "number" and details.is_valid(start) else details.kind
        return failed(target, case if start else details.kind)
    if details.kind == "idref":
        return failed(target, "reference")
    allowed = ", ".join(sorted(details.values, key=_plain_first))
    if details.name == "aria-current":
        return failed(target, "current", allowed=allowed)
    if details.kind == "tokens":
        wrong = next(word for word in value.lower().split() if word not in details.values)
        return failed(target, "tokens", wrong=wrong, allowed=allowed)
    return failed(target, "token", allowed=allowed)


def _plain_first(word: str) -> tuple[int, str]:
    """The order in which people name them: true, false, then the rest."""
    return (("true", "false").index(word) if word in ("true", "false") else 2, word)


@check
def value_out_of_range(page: Page, element: Element) -> Iterator[Verdict]:
    """Numbers that are of the right type and make no sense.

    Cases: "least" ({least}), "order" (a minimum above the maximum), "range" (a value outside of both),
    "position" (a place after the last of the set).
    """
    known = attributes()
    numbers: dict[str, float] = {}
    for name, value in element.attributes.items():
        details = known.get(name)
        if details is None or details.kind not in ("integer", "number") or is_code(page, value):
            continue
        if name == "aria-level" and page.semantics.role(element) == "heading":
            # The levels of headings are a matter of the headings' own rules.
            continue
        if details.kind == "integer" and _is_whole(details, value) and not details.is_valid(value):
            yield failed(AttributeOf(element, name), "least", least=details.least)
        elif value.strip() and details.is_valid(value):
            numbers[name] = float(value)
            yield passed(element)
    yield from _contradictions(page, element, numbers)


def _contradictions(page: Page, element: Element, numbers: dict[str, float]) -> Iterator[Verdict]:
    low, high = numbers.get("aria-valuemin"), numbers.get("aria-valuemax")
    now = numbers.get("aria-valuenow")
    bounds = ("aria-valuemin", "aria-valuemax", "aria-valuenow")
    if not may_be_set(page, element, *bounds):
        if low is not None and high is not None and low > high:
            yield failed(AttributeOf(element, "aria-valuemin"), "order", other=f"{high:g}")
        elif now is not None and (
            (low is not None and now < low) or (high is not None and now > high)
        ):
            span = f"{'' if low is None else f'{low:g}'}–{'' if high is None else f'{high:g}'}"
            yield failed(AttributeOf(element, "aria-valuenow"), "range", span=span)
    place, size = numbers.get("aria-posinset"), numbers.get("aria-setsize")
    if place is not None and size is not None and 0 < size < place:
        yield failed(AttributeOf(element, "aria-posinset"), "position", size=f"{size:g}")
