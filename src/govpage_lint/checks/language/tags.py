"""Decides whether a language tag is one (BCP 47, RFC 5646), what was meant by one that is not, and its scripts.

What counts for assistive technology is the primary language subtag (W3C ACT "known primary language
tag"): a tag whose primary subtag is registered is *known*, whatever is wrong further on.
"""

from collections.abc import Callable, Mapping
from typing import Any, Final, Literal

from govpage_lint.checks.language.script import LATIN, unified
from govpage_lint.records import dataclass, replace
from govpage_lint.regexes import regex

type Fault = Literal[
    "blank",
    "spaces",
    "underscore",
    "several",
    "three-letter",
    "country",
    "name",
    "private",
    "grandfathered",
    "unknown",
]
type Doubt = Literal["deprecated", "region", "script", "extlang", "variant", "order"]

_ASCII_SPACE: Final = " \t\n\f\r"
_SUBTAG: Final = regex(r"[a-z0-9]+\Z")
_REGION: Final = regex(r"[a-z]{2}\Z|[0-9]{3}\Z")
_VARIANT: Final = regex(r"[a-z0-9]{5,8}\Z|[0-9][a-z0-9]{3}\Z")
_SEVERAL: Final = regex(r"[\s,;/|]+")
_PRIVATE_LANGUAGE: Final = regex(r"q[a-t][a-z]\Z")
_PRIVATE_REGION: Final = regex(r"(?:q[m-z]|x[a-z])\Z")
_PRIVATE_SCRIPT: Final = regex(r"qa(?:a[a-z]|b[a-x])\Z")
# ISO 639-2 codes that say that there is no one language, or none that is known.
_NO_LANGUAGE: Final = frozenset(("und", "mul", "mis", "zxx"))
# Countries by the code that people take for the registered one.
_REGION_MEANT: Final = {"uk": "gb", "en": "gb"}
_LONGEST: Final = 100
# The order of subtags after the language (RFC 5646, 2.1); a kind may come once, variants more often.
_ORDER: Final = {"extlang": 1, "script": 2, "region": 3, "variant": 4}


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A subtag after the primary one that is not registered, out of order, or better written otherwise."""

    kind: Doubt
    subtag: str
    better: str


@dataclass(frozen=True, slots=True)
class Tag:
    """What the value of a ``lang`` attribute says.

    ``fault`` is why its language is not known, None where it is; ``meant`` is the tag that its
    author probably meant, "" where nobody can say. ``primary`` is the primary subtag, of the tag
    meant where there is a fault; "" where there is none. ``scripts`` are those it may be written
    in, None where that is open.
    """

    value: str
    fault: Fault | None
    meant: str
    primary: str
    scripts: frozenset[str] | None
    doubt: Doubtful | None = None

    @property
    def is_empty(self) -> bool:
        """Whether it says that the language is not known: ``lang=""``."""
        return self.value == ""


class Registry:
    """The registered subtags, made ready for looking up: ``language_subtags`` and ``scripts``."""

    def __init__(self, subtags: Mapping[str, Any], scripts: Mapping[str, Any]) -> None:
        registry, instead = subtags["registry"], subtags["instead"]
        self.languages = frozenset(registry["two"].split()) | frozenset(registry["three"].split())
        self.extlangs = frozenset(registry["extlang"].split())
        self.scripts = frozenset(registry["script"].split())
        self.regions = frozenset(registry["region"].split())
        self.variants = frozenset(registry["variant"].split())
        self.grandfathered = frozenset(registry["grandfathered"].split())
        self.preferred = _pairs(subtags["preferred"]["language"])
        self.preferred_regions = _pairs(subtags["preferred"]["region"])
        self.overlong = _pairs(instead["overlong"])
        self.countries = _pairs(instead["country"])
        # Codes of countries that are those of other languages too: se is Northern Sami, not Swedish.
        self.countries_meant = {
            country: frozenset(tags.split(","))
            for country, tags in _pairs(instead["country_too"]).items()
        }
        self._composite = {
            code.lower(): unified(codes) for code, codes in scripts["composite"].items()
        }
        self._written = {
            language: unified([*entry["primary"], *entry.get("tolerated", ())])
            for language, entry in scripts["languages"].items()
        }
        self._known: dict[str, Tag] = {}

    def read(self, value: str, names: Callable[[], Mapping[str, str]]) -> Tag:
        """What a value of ``lang`` says; ``names`` gives language names (lower case) → tags."""
        if value not in self._known:
            if len(self._known) > 10_000:
                self._known.clear()
            self._known[value] = self._read(value, names)
        return self._known[value]

    def _read(self, value: str, names: Callable[[], Mapping[str, str]]) -> Tag:
        bare = value.strip(_ASCII_SPACE)
        if not bare:
            return Tag(value, "blank" if value else None, "", "", None)
        good = self._well_formed(bare[:_LONGEST])
        if good is not None:
            return (
                replace(good, value=value)
                if bare == value
                else Tag(value, "spaces", bare, good.primary, good.scripts)
            )
        fault, meant = self._diagnose(bare[:_LONGEST].lower(), names())
        known = self._well_formed(meant) if meant else None
        return Tag(
            value, fault, meant, known.primary if known else "", known.scripts if known else None
        )

    def _well_formed(self, tag: str) -> Tag | None:
        """The tag if its primary subtag is known, None otherwise."""
        subtags = tag.lower().split("-")
        primary = subtags[0]
        if primary not in self.languages and not _PRIVATE_LANGUAGE.match(primary):
            return None
        doubt = self._doubt(subtags)
        return Tag(tag, None, "", primary, self._scripts_of(subtags), doubt)

    def _diagnose(self, tag: str, names: Mapping[str, str]) -> tuple[Fault, str]:
        """What is wrong with a tag whose primary subtag is not known, and the tag that was meant."""
        if "_" in tag:
            return "underscore", self._repaired(tag.replace("_", "-"), names)
        if tag in names:
            return "name", names[tag]
        if _SEVERAL.search(tag):
            return "several", ""
        if tag in self.grandfathered:
            return "grandfathered", ""
        primary, _, rest = tag.partition("-")
        if primary in self.overlong:
            return "three-letter", _joined(self.overlong[primary], rest)
        if primary in self.countries:
            return "country", self.countries[primary]
        if primary in names:
            return "name", names[primary]
        return ("private" if primary in ("x", "i") else "unknown"), ""

    def _repaired(self, tag: str, names: Mapping[str, str]) -> str:
        if self._well_formed(tag) is not None:
            return cased(tag)
        return self._diagnose(tag, names)[1] if "_" not in tag else ""

    def _doubt(self, subtags: list[str]) -> Doubtful | None:
        """The first thing to say against the subtags of a known tag."""
        if subtags[0] in self.preferred:
            return Doubtful("deprecated", subtags[0], self.preferred[subtags[0]])
        reached = 0
        for place, subtag in enumerate(subtags[1:], 1):
            if len(subtag) == 1 and subtag.isalnum():
                break  # an extension or private use: its subtags are nobody's business
            kind, known = self._kind(subtag)
            if not known:
                return Doubtful(kind, subtag, self._better(kind, subtag, subtags[:place]))
            order = _ORDER[kind]
            if order < reached or (order == reached and kind in ("script", "region")):
                return Doubtful("order", subtag, "-".join(subtags[:place]))
            reached = order
        return None

    def _kind(self, subtag: str) -> tuple[Literal["extlang", "script", "region", "variant"], bool]:
        """What a subtag is by its form, and whether it is registered as that."""
        if _REGION.match(subtag):
            registered = subtag in self.regions and subtag not in self.preferred_regions
            return "region", registered or bool(_PRIVATE_REGION.match(subtag))
        if len(subtag) == 4 and subtag.isascii() and subtag.isalpha():
            return "script", subtag in self.scripts or bool(_PRIVATE_SCRIPT.match(subtag))
        if len(subtag) == 3 and subtag.isascii() and subtag.isalpha():
            return "extlang", subtag in self.extlangs
        return "variant", bool(_VARIANT.match(subtag)) and subtag in self.variants

    def _better(self, kind: str, subtag: str, before: list[str]) -> str:
        region = (
            _REGION_MEANT.get(subtag) or self.preferred_regions.get(subtag)
            if kind == "region"
            else None
        )
        return "-".join([*before, region] if region else before)

    def _scripts_of(self, subtags: list[str]) -> frozenset[str] | None:
        """The scripts that text with this tag may be written in."""
        primary = subtags[0]
        if primary in _NO_LANGUAGE:
            return None
        for subtag in subtags[1:]:
            if len(subtag) == 1:
                break
            if len(subtag) == 4 and subtag.isalpha() and subtag in self.scripts:
                return self._composite.get(subtag) or unified((subtag.capitalize(),))
        written = self._written.get(primary)
        if written and len(subtags) > 1 and any(subtag in self.variants for subtag in subtags[1:]):
            # Some variants are romanisations (ja-hepburn); which ones is not worth a table.
            return written | {LATIN}
        return written


def cased(tag: str) -> str:
    """A tag in the usual upper and lower case: ``zh-Hant-TW``."""
    subtags = tag.lower().split("-")
    cased_tail = (
        s.upper() if len(s) == 2 else s.capitalize() if len(s) == 4 and s.isalpha() else s
        for s in subtags[1:]
    )
    return "-".join((subtags[0], *cased_tail))


def primary_subtag(value: str) -> str:
    """The primary subtag of a tag as written, in lower case."""
    return value.strip(_ASCII_SPACE).partition("-")[0].lower()


def _joined(primary: str, rest: str) -> str:
    return (
        cased(f"{primary}-{rest}")
        if rest and all(_SUBTAG.match(s) for s in rest.split("-"))
        else primary
    )


def _pairs(text: str) -> dict[str, str]:
    """A mapping written as ``key=value`` words."""
    return dict(pair.split("=") for pair in text.split())


def names_of(table: Mapping[str, Any]) -> dict[str, str]:
    """Names of languages, in lower case, → their tags; from the table ``languages``."""
    found: dict[str, str] = {}
    for language in table["language"]:
        for kind in ("native", "english", "korean"):
            for name in language.get(kind, ()):
                found.setdefault(name.lower(), language["tag"])
    return found


def native_names_of(table: Mapping[str, Any]) -> dict[str, frozenset[str]]:
    """Primary subtags → the names, in lower case, that the language has for itself."""
    found: dict[str, frozenset[str]] = {}
    for language in table["language"]:
        names = frozenset(name.lower() for name in language["native"])
        primary = primary_subtag(language["tag"])
        found[primary] = found.get(primary, frozenset()) | names
    return found
