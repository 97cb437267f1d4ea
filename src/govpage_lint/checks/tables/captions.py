"""Decides whether a table has a title of its own, and whether that title is one."""

from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.icons.inside import inner, is_written_later
from govpage_lint.checks.page import Page
from govpage_lint.checks.tables.common import (
    caption_of,
    holds,
    is_data_table,
    is_table,
    same_text,
    text_of,
)
from govpage_lint.checks.templates import is_templated
from govpage_lint.checks.verdict import AttributeOf, Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.semantics.table_grid import Grid
from govpage_lint.semantics.unknown import UNKNOWN

_HEADINGS: Final = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_WRAPPERS: Final = frozenset(("div", "section", "span", "center", "p", "figure"))
_MOST_WRAPPERS: Final = 3
_LONGEST_TITLE: Final = 100


@check
def caption_missing(page: Page, element: Element) -> Iterator[Verdict]:
    """A table of data has a name: a caption, or one by ARIA, ``title`` or ``figcaption``.

    An empty caption is told by another rule. Case "heading": the heading {text} stands right above.
    """
    if not is_data_table(page, element) or caption_of(element) is not None:
        return
    name = page.semantics.name(element)
    if name is UNKNOWN:
        return
    if name or _is_in_figure(page, element):
        yield passed(element)
        return
    heading = _heading_above(element)
    if heading is not None and page.semantics.presumed_exposed(heading):
        yield failed(element, "heading", text=text_of(page, heading))
    else:
        yield failed(element)


def _is_in_figure(page: Page, table: Element) -> bool:
    figure = table.closest("figure")
    if figure is None:
        return False
    return any(
        child.local_name == "figcaption" and holds(page, child) for child in figure.element_children
    )


def _heading_above(table: Element) -> Element | None:
    """The heading that stands right before a table, or before what is wrapped around it."""
    node = table
    for _ in range(_MOST_WRAPPERS):
        if node.previous is not None:
            return node.previous if node.previous.local_name in _HEADINGS else None
        parent = node.parent
        if parent is None or parent.local_name not in _WRAPPERS:
            return None
        node = parent
    return None


@check
def caption_empty(page: Page, element: Element) -> Iterator[Verdict]:
    """The caption of a table says something to everyone.

    Cases: "hidden" (its text, {text}, is hidden from assistive technology), "written-later".
    """
    table = element.parent
    if table is None or not is_table(page, table) or caption_of(table) is not element:
        return
    semantics = page.semantics
    if semantics.contents.heard(element) or semantics.name(table) not in ("", UNKNOWN):
        yield passed(element)
    elif element.text_content.strip():
        yield failed(element, "hidden", text=" ".join(element.text_content.split())[:80])
    elif is_written_later(page, element) or is_templated(page, table):
        yield cant_tell(element, "written-later")
    else:
        yield failed(element)


@check
def caption_in_cell(page: Page, element: Element) -> Iterator[Verdict]:
    """The first row of a table is no title for the whole of it."""
    if not is_data_table(page, element):
        return
    caption = caption_of(element)
    if caption is not None and holds(page, caption):
        return
    grid = page.semantics.tables.grid(element)
    if grid.height < 3 or grid.width < 2 or not grid.complete:
        return
    if not _is_title_row(grid):
        yield passed(element)
        return
    cell = grid.covering[0][0].element
    text = text_of(page, cell)
    inside = [e.local_name for e in inner(cell)]
    controls = inside.count("a") > 1 or page.semantics.contents.controls(cell)
    if not text or len(text) > _LONGEST_TITLE or controls or "table" in inside or "li" in inside:
        return
    if any(map(str.isalpha, text)):
        yield failed(cell, text=text)


def _is_title_row(grid: Grid) -> bool:
    """Whether the first row is one cell above rows of several, and no other row is so but the last."""
    first = grid.covering[0]
    if len(first) != 1 or first[0].width < grid.width or first[0].height > 1:
        return False
    if len(grid.covering[1]) < 2:
        return False
    return all(len(cells) > 1 for cells in grid.covering[1:-1])


