"""Decides how the elements of a page are styled, by its source: the cascade of all its sheets.

``Styles`` answers what a browser's ``getComputedStyle`` would, for a desktop screen of
1280 × 1024 pixels and a page that scripts have left alone. What a sheet that was not read, or a
selector that cannot be decided, could change is ``UNKNOWN``.
"""

from collections.abc import Callable, Container, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final

from govpage_lint.document.tree import HTML, Document, Element
from govpage_lint.semantics.interfaces import Declarers
from govpage_lint.semantics.style_browser_rules import MONOSPACED, NEVER_SHOWN
from govpage_lint.semantics.style_cascade import Cascade, InlineStyles
from govpage_lint.semantics.style_computed import Computer, Declared
from govpage_lint.semantics.style_defaults import Defaults
from govpage_lint.semantics.style_entries import Entries, Sheets
from govpage_lint.semantics.style_explained import Declaration, explained
from govpage_lint.semantics.style_matching import Exhausted, Matcher
from govpage_lint.semantics.style_properties import PENDING, PROPERTIES
from govpage_lint.semantics.style_pseudo import PseudoStyles
from govpage_lint.semantics.style_rules import CUSTOM
from govpage_lint.semantics.style_sheets import SheetReader
from govpage_lint.semantics.style_shorthands import Longhands
from govpage_lint.semantics.style_states import State, StateExhausted
from govpage_lint.semantics.style_variables import Variables
from govpage_lint.semantics.unknown import UNKNOWN, Maybe

if TYPE_CHECKING:
    from govpage_lint.semantics.interfaces import StyleFacts

_STATES: Final[dict[str, frozenset[str]]] = {
    "focus": frozenset(("focus", "focus-visible", "focus-within")),
    "hover": frozenset(("hover",)),
    "active": frozenset(("active", "hover", "focus", "focus-within")),
}
_GROUPS: Final = ("shown", "placed", "text")
_FOCUSED: Final[Longhands] = {"outline-style": "auto", "outline-width": "1px"}
_EMPTY: Final[Longhands] = {}
# What is used as it is computed.
_PLAIN: Final = PROPERTIES.keys() - {"line-height"}


