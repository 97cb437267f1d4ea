"""The algorithms of HTML 4.9.12 word by word, with a table of slots: slow, to compare with.

But for one thing: a cell ends with its row group, as in browsers.
"""

from dataclasses import dataclass, field

from govpage_lint.document.tree import Element


@dataclass(eq=False)
class BookCell:
    element: Element
    x: int
    y: int
    width: int
    height: int
    group: Element | None

    @property
    def header(self) -> bool:
        return self.element.local_name == "th"

    @property
    def scope(self) -> str:
        scope = self.element.attributes.get("scope", "").lower()
        return scope if scope in ("row", "col", "rowgroup", "colgroup") else ""


@dataclass
class BookTable:
    """4.9.12.1, forming a table."""

    element: Element
    slots: dict[tuple[int, int], list[BookCell]] = field(default_factory=dict)
    cells: list[BookCell] = field(default_factory=list)
    column_groups: list[tuple[int, int]] = field(default_factory=list)
    xwidth: int = 0
    yheight: int = 0
    ycurrent: int = 0
    growing: list[tuple[BookCell, int, int]] = field(default_factory=list)
    error: bool = False

    def __post_init__(self) -> None:
        columns = 0
        feet = []
        started = False
        for child in self.element.element_children:
            name = child.local_name
            if name == "colgroup" and not started:
                start = columns
                cols = [e for e in child.element_children if e.local_name == "col"]
                for col in cols or [child]:
                    columns += min(number(col, "span") or 1, 1000)
                self.column_groups.append((start, columns))
            elif name == "tr":
                started = True
                following = self.element.element_children[child.index :]
                self.row(child, None, rows_left(following))
            elif name in ("thead", "tbody", "tfoot"):
                started = True
                self.end_group()
                if name == "tfoot":
                    feet.append(child)
                else:
                    self.group(child)
        for foot in feet:
            self.group(foot)
        self.end_group()

    def group(self, element: Element) -> None:
        for child in element.element_children:
            if child.local_name == "tr":
                self.row(child, element, rows_left(element.element_children[child.index :]))
        self.end_group()

    def end_group(self) -> None:
        while self.ycurrent < self.yheight:
            self.grow()
            self.ycurrent += 1
        self.growing = []

    def grow(self) -> None:
        for cell, x, width in self.growing:
            cell.height = max(cell.height, self.ycurrent - cell.y + 1)
            for place in range(x, x + width):
                self.cover(place, self.ycurrent, cell)

    def cover(self, x: int, y: int, cell: BookCell) -> None:
        here = self.slots.setdefault((x, y), [])
        if cell not in here:
            self.error = self.error or bool(here)
            here.append(cell)

    def row(self, element: Element, group: Element | None, left: int) -> None:
        if self.yheight == self.ycurrent:
            self.yheight += 1
        x = 0
        self.grow()
        for child in element.element_children:
            if child.local_name not in ("td", "th"):
                continue
            while x < self.xwidth and (x, self.ycurrent) in self.slots:
                x += 1
            if x == self.xwidth:
                self.xwidth += 1
            colspan = min(number(child, "colspan") or 1, 1000)
            rowspan = number(child, "rowspan")
            rowspan = 1 if rowspan is None else min(rowspan, 65534)
            grows = rowspan == 0
            rowspan = min(rowspan or 1, left)
            self.xwidth = max(self.xwidth, x + colspan)
            self.yheight = max(self.yheight, self.ycurrent + rowspan)
            cell = BookCell(child, x, self.ycurrent, colspan, rowspan, group)
            self.cells.append(cell)
            for column in range(x, x + colspan):
                for y in range(self.ycurrent, self.ycurrent + rowspan):
                    self.cover(column, y, cell)
            if grows:
                self.growing.append((cell, x, colspan))
            x += colspan
        self.ycurrent += 1


def rows_left(following: list[Element]) -> int:
    """How many rows follow, the first one included, before a row group."""
    count = 0
    for element in following:
        if element.local_name in ("thead", "tbody", "tfoot"):
            break
        count += element.local_name == "tr"
    return count


def number(element: Element, name: str) -> int | None:
    text = element.attributes.get(name, "").strip()
    return int(text) if text.isascii() and text.isdigit() else None


def is_column_header(table: BookTable, cell: BookCell) -> bool:
    if cell.scope or not cell.header:
        return cell.scope == "col" and cell.header
    rows = range(cell.y, cell.y + cell.height)
    return all(other.header for (_, y), here in table.slots.items() if y in rows for other in here)


def is_row_header(table: BookTable, cell: BookCell) -> bool:
    if cell.scope or not cell.header:
        return cell.scope == "row" and cell.header
    if is_column_header(table, cell):
        return False
    columns = range(cell.x, cell.x + cell.width)
    return all(
        other.header for (x, _), here in table.slots.items() if x in columns for other in here
    )


def headers_of(table: BookTable, principal: BookCell) -> list[Element]:
    """4.9.12.2, the algorithm for assigning header cells."""
    found: list[BookCell] = []
    attributes = principal.element.attributes
    if "headers" in attributes:
        by_id = principal.element.document.by_id
        for token in attributes["headers"].split():
            named = by_id.get(token, [None])[0]
            found += [c for c in table.cells if c.element is named and c is not principal]
    else:
        for y in range(principal.y, principal.y + principal.height):
            scan(table, principal, found, principal.x, y, -1, 0)
        for x in range(principal.x, principal.x + principal.width):
            scan(table, principal, found, x, principal.y, 0, -1)
        right, bottom = principal.x + principal.width - 1, principal.y + principal.height - 1
        for cell in table.cells:
            if not cell.header or cell.x > right or cell.y > bottom:
                continue
            if cell.scope == "rowgroup" and principal.group is not None:
                found += [cell] if cell.group is principal.group else []
            if cell.scope == "colgroup":
                mine = [g for g in table.column_groups if g[0] <= principal.x < g[1]]
                found += [cell] if mine and mine[0][0] <= cell.x < mine[0][1] else []
    elements = []
    for cell in found:
        empty = not cell.element.element_children and not cell.element.text.strip()
        if not empty and cell is not principal and cell.element not in elements:
            elements.append(cell.element)
    return elements


def scan(
    table: BookTable, principal: BookCell, found: list[BookCell], x: int, y: int, dx: int, dy: int
) -> None:
    opaque: list[BookCell] = []
    in_block = principal.header
    block = [principal] if principal.header else []
    while True:
        x += dx
        y += dy
        if x < 0 or y < 0:
            return
        here = table.slots.get((x, y), [])
        if len(here) != 1:
            continue
        cell = here[0]
        if cell.header:
            in_block = True
            block.append(cell)
            if dx == 0:
                blocked = any((o.x, o.width) == (cell.x, cell.width) for o in opaque)
                blocked = blocked or not is_column_header(table, cell)
            else:
                blocked = any((o.y, o.height) == (cell.y, cell.height) for o in opaque)
                blocked = blocked or not is_row_header(table, cell)
            if not blocked:
                found.append(cell)
        elif in_block:
            in_block = False
            opaque += block
            block = []
