"""Where the built-in rules lie: inside the installed package, or at the root of the source tree."""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
# A folder is taken for the built-in rules only if it holds this: a stray `rules` beside some
# `src`, or an empty one left by a broken install, would give a run that checks nothing and passes.
_MARK = Path("schema", "rule.schema.json")


class RulesFolderMissingError(FileNotFoundError):
    """The built-in rules are in neither place: the installation is broken, not the page."""


def rules_folder() -> Path:
    """Return the absolute path of the folder with the built-in rules, standards and profiles.

    An installed package carries them as ``govpage_lint/rules``; an editable install and a run
    from the source tree read ``rules`` at the root of the tree, two levels above the package.

    Raises RulesFolderMissingError, whose text says where it looked, when both are missing.
    """
    places = (_PACKAGE / "rules", _PACKAGE.parent.parent / "rules")
    for place in places:
        if (place / _MARK).is_file():
            return place
    looked = " or ".join(f"'{place}'" for place in places)
    raise RulesFolderMissingError(
        f"The built-in rules are not in {looked}: reinstall govpage-lint."
    )
