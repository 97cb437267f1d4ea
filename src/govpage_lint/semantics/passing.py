"""Decides how it is written down what a page changes by itself as time goes on."""

from collections.abc import Mapping

from govpage_lint.document.tree import Element
from govpage_lint.records import dataclass


@dataclass(frozen=True, slots=True)
class ChangingText:
    """A text that changed ``count`` times in less than half a minute; ``text`` is the last of it."""

    element: Element
    count: int
    text: str


@dataclass(frozen=True, slots=True)
class Animation:
    """An animation of an element that runs: ``seconds`` in all, None for no end; ``flashes`` are how
    often a second it goes from light to dark and back; ``area`` is in square pixels."""

    element: Element
    seconds: float | None
    flashes: float
    moves: bool
    area: float


@dataclass(frozen=True, slots=True)
class PassingFacts:
    """What a page did by itself: texts that changed, elements that went elsewhere or came and went
    (and how often), animations, and messages that went away again."""

    texts: tuple[ChangingText, ...]
    parts: Mapping[Element, int]
    animations: tuple[Animation, ...]
    gone: Mapping[Element, str]
