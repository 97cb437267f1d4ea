"""Decides what rules may ask about tables."""

from govpage_lint.checks.tables.assigned import header_without_cells
from govpage_lint.checks.tables.captions import (
    caption_empty,
    caption_in_cell,
    caption_meaningless,
    caption_missing,
    name_repeated,
    part_misplaced,
    summary_obsolete,
    summary_repeats_caption,
)
from govpage_lint.checks.tables.empty import cells_empty, header_empty
from govpage_lint.checks.tables.headers import headers_unresolved, headers_useless
from govpage_lint.checks.tables.headings import (
    cells_without_header,
    headings_missing,
    row_header_missing,
)
from govpage_lint.checks.tables.layout import (
    data_presentational,
    for_layout,
    layout_structure,
    nested,
)
from govpage_lint.checks.tables.levels import headers_complex
from govpage_lint.checks.tables.scope import scope_invalid, scope_missing, scope_wrong
from govpage_lint.checks.tables.shape import rows_uneven, span_wrong
from govpage_lint.checks.tables.typed import typed_by_hand

__all__ = [
    "caption_empty",
    "caption_in_cell",
    "caption_meaningless",
    "caption_missing",
    "cells_empty",
    "cells_without_header",
    "data_presentational",
    "for_layout",
    "header_empty",
    "header_without_cells",
    "headers_complex",
    "headers_unresolved",
    "headers_useless",
    "headings_missing",
    "layout_structure",
    "name_repeated",
    "nested",
    "part_misplaced",
    "row_header_missing",
    "rows_uneven",
    "scope_invalid",
    "scope_missing",
    "scope_wrong",
    "span_wrong",
    "summary_obsolete",
    "summary_repeats_caption",
    "typed_by_hand",
]
