# What a person who works on govpage-lint types. `make` alone lists it.
#
# The set-up is part of every target that needs it, and costs nothing when it is done.
#   make test ARGS='-k skip_link'     passes ARGS on to pytest
#   make PYTHON=/path/to/python3.13   names the interpreter to make .venv from

SHELL := /bin/sh
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help

BIN := .venv/bin
ARGS ?=
# Where the W3C ACT examples lie, with what serves and scores them beside them.
ACT ?= ../shared/act

.PHONY: help demo test act bench check lint format typecheck docs package setup browser constraints clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-20s%s\n", $$1, $$2 }'

demo: setup browser ## set up, then lint the samples in a real browser, in English and Korean
	@scripts/demo

test: setup browser ## set up, then run the whole test suite
	@$(BIN)/python -m pytest --numprocesses=auto --maxprocesses=4 $(ARGS)

act: setup browser ## run every W3C ACT example in a browser, and score the report
	@scripts/act $(ACT) $(ARGS)

bench: setup browser ## measure against the budgets, as ratios in one run
	@GOVPAGE_LINT_BENCH=1 $(BIN)/python -m pytest -q -s -n0 tests/benchmarks $(ARGS)

check: lint typecheck test ## ruff, mypy and the tests: what must pass before a commit

lint: setup ## ruff: the rules and the format
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check

typecheck: setup ## mypy --strict
	@$(BIN)/mypy

format: setup ## let ruff mend and format the code
	@$(BIN)/ruff check --fix
	@$(BIN)/ruff format

docs: setup ## build the documentation into build/docs, with a page a rule, in English and Korean
	@$(BIN)/mkdocs --quiet build --config-file docs/mkdocs.yml

package: setup ## build the sdist and the wheel, and use each from an empty environment
	@scripts/check-package

setup: ## make .venv (done by the other targets when needed)
	@scripts/setup

browser: setup ## find or install Chromium and its driver
	@scripts/ensure-browser

constraints: ## write constraints.txt anew from what pyproject.toml allows
	@scripts/constraints

clean: ## remove the environment and everything made here
	rm -rf .venv .tools build dist reports .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
