"""Decides what a selector of a style sheet asks for: compounds, and how they are joined.

Plain selectors (names, classes, ids, simple pseudo-classes) are taken apart by a regular
expression; all else is parsed by cssselect2, one compound at a time. What comes out are small
values that ``style_matching`` can answer for all elements of a page at once.
"""

import re
from typing import Any, Final

from govpage_lint.regexes import regex
from govpage_lint.semantics.style_selector_parts import (
    AT_REST,
    DECIDED,
    STATES,
    UNDECIDED,
    Compound,
    InvalidSelector,
    Link,
    Pseudo,
    Simple,
    UnsupportedSelector,
    linked,
)
from govpage_lint.semantics.style_syntax import split_top

# Beyond these a selector is not one that a person wrote; cssselect2 and we recurse on brackets.
_LONGEST: Final = 4000
_MOST_COMPOUNDS: Final = 64
_DEEPEST: Final = 12
_MOST_INSIDE: Final = 300

_FUNCTIONS: Final = frozenset(
    (
        "is where not has matches -webkit-any nth-child nth-last-child nth-of-type nth-last-of-type lang dir host"
        " host-context state active-view-transition-type highlight"
    ).split()
)
_PSEUDO_ELEMENTS: Final = frozenset(
    (
        "before after first-line first-letter selection marker placeholder file-selector-button backdrop cue"
        " target-text spelling-error grammar-error details-content part slotted highlight view-transition"
        " view-transition-group view-transition-image-pair view-transition-old view-transition-new column"
        " scroll-button scroll-marker scroll-marker-group checkmark picker picker-icon search-text"
    ).split()
)
_LEGACY_ELEMENTS: Final = ("before", "after", "first-line", "first-letter")

_NAME: Final = r"-?[A-Za-z_\u00a0-\uffff][-\w]*"
_PLAIN: Final = regex(
    rf"(?P<tag>\*|{_NAME})?(?P<keys>(?:[.#]{_NAME})*)(?P<pseudo>(?:::?[a-z-]+)*)\Z"
)
_KEYS: Final = regex(r"([.#])([^.#]+)")
_PSEUDOS: Final = regex(r"(::?)([a-z-]+)")
_JOINT: Final = regex(r"\s*([>+~])\s*|\s+")
_PLAIN_SELECTOR: Final = regex(r"[^\[\](){}\"'\\|&]*\Z")
_COMPOUND_END: Final = regex(
    r"""\s*([>+~])\s*|\s+|[\[(]|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'"""
    r"|\\[0-9A-Fa-f]{1,6}[ \t\n]?|\\.",
    re.DOTALL,
)
_ANY_PSEUDO: Final = regex(r"(::?)(-?[A-Za-z][-\w]*)(\(?)")


