"""Decides what of a site and its pages the configuration says where no flag does.

The options of sites, visitors and views read the words of the command; a file or a variable speaks
for those that are not there.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, Final

from govpage_lint.config import Config
from govpage_lint.config.layers import Setting

# One value; several, of which the last layer decides all; yes or no; paths, from where they are
# written.
PLAIN: Final = (
    "ready",
    "retries",
    "concurrency",
    "max-pages",
    "max-depth",
    "max-alike",
    "crawl-scope",
    "user-agent",
    "auth-env",
    "sitemap-find",
    "sitemap-replace",
)
REPEATED: Final = (
    "viewport",
    "hide",
    "include-elements",
    "exclude-elements",
    "base-url",
    "sitemap",
    "sitemap-exclude",
    "crawl-include",
    "crawl-exclude",
    "header",
    "cookie",
    "send-to",
)
TRUTHS: Final = ("crawl", "ignore-robots", "screenshot-pages")
PATHS: Final = ("actions", "screenshot")


def fill_in(given: argparse.Namespace, config: Config) -> None:
    """Put what is configured into the words of a command, where they are silent."""
    for key in (*PLAIN, *REPEATED, *TRUTHS, *PATHS):
        name = key.replace("-", "_")
        setting = config.merged.settings.get((key,))
        if setting is not None and getattr(given, name, None) is None:
            setattr(given, name, _value(key, setting))


def _value(key: str, setting: Setting) -> Any:
    folder = setting.layer.folder
    if key in PATHS:
        return folder / str(setting.value)
    if key == "sitemap":
        return [text if "://" in text else str(folder / Path(text)) for text in setting.value]
    return setting.value
