"""Holds for all tests: no results of other runs are used, no time is too long for an example, and what a
command leaves in the environment of its process is not there for the next."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from govpage_lint.document.parsers import PARSER_VARIABLE

os.environ.setdefault("GOVPAGE_LINT_NO_CACHE", "1")
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")


@pytest.fixture(autouse=True)
def _choice_of_parser() -> Iterator[None]:
    before = os.environ.get(PARSER_VARIABLE)
    yield
    if before is None:
        os.environ.pop(PARSER_VARIABLE, None)
    else:
        os.environ[PARSER_VARIABLE] = before
