"""One small module a format, from a Report to text; they know findings and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from govpage_lint.findings import Report

# Format → the module that renders it; each has a function ``render(report) -> str``.
FORMATS = ("text", "json", "earl", "github")


class Renderer(Protocol):
    """What turns a report into the text of a format."""

    def __call__(self, report: Report) -> str: ...


def renderer(name: str) -> Renderer:
    """The renderer of a format; its module is imported when it is wanted."""
    from importlib import import_module

    module = import_module(f"govpage_lint.reports.{name}")
    found: Renderer = module.render
    return found
