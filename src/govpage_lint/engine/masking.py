"""Decides that no secret of a person is told: not in a log, not in a report."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from govpage_lint.findings import Finding, Fix, PageResult
from govpage_lint.records import replace

if TYPE_CHECKING:
    from logging import LogRecord

# What is shorter stands in every page by chance.
_SHORTEST = 4
_DOT = "•"


class Mask:
    """Puts dots for secrets, as many as they have letters, so that columns stay right."""

    def __init__(self, secrets: Iterable[str]) -> None:
        found = {form for secret in secrets if len(secret) >= _SHORTEST for form in _forms(secret)}
        # The longest first: one may hold another.
        self._secrets = sorted(found, key=lambda form: (-len(form), form))

    def text(self, text: str) -> str:
        """A text without secrets."""
        for secret in self._secrets:
            if secret in text:
                text = text.replace(secret, _DOT * len(secret))
        return text

    def result(self, page: PageResult) -> PageResult:
        """A page's result without secrets."""
        if not self._secrets:
            return page
        return replace(
            page,
            target=self.text(page.target),
            url=None if page.url is None else self.text(page.url),
            error=None if page.error is None else self.text(page.error),
            findings=tuple(map(self._finding, page.findings)),
            suppressed=tuple(
                replace(one, finding=self._finding(one.finding)) for one in page.suppressed
            ),
            notes=tuple(map(self.text, page.notes)),
        )

    def _finding(self, finding: Finding) -> Finding:
        excerpt = finding.excerpt
        return replace(
            finding,
            message=self.text(finding.message),
            snippet=self.text(finding.snippet),
            selector=self.text(finding.selector),
            how=self.text(finding.how),
            fix=None if finding.fix is None else self._fix(finding.fix),
            excerpt=None if excerpt is None else replace(excerpt, text=self.text(excerpt.text)),
        )

    def _fix(self, fix: Fix) -> Fix:
        edits = tuple(replace(edit, text=self.text(edit.text)) for edit in fix.edits)
        return replace(fix, title=self.text(fix.title), edits=edits)

    def filter(self, record: LogRecord) -> bool:
        """Take secrets out of a log's line; a filter of logging."""
        told = record.getMessage()
        masked = self.text(told)
        if masked != told:
            record.msg, record.args = masked, ()
        if self._secrets and record.exc_info:
            import logging

            # A trace may quote what was sent.
            record.exc_text = self.text(logging.Formatter().formatException(record.exc_info))
        return True


def _forms(secret: str) -> set[str]:
    """The ways in which a secret may be written in addresses, markup and headers."""
    # Few runs have a secret.
    from base64 import b64encode
    from html import escape
    from urllib.parse import quote, quote_plus

    encoded = b64encode(secret.encode()).decode()
    forms = {secret, quote(secret, safe=""), quote_plus(secret), quote(secret), encoded}
    return forms | {escape(secret), escape(secret, quote=False)}
