"""What a test needs of the machine, and what is said where it is missing."""

import os
from typing import cast

import pytest

from govpage_lint.browser.choice import find_browser
from govpage_lint.browser.errors import BrowserUnavailable


def _missing_browser() -> str | None:
    try:
        find_browser(None)
    except BrowserUnavailable as error:
        return str(error)
    return None


_MISSING = _missing_browser()
_REQUIRED = os.environ.get("GOVPAGE_LINT_REQUIRE_BROWSER") == "1"


def needs_browser[F](test: F) -> F:
    """Mark a test that opens a real browser; where there is none it is skipped, or fails in CI."""
    skip = pytest.mark.skipif(_MISSING is not None and not _REQUIRED, reason=str(_MISSING))
    return cast(F, pytest.mark.browser(skip(test)))