@check
def name_repeated(page: Page, element: Element) -> Iterator[Verdict]:
    """No two tables of data have the same name. Told once a name, of its second table."""
    if not is_data_table(page, element):
        return
    names = page.fact(_names_of_tables)
    name = _name(page, element)
    tables = names.get(name, []) if name else []
    if len(tables) > 1 and tables[1] is element:
        target = caption_of(element) or element
        yield failed(target, text=page.semantics.name(element), count=len(tables))
    elif tables:
        yield passed(element)


def _names_of_tables(page: Page) -> dict[str, list[Element]]:
    found: dict[str, list[Element]] = {}
    for table in page.document.by_name.get("table", ()):
        if is_data_table(page, table) and (name := _name(page, table)):
            found.setdefault(name, []).append(table)
    return found


def _name(page: Page, table: Element) -> str:
    name = page.semantics.name(table)
    return same_text(name) if isinstance(name, str) else ""


@check
def summary_repeats_caption(page: Page, element: Element) -> Iterator[Verdict]:
    """``summary`` says more than the caption."""
    summary = element.attributes.get("summary", "").strip()
    if not summary or not is_table(page, element):
        return
    caption = caption_of(element)
    if caption is None:
        return
    if same_text(page.semantics.text(caption)) == same_text(summary):
        yield failed(AttributeOf(element, "summary"), text=summary)
    else:
        yield passed(element)


@check
def summary_obsolete(page: Page, element: Element) -> Iterator[Verdict]:
    """A page of today's HTML has no ``summary``."""
    doctype = page.document.doctype
    summary = element.attributes.get("summary", "").strip()
    modern = doctype is not None and doctype.public_id is None
    if summary and modern and is_table(page, element):
        yield failed(AttributeOf(element, "summary"), text=summary)


@check
def caption_meaningless(page: Page, element: Element) -> Iterator[Verdict]:
    """The name of a table says what is in it, and is no word that an editor left there."""
    if not is_data_table(page, element):
        return
    name = page.semantics.name(element)
    if name is UNKNOWN or not name:
        return
    words = page.fact(_placeholders)
    if same_text(name).rstrip("0123456789") in words:
        yield failed(_named_at(page, element), text=name)
    else:
        yield passed(element)


def _placeholders(page: Page) -> frozenset[str]:
    """Words that say nothing about any table, as they count for comparing."""
    return frozenset(map(same_text, page.data("table_words")["names"]["meaningless"]))


def _named_at(page: Page, table: Element) -> Element | AttributeOf:
    """Where the name of a table is written."""
    source = page.semantics.name_source(table)
    if source in ("aria-label", "title", "summary"):
        return AttributeOf(table, source)
    caption = caption_of(table)
    return caption if source == "caption" and caption is not None else table


@check
def part_misplaced(page: Page, element: Element) -> Iterator[Verdict]:
    """The parts of a table stand in the order that HTML gives them, and the single ones are single.

    Cases: "caption-late", "caption-second", "columns-late", "head-late", "head-second",
    "foot-second".
    """
    if not is_table(page, element):
        return
    seen: set[str] = set()
    for child in element.element_children:
        name = child.local_name
        case = _misplaced(name, seen)
        if case is not None:
            yield failed(child, case)
            return
        seen.add(name)
    yield passed(element)


def _misplaced(name: str, seen: set[str]) -> str | None:
    rows = not seen.isdisjoint(("thead", "tbody", "tr", "tfoot"))
    if name == "caption":
        later = seen - {"caption", "script", "template"}
        return "caption-second" if "caption" in seen else "caption-late" if later else None
    if name == "colgroup":
        return "columns-late" if rows else None
    if name == "thead":
        return "head-second" if "thead" in seen else "head-late" if rows else None
    return "foot-second" if name == "tfoot" and "tfoot" in seen else None
