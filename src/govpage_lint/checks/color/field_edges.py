"""Decides whether the edges of fields are seen (WCAG 1.4.11), and whether fields are told apart by
their colour alone (WCAG 1.4.1)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.color.contrast import written_ratio
from govpage_lint.checks.color.hues import hues
from govpage_lint.checks.color.painting import painting
from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict, cant_tell, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.regexes import regex
from govpage_lint.semantics.colors import Channels, contrast, hex_code, over, parse
from govpage_lint.semantics.controls import input_type
from govpage_lint.semantics.painting import Painting
from govpage_lint.semantics.rendered import Rect

_BOXED: Final = frozenset(
    ("date", "email", "month", "number", "password", "search", "tel", "text", "time", "url", "week")
)
_SIDES: Final = ("top", "right", "bottom", "left")
_SAME: Final = 1.1
# What other rules take for a mark of an error, or of a field that must be filled in.
_MARKED: Final = regex(r"err|invalid|danger|warn|required|mandatory|필수|오류", re.I)


@check
def field_edge(page: Page, element: Element, *, least: float = 3.0) -> Iterator[Verdict]:
    """The edge of a field, or what it is filled with, has some contrast with what it lies on.

    Case "none" for a field that has neither. Nothing is said where a picture or a shadow may show
    it. Values: ratio, color, ground, needed.
    """
    painted = page.fact(painting)
    if painted is None:
        return
    for field in _fields(page):
        found = _edge(page, painted, field)
        if found is None:
            continue
        color, ground = found
        ratio = contrast(color, ground)
        if ratio >= least:
            yield passed(field)
        else:
            values = {"color": hex_code(color), "ground": hex_code(ground), "needed": f"{least:g}"}
            case = "none" if ratio < _SAME else None
            yield failed(field, case, ratio=written_ratio(ratio), **values)


@check
def fields_apart(page: Page, element: Element) -> Iterator[Verdict]:
    """Some fields of a form differ from the others by nothing but the colour of their edge or ground.

    Values: color.
    """
    by_form: dict[Element | None, list[tuple[Element, frozenset[str]]]] = {}
    for field in _fields(page):
        form = next((one for one in field.ancestors if one.local_name == "form"), None)
        by_form.setdefault(form, []).append((field, _own_hues(page, field)))
    for fields in by_form.values():
        colored = [(field, own) for field, own in fields if own]
        if not colored or len(colored) * 2 > len(fields):
            continue
        for field, own in colored:
            if not _is_marked(page, field):
                yield cant_tell(field, color=", ".join(sorted(own)))


def _fields(page: Page) -> Iterator[Element]:
    """The visible boxes that something is typed into or chosen from."""
    for name in ("input", "select", "textarea"):
        for one in page.document.by_name.get(name, ()):
            if name == "input" and input_type(one) not in _BOXED:
                continue
            if page.semantics.visible(one) is True and not page.semantics.is_inactive(one):
                yield one


def _edge(page: Page, painted: Painting, field: Element) -> tuple[Channels, Channels] | None:
    """What shows best where a field is, and what it lies on; None where that is not known."""
    value = page.semantics.styles.value
    box = None if page.rendered is None else page.rendered.box(field)
    if box is None or box.width < 20 or box.height < 8:
        return None
    shown = (value(field, "box-shadow"), value(field, "background-image"))
    if any(one != "none" for one in shown) or value(field, "outline-style") != "none":
        return None
    beside = painted.ground(field, box.rect, inside=False)
    middle = Rect(box.x + box.width / 4, box.y + box.height / 3, box.width / 2, box.height / 3)
    filled = painted.ground(field, middle)
    if not beside.is_known or not filled.is_known:
        return None
    ground = beside.low
    colors = [filled.low]
    for side in _SIDES:
        if value(field, f"border-{side}-width") == "0px":
            continue
        written = value(field, f"border-{side}-color")
        color = parse(written) if isinstance(written, str) else None
        if color is None:
            return None
        colors.append(over(color, ground))
    return max(colors, key=lambda one: contrast(one, ground)), ground


def _own_hues(page: Page, field: Element) -> frozenset[str]:
    found: frozenset[str] = frozenset()
    for name in ("border-bottom-color", "background-color"):
        written = page.semantics.styles.value(field, name)
        color = parse(written) if isinstance(written, str) else None
        if color is not None and color.alpha > 0.2:
            found |= hues(color.channels)
    return found


def _is_marked(page: Page, field: Element) -> bool:
    """Whether anything but colour may set a field apart, or another rule looks at how it is marked."""
    attributes = field.attributes
    if attributes.get("aria-invalid", "false").strip().lower() != "false":
        return True
    if "required" in attributes or "aria-required" in attributes or "readonly" in attributes:
        return True
    near = (field, field.parent) if field.parent is not None else (field,)
    if any(_MARKED.search(name) for one in near for name in one.classes):
        return True
    labels = page.semantics.labels.of(field)
    return any(regex(r"[*(]").search(page.semantics.visible_text(label)) for label in labels)
