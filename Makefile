# Every target sets up what it needs in .venv: only Python 3.11 or newer with pip, and make, must be there.

VENV := .venv
PY := $(VENV)/bin/python
STAMP := $(VENV)/.handreich-installed
CONFIG ?= config.toml

.DEFAULT_GOAL := help
.PHONY: help setup demo run test chaos check bench lock catalogues clean

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(STAMP) ## create .venv and install everything from requirements.lock

demo: $(STAMP) ## play one whole story with a pretended Telegram, no token needed
	@$(VENV)/bin/handreich demo

run: $(STAMP) ## run the bot with config.toml
	@$(VENV)/bin/handreich run --config $(CONFIG)

test: $(STAMP) ## run all tests, three files at a time: most of them wait for something
	@$(PY) -m pytest -n 3 --dist loadfile --no-loadscope-reorder $(ARGS)

chaos: $(STAMP) ## kill the bot a thousand times and prove that nothing was lost (takes an hour)
	@$(PY) -m tests.chaos $(ARGS)

check: $(STAMP) ## style, types, import contracts, catalogues
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(PY) -m pytest -q tests/conventions

bench: $(STAMP) ## measure beside bare bots (ARGS: start conversation outbox matching)
	@$(PY) -m benchmarks $(ARGS)

lock: $(VENV)/bin/uv ## choose the versions of all dependencies anew
	$(VENV)/bin/uv pip compile pyproject.toml --extra postgresql --group dev --universal --python-version 3.11 \
	  --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --upgrade -o requirements.lock

catalogues: $(STAMP) ## bring locales/ up to date with the texts in the code
	@$(PY) -m bot.catalogues

clean: ## remove .venv and everything tools left behind
	rm -rf $(VENV) build dist *.egg-info .coverage htmlcov .hypothesis .import_linter_cache \
	  .mypy_cache .pytest_cache .ruff_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The first Python that is new enough makes .venv; `make PYTHON=/path/to/python` names another one.
# Some systems ship venv without the pip to put into it (ensurepip); then the system's pip fetches one.
$(PY):
	@set -e; \
	for python in $(PYTHON) python3 python3.14 python3.13 python3.12 python3.11; do \
	  if $$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    $$python -m venv $(VENV) >/dev/null 2>&1 && exit 0; \
	    rm -rf $(VENV); \
	    $$python -m venv --without-pip $(VENV) && $$python -m pip --python $(PY) install --quiet pip && exit 0; \
	    rm -rf $(VENV); \
	  fi; \
	done; \
	echo "Handreich needs Python 3.11 or newer with venv and pip; none was found. Name one: make PYTHON=/path/to/python3" >&2; \
	exit 1

$(STAMP): requirements.lock pyproject.toml hatch_build.py | $(PY)
	@echo "Installing into $(VENV) (once, and again only when requirements.lock or pyproject.toml change) ..."
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/bin/uv: | $(PY)
	@$(PY) -m pip install --quiet --disable-pip-version-check uv
