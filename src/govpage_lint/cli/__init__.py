"""The command ``govpage-lint``: decides which sub-command runs, and the exit code.

0 nothing at or above ``--fail-on``; 1 findings; 2 the command, the configuration or the tool is at
fault; 3 some target could not be checked, which wins over 1.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from typing import Final, NoReturn

EXIT_CLEAN: Final = 0
EXIT_FINDINGS: Final = 1
EXIT_FAULT: Final = 2
EXIT_UNCHECKED: Final = 3


class UsageError(Exception):
    """The person asked for something that makes no sense: one line, and exit code 2."""


def command() -> NoReturn:
    """The program: run the command with the words of the process, and end it."""
    code = main()
    # Python would look through all that was ever made before it ends, which takes a tenth of the time
    # that a small page takes.
    gc.freeze()
    sys.exit(code)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command and return its exit code."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    if words in (["--version"], ["-V"]):
        # Before anything is imported: scripts ask this often.
        from govpage_lint import __version__

        print(f"govpage-lint {__version__}")
        return EXIT_CLEAN
    # Nothing of what is imported and read now becomes garbage; to look for it takes a tenth of the
    # time that a small page takes.
    gc.disable()
    try:
        from govpage_lint.cli.command import run
        from govpage_lint.regexes import keep_regexes

        _collect_seldom()
        try:
            return run(words)
        finally:
            keep_regexes()
    except UsageError as error:
        complain(str(error))
        return EXIT_FAULT
    except BrokenPipeError:
        # The reader of our report has gone away; Python would complain again at exit.
        sys.stderr.close()
        return EXIT_FAULT
    except KeyboardInterrupt:
        complain("interrupted")
        return 130
    except Exception as error:
        # A crash must not look like findings, which is what Python's own exit code 1 means here.
        if "--debug" in words:
            _trace()
        detail = " ".join(f"{type(error).__name__}: {error}".split())
        complain(f"{detail[:300]} (--debug shows where)")
        return EXIT_FAULT


def _collect_seldom() -> None:
    """Look for garbage again, but not among what is there now, and not at every turn.

    A page's tree is one large circle of references, and is let go of as a whole.
    """
    gc.freeze()
    gc.set_threshold(400_000, 20, 20)
    gc.enable()


def _trace() -> None:
    import traceback

    traceback.print_exc()


def complain(message: str) -> None:
    """Say what is wrong, in one line on standard error."""
    from govpage_lint.reports.escape import visible

    print(f"govpage-lint: {visible(message)}", file=sys.stderr)
