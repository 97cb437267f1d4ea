"""Decides where the pages of one environment are found in another, and what they are called."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from govpage_lint.records import dataclass

# More would be no address any more.
_MAX_ADDRESS: Final = 2_000


class MappingError(ValueError):
    """Two addresses that make no mapping: one line that says why."""


@dataclass(frozen=True, slots=True)
class BaseMap:
    """Pairs of beginnings of addresses: what reports call it, and where it is opened."""

    pairs: tuple[tuple[str, str], ...] = ()

    def place(self, name: str) -> str:
        """Where the page of this name is opened."""
        for public, real in self.pairs:
            if (rest := _rest(name, public)) is not None:
                return real + rest
        return name

    def name(self, place: str) -> str:
        """What reports call the page at this place."""
        for public, real in self.pairs:
            if (rest := _rest(place, real)) is not None:
                return public + rest
        return place


def base_map(written: Iterable[str]) -> BaseMap:
    """The mapping of ``A=B`` pairs, the longest A first. Raises MappingError."""
    pairs = []
    for text in written:
        # The addresses may hold equals signs in their queries, so the second one is looked for.
        found = re.fullmatch(r"(https?://[^\s=?#]+)=(https?://[^\s?#]+)", text, re.IGNORECASE)
        if found is None:
            raise MappingError(
                f"{text} is no pair of addresses; write https://www.example.org=http://localhost:8000"
            )
        public, real = (side.rstrip("/") for side in found.groups())
        pairs.append((public, real))
    names = [public.lower() for public, _ in pairs]
    twice = next((name for name in names if names.count(name) > 1), None)
    if twice is not None:
        raise MappingError(f"{twice} is mapped twice")
    return BaseMap(tuple(sorted(pairs, key=lambda pair: -len(pair[0]))))


def _rest(address: str, beginning: str) -> str | None:
    """What follows a beginning that ends where a part of the address ends."""
    if address[: len(beginning)].lower() != beginning.lower() or len(address) > _MAX_ADDRESS:
        return None
    rest = address[len(beginning) :]
    return rest if not rest or rest[0] in "/?#" else None


@dataclass(frozen=True, slots=True)
class Rewriting:
    """What is done to the addresses of a list: a pattern replaced, and patterns left out."""

    find: re.Pattern[str] | None = None
    replace: str = ""
    exclude: tuple[re.Pattern[str], ...] = ()

    def apply(self, address: str) -> str | None:
        """The address to check; None for one that is left out.

        What is left out is decided by the address as it is listed, and as it is rewritten.
        """
        # A pattern sees no more than an address may have, whatever a list holds.
        address = address[:_MAX_ADDRESS]
        if any(pattern.search(address) for pattern in self.exclude):
            return None
        if self.find is None:
            return address
        found = self.find.sub(self.replace, address)
        return None if any(pattern.search(found) for pattern in self.exclude) else found


def pattern(text: str) -> re.Pattern[str]:
    """A pattern for addresses, found anywhere in them. Raises MappingError."""
    try:
        return re.compile(text)
    except (re.error, RecursionError) as error:
        raise MappingError(f"{text} is no regular expression: {error}") from error


def rewriting(find: str | None, replace: str | None, exclude: Iterable[str]) -> Rewriting:
    """The rewriting of these patterns. Raises MappingError, also for a replacement that names a
    group that the pattern does not have."""
    if (find is None) != (replace is None):
        raise MappingError("a pattern to find and its replacement are given together")
    if find is None or replace is None:
        return Rewriting(exclude=tuple(map(pattern, exclude)))
    wanted = pattern(find)
    try:
        # A replacement is only read when it is used: here, before anything is fetched.
        re.compile(f"{wanted.pattern}|", wanted.flags).sub(replace, "")
    except (re.error, IndexError) as error:
        raise MappingError(f"the replacement {replace} does not fit {find}: {error}") from error
    return Rewriting(wanted, replace, tuple(map(pattern, exclude)))
