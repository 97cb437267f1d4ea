"""Decides whether ARIA attributes that name other elements by their ids name some that are there."""

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element

_NAMES: Final = "aria-labelledby"
_TEXTS: Final = ("aria-describedby", "aria-details")
# What scripts put on the page when it is wanted.
_LATER: Final = tuple(
    "aria-controls aria-owns aria-activedescendant aria-flowto aria-errormessage".split()
)
# Roles that people do without a name for.
_NAMELESS: Final = frozenset(
    """
    generic none paragraph list listitem rowgroup row cell term definition group strong emphasis code caption
    deletion insertion subscript superscript time note blockquote separator document tabpanel article table
    log status alert complementary banner contentinfo main navigation figure
    """.split()
)
REFERENCES: Final = (_NAMES, *_TEXTS, *_LATER)


@check
def reference_missing(page: Page, element: Element) -> Iterator[Verdict]:
    """ARIA attributes that refer to ids that no element has ({id}); one finding for each attribute.

    Cases: "only-name" where nothing else names an element that needs a name; "some" where the rest
    of the ids are there; "later" for what scripts may bring when it is wanted.
    """
    if page.semantics.programmatically_hidden(element):
        return
    for attribute in REFERENCES:
        if attribute not in element.attributes:
            continue
        references = page.semantics.idrefs(element, attribute)
        missing = [identifier for identifier, target in references if target is None]
        if not references or any("{" in identifier or "<%" in identifier for identifier in missing):
            continue
        if not missing:
            yield passed(element)
            continue
        yield from _verdict(page, element, attribute, missing, len(references))


def _verdict(
    page: Page, element: Element, attribute: str, missing: list[str], count: int
) -> Iterator[Verdict]:
    target, values = AttributeOf(element, attribute), {"id": missing[0]}
    if attribute in _LATER:
        if not _is_closed(page, element, attribute):
            yield cant_tell(target, "later", **values)
    elif len(missing) < count:
        yield failed(target, "some", **values)
    elif attribute == _NAMES and page.semantics.name(element) == "" and _needs_name(page, element):
        yield failed(target, "only-name", **values)
    else:
        yield failed(target, **values)


def _is_closed(page: Page, element: Element, attribute: str) -> bool:
    """Whether what it refers to has no reason to be there yet."""
    state = page.semantics.state
    if attribute == "aria-errormessage":
        return state(element, "aria-invalid") in (None, "", "false")
    return (
        state(element, "aria-expanded") == "false"
        or state(element, "aria-selected") == "false"
        or state(element, "aria-haspopup") not in (None, "", "false")
        or page.semantics.role(element) in ("combobox", "tab")
    )


def _needs_name(page: Page, element: Element) -> bool:
    """Whether it is something that is announced with a name: a control, an image, a landmark."""
    role = page.semantics.role(element)
    if role is None or role.startswith("html-"):
        return page.semantics.presumed_focusable(element)
    return role not in _NAMELESS and page.semantics.presumed_exposed(element)
