"""Decides what rules may ask about lists."""

from typing import Final

CHECKS: Final = {
    "child_wrong": "children",
    "definition_child_wrong": "definitions",
    "definition_incomplete": "definitions",
    "definition_outside": "items",
    "empty": "children",
    "item_outside": "items",
    "nested_directly": "children",
    "one_item": "children",
    "role_replaced": "items",
    "sign_in_item": "repeated",
    "split": "children",
    "typed_by_hand": "typed",
}
