"""Decides how it is written down what the focus does on a page: what shows it, and where it is caught."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from govpage_lint.document.tree import Element
from govpage_lint.records import dataclass, field

# "none": nothing on the page changes. "lost": the element does not keep the focus, nor does another.
# "passed": another element has it at once.
type FocusSign = Literal["shown", "none", "unsure", "lost", "passed"]


@dataclass(frozen=True, slots=True)
class FocusTarget:
    """What happens when an element takes the focus; ``in_sight`` says that it can be seen then."""

    sign: FocusSign
    in_sight: bool


@dataclass(frozen=True, slots=True)
class Trap:
    """Elements that the Tab key goes round and round in.

    ``way`` is the direction; ``circle`` what it goes through, the first of them where it was
    caught. ``escapes``: the Escape key gets out. ``told`` are the keys that the page names for it,
    as it writes them, ``works`` says that one of them does get out; ``asks`` are controls inside
    that may tell more.
    """

    way: Literal["forwards", "backwards"]
    circle: tuple[Element, ...]
    escapes: bool = False
    told: tuple[str, ...] = ()
    works: bool = False
    asks: tuple[Element, ...] = ()


@dataclass(frozen=True, slots=True)
class FocusFacts:
    """What the focus did on a page.

    ``targets`` are the elements that Tab reaches, as far as they were tried; ``covered`` those that
    lie behind a bar then, with the bar. ``traps`` are known only where something about the page
    made one likely. ``styled`` is False where a style sheet did not load: people may see the page
    otherwise.
    """

    targets: Mapping[Element, FocusTarget]
    covered: Mapping[Element, Element] = field(default=MappingProxyType({}))
    traps: tuple[Trap, ...] = ()
    styled: bool = True
