"""Runs the command as ``python -m govpage_lint``."""

from govpage_lint.cli import command

command()
