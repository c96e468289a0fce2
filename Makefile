# Conflict Timeline. `make help` lists the targets. Needs make and Python 3.11 or later; the rest is installed into .venv.

PYTHON ?= python3
PORT ?= 8501
ADDRESS ?= localhost
VENV := .venv
BIN := $(VENV)/bin
RUN_STAMP := $(VENV)/.installed
DEV_STAMP := $(VENV)/.installed-dev
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check
PIN := $(BIN)/pip-compile --quiet --strip-extras --no-emit-index-url --no-emit-trusted-host --no-emit-find-links --no-annotate --no-header

ifeq ($(wildcard data_prep/frame.py),)
$(error Run this in the project's folder, or as: make -C <the project's folder> $(MAKECMDGOALS))
endif

# A virtual environment that was moved here, copied here, or left behind by a Python that is gone is made anew.
SOUND := $(shell grep -q ' $(CURDIR)/$(VENV)$$' $(VENV)/pyvenv.cfg 2>/dev/null && $(BIN)/python -c 'import pip' 2>/dev/null && echo yes)
ifneq ($(SOUND),yes)
.PHONY: $(VENV)/pyvenv.cfg
endif

.DEFAULT_GOAL := help
.PHONY: help run test bench accuracy format docs screenshots pins clean

help: ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' Makefile

run: $(RUN_STAMP) ## open the dashboard on seeds/ (another port: make run PORT=8599)
	$(BIN)/streamlit run dashboard/app.py --server.port $(PORT) --server.address $(ADDRESS)

test: $(DEV_STAMP) ## lint, types and tests
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/pytest -n auto --dist loadgroup

bench: $(DEV_STAMP) ## measure start, redraw and reading speed, and put the table into the README
	$(BIN)/python -m benchmarks --readme README.md

accuracy: $(DEV_STAMP) ## measure how well reports are read (needs ../shared), and write docs/accuracy.md and the README's table
	$(BIN)/python -m benchmarks.accuracy

format: $(DEV_STAMP) ## put the code in order
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

docs: $(RUN_STAMP) ## write the code book in the README anew from the code
	$(BIN)/python -m data_prep.codebook README.md

screenshots: $(DEV_STAMP) ## take the pictures in docs/screenshots anew
	$(BIN)/python -m docs.take_screenshots

pins: $(DEV_STAMP) ## work out every pinned version anew
	$(PIN) --upgrade --output-file requirements.txt pyproject.toml
	$(PIN) --upgrade --extra dev --constraint requirements.txt --output-file requirements-dev.txt pyproject.toml
	for file in requirements.txt requirements-dev.txt; do pins=$$(grep == $$file) && printf '%s\n' "$$pins" '-e .' > $$file; done

clean: ## remove the virtual environment and all caches
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed; this is " + sys.version.split()[0] + ". Name another one: make PYTHON=python3.12 $(MAKECMDGOALS)")'
	$(PYTHON) -m venv --clear $(VENV)

$(RUN_STAMP): requirements.txt pyproject.toml $(VENV)/pyvenv.cfg
	@echo "Installing into $(VENV); the first time takes a minute or two."
	$(INSTALL) -r requirements.txt
	touch $@

# requirements-dev.txt holds all of requirements.txt, so nothing is installed twice.
$(DEV_STAMP): requirements-dev.txt pyproject.toml $(VENV)/pyvenv.cfg
	@echo "Installing into $(VENV), with the tools for tests; the first time takes a minute or two."
	$(INSTALL) -r requirements-dev.txt
	touch $(RUN_STAMP) $@
