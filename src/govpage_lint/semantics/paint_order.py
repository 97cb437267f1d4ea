"""Decides in which order a browser paints the backgrounds and the texts of a page.

CSS 2.2, appendix E, in two passes: every element is told to the stacking context that it is painted
in, then the contexts are gone through. What is known of styles is that of a browser's snapshot.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Final, NamedTuple

from govpage_lint.document.tree import Document

_BLOCKS: Final = frozenset(("block", "flex", "grid", "table", "list-item", "flow-root"))
_ATOMIC: Final = frozenset(("inline-block", "inline-flex", "inline-grid", "inline-table"))
_ITEMS: Final = frozenset(("flex", "grid", "inline-flex", "inline-grid"))
_TRANSFORMS: Final = ("perspective", "rotate", "scale")

# What there is to paint: a background or a text, by the place of its element; a context.
_GROUND, _TEXT, _CONTEXT = range(3)
# Pseudo-elements are known by their element's place, ::before and ::after apart.
BEFORE, AFTER = 1, 2


class Stacking(NamedTuple):
    """What the styles of an element say of the order that it is painted in.

    ``stacks``: it is a stacking context whatever its place; ``z`` is None for "auto".
    """

    position: str
    z: int | None
    floats: bool
    display: str
    stacks: bool

    @property
    def is_positioned(self) -> bool:
        """Whether it is painted after what is in the flow."""
        return self.position != "static"


def stacking(value: Callable[[str], str]) -> Stacking:
    """What computed values say, given by their names."""
    position, z, display = value("position"), value("z-index"), value("display")
    stacks = (
        position in ("fixed", "sticky")
        or value("opacity") != "1"
        or value("filter") != "none"
        or value("mix-blend-mode") != "normal"
        or value("isolation") == "isolate"
        or value("clip-path") != "none"
        or (display != "inline" and any(value(n) != "none" for n in _TRANSFORMS))
    )
    level = None if z == "auto" else int(float(z))
    return Stacking(position, level, value("float") != "none", display, stacks)


class _Context:
    """A stacking context, or what is painted as if it were one."""

    __slots__ = ("above", "below", "blocks", "floats", "ground", "inlines", "level")

    def __init__(self, ground: int) -> None:
        self.ground = ground
        self.below: list[tuple[int, float, int, int]] = []
        self.blocks: list[tuple[int, int]] = []
        self.floats: list[tuple[int, int]] = []
        self.inlines: list[tuple[int, int]] = []
        self.level: list[tuple[float, int, int]] = []
        self.above: list[tuple[int, float, int, int]] = []

    def sequence(self) -> Iterator[tuple[int, int]]:
        """What is in it, the lowest first."""
        yield (_GROUND, self.ground)
        for _, _, kind, which in sorted(self.below):
            yield (kind, which)
        yield from self.blocks
        yield from self.floats
        yield from self.inlines
        for _, kind, which in sorted(self.level):
            yield (kind, which)
        for _, _, kind, which in sorted(self.above):
            yield (kind, which)

    def place(self, z: int, order: float, kind: int, which: int) -> None:
        """Takes in what is positioned."""
        if z < 0:
            self.below.append((z, order, kind, which))
        elif z > 0:
            self.above.append((z, order, kind, which))
        else:
            self.level.append((order, kind, which))


class PaintOrder:
    """The order of painting: what has the higher number is painted later, over the lower.

    ``grounds`` and ``texts`` are by the places of elements; ``pseudos`` by three times the place,
    plus BEFORE or AFTER.
    """

    def __init__(
        self,
        document: Document,
        stackings: Sequence[Stacking | None],
        transformed: Sequence[int],
        pseudos: Sequence[tuple[int, int, Stacking]],
    ) -> None:
        size = len(document.elements)
        self.grounds = [0] * size
        self.texts = [0] * size
        self.pseudos: dict[int, int] = {}
        self._contexts = [_Context(0)]
        self._told(document, stackings, transformed, pseudos)
        self._go()

    def _told(
        self,
        document: Document,
        stackings: Sequence[Stacking | None],
        transformed: Sequence[int],
        pseudos: Sequence[tuple[int, int, Stacking]],
    ) -> None:
        contexts = self._contexts
        size = len(document.elements)
        # The context that the content of each element is painted in, and the nearest real one.
        own, real = [0] * size, [0] * size
        for place, element in enumerate(document.elements):
            style = stackings[place]
            if element.parent is None:
                contexts[0].inlines.append((_TEXT, place))
                continue
            above = element.parent.order
            if style is None:
                own[place], real[place] = own[above], real[above]
                continue
            parent = stackings[element.parent.order]
            is_item = parent is not None and parent.display in _ITEMS and not _is_out(style)
            z = style.z if style.is_positioned or is_item else None
            stacks = style.stacks or z is not None or bool(transformed[place])
            inside = contexts[own[above]]
            made = len(contexts)
            if stacks or style.is_positioned:
                contexts[real[above]].place(z or 0, place, _CONTEXT, made)
            elif style.floats:
                inside.floats.append((_CONTEXT, made))
            elif is_item or style.display in _ATOMIC:
                inside.inlines.append((_CONTEXT, made))
            else:
                blocks = inside.inlines if _is_inline(style.display) else inside.blocks
                blocks.append((_GROUND, place))
                made = own[above]
            if made == len(contexts):
                contexts.append(_Context(place))
            own[place] = made
            real[place] = made if stacks else real[above]
            contexts[made].inlines.append((_TEXT, place))
        for place, which, style in pseudos:
            order = place + 0.5 if which == BEFORE else document.elements[place].last + 0.5
            context = contexts[real[place]]
            context.place(style.z or 0, order, _GROUND, -(3 * place + which))

    def _go(self) -> None:
        number = 0
        stack = [self._contexts[0].sequence()]
        while stack:
            for kind, which in stack[-1]:
                if kind == _CONTEXT:
                    stack.append(self._contexts[which].sequence())
                    break
                number += 1
                if kind == _TEXT:
                    self.texts[which] = number
                elif which < 0:
                    self.pseudos[-which] = number
                else:
                    self.grounds[which] = number
            else:
                stack.pop()


def _is_inline(display: str) -> bool:
    return display not in _BLOCKS and not display.startswith("table")


def _is_out(style: Stacking) -> bool:
    """Whether it is out of the flow, and no item of what it stands in."""
    return style.position in ("absolute", "fixed")
