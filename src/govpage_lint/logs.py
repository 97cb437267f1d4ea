"""Decides where the log goes. ``logging`` is imported when there is something to say.

It is ``logging``'s logger "govpage_lint", so that programs around this one can do with it what they like.
Most runs have nothing to say, and ``logging`` takes a tenth of the time that they have for imports.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from logging import Logger, LogRecord

type Filter = Callable[["LogRecord"], bool]

_NAME: Final = "govpage_lint"


class Log:
    """The logger, known from its first use on. Messages and arguments are those of ``logging``."""

    def __init__(self) -> None:
        # What is still to be done with the logger.
        self._settings: list[Callable[[Logger], None]] = []

    def debug(self, message: str, *values: object, exc_info: bool = False) -> None:
        self._logger().debug(message, *values, exc_info=exc_info)

    def info(self, message: str, *values: object) -> None:
        self._logger().info(message, *values)

    def warning(self, message: str, *values: object) -> None:
        self._logger().warning(message, *values)

    def error(self, message: str, *values: object) -> None:
        self._logger().error(message, *values)

    def show(self, *, quiet: bool, debug: bool) -> None:
        """Show the log on standard error: what goes wrong, and what happens where that is asked for."""
        stream = sys.stderr

        def shown(logger: Logger) -> None:
            import logging

            handler = logging.StreamHandler(stream)
            handler.setFormatter(logging.Formatter("govpage-lint: %(message)s"))
            logger.handlers[:] = [handler]
            logger.propagate = False
            logger.setLevel(logging.DEBUG if debug else logging.ERROR if quiet else logging.INFO)

        self._settings = [shown]

    def sift(self, by: Filter) -> None:
        """Let a filter of ``logging`` see all that is shown from now on."""

        def sifted(logger: Logger) -> None:
            for handler in logger.handlers:
                handler.addFilter(by)

        self._settings.append(sifted)

    def _logger(self) -> Logger:
        import logging

        logger = logging.getLogger(_NAME)
        settings, self._settings = self._settings, []
        for setting in settings:
            setting(logger)
        return logger


log: Final = Log()
