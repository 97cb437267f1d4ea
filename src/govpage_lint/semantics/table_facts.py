"""Decides what rules may ask about tables: grids, headers, looks and purposes, each worked out once."""

from collections.abc import Callable

from govpage_lint.document.tree import Element
from govpage_lint.semantics.contents import Contents
from govpage_lint.semantics.interfaces import StyleFacts
from govpage_lint.semantics.table_aria import CELLS, RoleGrid, role_grid
from govpage_lint.semantics.table_assigned import Assigned, assign
from govpage_lint.semantics.table_grid import Grid, form_grid
from govpage_lint.semantics.table_looks import Looks, looks_of
from govpage_lint.semantics.table_purpose import Purpose, purpose_of


class TableFacts:
    """The tables of one page."""

    def __init__(
        self,
        styles: StyleFacts,
        role: Callable[[Element], str | None],
        owned: Callable[[Element], list[Element]],
        visible_text: Callable[[Element], str],
        contents: Callable[[], Contents],
    ) -> None:
        self._styles = styles
        self._role = role
        self._owned = owned
        self._visible_text = visible_text
        self._contents = contents
        self._grids: dict[Element, Grid] = {}
        self._assigned: dict[Element, Assigned] = {}
        self._role_grids: dict[Element, RoleGrid] = {}
        self._heading: dict[Element, set[Element]] = {}
        self._looks: dict[Element, Looks] = {}
        self._purposes: dict[Element, Purpose] = {}

    def grid(self, table: Element) -> Grid:
        """The grid of an HTML ``table`` (HTML 4.9.12.1)."""
        if table not in self._grids:
            self._grids[table] = form_grid(table)
        return self._grids[table]

    def assigned(self, table: Element) -> Assigned:
        """What heads what in an HTML ``table`` (HTML 4.9.12.2); only what has the role of a cell
        counts as headed."""
        if table not in self._assigned:
            self._assigned[table] = assign(self.grid(table), self._is_cell)
        return self._assigned[table]

    def role_grid(self, table: Element) -> RoleGrid:
        """The cells by their roles of what has the role of a table."""
        if table not in self._role_grids:
            self._role_grids[table] = role_grid(table, self._role, self._owned)
        return self._role_grids[table]

    def heading_by_role(self, table: Element) -> set[Element]:
        """The headers that head a cell by the roles of what has the role of a table."""
        if table not in self._heading:
            self._heading[table] = self.role_grid(table).heading()
        return self._heading[table]

    def looks(self, table: Element) -> Looks:
        """Whether the first row or column of an HTML ``table`` looks like headings."""
        if table not in self._looks:
            self._looks[table] = looks_of(self.grid(table), self._styles, self._visible_text)
        return self._looks[table]

    def purpose(self, table: Element) -> Purpose:
        """Whether an HTML ``table`` holds data or is layout."""
        if table not in self._purposes:
            self._purposes[table] = purpose_of(
                self.grid(table), self._role(table), self._contents(), lambda: self.looks(table)
            )
        return self._purposes[table]

    def _is_cell(self, element: Element) -> bool:
        return self._role(element) in CELLS
