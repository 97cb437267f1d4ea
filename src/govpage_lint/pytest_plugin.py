"""Decides what pytest gets when this package is installed: the fixture ``assert_page``.

pytest imports this module at every start, so that it imports nothing itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from govpage_lint.findings import Report


@pytest.fixture(scope="session")
def assert_page() -> Callable[..., Report]:
    """A function that fails a test where a page has faults: see ``govpage_lint.testing.assert_page``."""
    from govpage_lint.testing import assert_page

    return assert_page
