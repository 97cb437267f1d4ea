"""Decides whether a ``style`` attribute keeps people from spacing text out (ACT 24afc2, 9e45ec, 78fd32).

What it declares with ``!important`` no other style of the page can change, and what inherits it is
as narrow. That is no fault where the spacing is wide enough already.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from math import floor
from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.checks.text.blocks import pixels
from govpage_lint.checks.text.lines import breaks_by_itself, line_pitch
from govpage_lint.checks.verdict import AttributeOf, Verdict, check, failed, passed
from govpage_lint.document.tree import Element, Text
from govpage_lint.regexes import regex
from govpage_lint.semantics.own_style import important_value

_INHERITING: Final = frozenset(("inherit", "unset", "revert", "revert-layer"))
_TOLERANCE: Final = 0.001
_LETTER: Final = r"[^\W\d_]"
# Letters of these scripts are joined, and cannot be spaced.
_JOINED: Final = regex(r"[\u0600-\u08ff\u0900-\u0dff\u1800-\u18af\ufb50-\ufdff\ufe70-\ufefc]")
# Words of these scripts stand together.
_UNSPACED: Final = regex(
    r"[\u0e00-\u0eff\u0f00-\u109f\u1780-\u17ff\u3041-\u30ff\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]"
)
_ANY_LETTER: Final = regex(_LETTER)


@check
def spacing_fixed(
    page: Page, element: Element, *, property: str = "letter-spacing", least: float = 0.12
) -> Iterator[Verdict]:
    """The ``letter-spacing`` or ``word-spacing`` that a ``style`` attribute fixes is a part of the
    font size that is large enough, in the element and in what inherits it.

    Values: has, needed. Case "inherited" for elements in the one with the attribute.
    """
    without = _JOINED if property == "letter-spacing" else _UNSPACED

    def applies(target: Element) -> bool:
        return any(_has_letters(text.data, without) for text in _seen_texts(page, target))

    def ratio_of(target: Element) -> float | None:
        return _parts(page, target, property)

    yield from _fixed(page, element, property, least, applies, ratio_of)


@check
def line_height_fixed(page: Page, element: Element, *, least: float = 1.5) -> Iterator[Verdict]:
    """The ``line-height`` that a ``style`` attribute fixes is some times the font size, in the element
    and in what inherits it, where text breaks into lines.

    Values: has, needed. Case "inherited" for elements in the one with the attribute.
    """

    def applies(target: Element) -> bool:
        return any(True for _ in _seen_texts(page, target)) and breaks_by_itself(page, target)

    def ratio_of(target: Element) -> float | None:
        return _line_ratio(page, target)

    yield from _fixed(page, element, "line-height", least, applies, ratio_of)


def _fixed(
    page: Page,
    element: Element,
    property: str,
    least: float,
    applies: Callable[[Element], bool],
    ratio_of: Callable[[Element], float | None],
) -> Iterator[Verdict]:
    declared = important_value(element, property)
    if declared is None or declared in _INHERITING:
        return
    for target in (element, *_inheriting(page, element, property)):
        if not target.is_html or not applies(target):
            continue
        ratio = ratio_of(target)
        if ratio is None:
            continue
        if ratio >= least - _TOLERANCE:
            yield passed(target)
            continue
        values = {"has": f"{floor(ratio * 100 + 1e-9) / 100:g}", "needed": f"{least:g}"}
        if target is element:
            yield failed(AttributeOf(element, "style"), **values)
        else:
            yield failed(target, "inherited", **values)


def _inheriting(page: Page, element: Element, property: str) -> Iterator[Element]:
    """The elements in an element that have the value from it: those that declare none of their own,
    as far as computed values tell."""
    elements = page.document.elements
    place = element.order + 1
    while place <= element.last:
        inner = elements[place]
        if inner.is_html and _has_value_of(page, inner, element, property):
            yield inner
            place += 1
        else:
            place = inner.last + 1


def _has_value_of(page: Page, inner: Element, outer: Element, property: str) -> bool:
    own = important_value(inner, property)
    if own is not None:
        # What it inherits importantly is as fixed; what it declares is asked for itself.
        return own in _INHERITING
    value = page.semantics.styles.value
    mine, theirs = value(inner, property), value(outer, property)
    if not isinstance(mine, str) or not isinstance(theirs, str):
        return False
    if mine == theirs:
        return True
    if property != "line-height":
        return False
    # A line height without a unit is inherited as a number.
    ratios = [_parts(page, one, property) for one in (inner, outer)]
    return ratios[0] is not None and ratios[1] is not None and abs(ratios[0] - ratios[1]) < 0.01


def _line_ratio(page: Page, target: Element) -> float | None:
    ratio = _parts(page, target, "line-height")
    if ratio is not None:
        return ratio
    pitch, size = line_pitch(page, target), pixels(page, target, "font-size")
    return pitch / size if pitch is not None and size else None


def _parts(page: Page, element: Element, property: str) -> float | None:
    """A length as a part of the font size; None where it is not known."""
    size = pixels(page, element, "font-size")
    length = _spacing(page, element, property)
    return length / size if length is not None and size else None


def _spacing(page: Page, element: Element, property: str) -> float | None:
    if property != "line-height" and page.semantics.styles.value(element, property) == "normal":
        return 0.0
    return pixels(page, element, property)


def _seen_texts(page: Page, element: Element) -> Iterator[Text]:
    """The own texts of an element that are surely seen."""
    if page.semantics.visible(element) is not True:
        return
    for child in element.children:
        if isinstance(child, Text) and child.data.strip() and page.semantics.sees_text(child):
            yield child


def _has_letters(text: str, without: re.Pattern[str]) -> bool:
    return _ANY_LETTER.search(without.sub("", text)) is not None
