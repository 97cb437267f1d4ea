"""One browser for all tests of a worker, and a site to put pages on."""

import os
from collections.abc import Callable, Iterator

import pytest

from govpage_lint.browser.choice import BrowserChoice, find_browser
from govpage_lint.browser.errors import BrowserUnavailable
from govpage_lint.browser.flags import SessionOptions
from govpage_lint.browser.session import BrowserSession
from tests.browser.site import Site, running_site

# No test reaches a host outside: it fails at once instead.
LOOPBACK_ONLY = "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"

type OpenSession = Callable[[SessionOptions], BrowserSession]


def options(**given: object) -> SessionOptions:
    """Session options for a test."""
    return SessionOptions(host_resolver_rules=LOOPBACK_ONLY, **given)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def choice() -> BrowserChoice:
    """The browser of this machine, or the one that GOVPAGE_LINT_TEST_BROWSER names.

    Without one a test is skipped, or fails where GOVPAGE_LINT_REQUIRE_BROWSER is 1.
    """
    try:
        return find_browser(os.environ.get("GOVPAGE_LINT_TEST_BROWSER"))
    except BrowserUnavailable as error:
        if os.environ.get("GOVPAGE_LINT_REQUIRE_BROWSER") == "1":
            pytest.fail(f"{error} {error.hint}")
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def session(choice: BrowserChoice) -> Iterator[BrowserSession]:
    """A running browser, shared by all tests that leave it running."""
    with BrowserSession(choice, options()) as running:
        yield running


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    with running_site() as running:
        yield running


@pytest.fixture(scope="module")
def other_site() -> Iterator[Site]:
    """A second origin."""
    with running_site() as running:
        yield running
