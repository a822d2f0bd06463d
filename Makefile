# Every target sets itself up from python3, make and the package index. `make setup` leaves a working .venv/bin/callout.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
UV := $(BIN)/python -m uv
INSTALLED := $(VENV)/.installed
export UV_LINK_MODE = copy
# The certificates of the machine, so that a network with a certificate of its own works too.
export UV_SYSTEM_CERTS = 1
export PIP_DISABLE_PIP_VERSION_CHECK = 1

.PHONY: setup demo test lint types browser tests bench fuzz train requirements docs clean

setup: $(INSTALLED)

$(INSTALLED): requirements/build.txt requirements/run.txt requirements/dev.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "callout needs Python 3.11 or newer: set PYTHON to one")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --require-hashes --requirement requirements/build.txt
	$(UV) pip install --quiet --python $(BIN)/python --require-hashes --requirement requirements/run.txt --requirement requirements/dev.txt
	$(UV) pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	touch $@

demo: setup
	$(BIN)/callout --ledger demo.db add examples/reports
	$(BIN)/callout --ledger demo.db cases --format table
	$(BIN)/callout --ledger demo.db show NotPetya --format table
	$(BIN)/callout --ledger demo.db serve

test: lint types tests

lint: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: setup
	$(BIN)/mypy

# Finds the browser for the tests of the pages, or installs it where it may, and says what it did.
browser: setup
	$(BIN)/python tests/web/browser.py

tests: setup browser
	$(BIN)/python -m pytest

fuzz: setup
	$(BIN)/python benchmarks/fuzz.py

train: setup
	$(BIN)/python training/techniques.py

bench: setup
	$(BIN)/python benchmarks/bench.py --write

docs: setup
	$(BIN)/python docs/generate.py

requirements: setup
	$(UV) pip compile --quiet --generate-hashes --no-emit-index-url --no-annotate --universal --python-version 3.11 --custom-compile-command "make requirements" --output-file requirements/build.txt requirements/build.in
	$(UV) pip compile --quiet --generate-hashes --no-emit-index-url --no-annotate --universal --python-version 3.11 --custom-compile-command "make requirements" --output-file requirements/run.txt pyproject.toml
	$(UV) pip compile --quiet --generate-hashes --no-emit-index-url --no-annotate --universal --python-version 3.11 --custom-compile-command "make requirements" --constraint requirements/run.txt --output-file requirements/dev.txt requirements/dev.in

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
