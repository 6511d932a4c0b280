# Every command of the project has one name here; `make` lists them.
.DEFAULT_GOAL := help
SHELL := /bin/sh
PYTHON ?= python3
PY := .venv/bin/python
STAMP := .venv/.lock.sha256

.PHONY: help setup lock

help:  ## list the commands
	@sed -n 's/^\([a-z][a-z0-9]*\):.*## /\1\t/p' Makefile | while IFS="$$(printf '\t')" read -r name text; do printf '  make %-9s %s\n' "$$name" "$$text"; done

setup: $(STAMP)  ## build .venv from requirements.lock (again only if the lock changed)

$(STAMP): requirements.lock
	@echo "setup: building .venv from requirements.lock"
	@test -x $(PY) || $(PYTHON) -m venv .venv
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@
