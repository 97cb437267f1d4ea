"""Decides whether a rule does what its own examples say.

Examples of rules that look at the source are parsed; those of rules that need a browser are served
to one.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Self
from urllib.parse import urlsplit

from govpage_lint.checks.page import Page
from govpage_lint.checks.verdict import Verdict
from govpage_lint.document.parse import parse
from govpage_lint.document.tree import Document
from govpage_lint.engine.check import Inspector
from govpage_lint.engine.dispatch import Dispatcher, Judgement
from govpage_lint.engine.fixing.rounds import Examined, mend
from govpage_lint.engine.neighbours import Written, written_bytes
from govpage_lint.engine.observe import rendered_pages, source_page
from govpage_lint.engine.probes.probing import Live, probe_page
from govpage_lint.engine.reading import ReadingService, find_reader, knows
from govpage_lint.engine.rendered import rendered_documents
from govpage_lint.engine.suppressing.directives import RULES as SUPPRESSION_RULES
from govpage_lint.engine.suppressing.inline import apply_comments
from govpage_lint.engine.suppressing.names import RuleNames
from govpage_lint.engine.suppressing.stage import has_looked, verdict_of
from govpage_lint.engine.wording import Wording, fill, message_values, target_span
from govpage_lint.findings import LANGUAGES
from govpage_lint.records import dataclass
from govpage_lint.regexes import regex
from govpage_lint.rulebook.book import DEFAULT_PROFILE, Rulebook
from govpage_lint.rulebook.loading import load_examples
from govpage_lint.rulebook.model import Example, Rule
from govpage_lint.rulebook.profiles import Profile
from govpage_lint.rulebook.standards import build_standards

if TYPE_CHECKING:
    from types import TracebackType

    from govpage_lint.browser.page import Page as Tab
    from govpage_lint.browser.serving import Server
    from govpage_lint.browser.session import BrowserSession
    from govpage_lint.browser.snapshot import Snapshot

# Examples are small, and still at once.
_QUIET_SECONDS = 0.05
# The language that the pictures of an example are in, as its page tells.
_LANGUAGE = regex(r'<html lang="([a-z]+)')
_HOSTS = "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"


@dataclass(frozen=True, slots=True)
class ExampleFailure:
    """An example that came out otherwise: ``number`` counts from 1, ``problem`` is one line."""

    rule: Rule
    number: int
    example: Example
    problem: str


class ExampleBrowser:
    """A browser for examples, which starts when it is first needed. A context manager."""

    def __init__(self) -> None:
        self._resources = ExitStack()
        self._session: BrowserSession | None = None
        self._server: Server | None = None
        self._reading = ReadingService("always")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._resources.close()
        self._reading.close()
        self._session = self._server = None

    def judge(self, rule: Rule, source: Page, example: Example) -> list[Verdict]:
        """The verdicts of a rule on the example as a browser renders it.

        Raises BrowserUnavailable where there is none.
        """
        from govpage_lint.browser.loading import LoadLimits
        from govpage_lint.browser.observe import ObserveOptions, observe

        session, server = self._started()
        server.clear()
        for name, text in example.files.items():
            server.put(name, written_bytes(text))
        address = server.put(_place(example), example.html.encode())
        look = _Look(rule, source, self._reading)
        limits = LoadLimits(quiet=_QUIET_SECONDS)
        observe(session, address, ObserveOptions(limits=limits, axe=None), look)
        return look.verdicts

    def _started(self) -> tuple[BrowserSession, Server]:
        if self._session is None or self._server is None:
            from govpage_lint.browser.choice import find_browser
            from govpage_lint.browser.flags import SessionOptions
            from govpage_lint.browser.serving import serve
            from govpage_lint.browser.session import BrowserSession

            options = SessionOptions(host_resolver_rules=_HOSTS)
            session = BrowserSession(find_browser(None), options)
            self._session = self._resources.enter_context(session)
            folder = tempfile.TemporaryDirectory(prefix="govpage-lint-examples-")
            root = Path(self._resources.enter_context(folder))
            self._server = self._resources.enter_context(serve(root))
        return self._session, self._server


class _Look:
    """One rule, asked of a page while it stands in the tab."""

    def __init__(self, rule: Rule, source: Page, reading: ReadingService) -> None:
        self.verdicts: list[Verdict] = []
        self._rule = rule
        self._source = source
        self._reading = reading
        self._live: Live | None = None

    def snapshot_taken(self, snapshot: Snapshot) -> None:
        document = self._source.document
        documents = rendered_documents(snapshot, document, fragment=document.fragment)
        pages = rendered_pages(documents, profile=self._source.profile, source=self._source)
        self._live = Live(documents, pages, [()] * len(pages), self._reading)
        self.verdicts = _verdicts(self._rule, pages)

    def page_settled(self, page: Tab) -> None:
        if self._rule.probe is not None and self._live is not None:
            probed = probe_page(self._rule.probe, page, self._live)
            self.verdicts = _verdicts(self._rule, [one.page for one in probed])


def needs_browser(rule: Rule) -> bool:
    """Whether a rule's examples can be judged in a browser only."""
    return "source" not in rule.observers