class Styles:
    """The styles of a page. ``load`` gives the text of the sheet at an address that the page names
    (as written, resolved against ``<base>`` and importing sheets only), or None when it cannot.

    Nothing is read before the first question.
    """

    def __init__(self, document: Document, load: Callable[[str], str | None]) -> None:
        self._document = document
        self._load = load
        self._inline = InlineStyles(quirks=document.mode == "quirks")
        self._defaults = Defaults(document)
        self._cascades: dict[tuple[str, str | None], Cascade] = {}
        self._pseudos: dict[str, PseudoStyles] = {}
        self._moved_by: dict[str, frozenset[str]] = {}
        self._declaring: dict[frozenset[str], set[Element]] = {}
        self._in_state: tuple[Element, str, Computer] | None = None
        self._values: dict[str, Sequence[Maybe[str]]] = {}

    # -- what the page has -------------------------------------------------------------------------

    @cached_property
    def _matcher(self) -> Matcher:
        return Matcher(self._document)

    @cached_property
    def _sheets(self) -> Sheets:
        return SheetReader(self._document, self._load).read()

    @property
    def complete(self) -> bool:
        """Whether all sheets of the page were read."""
        return self._sheets.complete

    @property
    def notes(self) -> tuple[str, ...]:
        """What was not read, and why: "style sheet ignored: …"."""
        return tuple(self._sheets.notes)

    # -- questions ---------------------------------------------------------------------------------

    def value(
        self,
        element: Element,
        property: str,
        pseudo: str | None = None,
        *,
        state: str | None = None,
        focused: Element | None = None,
    ) -> Maybe[str]:
        """The computed value of a property, as text in the form that browsers give.

        ``property`` is a longhand of ``style_properties.PROPERTIES``, or ``overflow``; of others
        nothing is known. ``pseudo`` is "::before" or "::after". ``state`` asks for the value while
        ``focused`` (the element itself if not given) is in a state: "focus" by keyboard, "hover"
        or "active". Lengths are in px where they can be resolved, ``line-height`` too.
        """
        if pseudo is None and state is None and property in _PLAIN:
            # By far the most are asked for so.
            try:
                return self._computer.value(element, property)
            except Exhausted:
                self._forget()
                return self.value(element, property)
        if property not in PROPERTIES:
            return (
                self._overflow(element, pseudo, state, focused)
                if property == "overflow"
                else UNKNOWN
            )
        try:
            if pseudo is None and state is None:
                return self._computer.used(element, property)
            if state is None:
                return self._of_pseudo(element, property, (pseudo or "").lstrip(":"))
            return self._in(focused or element, state).used(element, property)
        except StateExhausted:
            return UNKNOWN
        except Exhausted:
            self._forget()
            return self.value(element, property, pseudo, state=state, focused=focused)

    def values(self, property: str) -> Sequence[Maybe[str]]:
        """As StyleFacts has it."""
        found = self._values.get(property)
        if found is None:
            found = self._values[property] = self._all_values(property)
        return found

    def _all_values(self, property: str) -> list[Maybe[str]]:
        elements = self._document.elements
        if self._sheets.complete:
            return [self.value(element, property) for element in elements]
        # Of most nothing is known: see ``_is_known``.
        return [
            self.value(element, property)
            if "style" in element.attributes or element.local_name in NEVER_SHOWN
            else UNKNOWN
            for element in elements
        ]

    def declarers(self, names: frozenset[str]) -> Declarers | None:
        """As StyleFacts has it."""
        if self._sheets.keyframes:
            return None
        found = self._that_declare(names)
        # That may have been too much work.
        return Declarers(found, self.complete)

    def filled(self, pseudo: str) -> Container[Element]:
        """As StyleFacts has it."""
        if not self._sheets.complete or not self._sheets.rules:
            return ()
        try:
            winners = self._cascade("text", pseudo.lstrip(":")).winners
        except Exhausted:
            self._forget()
            return ()
        return {element for element, own in winners.items() if "content" in own}

    def _that_declare(self, names: frozenset[str]) -> set[Element]:
        """The elements on which anybody declares one of these properties."""
        found = self._declaring.get(names)
        if found is None:
            try:
                found = self._declaring[names] = self._find_declaring(names)
            except Exhausted:
                self._forget()
                return self._that_declare(names)
        return found

    def _find_declaring(self, names: frozenset[str]) -> set[Element]:
        found: set[Element] = set()
        for own, elements in self._sharing:
            if not names.isdisjoint(own):
                found.update(elements)
        return found

    @cached_property
    def _sharing(self) -> list[tuple[Longhands, list[Element]]]:
        """All declarations with the elements that share them: those that match alike do."""
        found: list[tuple[Longhands, list[Element]]] = []
        for winners in (self._defaults.all, *(self._cascade(group).winners for group in _GROUPS)):
            sharing: dict[int, list[Element]] = {}
            for element, own in winners.items():
                if (elements := sharing.get(id(own))) is not None:
                    elements.append(element)
                elif own:
                    sharing[id(own)] = elements = [element]
                    found.append((own, elements))
        return found

    def matched(self, element: Element, pseudo: str | None = None) -> list[Declaration]:
        """The declarations of sheets and of ``style`` that match, for explanations.

        Group by group of properties, and in each from the weakest to the strongest.
        """
        name = pseudo.lstrip(":") if pseudo is not None else None
        block = self._inline.block(element) if pseudo is None else None
        try:
            return [
                declaration
                for group in _GROUPS
                for declaration in explained(self._cascade(group, name), block, group, element)
            ]
        except Exhausted:
            self._forget()
            return self.matched(element, pseudo)

    # -- the cascade -------------------------------------------------------------------------------

    @cached_property
    def _entries(self) -> Entries:
        return Entries(self._sheets, self._matcher)

    def _cascade(self, group: str, pseudo: str | None = None) -> Cascade:
        cascade = self._cascades.get((group, pseudo))
        if cascade is None:
            inline = self._inline if pseudo is None else None
            entries = self._entries.of(group, pseudo) if self._sheets.rules else []
            cascade = Cascade(entries, group, self._matcher if entries else None, inline)
            cascade.prepare(self._document)
            self._cascades[group, pseudo] = cascade
        return cascade

    def _forget(self) -> None:
        """Go on without sheets: too much work."""
        note = "style sheets ignored: matching their selectors takes too much work"
        self.__dict__["_sheets"] = Sheets(notes=[*self._sheets.notes, note], complete=False)
        for name in ("_computer", "_entries", "_monospaced", "_sharing"):
            self.__dict__.pop(name, None)
        self._cascades.clear()
        self._declaring.clear()
        self._values.clear()
        self._pseudos.clear()
        self._in_state = None

    def _declared(self, group: str) -> Declared:
        return self._cascade(group).winners.get

    def _is_known(self, element: Element, name: str, group: str) -> bool:
        """Whether no unread sheet can set the property."""
        if (
            name == "display"
            and element.namespace_url == HTML
            and element.local_name in NEVER_SHOWN
        ):
            return True
        if "style" not in element.attributes:
            return False
        block = self._inline.block(element)
        return block is not None and (name in block.normal(group) or name in block.important(group))

    @cached_property
    def _computer(self) -> Computer:
        return self._made(self._declared, self._defaults.all.__getitem__)

    def _made(
        self, declared: Callable[[str], Declared], defaults: Callable[[Element], Longhands]
    ) -> Computer:
        known = None if self._sheets.complete else self._is_known
        variables = Variables(
            lambda element: declared(CUSTOM)(element) or _EMPTY,
            lambda element, name: known is None or known(element, name, CUSTOM),
            self._sheets.registered,
        )
        mono = self._monospaced
        if not self._sheets.keyframes:
            return Computer(
                declared,
                defaults,
                variables,
                known,
                animated=None,
                moved=frozenset(),
                monospaced=mono,
            )
        animating = declared("text")

        def animated(element: Element, name: str) -> bool:
            return self._animated(animating(element), name)

        moved = frozenset[str]().union(*self._sheets.keyframes.values())
        return Computer(
            declared, defaults, variables, known, animated=animated, moved=moved, monospaced=mono
        )

    @cached_property
    def _monospaced(self) -> bool:
        """Whether something on the page has the family "monospace"."""
        return (
            self._sheets.monospaced
            or any(name in self._document.by_name for name in MONOSPACED)
            or any("monospace" in e.attributes.get("style", "") for e in self._document.elements)
        )

    def _animated(self, declared: Longhands | None, name: str) -> bool:
        """Whether an animation that is declared moves the property."""
        names = declared.get("animation-name") if declared and name != "animation-name" else None
        if names is None or names == "none":
            return False
        if names.startswith(PENDING):
            return any(name in moved for moved in self._sheets.keyframes.values())
        moved = self._moved_by.get(names)
        if moved is None:
            keyframes = self._sheets.keyframes
            named = (one.strip().strip("\"'") for one in names.split(","))
            moved = frozenset[str]().union(*(keyframes.get(one, ()) for one in named))
            self._moved_by[names] = moved
        return name in moved

    # -- states ------------------------------------------------------------------------------------

    def _in(self, focused: Element, state: str) -> Computer:
        last = self._in_state
        if last is not None and last[0] is focused and last[1] == state:
            return last[2]
        names = _STATES[state]
        held = State(self._matcher, focused, names) if self._sheets.rules else None

        def declared(group: str) -> Declared:
            cascade = self._cascade(group)
            if held is None:
                return cascade.winners.get

            def winners(element: Element) -> Longhands | None:
                return cascade.winners_in(element, held)

            return winners

        def defaults(element: Element) -> Longhands:
            own = self._defaults.of(element)
            return {**own, **_FOCUSED} if element is focused and "focus-visible" in names else own

        computer = self._made(declared, defaults)
        self._in_state = (focused, state, computer)
        return computer

    # -- pseudo-elements ---------------------------------------------------------------------------

    def _of_pseudo(self, element: Element, name: str, pseudo: str) -> Maybe[str]:
        if not self._sheets.complete:
            return UNKNOWN
        if not self._sheets.rules:
            return "none" if name == "content" else self._bare(element, name)
        made = self._pseudos.get(pseudo)
        if made is None:
            made = self._pseudos[pseudo] = PseudoStyles(
                lambda group: self._cascade(group, pseudo).winners.get,
                self._declared,
                self._defaults.of,
                self._made,
            )
        return made.value(element, name)

    def _bare(self, element: Element, name: str) -> Maybe[str]:
        about = PROPERTIES[name]
        return self.value(element, name) if about.inherited else about.initial

    def _overflow(
        self, element: Element, pseudo: str | None, state: str | None, focused: Element | None
    ) -> Maybe[str]:
        across = self.value(element, "overflow-x", pseudo, state=state, focused=focused)
        along = self.value(element, "overflow-y", pseudo, state=state, focused=focused)
        if across is UNKNOWN or along is UNKNOWN:
            return UNKNOWN
        return across if across == along else f"{across} {along}"


def _implements(styles: Styles) -> "StyleFacts":
    """For the type checker: Styles are style facts."""
    return styles
