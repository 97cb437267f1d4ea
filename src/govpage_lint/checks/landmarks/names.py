"""Decides whether people can tell the landmarks of a page apart by their names."""

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.landmarks.places import SINGLE, Landmark, landmarks, tag_of
from govpage_lint.checks.navigation.words import plain
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.semantics.unknown import UNKNOWN

_NAMED_ONLY: Final = frozenset(("region", "form"))


@check
def name_repeated(page: Page, element: Element) -> Iterator[Verdict]:
    """Several landmarks of one role with one name, or with none: {count} of them, a finding at each.

    Case "unnamed" where they have no name. Where all but one may be hidden it cannot tell, once.
    """
    groups: dict[tuple[str, str], list[Landmark]] = {}
    for landmark in page.fact(landmarks):
        name = page.semantics.name(landmark.element)
        if landmark.role not in SINGLE and name is not UNKNOWN:
            groups.setdefault((landmark.role, plain(name)), []).append(landmark)
    for (role, name), members in groups.items():
        yield from _group_verdicts(page, role, None if name else "unnamed", members)


def _group_verdicts(
    page: Page, role: str, case: str | None, members: list[Landmark]
) -> Iterator[Verdict]:
    if len(members) == 1:
        yield passed(members[0].element)
        return
    sure = [landmark for landmark in members if landmark.sure]
    told, verdict = (sure, failed) if len(sure) > 1 else (members[:1], cant_tell)
    for landmark in told:
        name = page.semantics.name(landmark.element)
        count = len(sure) if len(sure) > 1 else len(members)
        yield verdict(landmark.element, case, count=count, role=role, name=name)


@check
def name_empty(page: Page, element: Element) -> Iterator[Verdict]:
    """A section or landmark that was to have a name, and has none.

    Cases: "reference" where ``aria-labelledby`` means elements without text; "none" where its role
    needs a name, and nothing gives one.
    """
    name = page.semantics.name(element)
    if (
        not page.semantics.presumed_exposed(element)
        or name is UNKNOWN
        or _is_dangling(page, element)
    ):
        return
    if name:
        yield passed(element)
    elif "aria-labelledby" in element.attributes and element.attributes["aria-labelledby"].strip():
        yield failed(AttributeOf(element, "aria-labelledby"), "reference", element=tag_of(element))
    elif "aria-label" in element.attributes:
        yield failed(AttributeOf(element, "aria-label"), element=tag_of(element))
    elif _first_role(page, element) in _NAMED_ONLY and not element.closest("form"):
        yield failed(element, "none", role=_first_role(page, element), element=tag_of(element))


def _first_role(page: Page, element: Element) -> str:
    roles = page.semantics.explicit_roles(element)
    return next((role.lower() for role in roles if role.lower() in page.semantics.valid_roles), "")


def _is_dangling(page: Page, element: Element) -> bool:
    """Whether it refers to what is not there, which is another fault."""
    references = page.semantics.idrefs(element, "aria-labelledby")
    return bool(references) and any(target is None for _, target in references)
