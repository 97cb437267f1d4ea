"""Decides what a finding, a page's result and a report are: the values that everything else passes on.

Positions are lines and columns counted from 1 in code points, ends exclusive. The words of
outcomes are those of the W3C ACT rules format; those of impact are axe-core's.
"""

from collections.abc import Iterable, Mapping
from typing import Final, Literal

from govpage_lint.records import dataclass, field

type Level = Literal["error", "warning", "info"]
type Certainty = Literal["certain", "likely", "review"]
type Impact = Literal["minor", "moderate", "serious", "critical"]
type Outcome = Literal["passed", "failed", "cantTell", "inapplicable"]
type Observer = Literal["source", "rendered", "axe", "probe"]
type Language = Literal["en", "ko"]
# The level from which a build fails.
type FailOn = Literal["error", "warning", "info", "never"]
# What a result is about.
type PageKind = Literal["page", "configuration"]
type SuppressedBy = Literal["inline", "config", "baseline"]

PAGE_KINDS: Final[tuple[PageKind, ...]] = ("page", "configuration")
LEVELS: Final[tuple[Level, ...]] = ("info", "warning", "error")
OBSERVERS: Final[tuple[Observer, ...]] = ("source", "rendered", "axe", "probe")
LANGUAGES: Final[tuple[Language, ...]] = ("en", "ko")


def in_order(observers: Iterable[Observer]) -> tuple[Observer, ...]:
    """Each observer once, in the order that reports have."""
    found = frozenset(observers)
    return tuple(name for name in OBSERVERS if name in found)


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A range in a page's source."""

    line: int
    column: int
    end_line: int
    end_column: int


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The source line that a finding starts on, cut to a readable length.

    ``start`` and ``end`` are 0-based offsets of the fault within ``text``.
    """

    line: int
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Edit:
    """A part of a page's source and the text to put in its place.

    ``start`` and ``end`` are offsets as ``document.source`` counts them: code points, with every
    line ending as one. ``text`` has LF for a line ending, whatever the file has. ``location`` is
    the same place by lines and columns, for reports.
    """

    start: int
    end: int
    text: str
    location: Location | None = None


@dataclass(frozen=True, slots=True)
class Fix:
    """A repair of a fault: edits that belong together and do not overlap, in order of place.

    ``title`` says what it does, in the report's language. A ``safe`` one changes nothing that a
    person would want to decide.
    """

    title: str
    safe: bool
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault at one place of one page, whoever saw it.

    ``message`` is in the report's language. ``location`` is None for what is not in the source.
    ``criteria`` are written as ``standard:number``. A ``certainty`` of "review" says that a person
    has to look. ``how`` tells how to mend it, ``fix`` mends it where that is mechanical.
    ``fingerprint`` stays the same when lines move. ``viewports`` names the windows that it was seen in
    where it was not in all of them; ``screenshot`` is the path of its picture.
    """

    rule: str
    level: Level
    certainty: Certainty
    impact: Impact
    message: str
    location: Location | None
    selector: str
    snippet: str
    criteria: tuple[str, ...]
    act: tuple[str, ...]
    observers: tuple[Observer, ...]
    axe: tuple[str, ...]
    fingerprint: str
    how: str = ""
    excerpt: Excerpt | None = None
    fix: Fix | None = None
    viewports: tuple[str, ...] = ()
    screenshot: str | None = None

    @property
    def fixable(self) -> bool:
        """Whether the tool can mend it."""
        return self.fix is not None


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding that people have decided not to be told, who said so, and why.

    ``by`` is "inline" for a comment in the page, "config" for the configuration, "baseline" for a
    fault that was there before. ``reason`` is empty where none is given. ``entry`` says which entry
    of the configuration it was.
    """

    finding: Finding
    by: SuppressedBy
    reason: str = ""
    entry: str = ""


@dataclass(frozen=True, slots=True)
class RuleOutcomes:
    """How many targets of a page passed, failed or could not be told, and who looked."""

    passed: int
    failed: int
    cant_tell: int
    observers: tuple[Observer, ...]

    def plus(self, other: "RuleOutcomes") -> "RuleOutcomes":
        """Both together."""
        return RuleOutcomes(
            self.passed + other.passed,
            self.failed + other.failed,
            self.cant_tell + other.cant_tell,
            in_order((*self.observers, *other.observers)),
        )


@dataclass(frozen=True, slots=True)
class PageResult:
    """What came of one target. ``status`` "error" means that it could not be checked: ``error``.

    ``ran`` are the ids of the rules that looked at it, those that found no target in it too.
    ``findings`` are those in force; the others are in ``suppressed``. ``kind`` "configuration" means that
    it is a file of the configuration and no page.
    """

    target: str
    url: str | None
    status: Literal["checked", "error"]
    error: str | None = None
    profile: str | None = None
    language: str | None = None
    findings: tuple[Finding, ...] = ()
    outcomes: Mapping[str, RuleOutcomes] = field(default_factory=dict)
    timings: Mapping[str, float] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    ran: tuple[str, ...] = ()
    suppressed: tuple[Suppressed, ...] = ()
    screenshot: str | None = None
    kind: PageKind = "page"


@dataclass(frozen=True, slots=True)
class Gone:
    """A fault that the baseline knows on a page, and that is no longer there so many times."""

    rule: str
    page: str
    count: int


@dataclass(frozen=True, slots=True)
class BaselineUse:
    """What came of comparing a run with a baseline.

    ``file`` is its path as the person named it. ``gone`` are faults that it must no longer hold:
    they fail a build unless they are ``allowed``, since they could come back unseen.
    """

    file: str
    gone: tuple[Gone, ...] = ()
    allowed: bool = False


@dataclass(frozen=True, slots=True)
class RuleText:
    """What a report says about a rule, in the report's language."""

    id: str
    title: str
    why: str
    how: str


