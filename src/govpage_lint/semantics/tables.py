"""Decides where the tables of ARIA and HTML come from: data files, each read once, when needed."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from govpage_lint.builtin import read_builtin
from govpage_lint.records import dataclass


def read_table(name: str) -> Mapping[str, Any]:
    """The contents of ``rules/data/<name>``."""
    return read_builtin(f"data/{name}")


def words(text: str) -> frozenset[str]:
    """The words of a table's entry."""
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class AriaTable:
    """What every run needs of WAI-ARIA (``rules/data/aria.toml``)."""

    valid: frozenset[str]
    draft: frozenset[str]
    abstract: frozenset[str]
    named_by_content: frozenset[str]
    unnamed: frozenset[str]
    presentational_children: frozenset[str]
    global_attributes: frozenset[str]


@dataclass(frozen=True, slots=True)
class HtmlTable:
    """What every run needs of the mapping of HTML (``rules/data/html-aria.toml``)."""

    roles: dict[str, str]
    none: frozenset[str]
    sectioning: frozenset[str]
    labelable: frozenset[str]
    disableable: frozenset[str]
    fallback: frozenset[str]
    unmapped: frozenset[str]
    block: frozenset[str]
    undisplayed: frozenset[str]


@cache
def aria() -> AriaTable:
    """The table of ARIA."""
    table = read_table("aria.toml")
    roles, names = table["roles"], table["names"]
    return AriaTable(
        valid=words(" ".join((roles["aria"], roles["dpub"], roles["graphics"]))),
        draft=words(roles["draft"]),
        abstract=words(roles["abstract"]),
        named_by_content=words(names["content"]),
        unnamed=words(names["prohibited"]),
        presentational_children=words(table["children"]["presentational"]),
        global_attributes=words(table["attributes"]["global"]),
    )


@cache
def html() -> HtmlTable:
    """The table of HTML."""
    table = read_table("html-aria.toml")
    elements = table["elements"]
    return HtmlTable(
        roles={name: role for role, names in table["roles"].items() for name in names.split()},
        **{key: words(elements[key]) for key in elements},
    )
