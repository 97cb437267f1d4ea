"""Decides what people have configured: files, variables and flags, in layers that remember where each value is from.

``reading`` finds and reads files, ``shape`` holds them against ``rules/schema/config.schema.json``,
``layers`` lays them over each other, ``values`` has what comes of it: a frozen ``Config``.
``places`` says which files and addresses a pattern means. Nothing here knows of rules or pages:
what the names in ``select`` mean is for ``rulebook.naming``, what holds for a page for ``cli.choosing``.
"""

from govpage_lint.config.errors import ConfigError
from govpage_lint.config.values import Config, Selection, Suppression

__all__ = ["Config", "ConfigError", "Selection", "Suppression"]
