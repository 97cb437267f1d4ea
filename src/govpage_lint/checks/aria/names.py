"""Decides whether dialogs, tabs, meters and the like have the name that ARIA wants them to have."""

from collections.abc import Iterator, Sequence

from govpage_lint.checks.aria.written import has_scripts, is_open, may_be_set
from govpage_lint.checks.icons.inside import is_written_later, start_tag
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.semantics.unknown import UNKNOWN


@check
def name_missing(page: Page, element: Element, *, roles: Sequence[str] = ()) -> Iterator[Verdict]:
    """An element with one of ``roles`` that has no name ({role}, {inside}).

    Cases: "native" for HTML's own elements, "later" for what a script or template may name: cannot be told.
    """
    semantics = page.semantics
    role = semantics.role(element)
    if role is None or role not in roles or not semantics.presumed_exposed(element):
        return
    if _refers_to_nothing(page, element):
        return
    name = semantics.name(element)
    values = {"role": role, "inside": start_tag(element)}
    if name is UNKNOWN:
        yield cant_tell(element, "later", **values)
    elif name:
        yield passed(element)
    elif _comes_later(page, element, role):
        yield cant_tell(element, "later", **values)
    elif role == semantics.implicit_role(element):
        yield failed(element, "native", **values)
    else:
        yield failed(element, **values)


def _refers_to_nothing(page: Page, element: Element) -> bool:
    """Whether it is named by ids that are not there, which another rule tells."""
    references = page.semantics.idrefs(element, "aria-labelledby")
    return bool(references) and all(target is None for _, target in references)


def _comes_later(page: Page, element: Element, role: str) -> bool:
    if is_open(element) or may_be_set(
        page, element, "role", "aria-label", "aria-labelledby", "title"
    ):
        return True
    if role in ("tab", "tooltip", "treeitem") and is_written_later(page, element):
        return True
    # A box for tips is empty until there is one to give.
    empty = not element.element_children and not element.text_content.strip()
    return page.observer == "source" and role == "tooltip" and empty and has_scripts(page)
