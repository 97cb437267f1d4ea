"""What several windows say of one page is told once."""

from dataclasses import replace

from govpage_lint.engine.windows import merged
from govpage_lint.findings import Finding, Location, PageResult, RuleOutcomes, Suppressed


def finding(rule: str, line: int = 1, **more: object) -> Finding:
    place = Location(line, 1, line, 5)
    made = Finding(
        rule, "error", "certain", "minor", "m", place, "p", "<p>", (), (), ("rendered",), (), "f"
    )
    return replace(made, **more)  # type: ignore[arg-type]


def page(*findings: Finding, **more: object) -> PageResult:
    made = PageResult("a", "a", "checked", findings=findings, timings={"browser": 1.0})
    return replace(made, **more)  # type: ignore[arg-type]


def test_one_window_is_the_result() -> None:
    only = page(finding("a"))
    assert merged([("1x1", only)]) is only


def test_what_some_windows_have_names_them() -> None:
    result = merged(
        [
            ("wide", page(finding("a"), finding("b"), finding("b"))),
            ("narrow", page(finding("a", observers=("axe",)), finding("b"), finding("c", 2))),
        ]
    )
    told = [(one.rule, one.viewports) for one in result.findings]
    assert told == [("a", ()), ("b", ()), ("b", ("wide",)), ("c", ("narrow",))]
    assert result.findings[0].observers == ("rendered", "axe")
    assert result.timings == {"browser": 2.0}


def test_the_window_in_which_a_rule_fails_most_counts() -> None:
    def outcomes(failed: int) -> dict[str, RuleOutcomes]:
        return {"a": RuleOutcomes(5 - failed, failed, 0, ("rendered",))}

    result = merged([("1", page(outcomes=outcomes(0))), ("2", page(outcomes=outcomes(3)))])
    assert result.outcomes["a"].failed == 3


def test_a_window_that_could_not_be_checked_is_no_pass_and_loses_nothing() -> None:
    bad = page(status="error", error="blank")
    result = merged([("wide", page(finding("a"))), ("narrow", bad)])
    assert (result.status, result.error) == ("error", "narrow: blank")
    assert [one.rule for one in result.findings] == ["a"]


def test_a_suppression_that_one_window_needs_is_used() -> None:
    unused = finding("suppression-unused")
    hidden = Suppressed(finding("a"), "inline", "why")
    result = merged([("1", page(unused)), ("2", page(suppressed=(hidden,)))])
    assert result.findings == ()
    assert [one.finding.viewports for one in result.suppressed] == [("2",)]
