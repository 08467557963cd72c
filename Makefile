# Two commands: `make run` and `make test`. Everything else is listed by `make help`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
REFERENCE ?= $(if $(PANTAU_REFERENCE_DATA),$(PANTAU_REFERENCE_DATA),$(wildcard ../shared))
JOBS ?= 2

.PHONY: run test demo setup lint types layers check test-reference test-e2e test-postgres test-slow test-real test-pywb test-browser test-api bench audit sbom secrets supply test-faults soak fuzz clean help

run: $(READY) ## Install what is missing and start the monitor
	$(BIN)/pantau run

test: $(READY) ## Run the whole suite, the linters and the type checker
	$(MAKE) --no-print-directory check
	$(BIN)/pytest -n $(JOBS) --dist loadfile -m "not reference and not real and not browser and not slow and not schema"

demo: $(READY) ## Show the whole job without internet
	$(BIN)/pantau demo

setup: $(READY)

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Pantau needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) -V 2>&1). Set PYTHON=/path/to/python3.11"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || \
	  { echo "The system's Python lacks venv. On Debian or Ubuntu: apt-get install python3-venv"; exit 1; }
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "Installing what Pantau needs into $(VENV) (about a minute) ..."
	@{ $(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade 'pip>=26' && \
	  $(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'; \
	} > $(VENV)/install.log 2>&1 || { cat $(VENV)/install.log; exit 1; }
	@touch $@

check: lint types layers

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

layers: $(READY)
	$(BIN)/lint-imports --no-cache >/dev/null || $(BIN)/lint-imports --no-cache

test-reference: $(READY) ## Tests that read the reference data folder (PANTAU_REFERENCE_DATA or ../shared)
	@test -n "$(REFERENCE)" -a -d "$(REFERENCE)" || { echo "No reference data: set PANTAU_REFERENCE_DATA to its folder"; exit 1; }
	PANTAU_REFERENCE_DATA=$(abspath $(REFERENCE)) $(BIN)/pytest -n $(JOBS) -m reference

test-e2e: $(READY) ## The tutorial's commands, and kills at random moments
	$(BIN)/pytest -m slow tests/e2e

test-postgres: $(READY) ## The whole suite once more, on PostgreSQL; what is about SQLite itself is left out
	PANTAU_TEST_DATABASE=postgresql $(BIN)/pytest -n $(JOBS) --dist loadfile -m "not sqlite and not reference and not real and not browser and not slow and not schema"

test-slow: $(READY) ## Kill loops, large archives, property tests with many examples
	$(BIN)/pytest -n $(JOBS) -m "slow and not reference"

test-real: $(READY) ## A real WordPress from Debian's packages, a Pelican site (see docs/how-to/run-real-tests.md)
	$(BIN)/pytest -m real

test-pywb: $(READY) ## A stock pywb, in an environment of its own, replays exported evidence (needs the internet once)
	test -x .pywb/bin/wacz || { $(PYTHON) -m venv .pywb && .pywb/bin/pip install --quiet --disable-pip-version-check "pywb>=2.10" "wacz>=0.6"; }
	$(BIN)/pytest -m real tests/real/test_pywb.py

test-browser: $(READY) ## Pages and digests in Debian's chromium, with axe-core
	@$(BIN)/python -c "import axe_playwright_python" 2>/dev/null || $(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[pages]'
	$(BIN)/pytest -m browser

test-api: $(READY) ## Every address of the API called at random: none may fail on our side (installs schemathesis)
	@$(BIN)/python -c "import schemathesis" 2>/dev/null || $(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[pages]'
	$(BIN)/pytest -m schema tests/web

bench: $(READY) ## Benchmarks against the peers, with floors
	$(BIN)/pantau bench all

audit: $(READY) ## Known weaknesses of the pinned dependencies (needs the internet)
	$(BIN)/python deploy/supply.py audit

sbom: $(READY) ## Bill of materials: var/sbom.cdx.json (CycloneDX)
	$(BIN)/python deploy/supply.py sbom

secrets: $(READY) ## No secret stands in the tree
	$(BIN)/python deploy/supply.py secrets

supply: $(READY) ## Audit, bill of materials, secrets
	$(BIN)/python deploy/supply.py audit sbom secrets

test-faults: $(READY) ## Workers on PostgreSQL under kills, cut networks, full disks, restarts, clock jumps (10 minutes)
	$(BIN)/pytest -m slow -n 0 tests/faults

soak: $(READY) ## 500 outlets for 20 minutes with faults, kills and readers (SOAK="--minutes 5" for less)
	$(BIN)/python benchmarks/soak.py $(SOAK)

fuzz: $(READY) ## A million inputs or a CPU-hour for every reader (FUZZ="--inputs 20000" for less)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt '.[fuzz]'
	$(BIN)/python tests/fuzz/run.py $(FUZZ)

clean: ## Remove the environment, keep the archive
	rm -rf $(VENV) .audit .pywb .mypy_cache .ruff_cache .pytest_cache *.egg-info

help: ## This list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'
