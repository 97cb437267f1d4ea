"""Decides what an error of a configuration says: one line with the file, the line, the key and the remedy."""

from __future__ import annotations

from collections.abc import Iterable

type KeyPath = tuple[str | int, ...]


class ConfigError(Exception):
    """A configuration that cannot be used. ``str()`` is one line for a person."""


def dotted(path: Iterable[str | int]) -> str:
    """A key as people write it: ``overrides[0].levels.text-too-small``."""
    text = ""
    for part in path:
        if isinstance(part, int):
            text += f"[{part}]"
        else:
            text += f".{part}" if _is_bare(part) else f'."{part}"'
    return text.lstrip(".")


def _is_bare(part: str) -> bool:
    # A case of a rule is quoted in TOML, and reads better without quotes.
    return bool(part) and all(c.isalnum() or c in "-_:" for c in part)
