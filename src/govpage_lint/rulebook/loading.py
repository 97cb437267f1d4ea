"""Decides how rule files become Rule objects, and what is wrong with those that can't."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from govpage_lint.builtin import builtin_names, read_builtin
from govpage_lint.datafiles import rules_folder
from govpage_lint.rulebook.matchers import MatcherError, build_matcher
from govpage_lint.rulebook.model import Case, Example, LocalText, Rule, RuleError, RuleFix, When
from govpage_lint.rulebook.validated import Validated

# Folders of rules/ that hold something else than rules.
NOT_RULES: Final = frozenset(("schema", "standards", "profiles", "data"))
_MAX_BYTES: Final = 1_000_000


def rule_files(folder: Path) -> list[Path]:
    """The rule files under a folder, in order of their paths; names with a leading _ are templates."""
    return sorted(
        path
        for path in folder.rglob("*.toml")
        if not path.name.startswith("_")
        and path.parent != folder
        and path.relative_to(folder).parts[0] not in NOT_RULES
    )


def house_rule_files(path: Path) -> list[Path]:
    """The rule files that a person names: a file, or all of a folder and the folders in it."""
    if path.is_file():
        return [path]
    if not path.is_dir():
        raise RuleError(path, "", "no such file or folder of rules")
    files = sorted(file for file in path.rglob("*.toml") if not file.name.startswith("_"))
    if not files:
        raise RuleError(path, "", "the folder holds no rule files (*.toml)")
    return files


def read_toml(file: Path) -> dict[str, Any]:
    """The data of a TOML file. Raises RuleError with the line where it does not parse."""
    # Only for rules of a house: the built-in ones are read as JSON.
    import tomllib

    try:
        if file.stat().st_size > _MAX_BYTES:
            raise RuleError(file, "", f"is larger than {_MAX_BYTES:,} bytes")
        return tomllib.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise RuleError(file, "", f"cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise RuleError(file, "", "is not UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise RuleError(file, "", f"is not valid TOML: {error}") from error
    except RecursionError as error:
        raise RuleError(file, "", "is nested too deep") from error


def load_rules() -> list[Rule]:
    """The built-in rules, without their examples.

    They are not validated here: the tests do that, and a person should not wait for it.
    """
    folder = str(rules_folder())
    names = [
        name for name in builtin_names() if "/" in name and name.partition("/")[0] not in NOT_RULES
    ]
    return [_built(read_builtin(name), f"{folder}{os.sep}{name}", trusted=True) for name in names]


def load_house_rules(path: Path) -> list[Rule]:
    """Rules from outside, validated by the schema. Raises RuleError for the first that is broken."""
    rules = []
    validated = Validated()
    for file in house_rule_files(path):
        data = read_toml(file)
        if not validated.knows(data):
            # jsonschema costs more to import than a run on one page: only new foreign rules pay.
            from govpage_lint.rulebook.validation import validate

            validate(data, "rule", file)
            validated.add(data)
        rules.append(build_rule(data, file))
    check_unique(rules)
    validated.keep()
    return rules


def check_unique(rules: Iterable[Rule]) -> None:
    """Raises RuleError when two rules have one id."""
    seen: dict[str, Rule] = {}
    for rule in rules:
        if rule.id in seen:
            raise RuleError(rule.file, "id", f"{rule.id!r} is also the id of {seen[rule.id].file}")
        seen[rule.id] = rule


def build_rule(data: Mapping[str, Any], file: Path) -> Rule:
    """A Rule from the data of its file. Raises RuleError."""
    if data["id"] != file.stem:
        raise RuleError(file, "id", f"{data['id']!r} differs from the file's name")
    return _built(data, str(file), trusted=False)


def _built(data: Mapping[str, Any], path: str, *, trusted: bool) -> Rule:
    """A Rule from its data. Code that a ``trusted`` rule calls is imported only when it is called.

    Paths are texts here: there are hundreds, and few are ever asked for.
    """
    try:
        matcher = build_matcher(data, trusted=trusted)
    except MatcherError as error:
        raise RuleError(Path(path), error.key, str(error)) from error
    when = data.get("when", {})
    fixes = tuple(map(_fix, _fixes(data)))
    if fixes and not trusted:
        _check_fixes(fixes, data, Path(path))
    return Rule(
        id=data["id"],
        topic=os.path.basename(os.path.dirname(path)),  # noqa: PTH119, PTH120
        path=path,
        title=data["title"],
        message=data["message"],
        why=data["why"],
        how=data["how"],
        level=data["level"],
        certainty=data["certainty"],
        impact=data["impact"],
        observers=("probe",)
        if "probe" in data
        else tuple(data.get("observers", ("source", "rendered"))),
        probe=data.get("probe"),
        scope=data.get("scope", "any"),
        default=data.get("default", True),
        silent=data.get("silent", False),
        wcag=tuple(data.get("wcag", ())),
        criteria=tuple(data.get("criteria", ())),
        act=tuple(data.get("act", ())),
        axe=tuple(data.get("axe", ())),
        aliases=tuple(data.get("aliases", ())),
        covers=tuple(data.get("covers", ())),
        when=When(
            tuple(when.get("language", ())), when.get("address"), tuple(when.get("profile", ()))
        ),
        matcher=matcher,
        cases={name: _case(case) for name, case in data.get("cases", {}).items()},
        examples=tuple(_example(example) for example in data.get("example", ())),
        fixes=fixes,
    )


def _fixes(data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    found: Any = data.get("fix", [])
    return [found] if isinstance(found, dict) else found


def _fix(data: Mapping[str, Any]) -> RuleFix:
    cases = data.get("cases")
    return RuleFix(
        data["title"],
        data.get("safe", False),
        None if cases is None else frozenset(cases),
        data,
    )


def _check_fixes(fixes: Iterable[RuleFix], data: Mapping[str, Any], file: Path) -> None:
    # Most runs mend nothing.
    from govpage_lint.repairs.declared import RepairError, check_declared

    for fix in fixes:
        try:
            check_declared(fix.data, data.get("cases", ()))
        except RepairError as error:
            raise RuleError(file, error.key, str(error)) from error


def _case(data: Mapping[str, Any]) -> Case:
    message: LocalText | None = data.get("message")
    criteria = data.get("criteria")
    return Case(
        message,
        data.get("how"),
        data.get("level"),
        data.get("certainty"),
        None if criteria is None else tuple(criteria),
    )


def _example(data: Mapping[str, Any]) -> Example:
    return Example(
        html=data["html"],
        finds=tuple(data["finds"]),
        fixed=data.get("fixed"),
        url=data.get("url"),
        profile=data.get("profile"),
        review=tuple(data.get("review", ())),
        note=data.get("note"),
        files=data.get("files", {}),
        reader=data.get("reader", False),
    )


def load_examples(rule: Rule) -> tuple[Example, ...]:
    """The examples of a built-in rule, read from its file when they are wanted."""
    return rule.examples or build_rule(read_toml(rule.file), rule.file).examples
