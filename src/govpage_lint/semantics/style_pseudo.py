"""Decides how ``::before`` and ``::after`` are styled: as children of their elements."""

from collections.abc import Callable
from typing import Final

from govpage_lint.document.tree import Element
from govpage_lint.semantics.style_computed import Computer, Declared
from govpage_lint.semantics.style_shorthands import Longhands
from govpage_lint.semantics.unknown import Maybe

type Groups = Callable[[str], Declared]
type Made = Callable[[Groups, Callable[[Element], Longhands]], Computer]

_EMPTY: Final[Longhands] = {}


class PseudoStyles:
    """The styles of one kind of pseudo-element on a page.

    ``own`` gives the declarations of the pseudo-element of an element, ``declared`` and
    ``defaults`` those of elements, ``made`` makes a computer of such functions.
    """

    def __init__(
        self,
        own: Groups,
        declared: Groups,
        defaults: Callable[[Element], Longhands],
        made: Made,
    ) -> None:
        self._own = own
        self._declared = declared
        self._defaults = defaults
        # An element that stands where the pseudo-element would stand in the tree.
        self._stand_ins: dict[Element, Element] = {}
        self._hosts: dict[Element, Element] = {}
        self._contents = own("text")
        self._computer = made(self._of, self._default_of)

    def _of(self, group: str) -> Declared:
        own, declared, hosts = self._own(group), self._declared(group), self._hosts

        def winners(element: Element) -> Longhands | None:
            host = hosts.get(element)
            return declared(element) if host is None else own(host)

        return winners

    def _default_of(self, element: Element) -> Longhands:
        return _EMPTY if element in self._hosts else self._defaults(element)

    def value(self, element: Element, name: str) -> Maybe[str]:
        """The computed value; ``content`` is "none" where there is no such pseudo-element."""
        if name == "content":
            declared = self._contents(element)
            if not declared or declared.get("content", "none") in ("none", "normal"):
                return "none"
        stand_in = self._stand_ins.get(element)
        if stand_in is None:
            stand_in = self._stand_ins[element] = Element("", None, {}, None)
            stand_in.parent, stand_in.document = element, element.document
            self._hosts[stand_in] = element
        value = self._computer.used(stand_in, name)
        return "none" if name == "content" and value == "normal" else value
