"""Decides whether a header cell heads its column or its row.

As browsers do, who look at the cells beside it and not at the whole table: the algorithm of the
HTML standard (4.9.12.2) gives the same for regular tables, at the price of a grid.
"""

from govpage_lint.document.tree import Element


def header_role(cell: Element) -> str | None:
    """The role of a ``th``: "columnheader", "rowheader", or None where it is in no row."""
    scope = cell.attributes.get("scope", "").strip().lower()
    if scope in ("col", "colgroup"):
        return "columnheader"
    if scope in ("row", "rowgroup"):
        return "rowheader"
    before, after = _neighbours(cell)
    if before is None and after is None:
        return "columnheader"
    return "rowheader" if _is_data(before) or _is_data(after) else "columnheader"


def _neighbours(cell: Element) -> tuple[Element | None, Element | None]:
    """The cells before and after it in its row; None where there is none."""
    before, row = cell.previous, cell.parent
    while before is not None and before.local_name not in ("td", "th"):
        before = before.previous
    siblings = row.element_children if row is not None else []
    place = cell.index + 1
    while place < len(siblings) and siblings[place].local_name not in ("td", "th"):
        place += 1
    return before, siblings[place] if place < len(siblings) else None


def _is_data(cell: Element | None) -> bool:
    return cell is not None and cell.local_name == "td" and bool(cell.children)
