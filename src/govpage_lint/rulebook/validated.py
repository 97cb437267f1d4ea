"""Decides which foreign rules need not be validated again: those that were, word for word, by this schema.

Importing jsonschema takes longer than checking a page, and a team's rules rarely change. What has been
found right is remembered in the person's cache folder by a hash of the rule and the schema. Where that
cannot be read or written, rules are validated each time: nothing depends on it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from govpage_lint import __version__
from govpage_lint.datafiles import rules_folder
from govpage_lint.digests import sha256
from govpage_lint.placing import put_whole
from govpage_lint.regexes import regex
from govpage_lint.storage import cache_folder

_MOST: Final = 5_000
_MAX_BYTES: Final = 1_000_000
_HASH: Final = regex(r"[0-9a-f]{40}\Z")


class Validated:
    """The rules that are known to fit the schema. ``keep`` writes down what was added."""

    def __init__(self) -> None:
        folder = cache_folder()
        self._file = folder / "house-rules.json" if folder is not None else None
        self._known = _read(self._file)
        self._added: list[str] = []
        schema = (rules_folder() / "schema" / "rule.schema.json").read_bytes()
        self._schema = sha256(__version__.encode() + schema).digest()

    def knows(self, data: Mapping[str, Any]) -> bool:
        """Whether this rule has been found right before."""
        return self._hash(data) in self._known

    def add(self, data: Mapping[str, Any]) -> None:
        """Remember that this rule is right."""
        self._added.append(self._hash(data))

    def keep(self) -> None:
        """Write down what was added, the oldest of too many dropped; whole or not at all."""
        if not self._added or self._file is None:
            return
        known = list(dict.fromkeys((*_read(self._file), *self._added)))[-_MOST:]
        with suppress(OSError):
            put_whole(self._file, json.dumps(known).encode("ascii"), lasting=False)

    def _hash(self, data: Mapping[str, Any]) -> str:
        # repr tells a date from its text and 1 from true, which JSON does not.
        return sha256(self._schema + repr(data).encode("utf-8", "replace")).hexdigest()[:40]


def _read(file: Path | None) -> dict[str, None]:
    """The hashes in a file, in order; none from one that is not ours any more."""
    if file is None:
        return {}
    try:
        with file.open("rb") as opened:
            data = json.loads(opened.read(_MAX_BYTES))
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(data, list):
        return {}
    return dict.fromkeys(one for one in data if isinstance(one, str) and _HASH.match(one))
