"""Decides how repeated ids, and references to ids that are not there, are mended."""

from __future__ import annotations

from itertools import pairwise
from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Verdict
from govpage_lint.document.tree import Element
from govpage_lint.findings import Edit
from govpage_lint.repairs.edits import Mended, Refused, repair, set_attribute
from govpage_lint.repairs.identifiers import free_id

# A page with more of one id is no page that somebody wrote.
_MOST: Final = 100
_REFERRING: Final = frozenset(
    """
    aria-activedescendant aria-controls aria-describedby aria-details aria-errormessage aria-flowto
    aria-labelledby aria-owns for headers list form popovertarget commandfor href usemap
    """.split()
)


@repair
def own(page: Page, verdict: Verdict) -> Mended:
    """The first element keeps the id, each later one gets one that nothing else has."""
    identifier = _identifier(verdict)
    _, *later = page.document.by_id[identifier]
    return Mended(tuple(_renamed(page, later, identifier)[1]))


@repair
def own_with_references(page: Page, verdict: Verdict) -> Mended:
    """The same, and what refers to the elements refers to its own.

    Which one is whose is known where each element stands beside one reference, in turn: label,
    field, label, field. Otherwise all keep to the first, which is what browsers make of it.
    """
    identifier = _identifier(verdict)
    _, *later = elements = page.document.by_id[identifier]
    names, edits = _renamed(page, later, identifier)
    references = page.fact(_references).get(identifier, [])
    if len(references) == len(elements) and _in_turn(elements, [one for one, _ in references]):
        for name, (referrer, attribute) in zip(names, references[1:], strict=True):
            value = referrer.attributes[attribute]
            words = [
                word.replace(identifier, name) if word.removeprefix("#") == identifier else word
                for word in value.split()
            ]
            edits += set_attribute(referrer, attribute, " ".join(words))
    return Mended(tuple(sorted(edits, key=lambda edit: edit.start)))


def _identifier(verdict: Verdict) -> str:
    target = verdict.target
    if not isinstance(target, AttributeOf) or target.name != "id":
        raise Refused
    return target.element.attributes["id"]


def _renamed(page: Page, elements: list[Element], identifier: str) -> tuple[list[str], list[Edit]]:
    names: list[str] = []
    edits: list[Edit] = []
    if len(elements) > _MOST:
        raise Refused
    for element in elements:
        names.append(free_id(page, f"{identifier}-{len(names) + 2}", names))
        edits += set_attribute(element, "id", names[-1])
    return names, edits


def _references(page: Page) -> dict[str, list[tuple[Element, str]]]:
    """What refers to each id, and by which attribute, in tree order."""
    found: dict[str, list[tuple[Element, str]]] = {}
    for element in page.document.elements:
        for name, value in element.attributes.items():
            if name not in _REFERRING:
                continue
            words = value.split()
            if name in ("href", "usemap"):
                words = [word[1:] for word in words if word.startswith("#")]
            for word in dict.fromkeys(words):
                found.setdefault(word, []).append((element, name))
    return found


def _in_turn(elements: list[Element], referrers: list[Element]) -> bool:
    """Whether elements and what refers to them alternate, always in the same order."""
    pairs = [
        (min(a.order, b.order), max(a.order, b.order), a.order < b.order)
        for a, b in zip(elements, referrers, strict=True)
    ]
    return len({first for *_, first in pairs}) == 1 and all(
        one[1] < other[0] for one, other in pairwise(pairs)
    )


@repair
def known_references(page: Page, verdict: Verdict) -> Mended:
    """Leave out the ids that no element has: nothing came of them."""
    target = verdict.target
    if not isinstance(target, AttributeOf):
        raise Refused
    words = target.element.attributes[target.name].split()
    known = [word for word in words if word in page.document.by_id]
    if not known or known == words:
        raise Refused
    return Mended(set_attribute(target.element, target.name, " ".join(known)))


@repair
def near_reference(page: Page, verdict: Verdict) -> Mended:
    """Name the id that differs only in case or a sign."""
    target = verdict.target
    if not isinstance(target, AttributeOf):
        raise Refused
    words = target.element.attributes[target.name].split()
    if len(words) != 1 or words[0] in page.document.by_id:
        raise Refused
    near = page.fact(_folded_ids).get(_folded(words[0]), ())
    if len(near) != 1:
        raise Refused
    return Mended(set_attribute(target.element, target.name, near[0]), {"near": near[0]})


def _folded_ids(page: Page) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for identifier in page.document.by_id:
        found.setdefault(_folded(identifier), []).append(identifier)
    return found


def _folded(identifier: str) -> str:
    return "".join(letter for letter in identifier.casefold() if letter.isalnum())