@dataclass(frozen=True, slots=True)
class RuleGround:
    """What a rule is about: the W3C ACT rules that it implements, and WCAG's criteria by their
    handles ("bypass-blocks")."""

    act: tuple[str, ...]
    wcag: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CriterionText:
    """What a report says about a success criterion: ``label`` such as "WCAG 2.4.1"."""

    label: str
    name: str
    level: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Tool:
    """What produced a report; ``axe`` and ``browser`` are None where none ran."""

    name: str
    version: str
    axe: str | None = None
    browser: str | None = None


@dataclass(frozen=True, slots=True)
class Fixed:
    """What a run has mended: so many faults in so many files, with the unsafe fixes or without."""

    faults: int
    files: int
    unsafe: bool = False


@dataclass(frozen=True, slots=True)
class Totals:
    """How many findings of a report have each level, those ``to_review`` not counted, which are of
    no level yet; and how many can be mended, and of those by unsafe fixes only."""

    levels: Mapping[Level, int]
    to_review: int
    fixable: int
    unsafe_fixable: int


@dataclass(frozen=True, slots=True)
class Report:
    """All that a report is rendered from. ``notes`` concern the run, not one page.

    ``fixed`` is what was mended before the pages were checked, None where that was not asked for.

    ``rules`` and ``criteria`` are those that findings name; ``grounds`` those of all rules that ran.
    ``created`` is when it was made, as ISO 8601 in UTC; empty where that is not known. ``baseline``
    is None where none was used.
    """

    tool: Tool
    language: Language
    pages: tuple[PageResult, ...]
    rules: Mapping[str, RuleText]
    criteria: Mapping[str, CriterionText]
    notes: tuple[str, ...] = ()
    grounds: Mapping[str, RuleGround] = field(default_factory=dict)
    created: str = ""
    fixed: Fixed | None = None
    baseline: BaselineUse | None = None

    @property
    def totals(self) -> "Totals":
        """How many findings of each kind there are: for who asks for several of these numbers."""
        levels: dict[Level, int] = dict.fromkeys(LEVELS, 0)
        to_review = fixable = unsafe = 0
        for page in self.pages:
            for finding in page.findings:
                if finding.certainty == "review":
                    to_review += 1
                else:
                    levels[finding.level] += 1
                if (fix := finding.fix) is not None:
                    fixable += 1
                    unsafe += not fix.safe
        return Totals(levels, to_review, fixable, unsafe)

    def count(self, level: Level) -> int:
        """How many findings have that level, those to review not counted."""
        return self.totals.levels[level]

    @property
    def to_review(self) -> int:
        """How many findings only a person can judge."""
        return self.totals.to_review

    @property
    def looked_at(self) -> int:
        """How many pages there are, files of the configuration not counted."""
        return sum(page.kind == "page" for page in self.pages)

    @property
    def unchecked(self) -> int:
        """How many targets could not be checked."""
        return sum(page.status == "error" for page in self.pages)

    @property
    def stale(self) -> int:
        """How many known faults are gone and still in the baseline, where that fails a build."""
        if self.baseline is None or self.baseline.allowed:
            return 0
        return sum(gone.count for gone in self.baseline.gone)

    @property
    def fixable(self) -> int:
        """How many findings the tool can mend, by safe fixes or by unsafe ones."""
        return self.totals.fixable

    @property
    def unsafe_fixable(self) -> int:
        """How many of those it mends only where a person asks for unsafe fixes."""
        return self.totals.unsafe_fixable

    def suppressed(self, *by: SuppressedBy) -> int:
        """How many findings are not told, for these causes."""
        return sum(one.by in by for page in self.pages for one in page.suppressed)
