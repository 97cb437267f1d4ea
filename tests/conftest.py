"""Holds for all tests: results of other runs are not used, unless a test is about that."""

import os

os.environ.setdefault("GOVPAGE_LINT_NO_CACHE", "1")
