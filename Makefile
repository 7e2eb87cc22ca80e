# make demo · make run · make test · make check — nothing else is needed on a fresh Debian or Ubuntu.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
CONFIG ?= config.yaml

.PHONY: run demo demo-en test setup check bench simulate match oracle claims fuzz growth train fmt lock clean
.DEFAULT_GOAL := run

run: setup
	@$(BIN)/weiguang run --config $(CONFIG) $(ARGS)

demo: setup
	@$(BIN)/weiguang demo $(ARGS)

demo-en: setup
	@$(BIN)/weiguang demo --lang en $(ARGS)

setup: $(READY)

$(READY): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
	  || { echo "Weiguang needs Python 3.11 or newer; this is $$($(PYTHON) --version). Try: make PYTHON=python3.12 run"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || .ci/system-package python3-venv
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing the pinned dependencies into $(VENV) …"
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $(READY)

test: setup check
	@.ci/test-database
	@.ci/test-browser
	@$(BIN)/pytest

check: setup
	@$(BIN)/ruff check . && $(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

bench: setup
	@$(BIN)/python -m tests.bench.page
	@$(BIN)/python -m tests.bench.understanding
	@$(BIN)/python -m tests.bench.burst

# Dispatch: 90 days with five seeds, and bursts, shard by shard; goes on where it was. make simulate SHARDS="quarter:1"
simulate: setup
	@SHARDS="$(if $(filter command line,$(origin SHARDS)),$(SHARDS))" $(BIN)/python -m tests.bench.dispatch

# Whom to ask among 2,568, 100,000 and a million volunteers, against SQL. The databases are built once: 1 GB in .bench/
match: setup
	@$(BIN)/python -m tests.bench.match

# Ten thousand changes, whom to ask found ring by ring and among everybody; the shard's number is its seed
oracle: setup
	@for shard in $(if $(filter command line,$(origin SHARDS)),$(SHARDS),$(shell seq 1 10)); do WEIGUANG_ORACLE=1000 WEIGUANG_ORACLE_SEED=$$shard $(BIN)/pytest -n 0 tests/handlers/test_nearest.py || exit 1; done

# 500 claim one place at once, a thousand rounds in twenty shards; goes on where it was. make claims SHARDS="7 8"
claims: setup
	@SHARDS="$(if $(filter command line,$(origin SHARDS)),$(SHARDS))" $(BIN)/python -m tests.bench.claims

# A million mutants in twenty shards; the shard's number is its seed: make fuzz SHARDS="7 8"
SHARDS ?= $(shell seq 1 20)
fuzz: setup
	@for shard in $(SHARDS); do WEIGUANG_FUZZ=50000 WEIGUANG_FUZZ_SEED=$$shard $(BIN)/pytest -n 0 tests/understanding/test_fuzz.py || exit 1; done

growth: setup
	@$(BIN)/python -m tests.bench.growth

train: setup
	@$(BIN)/weiguang train

fmt: setup
	@$(BIN)/ruff check --fix . ; $(BIN)/ruff format .

lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-header --extra dev --upgrade pyproject.toml -o requirements.lock

clean:
	rm -rf $(VENV) *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis
