"""No secret is told."""

import logging

from govpage_lint.engine.masking import Mask
from govpage_lint.findings import Edit, Excerpt, Finding, Fix, PageResult, Suppressed

FINDING = Finding(
    "r",
    "error",
    "certain",
    "minor",
    "The value “s3cr&t” is told.",
    None,
    "#s3cr&t",
    "<input value='s3cr&amp;t'>",
    (),
    (),
    (),
    (),
    "f",
    excerpt=Excerpt(1, "x s3cr&t y", 2, 8),
    fix=Fix("Write s3cr&t", True, (Edit(0, 1, "s3cr&t"),)),
)


def test_secrets_are_dots_wherever_a_page_repeats_them() -> None:
    page = PageResult(
        "http://a.kr/?t=s3cr%26t",
        "http://a.kr/",
        "error",
        "s3cr&t",
        findings=(FINDING,),
        suppressed=(Suppressed(FINDING, "inline"),),
        notes=("s3cr&t",),
    )
    told = Mask(["s3cr&t"]).result(page)
    for form in ("s3cr&t", "s3cr&amp;t", "s3cr%26t"):
        assert form not in repr(told)
    # Marks below a line stay under what they mark.
    assert told.findings[0].excerpt == Excerpt(1, "x •••••• y", 2, 8)


def test_short_values_are_no_secrets_that_can_be_found() -> None:
    assert Mask(["a", ""]).text("a banana") == "a banana"


def test_the_log_is_masked_with_its_arguments_and_traces() -> None:
    record = logging.LogRecord("n", logging.INFO, "f", 1, "sent %s", ("token-1",), None)
    assert Mask(["token-1"]).filter(record)
    assert record.getMessage() == "sent •••••••"
    try:
        raise ValueError("token-1")
    except ValueError as error:
        info = (type(error), error, error.__traceback__)
    record = logging.LogRecord("n", logging.INFO, "f", 1, "x", (), info)
    Mask(["token-1"]).filter(record)
    assert "token-1" not in logging.Formatter().format(record)
