"""Decides what rules may ask about tables."""

from typing import Final

CHECKS: Final = {
    "caption_empty": "captions",
    "caption_in_cell": "captions",
    "caption_meaningless": "captions",
    "caption_missing": "captions",
    "cells_empty": "empty",
    "cells_without_header": "headings",
    "data_presentational": "layout",
    "for_layout": "layout",
    "header_empty": "empty",
    "header_without_cells": "assigned",
    "headers_complex": "levels",
    "headers_unresolved": "headers",
    "headers_useless": "headers",
    "headings_missing": "headings",
    "layout_structure": "layout",
    "name_repeated": "captions",
    "nested": "layout",
    "part_misplaced": "captions",
    "row_header_missing": "headings",
    "rows_uneven": "shape",
    "scope_invalid": "scope",
    "scope_missing": "scope",
    "scope_wrong": "scope",
    "span_wrong": "shape",
    "summary_obsolete": "captions",
    "summary_repeats_caption": "captions",
    "typed_by_hand": "typed",
}
