"""Decides what a kept result depends on that is no file beside the page: the tool, its rules, what was asked."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Set
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

from govpage_lint import __version__, records
from govpage_lint.builtin import builtin_stamp
from govpage_lint.datafiles import rules_folder
from govpage_lint.digests import sha256
from govpage_lint.document.parsers import parser_in_use
from govpage_lint.engine.cache.codec import shape
from govpage_lint.records import replace
from govpage_lint.rulebook.loading import house_rule_files

if TYPE_CHECKING:
    from govpage_lint.engine.options import RunOptions

# To be raised when what an entry holds, or how, becomes another.
_FORMAT: Final = 3
_PACKAGE: Final = Path(__file__).resolve().parents[2]


class Unkeyed(Exception):
    """Something was asked for that has no plain value: its results are not kept."""


def run_key(options: RunOptions, house: Iterable[Path]) -> str:
    """What all pages of a run have in common, apart from the day. Raises Unkeyed, OSError and RuleError."""
    parts = [
        str(_FORMAT),
        shape(),
        __version__,
        sys.version,
        parser_in_use(),
        builtin_stamp(),
        _code_stamp(),
        str(Path.cwd()),
        # What holds for some days only says so itself.
        plain(replace(options, today=date.min)),
        *_house(house),
    ]
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()


def page_key(run: str, name: str, path: Path, choices: str) -> str:
    """What the result of one page of a run is kept under."""
    text = "\0".join((run, name, os.path.abspath(path), choices))  # noqa: PTH100
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:40]


def plain(value: object) -> str:
    """The same text for equal values in every process. Raises Unkeyed for what is not plain."""
    if records.is_dataclass(value) and not isinstance(value, type):
        inner = [f"{one.name}={plain(getattr(value, one.name))}" for one in records.fields(value)]
        return f"{type(value).__name__}({','.join(inner)})"
    if isinstance(value, Mapping):
        return f"{{{','.join(sorted(f'{plain(k)}:{plain(v)}' for k, v in value.items()))}}}"
    if isinstance(value, Set):
        return f"<{','.join(sorted(map(plain, value)))}>"
    if isinstance(value, list | tuple):
        return f"[{','.join(map(plain, value))}]"
    if value is None or isinstance(value, str | int | float | date | Path):
        return repr(value)
    raise Unkeyed(type(value).__name__)


def _house(house: Iterable[Path]) -> Iterable[str]:
    for path in house:
        for file in house_rule_files(path):
            yield str(file)
            yield sha256(file.read_bytes()).hexdigest()


def _code_stamp() -> str:
    """Sizes and times of this code, where somebody works on it; its version says it all elsewhere."""
    if rules_folder().is_relative_to(_PACKAGE):
        return ""
    stats = [
        (str(file), found.st_size, found.st_mtime_ns)
        for file in sorted(_PACKAGE.rglob("*.py"))
        for found in [file.stat()]
    ]
    return sha256(repr(stats).encode()).hexdigest()
