"""Runs every W3C ACT example in a browser, in two processes, and scores the report.

usage: run.py FOLDER [OPTIONS OF govpage-lint…]

FOLDER holds testcases.json and content-assets/; its parent serve.py and act_score.py. The report is
left in reports/act.json.
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
PROCESSES = 2
# Outside addresses cannot be reached where the tests run: they fail at once.
HOST_RULES = "MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"


@contextmanager
def served(script: Path, folder: Path) -> Iterator[str]:
    """The address that the folder is served at."""
    command = [sys.executable, str(script), str(folder)]
    server = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        yield server.stdout.readline().strip()
    finally:
        server.terminate()
        server.wait()


def check(addresses: list[str], report: Path, options: list[str]) -> list[dict[str, object]]:
    """The EARL subjects of some pages, as the command reports them."""
    command = [
        *(sys.executable, "-m", "govpage_lint", "--isolated", "--browser", "--quiet"),
        *("--host-rules", HOST_RULES, "--urls-from", "-", "--fail-on", "never"),
        *("--format", f"earl={report}", *options),
    ]
    ran = subprocess.run(command, input="\n".join(addresses), text=True, capture_output=True)
    if ran.returncode not in (0, 3):
        raise SystemExit(f"govpage-lint failed ({ran.returncode}): {ran.stderr[-2000:]}")
    return list(json.loads(report.read_text("utf-8"))["@graph"])


def main() -> int:
    """Run, score, and print the table."""
    folder, options = Path(sys.argv[1]).resolve(), sys.argv[2:]
    cases = json.loads((folder / "testcases.json").read_text("utf-8"))["testcases"]
    paths = sorted({case["relativePath"] for case in cases})
    reports = ROOT / "reports"
    reports.mkdir(exist_ok=True)
    with served(folder.parent / "serve.py", folder) as address:
        addresses = [f"{address}content-assets/wcag-act-rules/{path}" for path in paths]
        parts = [addresses[start::PROCESSES] for start in range(PROCESSES)]
        with ThreadPoolExecutor(PROCESSES) as pool:
            files = [reports / f"act-{number}.json" for number in range(PROCESSES)]
            graphs = list(pool.map(check, parts, files, [options] * PROCESSES))
    whole = reports / "act.json"
    whole.write_text(json.dumps({"@graph": [one for graph in graphs for one in graph]}), "utf-8")
    for file in files:
        file.unlink()
    score = [sys.executable, str(folder.parent / "act_score.py")]
    return subprocess.call([*score, str(folder / "testcases.json"), str(whole), "--verbose"])


if __name__ == "__main__":
    sys.exit(main())