def is_readable(example: Example) -> bool:
    """Whether this machine can read the pictures of an example, where they have to be read."""
    if not example.reader:
        return True
    reader = find_reader()
    if reader is None:
        return False
    return all(knows(reader, language) for language in _LANGUAGE.findall(example.html))


def run_examples(rule: Rule, browser: ExampleBrowser) -> Iterator[ExampleFailure]:
    """The examples of a rule that found something else than they say they do.

    Those with pictures to be read are passed over where nothing can read them (`is_readable`).

    Raises BrowserUnavailable where a browser is needed and there is none.
    """
    for number, example in enumerate(load_examples(rule), 1):
        if not is_readable(example):
            continue
        for problem in _problems(rule, example, browser):
            yield ExampleFailure(rule, number, example, problem)


def _problems(rule: Rule, example: Example, browser: ExampleBrowser) -> Iterator[str]:
    document = parse(example.html.encode(), url=example.url)
    page = _source_page(example, document)
    judge = browser.judge if needs_browser(rule) else _on_source
    if rule.id in SUPPRESSION_RULES:
        judge = _on_suppressions
    verdicts = judge(rule, page, example)
    for outcome, key, wanted in (
        ("failed", "finds", example.finds),
        ("cantTell", "review", example.review),
    ):
        found = _sources(document, [verdict for verdict in verdicts if verdict.outcome == outcome])
        if found != list(wanted):
            yield f"{key} {list(wanted)!r}, but the rule found {found!r}"
    for verdict in verdicts:
        if verdict.outcome != "passed":
            yield from _wording_problems(rule, verdict)
    if example.fixed is not None:
        yield from _fix_problems(rule, example, example.fixed)


def _fix_problems(rule: Rule, example: Example, wanted: str) -> Iterator[str]:
    """What is wrong with an example after its rule has mended it."""
    if not rule.fixes:
        yield "it says what it looks like when it is fixed, but the rule has no fix"
        return
    profile = Profile("example", {"en": ""}, (), levels={rule.id: rule.level})
    inspector = Inspector([rule], profile, build_standards(()), "en")

    def examine(data: bytes) -> Examined:
        document = parse(data, url=example.url)
        page = _source_page(example, document)
        if rule.id in SUPPRESSION_RULES:
            wording = Wording(page, "en", "source")
            judged = (Judgement(rule, one) for one in _on_suppressions(rule, page, example))
            told = [wording.finding(one, rule.level, "certain", ()) for one in judged]
        else:
            told = [one.finding for one in inspector.inspect(page).placed]
        return Examined(data, document, tuple(told))

    mending = mend(examine(example.html.encode()), examine, unsafe=True)
    found = mending.after.data.decode()
    if found != wanted:
        yield f"fixed {wanted!r}, but the rule made it {found!r}"
    left = [one.snippet for one in mending.after.findings if one.fixable]
    if left:
        yield f"fixed {wanted!r}, but there the rule still finds {left!r}, and could mend it"


def _source_page(example: Example, document: Document) -> Page:
    site = Written(example.files)
    place = _place(example)
    return source_page(
        document,
        profile=example.profile or DEFAULT_PROFILE,
        load_sheet=site.sheets(place),
        site=site,
        place=place,
    )


def _place(example: Example) -> str:
    """Where an example lies among its files."""
    return urlsplit(example.url or "").path.lstrip("/") or "page.html"


def _on_source(rule: Rule, page: Page, example: Example) -> list[Verdict]:
    return _verdicts(rule, [page])


def _on_suppressions(rule: Rule, page: Page, example: Example) -> list[Verdict]:
    """What is told of the suppressions in an example when all built-in rules have looked at it."""
    book, inspector = _all_rules(page.profile)
    rules = {one.id: one for one in book.rules.values()}
    looked = has_looked(rules.values(), inspector.profile, (page,), False, ())
    placed = inspector.inspect(page).placed
    faults = apply_comments(page.document, placed, RuleNames(book), date.today(), looked).faults
    return [verdict_of(page.document, fault) for fault in faults if fault.rule == rule.id]


@lru_cache(maxsize=4)
def _all_rules(profile: str) -> tuple[Rulebook, Inspector]:
    book = Rulebook()
    return book, Inspector(book.rules.values(), book.profiles[profile], book.standards, "en")


def _verdicts(rule: Rule, pages: Sequence[Page]) -> list[Verdict]:
    dispatcher = Dispatcher([rule])
    return [judgement.verdict for page in pages for judgement in dispatcher.run(page, rule.probe)]


def _sources(document: Document, verdicts: list[Verdict]) -> list[str]:
    """The source text of each verdict's place, in source order; a place is named once."""
    spans = sorted({target_span(document, verdict.target) or (0, 0) for verdict in verdicts})
    return [document.source.slice(span) for span in spans]


def _wording_problems(rule: Rule, verdict: Verdict) -> Iterator[str]:
    if verdict.case is not None and verdict.case not in rule.cases:
        yield f"the check speaks of case {verdict.case!r}, which the rule does not have"
        return
    values = message_values(verdict.target, verdict.values)
    for language in LANGUAGES:
        text = fill(rule.message_of(verdict.case, language), values)
        if "{" in fill(rule.message_of(verdict.case, language), dict.fromkeys(values, "")):
            yield f"the message ({language}) has a placeholder that nobody fills: {text}"
