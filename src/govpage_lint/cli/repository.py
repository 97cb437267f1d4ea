"""Decides where the repository begins that a run is part of: reports name files from there."""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from govpage_lint.cli import UsageError
from govpage_lint.config import Config
from govpage_lint.reports.view import ANCHOR, View


def repository_root(folder: Path) -> Path:
    """The nearest folder at or above with ``.git``, else the workspace of a build, else itself."""
    for place in (folder, *folder.parents):
        if (place / ".git").exists():
            return place
    named = os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR")
    workspace = Path(named).absolute() if named else folder
    return workspace if folder.is_relative_to(workspace) else folder


def source_map_of(given: argparse.Namespace) -> tuple[tuple[str, str], ...]:
    """The pairs of ``--source-map ADDRESS=FOLDER``. Raises UsageError."""
    pairs = []
    for text in given.source_map or ():
        # An address may hold an equals sign; a folder of pages hardly does.
        address, _, folder = text.rpartition("=")
        if not address.startswith(("http://", "https://")) or not folder:
            raise UsageError(
                f"--source-map {text}: write ADDRESS=FOLDER, as in https://www.example.go.kr/=public/"
            )
        if Path(folder).is_absolute() or ".." in Path(folder).parts:
            raise UsageError(
                f"--source-map {text}: {folder} is not within the repository; name it from its root"
            )
        pairs.append((address, folder))
    return tuple(pairs)


def configured_source_map(config: Config, root: Path) -> tuple[tuple[str, str], ...]:
    """The pairs of the table ``source-map``, their folders from the root. Raises UsageError."""
    pairs = []
    for address, place in config.source_map.items():
        setting = config.merged.settings[("source-map", address)]
        # Not resolve: a link is named as the repository has it.
        folder = Path(os.path.abspath(place))  # noqa: PTH100
        if not address.startswith(("http://", "https://")):
            raise UsageError(f"{setting.origin}: the name is no beginning of an address")
        if not folder.is_relative_to(root):
            raise UsageError(
                f"{setting.origin}: {setting.value} is not within the repository {root}"
            )
        pairs.append((address, folder.relative_to(root).as_posix()))
    return tuple(pairs)


def view_of(config: Config, given: argparse.Namespace, file: Path | None) -> View:
    """How reports are shown. What has no file of its own is told at the configuration's,
    which is ``file``.

    Raises UsageError for a source map that leads out of the repository.
    """
    folder = Path.cwd()
    root = repository_root(folder)
    anchor = ANCHOR
    if file is not None and file.is_relative_to(root):
        anchor = file.relative_to(root).as_posix()
    return View(
        fail_on=config.fail_on,
        statistics=given.statistics,
        root=root,
        folder=folder,
        source_map=(*source_map_of(given), *configured_source_map(config, root)),
        anchor=anchor,
        pictures=_pictures(given, folder),
    )


def _pictures(given: argparse.Namespace, folder: Path) -> tuple[Path, ...]:
    """The folders that pictures of faults may be read from: where they were written, or, of saved
    reports, where those lie, and the folder that the command runs in."""
    written = getattr(given, "screenshot", None)
    saved = [Path(name).absolute().parent for name in getattr(given, "files", ()) if name != "-"]
    near = [written.absolute()] if written is not None else saved
    return tuple(dict.fromkeys((folder, *near)))
