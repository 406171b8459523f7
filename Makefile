# Everything runs in .venv beside this file; the first call makes it, later calls find it ready.
#   make demo   make test   make lint   make bench   make torture          with another Python: make demo PYTHON=python3.12

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/labmoves-ready

.PHONY: demo test browser-test lint bench soak docs torture
.DELETE_ON_ERROR:

demo: $(READY)
	@$(BIN)/labmoves demo

# All of them in two processes for each core, since many tests wait; what you name, in one: make test ARGS=tests/match
test: $(READY)
	@$(BIN)/python -m pytest $(or $(ARGS),-n $$((2 * $$(getconf _NPROCESSORS_ONLN))) --maxprocesses 8 --dist worksteal)

# The board in a real browser; without one these tests skip.
browser-test: $(READY)
	@command -v chromium chromium-browser google-chrome >/dev/null || echo "These tests need a Chromium. On Debian: apt install chromium. On Ubuntu: snap install chromium. On macOS: brew install --cask chromium" >&2
	@$(BIN)/python -m pytest -rs tests/board/test_browser.py $(ARGS)

lint: $(READY)
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

bench: $(READY)
	@$(BIN)/python benchmarks/quality.py
	@$(BIN)/python benchmarks/identity.py
	@$(BIN)/python benchmarks/crawl.py

# a crawl killed at two hundred points, each made up for by the next
torture: $(READY)
	@LABMOVES_TORTURE=200 $(BIN)/python -m pytest tests/crawl/test_killed_anywhere.py

# The daemon for an hour, or as long as you say: make soak MINUTES=10
soak: $(READY)
	@$(BIN)/python benchmarks/soak.py --minutes $(or $(MINUTES),60)

# docs/cli.md and docs/sources.md are written by the program itself
docs: $(READY)
	@$(BIN)/python docs/generate.py

# The stamp is set last, so a set-up that was interrupted is done again.
$(READY): pyproject.toml constraints.txt
	@command -v $(PYTHON) >/dev/null || { echo "labmoves needs Python 3.11 or newer, and '$(PYTHON)' was not found. Install it, or name yours: make demo PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "labmoves needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) --version 2>&1). Name a newer one: make demo PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "'$(PYTHON)' comes without venv. On Debian or Ubuntu: apt install python3-venv" >&2; exit 1; }
	@echo "Setting up .venv (once; about a minute)" >&2
	@$(PYTHON) -m venv .venv
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	@touch $@
