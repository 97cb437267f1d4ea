"""Decides what selectors are made of: compounds, what they ask of one element, and their links."""

from typing import Final

from govpage_lint.records import dataclass

type Specificity = tuple[int, int, int]

STATES: Final = frozenset(("hover", "focus", "focus-visible", "focus-within", "active"))
# Not true of a page that has just been loaded and left alone.
AT_REST: Final = frozenset(
    (
        "visited target target-within current past future playing paused seeking buffering stalled muted"
        " volume-locked user-valid user-invalid host fullscreen picture-in-picture modal popover-open autofill"
        " -webkit-autofill -webkit-full-screen -webkit-drag state active-view-transition host-context"
    ).split()
)
# Depends on what scripts or the form's validation make of it.
UNDECIDED: Final = frozenset(
    (
        "defined",
        "valid",
        "invalid",
        "in-range",
        "out-of-range",
        "indeterminate",
        "default",
        "dir",
        "blank",
    )
)
DECIDED: Final = frozenset(
    (
        "link any-link local-link -webkit-any-link enabled disabled checked required optional read-only read-write"
        " placeholder-shown root scope empty first-child last-child only-child first-of-type last-of-type"
        " only-of-type open"
    ).split()
)


class InvalidSelector(ValueError):
    """A selector that browsers do not take either: its whole rule is void."""


class UnsupportedSelector(ValueError):
    """A selector that browsers may take, but not we: it alone is passed over."""


@dataclass(frozen=True, slots=True)
class Pseudo:
    """A pseudo-class without arguments."""

    name: str


@dataclass(frozen=True, slots=True)
class Attribute:
    """``[name operator "value" i]``; ``fold`` tells whether case is ignored, None by the language."""

    name: str
    operator: str | None
    value: str
    fold: bool | None


@dataclass(frozen=True, slots=True)
class Namespace:
    """An element of this namespace ("" for none)."""

    url: str


@dataclass(frozen=True, slots=True)
class Languages:
    """``:lang()`` of one of these, in lower case."""

    ranges: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Logical:
    """``:is()``, ``:where()`` (both "is") and ``:not()``."""

    kind: str
    links: tuple["Link", ...]


@dataclass(frozen=True, slots=True)
class Has:
    """``:has()``: relative selectors, each a combinator and what it leads to."""

    relatives: tuple[tuple[str, "Link"], ...]


@dataclass(frozen=True, slots=True)
class Nth:
    """``:nth-child(an+b of links)`` and the like; ``last`` counts from the end."""

    a: int
    b: int
    last: bool
    of_type: bool
    links: tuple["Link", ...]


type Simple = Pseudo | Attribute | Namespace | Languages | Logical | Has | Nth


@dataclass(slots=True, eq=False)
class Compound:
    """What one element must be. ``stateful``: asks for focus or the like; ``unsure``: cannot be decided."""

    tag: str | None
    ids: tuple[str, ...]
    classes: tuple[str, ...]
    simples: tuple[Simple, ...]
    specificity: Specificity
    pseudo_element: str | None
    stateful: bool
    unsure: bool


@dataclass(slots=True, eq=False)
class Link:
    """A compound and what stands left of it: ``left combinator compound``."""

    compound: Compound
    combinator: str
    left: "Link | None"
    specificity: Specificity
    stateful: bool
    unsure: bool

    @property
    def pseudo_element(self) -> str | None:
        """ "before" for ``::before`` at the end, None for an element."""
        return self.compound.pseudo_element


def _added(first: Specificity, second: Specificity) -> Specificity:
    return (first[0] + second[0], first[1] + second[1], first[2] + second[2])


def linked(compound: Compound, combinator: str = "", left: Link | None = None) -> Link:
    """A compound joined to what stands left of it."""
    if left is None:
        return Link(compound, "", None, compound.specificity, compound.stateful, compound.unsure)
    if left.pseudo_element is not None:
        raise UnsupportedSelector("something after a pseudo-element")
    return Link(
        compound,
        combinator,
        left,
        _added(left.specificity, compound.specificity),
        left.stateful or compound.stateful,
        left.unsure or compound.unsure,
    )
