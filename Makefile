# Every command of the project has one name here; `make` lists them. Each does its own set-up first.
# Paths stay relative and programs start as `python -m`, so a folder with spaces in its name is fine.

.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
PY := .venv/bin/python
# Hypothesis effort of `make test`: fast, ci or torture.
HYPOTHESIS ?= ci
# Extra arguments for pytest: make test ARGS="-n0 -k letter", make fast ARGS="-n0 --randomly-seed=1"
ARGS ?=
# Tests run side by side, a process for each core; ARGS=-n0 runs them one after another, in one.
SIDE := -n auto --maxprocesses 4 --dist worksteal
# A file is compiled once, not by each of the many processes; images of containers often ask for the latter.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: help setup demo test fast lint perfect fmt bench torture day serve lock words i18n shots

help:  ## list the commands
	@sed -n 's/^\([a-z][a-z0-9]*\):.*## /\1\t/p' Makefile | while IFS="$$(printf '\t')" read -r name text; do printf '  make %-8s %s\n' "$$name" "$$text"; done

setup:  ## build .venv from requirements.lock, again only when the lock changed
	@$(PYTHON) tools/system.py
	@if ! cmp -s requirements.lock .venv/requirements.lock || ! $(PY) -c '' 2>/dev/null; then \
		echo "setup: installing requirements.lock into .venv" && \
		$(PYTHON) -m venv .venv && \
		$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock && \
		cp requirements.lock .venv/requirements.lock; \
	fi

demo: setup i18n  ## an invented agency and one officer's desk; SHOTS=folder plays the day there without a window
	@echo "demo: starting the server and the desk of an invented agency"
	@$(PY) -m ui.demo $(if $(SHOTS),--shots "$(SHOTS)")

shots: setup i18n  ## pictures of every screen in every look, in build/screens, and of the working day, in build/shots
	@echo "shots: every screen in every size, ratio, theme and language; some minutes, then open build/screens/index.html"
	@$(PY) -m tests.ui.shots_screens build/screens $(ARGS)
	@$(PY) -m ui.demo --shots build/shots

test: setup i18n lint  ## everything CI runs: lint, types, all tests in random order, coverage of the perfect packages
	@$(PYTHON) tools/system.py --tests
	@echo "test: pytest, random order, branch coverage"
	@$(PY) -m pytest $(SIDE) --hypothesis-profile=$(HYPOTHESIS) --cov --cov-report= $(ARGS)
	@$(MAKE) --no-print-directory perfect

fast: setup i18n  ## the tests without the slow ones and the journeys
	@$(PY) -m pytest $(SIDE) -m "not slow and not journey" $(ARGS)

lint: setup  ## ruff and mypy --strict (the architecture is tested in tests/test_house.py)
	@echo "lint: ruff check, ruff format, mypy --strict"
	@$(PY) -m ruff check --quiet .
	@$(PY) -m ruff format --quiet --check .
	@$(PY) -m mypy

perfect:  ## after make test: every branch of workspace/domain and workspace/wire was run
	@for package in domain wire; do \
		echo "perfect: workspace/$$package, every branch"; \
		$(PY) -m coverage report --include="workspace/$$package/*" --show-missing --skip-covered --fail-under=100 || exit 1; \
	done

fmt: setup  ## format the code and mend what ruff can mend
	@$(PY) -m ruff check --quiet --fix . ; $(PY) -m ruff format .

bench: setup i18n  ## measure speed, each figure beside the floor of the same run
	@$(PY) -m bench $(ARGS)

torture: setup  ## long runs with seeds; SIM= KILL= POWER= TYPE= EDIT= HASH= are counts, SEED= replays one
	@$(PY) -m tests.torture $(if $(SIM),--sim $(SIM)) $(if $(KILL),--kill $(KILL)) $(if $(POWER),--power $(POWER)) $(if $(TYPE),--type $(TYPE)) $(if $(EDIT),--edit $(EDIT)) $(if $(HASH),--hash $(HASH)) $(if $(SEED),--seed $(SEED))

day: setup i18n  ## a working day through the real windows; N= and BUSY= as in tests/journeys/day.py
	@$(PY) -m tests.journeys.day $(if $(N),--n $(N)) $(if $(BUSY),--busy $(BUSY))

serve: setup  ## the agency's server; its settings: python -m server serve --help
	@$(PY) -m server serve $(ARGS)

i18n: setup  ## compile the translations (resources/i18n/*.ts)
	@$(PY) tools/i18n.py

words: setup  ## gather new tr() strings into the translations
	@$(PY) tools/i18n.py --gather

lock: setup  ## pin what pyproject.toml and requirements.in ask, with hashes and no address; UPGRADE=1 takes newer ones
	@test -x build/uv/bin/python || $(PYTHON) -m venv build/uv
	@build/uv/bin/python -m pip install --quiet --disable-pip-version-check uv
	@build/uv/bin/python -m uv pip compile --quiet $(if $(UPGRADE),--upgrade) --universal --generate-hashes \
		--no-annotate --no-header --python-version 3.11 pyproject.toml requirements.in -o requirements.lock
	@! grep -n '://' requirements.lock
