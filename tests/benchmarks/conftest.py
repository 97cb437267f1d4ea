"""Benchmarks run when they are asked for (make bench): they want the machine for themselves."""

import gc
import os
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import perf_counter

import pytest

ASKED = os.environ.get("GOVPAGE_LINT_BENCH") == "1"
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here is a benchmark, and is skipped unless asked for."""
    for item in items:
        if item.path.is_relative_to(HERE):
            item.add_marker(pytest.mark.benchmark)
            if not ASKED:
                item.add_marker(pytest.mark.skip(reason="benchmarks run with make bench"))


def seconds(work: Callable[[], object], *, times: int = 7) -> float:
    """How long a piece of work takes: the median of some runs, after one to warm up."""
    work()
    found = []
    for _ in range(times):
        gc.collect()
        began = perf_counter()
        work()
        found.append(perf_counter() - began)
    return median(found)


def tell(what: str, ratio: float, budget: float, detail: str = "") -> None:
    """Print a figure and hold it to its budget."""
    print(f"\n{what}: {ratio:.2f} (budget {budget:g}){'  ' + detail if detail else ''}")
    assert ratio <= budget, f"{what}: {ratio:.2f} is more than {budget:g}"
