"""Decides nothing: an entry of the configuration that suppresses findings, as one frozen value."""

from __future__ import annotations

from datetime import date

from govpage_lint.records import dataclass


@dataclass(frozen=True, slots=True)
class ConfigEntry:
    """Findings of these rules are not told, at elements that the selector matches and in them.

    ``key`` says where it stands, and tells entries apart. ``rules`` are as they are written.
    ``until`` is the last day on which it holds. That it holds for a page at all is decided before.
    """

    key: str
    rules: tuple[str, ...]
    reason: str
    until: date | None = None
    selector: str | None = None
