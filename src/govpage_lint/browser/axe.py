"""What axe-core finds in a page and all its frames, as plain values.

`run_axe` is the door. How axe gets into the frames is axe_runner's, which axe it is axe_source's.
"""

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from govpage_lint.browser.errors import Note, one_line
from govpage_lint.records import dataclass, field
from govpage_lint.regexes import regex

if TYPE_CHECKING:
    from govpage_lint.browser.axe_source import AxeSource
    from govpage_lint.browser.page import Page

# axe waits this long for the style sheets and media that some rules read.
_PRELOAD_MILLISECONDS = 3000
_MESSAGE_LENGTH = 1000
_STEP = regex(r"(.*?)(?::nth-child\((\d+)\))?")

type Outcome = Literal["failed", "cantTell"]


@dataclass(frozen=True, slots=True)
class AxeOptions:
    """What axe is to do. With no `tags` and no `rules`, it runs what it runs by default.

    `rules` alone runs just those, beside `tags` it adds them; `without` leaves rules out.
    `seconds` is the limit for a page with all its frames, `frame_seconds` for a frame to answer.
    """

    tags: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    seconds: float = 90.0
    frame_seconds: float = 15.0

    def for_axe(self) -> dict[str, Any]:
        """The same in axe's own words."""
        chosen: dict[str, Any] = {
            "ancestry": True,
            "preload": {"assets": ["cssom", "media"], "timeout": _PRELOAD_MILLISECONDS},
            "rules": {rule: {"enabled": False} for rule in self.without},
        }
        if self.tags:
            chosen["runOnly"] = {"type": "tag", "values": list(self.tags)}
            chosen["rules"].update({rule: {"enabled": True} for rule in self.rules})
        elif self.rules:
            chosen["runOnly"] = {"type": "rule", "values": list(self.rules)}
        return chosen


@dataclass(frozen=True, slots=True)
class RelatedNode:
    """Another element that a finding speaks of; `target` as in AxeFinding."""

    target: tuple[str, ...]
    html: str


@dataclass(frozen=True, slots=True)
class AxeFinding:
    """One element that breaks one rule of axe, or may.

    `target` and `ancestry` are CSS selectors, one for each frame, outermost first; within a frame
    the parts of shadow trees are joined by " >>> ". `path` leads to the element in the document of
    its frame: local name and index among its element siblings from 1, from the root; for an
    element in a shadow tree it leads to the outermost host. `attributes` are the element's own as
    they are in the DOM, values cut at 1000 characters; they are empty, and `path` comes from
    axe's ancestry, when the element was gone again. `frame_url` is None in the top document.
    """

    rule: str
    outcome: Outcome
    impact: str | None
    help: str
    help_url: str
    message: str
    tags: tuple[str, ...]
    target: tuple[str, ...]
    ancestry: tuple[str, ...]
    html: str
    frame_depth: int
    in_shadow: bool
    related: tuple[RelatedNode, ...]
    path: tuple[tuple[str, int], ...]
    attributes: tuple[tuple[str, str], ...]
    frame_url: str | None


@dataclass(frozen=True, slots=True)
class AxeReport:
    """What an axe of this version found on a page.

    `passes` are the numbers of elements that pass, by rule; `inapplicable` the rules that found
    nothing to test.
    """

    version: str
    url: str
    findings: tuple[AxeFinding, ...]
    passes: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))
    inapplicable: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()


def run_axe(page: "Page", source: "AxeSource", options: AxeOptions | None = None) -> AxeReport:
    """Runs axe in the page that stands in the tab, in the top document and in every frame.

    Raises AxeError when the source is not axe, an option is unknown to it, it throws or does not
    end; DocumentGone when the page goes elsewhere meanwhile.
    """
    from govpage_lint.browser.axe_runner import axe_runner

    options = options or AxeOptions()
    runner = axe_runner(page, source, options.seconds, options.frame_seconds)
    got = runner.run(options=options.for_axe())
    report = got["report"]
    findings: list[AxeFinding] = []
    notes: list[Note] = list(got["notes"])
    for rule in report["rules"]:
        findings.extend(_finding(rule, node) for node in rule["nodes"])
        if rule["left"]:
            text = f"axe's rule {rule['id']} has {rule['left']} more findings than are kept."
            notes.append(Note("findings-left", text, rule=rule["id"], left=rule["left"]))
    return AxeReport(
        got["version"],
        report["url"],
        tuple(findings),
        MappingProxyType(dict(report["passes"])),
        tuple(report["inapplicable"]),
        tuple(notes),
    )


def _finding(rule: Mapping[str, Any], node: Mapping[str, Any]) -> AxeFinding:
    facts = node.get("facts") or {}
    ancestry = node["ancestry"] or []
    inner = node["target"][-1:]
    path = facts.get("path") or _path(ancestry[-1:])
    return AxeFinding(
        rule=rule["id"],
        outcome=rule["outcome"],
        impact=node["impact"],
        help=one_line(rule["help"]),
        help_url=rule["helpUrl"],
        message=_message(node),
        tags=tuple(rule["tags"]),
        target=_selectors(node["target"]),
        ancestry=_selectors(ancestry),
        html=node["html"],
        frame_depth=len(node["target"]) - 1,
        in_shadow=bool(inner) and isinstance(inner[0], list),
        related=_related(node),
        path=tuple((str(name), int(index)) for name, index in path),
        attributes=tuple((str(name), str(value)) for name, value in facts.get("attributes", ())),
        frame_url=node.get("frameUrl"),
    )


def _message(node: Mapping[str, Any]) -> str:
    """What axe's checks say: all that is wrong by itself, then what would each have been enough."""
    texts: list[str] = []
    for check in (*node["none"], *node["any"]):
        text = one_line(check["text"], _MESSAGE_LENGTH).rstrip(".;")
        if text and text not in texts:
            texts.append(text)
    return one_line("; ".join(texts), _MESSAGE_LENGTH)


def _related(node: Mapping[str, Any]) -> tuple[RelatedNode, ...]:
    found: list[RelatedNode] = []
    for check in (*node["none"], *node["any"]):
        for related in check["related"]:
            one = RelatedNode(_selectors(related["target"]), related["html"])
            if one not in found:
                found.append(one)
    return tuple(found)


def _selectors(parts: Sequence[Any]) -> tuple[str, ...]:
    return tuple(" >>> ".join(part) if isinstance(part, list) else str(part) for part in parts)


def _path(ancestry: Sequence[Any]) -> list[tuple[str, int]]:
    """The way that axe's ancestry describes, in the form of AxeFinding.path.

    axe gives no index to an only child, to the head and to the body.
    """
    steps: list[tuple[str, int]] = []
    for part in ancestry:
        selector = part[0] if isinstance(part, list) else part
        for text in str(selector).split(" > "):
            found = _STEP.fullmatch(text)
            name = found.group(1) if found else text
            index = found.group(2) if found else None
            steps.append((name, int(index) if index else 2 if name == "body" else 1))
    return steps
