"""Decides whether the viewport of a page lets its readers enlarge it.

The grammar is that of CSS Device Adaptation, "Translation into @viewport descriptors", which browsers
follow; what it makes of unknown values is what counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import AttributeOf, Verdict, check, failed, passed
from govpage_lint.document.tree import Element
from govpage_lint.regexes import regex

_PAIR = regex(r"([^\s,;=]+)\s*=\s*([^\s,;=]*)")
_NUMBER = regex(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?", re.IGNORECASE)
# Browsers ignore it here, or where scripts run.
_IDLE_PLACES: Final = ("template", "noscript", "svg")


def viewport_of(element: Element) -> dict[str, str]:
    """The properties of a viewport in lower case, the last of each; empty for what is none."""
    if element.attributes.get("name", "").strip().lower() != "viewport":
        return {}
    if element.closest(*_IDLE_PLACES) is not None:
        return {}
    return {
        m[1]: m[2] for m in _PAIR.finditer(element.attributes.get("content", "").lower()) if m[2]
    }


def _number(value: str) -> float | None:
    found = _NUMBER.match(value)
    return float(found[0]) if found else None


def is_scalable(value: str) -> bool:
    """Whether a ``user-scalable`` lets people zoom: "yes", a number from 1 or to -1, or a device's."""
    number = _number(value)
    if number is not None:
        return abs(number) >= 1
    return value in ("yes", "device-width", "device-height")


def largest_scale(value: str) -> float | None:
    """The factor that a ``maximum-scale`` allows; None where it sets no limit."""
    number = _number(value)
    if number is not None:
        return None if number < 0 else min(max(number, 0.1), 10)
    return {"yes": 1.0, "device-width": 10, "device-height": 10}.get(value, 0.1)


@check
def zoom_blocked(page: Page, element: Element) -> Iterator[Verdict]:
    """The viewport lets people zoom, to the double at least (ACT b4f0c3). Cases: "scalable", "scale"."""
    properties = viewport_of(element)
    scalable, scale = properties.get("user-scalable"), properties.get("maximum-scale")
    if scalable is None and scale is None:
        return
    target = AttributeOf(element, "content")
    if scalable is not None and not is_scalable(scalable):
        yield failed(target, "scalable", setting=f"user-scalable={scalable}")
    elif scale is not None and (limit := largest_scale(scale)) is not None and limit < 2:
        yield failed(target, "scale", setting=f"maximum-scale={scale}")
    else:
        yield passed(element)


@check
def zoom_limited(page: Page, element: Element) -> Iterator[Verdict]:
    """The viewport lets people zoom to five times the size."""
    properties = viewport_of(element)
    scale = properties.get("maximum-scale")
    if scale is None or not is_scalable(properties.get("user-scalable", "yes")):
        return
    limit = largest_scale(scale)
    if limit is not None and 2 <= limit < 5:
        yield failed(AttributeOf(element, "content"), setting=f"maximum-scale={scale}")
    else:
        yield passed(element)


@check
def width_fixed(page: Page, element: Element) -> Iterator[Verdict]:
    """The viewport is as wide as the device, and not some number of pixels."""
    properties = viewport_of(element)
    width = properties.get("width")
    if width is None:
        return
    number = _number(width)
    if number is not None and number > 320:
        yield failed(AttributeOf(element, "content"), setting=f"width={width}")
    else:
        yield passed(element)
