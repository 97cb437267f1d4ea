"""Decides what rules may ask about lists."""

from govpage_lint.checks.lists.children import child_wrong, empty, nested_directly, one_item, split
from govpage_lint.checks.lists.definitions import definition_child_wrong, definition_incomplete
from govpage_lint.checks.lists.items import definition_outside, item_outside, role_replaced
from govpage_lint.checks.lists.repeated import sign_in_item
from govpage_lint.checks.lists.typed import typed_by_hand

__all__ = [
    "child_wrong",
    "definition_child_wrong",
    "definition_incomplete",
    "definition_outside",
    "empty",
    "item_outside",
    "nested_directly",
    "one_item",
    "role_replaced",
    "sign_in_item",
    "split",
    "typed_by_hand",
]
