"""One small module a format, from a Report to text; they know findings and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol

if TYPE_CHECKING:
    from govpage_lint.findings import Report
    from govpage_lint.reports.view import View

# Format → the module that renders it; each has a function ``render(report, view) -> str``.
FORMATS: Final = (
    "text",
    "concise",
    "json",
    "jsonl",
    "sarif",
    "github",
    "gitlab",
    "junit",
    "csv",
    "markdown",
    "html",
    "earl",
    "openacr",
)


class Renderer(Protocol):
    """What turns a report into the text of a format."""

    def __call__(self, report: Report, view: View) -> str: ...


def renderer(name: str) -> Renderer:
    """The renderer of a format; its module is imported when it is wanted."""
    from importlib import import_module

    module = import_module(f"govpage_lint.reports.{name}")
    found: Renderer = module.render
    return found
