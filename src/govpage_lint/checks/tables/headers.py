"""Decides whether the attribute ``headers`` of a cell names header cells of its table."""

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.icons.inside import is_template, start_tag
from govpage_lint.checks.page import Page
from govpage_lint.checks.tables.common import is_header, is_table, table_of
from govpage_lint.checks.verdict import AttributeOf, Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.regexes import regex
from govpage_lint.semantics.table_assigned import is_empty

# How scripts and templates write an id.
_BOUND_ID: Final = regex(
    r"(?::|v-bind:|x-bind:|bind-|\[(?:attr\.)?|(?:data-)?ng-attr-|(?:data-)?th[:-])id\]?\Z"
)


@check
def headers_unresolved(page: Page, element: Element) -> Iterator[Verdict]:
    """Each id in ``headers`` is that of another cell of the same table (ACT a25f45).

    Cases: the rule's own (no element has it), "self", "inside" (an element in a cell has it, with
    its {tag}), "outside" (an element elsewhere has it), "written-later" (cannot be told).
    """
    table = _table_asked(page, element)
    if table is None or not page.semantics.presumed_visible(table):
        return
    target = AttributeOf(element, "headers")
    tokens = element.attributes["headers"].split()
    if any(map(is_template, tokens)):
        return
    cells = page.semantics.tables.grid(table).by_element
    for token in tokens:
        bearers = page.document.by_id.get(token, [])
        if element in bearers:
            yield failed(target, "self", id=token)
            return
        if any(bearer in cells for bearer in bearers):
            continue
        yield _unresolved(page, table, target, token, bearers)
        return
    yield passed(element)


def _unresolved(
    page: Page, table: Element, target: AttributeOf, token: str, bearers: list[Element]
) -> Verdict:
    if not bearers and _writes_ids(page, table):
        return cant_tell(target, "written-later", id=token)
    inside = next((bearer for bearer in bearers if table.contains(bearer)), None)
    if inside is not None:
        return failed(target, "inside", id=token, inside=start_tag(inside))
    if bearers:
        return failed(target, "outside", id=token, inside=start_tag(bearers[0]))
    return failed(target, id=token)


def _table_asked(page: Page, element: Element) -> Element | None:
    """The table of a cell, where both are there for assistive technology."""
    if element.local_name not in ("td", "th") or not element.is_html:
        return None
    table = table_of(element)
    if table is None or not is_table(page, table):
        return None
    if page.semantics.programmatically_hidden(element):
        return None
    return table if element in page.semantics.tables.grid(table).by_element else None


def _writes_ids(page: Page, table: Element) -> bool:
    """Whether a script or template gives ids to cells of a table, which its source does not have."""
    if page.observer != "source":
        return False
    known = page.fact(_id_writers)
    if table not in known:
        cells = page.semantics.tables.grid(table).by_element
        known[table] = any(map(_has_written_id, cells))
    return known[table]


def _id_writers(page: Page) -> dict[Element, bool]:
    """The tables that were asked for, filled as they are met."""
    return {}


def _has_written_id(cell: Element) -> bool:
    attributes = cell.attributes
    return any(map(_BOUND_ID.match, attributes)) or is_template(attributes.get("id", ""))


@check
def headers_useless(page: Page, element: Element) -> Iterator[Verdict]:
    """What ``headers`` names is a header cell that is found. Where it names no cell of the table at
    all, another rule tells.

    Cases: "blank" (it names nothing), "elsewhere" (another element has the id, too, and comes
    first), "data" (a data cell), "empty" (a header cell with nothing in it).
    """
    table = _table_asked(page, element)
    if table is None:
        return
    target = AttributeOf(element, "headers")
    tokens = element.attributes["headers"].split()
    if not tokens:
        yield failed(target, "blank")
        return
    cells = page.semantics.tables.grid(table).by_element
    for token in tokens:
        bearers = page.document.by_id.get(token, [])
        named = next((bearer for bearer in bearers if bearer in cells), None)
        if named is None or named is element:
            continue
        if bearers[0] is not named:
            yield failed(target, "elsewhere", id=token, inside=start_tag(bearers[0]))
            return
        if not is_header(page, named):
            yield failed(target, "data", id=token, inside=start_tag(named))
            return
        if is_empty(named):
            yield failed(target, "empty", id=token)
            return
    yield passed(element)
