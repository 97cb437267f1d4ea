"""Decides how it is written down what keys do on a page, and what only a mouse shows."""

from collections.abc import Mapping
from typing import Literal

from govpage_lint.document.tree import Element
from govpage_lint.records import dataclass


@dataclass(frozen=True, slots=True)
class PointedAt:
    """What is shown to who points at ``owner`` and to nobody else: a menu, or a tip with its text."""

    target: Element
    owner: Element
    kind: Literal["menu", "tip"]
    text: str


@dataclass(frozen=True, slots=True)
class KeyFacts:
    """What keys did on a page.

    ``shortcuts`` are the characters that changed something while nothing had the focus;
    ``buttons``, for what ARIA calls a button and HTML does not, whether Space and whether Enter did
    anything; ``pointed`` what only a mouse shows. ``sensors`` are the events of moving the device
    that changed something; ``listening`` is then known, the controls that listen to the mouse
    themselves or by what they stand in.
    """

    shortcuts: str
    buttons: Mapping[Element, tuple[bool, bool]]
    pointed: tuple[PointedAt, ...] = ()
    sensors: tuple[str, ...] = ()
    listening: frozenset[Element] = frozenset()
