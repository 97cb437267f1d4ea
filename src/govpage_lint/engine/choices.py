"""Decides nothing: what was chosen for a page, as one frozen value.

Which rules look at a page, at which level, with which options, and whose expectations hold can differ
from page to page: by the nearest configuration and its overrides. Whoever starts a run makes one
``Choices`` a target (``Choose``) and the engine takes it as it is. It is plain data: it can be hashed,
pickled for a worker, and ``fingerprint`` is the same in every process that means the same by it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from govpage_lint.digests import sha256
from govpage_lint.engine.suppressing.entries import ConfigEntry
from govpage_lint.records import dataclass
from govpage_lint.rulebook.profiles import ProfileLevel
from govpage_lint.targets import Target

type OptionValue = bool | int | float | str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person chose for a page.

    ``profile`` None takes the one of the page's host. ``select`` None runs what the profile runs;
    ``extend`` runs as well, ``ignore`` does not: the three never contradict each other. ``asked``
    are rules that were named one by one: these are heard though they are silent by default or off
    in the profile. ``levels`` are pairs of rule or ``rule:case`` and level; ``options`` those of
    rules by their ids. Both are sorted. ``suppress`` are the entries whose place the page is in.
    ``templates`` are template languages by suffix, where the person says which they are.
    """

    profile: str | None = None
    select: frozenset[str] | None = None
    extend: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()
    levels: tuple[tuple[str, ProfileLevel], ...] = ()
    options: tuple[tuple[str, tuple[tuple[str, OptionValue], ...]], ...] = ()
    suppress: tuple[ConfigEntry, ...] = ()
    templates: tuple[tuple[str, str], ...] = ()

    def language_of(self, name: str) -> str | None:
        """The template language that was said of such a file, by the longest suffix; None if none was."""
        fitting = [pair for pair in self.templates if name.lower().endswith(pair[0].lower())]
        return max(fitting, key=lambda pair: len(pair[0]))[1] if fitting else None

    def wants(self, rule: str, runs: bool) -> bool:
        """Whether a rule runs, when the profile says that it ``runs`` or not."""
        if self.select is not None:
            return rule in self.select
        return rule in self.extend or (runs and rule not in self.ignore)

    @property
    def fingerprint(self) -> str:
        """The same text for the same choices, in hexadecimal."""
        parts = (
            self.profile,
            None if self.select is None else sorted(self.select),
            *(sorted(names) for names in (self.extend, self.ignore, self.asked)),
            self.levels,
            self.options,
            self.suppress,
            self.templates,
        )
        return sha256(repr(parts).encode()).hexdigest()[:32]


type Choose = Callable[[Target], Choices]


def sorted_levels(levels: Mapping[str, ProfileLevel]) -> tuple[tuple[str, ProfileLevel], ...]:
    """Levels as ``Choices`` has them."""
    return tuple(sorted(levels.items()))


def sorted_options(
    options: Iterable[tuple[str, str, OptionValue]],
) -> tuple[tuple[str, tuple[tuple[str, OptionValue], ...]], ...]:
    """Options, given as rule, name and value, as ``Choices`` has them."""
    found: dict[str, dict[str, OptionValue]] = {}
    for rule, name, value in options:
        found.setdefault(rule, {})[name] = value
    return tuple((rule, tuple(sorted(inner.items()))) for rule, inner in sorted(found.items()))
