"""Reports are made and tried by the command too."""

from tests.cli.conftest import govpage

__all__ = ["govpage"]
