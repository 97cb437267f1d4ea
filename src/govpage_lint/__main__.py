"""Runs the command as ``python -m govpage_lint``."""

import sys

from govpage_lint.cli import main

sys.exit(main())