class Selectors:
    """Parses selectors, each compound and each beginning of a selector once.

    ``fold`` is true in quirks mode, where classes and ids have no case.
    """

    def __init__(self, *, fold: bool = False) -> None:
        self._fold = fold
        self._compounds: dict[str, Compound] = {}
        self._links: dict[str, Link] = {}

    @classmethod
    def shared(cls, *, fold: bool) -> "Selectors":
        """One for all pages: those of a site have the same sheets."""
        found = _SHARED.get(fold)
        if found is None or len(found._links) > _MOST_SHARED:
            found = _SHARED[fold] = cls(fold=fold)
        return found

    def parse(
        self, text: str, namespaces: dict[str | None, str] | None = None
    ) -> tuple[list[Link], int]:
        """The selectors of a rule, and how many of them were passed over as not supported.

        Raises InvalidSelector where browsers would drop the rule.
        """
        found, passed = [], 0
        for one in split_top(text, ","):
            try:
                found.append(self._selector(one.strip(), namespaces))
            except UnsupportedSelector:
                passed += 1
        return found, passed

    def _selector(self, text: str, namespaces: dict[str | None, str] | None) -> Link:
        if (known := self._links.get(text)) is not None and not namespaces:
            return known
        if not text or len(text) > _LONGEST:
            raise InvalidSelector("empty") if not text else UnsupportedSelector("too long")
        parts = _JOINT.split(text) if _PLAIN_SELECTOR.match(text) else _split(text)
        if len(parts) > 2 * _MOST_COMPOUNDS:
            raise UnsupportedSelector("too many compounds")
        link: Link | None = None
        so_far = ""
        for place in range(0, len(parts), 2):
            combinator = (parts[place - 1] or " ") if place else ""
            so_far += combinator + parts[place]
            known = None if namespaces else self._links.get(so_far)
            link = known or linked(self._compound(parts[place], namespaces), combinator, link)
            if not namespaces:
                self._links[so_far] = link
        assert link is not None
        return link

    def _compound(self, text: str, namespaces: dict[str | None, str] | None) -> Compound:
        if not namespaces and (known := self._compounds.get(text)) is not None:
            return known
        if not text:
            raise InvalidSelector("nothing beside a combinator")
        found = None if namespaces else _PLAIN.match(text)
        compound = self._plain(found) if found else self._foreign(text, namespaces)
        if not namespaces:
            self._compounds[text] = compound
        return compound

    def _plain(self, found: re.Match[str]) -> Compound:
        tag = found["tag"]
        ids: list[str] = []
        classes: list[str] = []
        for mark, name in _KEYS.findall(found["keys"]):
            (ids if mark == "#" else classes).append(name.lower() if self._fold else name)
        simples: list[Simple] = []
        element = None
        stateful = unsure = False
        for colons, name in _PSEUDOS.findall(found["pseudo"]) if found["pseudo"] else ():
            if colons == "::" or name in _LEGACY_ELEMENTS:
                _known_pseudo(name, element=True)
                element = name
            else:
                _known_pseudo(name, element=False)
                simples.append(Pseudo(name))
                stateful |= name in STATES
                unsure |= name in UNDECIDED
        named = tag is not None and tag != "*"
        return Compound(
            tag.lower() if tag is not None and named else None,
            tuple(ids),
            tuple(classes),
            tuple(simples),
            (len(ids), len(classes) + len(simples), named + (element is not None)),
            element,
            stateful,
            unsure,
        )

    def _foreign(self, text: str, namespaces: dict[str | None, str] | None) -> Compound:
        from govpage_lint.semantics.style_foreign_selectors import foreign_compound

        _guarded(text)
        return foreign_compound(text, namespaces, fold=self._fold)


_SHARED: dict[bool, Selectors] = {}
# Selectors that are kept for other pages.
_MOST_SHARED: Final = 30_000


def _known_pseudo(name: str, *, element: bool) -> None:
    if element:
        if name not in _PSEUDO_ELEMENTS and not name.startswith("-webkit-"):
            raise InvalidSelector(f"::{name}")
    elif (
        name not in DECIDED and name not in STATES and name not in AT_REST and name not in UNDECIDED
    ):
        if name.startswith("-webkit-"):
            raise UnsupportedSelector(f":{name}")
        raise InvalidSelector(f":{name}")


def _guarded(text: str) -> None:
    """Refuses what cssselect2 would go too deep for, and what browsers refuse too."""
    depth = deepest = 0
    for mark in regex(r"[()]").findall(text):
        depth += 1 if mark == "(" else -1
        deepest = max(deepest, depth)
    if deepest > _DEEPEST or len(regex(r"[\s>+~]+").findall(text)) > _MOST_INSIDE:
        raise UnsupportedSelector("too deep")
    for colons, name, opened in _ANY_PSEUDO.findall(regex(r"\[[^\]]*\]|\\.").sub("", text)):
        name = name.lower()
        if opened and colons == ":":
            if name not in _FUNCTIONS:
                raise InvalidSelector(f":{name}()")
        else:
            _known_pseudo(name, element=colons == "::" or name in _LEGACY_ELEMENTS)


def _split(text: str) -> list[str | Any]:
    """Compounds and the combinators between them, outside of brackets."""
    parts: list[str | Any] = []
    start = place = 0
    while found := _COMPOUND_END.search(text, place):
        mark, place = found[0], found.end()
        if mark in ("[", "("):
            place = _bracket_end(text, found.start())
        elif mark[0] in "\"'\\":
            continue
        else:
            parts += [text[start : found.start()], found[1]]
            start = place
    parts.append(text[start:])
    return parts


_BRACKET: Final = regex(r"""[\[\]()]|"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|\\.""", re.DOTALL)


def _bracket_end(text: str, opening: int) -> int:
    depth = 0
    for found in _BRACKET.finditer(text, opening):
        if found[0] in ("[", "("):
            depth += 1
        elif found[0] in ("]", ")"):
            depth -= 1
            if not depth:
                return found.end()
    return len(text)
