"""Holds for all tests: no results of other runs are used, and no time is too long for an example."""

import os

from hypothesis import settings

os.environ.setdefault("GOVPAGE_LINT_NO_CACHE", "1")
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")
