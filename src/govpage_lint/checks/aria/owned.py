"""Decides whether lists, menus, tables and other sets own nothing but what belongs in them."""

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.aria.written import has_scripts, is_open, may_be_set
from govpage_lint.checks.icons.inside import start_tag
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import HTML, SVG, Element
from govpage_lint.semantics.aria_details import role_details
from govpage_lint.semantics.conformance import is_plainly_generic

_SETS: Final = frozenset(
    "feed grid list listbox menu menubar row rowgroup table tablist tree treegrid".split()
)
# What the parser lets stand in parts of a table, and in lists as HTML wants them.
_ROWS: Final = frozenset(("tr",))
_FITTING: Final = {
    "tr": frozenset(("td", "th")),
    "tbody": _ROWS,
    "thead": _ROWS,
    "tfoot": _ROWS,
    "table": frozenset(("caption", "colgroup", "col", "tbody", "tfoot", "thead", "tr")),
    "ul": frozenset(("li",)),
    "ol": frozenset(("li",)),
    "menu": frozenset(("li",)),
    "select": frozenset(("hr", "optgroup", "option")),
}
_BREAKS: Final = frozenset(("br", "wbr"))
_UNOWNED: Final = frozenset(("role", "aria-owns"))


@check
def foreign(page: Page, element: Element, *, native: bool = False) -> Iterator[Verdict]:
    """A set that owns something which does not belong in it (ACT bc4a75).

    {role} is the role of the set, {child} what it owns, {belongs} what belongs in it. ``native``: sets by
    their element alone, not by ``role``. Cases: "text" where there are elements with no role
    at all, "separator", "open" where a script may give them one: cannot be told.
    """
    semantics = page.semantics
    if element.namespace_url not in (HTML, SVG) or not semantics.presumed_exposed(element):
        return
    role = semantics.role(element)
    if role not in _SETS or _is_native(page, element, role) is not native:
        return
    if native and _is_plain(element):
        yield passed(element)
        return
    if may_be_set(page, element, "role", "aria-busy"):
        return
    verdict = _judged(page, element, role, native)
    if verdict.outcome == "passed" or not page.fact(_is_busy)[element.order]:
        yield verdict


def _is_native(page: Page, element: Element, role: str) -> bool:
    """Whether a role is the one that an element has without ``role``."""
    return "role" not in element.attributes or role == page.semantics.implicit_role(element)


def _is_plain(element: Element) -> bool:
    """Whether HTML alone decides, and finds nothing foreign in it."""
    fitting = _FITTING.get(element.local_name)
    return (
        fitting is not None
        and "aria-owns" not in element.attributes
        and all(
            child.local_name in fitting and child.is_html and _UNOWNED.isdisjoint(child.attributes)
            for child in element.element_children
        )
    )


def _judged(page: Page, element: Element, role: str, native: bool) -> Verdict:
    """The verdict on one set, by the first thing in it that does not belong there.

    HTML does not let its own lists hold what means nothing; sets by their role may have wrappers.
    """
    belongs, own = _belonging(role), 0
    leaf = doubt = None
    for other in _owned(page, element, "group" in belongs):
        found = page.semantics.role(other)
        if is_open(other) or may_be_set(page, other, "role"):
            doubt = doubt or other
        elif found in belongs:
            own += 1
        elif found == "generic":
            if native and other.parent is element and is_plainly_generic(other):
                return failed(element, **_values(role, other))
            leaf = leaf or other
        elif not (other.local_name == "hr" and element.local_name == "select"):
            case = "separator" if found == "separator" else None
            return failed(element, case, **_values(role, other))
    if leaf is not None and not own and doubt is None:
        return _of_leaf(page, element, leaf, role)
    if doubt is not None and not own:
        return cant_tell(element, "open", **_values(role, doubt))
    return passed(element)


def _belonging(role: str) -> frozenset[str]:
    details = role_details(role)
    assert details is not None
    return details.owns | details.may_own


def _owned(page: Page, element: Element, with_groups: bool) -> Iterator[Element]:
    """What a set owns that is exposed; for sets with groups, what its groups own instead of them."""
    waiting = page.semantics.owned(element, leaves=True)[::-1]
    seen = {element}
    while waiting:
        other = waiting.pop()
        if other in seen or other.local_name in _BREAKS:
            continue
        seen.add(other)
        if page.semantics.programmatically_hidden(other):
            continue
        if with_groups and page.semantics.role(other) == "group":
            waiting.extend(page.semantics.owned(other, leaves=True)[::-1])
            continue
        yield other


def _of_leaf(page: Page, element: Element, leaf: Element, role: str) -> Verdict:
    """The verdict on a set with nothing but meaningless elements in it."""
    if not is_plainly_generic(leaf):
        return cant_tell(element, "open", **_values(role, leaf))
    # An empty box in a set may be waiting for a script to fill it.
    if (
        has_scripts(page)
        and not leaf.text_content.strip()
        and element.local_name not in ("ul", "ol")
    ):
        return cant_tell(element, "open", **_values(role, leaf))
    return failed(element, "text", **_values(role, leaf))


def _values(role: str, other: Element) -> dict[str, str]:
    belongs = {"grid": "row", "listbox": "option", "menu": "menuitem", "menubar": "menuitem"}
    main = belongs.get(role) or {"tree": "treeitem", "row": "cell"}.get(role)
    if main is None:
        main = sorted(_belonging(role) - {"caption", "group", "rowgroup"})[0]
    return {"role": role, "child": start_tag(other), "belongs": main}


def _is_busy(page: Page) -> bytearray:
    """For each element, by its place, 1 where it or what it stands in says that it is being filled."""
    elements = page.document.elements
    busy, end = bytearray(len(elements)), -1
    for element in page.document.by_attribute.get("aria-busy", ()):
        if element.last > end and page.semantics.state(element, "aria-busy") == "true":
            end = element.last
            busy[element.order : end + 1] = b"\x01" * (end + 1 - element.order)
    return busy


@check
def members_missing(page: Page, element: Element) -> Iterator[Verdict]:
    """A set that has text in it, and none of its members at all ({role}, {belongs})."""
    semantics = page.semantics
    if not semantics.presumed_exposed(element) or page.fact(_is_busy)[element.order]:
        return
    role = semantics.role(element)
    if role not in _SETS or role == semantics.implicit_role(element):
        return
    if may_be_set(page, element, "role") or semantics.owned(element, leaves=True):
        return
    if any(is_open(other) for other in element.element_children):
        return
    text = " ".join(element.text.split())
    if text and not page.semantics.owned(element):
        yield failed(element, text=text, **_values(role, element))
