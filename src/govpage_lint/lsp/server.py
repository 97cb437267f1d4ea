"""Decides when a page in an editor is checked, and answers what the editor asks about it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Final, cast

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from govpage_lint import __version__
from govpage_lint.findings import Finding, Report
from govpage_lint.logs import log
from govpage_lint.lsp.actions import FIX_ALL, actions
from govpage_lint.lsp.buffers import RunFor, check_buffer
from govpage_lint.lsp.diagnostics import diagnostics, hover
from govpage_lint.lsp.places import Places, Units
from govpage_lint.records import dataclass

# A person who types is waited for so long, in seconds.
_PAUSE: Final = 0.25


@dataclass(frozen=True, slots=True)
class _Checked:
    """What was found in a version of a text."""

    version: int | None
    report: Report
    places: Places

    @property
    def findings(self) -> tuple[Finding, ...]:
        return self.report.pages[0].findings


class Editor:
    """One editor, with the pages that are open in it. Pages are checked one after another."""

    def __init__(self, run_for: RunFor, server: LanguageServer) -> None:
        self._run_for = run_for
        self._server = server
        self._worker = ThreadPoolExecutor(1, "check")
        self._due: dict[str, asyncio.Task[None]] = {}
        self._checked: dict[str, _Checked] = {}
        self._complaints: set[str] = set()

    def check(self, uri: str, *, pause: float = 0.0) -> None:
        """Check a page, or check it anew, when nothing has changed for ``pause`` seconds."""
        self._stop(uri)
        self._due[uri] = asyncio.get_running_loop().create_task(self._check(uri, pause))

    def recheck(self) -> None:
        """Check all pages that are open: what they depend on has changed."""
        for uri in list(self._checked):
            self.check(uri)

    def forget(self, uri: str) -> None:
        """The page was closed."""
        self._stop(uri)
        self._checked.pop(uri, None)
        self._publish(uri, None, [])

    def hover(self, uri: str, position: types.Position) -> types.Hover | None:
        """What is to be said about a place."""
        checked = self._checked.get(uri)
        found = list(self._at(uri, types.Range(position, position)))
        if checked is None or not found:
            return None
        text = hover(found, checked.report)
        return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, text))

    def actions(self, params: types.CodeActionParams) -> list[types.CodeAction]:
        """What can be done about a place; nothing while the text is newer than what is known."""
        uri = params.text_document.uri
        checked = self._checked.get(uri)
        document = self._server.workspace.get_text_document(uri)
        if checked is None or checked.version != document.version:
            return []
        return actions(
            uri,
            checked.findings,
            list(self._at(uri, params.range)),
            checked.places,
            checked.report.language,
            params.context.only,
        )

    def close(self) -> None:
        """The editor has gone."""
        for task in self._due.values():
            task.cancel()
        self._worker.shutdown(wait=False, cancel_futures=True)

    # ----------------------------------------------------------------------------------------------

    async def _check(self, uri: str, pause: float) -> None:
        await asyncio.sleep(pause)
        document = self._server.workspace.get_text_document(uri)
        text, version = document.source, document.version
        path = Path(to_fs_path(uri) or "untitled.html")
        try:
            report = await asyncio.get_running_loop().run_in_executor(
                self._worker, self._report, path, text
            )
        except Exception as error:
            # A broken configuration, most often: the pages are told nothing until it is mended.
            log.debug("while checking %s", path, exc_info=True)
            self._complain(" ".join(str(error).split())[:300])
            return
        self._complaints.clear()
        checked = _Checked(version, report, Places(text, self._units))
        self._checked[uri] = checked
        self._publish(uri, version, diagnostics(report.pages[0], checked.places))

    def _report(self, path: Path, text: str) -> Report:
        return check_buffer(self._run_for(path), path, text)

    def _at(self, uri: str, place: types.Range) -> Iterable[Finding]:
        checked = self._checked.get(uri)
        if checked is None:
            return
        for finding in checked.findings:
            if finding.location is None:
                continue
            span = checked.places.range_of(finding.location)
            if _key(span.start) <= _key(place.end) and _key(place.start) <= _key(span.end):
                yield finding

    def _publish(self, uri: str, version: int | None, marks: list[types.Diagnostic]) -> None:
        self._server.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri, marks, version)
        )

    def _complain(self, message: str) -> None:
        """Say it once, and not at every key that is pressed."""
        if message not in self._complaints:
            self._complaints.add(message)
            self._server.window_show_message(
                types.ShowMessageParams(types.MessageType.Error, f"govpage-lint: {message}")
            )

    def _stop(self, uri: str) -> None:
        task = self._due.pop(uri, None)
        if task is not None:
            task.cancel()

    @property
    def _units(self) -> Units:
        agreed = self._server.workspace.position_encoding
        return cast(Units, str(getattr(agreed, "value", agreed) or "utf-16"))


def make_server(run_for: RunFor) -> tuple[LanguageServer, Editor]:
    """A server that checks pages by the runs that ``run_for`` makes, and its editor."""
    server = LanguageServer("govpage-lint", __version__)
    editor = Editor(run_for, server)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def opened(params: types.DidOpenTextDocumentParams) -> None:
        editor.check(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def changed(params: types.DidChangeTextDocumentParams) -> None:
        editor.check(params.text_document.uri, pause=_PAUSE)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def saved(params: types.DidSaveTextDocumentParams) -> None:
        # Other pages may lean on this one, or on the sheet that was saved.
        editor.recheck()

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def closed(params: types.DidCloseTextDocumentParams) -> None:
        editor.forget(params.text_document.uri)

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    async def files_changed(params: types.DidChangeWatchedFilesParams) -> None:
        editor.recheck()

    @server.feature(types.WORKSPACE_DID_CHANGE_CONFIGURATION)
    async def settings_changed(params: types.DidChangeConfigurationParams) -> None:
        editor.recheck()

    @server.feature(types.TEXT_DOCUMENT_HOVER)
    async def hovered(params: types.HoverParams) -> types.Hover | None:
        return editor.hover(params.text_document.uri, params.position)

    @server.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix, FIX_ALL]),
    )
    async def asked_for_actions(params: types.CodeActionParams) -> list[types.CodeAction]:
        return editor.actions(params)

    return server, editor


def _key(position: types.Position) -> tuple[int, int]:
    return position.line, position.character
