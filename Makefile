# `make` lists what can be done. Everything lives in .venv; `make clean` removes what was made.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
JAVASCRIPT := tests/javascript
# Most tests wait for a browser or a server: two processes take half of the time. ARGS="-n 0" undoes it.
PARALLEL := -n 2 --dist worksteal
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
COMPILE := $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-annotate --no-header --python-version 3.11
LOCK := $(COMPILE) pyproject.toml
STRINGS := search_app/translations

.DEFAULT_GOAL := help
.PHONY: help serve test test-hosts check bench bench-quality siege screenshots lighthouse lighthouse-widget lock strings wheel sbom licences clean browser servers

help:  ## list the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 20

serve: $(VENV)/.installed  ## set everything up and serve the glossary at http://127.0.0.1:8000
	@$(BIN)/glossary serve $(ARGS)

test: $(VENV)/.installed-dev $(JAVASCRIPT)/node_modules/.installed browser servers  ## set everything up and run every test (ARGS="-k name" for some)
	@$(BIN)/python -m pytest $(PARALLEL) $(ARGS)

test-hosts: $(VENV)/.installed-dev browser  ## test in WordPress, documentation sites, frameworks, Firefox and WebKitGTK (installs them)
	@PATH="$(CURDIR)/$(BIN):$$PATH" sh tests/hosts/install.sh
	@PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/python -m pytest -n 2 --dist loadfile tests/hosts $(ARGS)

check: $(VENV)/.installed-dev $(JAVASCRIPT)/node_modules/.installed  ## style, types and layers, JavaScript too, without the rest of the tests
	@$(BIN)/ruff check . && $(BIN)/ruff format --check --quiet . && $(BIN)/mypy && $(BIN)/python -m pytest tests/test_layers.py
	@$(BIN)/node $(JAVASCRIPT)/node_modules/eslint/bin/eslint.js --config $(JAVASCRIPT)/eslint.config.js "search_app/web/*/static/*.js"
	@$(BIN)/node $(JAVASCRIPT)/node_modules/typescript/bin/tsc --project $(JAVASCRIPT)

$(JAVASCRIPT)/node_modules/.installed: $(JAVASCRIPT)/package-lock.json $(VENV)/.installed-dev
	@echo "Installing the linter and the type checker of the scripts"
	@$(BIN)/npm ci --prefix $(JAVASCRIPT) --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null
	@touch $@

bench: $(VENV)/.installed-bench  ## speed beside other engines, written to bench/RESULTS.md (takes long)
	@$(BIN)/python -m bench.corpora
	@$(BIN)/python -m bench.speed --data ~/.cache/commerceguard-bench/collections --write bench/RESULTS.md $(ARGS)
	@$(BIN)/python -m bench.serving.throughput --append bench/RESULTS.md

bench-quality: $(VENV)/.installed-bench  ## search quality on open collections, against bars (takes long)
	@$(BIN)/python -m bench.quality $(ARGS)

siege: $(VENV)/.installed-dev  ## faults of every kind while visitors search, written to docs/reliability.md (15 minutes)
	@$(BIN)/python -m bench.siege --write docs/reliability.md $(ARGS)

screenshots: $(VENV)/.installed-dev browser  ## take the pictures in docs/screenshots/ again
	@$(BIN)/python -m tests.screenshots

lighthouse: var/lighthouse/node_modules  ## Lighthouse scores of eight pages (needs npm; fetches 185 MB once; ARGS="--runs 3")
	@$(BIN)/python -m tests.lighthouse $(ARGS)

lighthouse-widget: var/lighthouse/node_modules  ## what the widget costs a page, by Lighthouse
	@$(BIN)/python -m tests.lighthouse --widget $(ARGS)

var/lighthouse/node_modules: $(VENV)/.installed-dev | browser
	@npm install --prefix var/lighthouse --ignore-scripts --no-audit --no-fund --silent lighthouse@12
	@touch $@

lock: $(VENV)/.installed-dev  ## update the lock files from pyproject.toml
	@$(LOCK) --upgrade --extra build -o requirements.lock
	@$(LOCK) --upgrade --extra build --extra postgres --extra redis --extra opensearch --extra exchange -c requirements.lock -o requirements-deploy.lock
	@$(LOCK) --upgrade --extra build --extra postgres --extra redis --extra opensearch --extra exchange --extra mcp --extra dev -c requirements-deploy.lock -o requirements-dev.lock
	@$(LOCK) --upgrade --extra build --extra postgres --extra redis --extra opensearch --extra exchange --extra mcp --extra dev --extra bench -c requirements-dev.lock -o requirements-bench.lock
	@$(COMPILE) --upgrade tests/hosts/requirements.in -o tests/hosts/requirements.lock
	@$(BIN)/npm update --prefix tests/hosts/browsers --package-lock-only --ignore-scripts --no-audit --no-fund --loglevel=error
	@$(BIN)/npm update --prefix tests/hosts/frameworks --package-lock-only --ignore-scripts --no-audit --no-fund --loglevel=error
	@$(BIN)/npm update --prefix $(JAVASCRIPT) --package-lock-only --ignore-scripts --no-audit --no-fund --loglevel=error

strings: $(VENV)/.installed  ## collect the texts of the interface in messages.pot, and update the catalogs of other languages
	@$(BIN)/pybabel -q extract -F babel.cfg -k message --omit-header --add-location=file --sort-output --width=120 -o $(STRINGS)/messages.pot .
	@for catalog in $(STRINGS)/*/LC_MESSAGES/messages.po; do [ ! -f "$$catalog" ] || $(BIN)/pybabel -q update --omit-header --ignore-obsolete -i $(STRINGS)/messages.pot -o "$$catalog" -l "$$(basename "$${catalog%/LC_MESSAGES/*}")" --width=120; done

wheel: $(VENV)/.installed  ## build the wheel in dist/: the same commit gives the same bytes
	@SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct) $(BIN)/python -m hatchling build -t wheel

sbom: $(VENV)/.installed-dev  ## list what a deployment installs, as CycloneDX: dist/sbom.cdx.json
	@rm -rf var/sbom && $(PYTHON) -m venv --without-pip var/sbom && mkdir -p dist
	@$(PIP) --python var/sbom/bin/python install --require-hashes -r requirements-deploy.lock
	@$(BIN)/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible --of JSON -o dist/sbom.cdx.json var/sbom/bin/python

licences: $(VENV)/.installed-dev  ## write docs/licences.md from the lock files, and check it against the allow-list
	@$(BIN)/python -m tests.licences

clean:  ## remove the virtual environment, the index and caches
	rm -rf $(VENV) $(JAVASCRIPT)/node_modules tests/hosts/*/node_modules var dist .pytest_cache .mypy_cache .ruff_cache .hypothesis test-results
	find index -mindepth 1 -not -name README.md -delete
	find . -name __pycache__ -prune -exec rm -rf {} +

browser:
	@sh tests/install-browser.sh

servers:
	@sh tests/install-servers.sh

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Python 3.11 or newer is needed; $(PYTHON) is older. Try: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	@echo "Making the virtual environment $(VENV)"
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: requirements.lock pyproject.toml | $(BIN)/python
	@echo "Installing what the service needs"
	@$(PIP) install --require-hashes -r requirements.lock
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	@echo "Installing what the tests need"
	@$(PIP) install --require-hashes -r requirements-dev.lock
	@touch $@

$(VENV)/.installed-bench: requirements-bench.lock $(VENV)/.installed-dev
	@echo "Installing what the benchmarks need"
	@$(PIP) install --require-hashes -r requirements-bench.lock
	@touch $@
