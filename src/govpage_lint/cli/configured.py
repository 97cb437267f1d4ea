"""Decides what of a site and its pages the configuration says where no flag does.

The options of sites, visitors and views read the words of the command; a file or a variable speaks
for those that are not there.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from govpage_lint.cli import UsageError
from govpage_lint.cli.views import view_of
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
    given.origins = {}
    for key in (*PLAIN, *REPEATED, *TRUTHS, *PATHS):
        name = key.replace("-", "_")
        setting = config.merged.settings.get((key,))
        if setting is not None and getattr(given, name, None) is None:
            setattr(given, name, _value(key, setting))
            given.origins[f"--{key}"] = setting.origin


# What of these is for nothing in some runs, as those of hooks, which check files without a browser.
_BROWSER: Final = ("viewport", "ready", "screenshot", "screenshot-pages", "actions")
_SITES: Final = ("header", "cookie", "auth-env", "actions")
_SITEMAP: Final = ("sitemap-find", "sitemap-replace", "sitemap-exclude")
_CRAWL: Final = ("max-depth", "max-alike", "crawl-scope", "crawl-include", "crawl-exclude")


def set_aside(given: argparse.Namespace, config: Config, *, addresses: bool) -> None:
    """Take out of the words what is configured and has nothing to do in this run.

    ``addresses`` says that some are among the targets. A flag is never taken out: who gives one that
    does nothing is told. Raises ConfigError and UsageError for what is wrong all the same.
    """
    browser = given.browser or config.browser
    idle: list[str] = []
    if browser == "never" or (browser != "always" and not addresses):
        # What is wrong with a window is told all the same.
        view_of(argparse.Namespace(**{**vars(given), "browser": None}))
        idle += _BROWSER
    if not addresses:
        idle += _SITES
    if not given.sitemap:
        idle += _SITEMAP
    if not given.crawl:
        idle += (*_CRAWL, "ignore-robots")
    if given.actions is not None and not given.actions.is_file() and "--actions" in given.origins:
        raise config.error("actions", f"{given.actions}: cannot be read: no such file")
    for key in idle:
        if given.origins.pop(f"--{key}", None) is not None:
            setattr(given, key.replace("-", "_"), None)


@contextmanager
def naming_origins(given: argparse.Namespace) -> Iterator[None]:
    """Say of a wrong value where it is written, if not in a flag. Raises UsageError."""
    try:
        yield
    except UsageError as error:
        message = str(error)
        words = message.replace(",", " ").replace(":", " ").split()
        flag = next((word for word in words if word in given.origins), None)
        if flag is None:
            raise
        reason = message.removeprefix(f"{flag}: ")
        raise UsageError(f"{given.origins[flag]}: {reason}") from error


def _value(key: str, setting: Setting) -> Any:
    folder = setting.layer.folder
    if key in PATHS:
        return folder / str(setting.value)
    if key == "sitemap":
        return [text if "://" in text else str(folder / Path(text)) for text in setting.value]
    return setting.value
