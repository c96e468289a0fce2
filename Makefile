# Conflict Timeline. `make help` lists the targets. Needs Python 3.11 or later and make; the rest is installed into .venv.

PYTHON ?= python3
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin
RUN_STAMP := $(VENV)/.installed
DEV_STAMP := $(VENV)/.installed-dev
PIN := $(BIN)/pip-compile --quiet --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-annotate --no-header

# Called as `make -C path`, or from another folder with -f: everything below runs in this file's folder.
ROOT := $(dir $(realpath $(lastword $(MAKEFILE_LIST))))
ifneq ($(realpath $(CURDIR)),$(realpath $(ROOT)))
$(error Run this as `make -C $(ROOT) $(MAKECMDGOALS)`)
endif

.DEFAULT_GOAL := help
.PHONY: help run test bench format pins docs clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' Makefile

run: $(RUN_STAMP) ## open the dashboard on seeds/ (PORT=8501 can be changed)
	$(BIN)/streamlit run dashboard/app.py --server.port $(PORT)

test: $(DEV_STAMP) ## lint, types and tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto

bench: $(DEV_STAMP) ## measure start, redraw and reading speed, and print the README's table
	$(BIN)/python -m benchmarks

format: $(DEV_STAMP) ## put the code in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(DEV_STAMP) ## write the code book in the README anew from the code
	$(BIN)/python -m data_prep.codebook README.md

pins: $(DEV_STAMP) ## work out every pinned version anew
	$(PIN) --upgrade --output-file requirements.txt pyproject.toml
	$(PIN) --upgrade --extra dev --constraint requirements.txt --output-file requirements-dev.txt pyproject.toml
	printf '%s\n' '-e .' >> requirements.txt
	printf '%s\n' '-e .' >> requirements-dev.txt

clean: ## remove the virtual environment and all caches
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/bin/python:
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed; this is " + sys.version.split()[0] + ". Name another with: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)

$(RUN_STAMP): requirements.txt pyproject.toml | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(DEV_STAMP): requirements-dev.txt $(RUN_STAMP)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@
