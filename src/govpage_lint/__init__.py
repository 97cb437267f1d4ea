"""The version of govpage-lint; nothing is imported here, so that `--version` costs next to nothing."""

__version__ = "0.1.0"
