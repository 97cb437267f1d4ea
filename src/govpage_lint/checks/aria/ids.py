"""Decides whether ids stand once, and what it costs where one stands twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.aria.written import is_code
from govpage_lint.checks.navigation.skip import skip_links
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Verdict, check, failed
from govpage_lint.document.tree import HTML, SVG, Element
from govpage_lint.records import dataclass, field

_ARIA: Final = tuple(
    """aria-activedescendant aria-controls aria-describedby aria-details aria-errormessage aria-flowto
    aria-labelledby aria-owns""".split()
)
_OTHERS: Final = ("for", "headers", "list", "form", "popovertarget", "commandfor")
_REFERRING: Final = frozenset((*_ARIA, *_OTHERS, "href", "usemap"))
# What speaks its texts: there it matters whose text it is.
_TEXTS: Final = frozenset(
    ("aria-labelledby", "aria-describedby", "aria-details", "aria-errormessage")
)
# What is larger is no label or description; of so many elements the first ones tell enough.
_LARGEST: Final = 100
_MOST: Final = 20
_DRAWN: Final = frozenset(("symbol", "defs", "template"))


@dataclass(slots=True)
class References:
    """What refers to an id: how many elements, and by which attributes."""

    count: int = 0
    attributes: set[str] = field(default_factory=set)


@check
def repeated(page: Page, element: Element, *, referenced: bool = False) -> Iterator[Verdict]:
    """An id that stands again after another element had it: {id}, {count} times in all, first on {first}.

    One finding an id: at the first element, which is what anything that refers to it gets, or, where nothing
    does, at the second. ``referenced``: only those that something refers to, else only the rest. Cases:
    "aria" ({attribute}), "texts" where the elements say different things, "label", "headers", "fragment",
    "other" ({attribute}).
    """
    for identifier, elements in page.document.by_id.items():
        if len(elements) < 2 or is_code(page, identifier) or not identifier.strip():
            continue
        shown = [one for one in elements if _counts(one)]
        if len(shown) < 2:
            continue
        references = page.fact(_references).get(identifier)
        if (references is not None) is not referenced:
            continue
        target = AttributeOf(shown[1 if references is None else 0], "id")
        first = f"<{shown[0].local_name}>"
        values = {"id": identifier, "count": str(len(shown)), "first": first}
        if references is None:
            yield failed(target, **values)
        else:
            case, attribute = _consequence(page, shown, references)
            if case == "fragment" and identifier in page.fact(_skipped_to):
                continue
            yield failed(target, case, attribute=attribute, **values)


def _skipped_to(page: Page) -> frozenset[str]:
    """The ids that skip links lead to: that they are repeated is told at the link."""
    return frozenset(link.destination.fragment for link in page.fact(skip_links).links)


def _counts(element: Element) -> bool:
    """Whether it is more than a piece of a drawing: gradients and symbols are repeated to no harm."""
    if element.namespace_url == SVG:
        return element.local_name == "svg" or "role" in element.attributes
    return element.namespace_url == HTML and element.local_name not in _DRAWN


def _consequence(page: Page, elements: list[Element], references: References) -> tuple[str, str]:
    """Which case it is, and the attribute to name."""
    used = references.attributes
    aria = sorted(used.intersection(_ARIA))
    if aria:
        speaking = sorted(used & _TEXTS)
        if speaking and references.count > 1 and _differ(elements):
            return "texts", speaking[0]
        return "aria", aria[0]
    for name, case in (("for", "label"), ("headers", "headers"), ("href", "fragment")):
        if name in used:
            return case, name
    return "other", min(used)


def _differ(elements: list[Element]) -> bool:
    """Whether the elements of one id say different things."""
    if any(element.last - element.order > _LARGEST for element in elements[:_MOST]):
        return False
    texts = {" ".join(element.text_content.split()) for element in elements[:_MOST]}
    return len(texts) > 1


def _references(page: Page) -> dict[str, References]:
    """What refers to each id of the page."""
    found: dict[str, References] = {}
    for element in page.document.with_attributes(_REFERRING):
        for name, value in element.attributes.items():
            if name not in _REFERRING:
                continue
            for identifier in _named(name, value):
                reference = found.setdefault(identifier, References())
                reference.count += 1
                reference.attributes.add(name)
    return found


def _named(attribute: str, value: str) -> list[str]:
    if attribute in ("href", "usemap"):
        name = value.strip()
        return [name[1:]] if name.startswith("#") and len(name) > 1 else []
    return [value.strip()] if attribute in _OTHERS and attribute != "headers" else value.split()
