"""Decides what the templates that a template takes in say: their ids, and whom they label."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import PurePosixPath
from typing import Final

from govpage_lint.document.templates.languages import SUFFIX_LANGUAGES, TemplateLanguage
from govpage_lint.document.templates.scanning import scan
from govpage_lint.records import dataclass
from govpage_lint.regexes import regex

# How many files are looked into for one template, and how far up a path may begin.
_MOST_FILES: Final = 30
_MOST_TRIES: Final = 300
_HIGHEST: Final = 6
_ID: Final = regex(r"""\sid\s*=\s*["']?([^\s"'<>{}$%]+)["'\s>]""")
_FOR: Final = regex(r"""<label\b[^<>]*?\sfor\s*=\s*["']?([^\s"'<>{}$%]+)["'\s>]""")

# Reads the file at an address relative to the template; None where there is none.
type ReadBeside = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class Included:
    """What stands in the included templates. ``whole`` says that all of them were found, and that no
    code in them may write what is not seen."""

    ids: frozenset[str] = frozenset()
    labelled: frozenset[str] = frozenset()
    whole: bool = False


def follow(
    paths: Sequence[str], language: TemplateLanguage, suffix: str, read: ReadBeside
) -> Included:
    """What the templates at these paths, and those that they take in, say.

    ``suffix`` is that of the template: paths may be written without one.
    """
    ids: set[str] = set()
    labelled: set[str] = set()
    whole = True
    seen: set[str] = set()
    waiting = list(reversed(paths))
    tries = 0
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        if len(seen) >= _MOST_FILES:
            return Included(frozenset(ids), frozenset(labelled))
        seen.add(path)
        text = None
        for candidate in _candidates(path, suffix):
            tries += 1
            if tries > _MOST_TRIES:
                return Included(frozenset(ids), frozenset(labelled))
            text = read(candidate)
            if text is not None:
                break
        if text is None:
            whole = False
            continue
        ids.update(_ID.findall(text))
        labelled.update(_FOR.findall(text))
        tokens = scan(text, language).tokens
        whole = whole and not any(
            token.kind == "output" and "label" in token.name.lower() for token in tokens
        )
        inner = [token for token in tokens if token.kind == "include"]
        whole = whole and all(token.path for token in inner)
        waiting += [token.path for token in reversed(inner) if token.path]
    return Included(frozenset(ids), frozenset(labelled), whole)


def _candidates(path: str, suffix: str) -> Iterator[str]:
    """The addresses that a path may mean, the likeliest first."""
    plain = PurePosixPath(path.split("?")[0].lstrip("/"))
    names = [plain]
    if plain.suffix.lower() not in SUFFIX_LANGUAGES and plain.suffix != ".html":
        full = [plain.with_name(plain.name + ending) for ending in (suffix, ".html")]
        # Rails' partials begin with a line; Handlebars' lie in a folder of their own.
        names = [*full, *(one.with_name(f"_{one.name}") for one in full)]
        names += [PurePosixPath("partials") / one for one in full[:1]]
    elif plain.suffix == ".html" and suffix.endswith(".erb"):
        names += [plain.with_name(f"_{plain.name}.erb")]
    for up in range(_HIGHEST):
        for name in names:
            yield "../" * up + str(name)
